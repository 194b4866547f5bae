"""Every answer and every number, for who wants to check."""

from __future__ import annotations

from fractions import Fraction

from assess.core.characters import printable
from assess.core.report import Report
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.filters import text
from assess.rendering.tables.table import Column, Kind, Table


def answers(report: Report) -> Table:
    """Every answer with its evidence grade and note."""
    return Table(
        id="answers",
        title=gettext("Answers"),
        columns=(
            Column("item", gettext("Item")),
            Column("question", gettext("Question")),
            Column("answer", gettext("Answer")),
            Column("evidence", gettext("Evidence grade"), Kind.NUMBER),
            Column("note", gettext("Note")),
        ),
        rows=tuple(
            (
                score.item.id,
                text(score.item.text),
                wording.given(report, score),
                Fraction(score.answer.evidence or 0)
                if score.answer and score.claimed is not None
                else None,
                printable(score.answer.note) if score.answer else "",
            )
            for score in report.scorecard.items
        ),
    )


def trace(report: Report) -> Table:
    """How every number comes about."""
    return Table(
        id="trace",
        title=gettext("How every number comes about"),
        columns=(
            Column("number", gettext("Number")),
            Column("formula", gettext("Formula")),
            Column("worked", gettext("Worked out")),
            Column("result", gettext("Result")),
            Column("left_out", gettext("Left out")),
        ),
        rows=tuple(
            (
                wording.subject(report, explanation),
                explanation.formula,
                explanation.worked,
                explanation.result,
                wording.exclusions(explanation),
            )
            for explanation in report.trace
        ),
    )
