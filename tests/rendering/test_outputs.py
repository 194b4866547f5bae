"""One result in every format, each recognizable as what it is."""

import io
import json
import re
import zipfile
from dataclasses import replace

import pytest

from assess.core.brand import Brand
from assess.core.result import result_of
from assess.rendering.outputs import OUTPUTS, render, shown_in
from assess.rendering.presentation import Presentation
from tests.rendering.brands import BRAND, WORDY
from tests.rendering.cases import CASES, compiled

INSIDE = {
    "xlsx": "xl/workbook.xml",
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "zip": "items.csv",
}


BRANDED = ["xlsx", "docx", "pptx"]
WISHED = Presentation(
    language="zh-Hans",
    edition="board",
    paper="Letter",
    brand=BRAND,
    verify_at="https://a.example/v",
)


def made(ending: str, language: str = "zh-Hans", brand: Brand | None = None) -> bytes:
    shown = Presentation(language=language, brand=brand)
    return render(compiled(CASES["harbour"]), shown, ending)


def inside(packed: bytes) -> str:
    """All that stands in a packed file, without markup and spaces."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        parts = [
            archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".csv"))
        ]
    return "".join(re.sub(r"<[^>]*>|\s", "", part.decode()) for part in parts)


@pytest.mark.parametrize("ending", list(INSIDE))
def test_a_packed_format_holds_what_it_should(ending):
    with zipfile.ZipFile(io.BytesIO(made(ending))) as packed:
        assert packed.testzip() is None
        assert INSIDE[ending] in packed.namelist()


@pytest.mark.pdf
def test_the_pdf_is_one():
    assert made("pdf").startswith(b"%PDF-1.7")


def test_the_json_is_the_result():
    assert json.loads(made("json")) == result_of(compiled(CASES["harbour"]))


@pytest.mark.parametrize("ending", [*INSIDE, "json"])
def test_every_format_is_the_same_every_time(ending):
    assert made(ending) == made(ending)


def test_every_format_has_a_name_and_a_media_type():
    assert len({output.media_type for output in OUTPUTS.values()}) == len(OUTPUTS)
    assert all(output.title for output in OUTPUTS.values())


def test_pages_show_all_of_a_presentation():
    assert shown_in("pdf", WISHED) == WISHED


@pytest.mark.parametrize("ending", BRANDED)
def test_office_files_show_the_words_of_a_brand_and_no_more(ending):
    shown = shown_in(ending, WISHED)

    assert shown.brand is not None
    assert (shown.brand.name, shown.brand.disclaimer) == (BRAND.name, BRAND.disclaimer)
    other = replace(WISHED, edition="full", verify_at="", brand=replace(BRAND, logo=None))
    assert shown_in(ending, other) == shown


@pytest.mark.parametrize("ending", ["zip", "json"])
def test_data_shows_nothing_of_a_presentation_but_its_language(ending):
    assert shown_in(ending, WISHED) == Presentation(language="zh-Hans")


@pytest.mark.parametrize("ending", [*INSIDE, "json"])
def test_what_a_format_does_not_show_changes_no_byte_of_it(ending):
    report = compiled(CASES["harbour"])

    assert render(report, WISHED, ending) == render(report, shown_in(ending, WISHED), ending)
    assert (render(report, WISHED, ending) == made(ending)) == (ending not in BRANDED)


@pytest.mark.parametrize("brand", [BRAND, WORDY], ids=["short", "long"])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("ending", BRANDED)
def test_office_files_say_from_whom_they_come(ending, language, brand):
    file = made(ending, language, brand)

    said = inside(file)
    for words in (brand.name, brand.contact, brand.disclaimer):
        assert "".join(words.within(language).split()) in said
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        properties = packed.read("docProps/core.xml").decode()
    assert re.findall("<dc:creator>(.*)</dc:creator>", properties) == [brand.name.within(language)]


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("ending", BRANDED)
def test_a_white_label_keeps_the_name_of_this_program_off_office_files(ending, language):
    def names(brand: Brand) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(made(ending, language, brand))) as packed:
            parts = b"".join(map(packed.read, packed.namelist())).decode(errors="ignore")
        return re.findall(r"\bassess(?: verify)?\b", parts, re.IGNORECASE)

    assert names(BRAND) == []
    assert ("assess verify" in names(replace(BRAND, white_label=False))) == (ending == "docx")
