"""Surveys as they are kept: whose customers are asked what, and what each of them sent.

A sheet is written once and never changed.  Of the customer nothing is kept but the answers and
the day: less could not be counted, and more could tell who it was.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Engine, Row, Table, func, insert, select, update

from assess.storage import schema
from assess.storage.answers import LONGEST_NAME, Locked
from assess.storage.database import reading, writing
from assess.storage.faults import (
    UnknownAssessment,
    UnknownQuestionnaire,
    UnknownSurvey,
    require_storable,
)
from assess.storage.schema import EDITABLE, survey, survey_sheet

MOST_SHEETS = 20_000
"""Sheets that one survey takes, so that nobody can fill the disk over its link."""
MOST_SURVEYS = 50
"""Surveys of one assessment."""
MOST_SHEET_CHARACTERS = 100_000

Receipt = Literal["kept", "again", "changed", "closed", "full"]
"""What became of a sheet.

`again` and `changed`: one with this `op_id` was kept before, with the same answers or others.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRecord:
    """One survey; `definition` and `sha256` are what was asked, `name` is whose customers."""

    id: int
    assessment_id: int
    definition: str
    version: str
    sha256: str
    link: str
    name: str
    status: Literal["open", "closed"]
    created_at: datetime
    updated_at: datetime
    sheets: int

    @property
    def is_open(self) -> bool:
        """Whether customers can answer."""
        return self.status == "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSheet:
    """What one customer sent by question, and when."""

    answers: Mapping[str, str]
    answered_on: date


@dataclass(frozen=True, slots=True)
class TooMany:
    """The assessment has so many surveys that no more begin."""

    most: int


class SurveyStore:
    """Surveys and sheets in one database; `clock` tells aware times.

    Every method is one transaction, and raises `StorageUnavailable` as `AssessmentStore` does.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def start(
        self, assessment_id: int, *, sha256: str, link: str, name: str
    ) -> SurveyRecord | Locked | TooMany:
        """A new open survey; the source with this digest was kept before."""
        require_storable("name", name, longest=LONGEST_NAME)
        with writing(self._engine) as connection:
            status = _status_of_assessment(connection, assessment_id)
            if status not in EDITABLE:
                return Locked(status=status)
            mine = survey.c.assessment_id == assessment_id
            if _number(connection, survey, mine) >= MOST_SURVEYS:
                return TooMany(MOST_SURVEYS)
            now = self._clock()
            row = {
                "assessment_id": assessment_id,
                "questionnaire_id": _source(connection, sha256),
                "link": link,
                "name": name,
                "status": "open",
                "created_at": now,
                "updated_at": now,
            }
            id = connection.scalar(insert(survey).values(row).returning(survey.c.id))
            return _record(connection, survey.c.id == id)

    def of_assessment(self, assessment_id: int) -> list[SurveyRecord]:
        """The surveys of an assessment, the newest first."""
        with reading(self._engine) as connection:
            return _records(connection, survey.c.assessment_id == assessment_id)

    def get(self, assessment_id: int, survey_id: int) -> SurveyRecord:
        """The survey of this number in an assessment, or `UnknownSurvey`."""
        with reading(self._engine) as connection:
            return _record(connection, _is(survey_id), survey.c.assessment_id == assessment_id)

    def find(self, link: str) -> SurveyRecord:
        """The survey behind a link, or `UnknownSurvey`."""
        if not link.isascii() or "\0" in link:  # none of ours, and PostgreSQL takes no NUL
            raise UnknownSurvey
        with reading(self._engine) as connection:
            return _record(connection, survey.c.link == link)

    def set_status(
        self, assessment_id: int, survey_id: int, status: Literal["open", "closed"]
    ) -> None:
        """Close a survey or open it again; `UnknownSurvey` when it is not this assessment's."""
        mine = survey.c.assessment_id == assessment_id
        moved = update(survey).where(_is(survey_id), mine, survey.c.status != status)
        with writing(self._engine) as connection:
            _record(connection, _is(survey_id), mine)
            connection.execute(moved.values(status=status, updated_at=self._clock()))

    def receive(self, survey_id: int, *, op_id: str, answers: Mapping[str, str]) -> Receipt:
        """Keep what a customer sent, once for each `op_id`; or tell why it was not kept."""
        require_storable("op_id", op_id, longest=LONGEST_NAME)
        text = _canonical(answers)
        require_storable("answers", text, longest=MOST_SHEET_CHARACTERS)
        with writing(self._engine) as connection:
            status = _held(connection, survey_id)
            earlier = _earlier(connection, survey_id, op_id)
            if earlier is not None:
                return "again" if earlier == text else "changed"
            if status != "open":
                return "closed"
            if _number(connection, survey_sheet, survey_sheet.c.survey_id == survey_id) >= (
                MOST_SHEETS
            ):
                return "full"
            row = {"survey_id": survey_id, "op_id": op_id, "answers": text}
            on = self._clock().date()
            connection.execute(insert(survey_sheet).values(row | {"answered_on": on}))
            return "kept"

    def sheets(self, survey_id: int) -> list[StoredSheet]:
        """Every sheet of a survey, in the order in which they came."""
        query = select(survey_sheet.c.answers, survey_sheet.c.answered_on)
        query = query.where(survey_sheet.c.survey_id == survey_id).order_by(survey_sheet.c.seq)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return [StoredSheet(answers=json.loads(answers), answered_on=on) for answers, on in rows]


def _records(connection: Connection, *conditions: ColumnElement[bool]) -> list[SurveyRecord]:
    kept = schema.questionnaire.c
    own = [column for column in survey.c if column.name != "questionnaire_id"]
    number = (
        select(func.count())
        .select_from(survey_sheet)
        .where(survey_sheet.c.survey_id == survey.c.id)
        .scalar_subquery()
    )
    query = select(
        *own,
        kept.questionnaire.label("definition"),
        kept.version,
        kept.sha256,
        number.label("sheets"),
    )
    query = query.join_from(survey, schema.questionnaire).where(*conditions)
    rows = connection.execute(query.order_by(survey.c.id.desc())).mappings()
    return [SurveyRecord(**row) for row in rows]


def _record(connection: Connection, *conditions: ColumnElement[bool]) -> SurveyRecord:
    found = _records(connection, *conditions)
    if not found:
        raise UnknownSurvey
    return found[0]


def _status_of_assessment(connection: Connection, assessment_id: int) -> str:
    held = select(schema.assessment.c.status).where(schema.assessment.c.id == assessment_id)
    status: str | None = connection.scalar(held.with_for_update(key_share=True))
    if status is None:
        raise UnknownAssessment
    return status


def _held(connection: Connection, survey_id: int) -> str:
    """The status of a survey whose row is held, so that its sheets come one by one."""
    held = select(survey.c.status).where(_is(survey_id))
    status: str | None = connection.scalar(held.with_for_update(key_share=True))
    if status is None:
        raise UnknownSurvey
    return status


def _earlier(connection: Connection, survey_id: int, op_id: str) -> str | None:
    mine = survey_sheet.c.survey_id == survey_id
    query = select(survey_sheet.c.answers).where(mine, survey_sheet.c.op_id == op_id)
    row: Row[Any] | None = connection.execute(query).one_or_none()
    return None if row is None else str(row.answers)


def _number(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    return int(connection.scalar(select(func.count()).select_from(table).where(condition)) or 0)


def _source(connection: Connection, sha256: str) -> int:
    kept = schema.questionnaire.c
    id: int | None = connection.scalar(select(kept.id).where(kept.sha256 == sha256))
    if id is None:
        raise UnknownQuestionnaire(sha256)
    return id


def _is(survey_id: int) -> ColumnElement[bool]:
    # A number no column can hold (from a URL, say) is nobody's, as 0 is.
    return survey.c.id == (survey_id if 0 < survey_id < 2**31 else 0)


def _canonical(answers: Mapping[str, str]) -> str:
    """The same answers as the same text; ASCII, so every string fits in every database."""
    return json.dumps(dict(answers), sort_keys=True, separators=(",", ":"))
