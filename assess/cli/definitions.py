"""Which questionnaires the options name."""

from __future__ import annotations

import argparse
from pathlib import Path

from assess import resources
from assess.core.faults import N_
from assess.core.questionnaire import Questionnaire
from assess.definitions.library import Library
from assess.definitions.problems import UnreadableFile
from assess.definitions.questionnaires import MANIFEST, load_questionnaire
from assess.errors import AssessError
from assess.language import gettext


class UnknownQuestionnaire(AssessError):
    """There is no questionnaire of this id."""

    def __init__(self, id: str, known: list[str]) -> None:
        super().__init__(
            gettext(N_("no questionnaire '{id}' — known are {known}")).format(
                id=id, known=", ".join(known)
            )
        )


def folder_of(options: argparse.Namespace) -> Path | None:
    """The folder of questionnaires that the options name, if they name one."""
    folder: Path | None = options.questionnaires
    if folder is not None and not folder.is_dir():
        raise UnreadableFile(folder, gettext(N_("there is no such folder")))
    return folder


def library_of(options: argparse.Namespace) -> Library:
    """The questionnaires that the options name, else the shipped ones."""
    return Library(folder_of(options) or resources.questionnaires())


def questionnaire_of(options: argparse.Namespace) -> Questionnaire:
    """The questionnaire that the options name by its folder or its id."""
    folder = Path(options.questionnaire)
    if (folder / MANIFEST).exists():
        return load_questionnaire(folder)
    library = library_of(options)
    known = library.questionnaire(options.questionnaire)
    if known is None:
        raise UnknownQuestionnaire(options.questionnaire, list(library.ids))
    return known
