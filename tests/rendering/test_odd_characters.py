"""Whatever characters people type, every format opens and shows them without harm."""

import io
import json
import re
import zipfile
from dataclasses import replace
from fractions import Fraction
from functools import cache

import openpyxl  # type: ignore[import-untyped]
import pytest
from docx.oxml import parse_xml

from assess.core.brand import Brand
from assess.core.text import Text
from assess.rendering.csv_files import may_be_formula
from assess.rendering.outputs import render
from assess.rendering.places import TextTooLong
from tests.rendering.hostile import ENGLISH, FIELDS, everywhere, measured, reported, written
from tests.rendering.odd import ODD, marked, together
from tests.rendering.readers import READERS, said_in_tables

DIRECTIONS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def branded(words: str) -> Brand:
    """A brand of these words; a name is also an author, who has a shorter place."""
    name = " ".join(marked(kind, ODD[kind].typed) for kind in ("overrides", "nul"))
    return Brand(id="odd", name=Text({"en": name}), contact=Text({"en": words}))


BRANDED = {"docx", "pptx", "xlsx"}


@cache
def made(ending: str) -> bytes:
    """The report with all of them in every field, in one format."""
    words = " ".join(marked(kind, odd.typed) for kind, odd in ODD.items())
    return render(reported(together), replace(ENGLISH, brand=branded(words)), ending)


@cache
def said(ending: str) -> tuple[str, ...]:
    """Every text of that file, with one blank where there are blanks or lines end."""
    # What looks like an escape is escaped once more in a workbook, which only Excel takes away.
    texts = (text.replace("_x005F_", "_") for text in READERS[ending](made(ending)))
    return tuple(re.sub(r"[ \t\r\n]+", " ", text) for text in texts)


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("ending", READERS)
def test_every_field_shows_what_can_be_shown(ending, kind):
    whole = re.compile(rf"\[{kind}: (.*?) :{kind}\]")
    seen = [words for text in said(ending) for words in whole.findall(text)]

    assert set(seen) == {ODD[kind].seen}
    # The name, the region and, where there is room for it, a note and a reason; then the brand.
    assert len(seen) >= (2 if ending == "pptx" else 4) + (ending in BRANDED)


@pytest.mark.parametrize("ending", READERS)
def test_nothing_turns_around_what_follows_or_steers_a_terminal(ending):
    text = "\n".join(said(ending))

    assert not DIRECTIONS & set(text)
    assert not re.search(
        r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|_x[0-9A-F]{4}_(?<!_x0041_)", text
    )


@pytest.mark.parametrize("ending", sorted(BRANDED))
def test_every_part_of_an_office_file_is_xml(ending):
    with zipfile.ZipFile(io.BytesIO(made(ending))) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                content = package.read(name)
                parse_xml(content)
                assert not DIRECTIONS & set(content.decode()), name


def test_the_result_for_machines_holds_nothing_that_people_wrote():
    content = made("json").decode()

    assert json.loads(content)["schema"]
    assert not any(f"{kind}:" in content for kind in ODD)


# --- formulas --------------------------------------------------------------------------

STARTS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "\u202e=", "\u200e=", "＝", "'=")


@pytest.mark.parametrize("start", STARTS, ids=map(ascii, STARTS))
def test_no_cell_of_the_tables_is_a_formula(start):
    file = render(reported(everywhere(f"{start}1+1")), ENGLISH, "zip")
    cells = [cell for cell in said_in_tables(file) if cell.endswith("1+1")]

    # Name, region and note stand in cells of their own.
    assert len([cell for cell in cells if cell.startswith("'")]) >= len(FIELDS) - 2
    assert not [cell for cell in cells if may_be_formula(cell) and not cell.startswith("'")]


def test_no_cell_of_a_workbook_is_a_formula():
    words = dict(zip(FIELDS, STARTS, strict=False))
    brand = Brand(
        id="odd",
        name=Text({"en": "=1+1"}),
        contact=Text({"en": "@1+1"}),
        disclaimer=Text({"en": "\u202e=1+1"}),
    )
    report = reported(written(lambda field: f"{words[field]}1+1"))
    book = openpyxl.load_workbook(io.BytesIO(render(report, replace(ENGLISH, brand=brand), "xlsx")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    starting = [c for c in cells if isinstance(c.value, str) and may_be_formula(c.value)]

    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert [str(c.value) for c in starting if str(c.value).endswith("1+1")]
    assert all(cell.quotePrefix for cell in starting)


# --- what no format can hold -----------------------------------------------------------


@pytest.mark.parametrize("ending", [*READERS, "pdf"])
@pytest.mark.parametrize(("field", "place"), [("name", "name"), ("region", "facts.region")])
def test_what_is_too_long_for_a_cell_or_a_page_is_refused_with_its_place(ending, field, place):
    endless = written(lambda each: "a" * (40_000 if each == field else 1))

    with pytest.raises(TextTooLong, match=f"organization.{place} has 40000 characters"):
        render(reported(endless), ENGLISH, ending)


@pytest.mark.parametrize("ending", READERS)
def test_enormous_numbers_have_a_place_in_every_format(ending):
    assert render(reported(measured(Fraction(10) ** 400, Fraction(10) ** 18)), ENGLISH, ending)
