"""The plan in tables: moves and waves."""

from __future__ import annotations

from fractions import Fraction

from assess.core.recommendations import Recommendation
from assess.core.report import Report
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.filters import text
from assess.rendering.tables.table import Cell, Column, Kind, Table


def moves(report: Report) -> Table:
    """Every recommendation in order of priority, with when the plan begins it."""
    quarters = {
        move.recommendation.item.id: Fraction(move.quarter)
        for wave in report.roadmap.waves
        for move in wave.moves
    }

    def row(move: Recommendation) -> tuple[Cell, ...]:
        return (
            move.item.id,
            text(move.step.do),
            Fraction(move.step.to),
            gettext(wording.KINDS[move.kind]),
            wording.reason(move),
            wording.listed(*(item.id for item in move.open_needs)),
            move.step.effort,
            Fraction(move.step.weeks),
            text(report.questionnaire.role(move.step.owner).title),
            move.points_gained,
            text(move.step.proves),
            quarters.get(move.item.id),
        )

    return Table(
        id="moves",
        title=gettext("Plan"),
        columns=(
            Column("item", gettext("Item")),
            Column("do", gettext("What to do")),
            Column("to", gettext("up to step"), Kind.NUMBER),
            Column("class", gettext("Class")),
            Column("reason", gettext("Why now")),
            Column("first", gettext("first")),
            Column("days", gettext("person-days"), Kind.NUMBER),
            Column("weeks", gettext("weeks"), Kind.NUMBER),
            Column("owner", gettext("Owner")),
            Column("gain", gettext("gain"), Kind.POINTS),
            Column("proof", gettext("Proof")),
            Column("quarter", gettext("begins in quarter"), Kind.NUMBER),
        ),
        rows=tuple(row(move) for move in report.recommendations),
    )


def waves(report: Report) -> Table:
    """The waves of the plan and where they lead."""
    named = (gettext("First 90 days"), gettext("Months 4 to 12"), gettext("Second year"))
    return Table(
        id="waves",
        title=gettext("In three waves"),
        columns=(
            Column("wave", gettext("Wave")),
            Column("moves", gettext("moves"), Kind.NUMBER),
            Column("days", gettext("person-days"), Kind.NUMBER),
            Column("low", gettext("total if 60 % is delivered"), Kind.POINTS),
            Column("high", gettext("total if all is delivered"), Kind.POINTS),
            Column("level", gettext("level"), Kind.NUMBER),
        ),
        rows=tuple(
            (
                named[wave.number - 1],
                Fraction(len(wave.moves)),
                wave.effort,
                wave.projection.low if wave.projection else None,
                wave.projection.high if wave.projection else None,
                Fraction(wave.projection.decision.number) if wave.projection else None,
            )
            for wave in report.roadmap.waves
        ),
    )
