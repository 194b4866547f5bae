"""All definitions that are shipped or named, loaded once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from assess.core.assessment import Assessment
from assess.core.benchmark import Benchmark
from assess.core.calibration import Case
from assess.core.questionnaire import Questionnaire
from assess.core.surveys.survey import Survey
from assess.core.versions.version import Version
from assess.definitions import calibration, glossary
from assess.definitions.answer_files import load_assessment
from assess.definitions.benchmarks import load_benchmark
from assess.definitions.calibration import load_case
from assess.definitions.glossary import Term, load_glossary
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from assess.definitions.questionnaires import MANIFEST, load_questionnaire, source_of
from assess.definitions.releasing.lock import read_lock
from assess.definitions.releasing.releases import load_release, release_path, released_versions
from assess.definitions.surveys import FILE as SURVEY
from assess.definitions.surveys import load_survey, survey_source
from assess.errors import AssessError
from assess.language import SOURCE
from assess.tags import nearest

PUBLISHED = "benchmarks/published.yaml"
GLOSSARY = glossary.FILE
CASE = calibration.FILE


class Library:
    """The questionnaires, surveys and benchmarks below one folder, and those that go before them.

    A site has questionnaires of its own in the folder `own`.  They were sound when they were
    released there: one that cannot be loaded any more is left aside, and `faulty` tells why.
    """

    def __init__(self, folder: Path, own: Path | None = None) -> None:
        self.folder = folder
        self.own = own
        self.faulty: dict[str, AssessError] = {}
        self._loaded: dict[Path, Questionnaire] = {}
        self._released: dict[tuple[str, str], Questionnaire] = {}
        self._surveys: dict[str, Survey] = {}

    def renewed(self) -> Library:
        """The same with what lies in the folder `own` by now; nothing is loaded twice."""
        again = Library(self.folder, self.own)
        again._loaded |= self._loaded
        return again

    @cached_property
    def ids(self) -> dict[str, Path]:
        """The folder of every questionnaire by its id."""
        return dict(sorted({**self._below, **self.own_ids}.items()))

    @cached_property
    def own_ids(self) -> dict[str, Path]:
        """The folders of the questionnaires that go before those of the same ids.

        Each is what its name leads to now, so that all of it is of one version whatever that
        name leads to later.
        """
        found = {}
        for path in sorted(self.own.glob(f"*/{MANIFEST}")) if self.own else ():
            folder = path.parent.resolve()
            try:
                self._load(folder, lenient=True)
            except (InvalidDefinition, UnreadableFile) as fault:
                self.faulty[path.parent.name] = fault
            else:
                found[path.parent.name] = folder
        return found

    @cached_property
    def _below(self) -> dict[str, Path]:
        return {path.parent.name: path.parent for path in sorted(self.folder.glob(f"*/{MANIFEST}"))}

    def _load(self, folder: Path, *, lenient: bool = False) -> Questionnaire:
        if folder not in self._loaded:
            try:
                self._loaded[folder] = load_questionnaire(folder)
            except InvalidDefinition:
                # A check that the program has learned since must not take a release from anybody.
                lock = read_lock(folder) if lenient else None
                if lock is None:
                    raise
                self._loaded[folder] = load_release(folder, lock.version)
        return self._loaded[folder]

    def _folders(self, id: str) -> Iterator[Path]:
        """Where versions of a questionnaire are kept: today's folder, and the one behind it."""
        yield self.ids[id]
        if id in self.own_ids and id in self._below:
            yield self._below[id]

    def questionnaire(self, id: str) -> Questionnaire | None:
        """The questionnaire of this id, None when there is none; it never changes once loaded."""
        return self._load(self.ids[id]) if id in self.ids else None

    def behind(self, id: str) -> Path | None:
        """The folder of a questionnaire that is there whatever goes before it, None for no such."""
        return self._below.get(id)

    def shadowed(self) -> dict[str, Questionnaire]:
        """The questionnaires that others of the same id go before."""
        return {id: self._load(self._below[id]) for id in self.own_ids if id in self._below}

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
        if (id, version) not in self._released:
            found = next(self._kept(id, version), None)
            if found is None:
                return None
            self._released[id, version] = found
        return self._released[id, version]

    def _kept(self, id: str, version: str) -> Iterator[Questionnaire]:
        """A version other than today's, wherever it is kept."""
        for folder in self._folders(id):
            if Version.parse(version) in released_versions(folder):
                yield load_release(folder, version)
            elif folder != self.ids[id] and self._load(folder).version == version:
                yield self._load(folder)

    def of_digest(self, id: str, sha256: str) -> Questionnaire | None:
        """A questionnaire as it was with this digest, None when nobody kept that."""
        today = self.questionnaire(id)
        if today is None or today.sha256 == sha256:
            return today
        for folder in self._folders(id):
            lock = read_lock(folder)
            digests = lock.digests if lock else {}
            found = next((version for version in digests if digests[version] == sha256), None)
            if found:
                return self.version(id, found)
        return None

    def source(self, id: str) -> str:
        """The files of a questionnaire as one text."""
        folder = self.ids[id]
        kept = release_path(folder, self._load(folder).version)
        return (
            kept.read_text(encoding="utf-8")
            if id in self.own_ids and kept.exists()
            else source_of(folder)
        )

    def source_behind(self, id: str) -> str:
        """The same of one that another of the same id goes before."""
        return source_of(self._below[id])

    @cached_property
    def survey_ids(self) -> dict[str, Path]:
        """The file of every survey by its id."""
        return {path.parent.name: path for path in sorted(self.folder.glob(f"*/{SURVEY}"))}

    def survey(self, id: str) -> Survey | None:
        """The survey of this id, None when there is none; it never changes once loaded."""
        if id not in self.survey_ids:
            return None
        if id not in self._surveys:
            self._surveys[id] = load_survey(self.survey_ids[id], self._beside)
        return self._surveys[id]

    def _beside(self, id: str) -> Questionnaire | None:
        """What a survey was written for: the questionnaire beside it, whatever goes before that."""
        return self._load(self._below[id]) if id in self._below else self.questionnaire(id)

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
        have none, `<name>.yaml` that of all others.  Those of a questionnaire that another one
        goes before are there as well, each with the version that it answers.
        """
        found: dict[str, Path] = {}
        for folder in reversed(list(self._folders(id))):
            files = {path.stem: path for path in sorted((folder / "examples").glob("*.yaml"))}
            names = [stem for stem in files if "." not in stem]
            found |= {name: files[_edition(name, language, files)] for name in names}
        return found


def _edition(name: str, language: str, stems: Iterable[str]) -> str:
    """The stem of the file that a reader of a language is shown."""
    others = {stem.removeprefix(f"{name}."): stem for stem in stems if stem.startswith(f"{name}.")}
    return others.get(nearest(language, others) or "", name)
