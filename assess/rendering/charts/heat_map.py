"""The heat map of all items."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assess.core.questionnaire import TOP
from assess.core.report import Report
from assess.core.scorecard import ItemScore
from assess.language import current
from assess.rendering.charts.marks import (
    BARS_WIDTH,
    INK,
    LABEL,
    LEVEL_COLOURS,
    LINE,
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
    legend_y: float


CELL_WIDTH, CELL_HEIGHT = 52.0, 30.0
CELLS_IN_LINE = 9
CODE = 8.5


def heat_map(report: Report) -> HeatMap:
    """Every item's claimed score as a shade with its number."""
    titles = [d.dimension.title.within(current()) for d in report.scorecard.dimensions]
    room = BARS_WIDTH - CELLS_IN_LINE * CELL_WIDTH - 14
    rows, top = [], 4.0
    for title, dimension in zip(titles, report.scorecard.dimensions, strict=True):
        lines = wrapped(title, room, LABEL)
        cells = tuple(
            _cell(score, _cell_place(n, room + 14, top)) for n, score in enumerate(dimension.items)
        )
        # The label stands beside the first line of cells; a long one makes the row higher.
        high = max(CELL_HEIGHT, LINE * len(lines))
        baseline = top + high / 2 + LABEL * 0.35 - LINE * (len(lines) - 1) / 2
        label = Label(lines=lines, at=Point(room, baseline), anchor="end")
        rows.append(HeatRow(label=label, cells=cells))
        cell_lines = max(1, -(-len(cells) // CELLS_IN_LINE))
        top += max(cell_lines * (CELL_HEIGHT + 2), high + 2) + 4
    return HeatMap(
        width=BARS_WIDTH,
        height=top + 26,
        cell_width=CELL_WIDTH - 2,
        cell_height=CELL_HEIGHT,
        rows=tuple(rows),
        legend=tuple(
            (room + 14 + step * 66, LEVEL_COLOURS[step], ink_on(step), _band(step))
            for step in range(TOP + 1)
        ),
        legend_y=top + 6,
    )


def _cell_place(n: int, left: float, top: float) -> Point:
    line, column = divmod(n, CELLS_IN_LINE)
    return Point(left + column * CELL_WIDTH, top + line * (CELL_HEIGHT + 2))


def _band(step: int) -> str:
    low = percent_number(Fraction(step, TOP))
    return low if step == TOP else f"{low}–{int(low) + 19}"


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
