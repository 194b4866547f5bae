"""The recommendations by what they cost and what they bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import sqrt

from assess.core.recommendations import Kind, Recommendation
from assess.core.report import Report
from assess.language import gettext
from assess.rendering.charts.marks import BARS_WIDTH, NARROW, Point
from assess.rendering.charts.placement import Box, Placed, Room, fitting
from assess.rendering.filters import number, points
from assess.rendering.lettering import width, wrapped
from assess.rendering.wording import KINDS, labelled, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMark:
    """One move: a polygon with this `outline`, or a circle of this `radius` where it is ""."""

    kind: Kind
    at: Point
    outline: str
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortKey:
    """A line of the legend: a mark and its words, which start at `words_at`."""

    mark: MoveMark
    words: str
    words_at: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortMap:
    """Moves in a plane: person-days to the right on a square-root scale, points upwards.

    `labelled` of the `moves` carry their code; `notes` are lines below the drawing, for
    codes that have no room beside their mark.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    moves: int
    labelled: int
    keys: tuple[EffortKey, ...]
    marks: tuple[MoveMark, ...]
    labels: tuple[Placed, ...]
    days: tuple[tuple[float, str], ...]
    gains: tuple[tuple[float, str], ...]
    notes: tuple[tuple[float, str], ...]


MOST_LABELS = 30
MOST_NARROW_LABELS = 12
MOST_TOGETHER = 3
"""Codes of moves at one place that stand beside their mark; more go into a numbered list."""
SMALL = 9.5
SMALL_LINE = 12.0
LEFT, NARROW_LEFT = 40.0, 30.0
PLOT_HEIGHT = 280.0
EDGE = 9.0
"""How far the scales keep from the edges of the plot, so that no mark is cut."""
REACH = 5.0
SAME_PLACE = 4.0
MOST_GAIN_TICKS = 5
CORNERS: Mapping[Kind, tuple[tuple[float, float], ...]] = {
    Kind.MUST_FIX: ((0, -5.8), (5.8, 0), (0, 5.8), (-5.8, 0)),
    Kind.STRATEGIC: ((-4.2, -4.2), (4.2, -4.2), (4.2, 4.2), (-4.2, 4.2)),
    Kind.FILL_IN: ((0, -5), (4.8, 3.8), (-4.8, 3.8)),
}
RADII: Mapping[Kind, float] = {Kind.QUICK_WIN: 4.4, Kind.DEFER: 3.4}


def effort_map(report: Report, *, narrow: bool = False) -> EffortMap:
    """What every recommendation costs and brings, by kind; the first ones by priority named."""
    moves = report.recommendations
    wide, left = (NARROW, NARROW_LEFT) if narrow else (BARS_WIDTH, LEFT)
    right, most = wide - 6, MOST_NARROW_LABELS if narrow else MOST_LABELS
    keys, top = _keys(moves, left, right)
    bottom = top + PLOT_HEIGHT
    days, gains = _days(moves), _gains(moves)
    plane = _Plane(Box(left, top, right, bottom), days=days[-1], gains=gains[-1])
    places = [plane.at(move) for move in moves]
    room = Room(plane.area, [Box.around(place, REACH + 1) for place in places])
    labels, codes = _labels(list(zip(moves, places, strict=True))[:most], room)
    said = _said(len(moves), codes, most)
    notes = [line for note in said for line in wrapped(note, right - left, SMALL)]
    first = bottom + 44
    return EffortMap(
        width=wide,
        height=first + SMALL_LINE * len(notes) - 6,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        moves=len(moves),
        labelled=min(len(moves), most),
        keys=keys,
        # The most urgent last, so that they lie on top.
        marks=tuple(
            _mark(move.kind, place)
            for move, place in reversed(list(zip(moves, places, strict=True)))
        ),
        labels=labels,
        days=_day_ticks(days, plane),
        gains=tuple((plane.y(gain), number(gain)) for gain in gains),
        notes=tuple((first + n * SMALL_LINE, line) for n, line in enumerate(notes)),
    )


@dataclass(frozen=True, slots=True)
class _Plane:
    area: Box
    days: Fraction
    gains: Fraction

    def x(self, days: Fraction) -> float:
        low, high = self.area.left + EDGE, self.area.right - EDGE
        return low + sqrt(days / self.days) * (high - low)

    def y(self, gain: Fraction) -> float:
        low, high = self.area.bottom - EDGE, self.area.top + EDGE
        return low - float(gain / self.gains) * (low - high)

    def at(self, move: Recommendation) -> Point:
        return Point(self.x(move.step.effort), self.y(move.points_gained))


def _days(moves: Sequence[Recommendation]) -> list[Fraction]:
    """0, 1, 2, 5, 10 … up to the first that no move exceeds."""
    most = max((move.step.effort for move in moves), default=Fraction(10))
    ticks = [Fraction(0)]
    for tick in _round_numbers(Fraction(1)):
        ticks.append(tick)
        if tick >= most:
            return ticks
    raise AssertionError


def _gains(moves: Sequence[Recommendation]) -> list[Fraction]:
    """Even steps of 1, 2 or 5 from 0 to what no move exceeds."""
    most = max((move.points_gained for move in moves), default=Fraction(5))
    smallest = Fraction(1, 100)
    step = next(s for s in _round_numbers(smallest) if s * MOST_GAIN_TICKS >= most)
    return [step * n for n in range(-(-most // step) + 1)]


def _round_numbers(start: Fraction) -> Iterator[Fraction]:
    for power in count():
        yield from (start * 10**power * digit for digit in (1, 2, 5))


def _day_ticks(days: Sequence[Fraction], plane: _Plane) -> tuple[tuple[float, str], ...]:
    words = [number(day) for day in days]
    places = [plane.x(day) for day in days]
    halves = [width(said, SMALL) / 2 for said in words]
    spans = [(place - half, place + half) for place, half in zip(places, halves, strict=True)]
    return tuple((places[n], words[n]) for n in fitting(spans, 6))


def _keys(
    moves: Sequence[Recommendation], left: float, right: float
) -> tuple[tuple[EffortKey, ...], float]:
    """The kinds that occur with their number, in lines, and where the plot begins below them."""
    x, y = left, 12.0
    keys = []
    for kind in Kind:
        many = sum(move.kind is kind for move in moves)
        words = labelled(gettext(KINDS[kind]), str(many))
        if not many:
            continue
        if x + 14 + width(words, SMALL) > right:
            x, y = left, y + 16
        mark = _mark(kind, Point(x + REACH, y - 3.5))
        keys.append(EffortKey(mark=mark, words=words, words_at=Point(x + 14, y)))
        x += 14 + width(words, SMALL) + 18
    return tuple(keys), y + 24


def _labels(
    named: Sequence[tuple[Recommendation, Point]], room: Room
) -> tuple[tuple[Placed, ...], list[str]]:
    """The codes beside their marks, or a number there and the codes in a list."""
    labels: list[Placed] = []
    notes: list[str] = []
    for together, place in _places(named):
        codes = listed(*(move.item.id for move in together))
        few = len(together) <= MOST_TOGETHER
        placed = room.place(place, REACH, codes, SMALL) if few else None
        if placed is None:
            key = f"({len(notes) + 1})"
            notes.append(f"{key} {labelled(codes, _cost_and_gain(together[0]))}")
            placed = room.place(place, REACH, key, SMALL)
        labels += [placed] if placed else []
    return tuple(labels), notes


def _cost_and_gain(move: Recommendation) -> str:
    return listed(
        gettext("{days} person-days").format(days=number(move.step.effort)),
        gettext("{points} points").format(points=f"+{points(move.points_gained)}"),
    )


def _said(moves: int, codes: list[str], most: int) -> list[str]:
    """What stands below the drawing."""
    if not moves:
        return [gettext("No moves to show")]
    if moves <= most:
        return codes
    return [
        gettext("The first {number} moves by priority are named.").format(number=most),
        *codes,
    ]


def _places(
    named: Sequence[tuple[Recommendation, Point]],
) -> list[tuple[list[Recommendation], Point]]:
    """The moves by place; those whose marks lie upon one another share one."""
    places: list[tuple[list[Recommendation], Point]] = []
    for move, at in named:
        for together, place in places:
            if max(abs(place.x - at.x), abs(place.y - at.y)) < SAME_PLACE:
                together.append(move)
                break
        else:
            places.append(([move], at))
    return places


def _mark(kind: Kind, at: Point) -> MoveMark:
    corners = [Point(at.x + x, at.y + y) for x, y in CORNERS.get(kind, ())]
    return MoveMark(
        kind=kind, at=at, outline=" ".join(map(str, corners)), radius=RADII.get(kind, 0)
    )
