"""`assess sheet`: what a questionnaire asks, to be filled in without the program."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from assess.cli.definitions import library_of, questionnaire_of
from assess.cli.output import require_free
from assess.cli.status import DONE
from assess.core.assessment import Assessment
from assess.core.faults import N_
from assess.core.questionnaire import Form, Questionnaire, Role
from assess.definitions.answer_files import ENDINGS as WORKBOOKS
from assess.definitions.answer_files import load_assessment
from assess.definitions.problems import UnreadableFile
from assess.definitions.sheets.orders import Order, texts_of
from assess.definitions.sheets.plain import plain_sheet
from assess.errors import AssessError
from assess.files import write_whole
from assess.language import current, gettext

USUAL_FORM = "core"


class NotInQuestionnaire(AssessError):
    """The questionnaire has no such form or role."""

    def __init__(self, said: str, id: str, known: Iterable[str]) -> None:
        super().__init__(gettext(said).format(id=id, known=", ".join(known) or "–"))


class OtherQuestionnaire(AssessError):
    """The answers are those of another questionnaire."""

    def __init__(self, path: Path, given: str, wanted: str) -> None:
        said = gettext(N_("{path} answers '{given}', not '{wanted}' — name that questionnaire"))
        super().__init__(said.format(path=path, given=given, wanted=wanted))


class NoSheetFormat(AssessError):
    """A sheet is wanted in a format of spreadsheets that we do not write."""

    def __init__(self, path: Path) -> None:
        said = gettext(N_("'{path}' is no format of a sheet — known are .xlsx and .yaml"))
        super().__init__(said.format(path=path))


def sheet(options: argparse.Namespace) -> int:
    """Write the sheet to a file, or print it."""
    require_free(options)
    output: Path | None = options.output
    ending = output.suffix.lower() if output else ""
    if output and ending in WORKBOOKS - {".xlsx"}:
        raise NoSheetFormat(output)
    if output and not output.parent.is_dir():
        raise UnreadableFile(output.parent, gettext(N_("there is no such folder")))
    order = _order(options)
    if output is None:
        print(plain_sheet(order), end="")
        return DONE
    if ending == ".xlsx":
        # Only who wants a workbook pays for the import.
        from assess.definitions.sheets.workbook import render_sheet

        write_whole(output, render_sheet(order))
    else:
        write_whole(output, plain_sheet(order).encode())
    print(gettext("{path} written").format(path=output))
    return DONE


def _order(options: argparse.Namespace) -> Order:
    questionnaire, answered = questionnaire_of(options), None
    if options.answers:
        questionnaire, answered = _answered(options, questionnaire)
    return Order(
        questionnaire=questionnaire,
        form=_form(questionnaire, options.form or (answered.form if answered else USUAL_FORM)),
        role=_role(questionnaire, options.role) if options.role else None,
        language=current(),
        day=date.today(),  # noqa: DTZ011 — the day on the person's own calendar
        texts=texts_of(answered) if answered else {},
    )


def _answered(
    options: argparse.Namespace, wanted: Questionnaire
) -> tuple[Questionnaire, Assessment]:
    """The answers that are there, with the version of the questionnaire that they are for."""
    library = library_of(options)

    def find(id: str, version: str) -> Questionnaire | None:
        same = id == wanted.id and version == wanted.version
        return wanted if same or id not in library.ids else library.answered(id, version)

    questionnaire, answered = load_assessment(options.answers, find, {wanted.id: 0})
    if questionnaire.id != wanted.id:
        raise OtherQuestionnaire(options.answers, questionnaire.id, wanted.id)
    return questionnaire, answered


def _form(questionnaire: Questionnaire, id: str) -> Form:
    known = {form.id: form for form in questionnaire.forms}
    if id not in known:
        raise NotInQuestionnaire(N_("no form '{id}' — known are {known}"), id, known)
    return known[id]


def _role(questionnaire: Questionnaire, id: str) -> Role:
    known = {role.id: role for role in questionnaire.roles}
    if id not in known:
        raise NotInQuestionnaire(N_("no role '{id}' — known are {known}"), id, known)
    return known[id]
