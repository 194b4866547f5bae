"""How long a customer takes to answer a survey, estimated like the time for an assessment."""

from __future__ import annotations

import math
from collections.abc import Iterator

from assess.core.duration import SECONDS_A_CHOICE, reading
from assess.core.surveys.survey import (
    ChoiceQuestion,
    Question,
    RatingQuestion,
    Survey,
    TextQuestion,
    opener,
)
from assess.core.text import Text

SECONDS_A_NUMBER = 5
SECONDS_A_TEXT = 20


def minutes(survey: Survey, language: str) -> int:
    """Minutes to answer the questions that everybody is asked, rounded up."""
    asked = (question for question in survey.questions if opener(question) is None)
    return math.ceil(sum(_seconds(question, language) for question in asked) / 60)


def _seconds(question: Question, language: str) -> float:
    read = sum(reading(text.within(language)) for text in _shown(question))
    judged = {RatingQuestion: SECONDS_A_NUMBER, TextQuestion: SECONDS_A_TEXT}
    return read + judged.get(type(question), SECONDS_A_CHOICE)


def _shown(question: Question) -> Iterator[Text]:
    yield question.text
    if question.help:
        yield question.help
    if isinstance(question, ChoiceQuestion):
        yield from (option.text for option in question.options)
    if isinstance(question, RatingQuestion):
        yield from question.anchors.values()
