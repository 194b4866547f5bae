"""The overall result, and a chapter for each dimension."""

from __future__ import annotations

from assess.core.report import Chapter, Report
from assess.core.scorecard import Mean
from assess.language import gettext
from assess.rendering import method, sentences, wording
from assess.rendering.document import figures
from assess.rendering.document.findings import finding
from assess.rendering.document.front import gates_table, move_words
from assess.rendering.document.look import ACROSS
from assess.rendering.document.manuscript import Column, Manuscript
from assess.rendering.document.markup import Line, Words, strong
from assess.rendering.document.robustness import sensitivity
from assess.rendering.filters import number, percent, percent_number, points, prose, text

SCORE_NAME = 36.0
"""Millimetres for the name of a score."""


def overall(report: Report, written: Manuscript) -> None:
    """The dimensions in numbers, what stands beside them, all items, and the gates."""
    _dimensions(report, written)
    if deducted := method.deductions(report):
        written.note(deducted)
    written.note(
        gettext(
            "Totals are formed from unrounded values; printed parts may differ from them in the "
            "last digit."
        )
    )
    _beside(report, written)
    sensitivity(report, written)
    written.section(gettext("Every item at a glance"))
    written.figure(figures.heat_map(report))
    if report.decision.rated:
        _gates(report, written)


def _dimensions(report: Report, written: Manuscript) -> None:
    total = report.scorecard.total
    is_open = total.completeness < 1
    titles = [
        gettext("claimed, %"),
        gettext("evidence, %"),
        *([gettext("answered, %"), gettext("between, %")] if is_open else []),
        gettext("points"),
        gettext("of"),
        f"{wording.axis_head(report.questionnaire, 'intention')}\n0–5",
        f"{wording.axis_head(report.questionnaire, 'reality')}\n0–5",
    ]
    width = 16.5 if is_open else 19.0
    columns = (
        Column(gettext("Dimension"), ACROSS - width * len(titles)),
        *(Column(title, width, numeric=True) for title in titles),
    )
    rows = [_dimension(chapter, is_open=is_open) for chapter in report.chapters]
    blanks = ("",) * (4 if is_open else 2)
    sum_row = (
        gettext("Total"),
        *blanks,
        points(total.claimed),
        number(total.maximum),
        "",
        "",
    )
    written.table(gettext("The dimensions in numbers"), columns, [*rows, sum_row], total=True)


def _dimension(chapter: Chapter, *, is_open: bool) -> tuple[Line, ...]:
    score, axes = chapter.score, chapter.axes
    interval = (percent_number(score.mean.coverage), _between(score.mean)) if is_open else ()
    return (
        text(score.dimension.title),
        percent_number(score.claimed),
        percent_number(score.evidenced),
        *interval,
        points(score.points),
        number(score.maximum),
        points(axes.intention if axes else None),
        points(axes.reality if axes else None),
    )


def _between(mean: Mean) -> str:
    return f"{percent_number(mean.low)}–{percent_number(mean.high)}"


def _beside(report: Report, written: Manuscript) -> None:
    """What is published beside the result, or that nothing is."""
    gap = report.comparison.headline
    if gap is None:
        written.note(sentences.no_benchmark())
        return
    said = wording.labelled(gettext("Beside you"), wording.citation(gap.reference, gap.historic))
    written.note(f"{said}\n{prose(' '.join(sentences.placed(report, gap)))}")


def _gates(report: Report, written: Manuscript) -> None:
    decision = report.decision
    level = decision.next_level
    written.section(
        gettext("The gates of level {level}, {name}").format(
            level=level.level, name=text(level.name)
        )
        if level
        else gettext("The gates of the highest level")
    )
    gates_table(decision.gates, gettext("Every gate with its value and threshold"), written)
    for name in decision.left_out:
        written.note(gettext("Left out, since this form does not ask it: {gate}").format(gate=name))


def chapter(said: Chapter, report: Report, written: Manuscript) -> None:
    """One dimension: its score, what was found at each item, and the next steps."""
    written.say(_score(said), "Score Line")
    written.say(text(said.score.dimension.intro))
    written.figure(figures.item_bars(said.score))
    _stages(said, written)
    if said.strengths:
        named = (
            wording.named(text(score.item.title), score.item.id, percent(score.claimed))
            for score in said.strengths
        )
        written.say((strong(gettext("Strengths:")), " ", gettext("; ").join(named)))
    for each in said.findings:
        finding(each, report, written)
    _next_steps(said, written)


def _score(said: Chapter) -> Line:
    score = said.score
    if score.unrated:
        return gettext(wording.UNRATED[score.unrated])
    rest = gettext("claimed; {evidenced} backed by evidence; {points} of {maximum} points").format(
        evidenced=percent(score.evidenced),
        points=points(score.points),
        maximum=number(score.maximum),
    )
    return (Words(percent(score.claimed), "Score"), f"  {rest}")


def _stages(said: Chapter, written: Manuscript) -> None:
    stages = said.score.stages
    if len(stages) > 1:
        across = (ACROSS - SCORE_NAME) / len(stages)
        columns = (
            Column(gettext("Stage"), SCORE_NAME),
            *(Column(text(stage.stage.title), across) for stage in stages),
        )
        claimed = (strong(percent(stage.mean.claimed)) for stage in stages)
        evidenced = (percent(stage.mean.evidenced) for stage in stages)
        rows: list[tuple[Line, ...]] = [
            (gettext("claimed"), *claimed),
            (gettext("backed by evidence"), *evidenced),
        ]
        written.table(gettext("The stages of the customer life cycle"), columns, rows)


def _next_steps(said: Chapter, written: Manuscript) -> None:
    if said.opportunities:
        written.section(gettext("Next steps here"))
    for move in said.opportunities:
        detail = wording.listed(move.item.id, *move_words(move))
        proof = wording.labelled(gettext("Proof"), text(move.step.proves))
        written.say(
            (strong(text(move.step.do)), Words(f"\n{detail}\n{proof}", "Small")), "List Bullet"
        )
