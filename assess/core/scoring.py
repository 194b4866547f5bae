"""How answers become scores.

A score is an exact fraction of the best attainable result, 0 to 1.  Rounding belongs
to the page that shows it; only gates look at the printed value (see maturity).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from assess.core.answers import (
    Answer,
    Answers,
    ChecklistAnswer,
    ChoiceAnswer,
    KpiAnswer,
)
from assess.core.conditions import Value
from assess.core.questionnaire import (
    TOP,
    Dimension,
    Form,
    Item,
    Profile,
    Purpose,
    Questionnaire,
)
from assess.core.rules import (
    RULES,
    UNANSWERED,
    Raw,
)
from assess.core.scorecard import (
    NOTHING,
    DimensionScore,
    ItemScore,
    Mean,
    Scorecard,
    StageScore,
    Status,
    Total,
    Unrated,
    weighted_mean,
)


class Circumstances:
    """What conditions may ask about an assessment while it is scored."""

    def __init__(
        self, questionnaire: Questionnaire, answers: Answers, facts: Mapping[str, Value]
    ) -> None:
        self.questionnaire = questionnaire
        self.answers = answers
        self.facts = facts
        self.hidden: set[str] = set()

    def fact(self, id: str) -> Value:
        """A fact of the organization."""
        return self.facts.get(id)

    def ask(self, function: str, words: tuple[str, ...]) -> Value:
        """A question about an answer; scores are those of the answers as claimed."""
        answer = None if words[0] in self.hidden else self.answers.get(words[0])
        if function == "not_applicable":
            return bool(answer and answer.not_applicable)
        if answer is None or answer.not_applicable:
            return False if function == "answered" else None
        return self._of_answer(function, words, answer)

    def _of_answer(self, function: str, words: tuple[str, ...], answer: Answer) -> Value:
        if function == "value":
            return answer.value if isinstance(answer, KpiAnswer) else None
        if function == "chosen":
            if isinstance(answer, ChecklistAnswer):
                return answer.practices.get(words[1], NOTHING) > 0
            return isinstance(answer, ChoiceAnswer) and answer.chosen == words[1]
        if function == "count":
            if not isinstance(answer, ChecklistAnswer):
                return None
            return Fraction(sum(value > 0 for value in answer.practices.values()))
        item = self.questionnaire.item(words[0])
        if item is None:
            return None
        cap = self.questionnaire.scoring.mandatory_cap
        raw = RULES[type(item)](item, answer, "self-assessment", cap)
        if function == "answered":
            return not raw.nothing
        if not raw.complete:
            return None
        return Fraction(int(raw.low * TOP)) if function == "level" else raw.low


def score(
    questionnaire: Questionnaire,
    answers: Answers,
    *,
    purpose: Purpose = "self-assessment",
    form: Form,
    profile: Profile,
    facts: Mapping[str, Value] | None = None,
) -> Scorecard:
    """Score the answers to a form of a questionnaire."""
    scorer = _Scorer(questionnaire, purpose, Circumstances(questionnaire, answers, facts or {}))
    dimensions = tuple(
        scorer.dimension(dimension, form, profile.points[dimension.id])
        for dimension in questionnaire.dimensions
    )
    return Scorecard(
        questionnaire=questionnaire,
        purpose=purpose,
        form=form,
        profile=profile,
        dimensions=dimensions,
        total=_total(dimensions, questionnaire.scoring.maximum),
    )


@dataclass(frozen=True, slots=True)
class _Scorer:
    questionnaire: Questionnaire
    purpose: Purpose
    circumstances: Circumstances

    def dimension(self, dimension: Dimension, form: Form, maximum: Fraction) -> DimensionScore:
        items = tuple(self.item(item) for item in dimension.items if form.asks(item))
        mean = mean_of(items)
        return DimensionScore(
            dimension=dimension,
            maximum=maximum,
            items=items,
            stages=_stages_of(dimension, items),
            mean=mean,
            unrated=self._unrated(mean),
        )

    def _unrated(self, mean: Mean) -> Unrated | None:
        rule = self.questionnaire.scoring.not_applicable
        if mean.applicable < rule.minimum_applicable * mean.asked or not mean.applicable:
            return Unrated.TOO_LITTLE_APPLIES
        return Unrated.NOTHING_ANSWERED if mean.claimed is None else None

    def item(self, item: Item) -> ItemScore:
        answer = self.circumstances.answers.get(item.id)
        if item.applies_if is not None and not item.applies_if.holds(self.circumstances):
            # A hidden answer is kept, but counts nowhere, nor in the conditions of later items.
            self.circumstances.hidden.add(item.id)
            return _without_score(item, Status.HIDDEN, answer)
        if answer is not None and answer.not_applicable:
            return self._not_applicable(item, answer)
        raw = self._raw(item, answer)
        status = (
            Status.ANSWERED if raw.complete else Status.UNANSWERED if raw.nothing else Status.PARTLY
        )
        zero = self.questionnaire.scoring.open_is_zero(self.purpose)
        claimed = raw.low if zero else raw.said
        return ItemScore(
            item=item,
            status=status,
            answer=answer,
            claimed=claimed,
            evidenced=None if claimed is None else min(claimed, self.ceiling(answer)),
            low=raw.low,
            high=raw.low if zero else raw.high,
            proven=min(raw.low, self.ceiling(answer)),
        )

    def _raw(self, item: Item, answer: Answer | None) -> Raw:
        if answer is None:
            return UNANSWERED
        cap = self.questionnaire.scoring.mandatory_cap
        return RULES[type(item)](item, answer, self.purpose, cap)

    def _not_applicable(self, item: Item, answer: Answer) -> ItemScore:
        if self.questionnaire.scoring.not_applicable.policy == "zero":
            nothing = _without_score(item, Status.ANSWERED, answer)
            return replace(nothing, claimed=NOTHING, evidenced=NOTHING)
        return _without_score(item, Status.NOT_APPLICABLE, answer)

    def ceiling(self, answer: Answer | None) -> Fraction:
        """The best score that the evidence allows; no grade is grade 0."""
        grade = 0 if answer is None or answer.evidence is None else answer.evidence
        return Fraction(self.questionnaire.scoring.evidence_ceiling[grade], TOP)


def raise_items(scorecard: Scorecard, targets: Mapping[str, Fraction]) -> Scorecard:
    """The scorecard if items reached these scores; none is lowered, nor raised without a score."""
    dimensions = tuple(_raise_dimension(score, targets) for score in scorecard.dimensions)
    return replace(
        scorecard,
        dimensions=dimensions,
        total=_total(dimensions, scorecard.questionnaire.scoring.maximum),
    )


def _raise_dimension(score: DimensionScore, targets: Mapping[str, Fraction]) -> DimensionScore:
    if not any(item.item.id in targets for item in score.items):
        return score
    items = tuple(_raised(item, targets.get(item.item.id)) for item in score.items)
    stages = _stages_of(score.dimension, items)
    return replace(score, items=items, stages=stages, mean=mean_of(items))


def _raised(score: ItemScore, to: Fraction | None) -> ItemScore:
    """The score after a move to `to`; what is delivered is proved as well, as its step says."""
    if to is None or score.claimed is None or score.evidenced is None:
        return score
    claimed = max(score.claimed, to)
    evidenced = max(score.evidenced, to)
    return replace(
        score, claimed=claimed, evidenced=evidenced, low=claimed, high=claimed, proven=evidenced
    )


def _without_score(item: Item, status: Status, answer: Answer | None) -> ItemScore:
    return ItemScore(
        item=item,
        status=status,
        answer=answer,
        claimed=None,
        evidenced=None,
        low=NOTHING,
        high=NOTHING,
        proven=NOTHING,
    )


def _stages_of(dimension: Dimension, items: tuple[ItemScore, ...]) -> tuple[StageScore, ...]:
    return tuple(
        StageScore(stage=stage, items=of_stage, mean=mean_of(of_stage))
        for stage in dimension.stages
        if (of_stage := tuple(score for score in items if score.item.stage == stage.id))
    )


def mean_of(items: Iterable[ItemScore]) -> Mean:
    """The weighted means of items: N/A and hidden ones leave both sides of the fraction."""
    asked = tuple(items)
    applicable = tuple(score for score in asked if score.applicable)
    answered = tuple(score for score in applicable if score.claimed is not None)

    def mean(scores: tuple[ItemScore, ...], value: str) -> Fraction | None:
        return weighted_mean((s.item.points, getattr(s, value)) for s in scores)

    return Mean(
        claimed=mean(answered, "claimed"),
        evidenced=mean(answered, "evidenced"),
        low=mean(applicable, "low"),
        high=mean(applicable, "high"),
        proven=mean(applicable, "proven"),
        asked=sum((score.item.points for score in asked), NOTHING),
        applicable=sum((score.item.points for score in applicable), NOTHING),
        answered=sum(
            (score.item.points for score in applicable if score.status is Status.ANSWERED), NOTHING
        ),
    )


def _total(dimensions: tuple[DimensionScore, ...], maximum: Fraction) -> Total:
    def sum_of(value: str, counted: bool) -> Fraction | None:
        values = [getattr(dimension.mean, value) for dimension in dimensions]
        if not counted or None in values:
            return None
        return sum((d.maximum * v for d, v in zip(dimensions, values, strict=True)), NOTHING)

    rated = all(dimension.rated for dimension in dimensions)
    applicable = not any(d.unrated is Unrated.TOO_LITTLE_APPLIES for d in dimensions)
    weight = sum((d.maximum for d in dimensions), NOTHING)
    return Total(
        claimed=sum_of("claimed", rated),
        evidenced=sum_of("evidenced", rated),
        low=sum_of("low", applicable),
        high=sum_of("high", applicable),
        proven=sum_of("proven", applicable),
        maximum=maximum,
        completeness=sum((d.maximum * d.mean.coverage for d in dimensions), NOTHING) / weight,
    )
