"""A draft as it lies in its folder now: what of it can be asked, and what is said about it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assess.core.characters import printable
from assess.core.questionnaire import Questionnaire
from assess.definitions.checking import check
from assess.definitions.documents import Document, Mapping, Scalar, Sequence, lines_of
from assess.definitions.lint import remarks_in
from assess.definitions.problems import InvalidDefinition, Problem, UnreadableFile, distinct
from assess.definitions.questionnaires import MANIFEST, Examined, examine_unlocked, source_of

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
        """The place without the folder, as every file of a draft lies in the same."""
        return self.problem.place.removeprefix(f"{Path(self.problem.path).parent}/")

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


def look(folder: Path) -> Look:
    """Read and judge the draft; nothing can be asked of one that is being written meanwhile."""
    seen = Look(digest="")
    for _ in range(TRIES):
        digest = digest_of(folder)
        seen = _look(folder, digest)
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
        return Look(digest=digest, unreadable=(str(fault),))
    told = _Told(examined.documents)
    return Look(
        digest=digest,
        said=(
            *told.all("problem", checked.problems),
            *told.all("warning", checked.warnings),
            *told.all("remark", remarks),
        ),
        unreadable=tuple(map(str, checked.unreadable)),
        questionnaire=examined.questionnaire if sound else None,
        source=source,
    )


def _remarks(examined: Examined, folder: Path) -> Iterable[Problem]:
    try:
        return distinct(remarks_in(examined, folder))
    except InvalidDefinition:
        return []  # the glossary has problems, which are told already


class _Told:
    """Problems with their lines and items, from files that are read once each."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._items = {each.path: list(_items(each)) for each in documents}
        self._lines: dict[str, list[str]] = {}

    def all(self, severity: Severity, problems: Iterable[Problem]) -> Iterator[Said]:
        for each in problems:
            yield Said(
                problem=each, severity=severity, line=self._line(each), item=self._item(each)
            )

    def _line(self, problem: Problem) -> str:
        if problem.path not in self._lines:
            try:
                self._lines[problem.path] = lines_of(Path(problem.path).read_bytes())
            except OSError:
                self._lines[problem.path] = []
        lines = self._lines[problem.path]
        return lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""

    def _item(self, problem: Problem) -> str:
        starts = self._items.get(problem.path, [])
        at = bisect_right([line for line, _ in starts], problem.line)
        return starts[at - 1][1] if at else ""


def _items(document: Document) -> Iterator[tuple[int, str]]:
    """The line on which each item begins with its id, and with "" the one on which they end."""
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
