"""Bars of dimensions and of items."""

import re
from fractions import Fraction

import pytest

from assess.rendering import charts
from tests.rendering.charts.reports import SHORT, many, report, report_of


def test_an_interval_runs_from_low_to_high(drawn):
    for row, dimension in zip(
        charts.dimension_bars(drawn).rows, drawn.scorecard.dimensions, strict=True
    ):
        if row.low is not None and row.high is not None:
            assert 0 <= row.low < row.high
        assert (row.claimed is None) == (dimension.claimed is None)


def test_evidence_never_reaches_beyond_the_claim(drawn):
    for row in charts.dimension_bars(drawn).rows:
        if row.claimed is not None and row.evidenced is not None:
            assert row.evidenced <= row.claimed


def test_full_marks_fill_the_scale_and_none_fill_nothing():
    full = charts.dimension_bars(report_of("all full"))
    none = charts.dimension_bars(report_of("all 0"))

    assert {row.claimed for row in full.rows} == {full.end - full.start}
    assert {row.claimed for row in none.rows} == {0.0}


def test_nothing_answered_draws_no_bars():
    chart = charts.dimension_bars(report_of("nothing answered"))

    assert {(row.claimed, row.evidenced, row.claimed_text) for row in chart.rows} == {
        (None, None, "–")
    }


def test_every_bar_of_a_share_is_in_proportion():
    asked = many(1, 6, SHORT)
    chart = charts.item_bars(report(asked, lambda item: int(item.id[-1])).chapters[0].score)
    unit = (chart.end - chart.start) / 5

    assert [row.claimed for row in chart.rows] == pytest.approx([unit * n for n in range(6)])
    assert [row.claimed_text for row in chart.rows] == ["0", "20", "40", "60", "80", "100"]
    assert Fraction(chart.rows[-1].claimed_text) == 100


def test_narrow_bars_use_the_whole_width_and_have_their_names_above():
    chart = charts.dimension_bars(report_of("all full"), narrow=True)

    assert (chart.start, chart.end, chart.width) == (0, 320, 320)
    for row in chart.rows:
        assert row.label.at.x == 0
        assert row.baseline == row.label.at.y < row.middle - chart.bar / 2
    assert [tick.words for tick in chart.ticks] == ["0\u00a0%", "50\u00a0%", "100\u00a0%"]


@pytest.mark.parametrize("narrow", [False, True])
def test_the_reference_crosses_every_bar(narrow):
    shown = report_of("the harbour example")
    assert shown.comparison.headline is not None
    chart = charts.dimension_bars(shown, narrow=narrow)
    at, *_ = (float(x) for x in re.findall(r"M([\d.]+) ", chart.reference))
    strokes = [
        (float(top), float(bottom))
        for top, bottom in re.findall(r"M[\d.]+ ([\d.]+)V([\d.]+)", chart.reference)
    ]

    theirs = float(shown.comparison.headline.theirs)
    assert at == pytest.approx(chart.start + theirs * (chart.end - chart.start), abs=0.1)
    for row in chart.rows:
        assert any(
            top <= row.middle - chart.bar / 2 and row.middle + chart.bar / 2 <= bottom
            for top, bottom in strokes
        )
