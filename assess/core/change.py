"""What moved between two assessments of one organization, and which answers moved it.

An item's part of the total is c = k · s with its score s and its share k of the dimension's points.
Between two assessments it changes by k̄ · Δs (what was answered) plus s̄ · Δk (what applies and is
answered around it), with k̄ and s̄ the means of both times; the two add up to Δc exactly, and the
Δc of all items to the change of the total.  An item scored only once counts whole among the latter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assess.core.assessment import Assessment
from assess.core.maturity import LevelDecision, level_of
from assess.core.questionnaire import Dimension, Item
from assess.core.scorecard import DimensionScore, ItemScore, Scorecard

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMove:
    """One item at both times; effects are points of the total, None where it has no score."""

    item: Item
    before: Fraction | None
    after: Fraction | None
    by_answer: Fraction
    by_scope: Fraction

    @property
    def effect(self) -> Fraction:
        """What the item added to the change of the total."""
        return self.by_answer + self.by_scope


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionMove:
    """One dimension at both times: claimed scores, and the points it added to the change."""

    dimension: Dimension
    before: Fraction | None
    after: Fraction | None
    items: tuple[ItemMove, ...]

    @property
    def effect(self) -> Fraction:
        """What the dimension added to the change of the total."""
        return sum((move.effect for move in self.items), NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The change of the claimed total, and where it comes from."""

    assessed_on: date
    total_before: Fraction
    total_after: Fraction
    decision_before: LevelDecision
    dimensions: tuple[DimensionMove, ...]

    @property
    def difference(self) -> Fraction:
        """Points gained; negative when lost."""
        return self.total_after - self.total_before

    @property
    def moves(self) -> tuple[ItemMove, ...]:
        """The items that moved the total, those with the largest effect first."""
        moved = [move for dimension in self.dimensions for move in dimension.items if move.effect]
        return tuple(sorted(moved, key=lambda move: (-abs(move.effect), move.item.id)))

    @property
    def by_scope(self) -> Fraction:
        """The part of the change that no answer explains, only what applies and is answered."""
        return sum((move.by_scope for move in self.moves), NOTHING)


def change_of(earlier: Assessment, before: Scorecard, after: Scorecard) -> Change | None:
    """What moved from one scorecard to the next, None where one of them has no total."""
    if before.total.claimed is None or after.total.claimed is None:
        return None
    return Change(
        assessed_on=earlier.assessed_on,
        total_before=before.total.claimed,
        total_after=after.total.claimed,
        decision_before=level_of(before),
        dimensions=tuple(_dimensions(before, after)),
    )


def _dimensions(before: Scorecard, after: Scorecard) -> Iterator[DimensionMove]:
    for new in after.dimensions:
        old = before.dimension(new.dimension.id)
        yield DimensionMove(
            dimension=new.dimension,
            before=old.claimed if old else None,
            after=new.claimed,
            items=tuple(_items(old, new)),
        )
    known = {dimension.dimension.id for dimension in after.dimensions}
    for old in before.dimensions:
        if old.dimension.id not in known:
            yield DimensionMove(
                dimension=old.dimension,
                before=old.claimed,
                after=None,
                items=tuple(_items(old, None)),
            )


def _items(old: DimensionScore | None, new: DimensionScore | None) -> Iterator[ItemMove]:
    earlier = {score.item.id: score for score in (old.items if old else ())}
    later = {score.item.id: score for score in (new.items if new else ())}
    for id in {**later, **earlier}:
        yield _move(earlier.get(id), later.get(id), _worth(old), _worth(new))


def _worth(dimension: DimensionScore | None) -> Fraction:
    """The points of the total that one point of weight stands for in the claimed mean."""
    if dimension is None or not dimension.rated:
        return NOTHING
    weight = sum((s.item.points for s in dimension.items if s.claimed is not None), NOTHING)
    return dimension.maximum / weight if weight else NOTHING


def _move(
    old: ItemScore | None, new: ItemScore | None, worth_before: Fraction, worth_after: Fraction
) -> ItemMove:
    item = (new or old).item  # type: ignore[union-attr]  # one of them is there
    before = old.claimed if old else None
    after = new.claimed if new else None
    share_before = worth_before * old.item.points if old and before is not None else NOTHING
    share_after = worth_after * new.item.points if new and after is not None else NOTHING
    if before is None or after is None:
        whole = share_after * (after or NOTHING) - share_before * (before or NOTHING)
        by_answer, by_scope = NOTHING, whole
    else:
        by_answer = (share_before + share_after) / 2 * (after - before)
        by_scope = (share_after - share_before) * (before + after) / 2
    return ItemMove(item=item, before=before, after=after, by_answer=by_answer, by_scope=by_scope)
