"""Claim and evidence of every dimension as two dots on one line."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assess.core.report import Report
from assess.core.scorecard import DimensionScore
from assess.language import current, gettext
from assess.rendering.charts.marks import Label, Point
from assess.rendering.charts.rows import Row, Scale, Tick, above, beside, path
from assess.rendering.filters import DASH, percent_number
from assess.rendering.lettering import width, wrapped
from assess.rendering.tables.table import Kind, value


@dataclass(frozen=True, slots=True, kw_only=True)
class DumbbellRow:
    """One dimension; x positions are absolute, None where there is no score.

    `y` is the height of the dots, `baseline` that of the numbers.
    """

    label: Label
    y: float
    baseline: float
    claimed: float | None
    evidenced: float | None
    claimed_text: str
    evidenced_text: str
    gap_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a mark means; `at` is the middle of the mark."""

    mark: str
    at: Point
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dumbbell:
    """Rows of dots on one scale from 0 to 100 %; columns are right edges of their numbers.

    `grid` is the data of an SVG path.
    """

    width: float
    height: float
    bottom: float
    rows: tuple[DumbbellRow, ...]
    ticks: tuple[Tick, ...]
    grid: str
    reference: float | None
    heads: tuple[Label, ...]
    columns: tuple[float, float, float]
    keys: tuple[Key, ...]


SMALL = 9.5
SMALL_LINE = 11.5
DOT = 6.0
KEY_LINE = 16.0
FROM_RIGHT = (148.0, 92.0, 0.0)
"""How far the columns of numbers end from the right edge."""
COLUMN_ROOM = (50.0, 50.0, 84.0)
NARROW_FROM_RIGHT = (122.0, 74.0, 0.0)
NARROW_ROOM = (48.0, 44.0, 70.0)
NUMBER = 30.0


def dumbbell(report: Report, *, narrow: bool = False) -> Dumbbell:
    """Every dimension's claimed and evidenced score, and how far the claim is ahead."""
    scores = report.scorecard.dimensions
    offsets, rooms = (NARROW_FROM_RIGHT, NARROW_ROOM) if narrow else (FROM_RIGHT, COLUMN_ROOM)
    lines = _head_lines(rooms)
    top = 6 + SMALL_LINE * max(map(len, lines))
    placed = (above if narrow else beside)(
        [score.dimension.title.within(current()) for score in scores],
        top=top + 6,
        reach=DOT,
        columns=offsets[0] + NUMBER if narrow else offsets[0] + rooms[0] + 14,
    )
    headline = report.comparison.headline
    first = 0.0 if narrow else placed.scale.start
    keys = _keys(first, placed.width, placed.bottom + 34, with_reference=headline is not None)
    evidence, claim, gap = (placed.width - offset for offset in offsets)
    return Dumbbell(
        width=placed.width,
        height=keys[-1].at.y + 11,
        bottom=placed.bottom,
        rows=tuple(
            _row(score, row, placed.scale) for score, row in zip(scores, placed.rows, strict=True)
        ),
        ticks=placed.ticks,
        grid="".join(path(tick.at, placed.stretches) for tick in placed.ticks),
        reference=placed.scale.at(headline.theirs if headline else None),
        heads=_heads(lines, (evidence, claim, gap)),
        columns=(evidence, claim, gap),
        keys=keys,
    )


def _head_lines(rooms: tuple[float, ...]) -> list[tuple[str, ...]]:
    words = (gettext("evidence"), gettext("claimed"), gettext("gap, percentage points"))
    return [wrapped(head, room, SMALL) for head, room in zip(words, rooms, strict=True)]


def _heads(lines: list[tuple[str, ...]], columns: tuple[float, ...]) -> tuple[Label, ...]:
    last = SMALL_LINE * max(map(len, lines)) - 1
    return tuple(
        Label(lines=head, at=Point(edge, last - SMALL_LINE * (len(head) - 1)), anchor="end")
        for head, edge in zip(lines, columns, strict=True)
    )


def _row(score: DimensionScore, row: Row, scale: Scale) -> DumbbellRow:
    return DumbbellRow(
        label=row.label,
        y=row.middle,
        baseline=row.baseline,
        claimed=scale.at(score.claimed),
        evidenced=scale.at(score.evidenced),
        claimed_text=percent_number(score.claimed),
        evidenced_text=percent_number(score.evidenced),
        gap_text=_gap(score),
    )


def _gap(score: DimensionScore) -> str:
    """The difference of the two numbers as they stand beside it, so that a reader can check it."""
    if score.claimed is None or score.evidenced is None:
        return DASH
    claimed, evidenced = (value(s, Kind.SHARE) for s in (score.claimed, score.evidenced))
    return percent_number(Fraction(claimed) - Fraction(evidenced))


def _keys(start: float, end: float, y: float, *, with_reference: bool) -> tuple[Key, ...]:
    """What the marks mean, from left to right in as many lines as they need."""
    words = {
        "evidenced": gettext("backed by evidence"),
        "claimed": gettext("claimed"),
        **({"reference": gettext("published reference")} if with_reference else {}),
    }
    keys: list[Key] = []
    x = start
    for mark, said in words.items():
        wide = 2 * DOT + 6 + width(said, SMALL)
        if keys and x + wide > end:
            x, y = start, y + KEY_LINE
        keys.append(Key(mark=mark, at=Point(x + DOT, y - 3.5), words=said))
        x += wide + 18
    return tuple(keys)
