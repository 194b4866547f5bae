"""What a request works with: the services of the application and the assessment behind a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import cast

from flask import current_app, url_for
from sqlalchemy import Engine

from assess import __version__
from assess.core.answers import Answer
from assess.core.assessment import Assessment
from assess.core.brand import Brand
from assess.core.items import Item
from assess.core.questionnaire import Form, Questionnaire, Role
from assess.core.readings import SlotFault, read_all
from assess.core.report import Report, compile_report
from assess.core.scorecard import ItemScore, Scorecard, Status
from assess.core.scoring import score_assessment
from assess.core.scoring_rules import Purpose
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition
from assess.definitions.questionnaires import load_source
from assess.definitions.releasing.shelf import Shelf
from assess.storage.answers import Cell, StoredAnswer
from assess.storage.assessments import AssessmentRecord, AssessmentStore
from assess.storage.faults import UnknownQuestionnaire
from assess.web.details import Details
from assess.web.faults import NoSuchPlace, QuestionnaireGone
from assess.web.press import Press
from assess.web.roles import role_taken
from assess.web.sections import Section, sections_of
from assess.web.survey_services import Surveys

QUESTIONNAIRE = "customer-management"
"""The questionnaire that a click on “Start” takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The definitions, the database, the written reports, and under whose name they come.

    On the `shelf` lie the questionnaires that the operator put here.

    `asked` is the questionnaire that the pages for everybody are about.
    """

    library: Library
    store: AssessmentStore
    engine: Engine
    press: Press
    surveys: Surveys
    shelf: Shelf
    brand: Brand | None = None
    asked: str = QUESTIONNAIRE
    thawed: dict[str, Questionnaire] = field(default_factory=dict)
    stamp: object = None
    """That of the shelf when the library was made."""

    def is_outdated(self) -> bool:
        """Whether something else is offered than what the library knows."""
        return self.shelf.stamp() != self.stamp

    def renewed(self) -> Services:
        """The same with the questionnaires that are offered now."""
        # Asked for first: what is offered after that is found with the next page.
        stamp = self.shelf.stamp()
        library = self.library.renewed()
        surveys = Surveys(library, self.surveys.store, self.store)
        now = replace(self, library=library, surveys=surveys, stamp=stamp)
        now.keep_questionnaires()
        return now

    def keep_questionnaires(self) -> None:
        """Freeze every questionnaire and survey of the library, so that they may be begun."""
        for id in self.library.ids:
            found = self.library.questionnaire(id)
            assert found is not None
            self.keep_questionnaire(found, self.library.source(id))
        # What examples answer that were written for these is asked no longer, but still shown.
        for id, found in self.library.shadowed().items():
            self.keep_questionnaire(found, self.library.source_behind(id))
        self.surveys.keep()

    def keep_questionnaire(self, asked: Questionnaire, source: str) -> None:
        """Freeze a questionnaire with its files as one text, so that it may be begun."""
        self.store.keep_questionnaire(asked.id, asked.version, asked.sha256, source)

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
            # Nothing was begun with it here; it may have been released all the same.
            released = self.library.of_digest(id, sha256)
            if released is None:
                raise QuestionnaireGone(id) from fault
            return released


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
    role: Role | None = None

    @property
    def key(self) -> str:
        """A name for what a browser keeps of this assessment, from which nobody learns the link."""
        return sha256(b"browser " + self.token.encode()).hexdigest()[:16]

    @property
    def form(self) -> Form:
        """The form that is asked."""
        return self.questionnaire.form(self.record.form)

    def asks(self, item: Item) -> bool:
        """Whether this browser is asked the item: by the form, the facts and the role it took."""
        mine = self.role is None or self.role.id in item.roles
        return mine and self.form.asks(item) and item.id not in self.hidden

    @cached_property
    def newer(self) -> Questionnaire | None:
        """What new assessments begin with, where that is not what is answered here."""
        today = services().library.questionnaire(self.record.questionnaire)
        same = today is None or today.sha256 == self.questionnaire.sha256
        return None if same else today

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The items that do not apply by the facts of the organization."""
        scores = [score for dimension in self.scorecard.dimensions for score in dimension.items]
        return frozenset(s.item.id for s in scores if s.status is Status.HIDDEN)

    @cached_property
    def sections(self) -> list[Section]:
        """The pages of questions, in order."""
        return sections_of(self.questionnaire, self.asks)

    def section(self, dimension_id: str, stage_id: str = "") -> Section | None:
        """The page of a dimension, or of one of its stages; None where there is no such page."""
        place = f"{dimension_id}/{stage_id}" if stage_id else dimension_id
        return next((section for section in self.sections if section.place == place), None)

    def whole_section(self, dimension_id: str, stage_id: str) -> Section:
        """A page with everything that the form asks there, whoever answers; or `NoSuchPlace`."""
        dimension = self.questionnaire.dimension(dimension_id)
        if dimension is None:
            raise NoSuchPlace("dimension")
        stage = next((stage for stage in dimension.stages if stage.id == stage_id), None)
        if stage_id and stage is None:
            raise NoSuchPlace("stage")
        items = tuple(
            item
            for item in dimension.items
            if self.form.asks(item) and (stage is None or item.stage == stage.id)
        )
        return Section(dimension=dimension, stage=stage, items=items)

    def address(self, section: Section, item: Item | None = None) -> str:
        """The address of a page of questions, and of an item on it."""
        return url_for(
            "assessments.answer",
            token=self.token,
            dimension_id=section.dimension.id,
            stage_id=section.stage.id if section.stage else "",
            _anchor=f"item-{item.id}" if item else None,
        )

    def section_of(self, item: Item) -> Section | None:
        """The page that asks an item, None where no page does."""
        return next((section for section in self.sections if item.id in section.ids), None)

    def scores_of(self, section: Section) -> list[ItemScore]:
        """The scores of the items of a page."""
        scores = self.scorecard.dimension(section.dimension.id)
        assert scores is not None
        return [score for score in scores.items if score.item.id in section.ids]

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

    @property
    def revisions(self) -> Mapping[Cell, int]:
        """The revision of every text that stands in it."""
        return {cell: stored.rev for cell, stored in self.cells.items()}

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
        return score_assessment(self.questionnaire, self.assessment)

    @cached_property
    def report(self) -> Report:
        """Everything there is to say about it."""
        return compiled(self.questionnaire, self.assessment)


def open_assessment(token: str) -> Opened:
    """The assessment behind a secret link, or `UnknownAssessment`."""
    record = services().store.find(token)
    questionnaire = services().questionnaire(record.questionnaire, record.sha256)
    return Opened(
        token=token,
        record=record,
        questionnaire=questionnaire,
        cells=services().store.answers(record.id),
        today=now().date(),
        role=role_taken(questionnaire, record.id),
    )


def compiled(questionnaire: Questionnaire, assessment: Assessment) -> Report:
    """The compiled report of an assessment."""
    return compile_report(
        questionnaire, assessment, services().library.benchmark, engine=__version__
    )
