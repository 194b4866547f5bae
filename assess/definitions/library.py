"""All definitions that are shipped or named, loaded once each."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from assess.core.assessment import Assessment
from assess.core.benchmark import Benchmark
from assess.core.calibration import Case
from assess.core.questionnaire import Questionnaire
from assess.definitions.assessments import load_assessment
from assess.definitions.benchmarks import load_benchmark
from assess.definitions.calibration import load_case
from assess.definitions.glossary import Term, load_glossary
from assess.definitions.questionnaires import MANIFEST, load_questionnaire, source_of
from assess.language import SOURCE

PUBLISHED = "benchmarks/published.yaml"
GLOSSARY = "glossary.yaml"
CASE = "calibration.yaml"


class Library:
    """The questionnaires and benchmarks below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[str, Questionnaire] = {}

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

    def source(self, id: str) -> str:
        """The files of a questionnaire as one text."""
        return source_of(self.ids[id])

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
        """An answers file with its questionnaire."""
        return load_assessment(path, self.questionnaire, self.ids)

    def examples(self, id: str, language: str = SOURCE) -> dict[str, Path]:
        """The example answers files of a questionnaire by name, in the editions of a language.

        `<name>.<language>.yaml` is the edition of that language, `<name>.yaml` that of all others.
        """
        files = {path.stem: path for path in sorted((self.ids[id] / "examples").glob("*.yaml"))}
        names = [stem for stem in files if "." not in stem]
        return {name: files.get(f"{name}.{language}", files[name]) for name in names}
