"""All definitions that are shipped or named, loaded once each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from assess.core.assessment import Assessment
from assess.core.benchmark import Benchmark
from assess.core.calibration import Case
from assess.core.questionnaire import Questionnaire
from assess.core.survey import Survey
from assess.core.versions import Version
from assess.definitions import calibration, glossary
from assess.definitions.answer_files import load_assessment
from assess.definitions.benchmarks import load_benchmark
from assess.definitions.calibration import load_case
from assess.definitions.glossary import Term, load_glossary
from assess.definitions.lock import read_lock
from assess.definitions.questionnaires import MANIFEST, load_questionnaire, source_of
from assess.definitions.releases import load_release, released_versions
from assess.definitions.surveys import FILE as SURVEY
from assess.definitions.surveys import load_survey, survey_source
from assess.language import SOURCE
from assess.tags import nearest

PUBLISHED = "benchmarks/published.yaml"
GLOSSARY = glossary.FILE
CASE = calibration.FILE


class Library:
    """The questionnaires, surveys and benchmarks below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[str, Questionnaire] = {}
        self._released: dict[tuple[str, str], Questionnaire] = {}
        self._surveys: dict[str, Survey] = {}

    @cached_property
    def ids(self) -> dict[str, Path]:
        """The folder of every questionnaire by its id."""
        return {path.parent.name: path.parent for path in sorted(self.folder.glob(f"*/{MANIFEST}"))}

    def questionnaire(self, id: str) -> Questionnaire | None:
        """The questionnaire of this id, None when there is none; it never changes once loaded."""
        if id not in self.ids:
            return None
        if id not in self._loaded:
            self._loaded[id] = load_questionnaire(self.ids[id])
        return self._loaded[id]

    def versions(self, id: str) -> list[Version]:
        """Every version that is there, in order: those that were released, and today's."""
        today = self.questionnaire(id)
        found = Version.parse(today.version) if today else None
        known = set(released_versions(self.ids[id])) if today else set()
        return sorted(known | ({found} if found else set()))

    def version(self, id: str, version: str) -> Questionnaire | None:
        """A questionnaire in this version, today's or one that was released; None without it."""
        today = self.questionnaire(id)
        if today is None or today.version == version:
            return today
        if Version.parse(version) not in released_versions(self.ids[id]):
            return None
        if (id, version) not in self._released:
            self._released[id, version] = load_release(self.ids[id], version)
        return self._released[id, version]

    def of_digest(self, id: str, sha256: str) -> Questionnaire | None:
        """A questionnaire as it was with this digest, None when nobody kept that."""
        today = self.questionnaire(id)
        if today is None or today.sha256 == sha256:
            return today
        lock = read_lock(self.ids[id])
        digests = lock.digests if lock else {}
        found = next((version for version in digests if digests[version] == sha256), None)
        return self.version(id, found) if found else None

    def source(self, id: str) -> str:
        """The files of a questionnaire as one text."""
        return source_of(self.ids[id])

    @cached_property
    def survey_ids(self) -> dict[str, Path]:
        """The file of every survey by its id."""
        return {path.parent.name: path for path in sorted(self.folder.glob(f"*/{SURVEY}"))}

    def survey(self, id: str) -> Survey | None:
        """The survey of this id, None when there is none; it never changes once loaded."""
        if id not in self.survey_ids:
            return None
        if id not in self._surveys:
            self._surveys[id] = load_survey(self.survey_ids[id], self.questionnaire)
        return self._surveys[id]

    def survey_source(self, id: str) -> str:
        """The file of a survey as one text."""
        return survey_source(self.survey_ids[id])

    def glossary(self, id: str) -> tuple[Term, ...]:
        """The terms of a questionnaire, none where it has no glossary."""
        path = self.ids[id] / GLOSSARY
        questionnaire = self.questionnaire(id)
        return load_glossary(path, questionnaire) if questionnaire and path.exists() else ()

    def case(self, id: str) -> Case | None:
        """The calibration case of a questionnaire, if it has one."""
        path = self.ids[id] / CASE
        questionnaire = self.questionnaire(id)
        return load_case(path, questionnaire) if questionnaire and path.exists() else None

    @cached_property
    def benchmark(self) -> Benchmark | None:
        """The published references, if there are any."""
        path = self.folder / PUBLISHED
        return load_benchmark(path) if path.exists() else None

    def assessment(self, path: Path) -> tuple[Questionnaire, Assessment]:
        """An answers file with its questionnaire, in the version that was answered."""
        return load_assessment(path, self.answered, self.ids)

    def answered(self, id: str, version: str) -> Questionnaire | None:
        """A questionnaire in this version; in today's where that one is not there."""
        return self.version(id, version) or self.questionnaire(id)

    def examples(self, id: str, language: str = SOURCE) -> dict[str, Path]:
        """The example answers files of a questionnaire by name, in the editions of a language.

        `<name>.<language>.yaml` is the edition of that language and of those of its kind that
        have none, `<name>.yaml` that of all others.
        """
        files = {path.stem: path for path in sorted((self.ids[id] / "examples").glob("*.yaml"))}
        names = [stem for stem in files if "." not in stem]
        return {name: files[_edition(name, language, files)] for name in names}


def _edition(name: str, language: str, stems: Iterable[str]) -> str:
    """The stem of the file that a reader of a language is shown."""
    others = {stem.removeprefix(f"{name}."): stem for stem in stems if stem.startswith(f"{name}.")}
    return others.get(nearest(language, others) or "", name)
