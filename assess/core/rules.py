"""How an answer becomes a score, by the rule of each item type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from assess.core.answers import (
    Answer,
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
    RatingAnswer,
)
from assess.core.intervals import wilson_lower
from assess.core.items import (
    TOP,
    ChecklistItem,
    ChoiceItem,
    Combine,
    CoverageItem,
    CurvePoint,
    Item,
    KpiItem,
    MaturityItem,
    RatingItem,
)
from assess.core.rollups import weighted_mean
from assess.core.scorecard import EVERYTHING, NOTHING
from assess.core.scoring_rules import Purpose

SMALL_SAMPLE = 30
MINIMUM_TREND_PERIODS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """The score of an answer by the rule of its type, before evidence and status.

    `said` is the score of what was said, None while that makes no score; `low` and `high`
    put 0 and 1 for what is open.
    """

    said: Fraction | None
    low: Fraction
    high: Fraction
    complete: bool
    nothing: bool = False


OPEN = Raw(said=None, low=NOTHING, high=EVERYTHING, complete=False)
UNANSWERED = replace(OPEN, nothing=True)


def settled(score: Fraction) -> Raw:
    """The score of an answer that leaves nothing open."""
    return Raw(said=score, low=score, high=score, complete=True)


def maturity(intention: int, reality: int, combine: Combine = "capped") -> Fraction:
    """min(R, I + 1) / 5: practice may run one step ahead of the plan, not more.

    Combined otherwise, it is the mean (I + R) / 2 / 5, or the lower min(I, R) / 5.
    """
    if combine == "mean":
        return Fraction(intention + reality, 2 * TOP)
    ahead = 1 if combine == "capped" else 0
    return Fraction(min(reality, intention + ahead), TOP)


def on_curve(curve: tuple[CurvePoint, ...], value: Fraction) -> Fraction:
    """The score of a value: linear between the points of the curve, flat outside them."""
    points = sorted(curve, key=lambda point: point.at)
    if value <= points[0].at:
        return points[0].score
    for left, right in pairwise(points):
        if value <= right.at:
            share = (value - left.at) / (right.at - left.at)
            return left.score + share * (right.score - left.score)
    return points[-1].score


def trend(item: KpiItem, curve: tuple[CurvePoint, ...], periods: tuple[Fraction, ...]) -> Fraction:
    """1 improving, 1/2 flat, 0 adverse or unknown, by the sign of Mann and Kendall's S.

    S counts rises minus falls over all pairs of periods (Mann 1945, Kendall 1975).  A
    series that is at the top of the curve throughout cannot rise and counts as improving.
    """
    if len(periods) < MINIMUM_TREND_PERIODS:
        return NOTHING
    if all(on_curve(curve, period) == EVERYTHING for period in periods):
        return EVERYTHING
    pairs = [(early, late) for n, early in enumerate(periods) for late in periods[n + 1 :]]
    rises = sum((late > early) - (late < early) for early, late in pairs)
    direction = rises if item.better == "higher" else -rises
    return EVERYTHING if direction > 0 else Fraction(1, 2) if direction == 0 else NOTHING


def kpi(level: Fraction, trend: Fraction, comparison: Fraction, segments: Fraction) -> Fraction:
    """max(min(L, 3/5), L/2 + T/5 + C/5 + G/10): more information never costs points."""
    return max(min(level, Fraction(3, 5)), level / 2 + trend / 5 + comparison / 5 + segments / 10)


def _raw_maturity(item: Item, answer: Answer, purpose: Purpose, cap: Fraction) -> Raw:
    assert isinstance(item, MaturityItem)
    assert isinstance(answer, MaturityAnswer)
    given = {axis: getattr(answer, axis) for axis in item.axes}
    if len(given) == 1:
        (step,) = given.values()
        return UNANSWERED if step is None else settled(Fraction(step, TOP))
    if answer.intention is not None and answer.reality is not None:
        return settled(maturity(answer.intention, answer.reality, item.combine))
    worst = {axis: 0 if step is None else step for axis, step in given.items()}
    best = {axis: TOP if step is None else step for axis, step in given.items()}
    return Raw(
        said=None,
        low=maturity(worst["intention"], worst["reality"], item.combine),
        high=maturity(best["intention"], best["reality"], item.combine),
        complete=False,
        nothing=all(step is None for step in given.values()),
    )


def _raw_checklist(item: Item, answer: Answer, purpose: Purpose, cap: Fraction) -> Raw:
    assert isinstance(item, ChecklistItem)
    assert isinstance(answer, ChecklistAnswer)

    if not answer.practices:
        return UNANSWERED

    def mean_with(open_value: Fraction | None) -> Fraction:
        """An open practice counts as `open_value`, or leaves the mean."""
        asked = [(p, answer.practices.get(p.id, open_value)) for p in item.practices]
        values = [(p, value) for p, value in asked if value is not None]
        mean = weighted_mean((p.weight, value) for p, value in values) or NOTHING
        missing = any(p.mandatory and value == 0 for p, value in values)
        return min(mean, cap) if missing else mean

    said = mean_with(None)
    if all(p.id in answer.practices for p in item.practices):
        return settled(said)
    return Raw(said=said, low=mean_with(NOTHING), high=mean_with(EVERYTHING), complete=False)


def _raw_coverage(item: Item, answer: Answer, purpose: Purpose, cap: Fraction) -> Raw:
    assert isinstance(answer, CoverageAnswer)
    if answer.numerator is None or not answer.denominator:
        nothing = answer.numerator is None and answer.denominator is None
        return UNANSWERED if nothing else OPEN
    share = min(max(answer.numerator / answer.denominator, NOTHING), EVERYTHING)
    if purpose == "certification" and answer.sample is not None and answer.sample < SMALL_SAMPLE:
        share = wilson_lower(share, answer.sample)
    return settled(share)


def _raw_kpi(item: Item, answer: Answer, purpose: Purpose, cap: Fraction) -> Raw:
    assert isinstance(item, KpiItem)
    assert isinstance(answer, KpiAnswer)
    if answer.value is None:
        return OPEN if answer.periods else UNANSWERED
    parts = kpi_parts(item, answer)
    return settled(kpi(parts.level, parts.trend, parts.comparison, parts.segments))


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiParts:
    """What a KPI's score is made of: level L, trend T, comparison C, segments G."""

    level: Fraction
    trend: Fraction
    comparison: Fraction
    segments: Fraction


def kpi_parts(item: KpiItem, answer: KpiAnswer) -> KpiParts:
    """The parts of a KPI's score; the answer must have a value."""
    assert answer.value is not None
    curve = answer.curve(item)
    return KpiParts(
        level=on_curve(curve, answer.value),
        trend=trend(item, curve, answer.periods),
        comparison={"above": EVERYTHING, "at": Fraction(1, 2)}.get(answer.comparison, NOTHING),
        segments=EVERYTHING if answer.segments else NOTHING,
    )


def _raw_choice(item: Item, answer: Answer, purpose: Purpose, cap: Fraction) -> Raw:
    assert isinstance(item, ChoiceItem)
    assert isinstance(answer, ChoiceAnswer)
    if answer.chosen is None:
        return UNANSWERED
    return settled({option.id: option.score for option in item.options}[answer.chosen])


def rating(item: RatingItem, value: Fraction) -> Fraction:
    """(v - lowest) / (highest - lowest): where a value stands between the ends of its scale."""
    return item.share(value)


def _raw_rating(item: Item, answer: Answer, purpose: Purpose, cap: Fraction) -> Raw:
    assert isinstance(item, RatingItem)
    assert isinstance(answer, RatingAnswer)
    return UNANSWERED if answer.value is None else settled(rating(item, answer.value))


RULES: Mapping[type[Item], Callable[[Item, Answer, Purpose, Fraction], Raw]] = {
    MaturityItem: _raw_maturity,
    ChecklistItem: _raw_checklist,
    CoverageItem: _raw_coverage,
    KpiItem: _raw_kpi,
    ChoiceItem: _raw_choice,
    RatingItem: _raw_rating,
}
