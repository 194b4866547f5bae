"""Surveys and sheets, on both engines."""

import threading
from datetime import date

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from assess.storage import database, schema, surveys
from assess.storage.answers import Locked
from assess.storage.assessments import AssessmentStore
from assess.storage.database import migrate, open_engine, writing
from assess.storage.faults import (
    UnknownAssessment,
    UnknownQuestionnaire,
    UnknownSurvey,
    UnstorableText,
)
from assess.storage.schema import survey_sheet
from assess.storage.surveys import SurveyRecord, SurveyStore, TooMany
from tests.storage.conftest import Clock, begun, serial

ANSWERS = {"overall": "8", "words": "快一点 👩‍🔬 \0 \ud800 <b>"}


@pytest.fixture
def kept(engine, store) -> SurveyStore:
    """A store of surveys beside one that has kept the source with the digest `cafe`."""
    return SurveyStore(engine, Clock())


@pytest.fixture
def start(kept, assessment):
    def start(link: str = "") -> SurveyRecord:
        made = kept.start(
            assessment.id, sha256="cafe", link=link or f"survey-{next(serial)}", name="Acme 客户"
        )
        assert isinstance(made, SurveyRecord)
        return made

    return start


def send(store, record, op_id="op", answers=ANSWERS):
    return store.receive(record.id, op_id=op_id, answers=answers)


def test_a_survey_begins_open_and_is_found_by_its_link_and_its_number(kept, assessment, start):
    record = start("abc")

    assert kept.find("abc") == kept.get(assessment.id, record.id) == record
    assert (record.definition, record.version, record.sha256) == ("customer", "1.0", "cafe")
    assert (record.name, record.status, record.sheets) == ("Acme 客户", "open", 0)
    assert record.is_open


def test_what_a_customer_sent_comes_back_as_it_was(kept, start):
    record = start()

    assert send(kept, record) == "kept"
    (sheet,) = kept.sheets(record.id)
    assert sheet.answers == ANSWERS
    assert sheet.answered_on == date(2026, 3, 1)


def test_of_a_customer_nothing_else_is_kept(engine, kept, start):
    record = start()
    send(kept, record)
    mine = survey_sheet.c.survey_id == record.id
    with engine.connect() as connection:
        row = connection.execute(select(survey_sheet).where(mine)).mappings().one()

    assert set(row) == {"seq", "survey_id", "op_id", "answers", "answered_on"}


def test_one_press_counts_once_however_often_it_arrives(kept, start):
    record = start()
    outcomes = [
        send(kept, record),
        send(kept, record),
        send(kept, record, answers={"overall": "1"}),
    ]

    assert outcomes == ["kept", "again", "changed"]
    assert [sheet.answers for sheet in kept.sheets(record.id)] == [ANSWERS]


def test_the_same_press_counts_in_another_survey(kept, start):
    one, other = start(), start()

    assert [send(kept, one), send(kept, other)] == ["kept", "kept"]


def test_sheets_come_back_in_the_order_in_which_they_came(kept, start):
    record = start()
    for n in range(5):
        send(kept, record, f"op {n}", {"overall": str(n)})

    assert [sheet.answers["overall"] for sheet in kept.sheets(record.id)] == list("01234")


def test_a_closed_survey_takes_nothing_until_it_is_opened_again(kept, assessment, start):
    record = start()
    send(kept, record, "before")
    kept.set_status(assessment.id, record.id, "closed")

    assert not kept.find(record.link).is_open
    assert send(kept, record, "late") == "closed"
    assert send(kept, record, "before") == "again"
    kept.set_status(assessment.id, record.id, "open")
    assert send(kept, record, "late") == "kept"
    assert kept.find(record.link).sheets == 2


def test_a_survey_takes_so_many_sheets_and_no_more(kept, start, monkeypatch):
    monkeypatch.setattr(surveys, "MOST_SHEETS", 2)
    record = start()

    assert [send(kept, record, op) for op in ("a", "b", "c", "a")] == [
        "kept",
        "kept",
        "full",
        "again",
    ]


def test_an_assessment_has_so_many_surveys_and_no_more(kept, assessment, start, monkeypatch):
    monkeypatch.setattr(surveys, "MOST_SURVEYS", 2)
    records = [start(), start()]

    assert kept.start(assessment.id, sha256="cafe", link="third", name="Acme") == TooMany(2)
    assert [each.id for each in kept.of_assessment(assessment.id)] == [
        records[1].id,
        records[0].id,
    ]


def test_a_finished_assessment_begins_no_survey(kept, store, assessment):
    store.set_status(assessment.id, "finalized")

    assert kept.start(assessment.id, sha256="cafe", link="late", name="Acme") == Locked(
        status="finalized"
    )


def test_another_assessment_has_no_part_in_a_survey(kept, store, start):
    record = start()
    other = begun(store, f"other {next(serial)}")

    with pytest.raises(UnknownSurvey):
        kept.get(other.id, record.id)
    with pytest.raises(UnknownSurvey):
        kept.set_status(other.id, record.id, "closed")
    assert kept.of_assessment(other.id) == []


@pytest.mark.parametrize("link", ["", "nobody", "客户", "a\0b", "\ud800", "x" * 100_000])
def test_a_wrong_link_finds_nothing(kept, link):
    with pytest.raises(UnknownSurvey, match="no such survey"):
        kept.find(link)


def test_what_is_not_there_is_told(kept, assessment):
    with pytest.raises(UnknownSurvey):
        kept.get(assessment.id, 2**40)
    with pytest.raises(UnknownSurvey):
        kept.receive(2**31 - 1, op_id="op", answers={})
    with pytest.raises(UnknownAssessment):
        kept.start(2**31 - 1, sha256="cafe", link="x", name="Acme")
    with pytest.raises(UnknownQuestionnaire):
        kept.start(assessment.id, sha256="beef", link="x", name="Acme")


def test_more_than_a_sheet_can_hold_is_refused(kept, start):
    record = start()

    with pytest.raises(UnstorableText):
        send(kept, record, answers={"words": "x" * 200_000})
    with pytest.raises(UnstorableText):
        send(kept, record, op_id="x" * 300)
    assert kept.sheets(record.id) == []


def test_a_sheet_can_never_be_changed_or_removed(engine, kept, start):
    record = start()
    send(kept, record)
    mine = survey_sheet.c.survey_id == record.id

    for change in (update(survey_sheet).where(mine).values(answers="{}"), delete(survey_sheet)):
        with engine.connect() as connection, pytest.raises(IntegrityError, match="append-only"):
            connection.execute(change)
    assert len(kept.sheets(record.id)) == 1


def test_a_sheet_belongs_to_a_survey(engine):
    row = {"survey_id": 2**31 - 1, "op_id": "", "answers": "{}"}
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(
            insert(schema.survey_sheet).values(row | {"answered_on": date(2026, 1, 1)})
        )


def test_a_database_of_the_first_version_takes_surveys_and_keeps_its_assessments(database_url):
    engine = open_engine(database_url)
    with writing(engine) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(database._MIGRATIONS))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "0001")
    store = AssessmentStore(engine, Clock())
    store.keep_questionnaire("customer", "1.0", "cafe", "id: customer\n")
    words = dict.fromkeys(("purpose", "form", "profile", "language"), "x")
    before = store.create(token="t", questionnaire_sha256="cafe", details={}, **words)
    migrate(engine)

    kept = SurveyStore(engine, Clock())
    started = kept.start(before.id, sha256="cafe", link="link", name="Acme")
    assert isinstance(started, SurveyRecord)
    assert send(kept, started) == "kept"
    assert store.find("t") == before
    engine.dispose()


def test_many_at_once_lose_nothing_and_count_nobody_twice(kept, start, monkeypatch):
    monkeypatch.setattr(surveys, "MOST_SHEETS", 12)
    record = start()
    outcomes: list[str] = []

    def press(n: int) -> None:
        outcomes.extend(send(kept, record, f"op {n % 10}") for _ in range(2))

    threads = [threading.Thread(target=press, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["again"] * 30 + ["kept"] * 10
    assert len(kept.sheets(record.id)) == 10
