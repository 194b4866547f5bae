"""Every fault of a filled sheet is told with its cell, all of them at once."""

from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.core.answers import MaturityAnswer
from assess.definitions.problems import InvalidDefinition
from assess.definitions.sheets.workbook import render_sheet
from assess.language import gettext, speaking
from tests.core.factory import measured
from tests.definitions.sheets.people import SMALL, Person, assessment_of, order, read, told

FEBRUARY = datetime(2026, 2, 1)  # noqa: DTZ001 — a cell knows no zone
FULL = {"M1": MaturityAnswer(intention=3, reality=2), "K1": measured(76, 72, 74)}


@pytest.fixture
def person() -> Person:
    return Person(render_sheet(order(assessment_of(FULL))))


@pytest.mark.parametrize(
    ("key", "value", "shown_as", "said"),
    [
        ("answers.M1.reality", 7, None, "F135 “7” is not one of 0, 1, 2, 3, 4, 5"),
        ("answers.M1.reality", "much", None, "F135 “much” is not one of 0, 1, 2, 3, 4, 5"),
        ("answers.C1.practices.a", "lots", None, "F135 “lots” is not one of no, some, half, most"),
        ("answers.X1.chosen", "all", None, "F135 “all” is not one of none, partly, fully"),
        ("answers.K1.comparison", "good", None, "F135 “good” is not one of better than others"),
        ("answers.K1.value", "12 %", None, "F133 “12 %” is a text, not a number"),
        ("answers.K1.value", "1,234", None, "F133 “1,234” is a text, not a number"),
        ("answers.K1.value", 0.76, "0%", "F134 76% is a percentage, which is not asked here"),
        ("answers.K1.value", FEBRUARY, None, "F131 this is a date: 2026-02-01"),
        ("answers.P1.period", FEBRUARY, None, "F131 this is a date: 2026-02-01"),
        ("answers.K1.value", "=38*2", None, "F130 this is a formula; its value was –"),
        ("answers.K1.value", "#N/A", None, "F132 this is the fault of a formula: #N/A"),
        ("answers.K1.periods", "72,5 74", None, "F133 “72,5 74” is a text, not a number"),
        ("answers.P1.numerator", -1, None, "A606 “-1” is below 0"),
        ("answers.R1.value", 11, None, "F135 “11” is not one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"),
        ("answers.R2.value", 101, None, "A612 “101” is not on the scale"),
        ("answers.K2.targets.worst", 9, None, "A607 targets need all three"),
        ("answers.M1.note", "x" * 5001, None, "A603 longer than 5000 characters"),
        ("facts.people", "many", None, "F133 “many” is a text, not a number"),
        ("facts.dealers", "perhaps", None, "F135 “perhaps” is not one of yes, no"),
        ("assessed_on", "soon", None, "F136 “soon” is no day"),
        ("purpose", "fun", None, "F135 “fun” is not one of Self-assessment, Audit, Certification"),
        ("deductions.fine", 4, None, "A625 'fine' cannot be found 4 times"),
        ("name", None, None, "T303 name: the text is empty"),
        ("assessed_on", None, None, "S203 'assessed_on' takes a day, not nothing"),
    ],
)
def test_a_cell_that_is_no_answer(person, key, value, shown_as, said):
    (only,) = person.write(key, value, shown_as).told()

    assert only.startswith(f"{person.place(key)}: {said}"), only
    assert " — " in only


def test_a_share_of_more_than_everything(person):
    person.write("answers.P1.numerator", 12).write("answers.P1.denominator", 10)
    (only,) = person.told()

    said = "A605 12 of 10 is more than everything — the first number counts a part of the second"
    assert only == f"{person.place('answers.P1.numerator')}: {said}"


def test_a_percentage_above_a_hundred(person):
    (only,) = person.write("answers.P1.percent", 1.2, "0%").told()

    said = "A605 120 of 100 is more than everything"
    assert only.startswith(f"{person.place('answers.P1.percent')}: {said}")


def test_all_faults_are_told_at_once_in_the_order_of_the_sheets(person):
    person.write("answers.R1.value", "x").write("answers.M1.reality", 9)
    person.write("facts.people", "x").write("answers.P1.numerator", "1,5")

    assert [line.split(" ")[1] for line in person.told()] == ["F133", "F135", "F133", "F135"]
    places = [line.split(": ")[0] for line in person.told()]
    keys = ("facts.people", "answers.M1.reality", "answers.P1.numerator", "answers.R1.value")
    assert places == [person.place(key) for key in keys]


def test_a_fault_is_told_in_the_language_of_the_reader(person):
    person.write("answers.K1.value", "12 %")
    with speaking("zh-Hans"), pytest.raises(InvalidDefinition) as invalid:
        read(person.saved(), person.path)
    with speaking("zh-Hans"):
        (only,) = [problem.sentence(gettext) for problem in invalid.value.problems]

    assert "“12 %”是文字" in only
    assert f"{person.place('answers.K1.value')}: F133" in only


def test_words_are_understood_in_each_language_whatever_the_sheet_speaks():
    chinese = Person(render_sheet(order(language="zh-Hans")))
    chinese.write("answers.K1.comparison", "better than others").write("answers.K1.segments", "Yes")
    english = Person(render_sheet(order()))
    english.write("answers.K1.comparison", "优于外部水平").write("answers.K1.segments", "是")
    for each in (chinese, english):
        each.write("answers.K1.value", 7)

    expected = measured(7, comparison="above", segments=True)
    assert chinese.answers() == english.answers() == {"K1": expected}


def test_a_name_of_a_sheet_with_spaces_stands_in_quotation_marks(person):
    sheet = person.cell("answers.M1.reality").parent
    sheet.title = "My team's view"
    (only,) = person.write("answers.M1.reality", 9).told()

    cell = person.cell("answers.M1.reality").coordinate
    assert only.startswith(f"sheet.xlsx:'My team''s view'!{cell}: F135")


# --- rows and sheets ---------------------------------------------------------------------


def codes(person: Person) -> list[str]:
    return [line.split(": ")[1].split(" ")[0] for line in person.told()]


def row_of(person: Person, key: str) -> tuple[Worksheet, int]:
    cell = person.cell(key)
    return cell.parent, cell.row


def test_a_row_that_is_inserted_moves_the_others_and_nothing_is_misread(person):
    sheet, row = row_of(person, "answers.M1.intention")
    sheet.insert_rows(row)

    assert person.answers() == FULL


def test_what_is_typed_into_an_inserted_row_is_told(person):
    sheet, row = row_of(person, "answers.M1.intention")
    sheet.insert_rows(row)
    sheet.cell(row, 4).value = "here?"
    (only,) = person.told()

    assert only.startswith(f"sheet.xlsx:one!D{row}: F123 “here?” stands where nothing is asked")


def test_a_row_that_is_deleted_is_told_at_the_row_above(person):
    sheet, row = row_of(person, "answers.M1.reality")
    sheet.delete_rows(row, 2)
    (only,) = person.told()

    assert only.startswith(f"sheet.xlsx:one!D{row - 1}: F120 rows are gone below this one: 2")


def test_the_first_and_the_last_rows_are_missed_as_well(person):
    sheet, row = row_of(person, "answers.M1.intention")
    sheet.delete_rows(row)
    other, last = row_of(person, "answers.R2.note")
    other.delete_rows(last)

    assert codes(person) == ["F120", "F120"]


def test_rows_that_are_sorted_with_their_marks_are_read_all_the_same(person):
    sheet, row = row_of(person, "answers.M1.intention")
    for column in range(1, 7):
        above, below = sheet.cell(row, column), sheet.cell(row + 1, column)
        above.value, below.value = below.value, above.value

    assert person.answers() == FULL


def test_rows_that_are_sorted_without_their_marks_are_told(person):
    sheet, row = row_of(person, "answers.M1.intention")
    for column in range(2, 7):
        above, below = sheet.cell(row, column), sheet.cell(row + 1, column)
        above.value, below.value = below.value, above.value

    assert codes(person) == ["F122", "F122"]


def test_a_column_may_be_inserted(person):
    sheet, _ = row_of(person, "answers.M1.intention")
    sheet.insert_cols(3)

    assert person.answers() == FULL


def test_a_row_that_was_copied_is_told_at_the_second(person):
    sheet, row = row_of(person, "answers.M1.intention")
    last = sheet.max_row + 3
    for column in range(1, 7):
        sheet.cell(last, column).value = sheet.cell(row, column).value
    (only,) = person.told()

    assert only.startswith(
        f"sheet.xlsx:one!D{last}: F121 this row stands twice, first as one!D{row}"
    )


def test_merged_answers_are_told(person):
    sheet, row = row_of(person, "answers.M1.intention")
    sheet.merge_cells(f"D{row}:D{row + 1}")
    (only,) = person.told()

    assert only.startswith(f"sheet.xlsx:one!D{row}: F124 the cells D{row}:D{row + 1} are merged")


def test_cells_that_are_merged_elsewhere_do_no_harm(person):
    sheet, row = row_of(person, "answers.M1.intention")
    sheet.merge_cells(f"E{row}:E{row + 1}")

    assert person.answers() == FULL


def test_a_sheet_that_is_gone_is_told(person):
    del person.book["two"]
    (only,) = person.told()

    assert only.startswith("sheet.xlsx:Overview!B2: F112 the sheet “two” is gone")


def test_a_sheet_that_stands_twice_is_told(person):
    copy = person.book.copy_worksheet(person.sheet("two"))
    copy.title = "mine"
    (only,) = person.told()

    assert only.startswith("sheet.xlsx:mine!B2: F111 this sheet stands twice, first as “two”")


def test_a_sheet_of_another_file_is_told(person):
    other = Person(render_sheet(order(assessment_of({}))))
    foreign = other.sheet("two")
    own = person.sheet("two")
    for row in foreign.iter_rows(max_col=6):
        for cell in row:
            own.cell(cell.row, cell.column).value = cell.value

    (only,) = person.told()
    assert only.startswith("sheet.xlsx:two!B2: F110 this sheet comes from another file")


def test_a_hidden_first_row_that_lost_a_column_is_told(person):
    person.sheet("two")["D1"].value = "yours"

    assert codes(person) == ["F113"]


def test_the_order_and_the_names_of_sheets_are_free(person):
    person.book.move_sheet("two", -2)
    person.sheet("one").title = "Eins"
    person.book.create_sheet("My notes").append(["nothing", "to", "see", "here"])

    assert person.answers() == FULL


def test_a_workbook_without_any_sheet_of_ours_is_told(person):
    for sheet in person.book.worksheets:
        sheet["A1"].value = None

    (only,) = person.told()
    assert only == (
        "sheet.xlsx: F106 no sheet of this workbook was made to be filled in — "
        "fill in the sheet that you were sent, or make a new one"
    )


def test_a_sheet_of_another_questionnaire_or_version_is_told(person):
    data = person.saved()
    place = "sheet.xlsx:Overview!D3"
    (other,) = told(data, asked=replace(SMALL, id="large"))
    (later,) = told(data, asked=replace(SMALL, version="2.0.0"))

    assert other.startswith(f"{place}: A622 no questionnaire 'small' — known are large")
    assert later.startswith(f"{place}: A621 the questionnaire is version 2.0.0, the answers are")
    assert "assess migrate" in later


def test_what_the_questionnaire_no_longer_asks_is_told(person):
    one, two = SMALL.dimensions
    fewer = replace(one, items=one.items[1:])
    found = told(person.saved(), asked=replace(SMALL, dimensions=(fewer, two)))

    assert {line.split(": ")[1].split(" — ")[0] for line in found} == {
        f"F125 the questionnaire asks nothing called 'answers.M1.{slot}'"
        for slot in ("intention", "reality", "evidence", "not_applicable", "note")
    }
