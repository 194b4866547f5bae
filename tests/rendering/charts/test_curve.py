"""The curve of a measure."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from assess.core.answers import KpiAnswer
from assess.core.items import KpiItem
from assess.core.text import Text
from assess.rendering import charts
from assess.rendering.charts.placement import Box
from assess.rendering.lettering import width
from tests.core import factory
from tests.rendering.charts.drawings import svg, title
from tests.rendering.charts.reports import LONG, named

HUGE = 10**17 + 1


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


@pytest.mark.parametrize("value", [None, -HUGE, 0, 1, 9, HUGE])
@pytest.mark.parametrize("item", CURVES.values(), ids=list(CURVES))
def test_labels_of_a_curve_keep_apart_and_inside(item, value, language):
    chart = charts.kpi_curve(item, factory.measured(value))
    texts = [mark for mark in svg("curve", chart=chart) if mark.tag == "text"]
    labels = [text_box(mark, 10) for mark in texts]

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
