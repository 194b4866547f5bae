"""The charts, tables and arrows on the slides, held against the result."""

import io
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from assess import __version__
from assess.core.report import compile_report
from assess.core.result import result_of
from assess.rendering import wording
from assess.rendering.filters import percent, points
from assess.rendering.tables.plan import waves
from tests.rendering.cases import CASES, harbour, library, shipped
from tests.rendering.slides.decks import (
    EVERY,
    A,
    chart,
    deck_of,
    read,
    report_of,
    share,
    slide,
    table,
    title,
    words,
)


def whole(score: str | None) -> Decimal | None:
    return None if score is None else Decimal(score).quantize(Decimal("0.01"), ROUND_HALF_UP)


def printed(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))


# Charts


def test_charts_hold_the_scores_of_the_result(case, language):
    result: Any = result_of(report_of(case))
    wanted = [
        [whole(dimension[score]) for dimension in result["dimensions"]]
        for score in ("claimed", "evidenced")
    ]
    for number in (3, 4):
        made = chart(slide(deck_of(case, language), number))
        series = [each for plot in made.plots for each in plot.series]

        assert [[printed(v) for v in each.values] for each in series[:2]] == wanted
        assert len(list(made.plots[0].categories)) == len(result["dimensions"])


def test_charts_are_native_and_their_workbooks_hold_the_same(case):
    for number, kind in ((3, XL_CHART_TYPE.RADAR_MARKERS), (4, XL_CHART_TYPE.COLUMN_CLUSTERED)):
        made = chart(slide(deck_of(case), number))
        workbook = openpyxl.load_workbook(
            io.BytesIO(made.part.chart_workbook.xlsx_part.blob), read_only=True
        )
        rows = list(workbook.worksheets[0].iter_rows(values_only=True))

        series = [each for plot in made.plots for each in plot.series]
        assert made.chart_type == kind
        assert list(rows[0][1:]) == [each.name for each in series]
        for n, each in enumerate(series, start=1):
            assert [row[n] for row in rows[1:]] == list(each.values)


def test_the_reference_is_a_dashed_line_with_its_source(language):
    of = slide(deck_of("harbour", language), 4)
    line = chart(of).plots[1].series[0]

    assert set(line.values) == {0.35}
    assert line.format.line.dash_style is not None
    assert "650" in words(of)
    assert "2010" in words(of)


def test_without_a_benchmark_there_is_no_line_and_a_sentence_says_so():
    report = compile_report(shipped(), harbour(), None, engine=__version__)
    deck = read(report)

    for number in (3, 4):
        series = [each for plot in chart(slide(deck, number)).plots for each in plot.series]
        assert [each.name for each in series] == ["claimed", "backed by evidence"]
        assert "No benchmark" in words(slide(deck, number))
    assert "No benchmark" in words(slide(deck, 2))


def test_numbers_of_short_columns_stand_above_them_and_apart():
    claimed, evidenced = chart(slide(deck_of("worst"), 4)).plots[0].series

    for series, rise in ((claimed, -0.06), (evidenced, 0)):
        label = series.points[0].data_label
        assert label.position == XL_LABEL_POSITION.OUTSIDE_END
        [y] = series._element.xpath("c:dLbls/c:dLbl[1]/c:layout/c:manualLayout/c:y")
        assert float(y.get("val")) <= rise


def test_numbers_of_claims_keep_off_the_dashed_line():
    claimed = chart(slide(deck_of("gated"), 4)).plots[0].series[0]
    moved = [
        int(index.get("val")) for index in claimed._element.xpath("c:dLbls/c:dLbl[c:layout]/c:idx")
    ]

    assert moved == [n for n, value in enumerate(claimed.values) if 0.27 < value <= 0.35]


# Tables


def test_the_table_of_dimensions_holds_the_scores_of_the_result(case):
    result: Any = result_of(report_of(case))
    head, *rows = table(slide(deck_of(case), 3))

    assert head == ["Dimension", "claimed", "evidence", "intention", "reality"]
    assert [row[1:3] for row in rows] == [
        [share(dimension["claimed"]), share(dimension["evidenced"])]
        for dimension in result["dimensions"]
    ]
    assert [row[3:] for row in rows] == [
        [points(c.axes.intention), points(c.axes.reality)] if c.axes else ["–", "–"]
        for c in report_of(case).chapters
    ]


@pytest.mark.parametrize("case", [case for case in EVERY if case not in {"empty", "one"}])
def test_the_gates_are_those_of_the_result_and_those_that_hold_stand_last(case):
    result: Any = result_of(report_of(case))
    gates = result["next_level"]["gates"]
    gates = sorted(gates, key=lambda gate: bool(gate["met"]))
    _, *rows = table(slide(deck_of(case), 6))

    assert len(rows) == len(gates)
    for row, gate in zip(rows, gates, strict=True):
        unit = share if "total" not in gate["name"] and "trend" not in gate["name"] else str
        assert row[1:3] == [unit(gate["value"]), unit(gate["threshold"])]
        assert (row[3] == "–") is gate["met"]


def test_before_a_level_is_given_there_is_a_sentence_instead_of_gates():
    assert "once every dimension has a score" in words(slide(deck_of("empty"), 6))


@pytest.mark.parametrize("case", [case for case in EVERY if case not in {"empty", "best"}])
def test_the_first_moves_cost_and_bring_what_the_result_says(case):
    result: Any = result_of(report_of(case))
    _, *rows = table(slide(deck_of(case), 8))

    assert [row[3:] for row in rows] == [
        [move["effort"], f"+{move['points_gained']}"] for move in result["recommendations"][:5]
    ]


def test_the_waves_lead_where_the_plan_leads(case):
    report = report_of(case)
    if not report.recommendations:
        assert "advi" in words(slide(deck_of(case), 9))
        return
    _, *rows = table(slide(deck_of(case), 9))

    for row, record in zip(rows, waves(report).records(), strict=True):
        low, high = (record[id] for id in ("low", "high"))
        assert row[0] == record["wave"]
        assert [Fraction(number) for number in row[2:4]] == [record["moves"], record["days"]]
        assert row[4:6] == [points(low), points(high)]  # type: ignore[arg-type]


def test_the_basis_counts_every_item_and_gives_the_whole_seal(case):
    report, of = report_of(case), slide(deck_of(case), 10)
    quality = report.quality
    _, *rows = table(of)

    counts = [
        quality.asked,
        quality.answered,
        quality.partly,
        quality.unanswered,
        quality.not_applicable,
        quality.hidden,
        quality.with_note,
        *(number for _, number in quality.evidence),
    ]
    assert [int(row[1]) for row in rows] == counts
    assert report.seal in words(of)
    assert wording.PURPOSES[report.assessment.purpose] in words(of)
    gap = report.comparison.headline
    assert gap is not None
    assert gap.reference.source.title in words(of)
    assert wording.years(gap.reference) in words(of)


# Stages, or the weakest dimension


def test_stages_stand_as_arrows_with_their_scores(case):
    operations = report_of(case).scorecard.dimension("operations")
    assert operations is not None
    arrows = [
        shape.text_frame.text.splitlines()[:2]
        for shape in slide(deck_of(case), 7).shapes
        if "homePlate" in {form.get("prst") for form in shape.element.iter(f"{A}prstGeom")}
    ]

    assert arrows == [
        [stage.stage.title.within("en"), percent(stage.mean.claimed)] for stage in operations.stages
    ]


@pytest.mark.parametrize(
    ("assessment", "finding"),
    [
        ("harbour", "Resources is the weakest dimension: 43 % claimed, 34 % backed by evidence"),
        ("empty", "Which dimension is weakest cannot be said yet"),
    ],
)
def test_without_stages_the_weakest_dimension_is_shown(assessment, finding):
    questionnaire = shipped()
    plain = replace(
        questionnaire,
        dimensions=tuple(replace(d, stages=()) for d in questionnaire.dimensions),
    )
    report = compile_report(plain, CASES[assessment], library().benchmark, engine=__version__)
    of = slide(read(report), 7)

    assert title(of).replace("\u00a0", " ") == finding
    resources = report.scorecard.dimension("resources")
    assert resources is not None
    if assessment == "harbour":
        assert [[row[0], *row[3:]] for row in table(of)[1:]] == [
            [score.item.id, percent(score.claimed), percent(score.evidenced)]
            for score in resources.items
        ]
