"""Releasing a questionnaire, and finding the versions that were released before.

Every version that was released is kept whole in `releases/<version>.json`, as the source that is
frozen with an assessment: answers are scored, compared and carried over by it years later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assess.core.faults import N_, Fault, words
from assess.core.questionnaire import Questionnaire
from assess.core.versions.comparison import Comparison, compare
from assess.core.versions.version import STEP_NAMES, Version, reaches
from assess.definitions import calibration, glossary
from assess.definitions.calibration import load_case
from assess.definitions.glossary import load_glossary
from assess.definitions.problems import InvalidDefinition, Problem, UnreadableFile
from assess.definitions.questionnaires import (
    MANIFEST,
    Examined,
    examine_unlocked,
    load_files,
)
from assess.definitions.releasing.kept import texts_in
from assess.definitions.releasing.lock import LOCK, Lock, lock_of, lock_text, read_lock
from assess.definitions.yaml.documents import (
    Y103,
    Mapping,
    Place,
    Scalar,
    parse_document,
    read_bytes,
)
from assess.files import write_whole

RELEASES = "releases"
LARGEST_RELEASE = 8_000_000
"""Bytes of a version that is kept."""
MOST_REASONS = 3

V705 = partial(
    Fault,
    "V705",
    N_("version {given} is released and cannot change any more"),
    N_("write “{next}”: what changed is a {due} step, because of {reasons}"),
)
V706 = partial(
    Fault,
    "V706",
    N_("{given} would be a {stated} step after {known}, but what changed is a {due} step"),
    N_("write “{next}”, because of {reasons}"),
)
V707 = partial(
    Fault,
    "V707",
    N_("this is not version {version} as it was released"),
    N_("take the file back from where you keep your versions"),
)
V708 = partial(
    Fault,
    "V708",
    N_("this is no version of a questionnaire"),
    N_("name a folder, its manifest, or a file below “releases”"),
)
V709 = partial(
    Fault,
    "V709",
    N_("version {given} is older than {known}, which is released"),
    N_("write “{next}”: what changed is a {due} step, because of {reasons}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A version that is ready: what is written, and what is different from the one before.

    `files` are to be written in this order; none when this version has been released already.
    """

    questionnaire: Questionnaire
    lock: Lock
    before: Comparison | None
    files: tuple[tuple[Path, bytes], ...]

    def write(self) -> None:
        """Write the files; the lock comes last, so that what is locked is there."""
        for path, content in self.files:
            write_whole(path, content)


def prepare_release(folder: Path, history: Path | None = None) -> Release:
    """What releasing the questionnaire in this folder writes; InvalidDefinition if it may not.

    What was released before is kept in the folder `history`, by default in the same one.
    """
    manifest = as_released(read_bytes(folder / MANIFEST))
    examined = examine_unlocked(folder, manifest)
    problems = [*examined.problems, *_problems_beside(folder, examined)]
    if problems:
        raise InvalidDefinition(problems)
    history = history or folder
    lock, questionnaire = read_lock(history), examined.questionnaire
    comparison = None
    if lock is None or lock.digest != questionnaire.sha256:
        comparison = _compared(history, lock, examined)
        lock = lock_of(questionnaire, examined.documents, lock)
    files = [
        (
            release_path(folder, questionnaire.version),
            frozen(folder, manifest, examined).encode(),
        ),
        (folder / MANIFEST, manifest),
        (folder / LOCK, lock_text(lock).encode()),
    ]
    return Release(
        questionnaire=questionnaire,
        lock=lock,
        before=comparison,
        files=tuple((path, content) for path, content in files if not _holds(path, content)),
    )


def trial(folder: Path) -> tuple[Questionnaire, str]:
    """The questionnaire in this folder as a draft, and its source; InvalidDefinition with faults.

    What is begun with it tells everywhere that it is none of a version that is released.
    """
    manifest = as_draft(read_bytes(folder / MANIFEST))
    examined = examine_unlocked(folder, manifest)
    if examined.problems:
        raise InvalidDefinition(examined.problems)
    return examined.questionnaire, frozen(folder, manifest, examined)


def as_released(manifest: bytes) -> bytes:
    """The manifest with “status: released”; as it is where nothing is to be put otherwise."""
    return _with_status(manifest, "draft", "released")


def as_draft(manifest: bytes) -> bytes:
    """The manifest with “status: draft”; as it is where nothing is to be put otherwise."""
    return _with_status(manifest, "released", "draft")


def _with_status(manifest: bytes, given: str, wanted: str) -> bytes:
    root = parse_document(manifest, MANIFEST).root
    entry = root.entries.get("status") if isinstance(root, Mapping) else None
    if entry is None or not isinstance(entry.node, Scalar) or entry.node.text != given:
        return manifest
    lines = manifest.decode("utf-8-sig").splitlines(keepends=True)
    at = entry.node.place
    line = lines[at.line - 1]
    rest = re.sub(rf"""^("{given}"|'{given}'|{given})""", wanted, line[at.column - 1 :])
    lines[at.line - 1] = line[: at.column - 1] + rest
    return "".join(lines).encode()


def release_path(folder: Path, version: str) -> Path:
    """Where a released version of the questionnaire in a folder is kept."""
    return folder / RELEASES / f"{version}.json"


def released_versions(folder: Path) -> list[Version]:
    """The versions of the questionnaire in a folder that are kept, in order."""
    found = (Version.parse(path.stem) for path in (folder / RELEASES).glob("*.json"))
    return sorted(version for version in found if version is not None)


def load_release(folder: Path, version: str) -> Questionnaire:
    """A version that was released; UnreadableFile when it is not kept, InvalidDefinition if spoilt.

    The lock, where there is one, vouches for it.
    """
    path = release_path(folder, version)
    found = load_frozen(path)
    lock = read_lock(folder)
    expected = lock.digests.get(version) if lock else found.sha256
    if found.version != version or found.sha256 != expected:
        at = Place(path=str(path), line=1, column=1)
        raise InvalidDefinition([at.blame(V707(details={"version": version}))])
    return found


def releases_between(folder: Path, old: str, new: str) -> Iterator[Questionnaire]:
    """The versions that were released after one and before another, in order."""
    first, last = Version.parse(old), Version.parse(new)
    if first is not None and last is not None:
        for version in released_versions(folder):
            if first < version < last:
                yield load_release(folder, str(version))


def load_frozen(path: Path) -> Questionnaire:
    """The questionnaire in a file that holds its source as it is frozen with assessments."""
    try:
        with path.open("rb") as file:
            source = file.read(LARGEST_RELEASE + 1)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or "unknown reason") from error
    at = Place(path=str(path), line=1, column=1)
    if len(source) > LARGEST_RELEASE:
        raise InvalidDefinition([at.blame(Y103(details={"limit": LARGEST_RELEASE}))])
    try:
        files = texts_in(source)
    except ValueError:
        files = {}
    if MANIFEST not in files:
        raise InvalidDefinition([at.blame(V708())])
    return load_files(files, str(path))


def _compared(folder: Path, before: Lock | None, examined: Examined) -> Comparison | None:
    """What is different since the last release; InvalidDefinition when the version says less."""
    new = examined.questionnaire
    at = examined.notes.place_of(new, "version")
    version = Version.parse(new.version)
    assert version is not None, "it was examined"
    if before is None:
        return None
    comparison = compare(load_release(folder, before.version), new)
    known, due = Version.parse(before.version), comparison.due
    assert known is not None
    assert due is not None
    stated = known.step_to(version)
    if stated is None or not reaches(stated, due):
        details: dict[str, object] = {
            "given": new.version,
            "known": before.version,
            "next": str(known.after(due)),
            "due": words(STEP_NAMES[due]),
            "reasons": _reasons(comparison),
        }
        if stated is not None:
            told = V706(details=details | {"stated": words(STEP_NAMES[stated])})
        else:
            told = (V705 if version == known else V709)(details=details)
        raise InvalidDefinition([at.blame(told)])
    return comparison


def _reasons(comparison: Comparison) -> str:
    """Where the greatest differences are."""
    greatest = [each for each in comparison.amendments if each.step == comparison.due]
    places = [f"{each.subject} {each.place}".strip() for each in greatest[:MOST_REASONS]]
    more = ["…"] if len(greatest) > MOST_REASONS else []
    return ", ".join([*places, *more]) or MANIFEST


def _problems_beside(folder: Path, examined: Examined) -> Iterator[Problem]:
    """What is wrong in the files that are not locked: they are shown with the questionnaire."""
    if examined.problems:
        return
    for name, load in ((glossary.FILE, load_glossary), (calibration.FILE, load_case)):
        try:
            if (folder / name).exists():
                load(folder / name, examined.questionnaire)
        except InvalidDefinition as invalid:
            yield from invalid.problems


def frozen(folder: Path, manifest: bytes, examined: Examined) -> str:
    """The files of a questionnaire as one text, with this manifest in place of its own."""
    names = [Path(document.path).name for document in examined.documents]
    files = {name: manifest if name == MANIFEST else read_bytes(folder / name) for name in names}
    texts = {name: data.decode() for name, data in files.items()}
    return json.dumps(texts, ensure_ascii=False, indent=1)


def _holds(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content
