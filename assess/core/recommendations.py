"""What to do next: one step up per item, ordered by what it brings for what it costs.

priority = points gained × urgency × the client's priority × confidence ÷ effort
urgency  = 1 + [knock-out below its gate] + ½ [blocks the next level] + ¼ [weakest dimension]
confidence = ½ without evidence, ¾ when stated, 1 when a document was seen

No study validates such a formula; therefore every factor is printed beside the advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from assess.core.assessment import PRIORITY_WEIGHTS, Priority
from assess.core.items import TOP, Item, Step
from assess.core.maturity import Gate, LevelDecision
from assess.core.questionnaire import Dimension
from assess.core.scorecard import DimensionScore, ItemScore, Scorecard
from assess.core.scoring import raise_items

QUICK_EFFORT = 10
"""Person-days of a quick win, at most."""
QUICK_DAYS = 90
CONFIDENCE = {0: Fraction(1, 2), 1: Fraction(3, 4)}


class Kind(StrEnum):
    """What kind of move a recommendation is."""

    MUST_FIX = "must-fix"
    QUICK_WIN = "quick-win"
    STRATEGIC = "strategic"
    FILL_IN = "fill-in"
    DEFER = "defer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """Why a step is urgent; the factor is 1 plus what applies."""

    knock_out: bool
    blocks: bool
    weakest: bool

    @property
    def factor(self) -> Fraction:
        """1 to 2.75."""
        return (
            1
            + Fraction(int(self.knock_out))
            + Fraction(int(self.blocks), 2)
            + Fraction(int(self.weakest), 4)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One step up for one item, with every factor of its priority.

    `points_gained` is what the total gains; `open_needs` are the items that must first
    reach the step below.
    """

    score: ItemScore
    dimension: Dimension
    step: Step
    kind: Kind
    points_gained: Fraction
    urgency: Urgency
    client_priority: Fraction
    confidence: Fraction
    open_needs: tuple[Item, ...]
    gates: tuple[Gate, ...]

    @property
    def item(self) -> Item:
        """The item to raise."""
        return self.score.item

    @property
    def target(self) -> Fraction:
        """The score after the step."""
        return Fraction(self.step.to, TOP)

    @property
    def priority(self) -> Fraction:
        """The order of recommendations of one kind."""
        value = self.points_gained * self.urgency.factor
        return value * self.client_priority * self.confidence / self.step.effort


def recommend(
    scorecard: Scorecard,
    decision: LevelDecision,
    priorities: Mapping[str, Priority] | None = None,
) -> tuple[Recommendation, ...]:
    """The next step of every answered item that has one: must-fix first, then by priority."""
    rated = [dimension for dimension in scorecard.dimensions if dimension.claimed is not None]
    lowest = min(
        (dimension.claimed for dimension in rated if dimension.claimed is not None), default=None
    )
    found = [
        _recommendation(
            scorecard=scorecard,
            decision=decision,
            dimension=dimension,
            score=score,
            priorities=priorities or {},
            lowest=lowest,
        )
        for dimension in rated
        for score in dimension.items
    ]
    advice = [recommendation for recommendation in found if recommendation is not None]
    large = _upper_quartile([recommendation.points_gained for recommendation in advice])
    sorted_out = [_with_kind(recommendation, large) for recommendation in advice]
    return tuple(
        sorted(sorted_out, key=lambda r: (r.kind is not Kind.MUST_FIX, -r.priority, r.item.id))
    )


def _recommendation(
    *,
    scorecard: Scorecard,
    decision: LevelDecision,
    dimension: DimensionScore,
    score: ItemScore,
    priorities: Mapping[str, Priority],
    lowest: Fraction | None,
) -> Recommendation | None:
    if score.claimed is None or score.claimed >= 1:
        return None
    step = score.item.step(score.step + 1)
    if step is None:
        return None
    gates = tuple(gate for gate in decision.blocking if _is_about(gate, dimension.dimension, score))
    chosen = priorities.get(score.item.id, priorities.get(dimension.dimension.id, "normal"))
    grade = score.answer.evidence if score.answer else None
    return Recommendation(
        score=score,
        dimension=dimension.dimension,
        step=step,
        kind=Kind.DEFER,
        points_gained=_gain(scorecard, dimension, score, Fraction(step.to, TOP)),
        urgency=Urgency(
            knock_out=any(gate.kind == "knock_out" for gate in gates),
            blocks=bool(gates),
            weakest=dimension.claimed == lowest,
        ),
        client_priority=PRIORITY_WEIGHTS[chosen],
        confidence=CONFIDENCE.get(grade or 0, Fraction(1)),
        open_needs=tuple(_open_needs(scorecard, score.item, step)),
        gates=gates,
    )


def _gain(
    scorecard: Scorecard, dimension: DimensionScore, score: ItemScore, target: Fraction
) -> Fraction:
    """The points that the total gains when an item reaches a score."""
    assert score.claimed is not None
    by_weight = dimension.rollup in {"weighted-mean", "sum"} and not dimension.staged
    if by_weight and scorecard.questionnaire.scoring.total == "weighted-mean":
        return score.item.points * (target - score.claimed) * dimension.worth
    before = scorecard.total.low
    after = raise_items(scorecard, {score.item.id: target}).total.low
    return Fraction(0) if before is None or after is None else after - before


def _is_about(gate: Gate, dimension: Dimension, score: ItemScore) -> bool:
    if gate.item is not None:
        return gate.item.id == score.item.id
    return gate.dimension is not None and gate.dimension.id == dimension.id


def _open_needs(scorecard: Scorecard, item: Item, step: Step) -> list[Item]:
    return [score.item for score in _needed(scorecard, item) if score.step < step.to - 1]


def _needed(scorecard: Scorecard, item: Item) -> list[ItemScore]:
    """The items that come before this one; what is not asked stands for what it needs itself."""
    found: dict[str, ItemScore] = {}
    passed = {item.id}
    waiting = list(item.needs)
    while waiting:
        id = waiting.pop(0)
        score = scorecard.item(id)
        if score is not None and score.applicable:
            found[id] = score
        elif id not in passed and (behind := scorecard.questionnaire.item(id)) is not None:
            passed.add(id)
            waiting += behind.needs
    return list(found.values())


def _with_kind(recommendation: Recommendation, large: Fraction) -> Recommendation:
    return replace(recommendation, kind=_kind(recommendation, large))


def _kind(recommendation: Recommendation, large: Fraction) -> Kind:
    step, open_needs = recommendation.step, recommendation.open_needs
    small = step.effort <= QUICK_EFFORT
    if recommendation.urgency.knock_out:
        return Kind.MUST_FIX
    if small and step.weeks * 7 <= QUICK_DAYS and not open_needs:
        return Kind.QUICK_WIN
    if recommendation.points_gained and recommendation.points_gained >= large:
        return Kind.STRATEGIC
    return Kind.FILL_IN if small else Kind.DEFER


def _upper_quartile(values: list[Fraction]) -> Fraction:
    """The nearest-rank third quartile; 0 for nothing."""
    if not values:
        return Fraction(0)
    ordered = sorted(values)
    rank = -(-3 * len(ordered) // 4)
    return ordered[rank - 1]
