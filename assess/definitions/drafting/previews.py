"""A draft as it lies in its folder now: what of it can be asked, and what is said about it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assess.core.characters import printable
from assess.core.questionnaire import Questionnaire
from assess.definitions.checking import EXAMPLES, check
from assess.definitions.problems import InvalidDefinition, Problem, UnreadableFile, distinct
from assess.definitions.questionnaires import MANIFEST, Examined, examine_unlocked, source_of
from assess.definitions.wording.lint import remarks_in
from assess.definitions.yaml.documents import Document, Mapping, Scalar, Sequence
from assess.definitions.yaml.lines import Sources

WATCHED = {".yaml", ".lock", ".po"}
"""The endings of files that a questionnaire is read from."""
TRIES = 3
"""How often to look at files that are being written meanwhile."""
NEAR, CUT = 100, "…"
"""Characters of a line that are shown on each side of a column, and what stands for the others."""

Severity = Literal["problem", "warning", "remark"]
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing to say about a draft: its line (without its end), and the item it stands in.

    Both are "" where there is none.
    """

    problem: Problem
    severity: Severity
    line: str = ""
    item: str = ""

    @property
    def place(self) -> str:
        """The place without the folder of the draft, in which every file of it lies."""
        folder = Path(self.problem.path).parent
        folder = folder.parent if folder.name == EXAMPLES else folder
        return self.problem.place.removeprefix(f"{folder}/")

    @property
    def parts(self) -> tuple[str, str, str]:
        """The line before, at and after the column, as far as it is near."""
        at = self.problem.column - 1
        near = self.line[max(0, at - NEAR) : at], self.line[at : at + 1] or " "
        before, here, after = map(printable, (*near, self.line[at + 1 : at + NEAR]))
        return (
            CUT * (at > NEAR) + before,
            here,
            after + CUT * (len(self.line) > at + NEAR),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at a folder found.

    `questionnaire` is None where it has problems; `source` are its files as one text, to be kept.
    """

    digest: str
    said: tuple[Said, ...] = ()
    unreadable: tuple[str, ...] = ()
    questionnaire: Questionnaire | None = None
    source: str = ""

    def of(self, severity: Severity) -> list[Said]:
        """What is said with this severity, in the order of the places."""
        return [each for each in self.said if each.severity == severity]


def stamp_of(folder: Path) -> Stamp:
    """Names, times and sizes of the files: another one as soon as something was saved."""
    return tuple(_stamps(folder))


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in _watched(folder):
        try:
            found = path.stat()
        except OSError:
            # Editors put a new file in the place of the old one; the next look finds it.
            continue
        yield path.name, found.st_mtime_ns, found.st_size


def _watched(folder: Path) -> list[Path]:
    files = folder.rglob("*")
    return sorted(path for path in files if path.suffix in WATCHED and path.name[0] != ".")


def digest_of(folder: Path) -> str:
    """A digest of all that the files hold."""
    made = hashlib.sha256()
    for path in _watched(folder):
        try:
            data = path.read_bytes()
        except OSError:
            continue
        made.update(f"{path.relative_to(folder)} {hashlib.sha256(data).hexdigest()}\n".encode())
    return made.hexdigest()


def look(folder: Path, *, examples: bool = False) -> Look:
    """Read and judge the draft; nothing can be asked of one that is being written meanwhile.

    If `examples` are wanted they are told of once the draft itself is sound.
    """
    seen = Look(digest="")
    for _ in range(TRIES):
        digest = digest_of(folder)
        seen = _look(folder, digest)
        if examples and seen.questionnaire:
            seen = _with_examples(seen, folder)
        if digest_of(folder) == digest:
            return seen
    return Look(digest=seen.digest, said=seen.said, unreadable=seen.unreadable)


def _look(folder: Path, digest: str) -> Look:
    try:
        checked = check([folder / MANIFEST])
        # A version that was released may be tried with changes all the same.
        examined = examine_unlocked(folder)
        sound = not examined.problems
        source = source_of(folder) if sound else ""
        remarks = _remarks(examined, folder) if sound else []
    except UnreadableFile as fault:
        return Look(digest=digest, unreadable=(_without(folder, fault),))
    told = _Told(examined.documents)
    return Look(
        digest=digest,
        said=(
            *told.all("problem", checked.problems),
            *told.all("warning", checked.warnings),
            *told.all("remark", remarks),
        ),
        unreadable=tuple(_without(folder, fault) for fault in checked.unreadable),
        questionnaire=examined.questionnaire if sound else None,
        source=source,
    )


def _with_examples(seen: Look, folder: Path) -> Look:
    """What is said of the examples as well, read as answers to the draft and to what it was."""
    checked = check(sorted((folder / EXAMPLES).glob("*.yaml")), folder.parent)
    told = tuple(_Told(()).all("problem", checked.problems))
    unreadable = tuple(_without(folder, fault) for fault in checked.unreadable)
    known = {each.problem.sentence() for each in seen.said}
    return replace(
        seen,
        said=(*(each for each in told if each.problem.sentence() not in known), *seen.said),
        unreadable=(*seen.unreadable, *unreadable),
    )


def _without(folder: Path, fault: UnreadableFile) -> str:
    """The sentence of a fault without the folder of the draft."""
    return str(fault).replace(f"{folder}/", "")


def _remarks(examined: Examined, folder: Path) -> Iterable[Problem]:
    try:
        return distinct(remarks_in(examined, folder))
    except InvalidDefinition:
        return []  # the glossary has problems, which are told already


def said_of(problems: Iterable[Problem]) -> tuple[Said, ...]:
    """Problems with their lines."""
    return tuple(_Told(()).all("problem", problems))


class _Told:
    """Problems with their lines and items, from files that are read once each."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._items = {each.path: _items(each) for each in documents}
        self._sources = Sources()

    def all(self, severity: Severity, problems: Iterable[Problem]) -> Iterator[Said]:
        for each in problems:
            line = self._sources.line(each) or ""
            yield Said(problem=each, severity=severity, line=line, item=self._item(each))

    def _item(self, problem: Problem) -> str:
        starts, names = self._items.get(problem.path, ((), ()))
        at = bisect_right(starts, problem.line)
        return names[at - 1] if at else ""


def _items(document: Document) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The lines on which items begin, and their ids; with "" the one on which they end."""
    found = list(_starts(document))
    return tuple(line for line, _ in found), tuple(name for _, name in found)


def _starts(document: Document) -> Iterator[tuple[int, str]]:
    root = document.root
    entries = root.entries if isinstance(root, Mapping) else {}
    items = entries["items"].node if "items" in entries else None
    if not isinstance(items, Sequence):
        return
    for node in items.nodes:
        id = node.entries.get("id") if isinstance(node, Mapping) else None
        named = id.node.text if id and isinstance(id.node, Scalar) else ""
        yield node.place.line, named
    after = [e.place.line for e in entries.values() if e.place.line > entries["items"].place.line]
    if after:
        yield min(after), ""
