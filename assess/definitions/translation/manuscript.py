"""The files of a questionnaire, a survey or a set of references, as translators see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from assess.core.benchmark import Benchmark
from assess.core.calibration import Excerpt, Judgement, Passage
from assess.core.faults import N_
from assess.core.questionnaire import Dimension, Questionnaire
from assess.core.sources import Article
from assess.core.surveys.survey import Survey
from assess.core.text import Text
from assess.definitions import benchmarks, calibration, glossary, surveys
from assess.definitions.declared import declared_languages
from assess.definitions.library import CASE, GLOSSARY
from assess.definitions.problems import InvalidDefinition, Problem, UnreadableFile
from assess.definitions.questionnaires import MANIFEST, load_questionnaire
from assess.definitions.surveys import examine_survey
from assess.definitions.translation.states import digest
from assess.definitions.translation.units import Kinds, Unit, kinds_of, units_in
from assess.definitions.yaml.documents import (
    Document,
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse_document,
    read_bytes,
)
from assess.language import SOURCE, gettext

TRANSLATIONS = "translations"
"""The folder of digests beside a manifest."""

_ARTICLES: Kinds = {"articles": tuple[Article, ...]}
_GLOSSARY: Kinds = {"terms": tuple[glossary.Term, ...]}
_CASE: Kinds = {
    "title": Text,
    "about": Text,
    "passages": tuple[Passage, ...],
    "excerpts": tuple[Excerpt, ...],
    "answers": MappingType[str, Judgement],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file: its path, its bytes and its tree."""

    path: Path
    data: bytes
    document: Document


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """What is translated: its files in order, their texts, and the languages that it declares.

    The first file declares the languages; the first language is the source.
    """

    id: str
    version: str
    released: bool
    languages: tuple[str, ...]
    files: tuple[SourceFile, ...]
    units: tuple[Unit, ...]
    folder: Path
    prefix: str

    @property
    def source(self) -> str:
        """The language that is translated from."""
        return self.languages[0]

    @cached_property
    def by_key(self) -> MappingType[str, Unit]:
        """The units by their keys."""
        return {unit.key: unit for unit in self.units}

    @cached_property
    def movable(self) -> MappingType[str, list[Unit]]:
        """The units whose key tells a place in a list, by the digests of their sources."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            if unit.family:
                found.setdefault(digest(unit.source), []).append(unit)
        return found

    def digests(self, language: str) -> Path:
        """The file of digests of a language."""
        return self.folder / TRANSLATIONS / f"{self.prefix}{language}.lock"


def open_manuscript(path: Path, target: str) -> Manuscript:
    """The questionnaire in a folder, the survey there or in a file, or a file of references.

    InvalidDefinition tells every problem but those that the translation is there to solve.
    """
    if not path.exists():
        raise UnreadableFile(path, gettext(N_("there is no such file or folder")))
    if (path / MANIFEST).exists():
        return _questionnaire(path, target)
    survey = path / surveys.FILE
    return _single(survey if survey.exists() else path, target)


def _questionnaire(folder: Path, target: str) -> Manuscript:
    problems = _questionnaire_problems(folder)
    manifest = _file(folder / MANIFEST)
    names = list(_names(manifest.document.root))
    besides = [name for name in (GLOSSARY, CASE) if (folder / name).exists()]
    files = (manifest, *(_file(folder / name) for name in (*names, *besides)))
    problems += [problem for file in files for problem in file.document.problems]
    languages = declared_languages(manifest.document.root, (SOURCE,))
    _require_sound(problems, languages[0], target)
    return Manuscript(
        id=_word(manifest.document.root, "id"),
        version=_word(manifest.document.root, "version"),
        released=_word(manifest.document.root, "status") == "released",
        languages=languages,
        files=files,
        units=tuple(_distinct(unit for file in files for unit in _units(file, languages[0]))),
        folder=folder,
        prefix="",
    )


def _single(path: Path, target: str) -> Manuscript:
    """A survey, or a file of published references."""
    file = _file(path)
    root = file.document.root
    is_benchmark = _word(root, "schema") == benchmarks.SCHEMA
    otherwise = benchmarks.LANGUAGES if is_benchmark else (SOURCE,)
    languages = declared_languages(root, otherwise)
    problems = _benchmark_problems(path) if is_benchmark else examine_survey(path, None).problems
    _require_sound(problems, languages[0], target)
    assert root is not None
    kinds = kinds_of(Benchmark if is_benchmark else Survey)
    return Manuscript(
        id=_word(root, "id"),
        version=_word(root, "version"),
        # References have no status: what lies there is in use.
        released=is_benchmark or _word(root, "status") == "released",
        languages=languages,
        files=(file,),
        units=tuple(units_in(root, kinds, path.name, languages[0])),
        folder=path.parent,
        prefix=f"{path.stem}.",
    )


def _benchmark_problems(path: Path) -> tuple[Problem, ...]:
    try:
        benchmarks.load_benchmark(path)
    except InvalidDefinition as invalid:
        return invalid.problems
    return ()


def _questionnaire_problems(folder: Path) -> list[Problem]:
    """Everything that keeps a questionnaire, its glossary and its case from being loaded."""
    problems: list[Problem] = []
    try:
        questionnaire = load_questionnaire(folder)
    except InvalidDefinition as invalid:
        return list(invalid.problems)
    for name, load in ((GLOSSARY, glossary.load_glossary), (CASE, calibration.load_case)):
        try:
            if (folder / name).exists():
                load(folder / name, questionnaire)
        except InvalidDefinition as invalid:
            problems += invalid.problems
    return problems


def _require_sound(problems: Iterable[Problem], source: str, target: str) -> None:
    """Raise InvalidDefinition unless nothing is wrong but what the translation mends."""
    if rest := [problem for problem in problems if not _is_mended(problem, source, target)]:
        raise InvalidDefinition(rest)


def _is_mended(problem: Problem, source: str, target: str) -> bool:
    language = problem.fault.details.get("language")
    code = problem.fault.code
    return (code == "T301" and language != source) or (code == "T302" and language == target)


def _file(path: Path) -> SourceFile:
    data = read_bytes(path)
    return SourceFile(path=path, data=data, document=parse_document(data, str(path)))


def _names(root: Node | None) -> Iterator[str]:
    """The files that a manifest names."""
    entries = root.entries if isinstance(root, Mapping) else {}
    for key in ("dimensions", "articles"):
        node = entries[key].node if key in entries else None
        nodes = node.nodes if isinstance(node, Sequence) and key == "dimensions" else [node]
        yield from (each.text for each in nodes if isinstance(each, Scalar))


def _word(root: Node | None, key: str) -> str:
    entry = root.entries.get(key) if isinstance(root, Mapping) else None
    return entry.node.text if entry and isinstance(entry.node, Scalar) else ""


def _units(file: SourceFile, source: str) -> Iterator[Unit]:
    root, name = file.document.root, file.path.name
    if root is None:
        return
    match _word(root, "schema").partition("@")[0]:
        case "assess/questionnaire":
            yield from units_in(root, kinds_of(Questionnaire), name, source)
        case "assess/dimension":
            id = _word(root, "id")
            yield from units_in(root, kinds_of(Dimension), name, source, "dimensions", id)
        case "assess/articles":
            yield from units_in(root, _ARTICLES, name, source)
        case "assess/glossary":
            yield from units_in(root, _GLOSSARY, name, source)
        case "assess/calibration":
            yield from units_in(root, _CASE, name, source, "case")


def _distinct(units: Iterable[Unit]) -> Iterator[Unit]:
    """The units with a number behind a key that stood before: two terms may share a word."""
    seen: dict[str, int] = {}
    for unit in units:
        seen[unit.key] = number = seen.get(unit.key, 0) + 1
        yield unit if number == 1 else replace(unit, key=f"{unit.key}~{number}")
