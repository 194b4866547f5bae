"""The plan in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assess.core.roadmap import QUARTERS, WAVE_OF_QUARTER, WEEKS_IN_QUARTER, Planned, Roadmap
from assess.language import current, gettext
from assess.rendering.charts.marks import BARS_WIDTH, HEAD, LABEL, NARROW, Label, Point, cut
from assess.rendering.charts.rows import path
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
class WaveKey:
    """What the shade of a wave means; `at` is where its line of words begins."""

    wave: int
    at: Point
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gantt:
    """The plan over eight quarters; `left_out` counts planned moves without a row.

    `edges` is the data of an SVG path: where one wave ends and the next begins.
    """

    width: float
    height: float
    start: float
    rows: tuple[GanttRow, ...]
    bar: float
    quarters: tuple[tuple[float, str], ...]
    edges: str
    keys: tuple[WaveKey, ...]
    left_out: int
    left_out_y: float


WEEKS = QUARTERS * WEEKS_IN_QUARTER
MOST_ROWS = 28
CODE_ROOM = 44.0
NAME_ROOM = 170.0
ROW, NARROW_ROW = 17.0, 30.0
BAR = 11.0
SMALL = 9.5
SMALL_LINE = 14.0
SWATCH = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where things stand: labels beside the bars, or above them on a narrow page."""

    width: float
    start: float
    row: float
    label: Point
    anchor: str
    bar: float
    room: float

    def x(self, week: float) -> float:
        return self.start + week * (self.width - self.start) / WEEKS


def gantt(roadmap: Roadmap, *, narrow: bool = False) -> Gantt:
    """When each planned move runs."""
    planned: list[Planned] = [move for wave in roadmap.waves for move in wave.moves]
    moves = planned[:MOST_ROWS]
    layout = _above(moves) if narrow else _beside(moves)
    rows = tuple(_row(move, HEAD + n * layout.row, layout) for n, move in enumerate(moves))
    ends = _edges()
    bottom = HEAD + len(rows) * layout.row + 3
    bars = ((row.top - 1, row.top + BAR + 3) for row in rows)
    stretches = tuple(bars) if narrow else ((4.0, bottom),)
    keys = _keys(moves, 0.0 if narrow else layout.start, layout.width, bottom + 16)
    last = keys[-1].at.y if keys else bottom
    left_out = len(planned) - len(rows)
    return Gantt(
        width=layout.width,
        height=last + 6 + (SMALL_LINE if left_out else 0),
        start=layout.start,
        rows=rows,
        bar=BAR,
        quarters=tuple(
            (
                layout.x(n * WEEKS_IN_QUARTER) + (0 if narrow else 4),
                gettext("Q{number}").format(number=n + 1),
            )
            for n in range(QUARTERS)
        ),
        edges="".join(path(layout.x(week), stretches) for week in ends),
        keys=keys,
        left_out=left_out,
        left_out_y=last + SMALL_LINE,
    )


def wave_names() -> tuple[str, ...]:
    """What the three waves are called."""
    return gettext("First 90 days"), gettext("Months 4 to 12"), gettext("Second year")


def _edges() -> tuple[int, ...]:
    """The weeks in which a wave begins, and the end of the last one."""
    first = [quarter for quarter, wave in WAVE_OF_QUARTER.items()]
    begins = [n for n in first if WAVE_OF_QUARTER[n] != WAVE_OF_QUARTER.get(n - 1)]
    return (*((n - 1) * WEEKS_IN_QUARTER for n in begins), WEEKS)


def _beside(moves: Sequence[Planned]) -> _Layout:
    codes = max((width(move.recommendation.item.id, SMALL) + 10 for move in moves), default=0)
    longest = min(max((width(_name(move), LABEL) for move in moves), default=0), NAME_ROOM)
    start = max(codes, CODE_ROOM) + longest + 10
    return _Layout(
        width=BARS_WIDTH,
        start=start,
        row=ROW,
        label=Point(start - 10, 12),
        anchor="end",
        bar=3,
        room=NAME_ROOM,
    )


def _above(moves: Sequence[Planned]) -> _Layout:
    codes = max((width(move.recommendation.item.id, SMALL) + 8 for move in moves), default=0)
    return _Layout(
        width=NARROW,
        start=0,
        row=NARROW_ROW,
        label=Point(codes, 11),
        anchor="start",
        bar=15,
        room=NARROW - codes,
    )


def _row(move: Planned, top: float, layout: _Layout) -> GanttRow:
    begins, ends = layout.x(move.start_week), layout.x(min(move.end_week, WEEKS))
    return GanttRow(
        label=Label(
            lines=(cut(_name(move), layout.room, LABEL),),
            at=Point(layout.label.x, top + layout.label.y),
            anchor=layout.anchor,
        ),
        item=move.recommendation.item.id,
        top=top + layout.bar,
        x=begins,
        length=max(ends - begins, layout.x(1) - layout.start),
        wave=move.wave,
    )


def _name(move: Planned) -> str:
    return move.recommendation.item.short.within(current())


def _keys(moves: Sequence[Planned], start: float, end: float, y: float) -> tuple[WaveKey, ...]:
    """The waves that occur, from left to right in as many lines as they need."""
    shown = {move.wave for move in moves}
    keys: list[WaveKey] = []
    x = start
    for wave, words in enumerate(wave_names(), 1):
        wide = SWATCH + 6 + width(words, SMALL)
        if wave not in shown:
            continue
        if keys and x + wide > end:
            x, y = start, y + SMALL_LINE
        keys.append(WaveKey(wave=wave, at=Point(x, y), words=words))
        x += wide + 16
    return tuple(keys)
