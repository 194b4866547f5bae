"""How one answer is kept: exactly as typed, and never over a text its writer has not seen.

Every (item, slot) has a revision, 1 upwards. A writer names the one they started from
and an id for the attempt. The row changes only when it still has that revision; else the
late text goes into the log only. Rows and log change in one transaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, select, update

from assess.storage.database import insert_once
from assess.storage.faults import require_storable
from assess.storage.schema import EDITABLE, answer, answer_event, assessment

Cell: TypeAlias = tuple[str, str]  # (item, slot)

LONGEST_NAME = 200  # characters; PostgreSQL's indexes hold no long texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A text somebody wants kept; `base_rev` 0 means they saw no answer there."""

    item: str
    slot: str
    value: str
    base_rev: int
    op_id: str

    def __post_init__(self) -> None:
        """Refuse what only one of the engines could keep."""
        for field in ("item", "slot", "op_id"):
            require_storable(field, getattr(self, field), longest=LONGEST_NAME)
        require_storable(f"{self.item}.{self.slot}", self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The text stands there with this revision since then."""

    rev: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Another text stands there, by this actor since then; the late one is in the log only."""

    value: str
    rev: int
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """The assessment accepts no more answers; nothing was kept."""

    status: str


Outcome: TypeAlias = Saved | Conflict | Locked


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """The text which stands in one cell."""

    value: str
    rev: int
    updated_at: datetime
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEvent:
    """A line of the log: `saved`, or `conflict` with a late text; `rev` stood there afterwards."""

    seq: int
    item: str
    slot: str
    value: str
    base_rev: int
    rev: int
    outcome: str
    actor: str
    at: datetime
    op_id: str | None


@dataclass(frozen=True, slots=True)
class Visit:
    """One actor, now, in a writing transaction which holds the assessment's row.

    Holding the row puts saves of one assessment in a queue, so neither its status
    nor its log changes between a look and a write.
    """

    connection: Connection
    assessment_id: int
    status: str
    actor: str
    now: datetime


def save(visit: Visit, change: Change) -> Outcome:
    """Keep one change, or say what stands in its way."""
    earlier = _event_of(visit, change.op_id)
    if earlier and _same_text(earlier, change):
        return _outcome_again(visit, earlier, change)
    if visit.status not in EDITABLE:
        return Locked(status=visit.status)
    # An id seen before with another text is no retry. It is judged as a new save,
    # without the id: answering "saved" for a text nobody kept would lose it.
    return _save_new(visit, change, None if earlier else change.op_id)


def answers_of(connection: Connection, assessment_id: int) -> dict[Cell, StoredAnswer]:
    """Every answer which stands."""
    rows = connection.execute(select(answer).where(answer.c.assessment_id == assessment_id))
    return {(row.item, row.slot): _stored(row) for row in rows}


def events_of(
    connection: Connection, assessment_id: int, item: str | None = None
) -> list[AnswerEvent]:
    """The log of an assessment, or of one of its items, oldest first."""
    columns = [answer_event.c[field.name] for field in fields(AnswerEvent)]
    query = select(*columns).where(answer_event.c.assessment_id == assessment_id)
    if item is not None:
        query = query.where(answer_event.c.item == item)
    rows = connection.execute(query.order_by(answer_event.c.seq)).mappings()
    return [AnswerEvent(**row) for row in rows]


def replayed(events: Iterable[AnswerEvent]) -> dict[Cell, StoredAnswer]:
    """The answers as the log alone tells them."""
    return {
        (event.item, event.slot): StoredAnswer(
            value=event.value, rev=event.rev, updated_at=event.at, actor=event.actor
        )
        for event in events
        if event.outcome == "saved"
    }


def _save_new(visit: Visit, change: Change, op_id: str | None) -> Saved | Conflict:
    rev = _write(visit, change)
    if rev is not None:
        _log(visit, change, op_id, rev, "saved")
        return Saved(rev=rev, at=visit.now)
    standing = _standing(visit, change)
    if standing.value == change.value:
        return Saved(rev=standing.rev, at=standing.updated_at)
    _log(visit, change, op_id, standing.rev, "conflict")
    return _conflict_with(standing)


def _write(visit: Visit, change: Change) -> int | None:
    """The new revision, or None when the cell is not as the writer saw it.

    A cell without a row holds nobody's text, so any base may fill it (a browser may
    remember more than a database restored from a backup).
    """
    text = {"value": change.value, "updated_at": visit.now, "actor": visit.actor}
    rev = _replace(visit, change, text) if change.base_rev else None
    return _add(visit, change, text) if rev is None else rev


def _replace(visit: Visit, change: Change, text: Mapping[str, object]) -> int | None:
    unless_stale = and_(
        _is_cell(visit, change),
        answer.c.rev == _sane(change.base_rev),
        answer.c.value != change.value,  # the same text again is no new revision
    )
    changed = update(answer).where(unless_stale).values(rev=answer.c.rev + 1, **text)
    rev: int | None = visit.connection.scalar(changed.returning(answer.c.rev))
    return rev


def _add(visit: Visit, change: Change, text: Mapping[str, object]) -> int | None:
    key = {"assessment_id": visit.assessment_id, "item": change.item, "slot": change.slot}
    added = insert_once(visit.connection, answer).values(rev=1, **key, **text)
    rev: int | None = visit.connection.scalar(added.returning(answer.c.rev))
    return rev


def _log(visit: Visit, change: Change, op_id: str | None, rev: int, outcome: str) -> None:
    line = asdict(change) | {
        "assessment_id": visit.assessment_id,
        "base_rev": _sane(change.base_rev),
        "rev": rev,
        "outcome": outcome,
        "actor": visit.actor,
        "at": visit.now,
        "op_id": op_id,
    }
    visit.connection.execute(insert(answer_event).values(line))
    if outcome == "saved":
        touched = update(assessment).where(assessment.c.id == visit.assessment_id)
        visit.connection.execute(touched.values(updated_at=visit.now))


def _event_of(visit: Visit, op_id: str) -> Row[Any] | None:
    mine = answer_event.c.assessment_id == visit.assessment_id
    query = select(answer_event).where(mine, answer_event.c.op_id == op_id)
    return visit.connection.execute(query).one_or_none()


def _same_text(event: Row[Any], change: Change) -> bool:
    return (event.item, event.slot, event.value) == (change.item, change.slot, change.value)


def _outcome_again(visit: Visit, event: Row[Any], change: Change) -> Outcome:
    if event.outcome == "saved":
        return Saved(rev=event.rev, at=event.at)
    return _conflict_with(_standing(visit, change))


def _standing(visit: Visit, change: Change) -> StoredAnswer:
    return _stored(visit.connection.execute(select(answer).where(_is_cell(visit, change))).one())


def _is_cell(visit: Visit, change: Change) -> ColumnElement[bool]:
    return and_(
        answer.c.assessment_id == visit.assessment_id,
        answer.c.item == change.item,
        answer.c.slot == change.slot,
    )


def _sane(base_rev: int) -> int:
    """The revision, or -1 for a number never given out, which no column might hold."""
    return base_rev if 0 <= base_rev < 2**31 else -1


def _stored(row: Row[Any]) -> StoredAnswer:
    return StoredAnswer(value=row.value, rev=row.rev, updated_at=row.updated_at, actor=row.actor)


def _conflict_with(standing: StoredAnswer) -> Conflict:
    return Conflict(
        value=standing.value, rev=standing.rev, at=standing.updated_at, actor=standing.actor
    )
