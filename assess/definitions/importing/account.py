"""What became of everything that stood in a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from assess.core.faults import Fault, words
from assess.errors import AssessError
from assess.language import gettext

Kind = Literal["carried", "changed", "left"]
LONGEST_BEGINNING = 60
KINDS: tuple[Kind, ...] = ("carried", "changed", "left")


class NotImportable(AssessError):
    """Nothing can be made of a source; the sentence tells where, why, and what to do."""

    def __init__(self, where: object, message: str, **details: object) -> None:
        super().__init__(f"{where}: {gettext(message).format(**details)}")


@dataclass(frozen=True, slots=True)
class Note:
    """What became of one thing: where it stood, and its words if they have no place now."""

    kind: Kind
    where: str
    said: Fault
    text: str = ""


@dataclass(slots=True)
class Account:
    """Notes in the order in which the source was read."""

    notes: list[Note] = field(default_factory=list)

    def carried(self, where: str, message: str, **details: object) -> None:
        """It stands in the draft as it was meant."""
        self._note("carried", where, message, "", details)

    def changed(self, where: str, message: str, kept: str = "", **details: object) -> None:
        """It stands in the draft, but not as it was; an author should look."""
        self._note("changed", where, message, kept, details)

    def left(self, where: str, message: str, kept: str = "", **details: object) -> None:
        """It has no place; the list keeps its text."""
        self._note("left", where, message, kept, details)

    def leftovers(self, found: Iterable[tuple[str, str]], message: str) -> None:
        """Everything that nobody has asked for, by place and text."""
        for where, text in found:
            line = " ".join(text.split())
            begin = line if len(line) <= LONGEST_BEGINNING else f"{line[:LONGEST_BEGINNING]}…"
            self.left(where, message, text, text=begin)

    def of(self, kind: Kind) -> Iterator[Note]:
        """The notes of one kind."""
        return (note for note in self.notes if note.kind == kind)

    def _note(
        self, kind: Kind, where: str, message: str, text: str, details: dict[str, object]
    ) -> None:
        self.notes.append(Note(kind, where, words(message, **details), text))
