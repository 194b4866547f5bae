"""Which version of which questionnaire a person at a terminal means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assess.cli.definitions import ELSEWHERE
from assess.core.faults import N_
from assess.core.questionnaire import Questionnaire
from assess.core.versions.comparison import Comparison, compare
from assess.core.versions.version import Version
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from assess.definitions.questionnaires import MANIFEST, examine_unlocked
from assess.definitions.releasing.releases import (
    load_frozen,
    load_release,
    released_versions,
    releases_between,
)
from assess.errors import AssessError
from assess.language import gettext

SEPARATOR = "@"


class UnknownVersion(AssessError):
    """There is no such version of a questionnaire here."""

    def __init__(self, id: str, given: str, known: list[str]) -> None:
        super().__init__(
            gettext(
                N_("there is no {given} of '{id}' here — known are {known}, or name its folder")
            ).format(id=id, given=given, known=", ".join(known) or "–")
        )


class NotTwoVersions(AssessError):
    """Two different questionnaires cannot be compared."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(
            gettext(
                N_("'{old}' and '{new}' are two questionnaires — name two versions of one")
            ).format(old=old, new=new)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A questionnaire, and the folder that keeps its other versions where it has one."""

    questionnaire: Questionnaire
    folder: Path | None = None


def named(text: str, library: Library) -> Named:
    """What a folder, a file, “ID@VERSION” or an id names; a fault that tells what is known."""
    path = Path(text)
    if path.exists():
        return _at(path)
    id, separator, version = text.partition(SEPARATOR)
    if id not in library.ids:
        unknown = gettext(N_("there is no such file or folder, and no questionnaire of this id"))
        raise UnreadableFile(text, f"{unknown}{gettext('; ')}{gettext(ELSEWHERE)}")
    folder = library.ids[id]
    return version_of(library, id, version) if separator else _at(folder)


def version_of(library: Library, id: str, version: str) -> Named:
    """A questionnaire of the library in a version, as it was released whatever lies there today."""
    folder = library.ids[id]
    if Version.parse(version) in released_versions(folder):
        return Named(questionnaire=load_release(folder, version), folder=folder)
    found = library.version(id, version)
    if found is None:
        raise UnknownVersion(id, version, list(map(str, library.versions(id))))
    return Named(questionnaire=found, folder=folder)


def compared(old: Named, new: Named) -> Comparison:
    """Two versions side by side, with those between them that are kept."""
    before, after = old.questionnaire, new.questionnaire
    if before.id != after.id:
        raise NotTwoVersions(before.id, after.id)
    folder = new.folder or old.folder
    between = releases_between(folder, before.version, after.version) if folder else ()
    return compare(before, *between, after)


def _at(path: Path) -> Named:
    """What lies at a path, whatever was released: an author wants to see what was changed."""
    if path.is_file() and path.suffix == ".json":
        return Named(questionnaire=load_frozen(path))
    folder = path if path.is_dir() else path.parent
    if not (folder / MANIFEST).exists():
        raise UnreadableFile(path, gettext(N_("no questionnaire lies there")))
    examined = examine_unlocked(folder)
    if examined.problems:
        raise InvalidDefinition(examined.problems)
    return Named(questionnaire=examined.questionnaire, folder=folder)
