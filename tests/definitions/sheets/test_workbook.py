"""How a sheet looks and behaves in the program in which it is filled in."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.core.answers import MaturityAnswer
from assess.core.text import Text
from assess.definitions.sheets.layout import sheet_names
from assess.definitions.sheets.orders import Order
from assess.definitions.sheets.workbook import render_sheet
from tests.definitions.sheets.people import (
    DAY,
    SMALL,
    Person,
    assessment_of,
    order,
    read,
    shipped,
)

SHIPPED = shipped()
FULL = Order(questionnaire=SHIPPED, form=SHIPPED.form("full"), language="en", day=DAY)


@pytest.fixture(scope="module")
def full() -> Person:
    return Person(render_sheet(FULL))


@pytest.fixture(scope="module")
def small() -> Person:
    return Person(render_sheet(order()))


def seen(sheet: Worksheet) -> str:
    """Everything that can be read on a sheet."""
    rows = sheet.iter_rows(min_row=2, min_col=2, max_col=5, values_only=True)
    return "\n".join(str(value) for row in rows for value in row if value is not None)


# --- what is asked -----------------------------------------------------------------------


def test_there_is_a_sheet_for_each_dimension_behind_the_first(full):
    titles = [sheet.title for sheet in full.sheets]

    assert titles == ["Overview", *(d.short.within("en") for d in SHIPPED.dimensions)]
    assert [sheet.title for sheet in full.book.worksheets if sheet not in full.sheets] == ["Lists"]


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_everything_that_belongs_to_a_question_is_said(language):
    person = Person(render_sheet(replace(FULL, language=language)))
    pages = dict(zip((d.id for d in SHIPPED.dimensions), person.sheets[1:], strict=True))

    for each in SHIPPED.dimensions:
        said = seen(pages[each.id])
        texts: list[Text | None] = [each.title, each.intro, *(s.title for s in each.stages)]
        for item in each.items:
            texts += [item.title, item.text, item.help, item.evidence, item.na_when]
            for part in getattr(item, "practices", ()):
                texts += [part.text, *part.quality]
            if anchors := getattr(item, "anchors", None):
                texts += [*anchors.intention.values(), *anchors.reality.values()]
            texts += [getattr(item, name, None) for name in ("numerator", "denominator", "measure")]
        for text in texts:
            assert text is None or text.within(language) in said


def test_a_form_and_a_role_ask_only_their_questions():
    service = SHIPPED.role("service")
    person = Person(render_sheet(replace(FULL, form=SHIPPED.form("core"), role=service)))
    asked = {
        str(sheet.cell(row, 2).value)
        for sheet in person.sheets[1:]
        for row in range(4, sheet.max_row + 1)
    } - {"None"}

    assert asked == {i.id for i in SHIPPED.items() if i.core and "service" in i.roles}
    assert "To be answered by: Service" in seen(person.sheets[0])


def test_what_is_answered_outside_the_form_stays_in_the_sheet():
    told = replace(assessment_of({"M1": MaturityAnswer(reality=2)}), form="core")
    filled = order(told, form=SMALL.form("core"))

    assert read(render_sheet(filled)).answers == told.answers


def test_facts_that_only_other_questions_depend_on_are_not_asked():
    core = Person(render_sheet(replace(FULL, form=SHIPPED.form("core"))))

    with pytest.raises(LookupError):
        core.cell("facts.membership")
    told = replace(FULL, form=SHIPPED.form("core"), texts={"facts.membership": "yes"})
    assert Person(render_sheet(told)).cell("facts.membership").value == "yes"


# --- what may be changed -----------------------------------------------------------------


def test_only_the_cells_to_fill_in_are_free(full):
    for sheet in full.book.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        marked = {
            row
            for row in range(2, sheet.max_row + 1)
            if sheet in full.sheets and not str(sheet.cell(row, 1).value).startswith("-")
        }
        free = {
            cell.coordinate
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        assert free == {f"D{row}" for row in marked}, sheet.title


def test_marks_are_out_of_sight(full):
    for sheet in full.sheets:
        assert sheet.row_dimensions[1].hidden
        assert sheet.column_dimensions["A"].hidden
        assert sheet.column_dimensions["F"].hidden


def test_heads_stay_in_sight_and_on_every_printed_page(full):
    for sheet in full.sheets[1:]:
        assert sheet.freeze_panes == "C4"
        assert sheet.print_title_rows == "$3:$3"
    for sheet in full.sheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert str(sheet.page_setup.fitToHeight) == "0"
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.column_dimensions["C"].width > 50
        texts = [c for row in sheet.iter_rows(min_row=2, min_col=2, max_col=5) for c in row]
        assert all(
            cell.alignment.wrap_text
            for cell in texts
            if cell.data_type == "s" and len(cell.value) > 60
        )


def rule(person: Person, key: str) -> tuple[str, str, str, str]:
    """The kind of rule on a cell, its criteria and its bounds."""
    cell = person.cell(key)
    rules = cell.parent.data_validations.dataValidation
    (found,) = [rule for rule in rules if cell.coordinate in rule.sqref]
    return (found.type, found.operator or "", found.formula1 or "", found.formula2 or "")


def listed(person: Person, key: str) -> list[object]:
    """The words of a drop-down list."""
    name = rule(person, key)[2]
    sheet, _, place = person.book.defined_names[name].attr_text.rpartition("!")
    cells = person.book[sheet.strip("'")][place.replace("$", "")]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    return [row[0].value for row in rows]


@pytest.mark.parametrize(
    ("key", "choices"),
    [
        ("answers.M1.reality", [0, 1, 2, 3, 4, 5]),
        ("answers.C1.practices.a", ["no", "some", "half", "most"]),
        ("answers.X1.chosen", ["none", "partly", "fully"]),
        ("answers.R1.value", list(range(11))),
        ("answers.K1.segments", ["yes", "no"]),
        ("answers.M1.evidence", ["0 – 0", "1 – 1", "2 – 2", "3 – 3", "4 – 4"]),
        ("facts.dealers", ["yes", "no"]),
        ("purpose", ["Self-assessment", "Audit", "Certification"]),
        ("priorities.one", ["low", "normal", "high"]),
    ],
)
def test_a_cell_with_few_answers_has_them_in_a_list(small, key, choices):
    assert rule(small, key)[0] == "list"
    assert listed(small, key) == choices


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("answers.P1.numerator", ("decimal", "", "0.0", "1000000000000000.0")),
        ("answers.P1.percent", ("decimal", "", "0.0", "100.0")),
        ("answers.P1.sample", ("whole", "", "0.0", "1000000000000000.0")),
        ("answers.R2.value", ("decimal", "", "0.0", "100.0")),
        ("answers.K1.value", ("decimal", "", "-1000000000000000.0", "1000000000000000.0")),
        ("answers.M1.note", ("textLength", "lessThanOrEqual", "5000", "")),
        ("deductions.fine", ("whole", "", "0.0", "3.0")),
    ],
)
def test_numbers_and_texts_have_bounds(small, key, expected):
    kind, operator, low, high = rule(small, key)

    def plain(bound: str) -> float | str:
        return float(bound) if bound else bound

    assert (kind, operator.replace("between", "")) == expected[:2]
    assert [plain(low), plain(high)] == [plain(bound) for bound in expected[2:]]


def test_a_text_that_looks_like_a_formula_stays_a_text():
    told = assessment_of({"M1": MaturityAnswer(note='=HYPERLINK("http://a","b")')})
    data = render_sheet(order(told))
    cell = Person(data).cell("answers.M1.note")

    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://a","b")')
    assert cell.quotePrefix
    assert cell.number_format == "@"
    assert read(data) == told


def test_a_text_that_no_cell_can_hold_is_shown_but_cannot_be_changed():
    key = "answers.M1.note"
    person = Person(render_sheet(order(texts={"name": "Acme", key: "客" * 40_000})))

    assert person.cell(key).value.startswith("客" * 10_000)
    assert person.cell(key).value.endswith("…")
    assert person.cell(key).protection.locked
    assert not person.cell("answers.M1.reality").protection.locked


def test_nothing_in_the_file_reaches_for_another():
    with zipfile.ZipFile(io.BytesIO(render_sheet(FULL))) as packed:
        names = packed.namelist()
        xml = b"".join(packed.read(name) for name in names)
        moments = {entry.date_time for entry in packed.infolist()}

    assert not [name for name in names if "external" in name.lower()]
    assert b'TargetMode="External"' not in xml
    assert moments == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_is_of_the_day_it_was_ordered_for(full):
    assert full.book.properties.created.replace(tzinfo=UTC) == datetime(2026, 10, 1, tzinfo=UTC)


@pytest.mark.parametrize(("language", "font"), [("en", "Calibri"), ("zh-Hans", "Microsoft YaHei")])
def test_a_sheet_names_letters_that_its_language_has(language, font):
    person = Person(render_sheet(replace(FULL, language=language)))
    fonts = {c.font.name for sheet in person.sheets for row in sheet.iter_rows() for c in row}

    assert fonts == {font}


def test_tabs_have_names_that_programs_allow():
    names = sheet_names({"a": "x" * 40, "b": "x" * 40, "c": "[A]/B?", "d": "'", "e": "Same"})

    assert list(names.values()) == ["x" * 31, "x" * 27 + " (2)", "A  B", "d", "Same"]
