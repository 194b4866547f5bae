"""What to do next: one step up per item, ordered by what it brings for what it costs.

priority = points gained × urgency × the client's priority × confidence ÷ effort
urgency  = 1 + [knock-out below its gate] + ½ [blocks the next level] + ¼ [weakest dimension]
confidence = ½ without evidence, ¾ when stated, 1 when a document was seen

No study validates such a formula; therefore every factor is printed beside the advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assess.core.assessment import PRIORITY_WEIGHTS, Priority
from assess.core.items import TOP, Item, Step
from assess.core.maturity import Gate, LevelDecision
from assess.core.questionnaire import Dimension, Questionnaire
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
        return Fraction(4 + 4 * self.knock_out + 2 * self.blocks + self.weakest, 4)


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
    asked = [
        (dimension, score, step)
        for dimension in rated
        for score in dimension.items
        if (step := _next_step(score)) is not None
    ]
    gains = [_gain(scorecard, *move) for move in asked]
    adviser = _Adviser(
        decision=decision,
        scores={score.item.id: score for score in scorecard.items},
        questionnaire=scorecard.questionnaire,
        priorities=priorities or {},
        lowest=lowest,
        large=_upper_quartile(gains),
    )
    advice = [adviser.recommendation(*move, gain) for move, gain in zip(asked, gains, strict=True)]
    return tuple(
        sorted(advice, key=lambda r: (r.kind is not Kind.MUST_FIX, -r.priority, r.item.id))
    )


def _next_step(score: ItemScore) -> Step | None:
    """The step up from where an item stands, if it has a score and is not complete."""
    if score.claimed is None or score.claimed >= 1:
        return None
    return score.item.step(score.step + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Adviser:
    """What every recommendation is made from; a gain from `large` on is strategic."""

    decision: LevelDecision
    scores: Mapping[str, ItemScore]
    questionnaire: Questionnaire
    priorities: Mapping[str, Priority]
    lowest: Fraction | None
    large: Fraction

    def recommendation(
        self, dimension: DimensionScore, score: ItemScore, step: Step, gain: Fraction
    ) -> Recommendation:
        about, item = dimension.dimension, score.item
        gates = tuple(gate for gate in self.decision.blocking if _is_about(gate, about, score))
        chosen = self.priorities.get(item.id, self.priorities.get(about.id, "normal"))
        grade = score.answer.evidence if score.answer else None
        knock_out = any(gate.kind == "knock_out" for gate in gates)
        open_needs = tuple(self._open_needs(item, step))
        return Recommendation(
            score=score,
            dimension=about,
            step=step,
            kind=Kind.MUST_FIX if knock_out else self._kind(step, gain, open_needs),
            points_gained=gain,
            urgency=Urgency(
                knock_out=knock_out, blocks=bool(gates), weakest=dimension.claimed == self.lowest
            ),
            client_priority=PRIORITY_WEIGHTS[chosen],
            confidence=CONFIDENCE.get(grade or 0, Fraction(1)),
            open_needs=open_needs,
            gates=gates,
        )

    def _kind(self, step: Step, gain: Fraction, open_needs: tuple[Item, ...]) -> Kind:
        small = step.effort <= QUICK_EFFORT
        if small and step.weeks * 7 <= QUICK_DAYS and not open_needs:
            return Kind.QUICK_WIN
        if gain and gain >= self.large:
            return Kind.STRATEGIC
        return Kind.FILL_IN if small else Kind.DEFER

    def _open_needs(self, item: Item, step: Step) -> list[Item]:
        return [score.item for score in self._needed(item) if score.step < step.to - 1]

    def _needed(self, item: Item) -> list[ItemScore]:
        """What comes before this item; what is not asked stands for what it needs itself."""
        found: dict[str, ItemScore] = {}
        passed = {item.id}
        waiting = list(item.needs)
        while waiting:
            id = waiting.pop(0)
            score = self.scores.get(id)
            if score is not None and score.applicable:
                found[id] = score
            elif id not in passed and (behind := self.questionnaire.item(id)) is not None:
                passed.add(id)
                waiting += behind.needs
        return list(found.values())


def _gain(
    scorecard: Scorecard, dimension: DimensionScore, score: ItemScore, step: Step
) -> Fraction:
    """The points that the total gains when an item takes a step."""
    assert score.claimed is not None
    target = Fraction(step.to, TOP)
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


def _upper_quartile(values: list[Fraction]) -> Fraction:
    """The nearest-rank third quartile; 0 for nothing."""
    if not values:
        return Fraction(0)
    ordered = sorted(values)
    rank = -(-3 * len(ordered) // 4)
    return ordered[rank - 1]
