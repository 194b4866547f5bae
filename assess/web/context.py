"""What a request works with: the services of the application and the assessment behind a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import cast

from flask import current_app
from sqlalchemy import Engine

from assess import __version__
from assess.core.answers import Answer, SlotFault, read_all
from assess.core.assessment import Assessment
from assess.core.questionnaire import Form, Purpose, Questionnaire
from assess.core.report import Report, compile_report
from assess.core.scorecard import Scorecard
from assess.core.scoring import score
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition
from assess.definitions.questionnaires import load_source
from assess.storage.answers import Cell, StoredAnswer
from assess.storage.assessments import AssessmentRecord, AssessmentStore
from assess.storage.faults import UnknownQuestionnaire
from assess.web.details import Details
from assess.web.faults import QuestionnaireGone

QUESTIONNAIRE = "customer-management"
"""The questionnaire that a click on “Start” takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The definitions, the database and the folder of printed reports."""

    library: Library
    store: AssessmentStore
    engine: Engine
    reports: Path
    thawed: dict[str, Questionnaire] = field(default_factory=dict)

    def keep_questionnaires(self) -> None:
        """Freeze every questionnaire of the library, so that assessments may start with it."""
        for id in self.library.ids:
            found = self.library.questionnaire(id)
            assert found is not None
            source = self.library.source(id)
            self.store.keep_questionnaire(found.id, found.version, found.sha256, source)

    def questionnaire(self, id: str, sha256: str | None = None) -> Questionnaire:
        """The questionnaire of this id, or `QuestionnaireGone`.

        One of another digest than today's is loaded from the source that was kept when its
        assessments began, so that they are scored by what was asked, for ever.
        """
        found = self.library.questionnaire(id)
        if found is not None and sha256 in {None, found.sha256}:
            return found
        if sha256 is None:
            raise QuestionnaireGone(id)
        if sha256 not in self.thawed:
            self.thawed[sha256] = self._thaw(id, sha256)
        return self.thawed[sha256]

    def _thaw(self, id: str, sha256: str) -> Questionnaire:
        try:
            return load_source(self.store.questionnaire_source(sha256))
        except (UnknownQuestionnaire, InvalidDefinition, ValueError) as fault:
            raise QuestionnaireGone(id) from fault


def services() -> Services:
    """The services of this application."""
    return cast("Services", current_app.extensions["assess"])


def now() -> datetime:
    """The time, by the application's clock."""
    return cast("datetime", current_app.config["CLOCK"]())


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The assessment behind a secret link, with every text that stands in it."""

    token: str
    record: AssessmentRecord
    questionnaire: Questionnaire
    cells: Mapping[Cell, StoredAnswer]
    today: date

    @property
    def key(self) -> str:
        """A name for what a browser keeps of this assessment, from which nobody learns the link."""
        return sha256(b"browser " + self.token.encode()).hexdigest()[:16]

    @property
    def form(self) -> Form:
        """The form that is asked."""
        return self.questionnaire.form(self.record.form)

    @cached_property
    def details(self) -> Details:
        """The organization as typed."""
        return Details.of(self.record.details)

    @cached_property
    def typed(self) -> dict[str, dict[str, str]]:
        """The slots of every item."""
        typed: dict[str, dict[str, str]] = {}
        for (item, slot), stored in self.cells.items():
            typed.setdefault(item, {})[slot] = stored.value
        return typed

    @cached_property
    def _read(self) -> tuple[dict[str, Answer], dict[str, tuple[SlotFault, ...]]]:
        return read_all(self.questionnaire, self.typed)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What the slots say, as far as it is understood."""
        return self._read[0]

    @property
    def faults(self) -> Mapping[str, tuple[SlotFault, ...]]:
        """What is not understood, by item."""
        return self._read[1]

    @cached_property
    def assessment(self) -> Assessment:
        """The assessment as the core knows it."""
        record, questionnaire = self.record, self.questionnaire
        return Assessment(
            questionnaire=questionnaire.id,
            version=questionnaire.version,
            sha256=questionnaire.sha256,
            purpose=cast("Purpose", record.purpose),
            form=record.form,
            profile=record.profile,
            organization=self.details.organization(questionnaire),
            assessed_on=self.details.day(self.today),
            answers=self.answers,
        )

    @cached_property
    def scorecard(self) -> Scorecard:
        """All scores as of now."""
        return score(
            self.questionnaire,
            self.answers,
            purpose=self.assessment.purpose,
            form=self.form,
            profile=self.questionnaire.profile(self.record.profile),
            facts=self.assessment.organization.facts,
        )

    @cached_property
    def report(self) -> Report:
        """Everything there is to say about it."""
        return compiled(self.questionnaire, self.assessment)


def open_assessment(token: str) -> Opened:
    """The assessment behind a secret link, or `UnknownAssessment`."""
    record = services().store.find(token)
    return Opened(
        token=token,
        record=record,
        questionnaire=services().questionnaire(record.questionnaire, record.sha256),
        cells=services().store.answers(record.id),
        today=now().date(),
    )


def compiled(questionnaire: Questionnaire, assessment: Assessment) -> Report:
    """The compiled report of an assessment."""
    return compile_report(
        questionnaire, assessment, services().library.benchmark, engine=__version__
    )
