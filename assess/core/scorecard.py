"""What scoring finds: the scores of items, dimensions and the whole, with what is open.

Each score is an exact fraction of the best attainable result, 0 to 1, and comes three
times: *claimed* (what was said), *evidenced* (what its evidence grade allows) and the
interval from *low* to *high* (what is open put at worst and best).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from assess.core.answers import (
    Answer,
)
from assess.core.items import TOP, Item
from assess.core.questionnaire import Dimension, Form, Profile, Questionnaire, Stage
from assess.core.scoring_rules import Purpose, Rollup

NOTHING = Fraction(0)
EVERYTHING = Fraction(1)


class Status(StrEnum):
    """What there is to score of an item."""

    ANSWERED = "answered"
    PARTLY = "partly answered"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not applicable"
    HIDDEN = "hidden"
    NOT_IN_FORM = "not in this form"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemScore:
    """One item's scores; claimed and evidenced are None while what was said makes no score.

    `proven` is what evidence backs when everything open counts as nothing.
    """

    item: Item
    status: Status
    answer: Answer | None
    claimed: Fraction | None
    evidenced: Fraction | None
    low: Fraction
    high: Fraction
    proven: Fraction

    @property
    def applicable(self) -> bool:
        """Whether the item counts in its dimension at all."""
        return self.status in {Status.ANSWERED, Status.PARTLY, Status.UNANSWERED}

    @property
    def points(self) -> Fraction | None:
        """Score times weight."""
        return None if self.claimed is None else self.claimed * self.item.points

    @property
    def step(self) -> int:
        """The step 0 to 5 that the item has reached."""
        above, below = (self.claimed or NOTHING).as_integer_ratio()
        return above * TOP // below


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """The scores of a group of items and how much of it is applicable and answered.

    `applicable` and `answered` are weights (points of the questionnaire), `asked` is the
    weight of all items of the form, applicable or not.
    """

    claimed: Fraction | None
    evidenced: Fraction | None
    low: Fraction | None
    high: Fraction | None
    proven: Fraction | None
    asked: Fraction
    applicable: Fraction
    answered: Fraction

    @property
    def coverage(self) -> Fraction:
        """Answered weight by applicable weight; 0 when nothing applies."""
        return self.answered / self.applicable if self.applicable else NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class StageScore:
    """A stage seen through the items of its dimension."""

    stage: Stage
    rollup: Rollup
    items: tuple[ItemScore, ...]
    mean: Mean


class Unrated(StrEnum):
    """Why a dimension has no score."""

    TOO_LITTLE_APPLIES = "too little applies"
    NOTHING_ANSWERED = "nothing answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """One dimension's score; `maximum` is its share of the total in points.

    `rollup` made it of its stages where it is `staged`, else of its items.
    """

    dimension: Dimension
    maximum: Fraction
    rollup: Rollup
    staged: bool
    items: tuple[ItemScore, ...]
    stages: tuple[StageScore, ...]
    mean: Mean
    unrated: Unrated | None

    @property
    def rated(self) -> bool:
        """Whether the dimension has a score that may count."""
        return self.unrated is None

    @property
    def claimed(self) -> Fraction | None:
        """The claimed score, None when not rated."""
        return self.mean.claimed if self.rated else None

    @property
    def evidenced(self) -> Fraction | None:
        """The evidence-backed score, None when not rated."""
        return self.mean.evidenced if self.rated else None

    @property
    def points(self) -> Fraction | None:
        """Claimed score times the dimension's share of the total."""
        return None if self.claimed is None else self.claimed * self.maximum

    @property
    def worth(self) -> Fraction:
        """Points of the total that one point of an item's weight is worth here.

        1 for the full form under a profile that follows the items; more in a short form,
        whose items stand for the whole dimension.
        """
        return self.maximum / self.mean.applicable if self.mean.applicable else NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The total in points, 0 to `maximum`; claimed and evidenced only when all is rated.

    `gross` is what was claimed before deductions; all others are after them.
    """

    gross: Fraction | None
    claimed: Fraction | None
    evidenced: Fraction | None
    low: Fraction | None
    high: Fraction | None
    proven: Fraction | None
    maximum: Fraction
    completeness: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """All scores of one assessment; `deductions` says how often each was found, by its id."""

    questionnaire: Questionnaire
    purpose: Purpose
    form: Form
    profile: Profile
    dimensions: tuple[DimensionScore, ...]
    total: Total
    deductions: Mapping[str, int] = field(default_factory=dict)

    @property
    def items(self) -> tuple[ItemScore, ...]:
        """Every item of the form, in order."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

    def item(self, id: str) -> ItemScore | None:
        """The score of one item of this form."""
        return next((item for item in self.items if item.item.id == id), None)

    def dimension(self, id: str) -> DimensionScore | None:
        """The score of one dimension."""
        return next((score for score in self.dimensions if score.dimension.id == id), None)

    @property
    def decided_on_evidence(self) -> bool:
        """A certification is decided on what evidence backs, everything else on the claim."""
        return self.purpose == "certification"

    @property
    def headline(self) -> Fraction | None:
        """The total that stands first: claimed, in a certification what evidence backs."""
        return self.total.evidenced if self.decided_on_evidence else self.total.claimed

    def deciding(self, score: ItemScore | Mean | Total) -> Fraction | None:
        """The value that levels are decided on: unanswered counts as nothing."""
        return score.proven if self.decided_on_evidence else score.low
