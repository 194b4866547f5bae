from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text
from sqlalchemy.exc import IntegrityError

from assess.storage import schema
from assess.storage.answers import Change, Conflict, Locked, Outcome, Saved, StoredAnswer
from assess.storage.assessments import AssessmentStore, new_token
from assess.storage.database import migrate, open_engine
from assess.storage.faults import UnstorableText
from tests.storage.conftest import begun


@pytest.fixture
def save(store, assessment):
    """Save into the draft; every call is an attempt of its own unless it says otherwise."""
    serial = count(1)

    def save(value, base_rev=0, *, item="L1", slot="value", op_id=None, actor="ann") -> Outcome:
        attempt = op_id or f"attempt {next(serial)}"
        outcome: Outcome = store.save(
            assessment.id, item, slot, value, base_rev=base_rev, op_id=attempt, actor=actor
        )
        return outcome

    return save


def standing(store, assessment, item="L1", slot="value"):
    return store.answers(assessment.id)[item, slot]


def test_a_first_answer_has_revision_one(save, store, assessment):
    saved = save("Yes")
    assert saved == Saved(rev=1, at=saved.at)
    assert saved.at.tzinfo is UTC
    assert store.answers(assessment.id) == {
        ("L1", "value"): StoredAnswer(value="Yes", rev=1, updated_at=saved.at, actor="ann")
    }


def test_each_change_has_the_next_revision_and_its_own_actor(save, store, assessment):
    save("a")
    save("b", 1)
    saved = save("c", 2, actor="ben")
    assert standing(store, assessment) == StoredAnswer(
        value="c", rev=3, updated_at=saved.at, actor="ben"
    )


def test_slots_and_items_do_not_touch_each_other(save, store, assessment):
    save("4", slot="numerator")
    save("a note", slot="note")
    save("4", item="L2", slot="numerator")
    assert {cell: found.rev for cell, found in store.answers(assessment.id).items()} == {
        ("L1", "numerator"): 1,
        ("L1", "note"): 1,
        ("L2", "numerator"): 1,
    }


def test_a_cleared_field_is_an_answer_too(save, store, assessment):
    save("typed")
    save("", 1)
    assert standing(store, assessment).value == ""


@pytest.mark.parametrize(
    "typed",
    [
        "客户管理能力评价 领導",
        "👩‍🔬 \U0001f600",
        "  spaces\t\r\nkept \n",
        "'; DROP TABLE answer; --",
        "%s %(x)s :y {z}",
        "1e3",
        "é e\u0301 \u202e\ufeff",
        "客" * 34_000,
    ],
)
def test_answers_are_kept_exactly_as_typed(save, store, assessment, typed):
    save(typed, item="项目", slot="practices.owner", actor="王芳")
    found = standing(store, assessment, "项目", "practices.owner")
    assert (found.value, found.actor) == (typed, "王芳")


@pytest.mark.parametrize("typed", ["a\0b", "\ud83d", "\udc00x"])
def test_text_that_only_one_engine_could_keep_is_refused_on_both(save, store, assessment, typed):
    with pytest.raises(UnstorableText, match="holds NUL or half a character"):
        save(typed)
    with pytest.raises(UnstorableText, match="actor"):
        save("x", actor=typed)
    assert store.history(assessment.id) == []


def test_names_too_long_for_an_index_are_refused(save):
    with pytest.raises(UnstorableText, match=r"op_id 'xxxx.*longer than 200 characters"):
        save("x", op_id="x" * 201)


def test_a_late_save_is_shown_the_text_that_stands_there(save, store, assessment):
    save("first")
    second = save("second", 1, actor="ben")
    assert save("late", 1) == Conflict(value="second", rev=2, at=second.at, actor="ben")
    assert standing(store, assessment).value == "second"


def test_a_conflict_keeps_both_texts(save, store, assessment):
    save("mine")
    save("yours", actor="ben")
    assert [
        (event.value, event.outcome, event.actor) for event in store.history(assessment.id)
    ] == [
        ("mine", "saved", "ann"),
        ("yours", "conflict", "ben"),
    ]


def test_the_same_text_twice_is_no_conflict(save, store, assessment):
    first = save("agreed")
    assert save("agreed", actor="ben") == first
    assert save("agreed", 1, actor="ben") == first
    assert len(store.history(assessment.id)) == 1


def test_an_answer_nobody_has_given_yet_conflicts_with_nothing(save, store, assessment):
    assert save("remembered by a browser", 7).rev == 1
    assert store.replay(assessment.id) == store.answers(assessment.id)


@pytest.mark.parametrize("base_rev", [-1, 2, 2**31, 10**30])
def test_a_revision_never_given_out_is_stale(save, store, assessment, base_rev):
    save("standing")
    assert save("late", base_rev).value == "standing"
    assert store.history(assessment.id)[-1].value == "late"


def test_a_repeated_attempt_gets_the_same_reply_and_changes_nothing(save, store, assessment):
    first = save("a", op_id="once")
    save("b", 1, actor="ben")
    assert save("a", op_id="once") == first
    assert standing(store, assessment).value == "b"
    assert len(store.history(assessment.id)) == 2


def test_a_repeated_conflict_is_shown_what_stands_there_now(save, store, assessment):
    save("a")
    save("late", op_id="once")
    newest = save("b", 1, actor="ben")
    assert save("late", op_id="once") == Conflict(value="b", rev=2, at=newest.at, actor="ben")
    assert len(store.history(assessment.id)) == 3


def test_an_attempt_is_repeated_even_after_the_lock(save, store, assessment):
    first = save("a", op_id="once")
    store.set_status(assessment.id, "finalized")
    assert save("a", op_id="once") == first


def test_an_attempt_id_with_another_text_is_judged_as_a_new_save(save, store, assessment):
    save("a", op_id="once")
    assert save("b", op_id="once").value == "a"
    assert save("c", 1, op_id="once").rev == 2
    assert save("d", item="L2", op_id="once").rev == 1
    assert [(event.value, event.op_id) for event in store.history(assessment.id)] == [
        ("a", "once"),
        ("b", None),
        ("c", None),
        ("d", None),
    ]


def test_attempt_ids_of_two_assessments_do_not_meet(save, store, assessment):
    other = begun(store, new_token())
    save("a", op_id="once")
    assert store.save(other.id, "L1", "value", "b", base_rev=0, op_id="once", actor="ann").rev == 1
    assert standing(store, assessment).value == "a"
    assert [event.value for event in store.history(other.id)] == ["b"]


@pytest.mark.parametrize("status", ["in_review", "finalized", "decided"])
def test_answers_stay_once_the_assessment_is_locked(save, store, assessment, status):
    save("kept")
    store.set_status(assessment.id, status)
    assert save("late", 1) == Locked(status=status)
    assert standing(store, assessment).value == "kept"
    assert len(store.history(assessment.id)) == 1


def test_an_open_assessment_and_a_reopened_one_accept_answers(save, store, assessment):
    store.set_status(assessment.id, "open")
    assert save("a").rev == 1
    store.set_status(assessment.id, "finalized")
    store.set_status(assessment.id, "open")
    assert save("b", 1).rev == 2


def test_many_changes_are_judged_each_for_itself_and_in_order(save, store, assessment):
    save("theirs", item="L2", actor="ben")
    changes = [
        Change(item="L1", slot="value", value="one", base_rev=0, op_id="x1"),
        Change(item="L2", slot="value", value="two", base_rev=0, op_id="x2"),
        Change(item="L3", slot="value", value="three", base_rev=0, op_id="x3"),
        Change(item="L3", slot="value", value="more", base_rev=1, op_id="x4"),
    ]
    first, second, third, fourth = store.save_many(assessment.id, changes, "ann")
    assert isinstance(second, Conflict)
    assert (first.rev, second.value, third.rev, fourth.rev) == (1, "theirs", 1, 2)
    assert standing(store, assessment, "L3").value == "more"
    assert store.save_many(assessment.id, changes, "ann") == [first, second, third, fourth]


def test_no_changes_have_no_outcomes(store, assessment):
    assert store.save_many(assessment.id, [], "ann") == []


def test_the_history_can_be_asked_for_one_item(save, store, assessment):
    save("a")
    save("b", item="L2", slot="note")
    (event,) = store.history(assessment.id, "L2")
    assert (event.item, event.slot, event.base_rev, event.rev) == ("L2", "note", 0, 1)


def test_an_assessment_nobody_answered_has_no_answers_and_no_history(store, assessment):
    assert store.answers(assessment.id) == store.replay(assessment.id) == {}
    assert store.history(assessment.id) == []


@pytest.mark.parametrize("table", [schema.answer_event, schema.questionnaire])
def test_what_was_logged_or_frozen_cannot_be_changed(save, store, assessment, engine, table):
    save("a")
    with pytest.raises(IntegrityError, match="append-only"), engine.begin() as connection:
        connection.execute(delete(table))
    column = table.c[1].name
    with pytest.raises(IntegrityError, match="append-only"), engine.begin() as connection:
        connection.execute(text(f"UPDATE {table.name} SET {column} = {column}"))  # noqa: S608
    assert len(store.history(assessment.id)) == 1


texts = st.sampled_from(["", "a", "b", "客"])
attempts = st.tuples(
    st.sampled_from(["L1", "L2"]), st.sampled_from(["value", "note"]), texts, st.integers(-1, 4)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(attempts, st.integers(0, 9)), max_size=25))
def test_whatever_is_tried_the_log_tells_the_answers_and_every_text(tried):
    engine = open_engine("sqlite://")
    migrate(engine)
    clock = count()
    store = AssessmentStore(engine, lambda: datetime.fromtimestamp(next(clock), UTC))
    store.keep_questionnaire("q", "1", "cafe", "")
    made = begun(store, "t")
    for (item, slot, value, base_rev), op in tried:
        store.save(made.id, item, slot, value, base_rev=base_rev, op_id=str(op), actor="ann")
    log, answers = store.history(made.id), store.answers(made.id)
    engine.dispose()
    assert {(item, slot, value) for (item, slot, value, _), _ in tried} == {
        (event.item, event.slot, event.value) for event in log
    }
    assert sum(found.rev for found in answers.values()) == sum(
        event.outcome == "saved" for event in log
    )
    for cell, found in answers.items():
        last = [e for e in log if (e.item, e.slot) == cell and e.outcome == "saved"][-1]
        assert (found.value, found.rev, found.updated_at) == (last.value, last.rev, last.at)
