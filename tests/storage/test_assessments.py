from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from assess.storage import schema
from assess.storage.answers import Locked, Saved
from assess.storage.assessments import AssessmentStore, DetailsConflict, new_token
from assess.storage.faults import (
    UnknownAssessment,
    UnknownQuestionnaire,
    UnknownStatus,
    UnstorableText,
)


def test_an_assessment_is_found_by_its_link_and_by_its_number(store, assessment, link):
    assert store.find(link) == assessment
    assert store.get(assessment.id) == assessment


def test_a_new_assessment_is_a_draft_with_all_it_was_given(assessment):
    assert assessment.status == "draft"
    assert (assessment.questionnaire, assessment.version, assessment.sha256) == (
        "customer",
        "1.0",
        "cafe",
    )
    assert (assessment.purpose, assessment.form) == ("self", "short")
    assert (assessment.profile, assessment.language) == ("default", "en")
    assert (assessment.details, assessment.details_rev) == ({"organization": "Acme"}, 1)
    assert assessment.created_at == assessment.updated_at
    assert assessment.created_at.tzinfo is UTC


def test_only_the_digest_of_a_link_is_kept(engine, assessment, link):
    mine = schema.assessment.c.id == assessment.id
    with engine.connect() as connection:
        row = connection.execute(select(schema.assessment).where(mine)).one()
    assert len(row.token_sha256) == 64
    assert not any(link in str(value) for value in row)


@pytest.mark.parametrize("token", ["Link", "", "客户", "👩‍🔬", "a\0b", "\ud800", "x" * 100_000])
def test_a_wrong_link_finds_nothing_and_is_not_repeated(store, assessment, token):
    with pytest.raises(UnknownAssessment, match="no such assessment") as fault:
        store.find(token)
    assert not token or token not in str(fault.value)


def test_a_link_may_have_any_characters(store):
    made = store.create(
        token="客户👩‍🔬",
        questionnaire_sha256="cafe",
        purpose="",
        form="",
        profile="",
        language="zh-Hans",
        details={"名称": "顶峰客户管理", "size": 12, "half": "\ud800", "nul": "\0"},
    )
    assert store.find("客户👩‍🔬") == made
    assert made.details == {"名称": "顶峰客户管理", "size": 12, "half": "\ud800", "nul": "\0"}


def test_new_links_are_long_and_never_the_same():
    links = {new_token() for _ in range(100)}
    assert len(links) == 100
    assert min(map(len, links)) >= 43


@pytest.mark.parametrize("number", [0, -1, 2**31 - 1, 10**30])
def test_an_unknown_number_is_an_unknown_assessment(store, assessment, number):
    with pytest.raises(UnknownAssessment):
        store.get(number)
    with pytest.raises(UnknownAssessment):
        store.set_status(number, "open")
    with pytest.raises(UnknownAssessment):
        store.save(number, "L1", "value", "x", base_rev=0, op_id="1", actor="ann")
    with pytest.raises(UnknownAssessment):
        store.save_details(number, {}, 1)


def test_a_questionnaire_is_frozen_at_its_first_keeping(store):
    store.keep_questionnaire("customer", "1.0", "cafe", "id: changed\n")
    assert store.questionnaire_source("cafe") == "id: customer\n"


def test_what_was_not_kept_cannot_be_read_or_used(store):
    with pytest.raises(UnknownQuestionnaire, match="'beef' was kept"):
        store.questionnaire_source("beef")
    with pytest.raises(UnknownQuestionnaire):
        store.create(
            token="t",
            questionnaire_sha256="beef",
            purpose="",
            form="",
            profile="",
            language="",
            details={},
        )


def test_details_are_replaced_on_the_revision_somebody_saw(store, assessment, link):
    saved = store.save_details(assessment.id, {"organization": "Acme 客户"}, 1)
    record = store.find(link)
    assert saved == Saved(rev=2, at=record.updated_at)
    assert (record.details, record.details_rev) == ({"organization": "Acme 客户"}, 2)


def test_late_details_are_shown_what_stands_there(store, assessment):
    first = store.save_details(assessment.id, {"size": 1}, 1)
    late = store.save_details(assessment.id, {"size": 2}, 1)
    assert late == DetailsConflict(details={"size": 1}, rev=2, at=first.at)
    assert store.get(assessment.id).details == {"size": 1}


def test_the_same_details_again_are_no_conflict_and_no_revision(store, assessment):
    assert store.save_details(assessment.id, {"organization": "Acme"}, 0).rev == 1
    assert store.get(assessment.id).details_rev == 1


def test_details_of_a_finalized_assessment_stay(store, assessment):
    store.set_status(assessment.id, "finalized")
    assert store.save_details(assessment.id, {}, 1) == Locked(status="finalized")


def test_details_that_are_no_json_are_refused(store, assessment):
    with pytest.raises(ValueError, match="JSON"):
        store.save_details(assessment.id, {"share": float("nan")}, 1)


def test_a_status_is_one_of_the_known_words(store, assessment):
    store.set_status(assessment.id, "in_review")
    assert store.get(assessment.id).status == "in_review"
    with pytest.raises(UnknownStatus, match="'opne' — it is one of draft, open"):
        store.set_status(assessment.id, "opne")


def test_every_change_moves_the_time_of_the_last_change(store, assessment):
    times = [assessment.updated_at]
    store.set_status(assessment.id, "open")
    times.append(store.get(assessment.id).updated_at)
    store.save(assessment.id, "L1", "value", "x", base_rev=0, op_id="1", actor="ann")
    times.append(store.get(assessment.id).updated_at)
    store.save_details(assessment.id, {}, 1)
    times.append(store.get(assessment.id).updated_at)
    assert times == sorted(set(times))


def test_a_refused_save_does_not_move_the_time_of_the_last_change(store, assessment):
    store.save(assessment.id, "L1", "value", "x", base_rev=0, op_id="1", actor="ann")
    before = store.get(assessment.id).updated_at
    store.save(assessment.id, "L1", "value", "y", base_rev=0, op_id="2", actor="ben")
    assert store.get(assessment.id).updated_at == before


def test_a_clock_without_a_time_zone_is_refused(engine):
    naive = AssessmentStore(engine, lambda: datetime(2026, 3, 1))  # noqa: DTZ001
    with pytest.raises(Exception, match="no time zone"):
        naive.keep_questionnaire("customer", "1.0", "cafe", "")


def test_a_source_no_database_could_keep_is_refused(store):
    with pytest.raises(UnstorableText, match=r"source 'a\\x00b' holds NUL"):
        store.keep_questionnaire("customer", "1.0", "beef", "a\0b")
