"""The heat map of all items."""

from __future__ import annotations

from dataclasses import dataclass

from assess.core.items import TOP
from assess.core.report import Report
from assess.core.scorecard import DimensionScore, ItemScore
from assess.language import current
from assess.rendering.charts.marks import (
    BARS_WIDTH,
    INK,
    LABEL,
    LEVEL_COLOURS,
    LINE,
    NARROW,
    PAPER,
    Label,
    Point,
    cut,
    ink_on,
)
from assess.rendering.filters import percent_number
from assess.rendering.lettering import wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One item of the heat map; `code` is its id cut to fit, `step` 0 to 5, None unscored."""

    at: Point
    id: str
    code: str
    text: str
    step: int | None
    colour: str
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One dimension of the heat map."""

    label: Label
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """All items at once, a row per dimension."""

    width: float
    height: float
    cell_width: float
    cell_height: float
    rows: tuple[HeatRow, ...]
    legend: tuple[tuple[float, str, str, str], ...]
    legend_width: float
    legend_y: float


CELL_WIDTH, CELL_HEIGHT = 52.0, 30.0
CELLS_IN_LINE = 9
NARROW_CELLS = 6
LEGEND = 66.0
CODE = 8.5


def heat_map(report: Report, *, narrow: bool = False) -> HeatMap:
    """Every item's claimed score as a shade with its number."""
    room = BARS_WIDTH - CELLS_IN_LINE * CELL_WIDTH - 14
    left = 0.0 if narrow else room + 14
    rows, top = [], 4.0
    for dimension in report.scorecard.dimensions:
        row, top = _above(dimension, top) if narrow else _beside(dimension, room, top)
        rows.append(row)
    legend = NARROW / (TOP + 1) if narrow else LEGEND
    return HeatMap(
        width=NARROW if narrow else BARS_WIDTH,
        height=top + 26,
        cell_width=(NARROW / NARROW_CELLS if narrow else CELL_WIDTH) - 2,
        cell_height=CELL_HEIGHT,
        rows=tuple(rows),
        legend=tuple(
            (left + step * legend, LEVEL_COLOURS[step], ink_on(step), _band(step))
            for step in range(TOP + 1)
        ),
        legend_width=legend - 2,
        legend_y=top + 6,
    )


def _beside(dimension: DimensionScore, room: float, top: float) -> tuple[HeatRow, float]:
    """A dimension whose label stands at the left of its cells, and where the next one begins."""
    lines = wrapped(dimension.dimension.title.within(current()), room, LABEL)
    # The label stands beside the first line of cells; a long one makes the row higher.
    high = max(CELL_HEIGHT, LINE * len(lines))
    baseline = top + high / 2 + LABEL * 0.35 - LINE * (len(lines) - 1) / 2
    label = Label(lines=lines, at=Point(room, baseline), anchor="end")
    cells = _cells(dimension, Point(room + 14, top), CELLS_IN_LINE, CELL_WIDTH)
    below = max(_height(len(cells), CELLS_IN_LINE), high + 2)
    return HeatRow(label=label, cells=cells), top + below + 4


def _above(dimension: DimensionScore, top: float) -> tuple[HeatRow, float]:
    """A dimension whose label stands above its cells, and where the next one begins."""
    lines = wrapped(dimension.dimension.title.within(current()), NARROW, LABEL)
    label = Label(lines=lines, at=Point(0, top + LABEL), anchor="start")
    under = top + LINE * len(lines) + 3
    cells = _cells(dimension, Point(0, under), NARROW_CELLS, NARROW / NARROW_CELLS)
    return HeatRow(label=label, cells=cells), under + _height(len(cells), NARROW_CELLS) + 8


def _cells(dimension: DimensionScore, at: Point, in_line: int, wide: float) -> tuple[Cell, ...]:
    return tuple(
        _cell(score, Point(at.x + n % in_line * wide, at.y + n // in_line * (CELL_HEIGHT + 2)))
        for n, score in enumerate(dimension.items)
    )


def _height(cells: int, in_line: int) -> float:
    return max(1, -(-cells // in_line)) * (CELL_HEIGHT + 2)


def _band(step: int) -> str:
    low = 100 * step // TOP
    return str(low) if step == TOP else f"{low}–{low + 19}"


def _cell(score: ItemScore, at: Point) -> Cell:
    step = None if score.claimed is None else score.step
    return Cell(
        at=at,
        id=score.item.id,
        code=cut(score.item.id, CELL_WIDTH - 12, CODE),
        text=percent_number(score.claimed),
        step=step,
        colour=PAPER if step is None else LEVEL_COLOURS[step],
        ink=INK if step is None else ink_on(step),
    )
