"""What the answers of a choice are worth, from 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def by_values(values: Sequence[Fraction]) -> list[Fraction] | None:
    """The least is worth 0 and the most 1; None where all are alike."""
    low, high = min(values), max(values)
    return [(value - low) / (high - low) for value in values] if high > low else None


def by_order(number: int) -> list[Fraction]:
    """The first is worth 0 and the last 1, in even steps; a single one is worth 1."""
    return [Fraction(at, number - 1) if number > 1 else Fraction(1) for at in range(number)]
