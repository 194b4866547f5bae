"""The radar of the dimensions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import cos, pi, sin

from assess.core.report import Report
from assess.language import current
from assess.rendering.charts.marks import (
    LABEL,
    LINE,
    Label,
    Point,
)
from assess.rendering.charts.placement import Box
from assess.rendering.lettering import wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """Dimensions on spokes: rings at 20 % steps, polygons as lists of points."""

    width: float
    height: float
    rings: tuple[str, ...]
    spokes: tuple[tuple[Point, Point], ...]
    labels: tuple[Label, ...]
    claimed: str
    evidenced: str
    reference: str
    dots: tuple[Point, ...]


RADIUS, NARROW_RADIUS = 120.0, 84.0
ROOMS = (110.0, 150.0)
NARROW_ROOMS = (66.0, 90.0, 120.0, 160.0)
"""How wide a label may be: the first of these widths with which none stands upon another."""
GAP = 12.0
MARGIN = 6.0


def radar(report: Report, *, narrow: bool = False) -> Radar:
    """The dimensions' scores as a radar; what is not rated sits in the centre."""
    radius = NARROW_RADIUS if narrow else RADIUS
    dimensions = report.scorecard.dimensions
    names = [dimension.dimension.short.within(current()) for dimension in dimensions]
    labels = _labels(names, radius, NARROW_ROOMS if narrow else ROOMS)
    left = min(0, *(label.box[0] for label in labels), -radius) - MARGIN
    top = min(-radius, *(label.box[1] for label in labels)) - MARGIN
    right = max(*(label.box[2] for label in labels), radius) + MARGIN
    bottom = max(0.0, *(label.box[3] for label in labels)) + MARGIN

    def placed(point: Point) -> Point:
        return Point(point.x - left, point.y - top)

    def polygon(shares: list[Fraction]) -> str:
        return " ".join(
            str(placed(_on_spoke(n, len(shares), float(share) * radius)))
            for n, share in enumerate(shares)
        )

    count = len(dimensions)
    evidenced = [d.evidenced or Fraction(0) for d in dimensions]
    headline = report.comparison.headline
    return Radar(
        width=right - left,
        height=bottom - top,
        rings=tuple(polygon([Fraction(ring, 5)] * count) for ring in range(1, 6)),
        spokes=tuple(
            (placed(Point(0, 0)), placed(_on_spoke(n, count, radius))) for n in range(count)
        ),
        labels=tuple(
            Label(lines=label.lines, at=placed(label.at), anchor=label.anchor) for label in labels
        ),
        claimed=polygon([d.claimed or Fraction(0) for d in dimensions]),
        evidenced=polygon(evidenced),
        reference=polygon([headline.theirs] * count) if headline else "",
        dots=tuple(
            placed(_on_spoke(n, count, float(share) * radius)) for n, share in enumerate(evidenced)
        ),
    )


def _on_spoke(n: int, count: int, radius: float) -> Point:
    angle = 2 * pi * n / count - pi / 2
    return Point(radius * cos(angle), radius * sin(angle))


def _labels(names: Sequence[str], radius: float, rooms: Iterable[float]) -> list[Label]:
    """The names at the ends of their spokes."""
    labels: list[Label] = []
    for room in rooms:
        lines = [wrapped(name, room, LABEL) for name in names]
        labels = [_spoke_label(n, len(lines), words, radius) for n, words in enumerate(lines)]
        boxes = [Box(*label.box) for label in labels]
        if not any(one.overlaps(other) for one, other in combinations(boxes, 2)):
            break
    return labels


def _spoke_label(n: int, count: int, lines: tuple[str, ...], radius: float) -> Label:
    end = _on_spoke(n, count, radius + GAP)
    upright = abs(end.x) < radius / 8
    anchor = "middle" if upright else "start" if end.x > 0 else "end"
    # Labels above the centre grow upwards and those below it downwards, away from the rings.
    lift = LINE * (len(lines) - 1) * (1 - end.y / (radius + GAP)) / 2
    return Label(lines=lines, at=Point(end.x, end.y + LABEL * 0.35 - lift), anchor=anchor)
