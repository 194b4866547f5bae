"""Assessments as they are kept: who is examined by which questionnaire, and what was answered.

The shell gives the clock and the secret links; the store knows nothing of item types.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, insert, select, update

from assess.storage import answers, schema
from assess.storage.answers import (
    AnswerEvent,
    Cell,
    Change,
    Locked,
    Outcome,
    Saved,
    StoredAnswer,
    Visit,
)
from assess.storage.database import insert_once, reading, writing
from assess.storage.faults import (
    UnknownAssessment,
    UnknownQuestionnaire,
    UnknownStatus,
    require_storable,
)
from assess.storage.schema import EDITABLE, STATUSES, assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentRecord:
    """One assessment without its answers; `details` are facts about the organization and so on."""

    id: int
    questionnaire: str
    version: str
    sha256: str
    status: str
    purpose: str
    form: str
    profile: str
    language: str
    details: Mapping[str, object]
    details_rev: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsConflict:
    """The details were changed meanwhile; these stand there."""

    details: Mapping[str, object]
    rev: int
    at: datetime


def new_token() -> str:
    """A secret link nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


class AssessmentStore:
    """Assessments and answers in one database; `clock` tells aware times.

    Every method is one transaction. Besides the faults named below, each raises
    `StorageUnavailable` when the database cannot do its work, and has then changed nothing.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def keep_questionnaire(
        self, questionnaire: str, version: str, sha256: str, source: str
    ) -> None:
        """Freeze a questionnaire's source; what has this digest already stays as it is."""
        frozen = {"questionnaire": questionnaire, "version": version, "sha256": sha256}
        for field, text in (*frozen.items(), ("source", source)):
            require_storable(field, text)
        with writing(self._engine) as connection:
            row = {**frozen, "source": source, "kept_at": self._clock()}
            connection.execute(insert_once(connection, schema.questionnaire).values(row))

    def questionnaire_source(self, sha256: str) -> str:
        """The frozen text, or `UnknownQuestionnaire`."""
        with reading(self._engine) as connection:
            return str(_questionnaire(connection, sha256).source)

    def create(
        self,
        *,
        token: str,
        questionnaire_sha256: str,
        purpose: str,
        form: str,
        profile: str,
        language: str,
        details: Mapping[str, object],
    ) -> AssessmentRecord:
        """A new draft behind a secret link; `UnknownQuestionnaire` unless that was kept before."""
        words = {"purpose": purpose, "form": form, "profile": profile, "language": language}
        for field, text in words.items():
            require_storable(field, text)
        with writing(self._engine) as connection:
            now = self._clock()
            row = {
                "token_sha256": _digest(token),
                "questionnaire_id": _questionnaire(connection, questionnaire_sha256).id,
                "status": "draft",
                **words,
                "details": _canonical(details),
                "details_rev": 1,
                "created_at": now,
                "updated_at": now,
            }
            added = insert(assessment).values(row).returning(assessment.c.id)
            return _record(connection, assessment.c.id == connection.scalar(added))

    def find(self, token: str) -> AssessmentRecord:
        """The assessment behind a secret link, or `UnknownAssessment`."""
        with reading(self._engine) as connection:
            return _record(connection, assessment.c.token_sha256 == _digest(token))

    def get(self, assessment_id: int) -> AssessmentRecord:
        """The assessment with this number, or `UnknownAssessment`."""
        with reading(self._engine) as connection:
            return _record(connection, _is(assessment_id))

    def set_status(self, assessment_id: int, status: str) -> None:
        """Move it along its life; `UnknownAssessment`, or `UnknownStatus` for another word."""
        if status not in STATUSES:
            raise UnknownStatus(status, STATUSES)
        with writing(self._engine) as connection:
            moved = update(assessment).where(_is(assessment_id))
            moved = moved.values(status=status, updated_at=self._clock())
            if connection.execute(moved).rowcount == 0:
                raise UnknownAssessment

    def save_details(
        self, assessment_id: int, details: Mapping[str, object], base_rev: int
    ) -> Saved | DetailsConflict | Locked:
        """Replace the details when they are still those of revision `base_rev`."""
        text = _canonical(details)
        with self._holding(assessment_id, actor="") as visit:
            standing = _record(visit.connection, _is(assessment_id))
            if visit.status not in EDITABLE:
                return Locked(status=visit.status)
            if _canonical(standing.details) == text:
                return Saved(rev=standing.details_rev, at=standing.updated_at)
            if standing.details_rev != base_rev:
                return DetailsConflict(
                    details=standing.details, rev=standing.details_rev, at=standing.updated_at
                )
            replaced = {"details": text, "details_rev": base_rev + 1, "updated_at": visit.now}
            visit.connection.execute(update(assessment).where(_is(assessment_id)).values(replaced))
            return Saved(rev=base_rev + 1, at=visit.now)

    def save(
        self,
        assessment_id: int,
        item: str,
        slot: str,
        value: str,
        *,
        base_rev: int,
        op_id: str,
        actor: str,
    ) -> Outcome:
        """Keep one answer; the same `op_id` and text again gets the same outcome again."""
        change = Change(item=item, slot=slot, value=value, base_rev=base_rev, op_id=op_id)
        return self.save_many(assessment_id, [change], actor)[0]

    def save_many(self, assessment_id: int, changes: Sequence[Change], actor: str) -> list[Outcome]:
        """Keep several answers, each judged for itself; outcomes in the order of the changes."""
        require_storable("actor", actor)
        with self._holding(assessment_id, actor) as visit:
            return [answers.save(visit, change) for change in changes]

    def answers(self, assessment_id: int) -> dict[Cell, StoredAnswer]:
        """Every answer which stands, by (item, slot)."""
        with reading(self._engine) as connection:
            return answers.answers_of(connection, assessment_id)

    def history(self, assessment_id: int, item: str | None = None) -> list[AnswerEvent]:
        """All that was ever typed, lost conflicts too, oldest first."""
        with reading(self._engine) as connection:
            return answers.events_of(connection, assessment_id, item)

    def replay(self, assessment_id: int) -> dict[Cell, StoredAnswer]:
        """The answers computed from the log alone: other than `answers` if rows were altered."""
        return answers.replayed(self.history(assessment_id))

    @contextmanager
    def _holding(self, assessment_id: int, actor: str) -> Iterator[Visit]:
        held = select(assessment.c.status).where(_is(assessment_id))
        with writing(self._engine) as connection:
            # SQLite holds the whole database already; there this adds nothing.
            status = connection.scalar(held.with_for_update(key_share=True))
            if status is None:
                raise UnknownAssessment
            yield Visit(connection, assessment_id, status, actor, now=self._clock())


def _questionnaire(connection: Connection, sha256: str) -> Row[Any]:
    query = select(schema.questionnaire).where(schema.questionnaire.c.sha256 == sha256)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownQuestionnaire(sha256)
    return row


def _record(connection: Connection, condition: ColumnElement[bool]) -> AssessmentRecord:
    kept = schema.questionnaire.c
    hidden = {"token_sha256", "questionnaire_id"}
    own = [column for column in assessment.c if column.name not in hidden]
    query = select(*own, kept.questionnaire, kept.version, kept.sha256)
    query = query.join_from(assessment, schema.questionnaire).where(condition)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise UnknownAssessment
    return AssessmentRecord(**{**row, "details": json.loads(row["details"])})


def _is(assessment_id: int) -> ColumnElement[bool]:
    # A number no column can hold (from a URL, say) is nobody's, as 0 is.
    return assessment.c.id == (assessment_id if 0 < assessment_id < 2**31 else 0)


def _digest(token: str) -> str:
    # A link may be mistyped in any way; half a character must not be an error of its own.
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def _canonical(details: Mapping[str, object]) -> str:
    """The same details as the same text; ASCII, so every string fits in every database."""
    return json.dumps(dict(details), sort_keys=True, allow_nan=False, separators=(",", ":"))
