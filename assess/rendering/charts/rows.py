"""What charts with a row for every label have in common: the scale, and room for the labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from assess.rendering.charts.marks import LABEL, LINE, Label, Point
from assess.rendering.filters import percent
from assess.rendering.lettering import width, wrapped

WIDEST = 190.0
LOWEST = 25.0


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from 0 to 100 % between two places along the drawing."""

    start: float
    end: float

    def length(self, share: Fraction | None) -> float | None:
        """How long a share is, None where there is none."""
        return None if share is None else float(share) * (self.end - self.start)

    def at(self, share: Fraction | None) -> float | None:
        """Where a share stands, None where there is none."""
        return None if share is None else self.start + float(share) * (self.end - self.start)

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Every fifth of the scale: where it stands, and its words."""
        return tuple(
            (self.start + n / 5 * (self.end - self.start), percent(Fraction(n, 5)))
            for n in range(6)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The label of a row, and where the middle and the end of the row are."""

    label: Label
    middle: float
    bottom: float


def room_for(labels: Iterable[str]) -> float:
    """How wide a column of labels is; longer ones wrap."""
    return min(max((width(label, LABEL) for label in labels), default=0), WIDEST) + 4


def rows(labels: Iterable[str], room: float, edge: float, top: float) -> Iterator[Row]:
    """Labels one below the other from `top` on, which wrap at `room` and end at `edge`."""
    for label in labels:
        lines = wrapped(label, room, LABEL)
        height = max(LOWEST, LINE * len(lines) + 8)
        middle = top + height / 2
        baseline = middle + LABEL * 0.35 - LINE * (len(lines) - 1) / 2
        top += height
        yield Row(
            label=Label(lines=lines, at=Point(edge, baseline), anchor="end"),
            middle=middle,
            bottom=top,
        )
