"""A small survey in code, and sheets of customers who answered it."""

from collections.abc import Mapping
from fractions import Fraction

from assess.core.conditions import Condition
from assess.core.questionnaire import Choice
from assess.core.surveys.sheets import Sheet, SheetReader
from assess.core.surveys.survey import (
    ChoiceQuestion,
    Feed,
    Measure,
    Question,
    RatingQuestion,
    Survey,
    TextQuestion,
)
from assess.core.text import Text

F = Fraction


def said(words: str) -> Text:
    return Text({"en": words})


def rating(
    id: str, lowest: int = 0, highest: int = 10, *, unsure: bool = False, applies_if: str = ""
) -> RatingQuestion:
    return RatingQuestion(
        id=id,
        short=said(id),
        text=said(f"How is {id}?"),
        lowest=F(lowest),
        highest=F(highest),
        anchors={F(lowest): said("least"), F(highest): said("most")},
        unsure=said("cannot tell") if unsure else None,
        applies_if=Condition.parse(applies_if) if applies_if else None,
    )


def choice(id: str, *options: str, applies_if: str = "") -> ChoiceQuestion:
    return ChoiceQuestion(
        id=id,
        short=said(id),
        text=said(f"Which {id}?"),
        options=tuple(Choice(id=option, text=said(option.title())) for option in options),
        applies_if=Condition.parse(applies_if) if applies_if else None,
    )


def mean(id: str, *questions: str, minimum: int | None = None, feeds: tuple[Feed, ...] = ()):
    return Measure(
        id=id,
        title=said(id),
        questions=questions,
        statistic="mean",
        minimum=minimum,
        feeds=feeds,
    )


def at_least(id: str, question: str, value: int) -> Measure:
    return Measure(
        id=id, title=said(id), questions=(question,), statistic="share", at_least=F(value)
    )


def promoters(id: str, question: str) -> Measure:
    return Measure(
        id=id,
        title=said(id),
        questions=(question,),
        statistic="net-promoter",
        detractors=F(6),
        promoters=F(9),
    )


QUESTIONS: tuple[Question, ...] = (
    rating("overall"),
    rating("recommend"),
    rating("polite", 1, 5, unsure=True),
    rating("clear", 1, 5, unsure=True),
    choice("complained", "yes", "no"),
    choice("solved", "in-time", "late", "not-due", applies_if='chosen("complained", "yes")'),
    TextQuestion(id="words", short=said("words"), text=said("What else?"), longest=50),
)
SOLVED = Measure(
    id="solved",
    title=said("solved"),
    questions=("solved",),
    statistic="share",
    counts=("in-time",),
    leaves_out=("not-due",),
)
MEASURES = (
    mean("overall", "overall"),
    promoters("recommend", "recommend"),
    at_least("content", "overall", 8),
    mean("staff", "polite", "clear"),
    SOLVED,
)


def survey(
    *questions: Question, measures: tuple[Measure, ...] | None = None, minimum: int = 5
) -> Survey:
    return Survey(
        id="small",
        version="1.0.0",
        status="draft",
        languages=("en",),
        title=said("Small"),
        about=said("A few questions."),
        thanks=said("Thank you."),
        minimum=minimum,
        questions=questions or QUESTIONS,
        measures=MEASURES if measures is None else measures,
    )


def sheet(of: Survey, **sent: str) -> Sheet:
    """What a customer said who sent this; nothing in it may be misunderstood."""
    reading = SheetReader(of).read(sent)
    assert reading.faults == {}
    return reading.sheet


def sheets(of: Survey, counts: Mapping[str, int], question: str = "overall") -> list[Sheet]:
    """So many customers with this answer to one question."""
    return [sheet(of, **{question: value}) for value, n in counts.items() for _ in range(n)]
