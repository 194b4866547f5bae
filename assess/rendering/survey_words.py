"""What the pages of a survey, and the note beside a figure taken from it, say alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from assess.core.numbers import decimal_string, shortest
from assess.core.surveys import duration
from assess.core.surveys.results import MeasureResult, QuestionResult
from assess.core.surveys.survey import ChoiceQuestion, Question, RatingQuestion, Survey
from assess.core.text import Text
from assess.language import current, gettext, name_of
from assess.rendering.filters import DASH, day, enumerated, number, text, with_unit

MINUS = "−"


def minutes(survey: Survey) -> int:
    """Minutes that the survey takes in the language spoken."""
    return duration.minutes(survey, current())


def languages(survey: Survey) -> str:
    """The languages of a survey, each by its own name."""
    return enumerated(name_of(language) for language in survey.languages)


def sent(value: Fraction) -> str:
    """A value on a scale as the browser of a customer sends it."""
    return shortest(value)


def asked(words: Text | None, organization: str) -> str:
    """A text of a survey with the name of the organization in its place."""
    return text(words).replace("{organization}", organization)


def figure(value: Fraction | None) -> str:
    """A figure of a survey with one decimal and a true minus."""
    if value is None:
        return DASH
    return decimal_string(value, 1).replace("-", MINUS)


def measured(result: MeasureResult) -> str:
    """The value of a measure with its unit."""
    said = figure(result.value)
    return with_unit(said, "%") if result.shown and result.measure.statistic == "share" else said


def in_unit(result: MeasureResult, unit: Text) -> str:
    """The value of a measure in the unit of the item that it feeds."""
    return with_unit(figure(result.value), text(unit))


def not_counted(result: MeasureResult) -> str:
    """Who was asked and is not among the answers of a measure; a dash where that is nobody."""
    said = {
        gettext("{n} not answered"): result.missing,
        gettext("{n} could not tell"): result.unsure,
        gettext("{n} left out"): result.left_out,
    }
    return gettext(", ").join(_told(said)) or DASH


def besides(result: QuestionResult) -> str:
    """The same of a question, to be set behind the number of answers."""
    said = {
        gettext("{n} not answered"): result.missing,
        gettext("{n} could not tell"): result.unsure,
    }
    return "".join(f" · {each}" for each in _told(said))


def _told(said: Mapping[str, int]) -> list[str]:
    return [words.format(n=number) for words, number in said.items() if number]


def interval(result: MeasureResult) -> str:
    """The interval of a measure in words, or why there is none."""
    if not result.shown:
        return DASH
    if result.interval is None:
        return gettext("none: all answers are alike")
    low, high = figure(result.interval.low), figure(result.interval.high)
    return gettext("{low} to {high}").format(low=low, high=high)


def too_few(least: int) -> str:
    """That nothing is shown yet."""
    return gettext("fewer than {n} answers, so nothing is shown").format(n=least)


def period(first: date, last: date) -> str:
    """From one day to another."""
    if first == last:
        return day(first)
    return gettext("{first} to {last}").format(first=day(first), last=day(last))


def value_words(question: Question, given: Fraction | str) -> str:
    """A value or an option as a customer saw it: "8", "5 – Very good", "Yes"."""
    if isinstance(question, ChoiceQuestion):
        option = question.option(str(given))
        return text(option.text) if option else DASH
    assert isinstance(given, Fraction)
    anchors = question.anchors if isinstance(question, RatingQuestion) else {}
    said = anchors.get(given)
    return f"{number(given)} {DASH} {text(said)}" if said else number(given)


def source_note(survey: Survey, result: MeasureResult, first: date, last: date) -> str:
    """Where a value comes from, for the note of the answer that takes it over."""
    said = gettext(
        "Measured by the survey “{title}” ({id} {version}): {value}, 95 % interval {interval}, "
        "n = {n}, answered {period}."
    )
    return said.format(
        title=text(survey.title),
        id=survey.id,
        version=survey.version,
        value=measured(result),
        interval=interval(result),
        n=result.n,
        period=period(first, last),
    )
