"""The plan in time."""

from __future__ import annotations

from dataclasses import dataclass

from assess.core.roadmap import Planned, Roadmap
from assess.language import current
from assess.rendering.charts.marks import (
    BARS_WIDTH,
    HEAD,
    LABEL,
    LINE,
    Label,
    Point,
    cut,
)
from assess.rendering.lettering import width


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttRow:
    """One move of the plan in time."""

    label: Label
    item: str
    top: float
    x: float
    length: float
    wave: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gantt:
    """The plan over eight quarters; `left_out` counts planned moves without a row."""

    width: float
    height: float
    start: float
    bottom: float
    rows: tuple[GanttRow, ...]
    quarters: tuple[tuple[float, str], ...]
    wave_edges: tuple[float, ...]
    left_out: int


GANTT_ROW = 20.0
WEEKS = 104
MOST_ROWS = 28
CODE_ROOM = 44.0
NAME_ROOM = 170.0
SMALL = 9.5


def gantt(roadmap: Roadmap) -> Gantt:
    """When each planned move runs."""
    planned: list[Planned] = [move for wave in roadmap.waves for move in wave.moves]
    moves = planned[:MOST_ROWS]
    names = [move.recommendation.item.short.within(current()) for move in moves]
    codes = max((width(move.recommendation.item.id, SMALL) + 10 for move in moves), default=0)
    longest = min(max((width(name, LABEL) for name in names), default=0), NAME_ROOM)
    start = max(codes, CODE_ROOM) + longest + 10
    scale = (BARS_WIDTH - start - 4) / WEEKS
    rows = tuple(
        GanttRow(
            label=Label(
                lines=(cut(name, NAME_ROOM, LABEL),),
                at=Point(start - 10, HEAD + n * GANTT_ROW + 14),
                anchor="end",
            ),
            item=move.recommendation.item.id,
            top=HEAD + n * GANTT_ROW + 4,
            x=start + move.start_week * scale,
            length=max(min(move.end_week, WEEKS) - move.start_week, 1) * scale,
            wave=move.wave,
        )
        for n, (move, name) in enumerate(zip(moves, names, strict=True))
    )
    return Gantt(
        width=BARS_WIDTH,
        height=HEAD + len(rows) * GANTT_ROW + 8 + (LINE if len(planned) > len(rows) else 0),
        start=start,
        bottom=HEAD + len(rows) * GANTT_ROW + 4,
        rows=rows,
        quarters=tuple((start + n * 13 * scale, f"Q{n + 1}") for n in range(8)),
        wave_edges=tuple(start + weeks * scale for weeks in (0, 13, 52, WEEKS)),
        left_out=len(planned) - len(rows),
    )
