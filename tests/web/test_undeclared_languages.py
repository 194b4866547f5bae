"""A questionnaire and a survey that are not there in the language of the reader.

Every page that shows their texts says so once, at its head, and no text bears a mark; what is
merely missing in a language that is declared keeps its mark.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from assess.app import create_app
from assess.settings import Settings
from tests.definitions.files import spoilt, write
from tests.definitions.test_surveys import SURVEY
from tests.web import ratings
from tests.web.asking import begin
from tests.web.conftest import NOON, Visitor

TOLD = "本問卷沒有繁體中文版，文字以简体中文顯示。"
GLOSSARY = "schema: assess/glossary@1\nterms:\n  - text: {en: percentage, zh-Hans: 百分比}\n"
OF_SURVEY = "本調查沒有繁體中文版，文字以English顯示。"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site with a draft in English and Chinese that lacks one question, and all of its German."""
    folder: Path = tmp_path_factory.mktemp("undeclared")
    questionnaires = ratings.write(folder / "questionnaires")
    rated = questionnaires / "customer-management" / "rated.yaml"
    written = rated.read_text(encoding="utf-8")
    missing = ("{en: How is the percentage?, zh-Hans: 题目R2如何？}", "How is the percentage?")
    rated.write_text(spoilt(written, missing), encoding="utf-8")
    manifest = rated.with_name("manifest.yaml")
    three = ("languages: [en, zh-Hans]", "languages: [en, zh-Hans, de]")
    manifest.write_text(spoilt(manifest.read_text(encoding="utf-8"), three), encoding="utf-8")
    rated.with_name("glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    (questionnaires / "small").mkdir()
    write(questionnaires / "small")
    survey = questionnaires / "customer-voice" / "survey.yaml"
    survey.parent.mkdir()
    survey.write_text(spoilt(SURVEY, ("id: voice\n", "id: customer-voice\n")), encoding="utf-8")
    settings = Settings.from_environ(
        {"ASSESS_VAR": str(folder / "var"), "ASSESS_QUESTIONNAIRES": str(questionnaires)}
    )
    made = create_app(settings)
    made.config["CLOCK"] = lambda: NOON
    yield made
    made.extensions["assess"].engine.dispose()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    found = Visitor(app.test_client())
    found.speak("zh-Hant")
    return found


@pytest.fixture
def addresses(visitor, hub) -> list[str]:
    """Of the pages that show texts of the questionnaire."""
    visitor.put(f"{hub}answers/R1/value", "5")
    return [
        "/",
        *(f"/questionnaire{page}" for page in ("", "/roles", "/sources", "/words")),
        "/questionnaire/dimensions/rated",
        hub,
        *(
            f"{hub}{page}"
            for page in ("rated", "result", "report", "organization", "targets", "offline")
        ),
    ]


def test_each_page_says_once_in_which_language_it_is_shown(visitor, addresses):
    for address in addresses:
        page = visitor.get(address).text

        assert page.count(TOLD) == 1, address
        assert page.index(TOLD) < page.index("<h1"), address


def test_another_questionnaire_on_offer_says_it_too(visitor):
    [offer] = re.findall(r'<section class="other">.*?</section>', visitor.get("/").text, re.DOTALL)

    assert "本問卷沒有繁體中文版，文字以English顯示。" in offer


def test_nothing_is_said_in_a_language_that_is_declared(visitor, addresses):
    visitor.speak("zh-Hans")

    for address in addresses:
        assert 'role="note"' not in visitor.get(address).text, address


def test_only_what_is_missing_in_the_language_shown_bears_a_mark(visitor, hub):
    for address in (f"{hub}rated", "/questionnaire/dimensions/rated"):
        page = visitor.get(address).text

        assert "题目R1如何？" in page
        assert "[zh-Hans]" not in page
        assert re.findall(r"[^>]*\[en\]", page) == ["How is the percentage? [en]"]


def test_what_is_merely_missing_keeps_its_mark(visitor, hub):
    visitor.speak("zh-Hans")
    page = visitor.get(f"{hub}rated").text

    assert '<span lang="en">How is the percentage? [en]</span>' in page


def test_the_words_stand_below_what_each_language_calls_itself(visitor):
    page = visitor.get("/questionnaire/words").text

    assert re.findall(r'<th scope="col">(.*?)</th>', page)[:3] == ["English", "简体中文", "Deutsch"]
    assert '<td lang="de">percentage [en]</td>' in page


@pytest.mark.parametrize("place", ["{hub}rated", "/questionnaire/dimensions/rated"])
def test_texts_in_another_language_than_the_page_name_it(visitor, hub, place):
    address = place.format(hub=hub)

    assert '<span lang="zh-Hans">题目R1如何？</span>' in visitor.get(address).text
    visitor.speak("zh-Hans")
    assert '<span lang="zh-Hans">' not in visitor.get(address).text


def test_a_name_is_a_name_in_every_language(visitor, hub):
    visitor.post(f"{hub}organization", {"name": "海港", "rev": "1"})

    assert re.search(r"<h1>海港</h1>", visitor.get(hub).text)


def test_customers_are_told_of_a_survey_too(visitor):
    started = visitor.post("/start", {"questionnaire": "small", "form": "core"})
    begun = begin(visitor, str(started.headers["Location"]))
    for address in (begun.questions, begun.results):
        page = visitor.get(address).text

        assert page.count(OF_SURVEY) == 1, address
        assert "[en]" not in page
    assert '<span lang="en">' in visitor.get(begun.questions).text
