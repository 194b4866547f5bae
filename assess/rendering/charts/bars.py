"""Bars of dimensions and items on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assess.core.benchmark import Gap
from assess.core.report import Report
from assess.core.scorecard import DimensionScore, ItemScore
from assess.language import current
from assess.rendering.charts.marks import BARS_WIDTH, HEAD, LABEL, Label
from assess.rendering.charts.rows import Row, Scale, room_for, rows
from assess.rendering.filters import percent_number
from assess.rendering.lettering import width


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


BAR = 14.0
COLUMN = 58.0


def dimension_bars(report: Report) -> Bars:
    """Every dimension's claimed and evidenced score with its interval and the reference."""
    scores = report.scorecard.dimensions
    return _bars([_of_dimension(score) for score in scores], report.comparison.headline)


def item_bars(score: DimensionScore) -> Bars:
    """Every item of a dimension."""
    return _bars([_of_item(item) for item in score.items], None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    label: str
    code: str
    claimed: Fraction | None
    evidenced: Fraction | None
    low: Fraction | None
    high: Fraction | None


def _of_dimension(score: DimensionScore) -> _Shown:
    return _Shown(
        label=score.dimension.title.within(current()),
        code="",
        claimed=score.claimed,
        evidenced=score.evidenced,
        low=score.mean.low,
        high=score.mean.high,
    )


def _of_item(score: ItemScore) -> _Shown:
    return _Shown(
        label=score.item.short.within(current()),
        code=score.item.id,
        claimed=score.claimed,
        evidenced=score.evidenced,
        low=score.low if score.applicable else None,
        high=score.high if score.applicable else None,
    )


def _bars(shown: list[_Shown], headline: Gap | None) -> Bars:
    codes = max((width(each.code, LABEL) + 10 for each in shown if each.code), default=0)
    room = room_for(each.label for each in shown)
    edge = codes + room
    scale = Scale(edge + 12, BARS_WIDTH - 2 * COLUMN - 16)
    placed = list(rows((each.label for each in shown), room, edge, HEAD))
    bottom = placed[-1].bottom if placed else HEAD
    return Bars(
        width=BARS_WIDTH,
        height=bottom + 22,
        start=scale.start,
        end=scale.end,
        bottom=bottom + 2,
        rows=tuple(_bar(each, row, scale) for each, row in zip(shown, placed, strict=True)),
        ticks=scale.ticks,
        reference=scale.at(headline.theirs if headline else None),
        evidenced_x=BARS_WIDTH - COLUMN - 8,
        claimed_x=BARS_WIDTH - 4,
        bar=BAR,
    )


def _bar(shown: _Shown, row: Row, scale: Scale) -> Bar:
    open_interval = shown.low != shown.high
    return Bar(
        label=row.label,
        code=shown.code,
        top=row.middle,
        claimed=scale.length(shown.claimed),
        evidenced=scale.length(shown.evidenced),
        low=scale.length(shown.low) if open_interval else None,
        high=scale.length(shown.high) if open_interval else None,
        claimed_text=percent_number(shown.claimed),
        evidenced_text=percent_number(shown.evidenced),
    )
