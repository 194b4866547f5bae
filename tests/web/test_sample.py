"""The sample result: an invented organization, shown and printed in the reader's language."""

import pytest
from flask import Flask

from assess.web.context import QUESTIONNAIRE
from assess.web.samples import keep_sample

ESTIMATED = {
    "en": "Finance estimated the lifetime value of 20 accounts once, in 2025.",
    "zh-Hans": "财务部2025年估算过20户客户的终身价值，只此一次。",
}
"""How the note on S5 begins in each edition of the sample."""
LAST_YEAR = {"en": "2025-10 to 2026-09", "zh-Hans": "2025年10月至2026年9月"}
"""The period of P5."""


def test_the_example_is_marked_as_one(visitor):
    page = visitor.get("/sample").text
    assert "This organization is invented" in page
    assert "Harbour Trading Co." in page


def test_the_example_speaks_chinese(visitor):
    visitor.speak("zh-Hans")
    assert "海港贸易有限公司" in visitor.get("/sample").text


def test_the_example_cannot_be_changed(visitor):
    assert visitor.post("/sample").status_code == 405


def test_the_reports_of_the_example_are_linked(visitor):
    page = visitor.get("/sample").text
    assert "/sample/harbour/report/en.pdf" in page
    assert "/sample/harbour/report/zh-Hans.pdf" in page


def test_an_example_is_told_to_the_reader_in_their_language(visitor):
    for language, other in (("en", "zh-Hans"), ("zh-Hans", "en")):
        visitor.speak(language)
        page = visitor.get("/sample").text

        assert LAST_YEAR[language] in page
        assert LAST_YEAR[other] not in page


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("of_reader", ["en", "zh-Hans"])
def test_a_report_of_an_example_has_the_notes_of_its_own_language(
    visitor, outputs, language, of_reader
):
    visitor.speak(of_reader)
    visitor.get(f"/sample/harbour/report/{language}.pdf")

    (report, *_) = outputs.render.call_args.args
    assert report.assessment.answers["S5"].note.startswith(ESTIMATED[language])


@pytest.mark.parametrize("path", ["/sample/nobody", "/sample/nobody/report/en.pdf"])
def test_there_is_no_example_of_another_name(visitor, path):
    assert visitor.get(path).status_code == 404


def kept(app: Flask, language: str, folder) -> str:
    with app.app_context():
        return keep_sample(QUESTIONNAIRE, "harbour", language, folder)


def test_the_sample_is_kept_once_in_every_edition(app, tmp_path):
    english, chinese = kept(app, "en", tmp_path), kept(app, "zh-Hans", tmp_path)

    assert english != chinese
    assert [kept(app, "en", tmp_path), kept(app, "zh-Hans", tmp_path)] == [english, chinese]
    assert kept(app, "tlh", tmp_path) == english  # of which there is no edition


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Harbour Trading Co."), ("zh-Hans", "海港贸易有限公司")]
)
def test_a_kept_sample_is_told_in_its_language(app, visitor, tmp_path, language, name):
    link = kept(app, language, tmp_path)

    assert ESTIMATED[language] in visitor.get(f"/a/{link}/strategy").text
    assert name in visitor.get(f"/a/{link}/result").text
