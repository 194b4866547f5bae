"""What was found at each item, in the questionnaire's own words, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from assess.core.answers import ChecklistAnswer, ChoiceAnswer, MaturityAnswer, RatingAnswer
from assess.core.items import (
    TOP,
    Axis,
    ChecklistItem,
    ChoiceItem,
    MaturityItem,
    Practice,
    RatingItem,
)
from assess.core.questionnaire import Questionnaire
from assess.core.scorecard import ItemScore
from assess.core.scoring_rules import Band
from assess.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """A step on an axis with the words of the anchor at or below it, and of the next above.

    `between` says that the step lies between two anchors.
    """

    axis: Axis
    step: int
    words: Text | None
    between: bool
    next_step: int | None
    next_words: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised:
    """A practice with the answer given, None when it was left open."""

    practice: Practice
    value: Fraction | None
    words: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A value on a scale with the anchors nearest to it, at or below and at or above."""

    item: RatingItem
    value: Fraction
    below: Fraction | None
    above: Fraction | None

    @property
    def words(self) -> Text | None:
        """The words of the value itself, None where it has none."""
        return self.item.anchors.get(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found at one item; `band` is the name that its claimed score goes by."""

    score: ItemScore
    band: Band | None = None
    anchored: tuple[Anchored, ...] = ()
    practised: tuple[Practised, ...] = ()
    chosen: Text | None = None
    rated: Rated | None = None


def finding_of(questionnaire: Questionnaire, score: ItemScore) -> Finding:
    """Put an item's answer into the questionnaire's words."""
    said = _said(questionnaire, score)
    band = None if score.claimed is None else questionnaire.scoring.band(score.claimed)
    return replace(said, band=band)


def _said(questionnaire: Questionnaire, score: ItemScore) -> Finding:
    item, answer = score.item, score.answer
    if isinstance(item, MaturityItem) and isinstance(answer, MaturityAnswer):
        return Finding(score=score, anchored=tuple(_anchored(item, answer)))
    if isinstance(item, ChecklistItem) and isinstance(answer, ChecklistAnswer):
        words = {grade.value: grade.text for grade in questionnaire.scales[item.scale]}
        return Finding(
            score=score,
            practised=tuple(
                Practised(practice=p, value=value, words=None if value is None else words[value])
                for p in item.practices
                for value in [answer.practices.get(p.id)]
            ),
        )
    if isinstance(item, ChoiceItem) and isinstance(answer, ChoiceAnswer):
        texts = {option.id: option.text for option in item.options}
        return Finding(score=score, chosen=texts.get(answer.chosen or ""))
    if isinstance(item, RatingItem) and isinstance(answer, RatingAnswer):
        return Finding(score=score, rated=_rated(item, answer))
    return Finding(score=score)


def _rated(item: RatingItem, answer: RatingAnswer) -> Rated | None:
    if answer.value is None:
        return None
    below = max((at for at in item.anchors if at <= answer.value), default=None)
    above = min((at for at in item.anchors if at >= answer.value), default=None)
    return Rated(item=item, value=answer.value, below=below, above=above)


def _anchored(item: MaturityItem, answer: MaturityAnswer) -> Iterator[Anchored]:
    for axis in item.axes:
        step = getattr(answer, axis)
        if step is None:
            continue
        anchors = item.anchors.of(axis)
        below = max((at for at in anchors if at <= step), default=None)
        above = min((at for at in anchors if at > step), default=None) if step < TOP else None
        yield Anchored(
            axis=axis,
            step=step,
            words=None if below is None else anchors[below],
            between=below != step,
            next_step=above,
            next_words=None if above is None else anchors[above],
        )
