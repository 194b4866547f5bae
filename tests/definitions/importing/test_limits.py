"""What is small in a source and large in a draft has an end, and says so."""

from pathlib import Path

import pytest

from assess.definitions.declared import MOST_LANGUAGES
from assess.definitions.importing import outline
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.ciso_assistant import read_ciso_assistant
from assess.definitions.importing.outline import MOST_HELD, Outline, files_of
from assess.definitions.importing.xlsform.reading import read_xlsform
from assess.definitions.sheets.cells import Book
from assess.definitions.sheets.unpacking import unpack
from tests.definitions.files import spoilt
from tests.definitions.importing.sources import (
    CHOICES,
    LIBRARY,
    SURVEY,
    Rows,
    cells,
    library,
    workbook,
)


def read(folder: Path, text: str) -> Outline:
    return read_ciso_assistant(library(folder, text), Account())


def changed(*changes: tuple[str, str]) -> str:
    return spoilt(LIBRARY, *changes)


def test_a_draft_that_would_be_too_much_is_not_made(tmp_path, monkeypatch):
    for held in MOST_HELD:
        monkeypatch.setattr(outline, "MOST_HELD", dict(MOST_HELD) | {held: 1})
        with pytest.raises(NotImportable, match=rf"doors\.yaml: .* more than 1 {held}"):
            read(tmp_path, LIBRARY)


def test_words_that_stand_with_many_requirements_are_counted_with_each(tmp_path):
    long = "x" * 100_000
    nodes = "".join(
        f"    - {{urn: u{n}, parent_urn: u{min(n - 1, 3)}, assessable: {str(n > 3).lower()}, "
        f"description: {long if n < 4 else 'y'}}}\n"
        for n in range(400)
    )
    text = LIBRARY[: LIBRARY.index("    - urn: urn:acme:node:a\n")] + nodes

    with pytest.raises(NotImportable, match="a draft of more than 20000000 characters"):
        read(tmp_path, text)


def test_what_no_file_can_hold_is_told(tmp_path):
    with pytest.raises(NotImportable, match=r"a\.yaml would be too large to be read"):
        files_of(read(tmp_path, changed(("Look at the can.", "x" * 1_100_000))))


def test_a_library_in_more_languages_than_anybody_speaks_has_the_first_ones(tmp_path):
    codes = [f"{a}{b}" for a in "abcdefghijklmnopqrst" for b in "abcdefghijklmnopqrst"]
    said = "\n  ".join(f"{code}: {{name: X}}" for code in codes)

    made = read(tmp_path, changed(("fr: {name: Soin des portes}", said)))
    assert len(made.languages) == MOST_LANGUAGES


def book_of(survey: Rows, choices: Rows = CHOICES) -> Book:
    return unpack(workbook({"survey": survey, "choices": choices}))


def test_groups_in_groups_have_an_end():
    rows = [cells(SURVEY)[0], *([("begin_group", f"g{n}", "G") for n in range(40)])]

    with pytest.raises(NotImportable, match="survey!A32: groups are more than 30 deep"):
        read_xlsform(book_of(rows), Path("f.xlsx"), Account())


def test_a_form_in_very_many_languages_is_refused():
    head = ("type", "name", *(f"label::L{n}" for n in range(60)))

    with pytest.raises(NotImportable, match="texts in more than 50 languages"):
        read_xlsform(book_of([head, ("integer", "q", "Q")]), Path("f.xlsx"), Account())


def test_a_list_of_a_thousand_answers_is_left():
    answers = [("list_name", "name", "label"), *(("places", f"p{n}", "P") for n in range(1000))]
    rows = [
        ("type", "name", "label", "relevant"),
        ("select_one places", "place", "Where?"),
        ("integer", "number", "How many?", "${place} = 'p1'"),
    ]
    account = Account()
    made = read_xlsform(book_of(rows, answers), Path("f.xlsx"), account)

    assert [item.id for item in made.items()] == ["number"]
    assert "a list of 1000 answers is too long to be scored" in [
        note.said.sentence() for note in account.of("left")
    ]
