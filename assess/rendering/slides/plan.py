"""The first moves, and the plan in three waves."""

from __future__ import annotations

from collections.abc import Iterator

from pptx.slide import Slide

from assess.core.recommendations import Recommendation
from assess.core.report import Report
from assess.core.roadmap import Wave
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.charts.marks import ACCENT, MUTED
from assess.rendering.filters import number, points, text
from assess.rendering.slides import findings, look
from assess.rendering.slides.deck import Deck
from assess.rendering.slides.drawing import Frame, write
from assess.rendering.slides.fitting import Box, Paragraph
from assess.rendering.slides.gates import in_notes
from assess.rendering.slides.look import PALE
from assess.rendering.slides.tabulation import Cell, Column, Grid, tabulate
from assess.rendering.tables.plan import waves as waves_table
from assess.rendering.tables.table import printed

MOST_NAMED = 10
TABLE = Box(look.LEFT, look.TOP, look.ACROSS, 316)
BELOW = Box(look.LEFT, look.TOP + 326, look.ACROSS, 50)


def first_moves(deck: Deck, report: Report) -> None:
    """The first moves with owner, days and gain, and where they lead together."""
    slide = deck.add(findings.of_moves(report), list(_move_notes(report)))
    if not report.first_moves:
        _nothing(slide, report)
        return
    columns = (
        Column(title=gettext("What to do"), width=352),
        Column(title=gettext("Why now"), width=222),
        Column(title=gettext("Owner"), width=134),
        Column(title=gettext("person-days"), width=90, number=True),
        Column(title=gettext("gain"), width=66, number=True),
    )
    rows = [_move_row(report, move) for move in report.first_moves]
    tabulate(
        slide,
        TABLE,
        Grid(columns=columns, rows=rows, more=in_notes, most=3),
        name=gettext("The first moves"),
        words=gettext("What to do, why now, who, person-days, and points gained"),
    )
    _outlook(slide, report)


def _move_row(report: Report, move: Recommendation) -> list[Cell]:
    kind = gettext(wording.KINDS[move.kind])
    return [
        Cell(text=text(move.step.do), bold=True),
        Cell(text=wording.reason(move), colour=MUTED),
        Cell(text=_owner(report, move), under=wording.listed(move.item.id, kind)),
        Cell(text=number(move.step.effort)),
        Cell(text=_gain(move), bold=True, colour=ACCENT),
    ]


def _owner(report: Report, move: Recommendation) -> str:
    return text(report.questionnaire.role(move.step.owner).title)


def _gain(move: Recommendation) -> str:
    return f"+{points(move.points_gained)}"


def _outlook(slide: Slide, report: Report) -> None:
    outlook = report.first_moves_projection
    if outlook is None:
        return
    words = gettext("All of these done: {low} to {high} points, {level}.").format(
        low=points(outlook.low),
        high=points(outlook.high),
        level=wording.level_words(outlook.decision.number),
    )
    write(
        slide,
        Box(BELOW.left, BELOW.top, BELOW.width, 40),
        [Paragraph(text=words, size=18, bold=True)],
        name=gettext("Where they lead"),
        words=words,
        frame=Frame(fill=PALE, inset=8),
    )


def _nothing(slide: Slide, report: Report) -> None:
    words = (
        gettext("Nothing is left to advise.")
        if report.quality.answered
        else gettext("No advice yet: answer some items first.")
    )
    name = gettext("The first moves")
    write(slide, look.PAGE, [Paragraph(text=words, size=20)], name=name, words=words)


def _move_notes(report: Report) -> Iterator[str]:
    for move in report.first_moves:
        yield text(move.step.do)
        yield gettext(
            "{item}: {days} person-days in {weeks} weeks, {owner}, brings {points} points"
        ).format(
            item=text(move.item.title),
            days=number(move.step.effort),
            weeks=move.step.weeks,
            owner=_owner(report, move),
            points=points(move.points_gained),
        )
        yield wording.labelled(gettext("Why now"), wording.reason(move))
        yield wording.labelled(gettext("Proof"), text(move.step.proves))


def three_waves(deck: Deck, report: Report) -> None:
    """The plan in three waves with what it costs and where it leads."""
    slide = deck.add(findings.of_waves(report), list(_wave_notes(report)))
    if not report.recommendations:
        _nothing(slide, report)
        return
    table = waves_table(report)
    wave, *numbers = table.columns
    width = 86.0
    columns = (
        Column(title=wave.title, width=116),
        Column(title=gettext("What is done"), width=look.ACROSS - 116 - width * len(numbers)),
        *(Column(title=column.title, width=width, number=True) for column in numbers),
    )
    rows = [
        [
            Cell(text=str(name), bold=True),
            Cell(text=_first_done(part)),
            *(
                Cell(text=printed(cell, column.kind), bold=column.id in {"high", "level"})
                for cell, column in zip(cells, numbers, strict=True)
            ),
        ]
        for part, (name, *cells) in zip(report.roadmap.waves, table.rows, strict=True)
    ]
    tabulate(
        slide,
        TABLE,
        Grid(columns=columns, rows=rows, more=in_notes, most=6),
        name=table.title,
        words=gettext("Waves with effort and where they lead"),
    )
    remarks = [Paragraph(text=said, size=14, colour=MUTED) for said in _remarks(report)]
    write(
        slide,
        BELOW,
        remarks,
        name=gettext("What the plan supposes"),
        words=gettext("What the plan supposes"),
    )


def _first_done(wave: Wave) -> str:
    left = len(wave.moves) - MOST_NAMED
    return wording.listed(*_done(wave)[:MOST_NAMED], in_notes(left) if left > 0 else "")


def _done(wave: Wave) -> list[str]:
    return [text(move.recommendation.item.short) for move in wave.moves]


def _remarks(report: Report) -> Iterator[str]:
    yield gettext(
        "The lower figure supposes that 60 % is delivered, the higher one and the level that all "
        "is. The plan uses {capacity} person-days a quarter."
    ).format(capacity=number(report.roadmap.capacity))
    if report.roadmap.ambitious:
        yield gettext("This plan counts as ambitious: {points} points in the first year.").format(
            points=points(report.roadmap.points_first_year)
        )


def _wave_notes(report: Report) -> Iterator[str]:
    for part, record in zip(report.roadmap.waves, waves_table(report).records(), strict=True):
        yield gettext("{wave}: {moves} moves, {days} person-days").format(
            wave=record["wave"], moves=len(part.moves), days=number(part.effort)
        )
        if part.projection:
            yield gettext("Afterwards: {low} to {high} points, {level}.").format(
                low=points(part.projection.low),
                high=points(part.projection.high),
                level=wording.level_words(part.projection.decision.number),
            )
        if part.moves:
            yield wording.listed(*_done(part))
    yield from _remarks(report)
    if report.roadmap.later:
        ids = wording.listed(*(move.item.id for move in report.roadmap.later))
        yield wording.labelled(gettext("Beyond two years"), ids)
