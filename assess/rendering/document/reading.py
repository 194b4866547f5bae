"""How to read the report: the model, the two axes, evidence, levels and gates."""

from __future__ import annotations

from assess.core.report import Report
from assess.language import gettext
from assess.rendering.document.look import ACROSS
from assess.rendering.document.manuscript import Column, Manuscript
from assess.rendering.filters import number, percent, text


def reading(report: Report, written: Manuscript) -> None:
    """Half a page on the model, and the table of the levels."""
    maximum = number(report.scorecard.total.maximum)
    written.say(
        gettext(
            "This report judges seven dimensions of customer management. Each item scores 0 to "
            "100 %; a dimension is the mean of its items by weight, and the total is out of "
            "{maximum} points."
        ).format(maximum=maximum)
    )
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
    terms = [
        (
            gettext("Intention and reality"),
            gettext(
                "Intention is what has been decided and written, reality what is done. Practice "
                "may run one step ahead of the plan, not more; a plan without practice scores "
                "nothing beyond the practice."
            ),
        ),
        (
            gettext("Claimed and backed by evidence"),
            gettext(
                "Claimed is what was said. The evidence grade sets a ceiling: without evidence "
                "one step of five, with a document seen three, with results data five. The "
                "distance between both is a finding of its own."
            ),
        ),
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
