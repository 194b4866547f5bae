"""Drawings to look into: each chart of a report as XML, and what its marks cover."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from xml.etree import ElementTree as ET

from assess.core.answers import KpiAnswer
from assess.core.items import KpiItem
from assess.core.report import Report
from assess.language import gettext
from assess.rendering import charts
from assess.rendering.environment import environment
from assess.rendering.lettering import width
from tests.rendering.charts.reports import PLAIN, REPORTS, SHIPPED

ROUNDING = 0.6
"""The view box is printed in whole pixels, coordinates in tenths."""


def svg(name: str, **given: object) -> ET.Element:
    drawn = environment().get_template(f"report/charts/{name}.svg").render(**given)
    return ET.fromstring(drawn)  # noqa: S314 — ours


def words(drawing: ET.Element) -> list[str]:
    return [mark.text or "" for mark in drawing if mark.tag == "text"]


def title(drawing: ET.Element) -> str:
    return drawing[0].text or ""


def _bars(report: Report, *, narrow: bool = False) -> Iterator[str]:
    template = environment().get_template("report/charts/bars.svg")
    title = gettext("Claimed and backed by evidence")
    yield template.render(chart=charts.dimension_bars(report, narrow=narrow), chart_title=title)
    for chapter in report.chapters:
        chart = charts.item_bars(chapter.score, narrow=narrow)
        yield template.render(chart=chart, chart_title=title)


def _only(name: str, report: Report, *, narrow: bool = False) -> Iterator[str]:
    template = environment().get_template(f"report/charts/{name}.svg")
    yield template.render(report=report, narrow=narrow)


def _curves(report: Report) -> Iterator[str]:
    template = environment().get_template("report/charts/curve.svg")
    for item, answer in _measures(report):
        yield template.render(chart=charts.kpi_curve(item, answer))


def _sparklines(report: Report) -> Iterator[str]:
    template = environment().get_template("report/charts/sparkline.svg")
    for item, answer in _measures(report):
        yield template.render(chart=charts.sparkline(answer.periods if answer else (), item.better))


def _measures(report: Report) -> Iterator[tuple[KpiItem, KpiAnswer | None]]:
    for score in report.scorecard.items:
        if isinstance(score.item, KpiItem):
            answer = score.answer
            yield score.item, answer if isinstance(answer, KpiAnswer) else None


def _flows(report: Report, *, narrow: bool = False) -> Iterator[str]:
    template = environment().get_template("report/charts/stage_flow.svg")
    for score in report.scorecard.dimensions:
        if score.stages:
            yield template.render(chart=charts.stage_flow(score, narrow=narrow))


BOTH_WAYS: Mapping[str, Callable[..., Iterator[str]]] = {
    "bars": _bars,
    "stage_flow": _flows,
    **{
        name: partial(_only, name)
        for name in ("dumbbell", "effort_map", "gantt", "heat_map", "level_scale", "radar")
    },
}
"""Charts that are drawn wide, for paper and for screens, and narrow, for telephones."""
CHARTS: Mapping[str, Callable[[Report], Iterator[str]]] = {
    "curve": _curves,
    "sparkline": _sparklines,
    **BOTH_WAYS,
    **{f"narrow {name}": partial(draw, narrow=True) for name, draw in BOTH_WAYS.items()},
}
UNDRAWN = {
    *((name, chart) for name in REPORTS.keys() - SHIPPED for chart in ("curve", "sparkline")),
    *((name, chart) for name in PLAIN for chart in ("stage_flow", "narrow stage_flow")),
}
"""Reports without measures and without stages, and the charts that show these."""


def parsed(chart: str, report: Report) -> list[ET.Element]:
    return [ET.fromstring(svg) for svg in CHARTS[chart](report)]  # noqa: S314 — ours


@dataclass(frozen=True)
class Box:
    """What a mark covers."""

    left: float
    top: float
    right: float
    bottom: float
    what: str

    def overlaps(self, other: "Box") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > ROUNDING and down > ROUNDING


def boxes(drawing: ET.Element) -> Iterator[Box]:
    size = float(drawing.get("font-size", 0))
    for mark in drawing:
        yield from box_of(mark, size)


def box_of(mark: ET.Element, size: float) -> Iterator[Box]:
    def at(name: str) -> float:
        return float(mark.get(name, 0))

    if mark.tag == "rect":
        yield Box(at("x"), at("y"), at("x") + at("width"), at("y") + at("height"), "rect")
        assert at("width") >= 0
    elif mark.tag == "line":
        across, down = sorted((at("x1"), at("x2"))), sorted((at("y1"), at("y2")))
        yield Box(across[0], down[0], across[1], down[1], "line")
    elif mark.tag == "circle":
        r = at("r")
        yield Box(at("cx") - r, at("cy") - r, at("cx") + r, at("cy") + r, "circle")
    elif mark.tag in {"polygon", "polyline"}:
        points = [tuple(map(float, p.split(","))) for p in mark.get("points", "").split()]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        yield Box(min(xs), min(ys), max(xs), max(ys), mark.tag)
    elif mark.tag == "path":
        yield from _strokes(mark.get("d", ""))
    elif mark.tag == "text":
        words = mark.text or ""
        own = float(mark.get("font-size", size))
        wide = width(words, own)
        left = (
            at("x")
            - {"start": 0, "middle": wide / 2, "end": wide}[mark.get("text-anchor", "start")]
        )
        top = at("y") - 0.8 * own
        yield Box(left, top, left + wide, top + own, f"text {words!r}")
    else:
        assert mark.tag == "title", mark.tag


def _strokes(data: str) -> Iterator[Box]:
    """The straight lines of a path that only goes upright and level: M, m, V, v, H."""
    x = y = 0.0
    for command, *numbers in re.findall(r"([MmVvH])(-?[\d.]+)(?: (-?[\d.]+))?", data):
        first, second = (float(number or 0) for number in numbers)
        before = x, y
        if command == "M":
            x, y = first, second
            continue
        if command == "m":
            x, y = x + first, y + second
            continue
        x = first if command == "H" else x
        y = {"V": first, "v": y + first}.get(command, y)
        yield Box(
            min(before[0], x), min(before[1], y), max(before[0], x), max(before[1], y), "path"
        )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)
