"""Scales from a lowest to a highest number, such as 0 to 10, whoever asks for a place on them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

from assess.core.faults import N_, Fault, words
from assess.core.numbers import shortest
from assess.core.text import Text

MOST_VALUES = 11
"""Values of a scale that can be offered side by side: 0 to 10."""


class Scale(Protocol):
    """A scale goes up from `lowest` by `increment` to `highest`.

    It takes every number between them where there is no increment.  `anchors` are the words
    of some values.
    """

    @property
    def lowest(self) -> Fraction:
        """The lower end."""

    @property
    def highest(self) -> Fraction:
        """The upper end."""

    @property
    def increment(self) -> Fraction | None:
        """From one value to the next."""

    @property
    def anchors(self) -> Mapping[Fraction, Text]:
        """What some values mean."""


class OnScale:
    """What everything that is answered on a scale can tell of it."""

    __slots__ = ()

    def has(self: Scale, value: Fraction) -> bool:
        """Whether a value stands on the scale."""
        if not self.lowest <= value <= self.highest:
            return False
        return not self.increment or (value - self.lowest) % self.increment == 0

    @property
    def values(self: Scale) -> tuple[Fraction, ...]:
        """The values of a scale with few of them, in order; none where there are too many."""
        if not self.increment or self.highest - self.lowest >= self.increment * MOST_VALUES:
            return ()
        steps = int((self.highest - self.lowest) / self.increment)
        return tuple(self.lowest + n * self.increment for n in range(steps + 1))

    def words(self: Scale, value: Fraction) -> Text | None:
        """The words of the anchor at or below a value."""
        below = max((at for at in self.anchors if at <= value), default=None)
        return None if below is None else self.anchors[below]

    def share(self: Scale, value: Fraction) -> Fraction:
        """(v - lowest) / (highest - lowest): where a value stands between the ends, 0 to 1."""
        return (value - self.lowest) / (self.highest - self.lowest)


def scale_of(item: Scale) -> Fault:
    """Which values a rating takes, in words."""
    ends = {"lowest": shortest(item.lowest), "highest": shortest(item.highest)}
    if item.increment is None:
        return words(N_("from {lowest} to {highest}"), **ends)
    step = shortest(item.increment)
    return words(N_("from {lowest} to {highest} in steps of {increment}"), **ends, increment=step)
