"""The tables of a report, for whatever is not set on pages: workbook, CSV, document, slides.

A cell holds a text or an exact number; its column says how the number is printed.  Renderers
print or round by `Kind` and compute nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from assess.core.answers import KpiAnswer
from assess.core.numbers import decimal_string, shortest
from assess.core.questionnaire import KpiItem
from assess.core.recommendations import Recommendation
from assess.core.report import Chapter, Report
from assess.core.scorecard import ItemScore
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.filters import DASH, day, fact, number, text

Cell = str | Fraction | None


class Kind(StrEnum):
    """How the cells of a column are printed."""

    TEXT = "text"
    POINTS = "points"
    ITEM_POINTS = "item points"
    SHARE = "share"
    STEP = "step"
    NUMBER = "number"


_DECIMALS: Mapping[Kind, int] = {
    Kind.POINTS: 1,
    Kind.ITEM_POINTS: 2,
    Kind.SHARE: 2,  # whole per cent
    Kind.STEP: 1,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `id` for machines, `title` for readers."""

    id: str
    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns; `id` names the table for machines, `title` for readers."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> Iterator[dict[str, Cell]]:
        """Every row by the ids of the columns."""
        for row in self.rows:
            yield {column.id: cell for column, cell in zip(self.columns, row, strict=True)}


def printed(cell: Cell, kind: Kind) -> str:
    """A cell as a reader sees it; "–" for a number that is missing, shares with their sign."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return "" if kind is Kind.TEXT else DASH
    if kind is Kind.SHARE:
        return f"{decimal_string(cell * 100, 0)}%"
    return decimal_string(cell, _DECIMALS[kind]) if kind in _DECIMALS else number(cell)


def value(cell: Fraction, kind: Kind) -> Decimal:
    """A number rounded to what is printed, so that a spreadsheet holds what the report says."""
    if kind in _DECIMALS:
        return Decimal(decimal_string(cell, _DECIMALS[kind]))
    exact = shortest(cell)
    return Decimal(exact if "/" not in exact else decimal_string(cell, 2))


def tables_of(report: Report) -> tuple[Table, ...]:
    """Every table of a report in the language spoken, in the order of the report."""
    makers: tuple[Callable[[Report], Table], ...] = (
        overview,
        dimensions,
        stages,
        items,
        gates,
        sensitivity,
        change,
        moves,
        waves,
        measures,
        references,
        answers,
        trace,
    )
    return tuple(table for make in makers if (table := make(report)).rows)


def overview(report: Report) -> Table:
    """What was assessed, and the result in one column."""
    organization, total = report.assessment.organization, report.scorecard.total
    facts = [
        (text(known.title), fact(organization.facts[known.id], report.questionnaire, known.id))
        for known in report.questionnaire.facts
        if known.id in organization.facts
    ]
    rows: list[tuple[Cell, ...]] = [
        (gettext("Organization"), text(organization.name), None, None),
        *((title, said, None, None) for title, said in facts),
        (gettext("Questionnaire"), text(report.questionnaire.title), None, None),
        (gettext("Version"), report.questionnaire.version, None, None),
        (gettext("Purpose"), gettext(wording.PURPOSES[report.assessment.purpose]), None, None),
        (gettext("Form"), text(report.form.title), None, None),
        (gettext("Weights"), text(report.scorecard.profile.title), None, None),
        (gettext("Assessed on"), day(report.assessment.assessed_on), None, None),
        (gettext("Total, claimed"), "", total.claimed, None),
        (gettext("Total, backed by evidence"), "", total.evidenced, None),
        (gettext("Total with everything open at nothing"), "", total.low, None),
        (gettext("Total with everything open at its best"), "", total.high, None),
        (gettext("Best attainable total"), "", total.maximum, None),
        (gettext("Answered"), "", None, total.completeness),
        (gettext("Level"), level(report), None, None),
        (gettext("Seal"), report.seal, None, None),
    ]
    return Table(
        id="overview",
        title=gettext("Overview"),
        columns=(
            Column("what", gettext("What")),
            Column("said", gettext("Said")),
            Column("points", gettext("points"), Kind.POINTS),
            Column("share", gettext("share"), Kind.SHARE),
        ),
        rows=tuple(rows),
    )


def level(report: Report) -> str:
    """The level with its name, or that there is none yet."""
    decision = report.decision
    if not decision.rated:
        return gettext("No level can be given yet")
    if decision.level is None:
        return wording.level_words(0)
    return wording.labelled(wording.level_words(decision.number), text(decision.level.name))


def dimensions(report: Report) -> Table:
    """Every dimension with its scores and points."""
    headline = report.comparison.headline
    reference = headline.theirs if headline else None

    def row(chapter: Chapter) -> tuple[Cell, ...]:
        score, axes = chapter.score, chapter.axes
        return (
            score.dimension.id,
            text(score.dimension.title),
            score.claimed,
            score.evidenced,
            score.mean.low,
            score.mean.high,
            score.points,
            score.maximum,
            axes.intention if axes else None,
            axes.reality if axes else None,
            reference,
        )

    return Table(
        id="dimensions",
        title=gettext("Dimensions"),
        columns=(
            Column("dimension", gettext("Code")),
            Column("title", gettext("Dimension")),
            *_scores(),
            Column("points", gettext("points"), Kind.POINTS),
            Column("maximum", gettext("of"), Kind.NUMBER),
            Column("intention", gettext("intention"), Kind.STEP),
            Column("reality", gettext("reality"), Kind.STEP),
            Column("reference", gettext("published reference"), Kind.SHARE),
        ),
        rows=tuple(row(chapter) for chapter in report.chapters),
    )


def _scores() -> tuple[Column, ...]:
    return (
        Column("claimed", gettext("claimed"), Kind.SHARE),
        Column("evidenced", gettext("backed by evidence"), Kind.SHARE),
        Column("low", gettext("at least"), Kind.SHARE),
        Column("high", gettext("at most"), Kind.SHARE),
    )


def stages(report: Report) -> Table:
    """The stages of the dimensions that have some."""
    return Table(
        id="stages",
        title=gettext("Stages"),
        columns=(
            Column("dimension", gettext("Dimension")),
            Column("stage", gettext("Stage")),
            *_scores(),
        ),
        rows=tuple(
            (
                text(dimension.dimension.title),
                text(stage.stage.title),
                stage.mean.claimed,
                stage.mean.evidenced,
                stage.mean.low,
                stage.mean.high,
            )
            for dimension in report.scorecard.dimensions
            for stage in dimension.stages
        ),
    )


def items(report: Report) -> Table:
    """Every item of the form with its scores."""
    return Table(
        id="items",
        title=gettext("All items"),
        columns=(
            Column("item", gettext("Item")),
            Column("dimension", gettext("Dimension")),
            Column("title", gettext("Title")),
            Column("type", gettext("Type")),
            Column("knock_out", gettext("Knock-out item")),
            Column("status", gettext("Status")),
            Column("weight", gettext("weight"), Kind.NUMBER),
            *_scores(),
            Column("points", gettext("points"), Kind.ITEM_POINTS),
        ),
        rows=tuple(
            (
                score.item.id,
                text(dimension.dimension.title),
                text(score.item.title),
                gettext(wording.TYPES[score.item.type]),
                gettext("yes") if score.item.knock_out else "",
                gettext(wording.STATUSES[score.status]),
                score.item.points,
                score.claimed,
                score.evidenced,
                score.low if score.applicable else None,
                score.high if score.applicable else None,
                score.points,
            )
            for dimension in report.scorecard.dimensions
            for score in dimension.items
        ),
    )


def gates(report: Report) -> Table:
    """The gates of the next level; numbers as printed, for they come in several units."""
    next_level = report.decision.next_level
    title = (
        gettext("The gates of level {level}, {name}").format(
            level=next_level.level, name=text(next_level.name)
        )
        if next_level
        else gettext("The gates of the highest level")
    )
    return Table(
        id="gates",
        title=title,
        columns=(
            Column("gate", gettext("Gate")),
            Column("item", gettext("Item")),
            Column("now", gettext("now")),
            Column("needed", gettext("needed")),
            Column("missing", gettext("missing")),
        ),
        rows=tuple(
            (
                wording.gate_name(gate),
                gate.item.id if gate.item else "",
                wording.gate_number(gate, gate.value),
                wording.gate_number(gate, gate.threshold),
                wording.shortfall(gate),
            )
            for gate in report.decision.gates
        ),
    )


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
                score.answer.note if score.answer else "",
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
