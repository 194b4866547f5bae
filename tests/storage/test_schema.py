from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from assess.storage import schema


def test_the_migrations_make_exactly_the_tables_of_the_schema(engine):
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_times_come_back_in_utc_to_the_microsecond(engine):
    shanghai = datetime(2026, 3, 1, 0, 30, 0, 123456, timezone(timedelta(hours=8)))
    row = {"questionnaire": "q", "version": "1", "sha256": "time", "source": ""}
    with engine.connect() as connection:  # undone at the end
        connection.execute(insert(schema.questionnaire).values(kept_at=shanghai, **row))
        kept = connection.scalar(
            select(schema.questionnaire.c.kept_at).where(schema.questionnaire.c.sha256 == "time")
        )
    assert kept == shanghai
    assert kept.isoformat() == "2026-02-28T16:30:00.123456+00:00"


def test_an_answer_belongs_to_an_assessment(engine):
    row = {"item": "L1", "slot": "value", "value": "", "rev": 1, "actor": ""}
    orphan = {"assessment_id": 2**31 - 1, "updated_at": datetime.now(UTC), **row}
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(insert(schema.answer).values(orphan))
