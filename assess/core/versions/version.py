"""Numbers of versions, and how far a step goes from one to the next.

A patch changes words only; a minor version asks something new; after a major one the same answers
may give another score or level, or an answer may have lost its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from assess.core.faults import N_

Step = Literal["patch", "minor", "major"]
STEPS: tuple[Step, ...] = ("patch", "minor", "major")
"""From the smallest to the greatest."""
STEP_NAMES: Mapping[Step, str] = {
    "patch": N_("patch"),
    "minor": N_("minor"),
    "major": N_("major"),
}

_WRITTEN = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version, compared number by number."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> Version | None:
        """The version that is written as “1.0.0”, None for anything else."""
        found = _WRITTEN.fullmatch(text)
        return cls(*map(int, found.groups())) if found else None

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    def after(self, step: Step) -> Version:
        """The version that a step leads to."""
        match step:
            case "major":
                return Version(self.major + 1, 0, 0)
            case "minor":
                return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + 1)

    def step_to(self, later: Version) -> Step | None:
        """How far it is to a later version; None when that one is not later."""
        if later <= self:
            return None
        if later.major > self.major:
            return "major"
        return "minor" if later.minor > self.minor else "patch"


def greatest(steps: Iterable[Step]) -> Step | None:
    """The greatest of some steps, None when there is none."""
    return max(steps, key=STEPS.index, default=None)


def reaches(stated: Step, due: Step) -> bool:
    """Whether a step goes at least as far as another."""
    return STEPS.index(stated) >= STEPS.index(due)
