"""What one customer answered: from what was sent to typed answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from assess.core.answer_faults import A602
from assess.core.conditions import Value
from assess.core.faults import N_, Fault, words
from assess.core.numbers import shortest
from assess.core.surveys.survey import (
    ChoiceQuestion,
    Question,
    RatingQuestion,
    Survey,
    TextQuestion,
)

UNSURE = "unsure"
"""What is sent by those who cannot tell."""
LONGEST_QUOTED = 40
TOO_LONG = N_("longer than {limit} characters — shorten it")

Given = Fraction | str | None
"""A value, the id of an option, or words; None for those who cannot tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The answers of one customer by question.

    `applies` are the questions that they were asked; an answer to another is not among theirs.
    """

    answers: Mapping[str, Given] = field(default_factory=dict)
    applies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """What was sent, as far as it is understood, and the faults by question."""

    sheet: Sheet
    faults: Mapping[str, Fault] = field(default_factory=dict)


class SheetReader:
    """Reads what customers sent in answer to one survey."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._known = {question.id: _known(question) for question in survey.questions}

    def read(self, sent: Mapping[str, str]) -> SheetReading:
        """The sheet in the texts sent by question; what is not understood is left out."""
        answers: dict[str, Given] = {}
        faults: dict[str, Fault] = {}
        applies: set[str] = set()
        for question in self.survey.questions:
            if question.applies_if and not question.applies_if.holds(_Scope(answers)):
                continue
            applies.add(question.id)
            text = sent.get(question.id, "").strip()
            if not text:
                continue
            fault = self._fault(question, text)
            if fault:
                faults[question.id] = fault
            else:
                answers[question.id] = self._known[question.id].get(text, text)
        return SheetReading(sheet=Sheet(answers=answers, applies=frozenset(applies)), faults=faults)

    def _fault(self, question: Question, text: str) -> Fault | None:
        known = self._known[question.id]
        if isinstance(question, TextQuestion):
            too_long = len(text) > question.longest
            return words(TOO_LONG, limit=question.longest) if too_long else None
        if text in known:
            return None
        return A602(details={"typed": text[:LONGEST_QUOTED], "known": ", ".join(known)})


def _known(question: Question) -> Mapping[str, Given]:
    """Every answer to a closed question by how it is sent."""
    match question:
        case ChoiceQuestion():
            return {option.id: option.id for option in question.options}
        case RatingQuestion():
            values: dict[str, Given] = {shortest(value): value for value in question.values}
            return values | ({UNSURE: None} if question.unsure else {})
    return {}


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a condition may ask about the answers before its question."""

    answers: Mapping[str, Given]

    def fact(self, id: str) -> Value:
        """Nothing is known about a customer."""
        return None

    def ask(self, function: str, words: tuple[str, ...]) -> Value:
        """`answered`, `chosen` and `value`, as in a questionnaire."""
        answer = self.answers.get(words[0])
        if function == "answered":
            return words[0] in self.answers
        if answer is None:
            return None
        if function == "chosen":
            return answer == words[1]
        return answer if isinstance(answer, Fraction) else None
