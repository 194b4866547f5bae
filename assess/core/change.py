"""What moved between two assessments of one organization, and which answers moved it.

An item's part of the total is c = k · s with its score s and its share k of the dimension's points.
Between two assessments it changes by k̄ · Δs (what was answered) plus s̄ · Δk (what applies and is
answered around it), with k̄ and s̄ the means of both times; the two add up to Δc exactly, and the
Δc of all items to the change of the total.  An item scored only once counts whole among the latter.

Where a minimum or a ladder stands between, items have no such share: the change is told of their
dimension as a whole, or of the total alone; so is what is deducted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assess.core.assessment import Assessment
from assess.core.items import Item
from assess.core.maturity import LevelDecision, level_of
from assess.core.questionnaire import Dimension
from assess.core.rollups import shares
from assess.core.scorecard import DimensionScore, ItemScore, Scorecard
from assess.core.tree import dimension_parts, item_shares
from assess.core.versions.lineage import heirs

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
    effect: Fraction


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

    @property
    def by_rules(self) -> Fraction:
        """The part that no dimension explains: deductions, and a total that is no sum of them."""
        return self.difference - sum((move.effect for move in self.dimensions), NOTHING)


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
    old_worths, new_worths = _worths(before), _worths(after)
    names = heirs(before.questionnaire, [after.questionnaire])
    known = {dimension.dimension.id for dimension in after.dimensions}
    gone = [score for score in before.dimensions if score.dimension.id not in known]
    pairs = [(before.dimension(new.dimension.id), new) for new in after.dimensions]
    for old, new in [*pairs, *((score, None) for score in gone)]:
        id = (new or old).dimension.id  # type: ignore[union-attr]  # one of them is there
        worths = old_worths.get(id, NOTHING), new_worths.get(id, NOTHING)
        yield _dimension(old, new, *worths, names)


def _dimension(
    old: DimensionScore | None,
    new: DimensionScore | None,
    worth_before: Fraction,
    worth_after: Fraction,
    names: Mapping[str, str],
) -> DimensionMove:
    before, after = (score.claimed if score else None for score in (old, new))
    return DimensionMove(
        dimension=(new or old).dimension,  # type: ignore[union-attr]  # one of them is there
        before=before,
        after=after,
        items=tuple(_items(old, new, worth_before, worth_after, names)),
        effect=worth_after * (after or NOTHING) - worth_before * (before or NOTHING),
    )


def _worths(scorecard: Scorecard) -> Mapping[str, Fraction]:
    """What each dimension adds to the total before deductions for each unit of its score."""
    rules = scorecard.questionnaire.scoring
    found = shares(rules.total, dimension_parts(scorecard.dimensions, "claimed"))
    if found is None:
        return {}
    pairs = zip(scorecard.dimensions, found, strict=True)
    return {dimension.dimension.id: rules.maximum * share for dimension, share in pairs}


def _items(
    old: DimensionScore | None,
    new: DimensionScore | None,
    worth_before: Fraction,
    worth_after: Fraction,
    names: Mapping[str, str],
) -> Iterator[ItemMove]:
    """Every item of either time; `names` are the ids of now by those of then."""
    earlier = {score.item.id: score for score in (old.items if old else ())}
    later = {score.item.id: score for score in (new.items if new else ())}
    shares_before = item_shares(old) if old else {}
    shares_after = item_shares(new) if new else {}
    summed = shares_before is not None and shares_after is not None
    then = {names[id]: id for id in earlier if id in names}
    # What was here and is now nowhere, or in another dimension, is compared with nothing.
    gone = [id for id in earlier if names.get(id) not in later]
    for was, now in [*((then.get(id, ""), id) for id in later), *((id, "") for id in gone)]:
        share_before = (shares_before or {}).get(was, NOTHING) * worth_before
        share_after = (shares_after or {}).get(now, NOTHING) * worth_after
        yield _move(
            earlier.get(was),
            later.get(now),
            share_before if summed else NOTHING,
            share_after if summed else NOTHING,
        )


def _move(
    old: ItemScore | None, new: ItemScore | None, share_before: Fraction, share_after: Fraction
) -> ItemMove:
    item = (new or old).item  # type: ignore[union-attr]  # one of them is there
    before = old.claimed if old else None
    after = new.claimed if new else None
    if before is None or after is None:
        whole = share_after * (after or NOTHING) - share_before * (before or NOTHING)
        by_answer, by_scope = NOTHING, whole
    else:
        by_answer = (share_before + share_after) / 2 * (after - before)
        by_scope = (share_after - share_before) * (before + after) / 2
    return ItemMove(item=item, before=before, after=after, by_answer=by_answer, by_scope=by_scope)
