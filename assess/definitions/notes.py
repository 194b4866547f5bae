"""What is noted while files are read: problems, where things stand, and what could not be read.

A fault must not hide others.  So an item, a dimension or a questionnaire in which a key cannot
be read is made all the same, without that attribute, and whatever is checked later passes over
the checks that would need it.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from assess.core.conditions import Condition
from assess.core.faults import Fault
from assess.definitions.problems import MOST_PROBLEMS, S206, Problem
from assess.definitions.yaml.documents import Node, Place

_T = TypeVar("_T")

OF_EVERY_TEXT = frozenset({"T301", "T302"})
"""Codes that every text of a file may be told for, which hides nothing else."""


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A condition with the node and the key it stands under."""

    condition: Condition
    node: Node
    key: str


class Notes:
    """Problems and places, in the order of reading."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.conditions: list[Asked] = []
        # Ids of items that could not be read; "" stands for one whose id could not be read.
        self.spoilt: set[str] = {""}
        self.about_languages: Counter[tuple[bool, str, str]] = Counter()
        """How often texts were told for a language: as a problem or not, the code, the language."""
        self._kept: Counter[tuple[bool, str]] = Counter()
        self.files_lost = False
        """Whether a dimension could not be read, so that nobody knows which items there are."""
        self._places: dict[tuple[int, str], Place] = {}
        self._lost: dict[int, frozenset[str]] = {}
        self._alive: list[object] = []

    @property
    def all_items(self) -> bool:
        """Whether every item is known, be it in part, so that what none of them has is told."""
        return self.spoilt == {""} and not self.files_lost

    @property
    def has_enough(self) -> bool:
        """Whether there are so many problems already that no other would be told."""
        return self._kept[True, ""] > MOST_PROBLEMS

    def has_enough_of(self, code: str) -> bool:
        """The same for a code of OF_EVERY_TEXT."""
        return self._kept[True, code] >= MOST_PROBLEMS

    def blame(self, place: Place, fault: Fault) -> None:
        """Note a problem."""
        self._note(self.problems, place, fault)

    def warn(self, place: Place, fault: Fault) -> None:
        """Note what is no problem yet."""
        self._note(self.warnings, place, fault)

    def _note(self, noted: list[Problem], place: Place, fault: Fault) -> None:
        """Note a fault, unless there are too many: then only that there are more."""
        grave, kind = noted is self.problems, fault.code if fault.code in OF_EVERY_TEXT else ""
        if kind:
            self.about_languages[grave, kind, str(fault.details["language"])] += 1
        kept = self._kept[grave, kind]
        if kept == MOST_PROBLEMS and not kind:
            fault = S206(details={"limit": MOST_PROBLEMS})
        if kept < MOST_PROBLEMS + (not kind):
            self._kept[grave, kind] += 1
            noted.append(place.blame(fault))

    def placed(self, value: _T, place: Place, keys: Mapping[str, Place] | None = None) -> _T:
        """Remember where a value stands, and where what it is made of does."""
        # Kept alive so that the identity that places are found by stays the value's own.
        self._alive.append(value)
        self._places[id(value), ""] = place
        for key, at in (keys or {}).items():
            self._places[id(value), key] = at
        return value

    def place_of(self, value: object, key: str = "") -> Place:
        """Where a value stands; with a key, what stands there under it if anything does."""
        return self._places.get((id(value), key)) or self._places[id(value), ""]

    def part(self, kind: type[_T], values: Mapping[str, object], lost: Iterable[str]) -> _T:
        """A dataclass without the attributes that are lost; to ask for one is an AttributeError."""
        made = object.__new__(kind)
        for field in dataclasses.fields(cast("Any", kind)):
            if field.name in lost:
                continue
            if field.name in values:
                value = values[field.name]
            elif field.default is not dataclasses.MISSING:
                value = field.default
            else:
                assert field.default_factory is not dataclasses.MISSING, field.name
                value = field.default_factory()
            object.__setattr__(made, field.name, value)
        self._alive.append(made)
        self._lost[id(made)] = frozenset(lost)
        return made

    def is_whole(self, value: object) -> bool:
        """Whether nothing of a value is lost."""
        return id(value) not in self._lost

    def attempt(self, check: Callable[..., None], *about: object) -> None:
        """Make a check, unless it needs what could not be read: that is told already."""
        if self.has_enough:
            return
        try:
            check(*about)
        except AttributeError as error:
            if error.name not in self._lost.get(id(error.obj), ()):
                raise
