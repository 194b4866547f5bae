"""What the answers of many customers come to: counted first, then made into figures.

Counts of two sets of answers add up to those of both, and no figure depends on the order in
which answers came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Literal

from assess.core import intervals
from assess.core.intervals import Interval
from assess.core.surveys.sheets import Given, Sheet
from assess.core.surveys.survey import (
    ChoiceQuestion,
    Measure,
    Question,
    RatingQuestion,
    Survey,
    TextQuestion,
)

Without = Literal["missing", "unsure", "left out"]
"""Why somebody who was asked is not among the answers of a measure."""


class NoAnswer(Enum):
    """What stands in the place of an answer that was not given."""

    MISSING = "missing"
    NOT_ASKED = "not asked"


Said = Given | NoAnswer
LOWEST: Mapping[str, Fraction] = {
    "mean": Fraction(0),
    "share": Fraction(0),
    "net-promoter": Fraction(-100),
}
"""Where the figures of a statistic begin; all end at 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often everything was answered: by question, and by measure what was said together."""

    sheets: int
    questions: Mapping[str, Counter[Said]]
    measures: Mapping[str, Counter[tuple[Said, ...]]]

    def __add__(self, other: Tally) -> Tally:
        """The counts of two sets of answers to the same survey."""
        return Tally(
            sheets=self.sheets + other.sheets,
            questions={id: count + other.questions[id] for id, count in self.questions.items()},
            measures={id: count + other.measures[id] for id, count in self.measures.items()},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult:
    """One measure: `value` and `interval` in points of 100, None where nothing may be shown.

    Of those asked, `n` gave an answer that counts; the others left it open, could not tell, or
    gave one that is left out.  The interval is also None where all answers are alike.
    """

    measure: Measure
    n: int
    least: int
    asked: int
    missing: int
    unsure: int
    left_out: int
    value: Fraction | None
    interval: Interval | None

    @property
    def shown(self) -> bool:
        """Whether there are enough answers to show anything."""
        return self.n >= self.least


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often one value or option was given, and which share of the answers that is."""

    given: Fraction | str
    times: int
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """The answers to one question; `counts` and `comments` are empty unless `shown`."""

    question: Question
    n: int
    least: int
    asked: int
    missing: int
    unsure: int
    counts: tuple[Count, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether there are enough answers to show anything."""
        return self.n >= self.least


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyResults:
    """Everything there is to say about the answers to a survey."""

    survey: Survey
    sheets: int
    measures: tuple[MeasureResult, ...]
    questions: tuple[QuestionResult, ...]

    def measure(self, id: str) -> MeasureResult:
        """The result of the measure of this id; StopIteration when there is none."""
        return next(result for result in self.measures if result.measure.id == id)

    def question(self, id: str) -> QuestionResult:
        """The result of the question of this id; StopIteration when there is none."""
        return next(result for result in self.questions if result.question.id == id)


def aggregate(survey: Survey, sheets: Iterable[Sheet]) -> SurveyResults:
    """The results of these sheets, in whatever order."""
    return results_of(survey, tally(survey, sheets))


def tally(survey: Survey, sheets: Iterable[Sheet]) -> Tally:
    """Count the answers of these sheets."""
    questions: dict[str, Counter[Said]] = {each.id: Counter() for each in survey.questions}
    measures: dict[str, Counter[tuple[Said, ...]]] = {m.id: Counter() for m in survey.measures}
    asked = {m.id: [each.id for each in survey.asked_for(m)] for m in survey.measures}
    number = 0
    for sheet in sheets:
        number += 1
        said: dict[str, Said] = dict.fromkeys(questions, NoAnswer.NOT_ASKED)
        said |= dict.fromkeys(sheet.applies, NoAnswer.MISSING)
        said |= sheet.answers
        for id, answer in said.items():
            questions[id][answer] += 1
        for id, of in asked.items():
            measures[id][tuple(said[question] for question in of)] += 1
    return Tally(sheets=number, questions=questions, measures=measures)


def results_of(survey: Survey, counted: Tally) -> SurveyResults:
    """The figures that counts make."""
    return SurveyResults(
        survey=survey,
        sheets=counted.sheets,
        measures=tuple(_measure(survey, m, counted.measures[m.id]) for m in survey.measures),
        questions=tuple(_question(survey, q, counted.questions[q.id]) for q in survey.questions),
    )


def _value(
    measure: Measure, questions: Iterable[Question], said: Iterable[Said]
) -> Fraction | Without | None:
    """What the answers of one customer are worth to a measure; None where they were not asked."""
    asked = [(q, a) for q, a in zip(questions, said, strict=True) if a is not NoAnswer.NOT_ASKED]
    if not asked:
        return None
    answers = [(question, answer) for question, answer in asked if answer is not NoAnswer.MISSING]
    values = [
        _worth(measure, question, answer) for question, answer in answers if answer is not None
    ]
    if not values:
        return "unsure" if answers else "missing"
    known = [value for value in values if value is not None]
    # Several questions make one value of each customer: their answers are not independent.
    return sum(known, Fraction(0)) / len(known) if known else "left out"


def _worth(measure: Measure, question: Question, given: Said) -> Fraction | None:
    """What an answer is worth, or None for an option that is left out.

    0 to 100 for a mean; 1 or 0 for a share; 1, 0 or -1 for a net promoter score.
    """
    if measure.statistic == "mean":
        assert isinstance(question, RatingQuestion)
        assert isinstance(given, Fraction)
        return 100 * question.share(given)
    if measure.statistic == "share":
        if given in measure.leaves_out:
            return None
        if isinstance(given, Fraction):
            assert measure.at_least is not None
            return Fraction(given >= measure.at_least)
        return Fraction(given in measure.counts)
    assert isinstance(given, Fraction)
    assert measure.promoters is not None
    assert measure.detractors is not None
    return Fraction((given >= measure.promoters) - (given <= measure.detractors))


def _measure(
    survey: Survey, measure: Measure, counted: Mapping[tuple[Said, ...], int]
) -> MeasureResult:
    questions = survey.asked_for(measure)
    values: Counter[Fraction] = Counter()
    without: Counter[Without] = Counter()
    for said, times in counted.items():
        value = _value(measure, questions, said)
        if isinstance(value, Fraction):
            values[value] += times
        elif value is not None:
            without[value] += times
    n, least = values.total(), survey.least(measure)
    figure, interval = _figure(measure, values, n) if n >= least else (None, None)
    return MeasureResult(
        measure=measure,
        n=n,
        least=least,
        asked=n + without.total(),
        missing=without["missing"],
        unsure=without["unsure"],
        left_out=without["left out"],
        value=figure,
        interval=interval,
    )


def _figure(
    measure: Measure, values: Mapping[Fraction, int], n: int
) -> tuple[Fraction, Interval | None]:
    """The value of a measure and its 95 % interval."""
    mean = sum((value * times for value, times in values.items()), Fraction(0)) / n
    if measure.statistic == "mean":
        return mean, intervals.of_mean(values)
    if measure.statistic == "share":
        share = intervals.of_share(mean, n)
        return 100 * mean, Interval(100 * share.low, 100 * share.high)
    promoters, detractors = values.get(Fraction(1), 0), values.get(Fraction(-1), 0)
    return 100 * mean, intervals.of_net_promoter(promoters, detractors, n)


def _question(survey: Survey, question: Question, counted: Mapping[Said, int]) -> QuestionResult:
    answers = {said: n for said, n in counted.items() if isinstance(said, Fraction | str)}
    n, missing = sum(answers.values()), counted.get(NoAnswer.MISSING, 0)
    unsure = counted.get(None, 0)
    in_words = isinstance(question, TextQuestion)
    least = survey.least_comments if in_words else survey.least_answers
    shown = n >= least
    return QuestionResult(
        question=question,
        n=n,
        least=least,
        asked=n + missing + unsure,
        missing=missing,
        unsure=unsure,
        counts=tuple(_counts(question, answers, n)) if shown else (),
        comments=tuple(_comments(answers)) if shown and in_words else (),
    )


def _counts(question: Question, answers: Mapping[Fraction | str, int], n: int) -> Iterator[Count]:
    """Every value or option in order, also those that nobody gave."""
    known: Iterable[Fraction | str] = ()
    if isinstance(question, RatingQuestion):
        known = question.values
    elif isinstance(question, ChoiceQuestion):
        known = [option.id for option in question.options]
    for given in known:
        times = answers.get(given, 0)
        yield Count(given=given, times=times, share=Fraction(times, n))


def _comments(answers: Mapping[Fraction | str, int]) -> Iterator[str]:
    """Every comment, sorted so that nobody can tell which came when."""
    texts = (text for text in answers if isinstance(text, str))
    for text in sorted(texts, key=lambda text: (text.casefold(), text)):
        yield from [text] * answers[text]
