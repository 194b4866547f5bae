"""Claim and evidence of every dimension as two dots on one line."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assess.core.report import Report
from assess.core.scorecard import DimensionScore
from assess.language import current, gettext
from assess.rendering.charts.marks import (
    BARS_WIDTH,
    LABEL,
    LINE,
    Label,
    Point,
)
from assess.rendering.filters import DASH, percent, percent_number
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


ROW = 25.0
SMALL = 9.5
SMALL_LINE = 11.5
COLUMNS = (BARS_WIDTH - 152, BARS_WIDTH - 96, BARS_WIDTH - 4)
COLUMN_ROOM = (50.0, 50.0, 84.0)
DOT = 6.0


def dumbbell(report: Report) -> Dumbbell:
    """Every dimension's claimed and evidenced score, and how far the claim is ahead."""
    scores = report.scorecard.dimensions
    titles = [score.dimension.title.within(current()) for score in scores]
    names = min(max((width(title, LABEL) for title in titles), default=0), 190.0) + 4
    start, end = names + 18, COLUMNS[0] - COLUMN_ROOM[0] - 14
    heads = _heads()
    top = 6 + SMALL_LINE * max(len(head.lines) for head in heads)

    def x(share: Fraction) -> float:
        return start + float(share) * (end - start)

    rows, bottom = [], top + 4
    for score, title in zip(scores, titles, strict=True):
        lines = wrapped(title, names, LABEL)
        height = max(ROW, LINE * len(lines) + 8)
        label = _label(lines, names, bottom + height / 2)
        rows.append(_row(score, label, bottom + height / 2, start, end))
        bottom += height
    headline = report.comparison.headline
    return Dumbbell(
        width=BARS_WIDTH,
        height=bottom + 42,
        top=top,
        bottom=bottom,
        rows=tuple(rows),
        ticks=tuple((x(Fraction(n, 5)), percent(Fraction(n, 5))) for n in range(6)),
        reference=x(headline.theirs) if headline else None,
        heads=heads,
        columns=COLUMNS,
        keys=_keys(start, with_reference=headline is not None),
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


def _label(lines: tuple[str, ...], edge: float, middle: float) -> Label:
    baseline = middle + LABEL * 0.35 - LINE * (len(lines) - 1) / 2
    return Label(lines=lines, at=Point(edge, baseline), anchor="end")


def _row(score: DimensionScore, label: Label, y: float, start: float, end: float) -> DumbbellRow:
    def x(share: Fraction | None) -> float | None:
        return None if share is None else start + float(share) * (end - start)

    return DumbbellRow(
        label=label,
        y=y,
        claimed=x(score.claimed),
        evidenced=x(score.evidenced),
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
