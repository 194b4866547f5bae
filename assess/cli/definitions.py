"""Which questionnaires the options name."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from assess import resources
from assess.core.faults import N_
from assess.core.questionnaire import Questionnaire
from assess.definitions.library import Library
from assess.definitions.problems import Problem, UnreadableFile
from assess.definitions.questionnaires import MANIFEST, load_questionnaire
from assess.errors import AssessError
from assess.language import gettext

UNKNOWN = "A622"
"""The code of answers to a questionnaire that is not known."""
ELSEWHERE = N_("name the folder of others with --questionnaires DIR")
"""What to do where a questionnaire is not known."""


class UnknownQuestionnaire(AssessError):
    """There is no questionnaire of this id."""

    def __init__(self, id: str, known: list[str]) -> None:
        known_here = gettext(N_("no questionnaire '{id}' — known are {known}")).format(
            id=id, known=", ".join(known)
        )
        super().__init__(f"{known_here}{gettext('; ')}{gettext(ELSEWHERE)}")


def folder_of(options: argparse.Namespace) -> Path | None:
    """The folder of questionnaires that the options name, else ASSESS_QUESTIONNAIRES, if any."""
    folder: Path | None = options.questionnaires
    if folder is None and (named := os.environ.get("ASSESS_QUESTIONNAIRES")):
        folder = Path(named)
    if folder is not None and not folder.is_dir():
        raise UnreadableFile(folder, gettext(N_("there is no such folder")))
    return folder


def cure_of_unknown(options: argparse.Namespace, problems: Iterable[Problem]) -> str:
    """What to do about answers to a questionnaire that is not known here; "" if there are none."""
    unknown = any(problem.fault.code == UNKNOWN for problem in problems)
    return gettext(ELSEWHERE) if unknown and folder_of(options) is None else ""


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
