"""What is asked item by item: the types of items, each with what its answer is judged by.

The names of the fields are the keys of the YAML files, so that there is one
definition of each concept (see questionnaires/README.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal

from assess.core.conditions import Condition
from assess.core.scale import OnScale
from assess.core.sources import Source
from assess.core.text import Text

Axis = Literal["intention", "reality"]
Combine = Literal["capped", "mean", "minimum"]
Verification = Literal["document", "interview", "observation", "sample", "data"]

TOP = 5
"""The highest step of every item; a score in fifths is a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What to do to climb to step `to`: person-days, elapsed weeks, who, and what proves it."""

    to: int
    do: Text
    effort: Fraction
    weeks: int
    owner: str
    proves: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is judged; each subclass is a type of item with its own answer.

    `improve` may be left out while a questionnaire is a draft.
    """

    type: ClassVar[str]

    id: str
    points: Fraction
    knock_out: bool = False
    core: bool = False
    stage: str | None = None
    needs: tuple[str, ...] = ()
    applies_if: Condition | None = None
    title: Text
    short: Text
    text: Text
    help: Text | None = None
    why: Text | None = None
    evidence: Text
    verification: tuple[Verification, ...]
    na_allowed: bool = False
    na_when: Text | None = None
    roles: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    improve: tuple[Step, ...] = ()
    renamed_from: str | None = None
    retired: bool = False

    def step(self, to: int) -> Step | None:
        """The advice for climbing to this step, if the questionnaire has any."""
        return next((step for step in self.improve if step.to == to), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What each step looks like, per axis; gaps are allowed."""

    intention: Mapping[int, Text] = field(default_factory=dict)
    reality: Mapping[int, Text] = field(default_factory=dict)

    def of(self, axis: Axis) -> Mapping[int, Text]:
        """The anchors of one axis by step."""
        return self.intention if axis == "intention" else self.reality


@dataclass(frozen=True, slots=True, kw_only=True)
class MaturityItem(Item):
    """Judged 0 to 5 by anchors, on the plan (intention) and on the practice (reality).

    `combine` makes one step of two: practice capped one step above the plan, the mean of
    both, or the lower.
    """

    type: ClassVar[str] = "maturity"

    axes: tuple[Axis, ...] = ("intention", "reality")
    combine: Combine = "capped"
    anchors: Anchors


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One practice of a checklist; every quality criterion must hold before more than "no"."""

    id: str
    weight: Fraction = Fraction(1)
    mandatory: bool = False
    text: Text
    quality: tuple[Text, ...] = ()
    renamed_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(Item):
    """Judged by how far each of its practices is in place."""

    type: ClassVar[str] = "checklist"

    scale: str
    practices: tuple[Practice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageItem(Item):
    """Judged by a share: so many of so many."""

    type: ClassVar[str] = "coverage"

    numerator: Text
    denominator: Text
    period: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """The score that a value of a KPI is worth."""

    at: Fraction
    score: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiItem(Item):
    """Judged by a measured value on a curve, with its trend, comparison and segments."""

    type: ClassVar[str] = "kpi"

    unit: Text
    better: Literal["higher", "lower"]
    measure: Text
    curve: tuple[CurvePoint, ...]
    curve_source: Text | Literal["set by client"]

    @property
    def curve_is_clients(self) -> bool:
        """No sourced curve exists: the one here is a start until the client sets targets."""
        return self.curve_source == "set by client"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a choice and the score it is worth."""

    id: str
    text: Text
    score: Fraction
    renamed_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceItem(Item):
    """Judged by the one option that is chosen."""

    type: ClassVar[str] = "choice"

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingItem(OnScale, Item):
    """Judged by a number on a scale, such as 0 to 10, or 0 to 100 % by fives.

    The scale goes up from `lowest` by `increment` to `highest`, or takes every number
    between them where there is no increment.  `anchors` are the words of some values.
    """

    type: ClassVar[str] = "rating"

    lowest: Fraction = Fraction(0)
    highest: Fraction
    increment: Fraction | None = None
    unit: Text | None = None
    anchors: Mapping[Fraction, Text] = field(default_factory=dict)


ITEM_TYPES: tuple[type[Item], ...] = (
    MaturityItem,
    ChecklistItem,
    CoverageItem,
    KpiItem,
    ChoiceItem,
    RatingItem,
)
