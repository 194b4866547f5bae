"""The workbook, read back with openpyxl and held against the tables and the result for machines."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from openpyxl.cell import Cell as SheetCell  # type: ignore[import-untyped]
from openpyxl.workbook import Workbook  # type: ignore[import-untyped]

from assess.core.answers import KpiAnswer
from assess.core.assessment import Assessment, Organization
from assess.core.report import Report
from assess.core.result import result_of
from assess.core.text import Text
from assess.language import speaking
from assess.rendering.tables.table import Cell, Kind, printed, value
from assess.rendering.workbook import LONGEST_NAME, _sheet_name, render_workbook
from tests.rendering.cases import CASES, compiled, harbour
from tests.rendering.sheets import by_table, opened, records

HALF_A_PER_CENT = Decimal("0.0050005")
"""Whole per cents and six decimals of one score lie no farther apart."""


@pytest.fixture(params=list(CASES))
def case(request) -> str:
    return str(request.param)


@pytest.fixture
def report(case) -> Report:
    return compiled_case(case)


@pytest.fixture
def book(case, language) -> Workbook:
    return opened_case(case, language)


@cache
def compiled_case(case: str) -> Report:
    return compiled(CASES[case])


@cache
def opened_case(case: str, language: str) -> Workbook:
    return opened(compiled_case(case))


def held(cell: Cell, kind: Kind) -> str | float | None:
    """What a sheet must hold; an empty text and nothing are both an empty cell to openpyxl."""
    if isinstance(cell, Fraction):
        return float(value(cell, kind))
    return cell or None


def decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number)).normalize()


def points(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said).normalize()


def test_every_cell_is_the_one_of_the_tables(report, book):
    for table, sheet in by_table(report, book).values():
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[0] == tuple(column.title for column in table.columns)
        assert rows[1:] == [
            tuple(held(cell, column.kind) for cell, column in zip(row, table.columns, strict=True))
            for row in table.rows
        ]


def test_every_number_is_shown_as_the_report_prints_it(report, book):
    for table, sheet in by_table(report, book).values():
        for row, cells in zip(table.rows, sheet.iter_rows(min_row=2), strict=True):
            for said, column, cell in zip(row, table.columns, cells, strict=True):
                if isinstance(said, Fraction):
                    assert shown(cell) == printed(said, column.kind), (table.id, cell.coordinate)


def shown(cell: SheetCell) -> str:
    """A cell as Excel shows it; the formats are "0", "0.0" … and "0%"."""
    form, number = cell.number_format, Decimal(str(cell.value))
    if form == "0%":
        return f"{number * 100:.0f}%"
    assert set(form) <= {"0", "."}
    return f"{number:.{len(form.partition('.')[2])}f}"


def test_totals_are_those_of_the_result(report, book):
    total: Any = result_of(report)["total"]
    rows = records(report, book, "overview")
    found = [row["points"] for row in rows if row["points"] is not None]
    share = next(row["share"] for row in rows if row["share"] is not None)

    names = ("claimed", "evidenced", "low", "high", "maximum")
    assert [decimal(number) for number in found] == [
        points(total[name]) for name in names if total[name] is not None
    ]
    assert near(share, total["completeness"])


def test_dimensions_are_those_of_the_result(report, book):
    wanted: Any = result_of(report)["dimensions"]
    found = records(report, book, "dimensions")

    assert [row["dimension"] for row in found] == [each["id"] for each in wanted]
    for row, each in zip(found, wanted, strict=True):
        assert decimal(row["points"]) == points(each["points"])
        assert decimal(row["maximum"]) == points(each["maximum"])
        for name in ("claimed", "evidenced", "low", "high"):
            assert near(row[name], each[name]), (each["id"], name)


def test_items_are_those_of_the_result(report, book):
    wanted: Any = result_of(report)["items"]
    found = records(report, book, "items")

    assert [row["item"] for row in found] == [each["id"] for each in wanted]
    for row, each in zip(found, wanted, strict=True):
        assert decimal(row["points"]) == points(each["points"])
        assert near(row["claimed"], each["claimed"])
        assert near(row["evidenced"], each["evidenced"])


def test_the_plan_is_the_one_of_the_result(report, book):
    wanted: Any = result_of(report)["recommendations"]
    found = records(report, book, "moves") if wanted else []

    assert [(row["item"], row["to"], row["weeks"]) for row in found] == [
        (each["item"], each["to"], each["weeks"]) for each in wanted
    ]
    assert [decimal(row["days"]) for row in found] == [points(e["effort"]) for e in wanted]
    assert [decimal(row["gain"]) for row in found] == [points(e["points_gained"]) for e in wanted]


def near(number: float | None, score: str | None) -> bool:
    """Whether a share in whole per cents is that score of six decimals."""
    if number is None or score is None:
        return number is None and score is None
    return abs(Decimal(str(number)) - Decimal(score)) <= HALF_A_PER_CENT


def test_what_is_missing_is_blank_and_not_zero():
    report = compiled(CASES["empty"])
    rows = records(report, opened(report), "dimensions")

    assert {row["claimed"] for row in rows} == {None}
    assert {row["low"] for row in rows} == {0}


def with_note(note: str) -> Report:
    example = harbour()
    answers = dict(example.answers)
    answers["L1"] = replace(answers["L1"], note=note)
    return compiled(replace(example, answers=answers))


@pytest.mark.parametrize(
    "note",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "\t=1+1",
        "＝1+1",
        "=" * 2000,
        '=HYPERLINK("https://example.org")',
    ],
)
def test_a_text_that_looks_like_a_formula_stays_a_text_even_when_edited(note):
    report = with_note(note)
    sheet = by_table(report, opened(report))["answers"][1]
    cell = sheet["E2"]

    assert (cell.data_type, cell.value) == ("s", note)
    assert cell.quotePrefix


@pytest.mark.parametrize("note", ["007", "1.50", "https://example.org/", "mailto:a@example.org"])
def test_a_text_becomes_no_number_and_no_link(note):
    report = with_note(note)
    cell = by_table(report, opened(report))["answers"][1]["E2"]

    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", note, None)
    assert not cell.quotePrefix


def test_nothing_in_the_workbook_is_a_formula_or_a_link(report):
    with zipfile.ZipFile(io.BytesIO(render_workbook(report))) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                xml = archive.read(name).decode()
                assert "<f>" not in xml
                assert "hyperlink" not in xml


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_is_a_text():
    example = harbour()
    answers = {**example.answers, "V3": KpiAnswer(value=Fraction("12345678901234567.5"))}
    report = compiled(replace(example, answers=answers))
    rows = {row["item"]: row for row in records(report, opened(report), "measures")}

    assert rows["V3"]["value"] == "12345678901234567.5"


def test_sheets_are_named_in_the_language_as_excel_allows(book, language):
    names = book.sheetnames

    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= LONGEST_NAME and not set(name) & set("[]:*?/\\'") for name in names)
    assert (
        names[:3]
        == {
            "en": ["Overview", "Charts", "Dimensions"],
            "zh-Hans": ["概览", "图表", "各维度"],
        }[language]
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plan: what? [all/none]", "Plan  what   all none"),
        ("'Quoted'", "Quoted"),
        ("a" * 40, "a" * 31),
        ("Items", "Items (2)"),
        ("ITEMS", "ITEMS (2)"),
    ],
)
def test_a_title_becomes_a_name_that_is_short_plain_and_free(title, name):
    assert _sheet_name(title, {"items"}) == name


def test_heads_stay_in_sight_filter_and_repeat_in_print(report, book):
    for table, sheet in by_table(report, book).values():
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.max_row == len(table.rows) + 1


def test_every_sheet_is_printed_landscape_on_a4_as_wide_as_the_page(book):
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert int(sheet.page_setup.fitToHeight) == 0
        assert "&P" in sheet.oddFooter.right.text


def test_columns_are_as_wide_as_their_texts_and_long_texts_wrap_in_rows_that_hold_them():
    report = with_note("A sentence of a note. " * 20)
    table, sheet = by_table(report, opened(report))["answers"]
    widths = {
        column.id: sheet.column_dimensions[letter].width
        for column, letter in zip(table.columns, "ABCDE", strict=True)
    }

    assert widths["item"] < 10
    assert 26 <= widths["note"] < 60
    assert sheet["E2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height > 3 * sheet.row_dimensions[4].height / 2


def test_no_row_is_higher_than_excel_allows():
    sheet = by_table(report := compiled(CASES["noted"]), opened(report))["answers"][1]

    assert max(row.height for row in sheet.row_dimensions.values()) == pytest.approx(409, abs=0.5)


@pytest.mark.parametrize(
    ("spoken", "font"),
    [("en", "Calibri"), ("zh-Hans", "Microsoft YaHei"), ("zh-Hant", "Microsoft JhengHei")],
)
def test_the_font_is_one_that_excel_has_for_the_language(spoken, font):
    with speaking(spoken):
        book = opened(compiled(harbour()))

    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert {(cell.font.name, cell.font.scheme) for cell in row} == {(font, None)}


def named(name: str) -> Assessment:
    example = harbour()
    organization = Organization(name=Text({"en": name}), facts=example.organization.facts)
    return replace(example, organization=organization)


def test_the_organization_stands_above_every_page_whatever_its_name():
    for name, above in (("Salt & Sons", "Salt && Sons"), ("&" * 150, "&&" * 99 + "…")):
        book = opened(compiled(named(name)))
        with zipfile.ZipFile(io.BytesIO(render_workbook(compiled(named(name))))) as archive:
            xml = archive.read("xl/worksheets/sheet1.xml").decode()
        assert f"&L{above}".replace("&", "&amp;") in xml
        assert book.worksheets[0]["B2"].value == name


def test_the_properties_name_the_report_and_its_day():
    properties = opened(compiled(harbour())).properties

    assert properties.title == "Harbour Trading Co. – Customer-management capability"
    assert properties.creator == "Assess"
    assert properties.created == properties.modified == datetime(2026, 10, 1)  # noqa: DTZ001


def test_the_same_report_gives_the_same_bytes_on_any_day(language):
    packed = render_workbook(compiled(harbour()))

    assert packed == render_workbook(compiled(harbour()))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {file.date_time for file in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
