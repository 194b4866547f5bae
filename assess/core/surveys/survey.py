"""What customers are asked: a survey, its questions, and what their answers are a measure of.

A survey is no questionnaire: nobody is scored by it, so it has no points, levels, evidence or
improvement steps, and what scores a questionnaire can never be handed one.  The names of the
fields are the keys of its file (see questionnaires/README.md).
"""

from __future__ import annotations

import ast
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import ClassVar, Literal

from assess.core.conditions import Condition, Reference
from assess.core.questionnaire import Choice
from assess.core.scale import OnScale
from assess.core.text import Text

Statistic = Literal["mean", "share", "net-promoter"]
LEAST_MINIMUM = 5
"""No group smaller than this is ever shown."""
COMMENTS_FROM = 10
"""How many answers there must be before comments can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked; each subclass is a type of question.

    `short` names it in tables.
    """

    type: ClassVar[str]

    id: str
    short: Text
    text: Text
    help: Text | None = None
    applies_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingQuestion(OnScale, Question):
    """Answered by a number on a scale; `unsure` is the answer of those who cannot tell."""

    type: ClassVar[str] = "rating"

    lowest: Fraction = Fraction(0)
    highest: Fraction
    increment: Fraction = Fraction(1)
    anchors: Mapping[Fraction, Text] = field(default_factory=dict)
    unsure: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceQuestion(Question):
    """Answered by one option."""

    type: ClassVar[str] = "choice"

    options: tuple[Choice, ...]

    def option(self, id: str) -> Choice | None:
        """The option of this id."""
        return next((option for option in self.options if option.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuestion(Question):
    """Answered in the customer's own words, at most `longest` characters."""

    type: ClassVar[str] = "text"

    longest: int = 1000


QUESTION_TYPES: tuple[type[Question], ...] = (RatingQuestion, ChoiceQuestion, TextQuestion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The KPI item that a measure can fill.

    Only answers of the last `months` count for it.  Below `enough` answers the item's own rules
    are not met, and `caution` is what else keeps the two apart.
    """

    questionnaire: str
    item: str
    months: int = 12
    enough: int = 30
    caution: Text | None = None

    def first_day(self, until: date) -> date:
        """The first day whose answers count when `until` is the last: 12 months, not a day more."""
        before = until.year * 12 + until.month - 1 - self.months
        year, month = divmod(before, 12)
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(until.day, last)) + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure that the answers to some questions make; see `survey_results` for how.

    `mean` puts scales on 0 to 100.  `share` is the percentage of values of `at_least`, or of
    the options in `counts`, out of all answers but the options in `leaves_out`.  `net-promoter`
    is the percentage of values from `promoters` up less that of values up to `detractors`.
    With fewer answers than `minimum` nothing is shown; without one that of the survey holds.
    """

    id: str
    title: Text
    about: Text | None = None
    questions: tuple[str, ...]
    statistic: Statistic
    at_least: Fraction | None = None
    counts: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    detractors: Fraction | None = None
    promoters: Fraction | None = None
    minimum: int | None = None
    feeds: tuple[Feed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Everything that customers are asked; `sha256` is the digest of its file.

    `about` stands before the questions and `thanks` behind them.
    """

    id: str
    version: str
    status: Literal["draft", "released"]
    languages: tuple[str, ...]
    title: Text
    about: Text
    thanks: Text
    minimum: int = COMMENTS_FROM
    questions: tuple[Question, ...]
    measures: tuple[Measure, ...] = ()
    sha256: str = ""

    def question(self, id: str) -> Question | None:
        """The question of this id."""
        return next((question for question in self.questions if question.id == id), None)

    def measure(self, id: str) -> Measure | None:
        """The measure of this id."""
        return next((measure for measure in self.measures if measure.id == id), None)

    def asked_for(self, measure: Measure) -> tuple[Question, ...]:
        """The questions of a measure, in the order of the survey."""
        return tuple(each for each in self.questions if each.id in measure.questions)

    def least(self, measure: Measure) -> int:
        """How many answers a measure must have to be shown."""
        return max(self.minimum if measure.minimum is None else measure.minimum, LEAST_MINIMUM)

    @property
    def least_answers(self) -> int:
        """How many answers a question must have for them to be shown."""
        return max(self.minimum, LEAST_MINIMUM)

    @property
    def least_comments(self) -> int:
        """How many answers in words there must be for them to be shown."""
        return max(self.least_answers, COMMENTS_FROM)


def opener(question: Question) -> Reference | None:
    """The one answer to an earlier question that opens this one, where it is as simple as that."""
    condition = question.applies_if
    if condition is None or not isinstance(condition.tree, ast.Call):
        return None
    (asked,) = condition.references()
    return asked if asked.function == "chosen" else None
