"""Everything that is wrong with files and folders, whatever they are.

A folder is a questionnaire, a survey, a brand, or holds such folders, benchmarks and answers.
A file that belongs to a questionnaire means something only together with the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assess import resources
from assess.core.faults import N_
from assess.core.items import KpiItem
from assess.core.questionnaire import Questionnaire
from assess.definitions import benchmarks
from assess.definitions.answer_files import document_of, is_workbook
from assess.definitions.assessments import FindQuestionnaire, read_assessment
from assess.definitions.brands import BRAND, load_brand
from assess.definitions.calibration import examine_case
from assess.definitions.glossary import examine_glossary
from assess.definitions.library import CASE, GLOSSARY, Library
from assess.definitions.problems import InvalidDefinition, Problem, UnreadableFile, distinct
from assess.definitions.questionnaires import MANIFEST, examine
from assess.definitions.surveys import FILE as SURVEY
from assess.definitions.surveys import SCHEMA as SURVEY_SCHEMA
from assess.definitions.surveys import examine_survey
from assess.definitions.texts import Languages
from assess.definitions.yaml.documents import (
    ANSWERS,
    Document,
    Mapping,
    Scalar,
    parse_document,
    read_bytes,
)
from assess.language import gettext

PARTS = {
    f"assess/{kind}"
    for kind in ("questionnaire", "dimension", "articles", "glossary", "calibration", "lock")
}
"""The schemas of the files in a questionnaire's folder."""
EXAMPLES = "examples"
_SCHEMA = re.compile(rb"^schema:[ \t]*[\"']?(assess/[\w@]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How many things were checked, what is wrong with them, and what could not be read at all."""

    number: int
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    unreadable: tuple[UnreadableFile, ...]


def check(paths: Iterable[Path], folder: Path | None = None) -> Checked:
    """Check files and folders; answers belong to the questionnaires in `folder`.

    Without it, to those around them if they are examples, else to the shipped ones.
    """
    checking = _Checking(folder)
    number = 0
    for path in paths:
        try:
            for target in targets(path):
                number += 1
                checking.target(target)
        except UnreadableFile as fault:
            checking.unreadable.append(fault)
    return Checked(
        number=number,
        problems=distinct(checking.problems),
        warnings=distinct(checking.warnings),
        unreadable=tuple(checking.unreadable),
    )


def targets(path: Path) -> list[Path]:
    """What a path stands for: a questionnaire's folder, a file, or all that a folder holds."""
    if not path.exists():
        raise UnreadableFile(path, gettext(N_("there is no such file or folder")))
    if not path.is_dir():
        return [path.parent if _is_part(path) else path]
    if (path / MANIFEST).exists():
        return [path]
    if (path / SURVEY).exists():
        return [path / SURVEY]
    found = [manifest.parent for manifest in sorted(path.glob(f"*/{MANIFEST}"))]
    found += sorted(path.glob(f"*/{SURVEY}"))
    found += sorted(path.glob("benchmarks/*.yaml"))
    found += sorted(path.glob(f"*/{EXAMPLES}/*.yaml"))
    found += path.glob(BRAND)
    if not found:
        reason = gettext(N_("no questionnaire, benchmark or answers file in it"))
        raise UnreadableFile(path, reason)
    return found


def _is_part(path: Path) -> bool:
    """Whether a file means something only together with the others of its folder."""
    if path.name in {MANIFEST, GLOSSARY, CASE}:
        return True
    if is_workbook(path):
        return False
    schema = _schema_in(path) or _schema_of(_parsed(path))
    return schema.partition("@")[0] in PARTS


def _parsed(path: Path) -> Document:
    return parse_document(read_bytes(path), str(path))


def _schema_in(path: Path) -> str:
    """The schema that a line of a file names; "" where only a parser could find it."""
    found = _SCHEMA.search(read_bytes(path, ANSWERS.bytes))
    return found[1].decode() if found else ""


def _schema_of(document: Document) -> str:
    root = document.root
    entry = root.entries.get("schema") if isinstance(root, Mapping) else None
    return entry.node.text if entry and isinstance(entry.node, Scalar) else ""


class _Checking:
    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.libraries: dict[Path, Library] = {}
        self.faulty: dict[tuple[Path, str, str], InvalidDefinition] = {}
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.unreadable: list[UnreadableFile] = []

    def target(self, path: Path) -> None:
        """Check one of the `targets` of a path."""
        try:
            if path.is_dir():
                self.questionnaire(path)
            elif path.name == BRAND:
                load_brand(path.parent)
            else:
                self.file(path)
        except InvalidDefinition as invalid:
            self.problems += invalid.problems

    def file(self, path: Path) -> None:
        """A benchmark or a survey, or answers if it does not say that it is one."""
        schema = "" if is_workbook(path) else _schema_in(path) or _schema_of(_parsed(path))
        if schema == benchmarks.SCHEMA:
            benchmarks.load_benchmark(path, self.beside(path))
        elif schema == SURVEY_SCHEMA or path.name == SURVEY:
            self.survey(path)
        else:
            library = self.library_of(path)
            find = self.finder(library)
            read_assessment(document_of(path, find, library.ids), find, library.ids)

    def questionnaire(self, folder: Path) -> None:
        """A questionnaire with its glossary and its calibration case."""
        examined = examine(folder)
        self.problems += examined.problems
        self.warnings += examined.warnings
        declared = getattr(examined.questionnaire, "languages", ())
        status = getattr(examined.questionnaire, "status", "released")
        languages = Languages(declared, complete=status == "released")
        if (folder / GLOSSARY).exists():
            self._add(examine_glossary(folder / GLOSSARY, languages))
        if (folder / CASE).exists():
            sound = None if examined.problems else examined.questionnaire
            self._add(examine_case(folder / CASE, languages, sound))

    def _add(self, examined: tuple[object, Iterable[Problem], Iterable[Problem]]) -> None:
        """Note the problems and the warnings of a file beside the manifest."""
        _, problems, warnings = examined
        self.problems += problems
        self.warnings += warnings

    def survey(self, path: Path) -> None:
        """A survey, and whether what it feeds is there."""
        try:
            examined = examine_survey(path, self.fed_by(path).questionnaire)
        except InvalidDefinition as faulty:
            # What it feeds has problems of its own, which are no reason to keep the survey's back.
            self.problems += faulty.problems
            examined = examine_survey(path, None)
        self.problems += examined.problems
        self.warnings += examined.warnings

    def fed_by(self, path: Path) -> Library:
        """The questionnaires that a survey may feed: those around it, else the shipped ones."""
        folder = self.folder or path.resolve().parents[1]
        if not list(folder.glob(f"*/{MANIFEST}")):
            folder = resources.questionnaires()
        return self.libraries.setdefault(folder, Library(folder))

    def beside(self, path: Path) -> dict[str, list[str]] | None:
        """The questionnaires and their KPI items that a benchmark may name, None if unknown."""
        folder = path.resolve().parents[1]
        library = self.libraries.setdefault(folder, Library(folder))
        try:
            asked = [library.questionnaire(id) for id in library.ids]
        except InvalidDefinition:
            return None
        found = {
            questionnaire.id: [i.id for i in questionnaire.items() if isinstance(i, KpiItem)]
            for questionnaire in asked
            if questionnaire
        }
        return found or None

    def library_of(self, path: Path) -> Library:
        """The questionnaires that an answers file may name."""
        folder = self.folder
        if folder is None:
            beside = path.parent.name == EXAMPLES and (path.parents[1] / MANIFEST).exists()
            folder = path.parents[2] if beside else resources.questionnaires()
        return self.libraries.setdefault(folder, Library(folder))

    def finder(self, library: Library) -> FindQuestionnaire:
        """Finds questionnaires, and tells anew of a faulty one without reading it anew."""

        def find(id: str, version: str) -> Questionnaire | None:
            key = (library.folder, id, version)
            if key in self.faulty:
                raise self.faulty[key]
            try:
                return library.answered(id, version)
            except InvalidDefinition as fault:
                self.faulty[key] = fault
                raise

        return find
