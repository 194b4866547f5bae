"""What is taken off a total for what was found besides the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.scorecard import Scorecard
from assess.core.scoring_rules import Deduction


@dataclass(frozen=True, slots=True, kw_only=True)
class Deducted:
    """One deduction with how often it was found and the points of the claimed total it costs."""

    deduction: Deduction
    times: int
    points: Fraction


def cost(deduction: Deduction, times: int, total: Fraction) -> Fraction:
    """The points that a deduction costs, of a total before any."""
    each = total * deduction.percent if deduction.percent is not None else deduction.points
    return times * (each or Fraction(0))


def after_deductions(
    total: Fraction, deductions: Sequence[Deduction], found: Mapping[str, int]
) -> Fraction:
    """A total less what is deducted, never below 0."""
    costs = (cost(each, found.get(each.id, 0), total) for each in deductions)
    return max(total - sum(costs, Fraction(0)), Fraction(0))


def deducted(scorecard: Scorecard) -> Iterator[Deducted]:
    """The deductions that were found, in the order of the questionnaire."""
    gross = scorecard.total.gross
    for deduction in scorecard.questionnaire.deductions:
        times = scorecard.deductions.get(deduction.id, 0)
        if times:
            points = Fraction(0) if gross is None else cost(deduction, times, gross)
            yield Deducted(deduction=deduction, times=times, points=points)
