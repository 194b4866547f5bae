"""Drawings made of shaded cells, which can be edited like any table; their numbers stand beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assess.core.numbers import decimal_string
from assess.core.report import Report
from assess.core.roadmap import QUARTERS, WEEKS_IN_QUARTER, Planned
from assess.core.scorecard import DimensionScore, ItemScore
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.charts import heat_map as heat_map_drawn
from assess.rendering.charts import level_scale as level_scale_drawn
from assess.rendering.charts.heat_map import CELLS_IN_LINE
from assess.rendering.charts.heat_map import Cell as Shade
from assess.rendering.charts.level_scale import ScaleStep
from assess.rendering.charts.marks import INK, LEVEL_COLOURS, MUTED, PAPER, RULE
from assess.rendering.document.look import ACROSS, CLAIMED, EVIDENCED, PALE
from assess.rendering.document.manuscript import Cell, Grid
from assess.rendering.document.markup import Line, Words, muted, strong
from assess.rendering.document.styles import CHART, KEYS
from assess.rendering.filters import NBSP, number, percent, percent_number, text

TENTHS = 10
TENTH, QUARTER, FIGURE, NARROW = 6.6, 9.0, 24.0, 19.0
"""Millimetres of one cell of a bar, of a quarter, and of a column of numbers beside them."""
BAR_HEIGHT, CELL_HEIGHT, SCALE_WIDTH = 12.0, 26.0, 112.0
WAVES = (LEVEL_COLOURS[5], LEVEL_COLOURS[4], LEVEL_COLOURS[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of bars: shares of 1, None where there is nothing to draw."""

    label: Line
    claimed: Fraction | None
    evidenced: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    colour: str = CLAIMED


def dimension_bars(report: Report) -> Grid:
    """Every dimension's claimed and evidenced score, and the published reference."""
    gap = report.comparison.headline
    published = gettext("published reference")
    reference = [Bar(label=published, claimed=gap.theirs, colour=MUTED)] if gap else []
    return _bars(
        gettext(
            "Bars of the dimensions: claimed and backed by evidence in per cent, "
            "with the published reference"
        ),
        gettext("Dimension"),
        [*map(_dimension_bar, report.scorecard.dimensions), *reference],
    )


def item_bars(score: DimensionScore) -> Grid:
    """Every item of a dimension."""
    about = gettext(
        "Bars of the items of {dimension}: claimed and backed by evidence in per cent; "
        "the same numbers stand below"
    ).format(dimension=text(score.dimension.title))
    return _bars(about, gettext("Item"), [*map(_item_bar, score.items)])


def _dimension_bar(score: DimensionScore) -> Bar:
    return Bar(
        label=text(score.dimension.title),
        claimed=score.claimed,
        evidenced=score.evidenced,
        low=score.mean.low,
        high=score.mean.high,
    )


def _item_bar(score: ItemScore) -> Bar:
    return Bar(
        label=(muted(f"{score.item.id} "), text(score.item.short)),
        claimed=score.claimed,
        evidenced=score.evidenced,
        low=score.low if score.applicable else None,
        high=score.high if score.applicable else None,
    )


def _bars(about: str, subject: str, bars: Sequence[Bar]) -> Grid:
    """Bars on one scale; where something is open, its interval has a column."""
    is_open = any(bar.low != bar.high for bar in bars)
    titles = [gettext("claimed, %"), gettext("evidence, %"), gettext("between, %")]
    figures = titles if is_open else titles[:2]
    ticks = (percent(Fraction(n, TENTHS)) for n in range(2, TENTHS + 1, 2))
    head = (
        Cell(line=subject, style="Table Head"),
        *(Cell(line=tick, style="Table Head Number", span=2) for tick in ticks),
        *(Cell(line=title, style="Table Head Number") for title in figures),
    )
    figure = NARROW if is_open else FIGURE
    label = ACROSS - TENTHS * TENTH - len(figures) * figure
    return Grid(
        about=about,
        widths=(label, *(TENTH,) * TENTHS, *(figure,) * len(figures)),
        rows=(head, *(_bar_row(bar, is_open=is_open) for bar in bars)),
        style=CHART,
        height=BAR_HEIGHT,
    )


def _bar_row(bar: Bar, *, is_open: bool) -> tuple[Cell, ...]:
    dark, pale = _tenths(bar.evidenced), _tenths(bar.claimed)
    shades = (
        EVIDENCED if tenth < dark else bar.colour if tenth < pale else PALE
        for tenth in range(TENTHS)
    )
    between = f"{percent_number(bar.low)}–{percent_number(bar.high)}" if bar.low != bar.high else ""
    figures: list[Line] = [
        strong(percent_number(bar.claimed)),
        "" if bar.colour == MUTED else percent_number(bar.evidenced),
        *([between] if is_open else []),
    ]
    return (
        Cell(line=bar.label),
        *(Cell(style="Chart Gap", fill=shade) for shade in shades),
        *(Cell(line=figure, style="Table Number") for figure in figures),
    )


def _tenths(share: Fraction | None) -> int:
    return 0 if share is None else int(decimal_string(share * TENTHS, 0))


def legend(report: Report) -> Line:
    """What the shades of the bars mean, and where the reference comes from."""
    gap = report.comparison.headline
    said = [gettext("backed by evidence"), gettext("claimed")]
    if gap:
        cited = wording.citation(gap.reference, gap.historic)
        said.append(wording.labelled(gettext("published reference"), cited))
    keys = (name for name, _ in KEYS)
    return tuple(
        piece
        for key, words in zip(keys, said, strict=False)
        for piece in (Words(NBSP * 4, key), f" {words}    ")
    )


def level_scale(report: Report) -> Grid:
    """The levels side by side, the reached one in a frame."""
    decision = report.decision
    reached = wording.level_words(decision.number)
    steps = level_scale_drawn(report, decision).steps
    return Grid(
        about=gettext("The levels; reached: {level}").format(level=reached)
        if decision.rated
        else gettext("No level can be given yet"),
        widths=(SCALE_WIDTH / len(steps),) * len(steps),
        rows=(tuple(map(_level, steps)),),
        style=CHART,
        heads=0,
        height=CELL_HEIGHT,
    )


def _level(step: ScaleStep) -> Cell:
    name = text(step.level.name)
    return _shaded(str(step.level.level), name, step.colour, step.ink, here=step.here)


def _shaded(first: str, second: str, colour: str, ink: str, *, here: bool = False) -> Cell:
    """One or two short lines on a ground; white where the ground is dark."""
    below = f"\n{second}" if second else ""
    line: Line = Words(first + below, "On Dark") if ink == PAPER else (first, strong(below))
    return Cell(line=line, style="On Shade", fill=colour, frame=INK if here else "")


def heat_map(report: Report) -> Grid:
    """Every item's claimed score as a shade with its number, a row or two for each dimension."""
    drawn = heat_map_drawn(report)
    width = (ACROSS - 50) / CELLS_IN_LINE
    bands = [_shaded(words, "", colour, ink) for _, colour, ink, words in drawn.legend]
    rows = [
        row
        for score, line in zip(report.scorecard.dimensions, drawn.rows, strict=True)
        for row in _heat_rows(text(score.dimension.title), line.cells)
    ]
    return Grid(
        about=gettext(
            "Heat map of all items: the claimed score of each in per cent; "
            "the same numbers stand in the chapters"
        ),
        widths=(50.0, *(width,) * CELLS_IN_LINE),
        rows=(*rows, _filled([Cell(line=muted(gettext("claimed, %"))), *bands])),
        style=CHART,
        heads=0,
    )


def _heat_rows(title: str, cells: Sequence[Shade]) -> Iterator[tuple[Cell, ...]]:
    for start in range(0, max(len(cells), 1), CELLS_IN_LINE):
        line = cells[start : start + CELLS_IN_LINE]
        yield _filled([Cell(line="" if start else title), *map(_item, line)])


def _item(shade: Shade) -> Cell:
    """An item of the heat map, in a thin frame where it has no score."""
    cell = _shaded(shade.id, shade.text, shade.colour, shade.ink)
    return cell if shade.step is not None else replace(cell, fill="", frame=RULE, thick=4)


def _filled(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """A row of the heat map with empty cells to its end."""
    return (*cells, *(Cell() for _ in range(CELLS_IN_LINE + 1 - len(cells))))


def calendar(report: Report) -> Grid:
    """When each planned move runs, quarter by quarter."""
    moves = [move for wave in report.roadmap.waves for move in wave.moves]
    quarters = [f"Q{quarter + 1}" for quarter in range(QUARTERS)]
    label = ACROSS - QUARTERS * QUARTER - 2 * NARROW
    figures = (gettext("begins in quarter"), gettext("weeks"))
    return Grid(
        about=gettext(
            "Plan over eight quarters: when each move runs; effort and weeks stand in the table"
        ),
        widths=(label, *(QUARTER,) * QUARTERS, NARROW, NARROW),
        rows=(
            (
                Cell(line=gettext("Item"), style="Table Head"),
                *(Cell(line=quarter, style="Table Head") for quarter in quarters),
                *(Cell(line=figure, style="Table Head Number") for figure in figures),
            ),
            *map(_calendar_row, moves),
        ),
        style=CHART,
        height=BAR_HEIGHT,
    )


def _calendar_row(move: Planned) -> tuple[Cell, ...]:
    item, weeks = move.recommendation.item, move.recommendation.step.weeks
    starts = range(0, QUARTERS * WEEKS_IN_QUARTER, WEEKS_IN_QUARTER)
    runs = (move.start_week < at + WEEKS_IN_QUARTER and move.end_week > at for at in starts)
    return (
        Cell(line=(muted(f"{item.id} "), text(item.short))),
        *(Cell(style="Chart Gap", fill=WAVES[move.wave - 1] if now else PALE) for now in runs),
        Cell(line=number(move.quarter), style="Table Number"),
        Cell(line=number(weeks), style="Table Number"),
    )
