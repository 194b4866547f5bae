"""What is asked: a questionnaire, its dimensions, and the rules they are judged by.

The names of the fields are the keys of the YAML files, so that there is one
definition of each concept (see questionnaires/README.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeVar

from assess.core.items import Axis, Item
from assess.core.scoring_rules import WITHOUT_WEIGHTS, Deduction, Level, Rollup, ScoringRules
from assess.core.sources import Article
from assess.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the customer life cycle: a view on the items of a dimension.

    With a `rollup` of its own it is more than a view: it makes one score of its items, and
    the dimension makes its score of the stages.
    """

    id: str
    title: Text
    rollup: Rollup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One of the things a questionnaire covers, with its items in order.

    `rollup` is how its items, or its stages where they have scores, make its score; without
    one the rule of the questionnaire holds.
    """

    id: str
    title: Text
    short: Text
    intro: Text
    rollup: Rollup | None = None
    stages: tuple[Stage, ...] = ()
    items: tuple[Item, ...]

    @property
    def points(self) -> Fraction:
        """The points of its items that are still asked."""
        return sum((item.points for item in self.items if not item.retired), Fraction(0))


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
    """How the maximum is shared out among the dimensions; without `points` as their items are."""

    id: str
    title: Text
    points: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who may judge an item, and who would own an improvement."""

    id: str
    title: Text


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
    axes: Mapping[Axis, Text] = field(default_factory=dict)
    scales: Mapping[str, tuple[Grade, ...]] = field(default_factory=dict)
    evidence_grades: tuple[Text, ...]
    forms: tuple[Form, ...]
    profiles: tuple[Profile, ...]
    scoring: ScoringRules = field(default_factory=ScoringRules)
    deductions: tuple[Deduction, ...] = ()
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

    def rollup(self, dimension: Dimension) -> Rollup:
        """How a dimension's score is made of its parts."""
        return dimension.rollup or self.scoring.rollup

    def is_staged(self, dimension: Dimension) -> bool:
        """Whether a dimension's score is made of its stages, rather than of its items."""
        if self.rollup(dimension) == "cumulative":
            return bool(dimension.stages)
        return any(stage.rollup for stage in dimension.stages)

    def stage_rollup(self, dimension: Dimension, stage: Stage) -> Rollup:
        """How a stage's score is made of its items; a rung of a ladder is as high as its lowest."""
        if stage.rollup:
            return stage.rollup
        rollup = self.rollup(dimension)
        return "minimum" if rollup == "cumulative" else rollup

    def weights(self, profile: Profile) -> Mapping[str, Fraction]:
        """The points that each dimension is out of; where all count alike, each is out of all."""
        maximum = self.scoring.maximum
        if self.scoring.total in WITHOUT_WEIGHTS:
            return {dimension.id: maximum for dimension in self.dimensions}
        if profile.points:
            return profile.points
        points = {dimension.id: dimension.points for dimension in self.dimensions}
        every = sum(points.values(), Fraction(0))
        return {id: maximum * of / every for id, of in points.items()}

    def role(self, id: str) -> Role:
        """The role of this id; KeyError when there is none."""
        return _of_id(self.roles, id)


def _of_id(values: tuple[_Named, ...], id: str) -> _Named:
    for value in values:
        if value.id == id:
            return value
    raise KeyError(id)
