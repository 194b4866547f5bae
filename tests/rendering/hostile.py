"""Assessments with hostile words wherever a person may write, and short reports on them."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache

from assess import __version__
from assess.core.answers import Answer, KpiAnswer
from assess.core.assessment import Assessment, Organization
from assess.core.questionnaire import Questionnaire
from assess.core.report import Report, compile_report
from assess.core.text import Text
from assess.rendering.presentation import Presentation
from tests.rendering.cases import harbour, library, shipped

ENGLISH = Presentation(language="en")
FIELDS = ("name", "region", "note", "reason", "period")
NOTED, COUNTED, LEFT_OUT = "L1", "R3", "V5"
ASKED = {NOTED, "L4", COUNTED, "R7", "V1", LEFT_OUT}


@cache
def short() -> Questionnaire:
    """Six items of three dimensions of the questionnaire, which print faster than all."""
    whole = shipped()
    parts = [
        replace(each, items=tuple(item for item in each.items if item.id in ASKED))
        for each in whole.dimensions
    ]
    return replace(whole, dimensions=tuple(each for each in parts if each.items))


def reported(assessment: Assessment) -> Report:
    """The assessment reported on as far as the short questionnaire asks."""
    answers = {id: each for id, each in assessment.answers.items() if short().item(id)}
    return compile_report(
        short(), replace(assessment, answers=answers), library().benchmark, engine=__version__
    )


def written(words: Callable[[str], str]) -> Assessment:
    """The example with words of its own for each of the FIELDS."""
    example = harbour()
    answers: dict[str, Answer] = dict(example.answers)
    answers[NOTED] = replace(answers[NOTED], note=words("note"))
    answers[LEFT_OUT] = KpiAnswer(not_applicable=words("reason"))
    answers[COUNTED] = replace(answers[COUNTED], period=words("period"))  # type: ignore[call-arg]
    organization = Organization(
        name=Text(dict.fromkeys(example.organization.name.translations, words("name"))),
        facts={**example.organization.facts, "region": words("region")},
    )
    return replace(example, answers=answers, organization=organization)


def everywhere(words: str) -> Assessment:
    """These words in every field, the note as long as may be printed."""
    return written(lambda field: words[: 10_000 if field == "note" else 1000])


def measured(value: Fraction, period: Fraction) -> Assessment:
    """The example with this value and this period, also below zero, in every measure."""
    example = harbour()
    answers = {
        id: replace(answer, value=value, periods=(period, -period, value))
        if isinstance(answer, KpiAnswer) and answer.value is not None
        else answer
        for id, answer in example.answers.items()
    }
    return replace(example, answers=answers)
