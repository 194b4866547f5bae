"""Bars of dimensions and items on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assess.core.benchmark import Comparison
from assess.core.report import Report
from assess.core.scorecard import DimensionScore, ItemScore
from assess.language import current
from assess.rendering.charts.marks import (
    BARS_WIDTH,
    HEAD,
    LABEL,
    LINE,
    Label,
    Point,
)
from assess.rendering.filters import percent, percent_number
from assess.rendering.lettering import width, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of a bar chart; None where there is nothing to draw."""

    label: Label
    code: str
    top: float
    claimed: float | None
    evidenced: float | None
    low: float | None
    high: float | None
    claimed_text: str
    evidenced_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Rows of bars on one scale from 0 to 100 %; x positions are absolute."""

    width: float
    height: float
    start: float
    end: float
    bottom: float
    rows: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    reference: float | None
    evidenced_x: float
    claimed_x: float
    bar: float


ROW = 25.0
BAR = 14.0
COLUMN = 58.0


def dimension_bars(report: Report) -> Bars:
    """Every dimension's claimed and evidenced score with its interval and the reference."""
    return _bars(
        [_dimension_row(score) for score in report.scorecard.dimensions], report.comparison
    )


def item_bars(score: DimensionScore, comparison: Comparison) -> Bars:
    """Every item of a dimension."""
    return _bars([_item_row(item) for item in score.items], None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    label: str
    code: str
    claimed: Fraction | None
    evidenced: Fraction | None
    low: Fraction | None
    high: Fraction | None


def _dimension_row(score: DimensionScore) -> _Row:
    return _Row(
        label=score.dimension.title.within(current()),
        code="",
        claimed=score.claimed,
        evidenced=score.evidenced,
        low=score.mean.low,
        high=score.mean.high,
    )


def _item_row(score: ItemScore) -> _Row:
    return _Row(
        label=score.item.short.within(current()),
        code=score.item.id,
        claimed=score.claimed,
        evidenced=score.evidenced,
        low=score.low if score.applicable else None,
        high=score.high if score.applicable else None,
    )


def _bars(rows: list[_Row], comparison: Comparison | None) -> Bars:
    codes = max((width(row.code, LABEL) + 10 for row in rows if row.code), default=0)
    names = min(max((width(row.label, LABEL) for row in rows), default=0), 190.0) + 4
    start = codes + names + 12
    end = BARS_WIDTH - 2 * COLUMN - 16
    top = HEAD
    drawn = []
    for row in rows:
        lines = wrapped(row.label, names, LABEL)
        height = max(ROW, LINE * len(lines) + 8)
        drawn.append(_bar(row, lines, top + height / 2, start, end))
        top += height

    def x(share: Fraction) -> float:
        return start + float(share) * (end - start)

    headline = comparison.headline if comparison else None
    return Bars(
        width=BARS_WIDTH,
        height=top + 22,
        start=start,
        end=end,
        bottom=top + 2,
        rows=tuple(drawn),
        ticks=tuple((x(Fraction(n, 5)), percent(Fraction(n, 5))) for n in range(6)),
        reference=x(headline.theirs) if headline else None,
        evidenced_x=BARS_WIDTH - COLUMN - 8,
        claimed_x=BARS_WIDTH - 4,
        bar=BAR,
    )


def _bar(row: _Row, lines: tuple[str, ...], middle: float, start: float, end: float) -> Bar:
    def length(share: Fraction | None) -> float | None:
        return None if share is None else float(share) * (end - start)

    open_interval = row.low != row.high
    baseline = middle + LABEL * 0.35 - LINE * (len(lines) - 1) / 2
    return Bar(
        label=Label(lines=lines, at=Point(start - 12, baseline), anchor="end"),
        code=row.code,
        top=middle,
        claimed=length(row.claimed),
        evidenced=length(row.evidenced),
        low=length(row.low) if open_interval else None,
        high=length(row.high) if open_interval else None,
        claimed_text=percent_number(row.claimed),
        evidenced_text=percent_number(row.evidenced),
    )
