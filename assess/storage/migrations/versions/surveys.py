"""Surveys that are put to customers, and the sheets that they send."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TABLE = "survey_sheet"


def upgrade() -> None:
    """Make the tables; what customers sent is for ever."""
    _survey()
    _survey_sheet()
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {TABLE}_no_{change.lower()} BEFORE {change} ON {TABLE} "
                f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
            )
    else:
        # The function is that of the first revision.
        op.execute(
            f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def _survey() -> None:
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("assessment_id", sa.Integer, sa.ForeignKey("assessment.id"), nullable=False),
        sa.Column(
            "questionnaire_id", sa.Integer, sa.ForeignKey("questionnaire.id"), nullable=False
        ),
        sa.Column("link", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("survey_of_assessment", "survey", ["assessment_id"])


def _survey_sheet() -> None:
    op.create_table(
        TABLE,
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("survey_id", sa.Integer, sa.ForeignKey("survey.id"), nullable=False),
        sa.Column("op_id", sa.Text, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("answered_on", sa.Date, nullable=False),
        sa.UniqueConstraint("survey_id", "op_id", name="survey_sheet_op_id"),
        sqlite_autoincrement=True,
    )
