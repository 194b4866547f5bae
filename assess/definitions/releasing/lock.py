"""What was released: the digest of every file of a version, so that it never changes.

`manifest.lock` stands beside the manifest and covers what an assessment is scored and printed
with for ever, that is the files its frozen source holds: the manifest, the dimensions and the
articles.  Glossary, calibration case and examples change nothing that was answered; they may be
mended at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from assess.core.faults import N_, Fault
from assess.core.questionnaire import Questionnaire
from assess.definitions.problems import InvalidDefinition, Problem
from assess.definitions.reader import Reader
from assess.definitions.scalars import Unreadable
from assess.definitions.texts import Languages
from assess.definitions.yaml.documents import Document, Place, parse_document, read_bytes

LOCK = "manifest.lock"
SCHEMA = "assess/lock@1"

V701 = partial(
    Fault,
    "V701",
    N_("this file is not as it was released in version {version}"),
    N_("take the change back, or give the questionnaire another version and “status: draft”"),
)
V702 = partial(
    Fault,
    "V702",
    N_("version {given} says that it is released, but {known} is the last that was"),
    N_("write “status: draft” until “assess release” sets it"),
)
V703 = partial(
    Fault,
    "V703",
    N_("the digest is not that of the files"),
    N_("take back what was changed in this file; “assess release” alone writes it"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The last version that was released: its digest, and those of its files by their names.

    `earlier` are the digests of the versions released before it.
    """

    version: str
    digest: str
    files: Mapping[str, str]
    earlier: Mapping[str, str] = field(default_factory=dict)

    @property
    def digests(self) -> dict[str, str]:
        """The digest of every version that was released, the last one first."""
        return {self.version: self.digest, **self.earlier}


def lock_of(
    questionnaire: Questionnaire, documents: Iterable[Document], before: Lock | None
) -> Lock:
    """What to note of a version that is released now, after the one of another lock."""
    return Lock(
        version=questionnaire.version,
        digest=questionnaire.sha256,
        files={Path(document.path).name: document.sha256 for document in documents},
        earlier=before.digests if before else {},
    )


def read_lock(folder: Path) -> Lock | None:
    """The lock in a questionnaire's folder, if there is one; InvalidDefinition when it is none."""
    path = folder / LOCK
    if not path.exists():
        return None
    document = parse_document(read_bytes(path), str(path))
    reader = Reader(Languages(("en",), complete=False))
    try:
        if document.root is not None and not document.problems:
            root = reader.mapping(document.root, "the file")
            reader.expect_schema(root, SCHEMA)
            lock = reader.dataclass(Lock, root, "the file", extra=["schema"])
            if not reader.problems:
                return lock
    except Unreadable:
        pass
    raise InvalidDefinition([*document.problems, *reader.problems])


def lock_text(lock: Lock) -> str:
    """A lock as it stands in its file."""
    lines = [
        "# Written by “assess release”. A released version never changes: see “Versions” in",
        "# questionnaires/README.md.",
        f"schema: {SCHEMA}",
        f'version: "{lock.version}"',
        f"digest: {lock.digest}",
        "files:",
        *(f"  {name}: {digest}" for name, digest in lock.files.items()),
    ]
    if lock.earlier:
        lines += ["earlier:", *(f'  "{each}": {digest}' for each, digest in lock.earlier.items())]
    return "\n".join(lines) + "\n"


def breaches(
    folder: Path, questionnaire: Questionnaire, documents: Iterable[Document], at: Place
) -> Iterator[Problem]:
    """How the files of a version contradict the lock beside them, if there is one.

    The version of the lock must be what was released, whatever its status says now; any other
    version is a draft of what comes next.  `at` is where the manifest states the version.
    """
    try:
        lock = read_lock(folder)
    except InvalidDefinition as invalid:
        yield from invalid.problems
        return
    if lock is None:
        return
    if questionnaire.version != lock.version:
        if questionnaire.status == "released":
            details = {"given": questionnaire.version, "known": lock.version}
            yield at.blame(V702(details=details))
        return
    changed = [each for each in documents if lock.files.get(Path(each.path).name) != each.sha256]
    for document in changed:
        at = Place(path=document.path, line=1, column=1)
        yield at.blame(V701(details={"version": lock.version}))
    if not changed and questionnaire.sha256 != lock.digest:
        yield Place(path=f"{folder}/{LOCK}", line=1, column=1).blame(V703())
