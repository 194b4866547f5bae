"""Charts of a survey: how often each answer was given, and measures with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.surveys.results import LOWEST, MeasureResult, QuestionResult
from assess.rendering.charts.marks import Label
from assess.rendering.charts.rows import Row, Scale, Tick, above, beside, path
from assess.rendering.filters import percent, text
from assess.rendering.survey_words import figure, measured, value_words

BAR = 12.0
COLUMN = 44.0
ENDS = 30.0
"""Room for the numbers at the ends of a scale."""
NUMBER = 60.0
TOP = 8.0
ALL = Fraction(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBar:
    """How often one answer was given: a bar as long as its share, and the share in words."""

    label: Label
    middle: float
    baseline: float
    length: float
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """The answers to one question on a scale from 0 to 100 %; `grid` is an SVG path."""

    width: float
    height: float
    bottom: float
    start: float
    bar: float
    ticks: tuple[Tick, ...]
    grid: str
    rows: tuple[AnswerBar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One measure on its own scale, which runs from `lowest` to 100; x positions are absolute.

    `low` and `high` are None where there is no interval.
    """

    label: Label
    middle: float
    baseline: float
    at: float
    low: float | None
    high: float | None
    lowest: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """Measures one below the other, each on its scale from `start` to `end`."""

    width: float
    height: float
    start: float
    end: float
    rows: tuple[MeasureRow, ...]


def distribution(result: QuestionResult, *, narrow: bool = False) -> Distribution:
    """How often each answer to a question was given; the result must be shown."""
    words = [value_words(result.question, count.given) for count in result.counts]
    placed = (above if narrow else beside)(words, top=TOP, reach=0, columns=COLUMN)
    bars = tuple(
        AnswerBar(
            label=row.label,
            middle=row.middle,
            baseline=row.baseline,
            length=placed.scale.length(count.share) or 0.0,
            number=percent(count.share),
        )
        for count, row in zip(result.counts, placed.rows, strict=True)
    )
    return Distribution(
        width=placed.width,
        height=placed.bottom + 22,
        bottom=placed.bottom + 2,
        start=placed.scale.start,
        bar=BAR,
        ticks=placed.ticks,
        grid="".join(path(tick.at, placed.stretches) for tick in placed.ticks),
        rows=bars,
    )


def measure_ranges(results: Sequence[MeasureResult], *, narrow: bool = False) -> Ranges:
    """The measures that may be shown, each with its interval on its own scale."""
    shown = [result for result in results if result.shown]
    placed = (above if narrow else beside)(
        [text(result.measure.title) for result in shown],
        top=TOP,
        reach=ENDS,
        columns=NUMBER if narrow else NUMBER + ENDS,
    )
    return Ranges(
        width=placed.width,
        height=placed.bottom + 6,
        start=placed.scale.start,
        end=placed.scale.end,
        rows=tuple(
            _row(result, row, placed.scale) for result, row in zip(shown, placed.rows, strict=True)
        ),
    )


def _row(result: MeasureResult, row: Row, scale: Scale) -> MeasureRow:
    lowest = LOWEST[result.measure.statistic]

    def place(value: Fraction) -> float:
        return scale.start + float((value - lowest) / (ALL - lowest)) * (scale.end - scale.start)

    assert result.value is not None
    found = result.interval
    return MeasureRow(
        label=row.label,
        middle=row.middle,
        baseline=row.baseline,
        at=place(result.value),
        low=None if found is None else place(found.low),
        high=None if found is None else place(found.high),
        lowest=figure(lowest).removesuffix(".0"),
        number=measured(result),
    )
