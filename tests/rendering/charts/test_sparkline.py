"""The line of a trend."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.rendering import charts
from assess.rendering.charts.sparkline import Sparkline
from tests.rendering.charts.drawings import svg, title, words


def trend(*values: int, better: str = "higher") -> Sparkline:
    return charts.sparkline([Fraction(value) for value in values], better)  # type: ignore[arg-type]


def test_a_trend_line_runs_from_the_first_period_to_the_last():
    chart = trend(71, 72, 70, 73)

    xs = [point.x for point in chart.points]
    assert xs == sorted(xs)
    assert (chart.width, chart.height) == (90, 22)
    assert chart.points[3].y == min(point.y for point in chart.points)
    assert chart.points[2].y == max(point.y for point in chart.points)


def test_more_is_drawn_higher_even_where_less_is_better():
    falling = trend(9, 5, 1, better="lower")

    assert falling.points[0].y < falling.points[-1].y


@pytest.mark.parametrize(("better", "upwards"), [("higher", True), ("lower", False)])
def test_the_triangle_points_to_the_better_side(better, upwards):
    base, tip, _ = [float(p.split(",")[1]) for p in trend(1, 2, better=better).arrow.split()]

    assert (tip < base) is upwards


def test_the_title_of_a_trend_tells_its_ends_and_its_better_side():
    drawing = svg("sparkline", chart=trend(9, 5, 4, better="lower"))

    assert "3 periods from 9 to 4" in title(drawing)
    assert "lower is better" in title(drawing)


@pytest.mark.parametrize("values", [(5,), (5, 5, 5), (0, 0), (-3, -3)])
def test_values_that_do_not_change_lie_in_the_middle(values):
    assert {point.y for point in trend(*values).points} == {11.0}


def test_one_period_is_one_dot():
    drawing = svg("sparkline", chart=trend(5))

    assert "One period, 5" in title(drawing)
    assert len({(m.get("cx"), m.get("cy")) for m in drawing if m.tag == "circle"}) == 1


def test_no_periods_are_a_visible_dash():
    drawing = svg("sparkline", chart=trend())

    assert words(drawing) == ["–"]
    assert title(drawing) == "No earlier periods"


@given(st.lists(st.fractions(-1000, 1000, max_denominator=50), max_size=40))
def test_no_trend_leaves_its_cell(values):
    chart = charts.sparkline(values, "higher")

    for point in chart.points:
        assert 3 <= point.x <= chart.width - 3
        assert 3 <= point.y <= chart.height - 3
