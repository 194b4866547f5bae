"""What is noted while files are read: problems, where things stand, and what could not be read.

A fault must not hide others.  So an item, a dimension or a questionnaire in which a key cannot
be read is made all the same, without that attribute, and whatever is checked later passes over
the checks that would need it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from assess.core.conditions import Condition
from assess.core.faults import Fault
from assess.definitions.documents import Node, Place
from assess.definitions.problems import Problem

_T = TypeVar("_T")


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
        self.files_lost = False
        """Whether a dimension could not be read, so that nobody knows which items there are."""
        self._places: dict[tuple[int, str], Place] = {}
        self._lost: dict[int, frozenset[str]] = {}
        self._kept: list[object] = []

    def blame(self, place: Place, fault: Fault) -> None:
        """Note a problem."""
        self.problems.append(place.blame(fault))

    def warn(self, place: Place, fault: Fault) -> None:
        """Note what is no problem yet."""
        self.warnings.append(place.blame(fault))

    def placed(self, value: _T, place: Place, keys: Mapping[str, Place] | None = None) -> _T:
        """Remember where a value stands, and where what it is made of does."""
        # Kept alive so that the identity that places are found by stays the value's own.
        self._kept.append(value)
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
        self._kept.append(made)
        self._lost[id(made)] = frozenset(lost)
        return made

    def is_whole(self, value: object) -> bool:
        """Whether nothing of a value is lost."""
        return id(value) not in self._lost

    def attempt(self, check: Callable[..., None], *about: object) -> None:
        """Make a check, unless it needs what could not be read: that is told already."""
        try:
            check(*about)
        except AttributeError as error:
            if error.name not in self._lost.get(id(error.obj), ()):
                raise
