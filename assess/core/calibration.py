"""A case that was rated by experts: whoever rates it too sees how lenient they are.

Untrained raters tend to be lenient; rating a common case first and seeing the difference
lowers that (frame-of-reference training, see docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assess.core.answers import Answer, Answers
from assess.core.items import TOP, Item
from assess.core.questionnaire import Questionnaire
from assess.core.scoring import score
from assess.core.text import Text

CLOSE = Fraction(1, 2)
"""Half a step on average is what careful raters differ by; our own proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of the case that is told: a heading and its paragraphs."""

    title: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What a rater is shown of one document of the company."""

    id: str
    title: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the experts answered, why, and the documents they relied on."""

    answer: Answer
    reason: Text
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A fictitious company with excerpts of its documents and the experts' judgements by item."""

    title: Text
    about: Text
    passages: tuple[Passage, ...]
    excerpts: tuple[Excerpt, ...]
    judgements: Mapping[str, Judgement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One item as a rater and as the experts score it, 0 to 1; None while it is not answered."""

    item: Item
    judgement: Judgement
    expert: Fraction
    yours: Fraction | None

    @property
    def steps(self) -> Fraction | None:
        """Steps above the experts; negative when stricter."""
        return None if self.yours is None else (self.yours - self.expert) * TOP


class Tendency(StrEnum):
    """Which way a rater deviates on the whole."""

    LENIENT = "lenient"
    CLOSE = "close"
    STRICT = "strict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How a rater compares with the experts; `mean` and `distance` are in steps.

    `mean` keeps the sign, so that being lenient here and strict there cancels out;
    `distance` does not.
    """

    deviations: Sequence[Deviation]
    mean: Fraction | None
    distance: Fraction | None

    @property
    def tendency(self) -> Tendency | None:
        """The verdict, None when nothing was answered."""
        if self.mean is None:
            return None
        if abs(self.mean) <= CLOSE:
            return Tendency.CLOSE
        return Tendency.LENIENT if self.mean > 0 else Tendency.STRICT


def calibrate(questionnaire: Questionnaire, case: Case, answers: Answers) -> Calibration:
    """Compare a rater's answers to a case with those of the experts, item by item."""
    expert = _scores(questionnaire, {id: of.answer for id, of in case.judgements.items()})
    yours = _scores(questionnaire, answers)
    deviations = [
        Deviation(
            item=item,
            judgement=case.judgements[item.id],
            expert=expert[item.id],
            yours=yours.get(item.id),
        )
        for item in questionnaire.items()
        if item.id in case.judgements and item.id in expert
    ]
    steps = [deviation.steps for deviation in deviations if deviation.steps is not None]
    return Calibration(
        deviations=deviations,
        mean=sum(steps, Fraction(0)) / len(steps) if steps else None,
        distance=sum(map(abs, steps), Fraction(0)) / len(steps) if steps else None,
    )


def _scores(questionnaire: Questionnaire, answers: Answers) -> dict[str, Fraction]:
    """What answers are worth as far as they go, by item id."""
    card = score(
        questionnaire,
        answers,
        form=questionnaire.forms[0],
        profile=questionnaire.profiles[0],
    )
    scores = [score for dimension in card.dimensions for score in dimension.items]
    return {s.item.id: s.claimed for s in scores if s.answer and s.claimed is not None}
