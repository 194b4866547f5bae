"""Commands for people who write questionnaires: check, sheet."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from assess import resources
from assess.cli.status import DONE, PROBLEMS
from assess.core.faults import N_
from assess.definitions.brands import BRAND
from assess.definitions.library import CASE, GLOSSARY, Library
from assess.definitions.problems import InvalidDefinition, Problem, UnreadableFile
from assess.definitions.questionnaires import MANIFEST
from assess.errors import AssessError
from assess.language import current, gettext, ngettext

PARTS = {
    f"assess/{kind}"
    for kind in ("questionnaire", "dimension", "articles", "glossary", "calibration")
}
"""The schemas of the files in a questionnaire's folder."""


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


def check(options: argparse.Namespace) -> int:
    """Print every problem in the named files and folders; 0 when there is none."""
    problems: list[Problem] = []
    checked = 0
    for path in options.paths:
        for target in _targets(path):
            checked += 1
            try:
                _load(target, library_of(options))
            except InvalidDefinition as invalid:
                problems += invalid.problems
    if options.json:
        print(json.dumps([_as_json(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            print(problem.sentence(gettext))
        print(_verdict(checked, len(problems)))
    return PROBLEMS if problems else DONE


def _verdict(checked: int, problems: int) -> str:
    if problems:
        return ngettext("{number} problem", "{number} problems", problems).format(number=problems)
    return ngettext(
        "{number} checked: no problems", "{number} checked: no problems", checked
    ).format(number=checked)


def _targets(path: Path) -> list[Path]:
    """What a path stands for: a questionnaire's folder, a file, or all that a folder holds."""
    if path.is_dir() and not (path / "manifest.yaml").exists():
        found = [manifest.parent for manifest in sorted(path.glob("*/manifest.yaml"))]
        found += sorted(path.glob("benchmarks/*.yaml")) + sorted(path.glob("*/examples/*.yaml"))
        found += path.glob(BRAND)
        if not found:
            raise UnreadableFile(
                path, gettext(N_("no questionnaire, benchmark or answers file in it"))
            )
        return found
    if not path.exists():
        raise UnreadableFile(path, gettext(N_("there is no such file or folder")))
    return [path]


def _load(path: Path, library: Library) -> None:
    from assess.definitions.benchmarks import SCHEMA, load_benchmark
    from assess.definitions.brands import load_brand
    from assess.definitions.documents import Mapping, Scalar, parse_document, read_bytes

    if path.is_dir():
        _load_folder(path)
        return
    root = parse_document(read_bytes(path), str(path)).root
    entry = root.entries.get("schema") if isinstance(root, Mapping) else None
    schema = entry.node.text if entry and isinstance(entry.node, Scalar) else ""
    if schema.partition("@")[0] in PARTS or path.name in {MANIFEST, GLOSSARY, CASE}:
        # A file of a questionnaire means something only together with the others.
        _load_folder(path.parent)
    elif schema == SCHEMA:
        load_benchmark(path)
    elif path.name == BRAND:
        load_brand(path.parent)
    else:
        library.assessment(path)


def _load_folder(folder: Path) -> None:
    """A questionnaire with its glossary and its calibration case, and every problem in them."""
    from assess.definitions.calibration import load_case
    from assess.definitions.glossary import load_glossary
    from assess.definitions.questionnaires import load_questionnaire

    questionnaire = load_questionnaire(folder)
    problems: list[Problem] = []
    for name, load in ((GLOSSARY, load_glossary), (CASE, load_case)):
        try:
            if (folder / name).exists():
                load(folder / name, questionnaire)
        except InvalidDefinition as invalid:
            problems += invalid.problems
    if problems:
        raise InvalidDefinition(problems)


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.fault.code,
        "message": problem.fault.sentence(gettext),
    }


def sheet(options: argparse.Namespace) -> int:
    """Write the sheet to a file, or print it."""
    from assess.definitions.questionnaires import load_questionnaire
    from assess.definitions.sheets import empty_sheet

    library = library_of(options)
    folder = Path(options.questionnaire)
    if (folder / "manifest.yaml").exists():
        questionnaire = load_questionnaire(folder)
    else:
        known = library.questionnaire(options.questionnaire)
        if known is None:
            raise UnknownQuestionnaire(options.questionnaire, list(library.ids))
        questionnaire = known
    forms = [form.id for form in questionnaire.forms]
    if options.form not in forms:
        raise AssessError(
            gettext(N_("no form '{id}' — known are {known}")).format(
                id=options.form, known=", ".join(forms)
            )
        )
    text = empty_sheet(questionnaire, questionnaire.form(options.form), current(), date.today())  # noqa: DTZ011 — the day on the person's own calendar
    if options.output is None:
        print(text, end="")
    else:
        options.output.write_text(text, encoding="utf-8")
        print(gettext("{path} written").format(path=options.output))
    return DONE
