"""How answers become scores.

A score is an exact fraction of the best attainable result, 0 to 1.  Rounding belongs
to the page that shows it; only gates look at the printed value (see maturity).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from assess.core.answers import (
    Answer,
    Answers,
    ChecklistAnswer,
    ChoiceAnswer,
    KpiAnswer,
    RatingAnswer,
)
from assess.core.assessment import Assessment
from assess.core.conditions import Value
from assess.core.items import TOP, Item
from assess.core.questionnaire import Dimension, Form, Profile, Questionnaire
from assess.core.rules import RULES, UNANSWERED, Raw
from assess.core.scorecard import (
    NOTHING,
    DimensionScore,
    ItemScore,
    Mean,
    Scorecard,
    Status,
    Unrated,
)
from assess.core.scoring_rules import Purpose
from assess.core.tree import attainable, dimension_of, total_of


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
            return answer.value if isinstance(answer, KpiAnswer | RatingAnswer) else None
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
    deductions: Mapping[str, int] | None = None,
) -> Scorecard:
    """Score the answers to a form of a questionnaire; `deductions` says how often each applies."""
    scorer = _Scorer(questionnaire, purpose, Circumstances(questionnaire, answers, facts or {}))
    weights = questionnaire.weights(profile)
    dimensions = tuple(
        scorer.dimension(dimension, form, weights[dimension.id])
        for dimension in questionnaire.dimensions
    )
    found = deductions or {}
    return Scorecard(
        questionnaire=questionnaire,
        purpose=purpose,
        form=form,
        profile=profile,
        dimensions=dimensions,
        total=total_of(questionnaire, dimensions, found),
        deductions=found,
    )


def score_assessment(questionnaire: Questionnaire, assessment: Assessment) -> Scorecard:
    """Score an assessment by its own form, profile, purpose, facts and deductions."""
    return score(
        questionnaire,
        assessment.answers,
        purpose=assessment.purpose,
        form=questionnaire.form(assessment.form),
        profile=questionnaire.profile(assessment.profile),
        facts=assessment.organization.facts,
        deductions=assessment.deductions,
    )


@dataclass(frozen=True, slots=True)
class _Scorer:
    questionnaire: Questionnaire
    purpose: Purpose
    circumstances: Circumstances

    def dimension(self, dimension: Dimension, form: Form, weight: Fraction) -> DimensionScore:
        items = tuple(self.item(item) for item in dimension.items if form.asks(item))
        scored = dimension_of(self.questionnaire, dimension, weight, items)
        maximum = attainable(weight, scored.mean, self.questionnaire.scoring)
        return replace(scored, maximum=maximum, unrated=self._unrated(scored.mean))

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
        claimed, ceiling = raw.low if zero else raw.said, self.ceiling(answer)
        return ItemScore(
            item=item,
            status=status,
            answer=answer,
            claimed=claimed,
            evidenced=None if claimed is None else min(claimed, ceiling),
            low=raw.low,
            high=raw.low if zero else raw.high,
            proven=min(raw.low, ceiling),
        )

    def _raw(self, item: Item, answer: Answer | None) -> Raw:
        if answer is None:
            return UNANSWERED
        cap = self.questionnaire.scoring.mandatory_cap
        return RULES[type(item)](item, answer, self.purpose, cap)

    def _not_applicable(self, item: Item, answer: Answer) -> ItemScore:
        worth = self.questionnaire.scoring.not_applicable.counts_as
        if worth is None:
            return _without_score(item, Status.NOT_APPLICABLE, answer)
        return ItemScore(
            item=item,
            status=Status.ANSWERED,
            answer=answer,
            claimed=worth,
            evidenced=worth,
            low=worth,
            high=worth,
            proven=worth,
        )

    def ceiling(self, answer: Answer | None) -> Fraction:
        """The best score that the evidence allows; no grade is grade 0."""
        grade = 0 if answer is None or answer.evidence is None else answer.evidence
        return Fraction(self.questionnaire.scoring.evidence_ceiling[grade], TOP)


def raise_items(scorecard: Scorecard, targets: Mapping[str, Fraction]) -> Scorecard:
    """The scorecard if items reached these scores; none is lowered, nor raised without a score."""
    questionnaire = scorecard.questionnaire
    dimensions = tuple(
        _raise_dimension(questionnaire, score, targets) for score in scorecard.dimensions
    )
    return replace(
        scorecard,
        dimensions=dimensions,
        total=total_of(questionnaire, dimensions, scorecard.deductions),
    )


def _raise_dimension(
    questionnaire: Questionnaire, score: DimensionScore, targets: Mapping[str, Fraction]
) -> DimensionScore:
    if not any(item.item.id in targets for item in score.items):
        return score
    items = tuple(_raised(item, targets.get(item.item.id)) for item in score.items)
    raised = dimension_of(questionnaire, score.dimension, score.maximum, items)
    return replace(raised, unrated=score.unrated)


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
