"""The earlier periods of a measure as a line small enough for a table cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assess.rendering.charts.marks import Point

Better = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparkline:
    """A trend line; `arrow` is a triangle that points to where values are better.

    `values` are the periods drawn, oldest first; without any there is no line and no dot.
    """

    width: float
    height: float
    values: tuple[Fraction, ...]
    better: Better
    points: tuple[Point, ...]
    arrow: str

    @property
    def line(self) -> str:
        """The points as a list for a polyline."""
        return " ".join(map(str, self.points))


WIDTH, HEIGHT = 90.0, 22.0
LEFT, RIGHT, TOP, BOTTOM = 15.0, 85.0, 5.0, 17.0
ARROW_LEFT, ARROW_RIGHT, ARROW_HIGH = 1.0, 7.0, 5.0


def sparkline(values: Sequence[Fraction], better: Better) -> Sparkline:
    """The periods from the lowest to the highest value; upwards is always more."""
    low, high = min(values, default=Fraction(0)), max(values, default=Fraction(0))
    apart = (RIGHT - LEFT) / max(len(values) - 1, 1)

    def y(value: Fraction) -> float:
        share = float((value - low) / (high - low)) if high > low else 0.5
        return BOTTOM - share * (BOTTOM - TOP)

    first = RIGHT if len(values) == 1 else LEFT
    return Sparkline(
        width=WIDTH,
        height=HEIGHT,
        values=tuple(values),
        better=better,
        points=tuple(Point(first + n * apart, y(value)) for n, value in enumerate(values)),
        arrow=_arrow(better),
    )


def _arrow(better: Better) -> str:
    base, tip = (TOP + ARROW_HIGH, TOP) if better == "higher" else (BOTTOM - ARROW_HIGH, BOTTOM)
    middle = (ARROW_LEFT + ARROW_RIGHT) / 2
    corners = (Point(ARROW_LEFT, base), Point(middle, tip), Point(ARROW_RIGHT, base))
    return " ".join(map(str, corners))
