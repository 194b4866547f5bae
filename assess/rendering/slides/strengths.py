"""What carries the result and what holds it back, and the stages or the weakest dimension."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide

from assess.core.report import Report
from assess.core.scorecard import DimensionScore, ItemScore, StageScore
from assess.core.text import Text
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.charts.marks import ACCENT, INK, MUTED
from assess.rendering.filters import percent, text
from assess.rendering.slides import findings, look
from assess.rendering.slides.deck import Deck
from assess.rendering.slides.drawing import Frame, write
from assess.rendering.slides.fitting import (
    Box,
    Entry,
    Paragraph,
    cut,
    in_largest,
    shortened,
)
from assess.rendering.slides.gates import in_notes
from assess.rendering.slides.look import PALE
from assess.rendering.slides.tabulation import Cell, Column, Grid, tabulate

GAP = 32.0
HALF = (look.ACROSS - GAP) / 2
HEAD = 34.0
SIDE = Box(look.LEFT, look.TOP + HEAD, HALF, look.BOTTOM - look.TOP - HEAD)
ARROW_HEIGHT, ARROW_TIP = 118.0, 16.0
UNDER_ARROWS = look.TOP + ARROW_HEIGHT + 16


@dataclass(frozen=True, slots=True)
class Letters:
    """The sizes in which an item's title, its finding and its scores are set.

    The finding takes at most `most` lines; `after` is the space below the scores.
    """

    title: float
    found: float
    scores: float
    after: float
    most: int = 3


SIDE_LETTERS = (Letters(20, 16, 16, 18), Letters(18, 16, 14, 14), Letters(18, 14, 14, 8))
STAGE_LETTERS = (Letters(16, 14, 14, 14, most=7), Letters(14, 12, 12, 12))


def strengths_and_gaps(deck: Deck, report: Report) -> None:
    """Three strengths beside three gaps, in the questionnaire's words."""
    slide = deck.add(findings.of_extremes(report), list(_extremes_notes(report)))
    sides = in_largest(
        [
            [
                [_entry(report, s, s.item.title, HALF, letters) for s in scores]
                for _, scores in _extremes(report)
            ]
            for letters in SIDE_LETTERS
        ],
        SIDE,
    )
    for n, ((head, _), entries) in enumerate(zip(_extremes(report), sides, strict=True)):
        _side(slide, n, head, entries, wording.no_extremes(report))


def _extremes(report: Report) -> tuple[tuple[str, Sequence[ItemScore]], ...]:
    return (
        (gettext("What carries you"), report.strengths),
        (gettext("What holds you back"), report.gaps),
    )


def _side(slide: Slide, n: int, head: str, entries: Sequence[Entry], empty: str) -> None:
    left = look.LEFT + n * (HALF + GAP)
    title = Paragraph(text=head, size=20, bold=True, colour=ACCENT)
    write(slide, Box(left, look.TOP, HALF, HEAD), [title], name=head, words=head)
    nothing = (Paragraph(text=empty, size=18, colour=MUTED),)
    write(
        slide,
        replace(SIDE, left=left),
        shortened(entries or [nothing], SIDE, more_paragraph),
        name=gettext("{head}: items").format(head=head),
        words=gettext("Each item with what was found and its scores"),
    )


def _entry(report: Report, score: ItemScore, title: Text, width: float, letters: Letters) -> Entry:
    found = cut(_found(report, score), letters.found, width, letters.most)
    return (
        Paragraph(text=cut(text(title), letters.title, width, 3), size=letters.title, bold=True),
        Paragraph(text=found, size=letters.found),
        Paragraph(
            text=cut(_scores(score), letters.scores, width, 3),
            size=letters.scores,
            colour=MUTED,
            after=letters.after,
        ),
    )


def more_paragraph(left: int) -> Paragraph:
    """How many entries a slide has no room for."""
    return Paragraph(text=in_notes(left), size=12, colour=MUTED)


def _found(report: Report, score: ItemScore) -> str:
    """The words of the step reached in practice, else the answer as given."""
    for chapter in report.chapters:
        for finding in chapter.findings:
            if finding.score.item.id == score.item.id and finding.anchored:
                return text(finding.anchored[-1].words)
    return wording.given(report, score)


def _scores(score: ItemScore) -> str:
    return wording.listed(
        score.item.id,
        _shares(score.claimed, score.evidenced) or gettext(wording.STATUSES[score.status]),
        gettext("knock-out") if score.item.knock_out else "",
    )


def _shares(claimed: Fraction | None, evidenced: Fraction | None) -> str:
    if claimed is None:
        return ""
    return wording.listed(
        gettext("{share} claimed").format(share=percent(claimed)),
        gettext("{share} backed by evidence").format(share=percent(evidenced)),
    )


def _extremes_notes(report: Report) -> Iterator[str]:
    for head, scores in _extremes(report):
        for score in scores:
            yield wording.labelled(head, text(score.item.title))
            yield _found(report, score)
            yield _scores(score)


def stages_or_weakest(deck: Deck, report: Report) -> None:
    """The stages of the life cycle where a dimension has some, else the weakest dimension."""
    staged = [d for d in report.scorecard.dimensions if len(d.stages) > 1]
    if staged:
        _stages(deck, report, staged[0])
    else:
        _weakest(deck, findings.weakest_dimension(report))


def _stages(deck: Deck, report: Report, dimension: DimensionScore) -> None:
    slide = deck.add(findings.of_stages(dimension), list(_stage_notes(dimension)))
    weakest = findings.weakest_stage(dimension)
    stages = dimension.stages
    across = look.ACROSS / len(stages)
    below = Box(look.LEFT, UNDER_ARROWS, across - 16, look.BOTTOM - UNDER_ARROWS)
    lists = in_largest(
        [
            *(
                [
                    [_entry(report, s, s.item.short, below.width, letters) for s in stage.items]
                    for stage in stages
                ]
                for letters in STAGE_LETTERS
            ),
            [[_short_entry(score, below.width) for score in stage.items] for stage in stages],
        ],
        below,
    )
    for n, (stage, entries) in enumerate(zip(stages, lists, strict=True)):
        left = look.LEFT + n * across
        arrow = Box(left, look.TOP, across - 4, ARROW_HEIGHT)
        _arrow(slide, arrow, stage, stage is weakest)
        write(
            slide,
            replace(below, left=left),
            shortened(entries, below, more_paragraph),
            name=gettext("{head}: items").format(head=text(stage.stage.title)),
            words=gettext("The items of this stage with their scores"),
        )


def _arrow(slide: Slide, box: Box, stage: StageScore, weakest: bool) -> None:
    title, share = text(stage.stage.title), percent(stage.mean.claimed)
    backed = (
        gettext("no value yet")
        if stage.mean.claimed is None
        else gettext("{share} backed by evidence").format(share=percent(stage.mean.evidenced))
    )
    room = box.width - 16 - ARROW_TIP
    write(
        slide,
        box,
        [
            Paragraph(text=cut(title, 16, room, 1), size=16, bold=True),
            Paragraph(text=share, size=32, bold=True, colour=ACCENT),
            Paragraph(text=backed, size=12, colour=MUTED),
        ],
        name=title,
        words=wording.listed(wording.labelled(title, share), backed),
        frame=Frame(
            fill=PALE,
            outline=INK if weakest else "",
            weight=2.5,
            inset=8,
            tip=ARROW_TIP,
            form=MSO_SHAPE.PENTAGON,
        ),
    )


def _short_entry(score: ItemScore, width: float) -> Entry:
    said = wording.listed(score.item.id, percent(score.claimed))
    return (
        Paragraph(text=cut(text(score.item.short), 14, width, 2), size=14),
        Paragraph(text=said, size=12, colour=MUTED, after=8),
    )


def _stage_notes(dimension: DimensionScore) -> Iterator[str]:
    for stage in dimension.stages:
        said = _shares(stage.mean.claimed, stage.mean.evidenced) or gettext("no value yet")
        yield wording.labelled(text(stage.stage.title), said)
        yield from (wording.labelled(text(s.item.title), _scores(s)) for s in stage.items)


def _weakest(deck: Deck, dimension: DimensionScore | None) -> None:
    scores = dimension.items if dimension else ()
    notes = [wording.labelled(text(score.item.title), _scores(score)) for score in scores]
    slide = deck.add(findings.of_weakest(dimension), notes)
    if dimension is None:
        words = gettext("Nothing is answered yet.")
        name = gettext("Weakest dimension")
        write(slide, look.PAGE, [Paragraph(text=words, size=20)], name=name, words=words)
        return
    numbers = (gettext("claimed"), gettext("evidence"))
    tabulate(
        slide,
        look.PAGE,
        Grid(
            columns=(
                Column(title=gettext("Item"), width=80),
                Column(title=gettext("Title"), width=444),
                Column(title=gettext("Status"), width=140),
                *(Column(title=head, width=100, number=True) for head in numbers),
            ),
            rows=[_item_row(score) for score in scores],
            more=in_notes,
            most=1,
        ),
        name=text(dimension.dimension.title),
        words=gettext("The items of the dimension with their scores"),
    )


def _item_row(score: ItemScore) -> list[Cell]:
    return [
        Cell(text=score.item.id, colour=MUTED),
        Cell(text=text(score.item.title), bold=True),
        Cell(text=gettext(wording.STATUSES[score.status]), colour=MUTED),
        Cell(text=percent(score.claimed)),
        Cell(text=percent(score.evidenced), bold=True),
    ]
