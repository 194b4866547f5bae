import pytest


@pytest.fixture
def place(hub):
    return lambda item, slot: f"{hub}answers/{item}/{slot}"


def test_an_answer_is_saved_and_the_reply_tells_the_page_everything(visitor, place):
    visitor.put(place("L4", "intention"), "3", op_id="a")
    reply = visitor.put(place("L4", "reality"), "2", op_id="b")
    assert reply.status_code == 200
    assert reply.get_json() == {
        "rev": 1,
        "at": "2026-10-01T12:00:00+00:00",
        "status": "answered",
        "done": True,
        "faults": [],
        "progress": {"said": "1 of 4 answered", "answered": 1, "asked": 4},
        "share": None,
    }


def test_the_same_attempt_again_gets_the_same_reply(visitor, place):
    first = visitor.put(place("L4", "note"), "text", op_id="same")
    again = visitor.put(place("L4", "note"), "text", op_id="same")
    assert first.get_json() == again.get_json()
    later = visitor.put(place("L4", "note"), "more", base_rev=1, op_id="other")
    assert later.get_json()["rev"] == 2


def test_a_late_answer_is_told_what_stands_there(visitor, stranger, place):
    visitor.put(place("L4", "note"), "first", op_id="a")
    stranger.put(place("L4", "note"), "theirs", base_rev=1, op_id="b")
    reply = visitor.put(place("L4", "note"), "mine", base_rev=1, op_id="c")
    assert reply.status_code == 409
    assert reply.get_json()["current"] == "theirs"
    assert reply.get_json()["rev"] == 2
    assert reply.get_json()["by"] == "someone else"


def test_another_window_of_ones_own_is_called_so(visitor, place):
    visitor.put(place("L4", "note"), "here", op_id="a")
    reply = visitor.put(place("L4", "note"), "there", op_id="b")
    assert reply.get_json()["by"] == "you, in another window"


def test_what_is_not_understood_is_saved_and_explained(visitor, place):
    reply = visitor.put(place("V1", "value"), "about eighty")
    assert reply.status_code == 200
    assert reply.get_json()["status"] == "not answered"
    (fault,) = reply.get_json()["faults"]
    assert fault["slot"] == "value"
    assert "“about eighty” is not a number" in fault["said"]


def test_a_fault_between_two_fields_is_told_at_the_right_one(visitor, hub, place, services):
    questionnaire = services.questionnaire("customer-management")
    item = next(i for i in questionnaire.items() if i.type == "coverage" and i.core)
    visitor.put(place(item.id, "denominator"), "10", op_id="a")
    reply = visitor.put(place(item.id, "numerator"), "11", op_id="b").get_json()
    assert [fault["slot"] for fault in reply["faults"]] == ["numerator"]
    assert reply["share"] is None
    reply = visitor.put(place(item.id, "numerator"), "5", base_rev=1, op_id="c").get_json()
    assert reply["share"] == "50\u00a0%"


def test_the_reply_speaks_the_readers_language(visitor, place):
    visitor.speak("zh-Hans")
    reply = visitor.put(place("C", "x"), "1")
    assert reply.status_code == 404
    assert visitor.put(place("L4", "note"), "x").status_code == 200


@pytest.mark.parametrize(
    ("item", "slot"), [("X9", "note"), ("L2", "note"), ("L4", "practices.owner"), ("L4", "客")]
)
def test_an_unknown_item_or_slot_is_not_found(visitor, place, item, slot):
    reply = visitor.put(place(item, slot), "1")
    assert reply.status_code == 404
    assert reply.get_json()["error"] == "not-found"


def test_an_item_outside_the_form_cannot_be_answered(visitor, place, services):
    questionnaire = services.questionnaire("customer-management")
    outside = [item.id for item in questionnaire.items() if not item.core]
    for id in outside[:1]:
        assert visitor.put(place(id, "note"), "1").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"value": 3},
        {"value": None},
        {"value": "3", "base_rev": "1"},
        {"value": "3", "base_rev": True},
        {"value": "3", "op_id": ""},
        {"value": "3", "op_id": 7},
    ],
)
def test_what_is_no_attempt_is_refused(visitor, place, body):
    reply = visitor.put(place("L4", "note"), **body)
    assert reply.status_code == 400
    assert reply.get_json()["error"] == "unreadable"


@pytest.mark.parametrize(
    "body",
    [
        {"value": "nul \0 byte"},
        {"value": "half \ud800 character"},
        {"value": "3", "op_id": "x" * 300},
    ],
)
def test_what_cannot_be_kept_is_refused(visitor, place, body):
    reply = visitor.put(place("L4", "note"), **body)
    assert reply.status_code == 400
    assert reply.get_json()["error"] == "unstorable"


def test_what_is_no_json_is_refused(visitor, place):
    for data in [b"", b"[]", b"\xff", b'"text"']:
        reply = visitor.client.put(
            place("L4", "note"), data=data, headers={"X-CSRFToken": visitor.token()}
        )
        assert reply.status_code == 400


def test_a_stale_token_is_named_so_that_the_page_can_take_a_new_one(visitor, place):
    reply = visitor.client.put(place("L4", "note"), json={}, headers={"X-CSRFToken": "old"})
    assert (reply.status_code, reply.get_json()["error"]) == (400, "csrf")


def test_a_closed_assessment_takes_no_more_answers(visitor, hub, place, services):
    record = services.store.find(hub.split("/")[2])
    services.store.set_status(record.id, "finalized")
    reply = visitor.put(place("L4", "note"), "late")
    assert reply.status_code == 409
    assert reply.get_json()["locked"] == "finalized"
