"""From the scores of items up the tree: stages, dimensions and the total.

Each of the five scores of a node (claimed, evidenced, low, high, proven) is rolled up by
itself and by the same rule (see assess.core.rollups).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from assess.core.deductions import after_deductions
from assess.core.questionnaire import Dimension, Questionnaire
from assess.core.rollups import Part, rolled, shares
from assess.core.scorecard import (
    NOTHING,
    DimensionScore,
    ItemScore,
    Mean,
    StageScore,
    Status,
    Total,
    Unrated,
)
from assess.core.scoring_rules import Rollup, ScoringRules

SAID = ("claimed", "evidenced")
"""The scores of what was answered; the others are of all that applies."""


def dimension_of(
    questionnaire: Questionnaire,
    dimension: Dimension,
    maximum: Fraction,
    items: tuple[ItemScore, ...],
) -> DimensionScore:
    """A dimension's score from those of its items; whether it is rated is for others to say."""
    rules, rollup = questionnaire.scoring, questionnaire.rollup(dimension)
    stages = tuple(_stages(questionnaire, dimension, items))
    staged = questionnaire.is_staged(dimension)
    return DimensionScore(
        dimension=dimension,
        maximum=maximum,
        rollup=rollup,
        staged=staged,
        items=items,
        stages=tuple(stage for stage in stages if stage.items),
        mean=mean_of([s.mean for s in stages] if staged else items, rollup, rules),
        unrated=None,
    )


def _stages(
    questionnaire: Questionnaire, dimension: Dimension, items: tuple[ItemScore, ...]
) -> Iterator[StageScore]:
    """Every stage, also one that this form asks nothing of: it is a rung all the same."""
    for stage in dimension.stages:
        of_stage = tuple(score for score in items if score.item.stage == stage.id)
        rollup = questionnaire.stage_rollup(dimension, stage)
        mean = mean_of(of_stage, rollup, questionnaire.scoring)
        yield StageScore(stage=stage, rollup=rollup, items=of_stage, mean=mean)


def mean_of(parts: Sequence[ItemScore | Mean], rollup: Rollup, rules: ScoringRules) -> Mean:
    """The scores of a group of items, or of stages: what does not apply leaves them."""
    known: dict[tuple[int, ...], Fraction | None] = {}

    def score(kind: str) -> Fraction | None:
        scores = [getattr(part, kind) for part in parts]
        # Where nothing is open, several kinds are the very same scores.
        same = tuple(map(id, scores))
        if same not in known:
            known[same] = rolled(rollup, list(map(_part, parts, scores)), rules)
        return known[same]

    weights = [_weights(part) for part in parts]
    asked, applicable, answered = (
        sum(column, NOTHING) for column in (zip(*weights, strict=True) if weights else [()] * 3)
    )
    return Mean(
        claimed=score("claimed"),
        evidenced=score("evidenced"),
        low=score("low"),
        high=score("high"),
        proven=score("proven"),
        asked=asked,
        applicable=applicable,
        answered=answered,
    )


def _part(part: ItemScore | Mean, score: Fraction | None) -> Part:
    if isinstance(part, Mean):
        return Part(part.asked, part.applicable, score, applies=bool(part.applicable))
    points = part.item.points
    return Part(points, points, score if part.applicable else None, part.applicable)


def _weights(part: ItemScore | Mean) -> tuple[Fraction, Fraction, Fraction]:
    """How much is asked, applicable, and answered in full."""
    if isinstance(part, Mean):
        return part.asked, part.applicable, part.answered
    points = part.item.points
    return (
        points,
        points if part.applicable else NOTHING,
        points if part.status is Status.ANSWERED else NOTHING,
    )


def attainable(weight: Fraction, mean: Mean, rules: ScoringRules) -> Fraction:
    """The points that a dimension is out of: in a sum, only those of what applies."""
    if rules.total != "sum" or not mean.asked:
        return weight
    return weight * mean.applicable / mean.asked


def item_shares(dimension: DimensionScore) -> Mapping[str, Fraction] | None:
    """What each item adds to the claimed score of its dimension for each unit of its own.

    None where that score is no sum of its items': a minimum or a ladder stands between.
    """
    if not dimension.staged:
        return _shares(dimension.items, dimension.rollup)
    weights = shares(dimension.rollup, [_part(s.mean, s.mean.claimed) for s in dimension.stages])
    inside = [_shares(stage.items, stage.rollup) for stage in dimension.stages]
    if weights is None or None in inside:
        return None
    return {
        id: weight * share
        for weight, of_items in zip(weights, inside, strict=True)
        for id, share in (of_items or {}).items()
    }


def _shares(items: Sequence[ItemScore], rollup: Rollup) -> dict[str, Fraction] | None:
    found = shares(rollup, [_part(item, item.claimed) for item in items])
    if found is None:
        return None
    return {score.item.id: share for score, share in zip(items, found, strict=True)}


def dimension_parts(dimensions: Sequence[DimensionScore], kind: str) -> list[Part]:
    """The dimensions as parts of the total, for one of the five scores."""
    return [
        replace(
            _part(each.mean, getattr(each.mean, kind)), weight=each.maximum, counted=each.maximum
        )
        for each in dimensions
    ]


def total_of(
    questionnaire: Questionnaire,
    dimensions: tuple[DimensionScore, ...],
    deductions: Mapping[str, int],
) -> Total:
    """The total of the dimensions in points, less what is deducted."""
    rules = questionnaire.scoring
    counted = [dimension for dimension in dimensions if not leaves_total(dimension, rules)]

    def gross(kind: str) -> Fraction | None:
        blocking = [d.unrated for d in counted if d.unrated]
        if Unrated.TOO_LITTLE_APPLIES in blocking or (blocking and kind in SAID):
            return None
        share = rolled(rules.total, dimension_parts(dimensions, kind), rules)
        return None if share is None else rules.maximum * share

    def net(kind: str) -> Fraction | None:
        before = gross(kind)
        if before is None:
            return None
        return after_deductions(before, questionnaire.deductions, deductions)

    weight = sum((d.maximum for d in counted), NOTHING)
    answered = sum((d.maximum * d.mean.coverage for d in counted), NOTHING)
    return Total(
        gross=gross("claimed"),
        claimed=net("claimed"),
        evidenced=net("evidenced"),
        low=net("low"),
        high=net("high"),
        proven=net("proven"),
        maximum=rules.maximum,
        completeness=answered / weight if weight else NOTHING,
    )


def leaves_total(dimension: DimensionScore, rules: ScoringRules) -> bool:
    """Whether nothing of a dimension applies and the total does without it.

    A weighted mean keeps the weight of every dimension, so it cannot.
    """
    spared = rules.total != "weighted-mean" and not rules.not_applicable.minimum_applicable
    return spared and not dimension.mean.applicable
