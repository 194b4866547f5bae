"""The result in tables: what was assessed, the scores, the gates."""

from __future__ import annotations

from collections.abc import Iterator

from assess.core.deductions import deducted
from assess.core.report import Chapter, Report
from assess.language import gettext
from assess.rendering import method, sentences, wording
from assess.rendering.filters import day, fact, text
from assess.rendering.tables.table import Cell, Column, Kind, Table


def overview(report: Report) -> Table:
    """What was assessed, and the result in one column."""
    organization, total = report.assessment.organization, report.scorecard.total
    instead = sentences.shown_instead(report.questionnaire)
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
        *([(gettext("Language"), instead, None, None)] if instead else []),
        (
            gettext("Purpose"),
            wording.purpose(report.assessment.purpose, report.questionnaire),
            None,
            None,
        ),
        (gettext("Form"), text(report.form.title), None, None),
        (gettext("Weights"), text(report.scorecard.profile.title), None, None),
        (gettext("Assessed on"), day(report.assessment.assessed_on), None, None),
        (gettext("Total, claimed"), "", total.claimed, None),
        (gettext("Total, backed by evidence"), "", total.evidenced, None),
        (gettext("Total with everything open at nothing"), "", total.low, None),
        (gettext("Total with everything open at its best"), "", total.high, None),
        (gettext("Best attainable total"), "", total.maximum, None),
        *_deductions(report),
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


def _deductions(report: Report) -> Iterator[tuple[Cell, ...]]:
    """The total before deductions and each of them, where anything was deducted."""
    found = list(deducted(report.scorecard))
    if found:
        yield gettext("Total before deductions"), "", report.scorecard.total.gross, None
    for each in found:
        yield gettext("Deduction"), method.deduction(each), -each.points, None


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
            Column("intention", wording.axis_head(report.questionnaire, "intention"), Kind.STEP),
            Column("reality", wording.axis_head(report.questionnaire, "reality"), Kind.STEP),
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
