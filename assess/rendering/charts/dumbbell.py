"""Claim and evidence of every dimension as two dots on one line."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assess.core.report import Report
from assess.core.scorecard import DimensionScore
from assess.language import current, gettext
from assess.rendering.charts.marks import BARS_WIDTH, Label, Point
from assess.rendering.charts.rows import Row, Scale, room_for, rows
from assess.rendering.filters import DASH, percent_number
from assess.rendering.lettering import width, wrapped
from assess.rendering.tables.table import Kind, value


@dataclass(frozen=True, slots=True, kw_only=True)
class DumbbellRow:
    """One dimension; x positions are absolute, None where there is no score."""

    label: Label
    y: float
    claimed: float | None
    evidenced: float | None
    claimed_text: str
    evidenced_text: str
    gap_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dumbbell:
    """Rows of dots on one scale from 0 to 100 %; columns are right edges of their numbers."""

    width: float
    height: float
    top: float
    bottom: float
    rows: tuple[DumbbellRow, ...]
    ticks: tuple[tuple[float, str], ...]
    reference: float | None
    heads: tuple[Label, ...]
    columns: tuple[float, float, float]
    keys: tuple[tuple[str, float, str], ...]
    keys_y: float


SMALL = 9.5
SMALL_LINE = 11.5
COLUMNS = (BARS_WIDTH - 152, BARS_WIDTH - 96, BARS_WIDTH - 4)
COLUMN_ROOM = (50.0, 50.0, 84.0)
DOT = 6.0


def dumbbell(report: Report) -> Dumbbell:
    """Every dimension's claimed and evidenced score, and how far the claim is ahead."""
    scores = report.scorecard.dimensions
    titles = [score.dimension.title.within(current()) for score in scores]
    room = room_for(titles)
    scale = Scale(room + 18, COLUMNS[0] - COLUMN_ROOM[0] - 14)
    heads = _heads()
    top = 6 + SMALL_LINE * max(len(head.lines) for head in heads)
    placed = list(rows(titles, room, room, top + 4))
    bottom = placed[-1].bottom if placed else top + 4
    headline = report.comparison.headline
    return Dumbbell(
        width=BARS_WIDTH,
        height=bottom + 42,
        top=top,
        bottom=bottom,
        rows=tuple(_row(score, row, scale) for score, row in zip(scores, placed, strict=True)),
        ticks=scale.ticks,
        reference=scale.at(headline.theirs if headline else None),
        heads=heads,
        columns=COLUMNS,
        keys=_keys(scale.start, with_reference=headline is not None),
        keys_y=bottom + 34,
    )


def _heads() -> tuple[Label, ...]:
    words = (gettext("evidence"), gettext("claimed"), gettext("gap, percentage points"))
    lines = [wrapped(head, room, SMALL) for head, room in zip(words, COLUMN_ROOM, strict=True)]
    last = SMALL_LINE * max(map(len, lines)) - 1
    return tuple(
        Label(lines=head, at=Point(edge, last - SMALL_LINE * (len(head) - 1)), anchor="end")
        for head, edge in zip(lines, COLUMNS, strict=True)
    )


def _row(score: DimensionScore, row: Row, scale: Scale) -> DumbbellRow:
    return DumbbellRow(
        label=row.label,
        y=row.middle,
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


def _keys(start: float, *, with_reference: bool) -> tuple[tuple[str, float, str], ...]:
    """What the marks mean: (mark, its x, words), from left to right."""
    words = {
        "evidenced": gettext("backed by evidence"),
        "claimed": gettext("claimed"),
        **({"reference": gettext("published reference")} if with_reference else {}),
    }
    keys = []
    for mark, said in words.items():
        keys.append((mark, start + DOT, said))
        start += 2 * DOT + 6 + width(said, SMALL) + 18
    return tuple(keys)
