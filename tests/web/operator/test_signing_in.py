"""Whoever has the key is the operator, and nobody else sees or does anything."""

from datetime import timedelta

import pytest

from assess.web import access
from tests.web.conftest import NOON, Visitor
from tests.web.operator.conftest import KEY, signed_in, site, zipped

PLACES = ["/operator", "/operator/drafts/0123456789abcdef", "/operator/questionnaires/x/withdraw"]
DEEDS = [
    "/operator",
    "/operator/sign-out",
    "/operator/drafts/0123456789abcdef",
    "/operator/drafts/0123456789abcdef/try",
    "/operator/drafts/0123456789abcdef/release",
    "/operator/drafts/0123456789abcdef/discard",
    "/operator/questionnaires/small/withdraw",
]


@pytest.mark.parametrize("path", PLACES)
def test_a_stranger_is_asked_for_the_key_and_goes_on_from_there(visitor, path):
    page = visitor.get(path)

    assert page.status_code == 403
    assert 'type="password"' in page.text
    assert 'autocomplete="current-password"' in page.text
    assert f'name="wanted" value="{path}"' in page.text
    assert signed_in(visitor, wanted=path).headers["Location"] == path


@pytest.mark.parametrize("path", DEEDS)
def test_a_stranger_does_nothing(visitor, var, path):
    page = visitor.post(path, {"zip": zipped()})

    assert page.status_code == 403
    assert 'name="wanted" value="/operator"' in page.text
    assert not (var / "drafts").exists()


@pytest.mark.parametrize("path", [*DEEDS, "/operator/sign-in"])
def test_nothing_is_done_without_a_token(operator, path):
    assert operator.client.post(path, data={"zip": zipped(), "key": KEY}).status_code == 400


@pytest.mark.parametrize("key", ["", "wrong", KEY[:-1], KEY + "x", "ключ", "\x00", "k" * 10_000])
def test_a_wrong_key_opens_nothing_and_is_not_repeated(visitor, caplog, key):
    page = signed_in(visitor, key, "/operator/drafts/1")

    assert page.status_code == 403
    assert "This is not the key" in page.text
    assert 'name="wanted" value="/operator/drafts/1"' in page.text
    assert f'value="{key}"' not in page.text
    assert visitor.get("/operator").status_code == 403
    assert "wrong key" in caplog.text


def test_a_key_may_be_pasted_with_its_line(visitor):
    assert signed_in(visitor, f" {KEY}\n").status_code == 303


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "", "/\\evil"])
def test_signing_in_leads_nowhere_else(visitor, elsewhere):
    assert signed_in(visitor, wanted=elsewhere).headers["Location"] == "/operator"


def test_a_token_of_before_is_none_of_the_operator(visitor):
    before = visitor.token()
    signed_in(visitor)

    reply = visitor.client.post("/operator/sign-out", data={"csrf_token": before})
    assert reply.status_code == 400


def test_signing_in_keeps_what_else_this_browser_knows(visitor):
    with visitor.client.session_transaction() as session:
        session["browser"], session["roles"] = "b", {"1": "boss"}
    signed_in(visitor)

    with visitor.client.session_transaction() as session:
        assert (session["browser"], session["roles"]) == ("b", {"1": "boss"})
        assert KEY not in str(dict(session))


def test_signing_out_forgets_the_key(operator):
    assert operator.post("/operator/sign-out").headers["Location"] == "/"
    assert operator.get("/operator").status_code == 403


def test_a_day_later_the_key_is_asked_for_again(operator, app):
    app.config["CLOCK"] = lambda: NOON + timedelta(hours=11)
    assert operator.get("/operator").status_code == 200
    app.config["CLOCK"] = lambda: NOON + timedelta(hours=13)
    assert operator.get("/operator").status_code == 403
    app.config["CLOCK"] = lambda: NOON - timedelta(hours=1)
    assert operator.get("/operator").status_code == 403


def test_another_key_signs_everybody_out(operator, app):
    app.config["OPERATOR_KEY"] = b"another key of the operator, as long"

    assert operator.get("/operator").status_code == 403


def test_a_session_that_somebody_made_up_opens_nothing(visitor):
    for made_up in ({"proof": "", "since": 0}, {}, "proof", 1, {"proof": None}):
        with visitor.client.session_transaction() as session:
            session["operator"] = made_up
        assert visitor.get("/operator").status_code == 403


def test_a_site_without_a_key_has_no_operator(var, shipped):
    made = site(var, shipped, key="")
    visitor = Visitor(made.test_client())

    assert visitor.get("/operator").status_code == 404
    assert visitor.post("/operator/sign-in", {"key": ""}).status_code == 404
    made.extensions["assess"].engine.dispose()


def test_wrong_keys_take_longer_and_one_thread_at_most(visitor, monkeypatch):
    pauses: list[float] = []
    monkeypatch.setattr(access, "LONGEST_PAUSE", 2.0)
    monkeypatch.setattr(access, "_failures", 0)
    monkeypatch.setattr("assess.web.access.time.sleep", pauses.append)
    for _ in range(30):
        signed_in(visitor, "wrong")

    assert pauses[:2] == [0.1, 0.2]
    assert max(pauses) == 2.0
    with access._pause:
        signed_in(visitor, "wrong")
    assert len(pauses) == 30
