"""What charts with a row for every label have in common: the scale, and room for the labels.

On a wide page a label stands at the left of its marks, on a narrow one above them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from assess.rendering.charts.marks import BARS_WIDTH, LABEL, LINE, NARROW, Label, Point
from assess.rendering.filters import percent
from assess.rendering.lettering import width, wrapped

WIDEST = 190.0
LOWEST = 22.0
BELOW = 13.0
"""How far the middle of the marks lies below the last line of a label above them."""
AFTER = 16.0
MIDDLE = LABEL * 0.35
"""How far a baseline lies below the middle of its letters."""
CODE_GAP = 10.0


class Tick(NamedTuple):
    """A place on a scale, its words, and which part of the words stands there."""

    at: float
    words: str
    anchor: str


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

    def ticks(self, parts: int, *, inside: bool = False) -> tuple[Tick, ...]:
        """The ends of so many equal parts; `inside` keeps the words between the ends."""
        anchors = {0: "start", parts: "end"} if inside else {}
        return tuple(
            Tick(
                self.start + n / parts * (self.end - self.start),
                percent(Fraction(n, parts)),
                anchors.get(n, "middle"),
            )
            for n in range(parts + 1)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The label of a row, the middle of its marks, and where its numbers stand and it ends."""

    label: Label
    middle: float
    baseline: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows on one scale; the lines of the scale run along the `stretches` from top to bottom."""

    width: float
    scale: Scale
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    bottom: float
    stretches: tuple[tuple[float, float], ...]


def beside(
    labels: Sequence[str], *, codes: Sequence[str] = (), top: float, reach: float, columns: float
) -> Rows:
    """Labels at the left of the scale, which leaves so much for columns of numbers.

    `reach` is how far marks extend beyond their point.
    """
    room = room_for(labels)
    edge = room + code_room(codes)
    scale = Scale(edge + 12 + reach, BARS_WIDTH - columns)
    placed = tuple(rows(labels, room, edge, top))
    bottom = placed[-1].bottom if placed else top
    return Rows(
        width=BARS_WIDTH,
        scale=scale,
        ticks=scale.ticks(5),
        rows=placed,
        bottom=bottom,
        stretches=((top - 6, bottom + 2),),
    )


def above(
    labels: Sequence[str], *, codes: Sequence[str] = (), top: float, reach: float, columns: float
) -> Rows:
    """Labels above the scale, which is as wide as the drawing; numbers stand beside the label."""
    scale = Scale(reach, NARROW - reach)
    left = code_room(codes)
    placed = tuple(stacked(labels, left, NARROW - columns - left, top))
    return Rows(
        width=NARROW,
        scale=scale,
        ticks=scale.ticks(2, inside=True),
        rows=placed,
        bottom=placed[-1].middle + 10 if placed else top,
        stretches=tuple((row.middle - 10, row.middle + 10) for row in placed),
    )


def room_for(labels: Iterable[str]) -> float:
    """How wide a column of labels is; longer ones wrap."""
    return min(max((width(label, LABEL) for label in labels), default=0), WIDEST) + 4


def code_room(codes: Iterable[str]) -> float:
    """How wide a column of codes is, with the gap behind it; nothing without codes."""
    return max((width(code, LABEL) + CODE_GAP for code in codes if code), default=0)


def rows(labels: Iterable[str], room: float, edge: float, top: float) -> Iterator[Row]:
    """Labels one below the other from `top` on, which wrap at `room` and end at `edge`."""
    for label in labels:
        lines = wrapped(label, room, LABEL)
        height = max(LOWEST, LINE * len(lines) + 8)
        middle = top + height / 2
        baseline = middle + MIDDLE - LINE * (len(lines) - 1) / 2
        top += height
        yield Row(
            label=Label(lines=lines, at=Point(edge, baseline), anchor="end"),
            middle=middle,
            baseline=middle + MIDDLE,
            bottom=top,
        )


def stacked(labels: Iterable[str], left: float, room: float, top: float) -> Iterator[Row]:
    """Labels from `top` on which wrap at `room`, each with room for marks below it."""
    for label in labels:
        lines = wrapped(label, room, LABEL)
        baseline = top + LABEL
        middle = baseline + LINE * (len(lines) - 1) + BELOW
        top = middle + AFTER
        yield Row(
            label=Label(lines=lines, at=Point(left, baseline), anchor="start"),
            middle=middle,
            baseline=baseline,
            bottom=top,
        )


def path(at: float, stretches: Iterable[tuple[float, float]]) -> str:
    """Upright lines at one place along these stretches, as the data of an SVG path."""
    return "".join(f"M{at:.1f} {top:.1f}V{bottom:.1f}" for top, bottom in stretches)
