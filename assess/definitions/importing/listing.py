"""What became of a source, for a terminal and for a file that stays with the draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assess.core.characters import one_line
from assess.core.faults import N_
from assess.definitions.importing.account import KINDS, Account, Kind, Note
from assess.language import gettext

FILE = "imported.md"
HEADINGS: dict[Kind, str] = {
    "carried": N_("Carried"),
    "changed": N_("Changed: look at these"),
    "left": N_("Not carried"),
}
_FENCE = re.compile("`{3,}")


def lines_of(account: Account) -> Iterator[str]:
    """Every note in a line, without the texts that are left."""
    for kind in KINDS:
        notes = list(account.of(kind))
        if notes:
            yield f"{gettext(HEADINGS[kind])} ({len(notes)})"
            yield from (f"  {_line(note)}" for note in notes)


def counted(account: Account) -> str:
    """How many notes there are of each kind."""
    number = {kind: len(list(account.of(kind))) for kind in KINDS}
    said = gettext(N_("{carried} carried, {changed} changed, {left} not carried"))
    return said.format(**number)


def listing(account: Account, source: str) -> str:
    """The file that keeps the notes, with every text that has no place."""
    return "\n".join(_paragraphs(account, source)) + "\n"


def _paragraphs(account: Account, source: str) -> Iterator[str]:
    said = gettext(N_("What became of {source}"))
    yield f"# {one_line(said.format(source=source))}"
    yield ""
    yield gettext(
        N_(
            "The texts below have no place in the questionnaire, or stand there otherwise. Nothing "
            "reads this file; delete it when nobody needs it any more."
        )
    )
    for kind in KINDS:
        notes = list(account.of(kind))
        if notes:
            yield ""
            yield f"## {gettext(HEADINGS[kind])} ({len(notes)})"
            yield ""
        for note in notes:
            yield f"- {_line(note)}"
            yield from _kept(note.text)


def _line(note: Note) -> str:
    return one_line(f"{note.where}: {note.said.sentence(gettext)}")


def _kept(text: str) -> Iterator[str]:
    """A text word for word, in a block that nothing in it ends."""
    if not text:
        return
    longest = max((len(found) for found in _FENCE.findall(text)), default=2)
    fence = "`" * (longest + 1)
    yield ""
    yield f"  {fence}text"
    yield from (f"  {one_line(line)}" for line in text.splitlines())
    yield f"  {fence}"
    yield ""
