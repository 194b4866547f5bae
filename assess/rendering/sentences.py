"""Sentences that the pages, the document and the slides say alike."""

from __future__ import annotations

from assess.core.change import Change
from assess.core.report import Report
from assess.core.sensitivity import Sensitivity
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.filters import day, difference, percent, points


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
