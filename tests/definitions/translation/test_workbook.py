"""The workbook as a translator finds it, and as it comes back from other programs."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from assess.definitions.translation.exchange import NotADelivery, UnknownReference
from assess.definitions.translation.workbook import MOST_IN_CELL, render_workbook
from assess.definitions.translation.workbook_reading import read_workbook
from assess.language import speaking
from tests.definitions.mutations.archives import Part, archive_of
from tests.definitions.mutations.sheet_xml import parts, rows_of
from tests.definitions.translation.small import export, folder_of
from tests.definitions.translation.translators import DAY, WithWorkbook

PATH = Path("back.xlsx")


@pytest.fixture
def someone(folder):
    return WithWorkbook(export(folder))


def rendered(folder, spoken="en", target="zh-Hant") -> bytes:
    with speaking(spoken):
        return render_workbook(export(folder, target), DAY)[0]


def test_source_and_reference_stand_beside_the_place_for_the_translation(someone):
    heads = [cell.value for cell in someone.sheet[2]][:-1]

    assert heads == [
        *("Key", "What it is", "Question it belongs to", "English", "简体中文"),
        *("繁體中文", "State"),
    ]
    row = [cell.value for cell in someone.sheet[someone.rows["items/M1/title"]]][:-1]
    assert row == [
        *("items/M1/title", "One › M1 成熟度 › title of a question"),
        *("How far is it at {organization}?", "Maturity", "成熟度", None, "untranslated"),
    ]


def test_another_language_can_stand_beside(folder):
    assert "简体中文" not in [c.value for c in WithWorkbook(export(folder, "de")).sheet[2]]
    beside = WithWorkbook(export(folder, "de", "zh-Hans"))
    assert "简体中文" in [cell.value for cell in beside.sheet[2]]
    with pytest.raises(UnknownReference, match="fr"):
        export(folder, "de", "fr")


def test_only_the_translation_and_its_state_can_be_changed(someone):
    row = someone.rows["title"]
    unlocked = [
        mark
        for mark, column in someone.columns.items()
        if not someone.sheet.cell(row, column).protection.locked
    ]

    assert someone.sheet.protection.sheet
    assert unlocked == ["translation", "state"]
    # Excel's words for what stays allowed are told the other way round.
    assert someone.sheet.protection.autoFilter is False


def test_the_heads_stay_in_sight_and_filter_the_rows(someone):
    sheet = someone.sheet

    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref == f"A2:G{sheet.max_row}"
    assert (sheet.row_dimensions[1].hidden, sheet.column_dimensions["H"].hidden) == (True, True)
    for column in "ABCDEFG":
        assert sheet.column_dimensions[column].width >= 10
    texts = sheet[someone.rows["title"]][:-1]
    assert all(cell.alignment.wrap_text for cell in texts)


def test_a_state_is_one_of_three_words(someone):
    (validation,) = someone.sheet.data_validations.dataValidation

    assert validation.formula1 == '"untranslated,up to date,out of date"'
    assert someone.read("items/M1/text")[2] == "untranslated"


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        ("en", ("Instructions", "Texts", "Leave them exactly")),
        ("zh-Hans", ("说明", "文本", "原样保留")),
    ],
)
def test_the_instructions_speak_the_language_of_the_translator(folder, spoken, words):
    book = openpyxl.load_workbook(io.BytesIO(rendered(folder, spoken)))
    instructions, texts, told = words

    assert book.sheetnames == [instructions, texts]
    said = "\n".join(str(row[0].value) for row in book[instructions])
    assert told in said
    assert "small 1.0.0: English → 繁體中文" in said
    assert "{organization}" in said
    # What is to be known is read first.
    assert book.active.title == instructions


def test_a_workbook_in_any_language_of_the_program_is_read(folder):
    book = openpyxl.load_workbook(io.BytesIO(rendered(folder, "zh-Hans", target="zh-Hans")))
    sheet = book["文本"]
    marks = [str(cell.value).split(" ")[0] for cell in sheet[1]]
    sheet.cell(3, marks.index("state") + 1).value = "过期"
    packed = io.BytesIO()
    book.save(packed)

    delivery = read_workbook(PATH, packed.getvalue())

    assert (delivery.id, delivery.language) == ("small", "zh-Hans")
    assert [row.key for row in delivery.rows if row.doubtful] == ["title"]


def test_the_same_export_gives_the_same_bytes(folder):
    assert rendered(folder) == rendered(folder)
    with speaking("en"):
        other = render_workbook(export(folder), date(2026, 10, 2))[0]
    assert other != rendered(folder)


@pytest.mark.parametrize("words", ["=1+1", "+49", "-3", "@home", '=HYPERLINK("x")'])
def test_what_looks_like_a_formula_is_a_text_there_and_back(tmp_path, words):
    folder = folder_of(tmp_path, ("zh-Hans: 小\n", f"zh-Hans: '{words}'\n"))
    someone = WithWorkbook(export(folder, "zh-Hans"))

    cell = someone.cell("title", "translation")
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)
    assert (
        "<f>"
        not in zipfile.ZipFile(io.BytesIO(rendered(folder)))
        .read("xl/worksheets/sheet2.xml")
        .decode()
    )
    (row,) = [row for row in someone.delivery().rows if row.key == "title"]
    assert row.said == words


@pytest.mark.parametrize(
    ("value", "what"),
    [("=A1", "a formula"), (12, "a number"), (True, "true or false"), (date(2026, 1, 2), "a date")],
)
def test_what_is_no_text_is_told_with_its_cell(someone, value, what):
    someone.sheet.cell(someone.rows["title"], someone.columns["translation"]).value = value

    delivery = someone.delivery()

    (remark,) = delivery.remarks
    assert remark.sentence().startswith("back.xlsx, Texts!F3: X907 'title': here stands ")
    assert what in remark.sentence()
    assert "title" not in [row.key for row in delivery.rows]


def test_a_state_that_is_none_is_told_with_its_cell(someone):
    someone.cell("title", "state").value = "perfect"

    delivery = someone.delivery()

    (remark,) = delivery.remarks
    assert remark.sentence().startswith("back.xlsx, Texts!G3: X910 ")
    assert "“perfect”" in remark.sentence()


def test_a_translation_without_a_key_is_told(someone):
    someone.write("title", "小")
    someone.cell("title", "key").value = None

    (remark,) = someone.delivery().remarks

    assert (remark.fault.code, "“小”" in remark.sentence()) == ("X913", True)


def test_columns_and_rows_may_be_moved_and_sheets_renamed(someone):
    someone.write("about", "簡介")
    someone.sheet.insert_cols(1)
    someone.sheet.title = "Meine Texte"
    someone.book.move_sheet(someone.sheet, -1)
    someone.sheet.move_range("A4:I4", rows=200)

    delivery = someone.delivery()

    (row,) = [row for row in delivery.rows if row.said]
    assert (row.key, row.said, row.place) == ("about", "簡介", "back.xlsx, Meine Texte!G204")


def test_ends_of_lines_of_other_programs_are_read(someone):
    someone.write("title", "一_x000D_\n二\r\n三")

    (row,) = [row for row in someone.delivery().rows if row.said]

    assert row.said == "一\n二\n三"


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/workbook.xml", b" " * 120_000_000)
    return packed.getvalue()


def other_book() -> bytes:
    packed = io.BytesIO()
    openpyxl.Workbook().save(packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no program can open it"),
        (b"PK\x03\x04 nothing", "no program can open it"),
        (b"key,translation\n", "no program can open it"),
        (bomb(), "too large"),
        (other_book(), "hidden first row"),
    ],
    ids=["empty", "broken", "csv", "bomb", "another"],
)
def test_what_is_no_export_is_told(data, reason):
    with speaking("en"), pytest.raises(NotADelivery, match=reason):
        read_workbook(PATH, data)


def test_a_text_that_is_too_long_for_a_cell_is_named(tmp_path):
    folder = folder_of(tmp_path, ("A small questionnaire.", "x" * (MOST_IN_CELL + 1)))

    with speaking("en"):
        data, left_out = render_workbook(export(folder), DAY)

    assert left_out == ("about",)
    assert "about" not in [row.key for row in read_workbook(PATH, data).rows]


def text_of(sheet: str) -> bytes:
    return archive_of(parts([sheet]))


def test_a_text_in_the_last_row_of_all_is_found():
    head = ["key", "translation", "state", "digests assess/translation@1 small 1.0.0 de"]
    rows = rows_of([head]).replace(
        "</sheetData>",
        '<row r="1048576"><c r="A1048576" t="str"><v>title</v></c>'
        '<c r="B1048576" t="str"><v>T</v></c></row></sheetData>',
    )

    (row,) = read_workbook(PATH, text_of(rows)).rows
    assert (row.place, row.key, row.said) == ("back.xlsx, S1!B1048576", "title", "T")


def test_what_is_no_digest_is_not_taken_for_one():
    head = ["key", "translation", "state", "digests assess/translation@1 small 1.0.0 de"]
    rows = rows_of([head, [], ["title", "T", "", "two\nlines here"]])

    (row,) = read_workbook(PATH, text_of(rows)).rows
    assert (row.source, row.given) == (None, None)


def test_a_workbook_with_macros_is_told():
    bad = [*parts(), Part(name=b"xl/vbaProject.bin", content=b"x")]

    with speaking("en"), pytest.raises(NotADelivery, match="it holds macros"):
        read_workbook(PATH, archive_of(bad))
