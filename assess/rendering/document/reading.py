"""How to read the report: the model, the two axes, evidence, levels and gates."""

from __future__ import annotations

from assess.core.report import Report
from assess.language import gettext
from assess.rendering import method, sentences
from assess.rendering.document.look import ACROSS
from assess.rendering.document.manuscript import Column, Manuscript
from assess.rendering.filters import number, percent, text


def reading(report: Report, written: Manuscript) -> None:
    """Half a page on the model, and the table of the levels."""
    if instead := sentences.shown_instead(report.questionnaire):
        written.say(instead)
    written.say(method.model(report))
    for term, meaning in _terms(report):
        written.say(term, "Term")
        written.say(meaning)
    columns = (
        Column(gettext("Level"), 28),
        Column(gettext("What it means"), ACROSS - 77),
        Column(gettext("total"), 13, numeric=True),
        Column(gettext("each dimension"), 18, numeric=True),
        Column(gettext("knock-outs"), 18, numeric=True),
    )
    rows = [
        (
            f"{level.level} {text(level.name)}",
            text(level.about),
            number(level.total),
            percent(level.each_dimension),
            percent(level.knock_out),
        )
        for level in report.questionnaire.levels
    ]
    written.table(gettext("The levels"), columns, rows)


def _terms(report: Report) -> list[tuple[str, str]]:
    axes = method.axes(report.questionnaire)
    terms = [
        *([axes] if axes else []),
        (gettext("Claimed and backed by evidence"), method.evidence(report.questionnaire)),
        (
            gettext("Levels and gates"),
            gettext(
                "A level is reached when all its gates hold: the total, a floor for every "
                "dimension, and a floor for each knock-out item. The mean alone never decides. "
                "Gates look at printed values."
            ),
        ),
        (
            gettext("Open items"),
            gettext(
                "What is not answered is not counted as nothing: the report gives the interval "
                "in which the total lies. The level, however, counts it as nothing."
            ),
        ),
        (
            gettext("References"),
            gettext(
                "A grey bar is a published figure with its source and year. It gives context and "
                "is never a percentile."
            ),
        ),
    ]
    if report.form.screening:
        asked = gettext(
            "The short form asks {number} items that stand for the whole; read its total as a "
            "first estimate."
        ).format(number=report.quality.asked)
        terms.append((gettext("Screening"), asked))
    return terms
