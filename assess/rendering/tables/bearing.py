"""What bears on the result: other weights, an earlier time, measures, published figures."""

from __future__ import annotations

from fractions import Fraction

from assess.core.answers import KpiAnswer
from assess.core.items import KpiItem
from assess.core.report import Report
from assess.core.scorecard import ItemScore
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.filters import number, text
from assess.rendering.tables.table import Cell, Column, Kind, Table


def sensitivity(report: Report) -> Table:
    """The result under other weights: all trials in one row, then each other profile."""
    found = report.sensitivity
    rows: list[tuple[Cell, ...]] = []
    if found:
        every = gettext("the weight of every dimension varied by up to a quarter")
        counts = (Fraction(found.trials), Fraction(found.unchanged))
        rows.append((every, *counts, found.lowest, found.highest, None, None))
        rows += [
            (text(other.profile.title), *(None,) * 4, other.total, Fraction(other.level))
            for other in found.others
        ]
    return Table(
        id="sensitivity",
        title=gettext("If the weights were others"),
        columns=(
            Column("weights", gettext("Weights")),
            Column("trials", gettext("trials"), Kind.NUMBER),
            Column("unchanged", gettext("with the same level"), Kind.NUMBER),
            Column("lowest", gettext("lowest total"), Kind.POINTS),
            Column("highest", gettext("highest total"), Kind.POINTS),
            Column("total", gettext("total"), Kind.POINTS),
            Column("level", gettext("level"), Kind.NUMBER),
        ),
        rows=tuple(rows),
    )


def change(report: Report) -> Table:
    """The items that moved the total since the earlier assessment, largest effect first."""
    return Table(
        id="change",
        title=gettext("What moved"),
        columns=(
            Column("item", gettext("Item")),
            Column("title", gettext("Title")),
            Column("before", gettext("before"), Kind.SHARE),
            Column("after", gettext("now"), Kind.SHARE),
            Column("by_answer", gettext("points by the answer"), Kind.ITEM_POINTS),
            Column("by_scope", gettext("points by what applies and is answered"), Kind.ITEM_POINTS),
        ),
        rows=tuple(
            (
                move.item.id,
                text(move.item.title),
                move.before,
                move.after,
                move.by_answer,
                move.by_scope,
            )
            for move in (report.change.moves if report.change else ())
        ),
    )


def measures(report: Report) -> Table:
    """Every KPI that has a value, with its periods and what is published beside it."""
    beside: dict[str, list[str]] = {}
    for gap in report.comparison.kpis:
        if gap.item is not None:
            said = wording.citation(gap.reference, gap.historic)
            beside.setdefault(gap.item.id, []).append(said)

    def row(score: ItemScore, item: KpiItem, answer: KpiAnswer) -> tuple[Cell, ...]:
        return (
            item.id,
            text(item.title),
            answer.value,
            text(item.unit),
            " → ".join(number(period) for period in answer.periods),
            gettext(wording.COMPARISONS[answer.comparison]),
            gettext("yes") if answer.segments else gettext("no"),
            score.claimed,
            "; ".join(beside.get(item.id, [])),
        )

    return Table(
        id="measures",
        title=gettext("Measures"),
        columns=(
            Column("item", gettext("Item")),
            Column("title", gettext("Title")),
            Column("value", gettext("Value"), Kind.NUMBER),
            Column("unit", gettext("Unit")),
            Column("periods", gettext("periods")),
            Column("comparison", gettext("Comparison")),
            Column("segments", gettext("split by segment")),
            Column("claimed", gettext("claimed"), Kind.SHARE),
            Column("beside", gettext("Beside it")),
        ),
        rows=tuple(
            row(score, score.item, score.answer)
            for score in report.scorecard.items
            if isinstance(score.item, KpiItem)
            and isinstance(score.answer, KpiAnswer)
            and score.answer.value is not None
        ),
    )


def references(report: Report) -> Table:
    """What is published elsewhere and fits this organization."""
    gaps = [*report.comparison.totals, *report.comparison.kpis]
    return Table(
        id="references",
        title=gettext("Published references"),
        columns=(
            Column("figure", gettext("Figure")),
            Column("value", gettext("Value")),
            Column("population", gettext("Whose, how many, when")),
            Column("source", gettext("Source")),
            Column("address", gettext("Address")),
        ),
        rows=tuple(
            (
                text(gap.reference.label),
                wording.reference_value(gap.reference),
                wording.listed(
                    text(gap.reference.population),
                    wording.sample_size(gap.reference),
                    wording.years(gap.reference),
                    gettext("historic") if gap.historic else "",
                ),
                gap.reference.source.title,
                gap.reference.source.url,
            )
            for gap in gaps
        ),
    )
