"""The geometry of a KPI's curve; the template only draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.items import CurvePoint
from assess.core.numbers import decimal_string
from assess.core.rules import on_curve

WIDTH, HEIGHT = 320, 150
LEFT, RIGHT, TOP, BOTTOM = 40, 300, 14, 118
MARGIN = Fraction(1, 12)
"""How far the axis goes beyond the curve's first and last point, as a share of its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A point of the curve: where it lies and what it is called."""

    x: str
    y: str
    value: Fraction
    score: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A drawing `width` by `height`; `here` is the measured value on the curve."""

    line: str
    ticks: tuple[Tick, ...]
    here: Tick | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM


def draw(curve: Sequence[CurvePoint], value: Fraction | None) -> Curve:
    """Draw a curve, flat beyond its ends, and the value on it if there is one."""
    points = sorted(curve, key=lambda point: point.at)
    frame = _Frame.around(points)
    ends = [(LEFT, points[0].score), (RIGHT, points[-1].score)]
    inner = [f"{frame.x(point.at)},{_y(point.score)}" for point in points]
    flat = [f"{x},{_y(score)}" for x, score in ends]
    here = None if value is None else frame.tick(value, on_curve(tuple(curve), value))
    return Curve(
        line=" ".join([flat[0], *inner, flat[1]]),
        ticks=tuple(frame.tick(point.at, point.score) for point in points),
        here=here,
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    low: Fraction
    high: Fraction

    @classmethod
    def around(cls, points: Sequence[CurvePoint]) -> _Frame:
        margin = (points[-1].at - points[0].at) * MARGIN
        return cls(points[0].at - margin, points[-1].at + margin)

    def x(self, value: Fraction) -> str:
        """The place of a value; what lies outside is put at the edge."""
        share = (value - self.low) / (self.high - self.low)
        inside = min(max(share, Fraction(0)), Fraction(1))
        return decimal_string(LEFT + inside * (RIGHT - LEFT), 1)

    def tick(self, value: Fraction, score: Fraction) -> Tick:
        return Tick(x=self.x(value), y=_y(score), value=value, score=score)


def _y(score: Fraction) -> str:
    return decimal_string(BOTTOM - score * (BOTTOM - TOP), 1)
