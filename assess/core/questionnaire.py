"""What is asked: a questionnaire, its dimensions and items, and the rules they are judged by.

The names of the fields are the keys of the YAML files, so that there is one
definition of each concept (see questionnaires/README.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal, TypeVar

from assess.core.conditions import Condition
from assess.core.numbers import RoundingMode
from assess.core.text import Text

Axis = Literal["intention", "reality"]
Verification = Literal["document", "interview", "observation", "sample", "data"]
Purpose = Literal["self-assessment", "audit", "certification"]

TOP = 5
"""The highest step of every item; a score in fifths is a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an item comes from: a source article of the questionnaire and a passage in it."""

    article: str
    passage: str = ""


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
    """One thing that is judged; each subclass is a type of item with its own answer."""

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
    improve: tuple[Step, ...]
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
    """Judged 0 to 5 by anchors, on the plan (intention) and on the practice (reality)."""

    type: ClassVar[str] = "maturity"

    axes: tuple[Axis, ...] = ("intention", "reality")
    anchors: Anchors


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One practice of a checklist; every quality criterion must hold before more than "no"."""

    id: str
    weight: Fraction = Fraction(1)
    mandatory: bool = False
    text: Text
    quality: tuple[Text, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceItem(Item):
    """Judged by the one option that is chosen."""

    type: ClassVar[str] = "choice"

    options: tuple[Option, ...]


ITEM_TYPES: tuple[type[Item], ...] = (
    MaturityItem,
    ChecklistItem,
    CoverageItem,
    KpiItem,
    ChoiceItem,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the customer life cycle: a view on the items of a dimension."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One of the things a questionnaire covers, with its items in order."""

    id: str
    title: Text
    short: Text
    intro: Text
    stages: tuple[Stage, ...] = ()
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One answer of a scale and what it is worth, 0 to 1."""

    id: str
    value: Fraction
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One allowed value of a fact."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something to know about an organization before it is asked anything.

    `title` names it in a table, `ask` is the question of the form where the title is none.
    """

    id: str
    type: Literal["choice", "number", "text", "yes-no"]
    title: Text
    ask: Text | None = None
    choices: tuple[Choice, ...] = ()

    def choice(self, id: str) -> Text | None:
        """The words of a choice."""
        return next((choice.text for choice in self.choices if choice.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Which items are asked: all of them, the core ones, or a list of ids."""

    id: str
    title: Text
    items: Literal["all", "core"] | tuple[str, ...]
    screening: bool = False

    def asks(self, item: Item) -> bool:
        """Whether this form asks the item."""
        if item.retired:
            return False
        if self.items == "all":
            return True
        return item.core if self.items == "core" else item.id in self.items


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How the maximum is shared out among the dimensions."""

    id: str
    title: Text
    points: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who may judge an item, and who would own an improvement."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePractice:
    """A system or practice that a source article names, and the items that ask about it."""

    text: Text
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A source article of the questionnaire, with what it says an organization should have."""

    id: str
    title: Text
    about: Text
    practices: tuple[SourcePractice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """What happens to an item that does not apply, and how much must apply to be rated."""

    policy: Literal["exclude", "zero", "forbidden"] = "exclude"
    minimum_applicable: Fraction = Fraction(7, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """Decimals of printed points and percentages, and how halves are rounded."""

    mode: RoundingMode = "half-up"
    points: int = 1
    percent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringRules:
    """The rules a questionnaire is scored by."""

    maximum: Fraction = Fraction(1000)
    rollup: Literal["weighted-mean"] = "weighted-mean"
    not_applicable: NotApplicable = NotApplicable()
    unanswered: Mapping[Purpose, Literal["interval", "zero"]] = field(
        default_factory=lambda: {
            "self-assessment": "interval",
            "audit": "interval",
            "certification": "zero",
        }
    )
    evidence_ceiling: Mapping[int, int] = field(
        default_factory=lambda: {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}
    )
    mandatory_cap: Fraction = Fraction(2, 5)
    rounding: Rounding = Rounding()

    def open_is_zero(self, purpose: Purpose) -> bool:
        """Whether what is unanswered counts as nothing, rather than as unknown."""
        return self.unanswered.get(purpose) == "zero"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A maturity level and the gates that must all hold to reach it."""

    level: int
    name: Text
    about: Text | None = None
    total: Fraction
    each_dimension: Fraction | None = None
    knock_out: Fraction | None = None
    require: tuple[Condition, ...] = ()


_Named = TypeVar("_Named", Form, Profile, Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """Everything that is asked and how it is judged; `sha256` is the digest of its files."""

    id: str
    version: str
    status: Literal["draft", "released"]
    languages: tuple[str, ...]
    title: Text
    about: Text
    facts: tuple[Fact, ...] = ()
    articles: tuple[Article, ...] = ()
    roles: tuple[Role, ...] = ()
    scales: Mapping[str, tuple[Grade, ...]] = field(default_factory=dict)
    evidence_grades: tuple[Text, ...]
    forms: tuple[Form, ...]
    profiles: tuple[Profile, ...]
    scoring: ScoringRules = ScoringRules()
    levels: tuple[Level, ...]
    dimensions: tuple[Dimension, ...]
    sha256: str = ""

    def items(self) -> Iterator[Item]:
        """Every item, in the order of the questionnaire."""
        for dimension in self.dimensions:
            yield from dimension.items

    def item(self, id: str) -> Item | None:
        """The item of this id."""
        return next((item for item in self.items() if item.id == id), None)

    def dimension(self, id: str) -> Dimension | None:
        """The dimension of this id."""
        return next((dimension for dimension in self.dimensions if dimension.id == id), None)

    def form(self, id: str) -> Form:
        """The form of this id; KeyError when there is none."""
        return _of_id(self.forms, id)

    def profile(self, id: str) -> Profile:
        """The weight profile of this id; KeyError when there is none."""
        return _of_id(self.profiles, id)

    def fact(self, id: str) -> Fact | None:
        """The fact of this id."""
        return next((fact for fact in self.facts if fact.id == id), None)

    def role(self, id: str) -> Role:
        """The role of this id; KeyError when there is none."""
        return _of_id(self.roles, id)


def _of_id(values: tuple[_Named, ...], id: str) -> _Named:
    for value in values:
        if value.id == id:
            return value
    raise KeyError(id)
