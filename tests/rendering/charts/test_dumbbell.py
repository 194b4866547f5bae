"""Claim and evidence as two dots on one line."""

import pytest

from assess.core.report import compile_report
from assess.rendering import charts
from tests.core import factory
from tests.rendering.charts.drawings import svg, words
from tests.rendering.charts.reports import SHORT, example, many, report, whole


def test_a_dumbbell_keeps_the_order_of_the_model():
    chart = charts.dumbbell(example())

    titles = ["".join(row.label.lines).replace(" ", "") for row in chart.rows]
    assert titles == [
        score.dimension.title.source.replace(" ", "") for score in example().scorecard.dimensions
    ]
    assert [row.y for row in chart.rows] == sorted(row.y for row in chart.rows)


@pytest.mark.parametrize("result", [example, whole])
def test_the_gap_is_the_difference_of_the_numbers_beside_it(result):
    for row in charts.dumbbell(result()).rows:
        assert int(row.gap_text) == int(row.claimed_text) - int(row.evidenced_text)


def test_the_dots_stand_at_their_shares():
    chart = charts.dumbbell(example())
    zero, *_, hundred = (tick.at for tick in chart.ticks)

    for row, score in zip(chart.rows, example().scorecard.dimensions, strict=True):
        assert score.claimed is not None
        assert score.evidenced is not None
        assert row.claimed == pytest.approx(zero + float(score.claimed) * (hundred - zero))
        assert row.evidenced == pytest.approx(zero + float(score.evidenced) * (hundred - zero))
        assert score.evidenced < score.claimed


def test_what_is_not_rated_has_dashes_and_no_dots():
    (row,) = charts.dumbbell(report(many(1, 2, SHORT), lambda _: None)).rows

    assert (row.claimed, row.evidenced) == (None, None)
    assert (row.claimed_text, row.evidenced_text, row.gap_text) == ("–", "–", "–")


def test_every_row_has_the_tick_of_the_reference():
    drawing = svg("dumbbell", report=example())
    ticks = [m for m in drawing if m.tag == "line" and m.get("class") == "chart-ink-line"]

    assert len(ticks) == len(example().scorecard.dimensions) + 1  # and the one in the legend
    assert "published reference" in words(drawing)


def test_without_a_benchmark_no_reference_is_drawn_or_named():
    asked = many(2, 2, SHORT)
    bare = compile_report(asked, factory.assessment({}), None, engine="test")
    drawing = svg("dumbbell", report=bare)

    assert not [m for m in drawing if m.get("class") == "chart-ink-line"]
    assert "published reference" not in words(drawing)
