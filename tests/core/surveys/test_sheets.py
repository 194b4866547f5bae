"""From what a browser sent to typed answers."""

from datetime import date
from fractions import Fraction

import pytest

from assess.core.surveys.duration import minutes
from assess.core.surveys.sheets import SheetReader
from assess.core.surveys.survey import Feed, opener
from tests.core.surveys.small import choice, rating, survey

F = Fraction
SURVEY = survey()


def read(**sent: str):
    return SheetReader(SURVEY).read(sent)


def test_values_options_and_words_are_understood():
    sheet = read(overall="8", complained="no", words="  Be quick.\n").sheet

    assert sheet.answers == {"overall": F(8), "complained": "no", "words": "Be quick."}


def test_cannot_tell_is_an_answer_of_its_own_only_where_it_is_offered():
    assert read(polite="unsure").sheet.answers == {"polite": None}
    assert read(overall="unsure").faults["overall"].code == "A602"


@pytest.mark.parametrize(
    ("question", "typed"),
    [("overall", "11"), ("overall", "7.5"), ("overall", "８"), ("complained", "maybe")],
)
def test_what_is_not_offered_is_told_and_left_out(question, typed):
    reading = read(**{question: typed})

    assert reading.sheet.answers == {}
    assert typed in reading.faults[question].sentence()


def test_a_text_may_be_as_long_as_the_survey_says():
    assert read(words="x" * 50).faults == {}
    assert "longer than 50 characters" in read(words="x" * 51).faults["words"].sentence()


def test_what_does_not_apply_is_neither_asked_nor_answered():
    content = read(complained="no", solved="late").sheet
    complained = read(complained="yes", solved="late").sheet

    assert "solved" not in content.answers
    assert "solved" not in content.applies
    assert complained.answers["solved"] == "late"
    assert "solved" in complained.applies


def test_an_answer_that_does_not_apply_opens_nothing():
    chain = survey(
        choice("a", "yes", "no"),
        choice("b", "yes", "no", applies_if='chosen("a", "yes")'),
        rating("c", applies_if='chosen("b", "yes")'),
        rating("d", applies_if='value("c") >= 5 or answered("a")'),
        measures=(),
    )
    sheet = SheetReader(chain).read({"a": "no", "b": "yes", "c": "7"}).sheet

    assert sheet.applies == {"a", "d"}


def test_one_chosen_option_is_told_apart_from_other_conditions():
    (found,) = filter(None, map(opener, SURVEY.questions))

    assert (found.id, found.option) == ("complained", "yes")
    assert opener(rating("x", applies_if='not chosen("complained", "yes")')) is None
    assert opener(rating("x", applies_if='answered("complained")')) is None


@pytest.mark.parametrize(
    ("until", "months", "first"),
    [
        (date(2026, 10, 1), 12, date(2025, 10, 2)),
        (date(2024, 2, 29), 12, date(2023, 3, 1)),
        (date(2026, 3, 31), 1, date(2026, 3, 1)),
        (date(2026, 12, 31), 24, date(2025, 1, 1)),
    ],
)
def test_twelve_months_are_counted_back_from_the_last_day(until, months, first):
    assert Feed(questionnaire="q", item="V1", months=months).first_day(until) == first


def test_a_longer_survey_takes_longer():
    short = survey(rating("a"), measures=())
    long = survey(*(rating(f"a{n}") for n in range(40)), measures=())

    assert 1 <= minutes(short, "en") < minutes(long, "en")
