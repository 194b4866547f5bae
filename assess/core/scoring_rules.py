"""The rules a questionnaire is scored by: what is open, what does not apply, how parts add up.

The names of the fields are the keys of the YAML files (see questionnaires/README.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from assess.core.conditions import Condition
from assess.core.numbers import RoundingMode
from assess.core.text import Text

Purpose = Literal["self-assessment", "audit", "certification"]
Rollup = Literal["weighted-mean", "mean", "sum", "minimum", "cumulative"]
"""How the scores of parts make the score of a whole (see assess.core.rollups)."""

WITHOUT_WEIGHTS: frozenset[Rollup] = frozenset({"mean", "minimum", "cumulative"})
"""The rollups that take every part alike, whatever its points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """What happens to an item that does not apply, and how much must apply to be rated.

    `target` is the score that such an item counts with under the policy of that name.
    """

    policy: Literal["exclude", "zero", "target", "forbidden"] = "exclude"
    target: Fraction | None = None
    minimum_applicable: Fraction = Fraction(7, 10)

    @property
    def counts_as(self) -> Fraction | None:
        """The score of an item that does not apply, None where it leaves the score."""
        return {"zero": Fraction(0), "target": self.target}.get(self.policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """Decimals of printed points and percentages, and how halves are rounded."""

    mode: RoundingMode = "half-up"
    points: int = 1
    percent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The name of the scores above the band before it, up to and including `to`."""

    id: str
    to: Fraction
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """When a rung of a cumulative score is reached: by the bands of its parts.

    The rung itself must stand at least in the band `reached`, all rungs under it at least
    in the band `below`.
    """

    reached: str
    below: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringRules:
    """The rules a questionnaire is scored by.

    `rollup` makes a dimension of its items, `total` the total of the dimensions.
    """

    maximum: Fraction = Fraction(1000)
    rollup: Rollup = "weighted-mean"
    total: Rollup = "weighted-mean"
    bands: tuple[Band, ...] = ()
    cumulative: Ladder | None = None
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

    def band(self, score: Fraction) -> Band | None:
        """The band a score stands in, None where the questionnaire names none."""
        return next((band for band in self.bands if score <= band.to), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A maturity level and the gates that must all hold to reach it."""

    level: int
    name: Text
    about: Text | None = None
    total: Fraction | None = None
    each_dimension: Fraction | None = None
    knock_out: Fraction | None = None
    require: tuple[Condition, ...] = ()

    @property
    def is_gated(self) -> bool:
        """Whether anything at all must hold to reach it."""
        floors = (self.total, self.each_dimension, self.knock_out)
        return bool(self.require) or any(floor is not None for floor in floors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """What costs points each time it is found, at most `most` times.

    Either so many `points`, or a share of the total before any deduction (`percent`).
    """

    id: str
    text: Text
    points: Fraction | None = None
    percent: Fraction | None = None
    most: int | None = None

    def allows(self, times: int) -> bool:
        """Whether it may be found so often."""
        return times >= 0 and (self.most is None or times <= self.most)
