"""The shipped surveys: what they measure, and how they talk to customers."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction

import pytest

from assess.core.items import KpiItem
from assess.core.questionnaire import Choice
from assess.core.surveys.results import aggregate
from assess.core.surveys.sheets import SheetReader
from assess.core.surveys.survey import ChoiceQuestion, RatingQuestion, Survey, TextQuestion, opener
from assess.core.text import Text
from assess.definitions.wording.words import (
    CHINESE,
    DOUBLE,
    ENGLISH,
    HALF_WIDTH,
    MARK,
    STRAIGHT,
    length,
)
from tests.questionnaires.shipped import LIBRARY

LONGEST = {ENGLISH: 14, **dict.fromkeys(CHINESE, 26)}
"""Words of a question in English, characters in Chinese."""


@pytest.fixture(params=list(LIBRARY.survey_ids))
def survey(request) -> Survey:
    found = LIBRARY.survey(request.param)
    assert found is not None
    return found


@pytest.fixture
def voice() -> Survey:
    found = LIBRARY.survey("customer-voice")
    assert found is not None
    return found


def texts(value: object) -> Iterator[Text]:
    """Every text in a definition."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif isinstance(value, dict):
        yield from texts(tuple(value.values()))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def test_a_survey_has_the_id_of_its_folder_and_is_released(survey):
    assert LIBRARY.survey_ids[survey.id].parent.name == survey.id
    assert survey.status == "released"
    assert set(survey.languages) >= {"en", "zh-Hans"}
    for text in texts(survey):
        assert set(text.translations) == set(survey.languages), text


def test_questions_are_few_short_and_ask_one_thing(survey):
    assert 12 <= len(survey.questions) <= 15
    for question in survey.questions:
        for language, words in question.text.translations.items():
            plain = words.replace("{organization}", "X")
            assert length(plain, language) <= LONGEST[language], words
            assert words.count(MARK[language]) == 1, words
            assert words.endswith(MARK[language]), words
            assert not DOUBLE[language].search(words), words


def test_no_question_stands_twice_and_no_answer_neither(survey):
    asked = [question.text.source for question in survey.questions]
    assert len(set(asked)) == len(asked)
    for question in survey.questions:
        if isinstance(question, ChoiceQuestion):
            for language in survey.languages:
                words = [option.text.translations[language] for option in question.options]
                assert len(set(words)) == len(words)


def test_every_language_has_its_own_marks(survey):
    for text in texts(survey):
        english = text.translations[ENGLISH]
        assert not STRAIGHT.search(english), english
        assert not re.search(r"[\u3400-\u9fff]", english), english
        for language in set(CHINESE) & set(survey.languages):
            chinese = text.translations[language]
            assert not HALF_WIDTH.search(chinese), chinese
            assert not re.search("[顾顧]客", chinese), chinese


def test_scales_are_balanced(survey):
    """As many good words as bad ones, the worst first."""
    for question in survey.questions:
        if isinstance(question, RatingQuestion) and len(question.anchors) > 2:
            assert len(question.values) % 2 == 1
            assert list(question.anchors) == list(question.values)


def test_nobody_is_asked_who_they_are(survey):
    personal = re.compile(
        r"\b(your (name|e-?mail|phone|address|age|birth)|who are you)\b|姓名是|电话是|年龄"
        r"|電話是|年齡"
    )
    for question in survey.questions:
        for words in question.text.translations.values():
            assert not personal.search(words), words
    for question in survey.questions:
        if isinstance(question, TextQuestion):
            assert question.help is not None
            assert "no names" in question.help.source


def test_every_answer_to_every_question_is_understood(survey):
    reader = SheetReader(survey)
    for question in survey.questions:
        sent = ["words"]
        if isinstance(question, RatingQuestion):
            sent = [str(value) for value in question.values]
        elif isinstance(question, ChoiceQuestion):
            sent = [option.id for option in question.options]
        for text in sent:
            assert reader.read({question.id: text}).faults == {}


def test_complaints_are_asked_about_only_where_there_was_one(voice):
    opened = {question.id: opener(question) for question in voice.questions if opener(question)}

    assert set(opened) == {"outcome", "handling"}
    assert {(each.id, each.option) for each in opened.values() if each} == {
        ("complained", "complained")
    }


def test_each_measure_that_feeds_an_item_is_what_the_item_measures(voice, whole):
    fed = {feed.item: (measure, feed) for measure in voice.measures for feed in measure.feeds}

    assert {item: measure.statistic for item, (measure, _) in fed.items()} == {
        "V1": "mean",
        "V2": "net-promoter",
        "V5": "share",
    }
    assert all(feed.months == 12 and feed.caution for _, feed in fed.values())
    assert (fed["V2"][0].detractors, fed["V2"][0].promoters) == (6, 9)
    for item, (measure, _) in fed.items():
        found = whole.item(item)
        assert isinstance(found, KpiItem)
        assert (found.unit.source == "%") is (measure.statistic == "share")


def test_recommendation_is_asked_from_0_to_10(voice):
    question = voice.question("recommendation")

    assert isinstance(question, RatingQuestion)
    assert list(map(int, question.values)) == list(range(11))


def test_a_complaint_without_a_promised_time_counts_as_late_and_one_not_due_not_at_all(voice):
    reader = SheetReader(voice)
    outcomes = ["in-time"] * 6 + ["late", "no-promise", "unsolved", "unsolved"] + ["not-due"] * 3
    sheets = [
        reader.read({"complained": "complained", "outcome": outcome}).sheet for outcome in outcomes
    ]
    found = aggregate(voice, sheets).measure("complaints-solved")

    assert (found.n, found.left_out, found.value) == (10, 3, Fraction(60))


def test_whoever_was_promised_nothing_is_left_out(voice):
    question = voice.question("promises")
    assert isinstance(question, ChoiceQuestion)
    measure = voice.measure("promises")
    assert measure is not None

    known: tuple[Choice, ...] = question.options
    assert {option.id for option in known} - set(measure.counts) - set(measure.leaves_out) == {
        "partly",
        "never",
    }
