"""Levels by gates: the highest level whose gates all hold, and what blocks the next one.

A gate compares the value that is printed: 449.96 points print as 450.0 and pass 450.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assess.core.answers import KpiAnswer
from assess.core.conditions import Condition, Value
from assess.core.items import Item, KpiItem
from assess.core.numbers import rounded
from assess.core.questionnaire import Dimension
from assess.core.scorecard import DimensionScore, ItemScore, Scorecard
from assess.core.scoring_rules import Level
from assess.core.tree import leaves_total

GateKind = Literal["total", "dimension", "knock_out", "require"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One condition of a level: a value as printed (points or a share) and its threshold."""

    kind: GateKind
    name: str
    value: Fraction | None
    threshold: Fraction | None
    met: bool
    dimension: Dimension | None = None
    item: Item | None = None

    @property
    def shortfall(self) -> Fraction:
        """How much is missing, in the unit of the value; 0 when met."""
        if self.met or self.value is None or self.threshold is None:
            return Fraction(0)
        return self.threshold - self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelDecision:
    """The level reached and why not the next.

    `level` is None below the first level; `rated` is False when no level may be given.
    `gates` are those of the next level, or of the highest one when it is reached.
    `left_out` names the gates on items that this form does not ask.
    """

    rated: bool
    level: Level | None
    next_level: Level | None
    gates: tuple[Gate, ...]
    left_out: tuple[str, ...]

    @property
    def number(self) -> int:
        """The level as a number, 0 below the first."""
        return self.level.level if self.level else 0

    @property
    def blocking(self) -> tuple[Gate, ...]:
        """The gates that stand before the next level."""
        return tuple(gate for gate in self.gates if not gate.met)


def level_of(scorecard: Scorecard) -> LevelDecision:
    """Decide the level of a scorecard."""
    levels = sorted(scorecard.questionnaire.levels, key=lambda level: level.level)
    rated = scorecard.total.claimed is not None
    reached: Level | None = None
    for level in levels if rated else []:
        if all(gate.met for gate in gates_of(level, scorecard)):
            reached = level
    after = reached.level if reached else 0
    next_level = next((level for level in levels if level.level > after), None)
    shown = next_level or levels[-1]
    return LevelDecision(
        rated=rated,
        level=reached,
        next_level=next_level,
        gates=tuple(gates_of(shown, scorecard)) if rated else (),
        left_out=tuple(_left_out(shown, scorecard)),
    )


def gates_of(level: Level, scorecard: Scorecard) -> Iterator[Gate]:
    """Every gate of a level with its printed value; those outside the form are left out."""
    rules = scorecard.questionnaire.scoring
    if level.total is not None:
        yield _total_gate(level.total, scorecard)
    if level.each_dimension is not None:
        for dimension in scorecard.dimensions:
            if not leaves_total(dimension, rules):
                yield _dimension_gate(level.each_dimension, dimension, scorecard)
    if level.knock_out is not None:
        for score in scorecard.items:
            if score.item.knock_out and score.applicable:
                yield _knock_out_gate(level.knock_out, score, scorecard)
    questions = _Questions(scorecard)
    for condition in level.require:
        if not _outside_form(condition, scorecard):
            yield _require_gate(condition, questions, scorecard)


def _total_gate(threshold: Fraction, scorecard: Scorecard) -> Gate:
    rounding = scorecard.questionnaire.scoring.rounding
    total = scorecard.deciding(scorecard.total)
    printed = None if total is None else rounded(total, rounding.points, rounding.mode)
    met = printed is not None and printed >= threshold
    return Gate(kind="total", name="total", value=printed, threshold=threshold, met=met)


def printed_share(scorecard: Scorecard, score: Fraction) -> Fraction:
    """A score as the percentage that is printed, still as a share."""
    rounding = scorecard.questionnaire.scoring.rounding
    return rounded(score, rounding.percent + 2, rounding.mode)


def _dimension_gate(threshold: Fraction, score: DimensionScore, scorecard: Scorecard) -> Gate:
    value = scorecard.deciding(score.mean) or Fraction(0)
    printed = printed_share(scorecard, value)
    return Gate(
        kind="dimension",
        name=f"dimension:{score.dimension.id}",
        value=printed,
        threshold=threshold,
        met=printed >= threshold,
        dimension=score.dimension,
    )


def _knock_out_gate(threshold: Fraction, score: ItemScore, scorecard: Scorecard) -> Gate:
    printed = printed_share(scorecard, scorecard.deciding(score) or Fraction(0))
    return Gate(
        kind="knock_out",
        name=f"knock_out:{score.item.id}",
        value=printed,
        threshold=threshold,
        met=printed >= threshold,
        item=score.item,
    )


def _require_gate(condition: Condition, questions: _Questions, scorecard: Scorecard) -> Gate:
    sides = condition.compared(questions)
    value, threshold = (sides.left, sides.right) if sides else (None, None)
    subject = next(condition.references(), None)
    about = subject.id if subject else ""
    return Gate(
        kind="require",
        name=condition.text,
        value=value if isinstance(value, Fraction) else None,
        threshold=threshold if isinstance(threshold, Fraction) else None,
        met=condition.holds(questions),
        dimension=scorecard.questionnaire.dimension(about),
        item=scorecard.questionnaire.item(about),
    )


def _outside_form(condition: Condition, scorecard: Scorecard) -> bool:
    return any(
        scorecard.questionnaire.item(reference.id) is not None
        and scorecard.item(reference.id) is None
        for reference in condition.references()
    )


def _left_out(level: Level, scorecard: Scorecard) -> Iterator[str]:
    for condition in level.require:
        if _outside_form(condition, scorecard):
            yield condition.text


class _Questions:
    """What the `require` conditions of a level may ask: shares as they are printed."""

    def __init__(self, scorecard: Scorecard) -> None:
        self.scorecard = scorecard

    def fact(self, id: str) -> Value:
        return None

    def ask(self, function: str, words: tuple[str, ...]) -> Value:
        dimension = self.scorecard.dimension(words[0])
        if function == "score":
            value = self._score(self.scorecard.item(words[0]), dimension)
            return None if value is None else printed_share(self.scorecard, value)
        if dimension is None:
            return None
        if function == "data_share":
            return printed_share(self.scorecard, dimension.mean.coverage)
        return Fraction(shortest_series(dimension)) if function == "trend_periods" else None

    def _score(self, item: ItemScore | None, dimension: DimensionScore | None) -> Fraction | None:
        if dimension is not None:
            return self.scorecard.deciding(dimension.mean)
        return self.scorecard.deciding(item) if item and item.applicable else None


def shortest_series(dimension: DimensionScore) -> int:
    """The smallest number of periods over the answered KPI items; 0 when there is none."""
    lengths = [
        max(len(score.answer.periods), 1)
        for score in dimension.items
        if isinstance(score.item, KpiItem)
        and isinstance(score.answer, KpiAnswer)
        and score.answer.value is not None
    ]
    return min(lengths, default=0)
