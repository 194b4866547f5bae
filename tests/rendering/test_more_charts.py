"""Dumbbell, trend line, curve and flow of stages: what they show."""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.core.answers import KpiAnswer
from assess.core.questionnaire import KpiItem
from assess.core.report import Report, compile_report
from assess.core.text import Text
from assess.language import speaking
from assess.rendering import charts
from assess.rendering.charts.marks import LEVEL_COLOURS
from assess.rendering.charts.placement import Box
from assess.rendering.charts.sparkline import Sparkline
from assess.rendering.charts.stage_flow import StageFlow
from assess.rendering.environment import environment
from assess.rendering.lettering import width
from tests.core import factory
from tests.rendering.cases import compiled, harbour
from tests.rendering.test_charts import (
    LONG,
    SHORT,
    contrast,
    full_form,
    many,
    named,
    report,
    staged,
)

HUGE = 10**17 + 1


def svg(name: str, **given: object) -> ET.Element:
    drawn = environment().get_template(f"report/charts/{name}.svg").render(**given)
    return ET.fromstring(drawn)  # noqa: S314 — ours


def words(drawing: ET.Element) -> list[str]:
    return [mark.text or "" for mark in drawing if mark.tag == "text"]


def title(drawing: ET.Element) -> str:
    return drawing[0].text or ""


@cache
def example() -> Report:
    return compiled(harbour())


@cache
def whole() -> Report:
    return compiled(full_form())


# Dumbbell


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
    (zero, _), *_, (hundred, _) = chart.ticks

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


# Trend line


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


# Curve


def measure(
    *curve: tuple[int, str], better: str = "higher", unit: Text | None = None, **more: object
) -> KpiItem:
    item = factory.kpi(curve=curve, better=better, **more)  # type: ignore[arg-type]
    return replace(item, unit=unit or named("points", "分"))


SATISFACTION = measure((60, "0"), (70, "0.4"), (76, "0.65"), (80, "0.8"), (86, "1"))


def test_the_measured_value_is_marked_on_the_curve_and_named():
    chart = charts.kpi_curve(SATISFACTION, factory.measured(73))

    assert chart.here is not None
    assert chart.here.words == "73\u00a0points → 53\u00a0%"
    left, right = chart.points[1], chart.points[2]
    assert left.x < chart.here.at.x < right.x
    assert left.y > chart.here.at.y > right.y


def test_the_points_of_the_curve_are_the_labels_of_its_axes():
    chart = charts.kpi_curve(measure((0, "0"), (5, "0.3"), (15, "0.7"), (25, "1")), None)

    assert [tick.words for tick in chart.values] == ["0", "5", "15", "25"]
    assert [tick.words for tick in chart.scores] == [
        f"{n}\u00a0%" for n in ("0", "30", "70", "100")
    ]
    assert [tick.at for tick in chart.values] == pytest.approx([point.x for point in chart.points])


@pytest.mark.parametrize(("value", "score"), [(0, "0"), (10**6, "100"), (-(10**9), "0")])
def test_a_value_beyond_the_curve_stands_at_its_edge_with_its_own_number(value, score):
    chart = charts.kpi_curve(SATISFACTION, factory.measured(value))

    assert chart.here is not None
    assert chart.here.at.x in {chart.left, chart.right}
    assert chart.here.words == f"{value}\u00a0points → {score}\u00a0%"


def test_a_curve_where_less_is_better_falls():
    chart = charts.kpi_curve(measure((1, "1"), (10, "0.3"), (20, "0"), better="lower"), None)

    assert [point.y for point in chart.points] == sorted(point.y for point in chart.points)


def test_the_targets_of_a_client_replace_the_curve():
    item = measure((60, "0"), (90, "1"), curve_source="set by client")
    targets = {"worst": Fraction(10), "target": Fraction(20), "best": Fraction(30)}
    answer = KpiAnswer(value=Fraction(20), targets=targets)

    chart = charts.kpi_curve(item, answer)
    assert [tick.words for tick in chart.values] == ["10", "20", "30"]
    assert chart.here is not None
    assert chart.here.at == chart.points[1]


def test_a_curve_without_a_value_says_so():
    drawing = svg("curve", chart=charts.kpi_curve(SATISFACTION, KpiAnswer()))

    assert "no value is given yet" in title(drawing)
    assert not [m for m in drawing if m.get("class") == "chart-ink-line"]


CURVES = {
    "five points": SATISFACTION,
    "one point": measure((5, "0.5")),
    "crowded": measure((0, "0"), (1, "0.01"), (2, "0.02"), (3, "0.98"), (1000, "1")),
    "huge": measure((-HUGE, "0"), (0, "0.5"), (HUGE, "1")),
    "long unit": measure((0, "0"), (9, "1"), unit=LONG),
    "twenty points": measure(*((n, f"{n / 20}") for n in range(21))),
}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("value", [None, -HUGE, 0, 1, 9, HUGE])
@pytest.mark.parametrize("item", CURVES.values(), ids=list(CURVES))
def test_labels_of_a_curve_keep_apart_and_inside(item, value, language):
    with speaking(language):
        chart = charts.kpi_curve(item, factory.measured(value))
        drawing = svg("curve", chart=chart)
        texts = [mark for mark in drawing if mark.tag == "text"]
        labels = [text_box(mark, 8.5) for mark in texts]

    frame = Box(0, 0, chart.width, chart.height)
    assert all(label.within(frame) for label in labels)
    assert not [pair for pair in combinations(labels, 2) if pair[0].overlaps(pair[1])]
    # The ends are labelled before what lies between them.
    assert chart.values[0].words == charts.kpi_curve(item, None).values[0].words


def text_box(mark: ET.Element, size: float) -> Box:
    own = float(mark.get("font-size", size))
    x, y, wide = float(mark.get("x", 0)), float(mark.get("y", 0)), width(mark.text or "", own)
    left = x - {"start": 0, "middle": wide / 2, "end": wide}[mark.get("text-anchor", "start")]
    # Coordinates are printed in tenths.
    return Box(left + 0.1, y - 0.8 * own + 0.1, left + wide - 0.1, y + 0.2 * own - 0.1)


# Flow of stages


def flow(stages: int, words: Text, step: int | None = 2) -> StageFlow:
    asked = staged(stages, words)
    return charts.stage_flow(report(asked, lambda _: step).scorecard.dimensions[0])


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("stages", range(2, 8))
def test_every_stage_is_an_arrow_with_its_words_and_scores(stages, language):
    with speaking(language):
        chart = flow(stages, LONG)
        whole_title = LONG.within(language)

    assert len(chart.arrows) == stages
    for arrow in chart.arrows:
        assert "".join("".join(arrow.label.lines).split()) == "".join(whole_title.split())
        assert arrow.claimed_text.startswith("40")
        assert arrow.evidenced_text.startswith("20")


@pytest.mark.parametrize("words", [SHORT, LONG, named("Acquisition", "客户获取")])
@pytest.mark.parametrize("stages", range(2, 8))
def test_the_words_of_a_stage_stay_on_its_arrow(stages, words):
    chart = flow(stages, words)

    for arrow in chart.arrows:
        left, top, right, bottom = arrow.label.box
        xs = sorted({float(p.split(",")[0]) for p in arrow.outline.split()})
        ys = [float(p.split(",")[1]) for p in arrow.outline.split()]
        assert left >= xs[0]
        assert right <= xs[-2] + 0.1  # where the point of the arrow begins
        assert min(ys) <= top
        assert bottom <= max(ys)


def test_the_point_of_an_arrow_fits_into_the_notch_of_the_next():
    chart = flow(3, SHORT)
    first, second = (
        [tuple(map(float, corner.split(","))) for corner in arrow.outline.split()]
        for arrow in chart.arrows[:2]
    )

    assert len(first) == 5  # the first has no notch
    (tip_x, tip_y), (notch_x, notch_y) = first[2], second[5]
    assert tip_y == notch_y
    assert notch_x - tip_x == pytest.approx(3, abs=0.2)


def test_a_stage_without_a_score_has_dashes_on_paper():
    for arrow in flow(2, SHORT, None).arrows:
        assert (arrow.claimed_text, arrow.evidenced_text) == ("–", "–")
        assert not arrow.rated
        assert arrow.colour == "#FFFFFF"


@pytest.mark.parametrize("step", [None, *range(6)])
def test_a_stage_is_shaded_by_its_step_and_readable(step):
    for arrow in flow(2, SHORT, step).arrows:
        assert step is None or arrow.colour == LEVEL_COLOURS[step]
        assert contrast(arrow.colour, arrow.ink) >= 4.5


def test_the_stages_of_the_example_show_what_its_report_says():
    (score,) = [s for s in example().scorecard.dimensions if s.stages]
    drawing = svg("stage_flow", chart=charts.stage_flow(score))

    for stage in score.stages:
        assert stage.stage.title.source in words(drawing)
    assert "Customer operations" in title(drawing)
