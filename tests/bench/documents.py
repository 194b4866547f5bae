"""The reports that are measured: examples in both languages, and what a change makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Literal
from unittest import mock

from assess import __version__, resources
from assess.core.answers import Answer, MaturityAnswer
from assess.core.assessment import Assessment
from assess.core.questionnaire import Questionnaire
from assess.core.report import Report, compile_report
from assess.definitions.library import Library
from assess.rendering import pdf
from assess.rendering.presentation import Edition, Presentation

QUESTIONNAIRE = "customer-management"
SHORT, FULL = "harbour", "norden-pumps"
"""An organization that answered the short form, and one that answered all."""
FORMS = {SHORT: "short", FULL: "full"}
LANGUAGES = {"en": "English", "zh-Hans": "Chinese"}

Change = Literal["step", "note"]


@cache
def library() -> Library:
    """The questionnaires, read once."""
    return Library(resources.questionnaires())


def answers_file(name: str, language: str) -> Path:
    """The answers file of an example in the edition of a language."""
    return library().examples(QUESTIONNAIRE, language)[name]


@dataclass(frozen=True)
class Document:
    """The report of an assessment in one language; `said` is what the table calls it."""

    questionnaire: Questionnaire
    assessment: Assessment
    language: str
    said: str
    edition: Edition = "full"

    @property
    def presentation(self) -> Presentation:
        return Presentation(language=self.language, edition=self.edition)

    @cached_property
    def report(self) -> Report:
        """What is said, still without a page."""
        return compile_report(
            self.questionnaire, self.assessment, library().benchmark, engine=__version__
        )

    @cached_property
    def job(self) -> bytes:
        """What `render_report` has printed: HTML, style sheet and attachments."""
        with mock.patch.object(pdf, "_printed", lambda job: job):
            return pdf.render_report(self.report, self.presentation)

    def printed(self) -> bytes:
        """The PDF of the job, printed by our own child."""
        return pdf._printed(self.job)

    def changed(self, number: int, change: Change = "step") -> Document:
        """The same with one answer changed: the step of one axis, or only a note."""
        judged = list(self._judged())
        id, answer = judged[number % len(judged)]
        if change == "note":
            other: Answer = replace(answer, note=f"{answer.note} Looked at again ({number}).")
        else:
            step = answer.reality or 0
            other = replace(answer, reality=step - 1 if step else 1)
        answers = {**self.assessment.answers, id: other}
        return replace(self, assessment=replace(self.assessment, answers=answers))

    def _judged(self) -> Iterator[tuple[str, MaturityAnswer]]:
        for id, answer in self.assessment.answers.items():
            if isinstance(answer, MaturityAnswer) and not answer.not_applicable:
                yield id, answer


def example(name: str, language: str) -> Document:
    """The report of an example."""
    questionnaire, assessment = library().assessment(answers_file(name, language))
    return Document(questionnaire, assessment, language, f"{FORMS[name]}, {LANGUAGES[language]}")
