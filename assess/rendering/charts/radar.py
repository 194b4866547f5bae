"""The radar of the dimensions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin

from assess.core.report import Report
from assess.language import current
from assess.rendering.charts.marks import (
    LABEL,
    LINE,
    Label,
    Point,
)
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


RADIUS = 120.0
GAP = 12.0
MARGIN = 6.0


def radar(report: Report) -> Radar:
    """The dimensions' scores as a radar; what is not rated sits in the centre."""
    dimensions = report.scorecard.dimensions
    lines = [wrapped(d.dimension.short.within(current()), 110, LABEL) for d in dimensions]
    labels = [_spoke_label(n, len(lines), words) for n, words in enumerate(lines)]
    left = min(0, *(label.box[0] for label in labels), -RADIUS) - MARGIN
    top = min(-RADIUS, *(label.box[1] for label in labels)) - MARGIN
    right = max(*(label.box[2] for label in labels), RADIUS) + MARGIN
    bottom = max(0.0, *(label.box[3] for label in labels)) + MARGIN

    def placed(point: Point) -> Point:
        return Point(point.x - left, point.y - top)

    def polygon(shares: list[Fraction]) -> str:
        return " ".join(
            str(placed(_on_spoke(n, len(shares), float(share) * RADIUS)))
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
            (placed(Point(0, 0)), placed(_on_spoke(n, count, RADIUS))) for n in range(count)
        ),
        labels=tuple(
            Label(lines=label.lines, at=placed(label.at), anchor=label.anchor) for label in labels
        ),
        claimed=polygon([d.claimed or Fraction(0) for d in dimensions]),
        evidenced=polygon(evidenced),
        reference=polygon([headline.theirs] * count) if headline else "",
        dots=tuple(
            placed(_on_spoke(n, count, float(share) * RADIUS)) for n, share in enumerate(evidenced)
        ),
    )


def _on_spoke(n: int, count: int, radius: float) -> Point:
    angle = 2 * pi * n / count - pi / 2
    return Point(radius * cos(angle), radius * sin(angle))


def _spoke_label(n: int, count: int, lines: tuple[str, ...]) -> Label:
    end = _on_spoke(n, count, RADIUS + GAP)
    upright = abs(end.x) < RADIUS / 8
    anchor = "middle" if upright else "start" if end.x > 0 else "end"
    # Labels above the centre grow upwards and those below it downwards, away from the rings.
    lift = LINE * (len(lines) - 1) * (1 - end.y / (RADIUS + GAP)) / 2
    return Label(lines=lines, at=Point(end.x, end.y + LABEL * 0.35 - lift), anchor=anchor)
