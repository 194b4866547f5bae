"""Which translations still fit their sources, by digests that lie beside the questionnaire.

The file of digests has one line for each text that was translated: the digest of the source
words at that time, and the key.  A translation without a line is taken to fit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from string import hexdigits

from assess.core.faults import N_
from assess.definitions.translation.units import Unit
from assess.definitions.yaml.documents import read_bytes
from assess.errors import AssessError
from assess.language import gettext

DIGITS = 12
HEAD = (
    "# Written by “assess translate import”: for each text the digest of the source words\n"
    "# that it was translated from. A text whose source has another digest now is stale.\n"
)


class State(StrEnum):
    """How a translation stands to its source."""

    MISSING = "missing"
    CURRENT = "current"
    STALE = "stale"


class UnreadableDigests(AssessError):
    """The file of digests is not as it was written."""

    def __init__(self, path: Path, line: int) -> None:
        said = gettext(
            N_(
                "{path}:{line}: not a digest and a key — take the file from version control, or "
                "remove it: then every translation counts as fitting its source"
            )
        )
        super().__init__(said.format(path=path, line=line))


def is_digest(text: str) -> bool:
    """Whether a text is one that `digest` may have made."""
    return len(text) == DIGITS and set(text) <= set(hexdigits)


def digest(words: str) -> str:
    """A short digest of words, by which a change is noticed."""
    return hashlib.sha256(words.encode()).hexdigest()[:DIGITS] if words else ""


class Digests:
    """The digests of the sources that the translations of one language were made from."""

    def __init__(self, recorded: Mapping[str, str]) -> None:
        self.recorded = dict(recorded)
        self._keys: dict[str, list[str]] = {}
        for key, found in recorded.items():
            self._keys.setdefault(found, []).append(key)

    def state(self, unit: Unit, language: str) -> State:
        """How the translation of a unit stands to its source."""
        if not unit.words(language):
            return State.MISSING
        recorded = self.recorded.get(unit.key)
        fits = recorded in {None, digest(unit.source)} or self._moved(unit)
        return State.CURRENT if fits else State.STALE

    def _moved(self, unit: Unit) -> bool:
        """Whether this source was translated when it stood elsewhere in its list."""
        if not unit.family:
            return False
        keys = self._keys.get(digest(unit.source), ())
        return any(is_of_family(key, unit.family) for key in keys)


def is_of_family(key: str, family: str) -> bool:
    """Whether a key differs from others of this family in places of lists alone."""
    parts, wanted = key.split("/"), family.split("/")
    return len(parts) == len(wanted) and all(
        part.isdecimal() if want == "*" else part == want
        for part, want in zip(parts, wanted, strict=True)
    )


def read_digests(path: Path) -> Digests:
    """The digests in a file; none where there is no file."""
    if not path.exists():
        return Digests({})
    recorded = {}
    lines = read_bytes(path).decode("utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, start=1):
        found, _, key = line.partition(" ")
        if line.startswith("#") or not line:
            continue
        if len(found) != DIGITS or not key:
            raise UnreadableDigests(path, number)
        recorded[key] = found
    return Digests(recorded)


def written_digests(recorded: Mapping[str, str], units: Iterable[Unit]) -> bytes:
    """The file for these digests by key, in the order of the units."""
    lines = (f"{recorded[unit.key]} {unit.key}\n" for unit in units if unit.key in recorded)
    return (HEAD + "".join(lines)).encode()
