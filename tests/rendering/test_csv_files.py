"""The CSV files, read back and held against the tables and the result for machines."""

import csv
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from assess.core.answers import KpiAnswer
from assess.core.report import Report
from assess.core.result import result_of
from assess.language import speaking
from assess.rendering.csv_files import BYTE_ORDER_MARK, may_be_formula, render_csv
from assess.rendering.tables import tables_of
from assess.rendering.tables.table import Cell, Kind, value
from tests.rendering.cases import CASES, compiled, harbour

HALF_A_PER_CENT = Decimal("0.0050005")
"""Whole per cents and six decimals of one score lie no farther apart."""


@pytest.fixture(params=list(CASES))
def report(request) -> Report:
    return compiled(CASES[request.param])


def files(report: Report) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(render_csv(report))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def records(report: Report, id: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files(report)[f"{id}.csv"][1:], newline="")))


def as_it_was(cell: str) -> str:
    """A text without the apostrophe that keeps spreadsheets from calculating."""
    return cell[1:] if cell.startswith("'") and may_be_formula(cell[1:]) else cell


def held(cell: Cell, kind: Kind) -> str:
    return str(value(cell, kind)) if isinstance(cell, Fraction) else cell or ""


def test_every_table_is_a_file_named_by_its_id_with_a_byte_order_mark(report, language):
    found = files(report)

    assert list(found) == [f"{table.id}.csv" for table in tables_of(report)]
    assert all(content.startswith(BYTE_ORDER_MARK) for content in found.values())


def test_every_cell_is_the_one_of_the_tables(report, language):
    found = files(report)
    for table in tables_of(report):
        content = found[f"{table.id}.csv"][1:]
        head, *rows = csv.reader(io.StringIO(content, newline=""))
        assert head == [column.id for column in table.columns]
        for row, cells in zip(table.rows, rows, strict=True):
            assert [as_it_was(cell) for cell in cells] == [
                held(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)
            ]


def test_totals_are_those_of_the_result(report, language):
    total: Any = result_of(report)["total"]
    rows = records(report, "overview")

    assert [row["points"] for row in rows if row["points"]] == [
        total[name]
        for name in ("claimed", "evidenced", "low", "high", "maximum")
        if total[name] is not None
    ]
    assert near(next(row["share"] for row in rows if row["share"]), total["completeness"])


def test_dimensions_and_items_are_those_of_the_result(report, language):
    for id, wanted in numbers_of(report).items():
        found = records(report, id)
        assert [row[id.removesuffix("s")] for row in found] == [each["id"] for each in wanted]
        for row, each in zip(found, wanted, strict=True):
            assert row["points"] == (each["points"] or "")
            for name in {"claimed", "evidenced", "low", "high"} & set(each):
                assert near(row[name], each[name]), (each["id"], name)


def numbers_of(report: Report) -> dict[str, Any]:
    result: dict[str, Any] = result_of(report)
    return {id: result[id] for id in ("dimensions", "items")}


def near(number: str, score: str | None) -> bool:
    """Whether a share in whole per cents is that score of six decimals."""
    if not number or score is None:
        return not number and score is None
    return abs(Decimal(number) - Decimal(score)) <= HALF_A_PER_CENT


def test_the_plan_is_the_one_of_the_result(report, language):
    wanted: Any = result_of(report)["recommendations"]
    found = records(report, "moves") if wanted else []

    assert [(row["item"], row["days"], row["weeks"], row["gain"]) for row in found] == [
        (each["item"], each["effort"], str(each["weeks"]), each["points_gained"]) for each in wanted
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        "\t1",
        "\r1",
        "\n1",
        " =1+1",
        '"=1+1"',
        "'=1+1",
        "“=1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(1)",
        "\u3000=1",
        "\ufeff=1",
    ],
)
def test_a_text_that_looks_like_a_formula_begins_with_an_apostrophe_and_is_not_lost(text):
    note = records(with_note(text), "answers")[0]["note"]

    assert note == f"'{text}"
    assert as_it_was(note) == text


@pytest.mark.parametrize(
    "text", ["", "1 = 1", "a-b", "（-5）", "it's", "'quoted'", "– none", "5 %"]
)
def test_other_texts_are_left_alone(text):
    assert not may_be_formula(text)
    assert records(with_note(text), "answers")[0]["note"] == text


def test_commas_quotation_marks_and_new_lines_survive():
    note = 'One, "two";\nthree\r\nfour'

    assert records(with_note(note), "answers")[0]["note"] == note


def with_note(note: str) -> Report:
    example = harbour()
    answers = dict(example.answers)
    answers["L1"] = replace(answers["L1"], note=note)
    return compiled(replace(example, answers=answers))


def test_numbers_are_plain_decimals_and_keep_their_sign():
    for number in ("-5", "0.000000000125", "123456789012345678"):
        example = harbour()
        answers = {**example.answers, "V3": KpiAnswer(value=Fraction(number))}
        rows = records(compiled(replace(example, answers=answers)), "measures")
        assert next(row["value"] for row in rows if row["item"] == "V3") == number


def test_heads_are_the_same_in_every_language():
    heads = []
    for spoken in ("en", "zh-Hans"):
        with speaking(spoken):
            heads.append({n: f.split("\r\n")[0] for n, f in files(compiled(harbour())).items()})

    assert heads[0] == heads[1]


def test_the_same_report_gives_the_same_bytes_on_any_day(language):
    packed = render_csv(compiled(harbour()))

    assert packed == render_csv(compiled(harbour()))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {file.date_time for file in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
