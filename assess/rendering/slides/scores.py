"""The dimensions as a radar and as columns."""

from __future__ import annotations

from collections.abc import Iterator

from pptx.slide import Slide

from assess.core.report import BOTH_AXES, Chapter, Report
from assess.language import gettext
from assess.rendering import sentences, wording
from assess.rendering.charts.marks import MUTED
from assess.rendering.filters import number, percent, points, text
from assess.rendering.slides import findings, look
from assess.rendering.slides.deck import Deck
from assess.rendering.slides.diagrams import columns, radar
from assess.rendering.slides.drawing import write
from assess.rendering.slides.fitting import Box, Paragraph
from assess.rendering.slides.gates import in_notes
from assess.rendering.slides.tabulation import Cell, Column, Grid, tabulate

RADAR = Box(look.LEFT - 12, look.TOP - 8, 452, look.BOTTOM - look.TOP + 8)
FIGURES = Box(508, look.TOP, 404, 318)
CITATION = Box(508, look.TOP + 326, 404, 50)
COLUMNS = Box(look.LEFT - 8, look.TOP - 8, look.ACROSS + 16, 330)
REMARK = Box(look.LEFT, look.TOP + 326, look.ACROSS, 50)
NUMBER = 66.0


def dimensions_on_radar(deck: Deck, report: Report) -> None:
    """Claimed, evidenced and reference on a radar; plan and practice beside it."""
    slide = deck.add(findings.of_radar(report), list(_radar_notes(report)))
    words = gettext(
        "Radar of the dimensions: claimed, backed by evidence, published reference; the numbers "
        "stand in the table beside it"
    )
    radar(slide, RADAR, report, words=words)
    axes = [wording.axis_head(report.questionnaire, axis) for axis in BOTH_AXES]
    first, second = axes
    heads = (gettext("claimed"), gettext("evidence"), *axes)
    tabulate(
        slide,
        FIGURES,
        Grid(
            columns=(
                Column(title=gettext("Dimension"), width=FIGURES.width - len(heads) * NUMBER),
                *(Column(title=head, width=NUMBER, number=True) for head in heads),
            ),
            rows=[_row(chapter) for chapter in report.chapters],
            more=in_notes,
        ),
        name=gettext("The dimensions in numbers"),
        words=gettext("Claimed and evidence in per cent, {first} and {second} from 0 to 5").format(
            first=first, second=second
        ),
    )
    scales = gettext("Rings at 20 %; {first} and {second} from 0 to 5")
    _cite(slide, CITATION, report, scales.format(first=first, second=second))


def _row(chapter: Chapter) -> list[Cell]:
    score, axes = chapter.score, chapter.axes
    return [
        Cell(text=text(score.dimension.title), bold=True),
        Cell(text=percent(score.claimed)),
        Cell(text=percent(score.evidenced), bold=True),
        Cell(text=points(axes.intention if axes else None)),
        Cell(text=points(axes.reality if axes else None)),
    ]


def _cite(slide: Slide, box: Box, report: Report, first: str) -> None:
    """What the dashed line is, and whatever else a chart needs said."""
    said = gettext(". ").join(part for part in (first, citation(report)) if part)
    write(
        slide,
        box,
        [Paragraph(text=said, size=12, colour=MUTED)],
        name=gettext("Published reference"),
        words=gettext("What the dashed line stands for"),
    )


def citation(report: Report) -> str:
    """The published reference with its source and year, or that there is none."""
    gap = report.comparison.headline
    if gap is None:
        return sentences.no_benchmark()
    return wording.labelled(
        gettext("Published reference"), wording.citation(gap.reference, gap.historic)
    )


def _radar_notes(report: Report) -> Iterator[str]:
    for chapter in report.chapters:
        yield _spoken(chapter)
        if chapter.axes:
            yield gettext("{first}: {one} of 5; {second}: {other} of 5").format(
                first=wording.axis(report.questionnaire, "intention"),
                one=points(chapter.axes.intention),
                second=wording.axis(report.questionnaire, "reality"),
                other=points(chapter.axes.reality),
            )
    yield citation(report)


def _spoken(chapter: Chapter) -> str:
    score = chapter.score
    title = text(score.dimension.title)
    if score.unrated:
        return wording.labelled(title, gettext(wording.UNRATED[score.unrated]))
    return gettext(
        "{dimension}: {claimed} claimed, {evidenced} backed by evidence, {points} of {maximum} "
        "points"
    ).format(
        dimension=title,
        claimed=percent(score.claimed),
        evidenced=percent(score.evidenced),
        points=points(score.points),
        maximum=number(score.maximum),
    )


def dimensions_in_columns(deck: Deck, report: Report) -> None:
    """Every dimension's claim with the evidence inside it, and the reference as a line."""
    slide = deck.add(findings.of_columns(report), list(_column_notes(report)))
    words = gettext(
        "Columns of the dimensions: claimed, and inside it what evidence backs, in per cent; a "
        "dashed line at the published reference"
    )
    columns(slide, COLUMNS, report, words=words)
    _cite(slide, REMARK, report, _unrated(report))


def _unrated(report: Report) -> str:
    titles = [text(d.dimension.title) for d in report.scorecard.dimensions if d.unrated]
    if not titles:
        return ""
    return gettext("Not rated: {dimensions}").format(dimensions=wording.listed(*titles))


def _column_notes(report: Report) -> Iterator[str]:
    yield from (_spoken(chapter) for chapter in report.chapters)
    yield citation(report)
    gap = report.comparison.headline
    if gap is not None:
        yield from sentences.placed(report, gap)
