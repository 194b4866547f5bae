"""Bars of dimensions and items on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.benchmark import Gap
from assess.core.report import Report
from assess.core.scorecard import DimensionScore, ItemScore
from assess.language import current
from assess.rendering.charts.marks import HEAD, Label
from assess.rendering.charts.rows import Row, Scale, Tick, above, beside, path
from assess.rendering.filters import percent_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of a bar chart; None where there is nothing to draw.

    `middle` is that of the bar, `baseline` that of its code and numbers.
    """

    label: Label
    code: str
    middle: float
    baseline: float
    claimed: float | None
    evidenced: float | None
    low: float | None
    high: float | None
    claimed_text: str
    evidenced_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Rows of bars on one scale from 0 to 100 %; x positions are absolute.

    `grid` and `reference` are the data of SVG paths, "" where there is no reference.
    """

    width: float
    height: float
    start: float
    end: float
    bottom: float
    rows: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    grid: str
    reference: str
    evidenced_x: float
    claimed_x: float
    bar: float


BAR = 14.0
COLUMN = 54.0
NARROW_COLUMN = 46.0
NUMBER = 30.0
"""How wide the longest number is, with the gap before it."""


def dimension_bars(report: Report, *, narrow: bool = False) -> Bars:
    """Every dimension's claimed and evidenced score with its interval and the reference."""
    shown = [_of_dimension(score) for score in report.scorecard.dimensions]
    return _bars(shown, report.comparison.headline, narrow=narrow)


def item_bars(score: DimensionScore, *, narrow: bool = False) -> Bars:
    """Every item of a dimension."""
    return _bars([_of_item(item) for item in score.items], None, narrow=narrow)


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


def _bars(shown: Sequence[_Shown], headline: Gap | None, *, narrow: bool) -> Bars:
    column = NARROW_COLUMN if narrow else COLUMN
    placed = (above if narrow else beside)(
        [each.label for each in shown],
        codes=[each.code for each in shown],
        top=HEAD,
        reach=0,
        columns=column + NUMBER if narrow else 2 * column + 20,
    )
    reference = placed.scale.at(headline.theirs if headline else None)
    return Bars(
        width=placed.width,
        height=placed.bottom + 22,
        start=placed.scale.start,
        end=placed.scale.end,
        bottom=placed.bottom + 2,
        rows=tuple(
            _bar(each, row, placed.scale) for each, row in zip(shown, placed.rows, strict=True)
        ),
        ticks=placed.ticks,
        grid="".join(path(tick.at, placed.stretches) for tick in placed.ticks),
        reference="" if reference is None else path(reference, placed.stretches),
        evidenced_x=placed.width - column,
        claimed_x=placed.width,
        bar=BAR,
    )


def _bar(shown: _Shown, row: Row, scale: Scale) -> Bar:
    open_interval = shown.low != shown.high
    return Bar(
        label=row.label,
        code=shown.code,
        middle=row.middle,
        baseline=row.baseline,
        claimed=scale.length(shown.claimed),
        evidenced=scale.length(shown.evidenced),
        low=scale.length(shown.low) if open_interval else None,
        high=scale.length(shown.high) if open_interval else None,
        claimed_text=percent_number(shown.claimed),
        evidenced_text=percent_number(shown.evidenced),
    )
