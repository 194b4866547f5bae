"""Questionnaires, assessments, answers and their log.

Written out in full, not taken from `schema`, because a released revision never
changes. There is no downgrade: going back means restoring a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPEND_ONLY = ("questionnaire", "answer_event")


def upgrade() -> None:
    """Make the tables, then forbid changes where rows are for ever."""
    _questionnaire()
    _assessment()
    _answer()
    _answer_event()
    sqlite = op.get_bind().dialect.name == "sqlite"
    (_forbid_changes_in_sqlite if sqlite else _forbid_changes_in_postgresql)()


def _questionnaire() -> None:
    op.create_table(
        "questionnaire",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("questionnaire", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False, unique=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
    )


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("token_sha256", sa.Text, nullable=False, unique=True),
        sa.Column(
            "questionnaire_id", sa.Integer, sa.ForeignKey("questionnaire.id"), nullable=False
        ),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("details_rev", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("assessment_id", sa.Integer, sa.ForeignKey("assessment.id"), primary_key=True),
        sa.Column("item", sa.Text, primary_key=True),
        sa.Column("slot", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
    )


def _answer_event() -> None:
    op.create_table(
        "answer_event",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("assessment_id", sa.Integer, sa.ForeignKey("assessment.id"), nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("base_rev", sa.Integer, nullable=False),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("op_id", sa.Text),
        sa.UniqueConstraint("assessment_id", "op_id", name="answer_event_op_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("answer_event_in_order", "answer_event", ["assessment_id", "seq"])


def _forbid_changes_in_sqlite() -> None:
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _forbid_changes_in_postgresql() -> None:
    # The error code makes this an integrity fault, as in SQLite, and not a lost server.
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', "
        "ERRCODE = 'restrict_violation'; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
