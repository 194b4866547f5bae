"""Ids that the format takes, as near to the names of a source as can be."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 56
"""Characters of a name that are kept; there is room behind it for a number."""
_STRANGE = re.compile(r"[^A-Za-z0-9_-]+")


class Ids:
    """Gives every thing an id of its own, also where capitals make no difference."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {each.casefold() for each in taken}
        self._numbers: dict[str, int] = {}

    def of(self, name: str, otherwise: str) -> str:
        """An id from a letter on for this name; `otherwise` where nothing of it can be kept."""
        return self._free(word(name, otherwise))

    def plain(self, name: str, otherwise: str) -> str:
        """The same for an option or a practice, which may be a number."""
        return self._free(_kept(name) or otherwise)

    def _free(self, wanted: str) -> str:
        made = wanted
        while made.casefold() in self._taken:
            # Where it left off, so that a thousand of one name take no million of trials.
            self._numbers[wanted] = self._numbers.get(wanted, 1) + 1
            made = f"{wanted}-{self._numbers[wanted]}"
        self._taken.add(made.casefold())
        return made


def word(name: str, otherwise: str) -> str:
    """A word of letters, digits, “-” and “_” from a letter on."""
    kept = _kept(name)
    if not kept:
        return otherwise
    return kept if kept[0].isalpha() else f"{otherwise}-{kept}"


def _kept(name: str) -> str:
    return _STRANGE.sub("-", name).strip("-_")[:LONGEST].strip("-_")
