"""The rules of wording for every text of a questionnaire, each remark at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from assess.core.faults import N_
from assess.definitions.checking import targets
from assess.definitions.glossary import load_glossary
from assess.definitions.library import GLOSSARY
from assess.definitions.problems import InvalidDefinition, Problem, UnreadableFile, distinct
from assess.definitions.questionnaires import Examined, examine
from assess.definitions.wording.style import CODES, remarks
from assess.errors import AssessError
from assess.language import gettext


class UnknownRule(AssessError):
    """There is no rule of this code."""

    def __init__(self, code: str) -> None:
        said = gettext(N_("no rule '{code}' — known are {known}"))
        super().__init__(said.format(code=code, known=", ".join(CODES)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """How many questionnaires were read, what is wrong with them, and what to remark on the rest.

    The wording of a questionnaire that has problems is not looked at.
    """

    number: int
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    unreadable: tuple[UnreadableFile, ...]


def lint(paths: Iterable[Path], ignored: Collection[str] = ()) -> Linted:
    """Hold questionnaires to the rules of wording, but for those that are ignored by their code."""
    for code in ignored:
        if code not in CODES:
            raise UnknownRule(code)
    folders: dict[Path, None] = {}
    problems: list[Problem] = []
    found: list[Problem] = []
    unreadable = []
    for path in paths:
        try:
            folders |= dict.fromkeys(_questionnaires(path))
        except UnreadableFile as fault:
            unreadable.append(fault)
    for folder in folders:
        try:
            found += remarks_on(folder)
        except InvalidDefinition as invalid:
            problems += invalid.problems
    return Linted(
        number=len(folders),
        problems=distinct(problems),
        remarks=distinct(each for each in found if each.fault.code not in ignored),
        unreadable=tuple(unreadable),
    )


def remarks_on(folder: Path) -> list[Problem]:
    """What there is to remark on the wording of the questionnaire in this folder."""
    examined = examine(folder)
    if examined.problems:
        raise InvalidDefinition(examined.problems)
    return remarks_in(examined, folder)


def remarks_in(examined: Examined, folder: Path) -> list[Problem]:
    """The same of a questionnaire that was read already and has no problems."""
    path = folder / GLOSSARY
    terms = load_glossary(path, examined.questionnaire) if path.exists() else ()
    place_of = examined.notes.place_of
    return [
        place_of(each.about, each.key).blame(each.fault)
        for each in remarks(examined.questionnaire, terms)
    ]


def _questionnaires(path: Path) -> list[Path]:
    folders = [target for target in targets(path) if target.is_dir()]
    if not folders:
        raise UnreadableFile(path, gettext(N_("there is no questionnaire in it")))
    return folders
