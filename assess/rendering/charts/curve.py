"""What the values of a measure are worth, with the measured one marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.answers import KpiAnswer
from assess.core.items import CurvePoint, KpiItem
from assess.core.rules import on_curve
from assess.rendering.charts.marks import Point
from assess.rendering.charts.placement import fitting
from assess.rendering.filters import number, percent, value_with_unit
from assess.rendering.lettering import width


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveTick:
    """A label of an axis, `at` the place on its axis; "" where there is no room for words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveMark:
    """The measured value on the curve; `words_x` is the middle of its words above."""

    at: Point
    value: str
    score: str
    words: str
    words_x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiCurve:
    """A small drawing of a curve: score, 0 to 100 %, by value; flat beyond its ends."""

    item: KpiItem
    width: float
    height: float
    left: float
    right: float
    bottom: float
    line: str
    points: tuple[Point, ...]
    values: tuple[CurveTick, ...]
    scores: tuple[CurveTick, ...]
    here: CurveMark | None


WIDTH, HEIGHT = 200.0, 90.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 196.0, 22.0, 73.0
SMALL = 10.0
BOLD = SMALL * 1.1
"""What to reckon with for bold letters and the arrow, which are wider than most."""
APART = 4.0
MARGIN = Fraction(1, 12)
"""How far the axis goes beyond the curve's first and last point, as a share of its length."""


def kpi_curve(item: KpiItem, answer: KpiAnswer | None) -> KpiCurve:
    """The curve that applies to an answer, the client's own targets included, and its value."""
    curve = answer.curve(item) if answer else item.curve
    points = sorted(curve, key=lambda point: point.at)
    x = _scale([point.at for point in points])
    places = tuple(Point(x(point.at), _y(point.score)) for point in points)
    ends = (Point(LEFT, places[0].y), *places, Point(RIGHT, places[-1].y))
    value = answer.value if answer else None
    return KpiCurve(
        item=item,
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        bottom=BOTTOM,
        line=" ".join(map(str, ends)),
        points=places,
        values=_values(points, x),
        scores=_scores(points),
        here=None if value is None else _here(item, curve, value, x),
    )


def _scale(values: Sequence[Fraction]) -> Callable[[Fraction], float]:
    """From a value to its place; what lies outside the drawing is put at its edge."""
    margin = (values[-1] - values[0]) * MARGIN or Fraction(1)
    low, high = values[0] - margin, values[-1] + margin

    def x(value: Fraction) -> float:
        share = min(max((value - low) / (high - low), Fraction(0)), Fraction(1))
        return LEFT + float(share) * (RIGHT - LEFT)

    return x


def _y(score: Fraction) -> float:
    return BOTTOM - float(score) * (BOTTOM - TOP)


def _values(points: Sequence[CurvePoint], x: Callable[[Fraction], float]) -> tuple[CurveTick, ...]:
    """The curve's values below it, each in the middle of its words, as many as have room."""
    words = [number(point.at) for point in points]
    middles = [
        _inside(x(point.at), width(said, SMALL)) for point, said in zip(points, words, strict=True)
    ]
    halves = [width(said, SMALL) / 2 for said in words]
    spans = [(m - half, m + half) for m, half in zip(middles, halves, strict=True)]
    return tuple(CurveTick(at=middles[n], words=words[n]) for n in fitting(spans, APART))


def _scores(points: Sequence[CurvePoint]) -> tuple[CurveTick, ...]:
    """What the curve's values are worth, at its left, as many as have room."""
    scores = sorted({point.score for point in points})
    spans = [(_y(score) - SMALL / 2, _y(score) + SMALL / 2) for score in scores]
    return tuple(CurveTick(at=_y(scores[n]), words=percent(scores[n])) for n in fitting(spans, 1))


def _here(
    item: KpiItem,
    curve: tuple[CurvePoint, ...],
    value: Fraction,
    x: Callable[[Fraction], float],
) -> CurveMark:
    score = on_curve(curve, value)
    at = Point(x(value), _y(score))
    said, worth = value_with_unit(value, item.unit), percent(score)
    words = f"{said} → {worth}"
    if width(words, BOLD) > WIDTH:
        words = f"{number(value)} → {worth}"
    return CurveMark(
        at=at,
        value=said,
        score=worth,
        words=words,
        words_x=_inside(at.x, width(words, BOLD)),
    )


def _inside(middle: float, wide: float) -> float:
    """The middle of words so wide, moved until they lie within the drawing."""
    return min(max(middle, wide / 2), WIDTH - wide / 2)
