"""The tables, as this version of the program sees them.

Databases are made and changed by `migrations/`; a test holds the two equal.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect

STATUSES = ("draft", "open", "in_review", "finalized", "decided")
EDITABLE = ("draft", "open")


class Moment(TypeDecorator[datetime]):
    """An aware time, kept and returned in UTC by engines with and without time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: nobody could say later what they meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone")
        return value.astimezone(UTC)  # SQLite drops the zone and keeps the digits

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back to SQLite, and UTC back to PostgreSQL."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

# The source is frozen with the answers, so that they can be scored again years later.
questionnaire = Table(
    "questionnaire",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("questionnaire", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

assessment = Table(
    "assessment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token_sha256", Text, nullable=False, unique=True),
    Column("questionnaire_id", ForeignKey("questionnaire.id"), nullable=False),
    Column("status", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("details_rev", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

answer = Table(
    "answer",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("item", Text, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
)

answer_event = Table(
    "answer_event",
    metadata,
    # SQLite numbers rows by itself only when the type is exactly INTEGER.
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("assessment_id", ForeignKey("assessment.id"), nullable=False),
    Column("item", Text, nullable=False),
    Column("slot", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("base_rev", Integer, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("op_id", Text),
    UniqueConstraint("assessment_id", "op_id", name="answer_event_op_id"),
    Index("answer_event_in_order", "assessment_id", "seq"),
    # A number is never given twice, even after the newest row was cut off by hand.
    sqlite_autoincrement=True,
)

# A survey that an organization puts to its customers. The link is kept as it is: the organization
# hands it to many, and whoever has it can only answer.
survey = Table(
    "survey",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assessment_id", ForeignKey("assessment.id"), nullable=False),
    # The survey's own source is frozen beside those of questionnaires.
    Column("questionnaire_id", ForeignKey("questionnaire.id"), nullable=False),
    Column("link", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index("survey_of_assessment", "assessment_id"),
)

# What one customer sent. Only the day is kept, so that it tells nobody who it was.
survey_sheet = Table(
    "survey_sheet",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("survey_id", ForeignKey("survey.id"), nullable=False),
    Column("op_id", Text, nullable=False),
    Column("answers", Text, nullable=False),
    Column("answered_on", Date, nullable=False),
    UniqueConstraint("survey_id", "op_id", name="survey_sheet_op_id"),
    sqlite_autoincrement=True,
)
