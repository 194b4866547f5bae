"""The tables behind workbook, CSV, document and slides, against the result for machines."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from assess.core.report import Report
from assess.core.result import result_of
from assess.language import speaking
from assess.rendering.tables import tables_of
from assess.rendering.tables.table import Cell, Kind, Table, printed, value
from tests.rendering.cases import CASES, compiled, second

F = Fraction


@pytest.fixture(params=list(CASES))
def report(request) -> Report:
    return compiled(CASES[request.param])


def tables(report: Report) -> dict[str, Table]:
    return {table.id: table for table in tables_of(report)}


@pytest.mark.parametrize(
    ("cell", "kind", "said"),
    [
        (F("464.45"), Kind.POINTS, "464.5"),
        (F("0.345"), Kind.SHARE, "35%"),
        (F("2.25"), Kind.STEP, "2.3"),
        (F(1, 3), Kind.ITEM_POINTS, "0.33"),
        (F("12.5"), Kind.NUMBER, "12.5"),
        (None, Kind.POINTS, "–"),
        (None, Kind.TEXT, ""),
        ("said", Kind.TEXT, "said"),
    ],
)
def test_a_cell_is_printed_by_its_kind(cell, kind, said):
    assert printed(cell, kind) == said


@pytest.mark.parametrize(
    ("number", "kind", "held"),
    [
        (F("464.45"), Kind.POINTS, "464.5"),
        (F("0.345"), Kind.SHARE, "0.35"),
        (F(1, 3), Kind.NUMBER, "0.33"),
    ],
)
def test_a_spreadsheet_holds_what_is_printed(number, kind, held):
    assert value(number, kind) == Decimal(held)


def test_every_table_is_as_wide_as_its_columns_and_has_a_name_of_its_own(report):
    made = tables_of(report)

    assert len({table.id for table in made}) == len(made)
    for table in made:
        assert table.title
        assert len({column.id for column in table.columns}) == len(table.columns)
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_dimensions_and_items_are_those_of_the_result(report):
    result: dict[str, Any] = result_of(report)
    made = tables(report)

    for name, wanted in (("dimensions", result["dimensions"]), ("items", result["items"])):
        key = name.removesuffix("s")
        found = {str(record[key]): record for record in made[name].records()}
        assert list(found) == [each["id"] for each in wanted]
        for each in wanted:
            for score in ("claimed", "evidenced"):
                assert rounded(found[each["id"]][score]) == each[score], (each["id"], score)


def rounded(cell: Cell) -> str | None:
    assert not isinstance(cell, str)
    return None if cell is None else str(round(Decimal(cell.numerator) / cell.denominator, 6))


def test_every_recommendation_is_in_the_plan(report):
    advice = result_of(report)["recommendations"]
    assert isinstance(advice, list)
    rows = list(tables(report)["moves"].records()) if advice else []

    assert [(row["item"], row["days"]) for row in rows] == [
        (each["item"], F(each["effort"])) for each in advice
    ]


def test_what_moved_is_that_of_the_result_and_adds_up_to_it():
    result: Any = result_of(second())["change"]
    rows = list(tables(second())["change"].records())

    assert [row["item"] for row in rows] == [each["id"] for each in result["items"]]
    for row, each in zip(rows, result["items"], strict=True):
        assert [rounded(row[id]) for id in ("before", "after")] == [each["before"], each["after"]]
        for id in ("by_answer", "by_scope"):
            assert printed(row[id], Kind.ITEM_POINTS) == each[id]
    effects = [row[id] for row in rows for id in ("by_answer", "by_scope")]
    whole = sum((effect for effect in effects if isinstance(effect, Fraction)), F(0))
    assert printed(whole, Kind.POINTS) == result["difference"]


def test_without_an_earlier_assessment_nothing_moved(report):
    assert "change" not in tables(report)


def test_trials_and_other_profiles_are_those_of_the_result(report):
    result: Any = result_of(report)["sensitivity"]
    if result is None:
        assert "sensitivity" not in tables(report)
        return
    trials, *others = tables(report)["sensitivity"].records()

    assert [trials["trials"], trials["unchanged"]] == [result["trials"], result["level_unchanged"]]
    for id in ("lowest", "highest"):
        assert printed(trials[id], Kind.POINTS) == result[id]
    assert others
    assert [(printed(o["total"], Kind.POINTS), o["level"]) for o in others] == [
        (each["total"], each["level"]) for each in result["profiles"]
    ]


def test_an_empty_table_is_left_out():
    assert {"moves", "sensitivity"}.isdisjoint(tables(compiled(CASES["empty"])))


def test_tables_speak_the_language():
    with speaking("zh-Hans"):
        titles = [table.title for table in tables_of(compiled(CASES["harbour"]))]

    assert "各维度" in titles
    assert all(not title.isascii() for title in titles)
