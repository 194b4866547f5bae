"""How a level and a total would be if the weights were others.

Weights are expert proposals, so a result that hangs on them should say so.  Each dimension's
points are multiplied by a factor between 3/4 and 5/4 and shared out again to the same maximum,
200 times with factors that are always the same; then the other profiles are tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.deductions import after_deductions
from assess.core.maturity import gates_of, level_of
from assess.core.numbers import rounded
from assess.core.questionnaire import Profile
from assess.core.rollups import weighted_mean
from assess.core.scorecard import DimensionScore, Scorecard
from assess.core.scoring_rules import Level
from assess.core.tree import attainable, leaves_total

TRIALS = 200
SPREAD = Fraction(1, 4)
_STEPS = 1000
# Knuth's linear congruential generator for 64 bits (MMIX), started at a fixed place.
_MULTIPLIER, _INCREMENT, _MODULUS, _START = 6364136223846793005, 1442695040888963407, 2**64, 2026


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherProfile:
    """The result under another profile of the questionnaire."""

    profile: Profile
    total: Fraction
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """How far level and total depend on the weights; totals are those the level is decided on."""

    trials: int
    unchanged: int
    lowest: Fraction
    highest: Fraction
    others: tuple[OtherProfile, ...]

    @property
    def share(self) -> Fraction:
        """The share of the trials in which the level stayed the same."""
        return Fraction(self.unchanged, self.trials)


def sensitivity(scorecard: Scorecard) -> Sensitivity | None:
    """The dependence of a result on its weights, None while there is no level, or no weight."""
    rules = scorecard.questionnaire.scoring
    if scorecard.total.claimed is None or rules.total in {"minimum", "cumulative"}:
        return None
    dimensions = [d for d in scorecard.dimensions if not leaves_total(d, rules)]
    means = [scorecard.deciding(dimension.mean) or Fraction(0) for dimension in dimensions]
    points = [dimension.maximum for dimension in dimensions]
    reachable = [
        level for level in scorecard.questionnaire.levels if _but_for_total(level, scorecard)
    ]
    here = level_of(scorecard).number
    totals = [_total(weights, means, scorecard) for weights in _weightings(points)]
    return Sensitivity(
        trials=TRIALS,
        unchanged=sum(_level(total, reachable, scorecard) == here for total in totals),
        lowest=min(totals),
        highest=max(totals),
        others=tuple(_others(scorecard, dimensions, means, reachable)),
    )


def _others(
    scorecard: Scorecard,
    dimensions: Sequence[DimensionScore],
    means: Sequence[Fraction],
    reachable: Sequence[Level],
) -> Iterator[OtherProfile]:
    questionnaire, rules = scorecard.questionnaire, scorecard.questionnaire.scoring
    for profile in questionnaire.profiles:
        if profile.id == scorecard.profile.id or rules.total == "mean":
            continue
        points = questionnaire.weights(profile)
        weights = [attainable(points[d.dimension.id], d.mean, rules) for d in dimensions]
        total = _total(weights, means, scorecard)
        yield OtherProfile(profile=profile, total=total, level=_level(total, reachable, scorecard))


def _weightings(points: Sequence[Fraction]) -> Iterator[list[Fraction]]:
    """The points of the dimensions, each time multiplied by other factors."""
    state = _START
    for _ in range(TRIALS):
        weights = []
        for each in points:
            state = (state * _MULTIPLIER + _INCREMENT) % _MODULUS
            step = (state >> 33) % (2 * _STEPS + 1)
            weights.append(each * (1 + SPREAD * (step - _STEPS) / _STEPS))
        yield weights


def _total(
    weights: Sequence[Fraction], means: Sequence[Fraction], scorecard: Scorecard
) -> Fraction:
    mean = weighted_mean(zip(weights, means, strict=True)) or Fraction(0)
    total = scorecard.total.maximum * mean
    deductions = scorecard.questionnaire.deductions
    return after_deductions(total, deductions, scorecard.deductions)


def _but_for_total(level: Level, scorecard: Scorecard) -> bool:
    """Whether every gate of a level holds besides the one on the total."""
    return all(gate.met for gate in gates_of(level, scorecard) if gate.kind != "total")


def _level(total: Fraction, reachable: Sequence[Level], scorecard: Scorecard) -> int:
    rounding = scorecard.questionnaire.scoring.rounding
    printed = rounded(total, rounding.points, rounding.mode)
    return max(
        (each.level for each in reachable if each.total is None or printed >= each.total), default=0
    )
