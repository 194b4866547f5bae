"""One examination of one organization: who, what for, when, and every answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from assess.core.answers import Answers
from assess.core.conditions import Value
from assess.core.scoring_rules import Purpose
from assess.core.text import Text

Priority = Literal["low", "normal", "high"]
PRIORITY_WEIGHTS: Mapping[Priority, Fraction] = {
    "low": Fraction(1, 2),
    "normal": Fraction(1),
    "high": Fraction(3, 2),
}
DEFAULT_CAPACITY = Fraction(60)
"""Person-days a quarter for improvement when nothing is stated: about one person full time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """Who is assessed: its name and the facts that conditions and comparisons use."""

    name: Text
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Answers with everything needed to score them again years later.

    `priorities` are the client's own, by dimension or item id; `capacity` is the
    person-days a quarter that the plan may use; `deductions` is how often each was found.
    """

    questionnaire: str
    version: str
    sha256: str
    purpose: Purpose
    form: str
    profile: str
    organization: Organization
    assessed_on: date
    answers: Answers
    priorities: Mapping[str, Priority] = field(default_factory=dict)
    capacity: Fraction = DEFAULT_CAPACITY
    deductions: Mapping[str, int] = field(default_factory=dict)
