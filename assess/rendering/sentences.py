"""What the pages, the document, the slides and the workbook say alike."""

from __future__ import annotations

from collections.abc import Iterator

from assess.core.benchmark import Gap
from assess.core.change import Change
from assess.core.questionnaire import Questionnaire
from assess.core.report import Report
from assess.core.sensitivity import Sensitivity
from assess.core.surveys.survey import Survey
from assess.language import current, gettext, name_of
from assess.rendering import wording
from assess.rendering.filters import day, difference, fact, percent, points, signed, text
from assess.tags import stand_in

FACTS = ("sector", "region", "headcount")
"""What a report says of the organization wherever it names it, in this order."""


def facts(report: Report) -> Iterator[str]:
    """Sector, region and size of the organization as far as stated, and the day it was assessed."""
    stated = report.assessment.organization.facts
    for id in FACTS:
        if id in stated:
            said = fact(stated[id], report.questionnaire, id)
            yield gettext("{number} people").format(number=said) if id == "headcount" else said
    yield day(report.assessment.assessed_on)


def counts(report: Report) -> Iterator[tuple[str, int]]:
    """The quality of the data: how many items there are of each kind and evidence grade."""
    quality = report.quality
    yield from (
        (gettext("asked"), quality.asked),
        (gettext("answered"), quality.answered),
        (gettext("partly answered"), quality.partly),
        (gettext("not answered"), quality.unanswered),
        (gettext("not applicable"), quality.not_applicable),
        (gettext("do not apply by the facts of the organization"), quality.hidden),
        (gettext("with a note"), quality.with_note),
    )
    for grade, items in quality.evidence:
        words = text(report.questionnaire.evidence_grades[grade])
        said = gettext("evidence grade {grade}: {words}").format(grade=grade, words=words)
        yield said, items


def shown_instead(asked: Questionnaire | Survey) -> str:
    """That its texts are in another language than the one spoken; nothing where they are not."""
    if current() in asked.languages:
        return ""
    template = (
        gettext("This survey is not available in {language}; its texts are shown in {other}.")
        if isinstance(asked, Survey)
        else gettext(
            "This questionnaire is not available in {language}; its texts are shown in {other}."
        )
    )
    other = stand_in(current(), asked.languages)
    return template.format(language=name_of(current()), other=name_of(other))


def caution() -> str:
    """How little a result proves by itself."""
    return gettext(
        "One person’s view, if only one answered. Self-assessments tend to be lenient; "
        "weights, thresholds and curves are expert proposals, not yet calibrated on many "
        "organizations."
    )


def no_benchmark() -> str:
    """What stands where a published reference would."""
    return gettext("No benchmark: nothing published can be held against this result.")


def of_all_sectors() -> str:
    """Why the reference is not one of the organization's own sector."""
    return gettext(
        "No published figure exists for your sector, so the one of all sectors is shown."
    )


def distance(gap: Gap) -> str:
    """How far the result stands from a reference; "" while there is no result."""
    if gap.difference is None:
        return ""
    return gettext("This result stands {difference} percentage points from it.").format(
        difference=signed(gap.difference)
    )


def placed(report: Report, gap: Gap) -> Iterator[str]:
    """What the reference means, how far the result stands from it, and what it is not."""
    yield text(gap.reference.meaning)
    if said := distance(gap):
        yield said
    if not report.comparison.of_sector:
        yield of_all_sectors()


def moved(report: Report, change: Change) -> str:
    """From which total and level the organization came, and when."""
    return gettext(
        "Since {day} the total went from {before} to {after} points ({difference}), from "
        "{level_before} to {level_after}."
    ).format(
        day=day(change.assessed_on),
        before=points(change.total_before),
        after=points(change.total_after),
        difference=difference(change.difference),
        level_before=wording.level_words(change.decision_before.number),
        level_after=wording.level_words(report.decision.number),
    )


def stable(found: Sensitivity) -> str:
    """How far the result hangs on the weights of the dimensions."""
    return gettext(
        "The level stays the same in {share} of {trials} trials in which the weight of every "
        "dimension varies by up to a quarter; the total then lies between {low} and {high}."
    ).format(
        share=percent(found.share),
        trials=found.trials,
        low=points(found.lowest),
        high=points(found.highest),
    )
