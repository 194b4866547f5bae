"""Faults are pages in our own voice that lose nothing."""

import html
import logging
import re
from unittest.mock import Mock

import pytest

from assess.storage.faults import StorageUnavailable, UnknownQuestionnaire
from assess.web.errors import TABLE

TYPED = "客户说：\n  “never” <seen>"


def again(page):
    """The fields that a page would send once more."""
    found = re.findall(r'<textarea hidden name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return {html.unescape(name): html.unescape(value) for name, value in found}


@pytest.mark.parametrize("token", ["wrong", "客户", "a" * 1_000_000, "%00", "..", "%ff", "' OR 1"])
def test_a_wrong_link_is_not_found(visitor, token):
    page = visitor.get(f"/a/{token}/")
    assert page.status_code == 404
    assert "<h1>" in page.text


def test_an_unknown_link_says_how_to_go_on(visitor):
    page = visitor.get("/a/wrong/").text
    assert "no assessment behind this link" in page
    assert "whole link was copied" in page


def test_a_stale_token_costs_one_more_click_and_no_text(visitor, hub):
    place = f"{hub}leadership"
    sent = {"csrf_token": "old", "L4.note": TYPED, "rev:L4.note": "0"}
    page = visitor.client.post(place, data=sent)
    assert page.status_code == 400
    assert "sent once more" in page.text
    kept = again(page.text)
    assert kept == {"L4.note": TYPED, "rev:L4.note": "0"}
    assert visitor.post(place, kept).status_code == 303
    assert "“never” &lt;seen&gt;" in visitor.get(place).text


def test_a_database_that_fails_costs_one_more_click_and_no_text(visitor, hub, monkeypatch):
    fail = Mock(side_effect=StorageUnavailable("sqlite:///secret/place", "disk is full"))
    with monkeypatch.context() as broken:
        broken.setattr("assess.storage.assessments.AssessmentStore.save_many", fail)
        page = visitor.post(f"{hub}leadership", {"L4.note": TYPED})
    assert page.status_code == 503
    assert "secret/place" not in page.text
    kept = again(page.text)
    assert kept == {"L4.note": TYPED}
    assert visitor.post(f"{hub}leadership", kept).status_code == 303


def test_a_database_that_fails_is_told_to_scripts(visitor, hub, monkeypatch):
    fail = Mock(side_effect=StorageUnavailable("sqlite:///x", "locked"))
    monkeypatch.setattr("assess.storage.assessments.AssessmentStore.save", fail)
    reply = visitor.put(f"{hub}answers/L4/note", TYPED)
    assert (reply.status_code, reply.get_json()["error"]) == (503, "storage")


def test_health_tells_of_a_database_that_fails(visitor, monkeypatch):
    fail = Mock(side_effect=StorageUnavailable("sqlite:///x", "locked"))
    monkeypatch.setattr("assess.web.home.reading", fail)
    assert visitor.get("/healthz").status_code == 503


def test_a_mistake_of_ours_shows_no_traceback_and_keeps_the_text(
    visitor, hub, monkeypatch, caplog, app
):
    fail = Mock(side_effect=ZeroDivisionError("inner detail"))
    monkeypatch.setattr("assess.web.assessments.save_page", fail)
    page = visitor.post(f"{hub}leadership", {"L4.note": TYPED})
    assert page.status_code == 500
    assert "inner detail" not in page.text
    assert again(page.text) == {"L4.note": TYPED}


def test_the_log_repeats_neither_links_nor_answers(visitor, hub, monkeypatch, caplog):
    fail = Mock(side_effect=ZeroDivisionError)
    monkeypatch.setattr("assess.web.assessments.save_page", fail)
    with caplog.at_level(logging.DEBUG):
        visitor.post(f"{hub}leadership", {"L4.note": TYPED})
    assert "/a/<token>/<dimension_id>" in caplog.text
    assert hub.split("/")[2] not in caplog.text
    assert "客户说" not in caplog.text


def test_a_page_that_is_too_large_is_explained(visitor, hub, app, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1000)
    page = visitor.client.post(f"{hub}leadership", data={"L4.note": "x" * 2000})
    assert page.status_code == 413
    assert "more text than one page can take" in page.text


def test_a_closed_assessment_shows_what_could_not_be_saved(visitor, hub, services):
    record = services.store.find(hub.split("/")[2])
    services.store.set_status(record.id, "finalized")
    page = visitor.post(f"{hub}leadership", {"L4.note": TYPED})
    assert page.status_code == 409
    assert "takes no more answers" in page.text
    assert "“never” &lt;seen&gt;" in page.text
    assert visitor.post(f"{hub}organization", {"name": "x", "rev": "1"}).status_code == 409


def test_an_assessment_goes_on_with_the_questionnaire_it_began_with(visitor, hub, monkeypatch):
    monkeypatch.setattr("assess.definitions.library.Library.questionnaire", lambda *_: None)
    page = visitor.get(hub)
    assert page.status_code == 200
    assert "0 of 28 answered" in page.text


def test_a_questionnaire_that_is_gone_altogether_is_explained(visitor, hub, monkeypatch, services):
    services.thawed.clear()
    gone = Mock(side_effect=UnknownQuestionnaire("digest"))
    monkeypatch.setattr("assess.definitions.library.Library.questionnaire", lambda *_: None)
    monkeypatch.setattr("assess.storage.assessments.AssessmentStore.questionnaire_source", gone)
    page = visitor.get(hub)
    assert page.status_code == 503
    assert "All answers are kept" in page.text


def test_what_cannot_be_stored_is_refused_kindly(visitor, hub):
    page = visitor.post(f"{hub}leadership", {"L4.note": "nul \0 byte"})
    assert page.status_code == 400


def test_faults_speak_the_readers_language(visitor):
    visitor.speak("zh-Hans")
    assert '<html lang="zh-Hans">' in visitor.get("/a/wrong/").text
    assert '<html lang="zh-Hans">' in visitor.client.post("/start").text


def test_every_fault_of_the_table_has_words():
    for told in TABLE.values():
        assert told.title
        assert told.kept
        assert told.cure
