"""What is released is offered to everybody at once, and what was begun goes on."""

import logging
import re

import pytest

from tests.web.conftest import Visitor
from tests.web.operator.conftest import (
    BROKEN,
    KEY,
    OTHER,
    manifest,
    released,
    sent,
    signed_in,
    site,
    tried,
)


def test_a_release_is_offered_to_everybody_at_once(operator, stranger):
    assert 'value="small"' not in stranger.get("/").text
    reply = released(operator, sent(operator, two=OTHER))

    assert reply.headers["Location"] == "/operator"
    assert "small 1.0.0 is released" in operator.get("/operator").text
    assert 'value="small"' in stranger.get("/").text
    page = stranger.get("/questionnaire/dimensions/two?of=small").text
    assert "What else is there?" in page
    assert "draft-bar" not in page
    begun = stranger.post("/start", {"questionnaire": "small", "form": "full"})
    hub = begun.headers["Location"].removesuffix("organization")
    assert "What else is there?" in stranger.get(f"{hub}two").text
    assert "draft questionnaire" not in stranger.get(f"{hub}result").text


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_one_that_speaks_another_language_is_there_in_every_one(operator, stranger, language):
    released(operator, sent(operator))
    stranger.speak(language)
    begun = stranger.post("/start", {"questionnaire": "small", "form": "full"})
    hub = begun.headers["Location"].removesuffix("organization")

    for path in ("", "/dimensions/one", "/dimensions/two", "/roles", "/sources", "/words"):
        assert stranger.get(f"/questionnaire{path}?of=small").status_code == 200
    for path in ("", "organization", "one", "two", "result", "report", "offline"):
        assert stranger.get(f"{hub}{path}").status_code == 200
    assert "A small questionnaire." in stranger.get("/").text


def test_a_release_is_logged_with_what_it_is(operator, caplog):
    caplog.set_level(logging.INFO)
    draft = sent(operator)
    released(operator, draft)
    operator.post("/operator/questionnaires/small/withdraw")

    digest = r"[0-9a-f]{64}"
    assert re.search(rf"the operator released small 1\.0\.0 \({digest}\)", caplog.text)
    assert re.search(rf"the operator withdrew small 1\.0\.0 \({digest}\)", caplog.text)
    assert KEY not in caplog.text


def test_what_is_different_is_told_before_a_later_version_is_released(operator, stranger):
    released(operator, sent(operator))
    begun = stranger.post("/start", {"questionnaire": "small", "form": "full"})
    hub = begun.headers["Location"].removesuffix("organization")
    later = sent(operator, manifest=manifest("1.0.1"), two=OTHER)
    page = operator.get(later).text

    assert "Since version 1.0.0" in page
    assert "1 difference: 0 major, 0 minor, 1 patch" in page
    assert "“What is there?” → “What else is there?”" in page
    released(operator, later)
    assert "What is there?" in stranger.get(f"{hub}two").text
    assert "What else is there?" in stranger.get("/questionnaire/dimensions/two?of=small").text
    assert "version 1.0.0 of the questionnaire" in stranger.get(hub).text
    assert "1.0.1" in stranger.get(f"{hub}version").text


def test_a_version_that_says_too_little_is_told_at_its_line(operator):
    released(operator, sent(operator))
    page = operator.get(sent(operator, two=OTHER)).text

    assert "V705" in page
    assert "<code>manifest.yaml:3:10</code>" in page
    assert "Release version" not in page


def test_what_lacks_a_language_can_be_tried_but_not_released(operator):
    two_languages = manifest("1.0.0", ("languages: [en]", "languages: [en, zh-Hans]"))
    draft = sent(operator, manifest=two_languages)
    page = operator.get(draft).text

    assert "It can be tried, but not released yet" in page
    assert "T301" in page
    assert tried(operator, draft)


def test_what_changed_meanwhile_is_looked_at_again(operator, stranger):
    draft = sent(operator)
    found = re.search(r'name="sha256"\s+value="(\w+)"', operator.get(draft).text)
    assert found
    sent(operator, draft, two=OTHER)
    page = operator.post(f"{draft}/release", {"sha256": found[1]})

    assert page.status_code == 409
    assert "changed meanwhile" in page.text
    assert 'value="small"' not in stranger.get("/").text


def test_a_release_that_may_not_be_is_told(operator, stranger):
    draft = sent(operator, two=BROKEN)

    assert operator.post(f"{draft}/release", {"sha256": ""}).status_code == 409
    assert 'value="small"' not in stranger.get("/").text


def own(id: str, version: str, *changes: tuple[str, str]) -> str:
    return manifest(version, ("id: small", f"id: {id}"), *changes)


def test_a_release_of_a_shipped_id_takes_its_place_until_it_is_withdrawn(operator, stranger):
    begun = stranger.post("/start", {"form": "full"}).headers["Location"]
    shipped_page = stranger.get("/questionnaire/dimensions/two").text.partition("<main")[2]
    asked = own("customer-management", "1.1.0", ("title: Small", "title: Ours"))
    draft = sent(operator, manifest=asked)
    assert "comes with the program" in operator.get(draft).text
    released(operator, draft)

    assert "Ours" in stranger.get("/").text
    assert "Ours" not in stranger.get(begun).text
    ours = stranger.post("/start", {"form": "full"}).headers["Location"]
    leaving = operator.get("/operator/questionnaires/customer-management/withdraw").text
    assert "version 1.0.0 again" in leaving
    operator.post("/operator/questionnaires/customer-management/withdraw")
    assert "Ours" not in stranger.get("/").text
    again = stranger.get("/questionnaire/dimensions/two").text.partition("<main")[2]
    assert again == shipped_page
    assert "Ours" in stranger.get(ours.replace("organization", "")).text


def test_the_front_page_stands_whatever_forms_its_questionnaire_has(operator, stranger):
    forms = (
        "  - {id: core, title: Core, items: core, screening: true}\n"
        "  - {id: some, title: Some, items: [M1, C1]}\n"
    )
    one = own("customer-management", "2.0.0", (forms, ""), ("id: full,", "id: whole,"))
    released(operator, sent(operator, manifest=one))
    page = stranger.get("/").text

    assert 'value="whole"' in page
    assert "The full form" not in page
    assert stranger.post("/start", {"form": "whole"}).status_code == 303


def test_a_withdrawn_questionnaire_goes_on_for_who_began(operator, stranger):
    released(operator, sent(operator))
    begun = stranger.post("/start", {"questionnaire": "small", "form": "full"}).headers["Location"]
    page = operator.post("/operator/questionnaires/small/withdraw")

    assert page.headers["Location"] == "/operator"
    assert "small is withdrawn" in operator.get("/operator").text
    assert 'value="small"' not in stranger.get("/").text
    assert stranger.get("/questionnaire?of=small").status_code == 404
    assert stranger.post("/start", {"questionnaire": "small", "form": "full"}).status_code == 404
    assert stranger.get(begun).status_code == 200
    assert stranger.get(begun.replace("organization", "result")).status_code == 200


@pytest.mark.parametrize("id", ["customer-management", "nothing", "..", ".changed"])
def test_only_what_was_released_here_can_be_withdrawn(operator, id):
    released(operator, sent(operator))

    assert operator.get(f"/operator/questionnaires/{id}/withdraw").status_code == 404
    assert operator.post(f"/operator/questionnaires/{id}/withdraw").status_code == 404


def test_every_process_of_the_site_offers_it_at_once(operator, var, shipped):
    other = site(var, shipped)
    elsewhere = Visitor(other.test_client())
    assert 'value="small"' not in elsewhere.get("/").text
    released(operator, sent(operator))

    assert 'value="small"' in elsewhere.get("/").text
    begun = elsewhere.post("/start", {"questionnaire": "small", "form": "full"})
    assert begun.status_code == 303
    operator.post("/operator/questionnaires/small/withdraw")
    assert 'value="small"' not in elsewhere.get("/").text
    assert elsewhere.get(begun.headers["Location"]).status_code == 200
    other.extensions["assess"].engine.dispose()


def test_it_is_offered_after_a_restart(operator, var, shipped):
    released(operator, sent(operator))
    again = site(var, shipped)

    assert 'value="small"' in Visitor(again.test_client()).get("/").text
    again.extensions["assess"].engine.dispose()


def test_one_that_cannot_be_read_is_left_aside_and_can_be_withdrawn(operator, var, shipped, caplog):
    released(operator, sent(operator))
    (folder,) = (var / "released" / "small").iterdir()
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "manifest.yaml":
            path.write_text("{")
    again = site(var, shipped)
    visitor = Visitor(again.test_client())
    signed_in(visitor)

    assert "small is not offered" in caplog.text
    assert 'value="small"' not in visitor.get("/").text
    page = visitor.get("/operator").text
    assert "cannot be read any more" in page
    assert str(var) not in page
    assert visitor.get("/operator/questionnaires/small/withdraw").status_code == 200
    assert visitor.post("/operator/questionnaires/small/withdraw").status_code == 303
    assert "cannot be read any more" not in visitor.get("/operator").text
    again.extensions["assess"].engine.dispose()


def test_a_page_looks_at_the_disk_once_and_no_more(operator, app, monkeypatch):
    released(operator, sent(operator))
    operator.get("/")
    made: list[object] = []
    monkeypatch.setattr("assess.definitions.library.Library.renewed", made.append)
    for _ in range(5):
        assert operator.get("/").status_code == 200

    assert made == []


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_every_page_opens_in_each_language_and_is_protected(operator, visitor, language):
    released(operator, sent(operator))
    broken, sound = sent(operator, two=BROKEN), sent(operator, manifest=manifest("1.0.1"))
    operator.speak(language)
    for path in ("/operator", broken, sound, "/operator/questionnaires/small/withdraw"):
        page = operator.get(path)
        assert page.status_code == 200
        assert f'<html lang="{language}">' in page.text
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page.text)
