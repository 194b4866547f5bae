"""Where labels may stand: what of an area is taken, and the best free place beside a point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from assess.rendering.charts.marks import Point
from assess.rendering.lettering import width

ASCENT = 0.8
"""How far a line of text reaches above its baseline, in parts of its size."""
CLEAR = 2.0
APART = 6.0
"""Between two labels side by side, which would be read as one."""
RINGS = (16.0, 24.0, 34.0, 46.0, 62.0, 84.0, 112.0, 150.0, 200.0, 270.0, 360.0, 480.0, 640.0)
SPOKES = 16
CROSSING_COST = 100.0
SIDES = ((1, 0), (1, -1), (1, 1), (0, -1), (-1, 0), (-1, -1), (0, 1), (-1, 1))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, at: Point, reach: float) -> Box:
        """The square that reaches so far on every side."""
        return cls(at.x - reach, at.y - reach, at.x + reach, at.y + reach)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        across = min(self.right, other.right) > max(self.left, other.left)
        return across and min(self.bottom, other.bottom) > max(self.top, other.top)

    def within(self, other: Box) -> bool:
        """Whether it lies wholly inside."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom

    def crossed(self, line: Line) -> bool:
        """Whether a straight line passes through (Liang and Barsky 1984)."""
        first, last = 0.0, 1.0
        for start, step, low, high in (
            (line.start.x, line.end.x - line.start.x, self.left, self.right),
            (line.start.y, line.end.y - line.start.y, self.top, self.bottom),
        ):
            if step == 0:
                if not low < start < high:
                    return False
                continue
            near, far = sorted(((low - start) / step, (high - start) / step))
            first, last = max(first, near), min(last, far)
        return first < last

    def nearest(self, at: Point) -> Point:
        """The place of the rectangle that is nearest to a point."""
        return Point(min(max(at.x, self.left), self.right), min(max(at.y, self.top), self.bottom))


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from a mark to its label."""

    start: Point
    end: Point

    def crosses(self, other: Line) -> bool:
        """Whether the two lines meet."""
        return _side(self, other.start) != _side(self, other.end) and _side(
            other, self.start
        ) != _side(other, self.end)


def _side(line: Line, point: Point) -> bool:
    across = (line.end.x - line.start.x) * (point.y - line.start.y)
    return across > (line.end.y - line.start.y) * (point.x - line.start.x)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A label where it stands, on one line; `at` is the start of its baseline."""

    words: str
    at: Point
    leader: Line | None


class Room:
    """An area with marks in it, which fills with labels."""

    def __init__(self, area: Box, marks: Iterable[Box]) -> None:
        self.area = area
        self.marks = tuple(marks)
        self.labels: list[Box] = []
        self.leaders: list[Line] = []

    def place(self, at: Point, reach: float, words: str, size: float) -> Placed | None:
        """A label where it covers nothing: in one of eight places round its mark or further off.

        `reach` is how far the mark extends from its point; None when the area is full.
        """
        wide = width(words, size)
        near = [box for box in _round(at, reach, wide, size) if self._is_free(box)]
        found = (near[0], None) if near else self._further_off(at, reach, wide, size)
        if found is None:
            return None
        box, leader = found
        self.labels.append(box)
        self.leaders += [leader] if leader else []
        return Placed(words=words, at=Point(box.left, box.top + ASCENT * size), leader=leader)

    def _further_off(
        self, at: Point, reach: float, wide: float, size: float
    ) -> tuple[Box, Line | None] | None:
        """The nearest place whose line to the mark meets nothing, else the one that meets least."""
        found: dict[float, tuple[Box, Line]] = {}
        for ring in RINGS:
            for box in filter(self._is_free, _on_ring(at, ring, wide, size)):
                leader = _leader(at, reach, box)
                if any(label.crossed(leader) for label in self.labels):
                    continue
                found.setdefault(ring + CROSSING_COST * self._crossings(at, leader), (box, leader))
            if found and min(found) <= ring:
                break
        return found[min(found)] if found else None

    def _is_free(self, box: Box) -> bool:
        alone = Box(box.left - APART, box.top, box.right + APART, box.bottom)
        return (
            box.within(self.area)
            and not any(box.overlaps(mark) for mark in self.marks)
            and not any(alone.overlaps(label) for label in self.labels)
            and not any(box.crossed(line) for line in self.leaders)
        )

    def _crossings(self, at: Point, line: Line) -> int:
        own = Box.around(at, 0)
        return sum(other.crosses(line) for other in self.leaders) + sum(
            mark.crossed(line) for mark in self.marks if not own.within(mark)
        )


def _leader(at: Point, reach: float, box: Box) -> Line:
    """From the edge of the mark to the nearest place of the label."""
    end = box.nearest(at)
    across, down = end.x - at.x, end.y - at.y
    share = reach / max((across**2 + down**2) ** 0.5, reach)
    return Line(Point(at.x + across * share, at.y + down * share), end)


def _round(at: Point, reach: float, wide: float, high: float) -> Iterator[Box]:
    """The eight places that touch a mark, the best first."""
    for x, y in SIDES:
        off = reach + CLEAR if 0 in {x, y} else (reach + CLEAR) * 0.8
        yield _beside(Point(at.x + x * off, at.y + y * off), x, y, wide, high)


def _on_ring(at: Point, radius: float, wide: float, high: float) -> Iterator[Box]:
    for spoke in range(SPOKES):
        angle = 2 * pi * spoke / SPOKES
        x, y = cos(angle), sin(angle)
        yield _beside(Point(at.x + x * radius, at.y + y * radius), x, y, wide, high)


def _beside(anchor: Point, x: float, y: float, wide: float, high: float) -> Box:
    """The box that touches the anchor from the direction (x, y), each -1 to 1."""
    left, top = anchor.x - wide * (1 - x) / 2, anchor.y - high * (1 - y) / 2
    return Box(left, top, left + wide, top + high)


def fitting(spans: Sequence[tuple[float, float]], apart: float) -> tuple[int, ...]:
    """Which stretches can stand in one row: the ends first, then the others in order."""
    count = len(spans)
    kept: list[int] = []
    for n in dict.fromkeys((0, count - 1, *range(count))) if count else ():
        start, end = spans[n]
        if all(end + apart <= spans[k][0] or spans[k][1] + apart <= start for k in kept):
            kept.append(n)
    return tuple(sorted(kept))
