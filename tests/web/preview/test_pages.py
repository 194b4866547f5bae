"""Where the pages of a preview lead, and how they speak."""

import html
import re

import pytest

from assess.web.preview import prepare
from tests.definitions.files import TWO
from tests.web.conftest import Visitor
from tests.web.preview.small import QUESTION, begin, follow, save, site

CASE = """\
schema: assess/calibration@1
title: A bakery
about: It is small.
passages: []
excerpts: []
answers:
  X1: {answer: {chosen: best}, reason: The terms say so.}
"""
SAMPLE = """\
schema: assess/answers@1
questionnaire: small
version: "1.0.0"
form: full
profile: even
organization: {name: Harbour}
assessed_on: 2026-10-01
answers:
  X1: {chosen: best}
"""


def links(author: Visitor, path: str) -> list[str]:
    """The pages that a page leads to."""
    found = re.findall(r'href="(/[^"#]*)', author.get(path).text)
    return [html.unescape(each) for each in found if "static" not in each and "." not in each]


def test_every_link_of_a_preview_leads_somewhere(author):
    todo, seen = ["/", begin(author)], set()
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            follow(author, path)
            todo += links(author, path)

    assert {"/questionnaire/words", "/questionnaire/roles"} <= seen
    assert any(path.endswith("/result") for path in seen)


def test_a_case_and_a_sample_are_led_to_where_the_draft_has_them(author, folder):
    (folder / "calibration.yaml").write_text(CASE, encoding="utf-8")
    (folder / "examples").mkdir()
    (folder / "examples" / "harbour.yaml").write_text(SAMPLE, encoding="utf-8")
    result = f"{begin(author)}result"

    assert "/calibration" in links(author, "/questionnaire")
    assert "/sample" in links(author, result)
    assert follow(author, "/calibration") == "/calibration"
    assert follow(author, "/sample") == "/sample"


@pytest.mark.parametrize(("old", "new"), [("X1:", "X9:"), ("answers", "answer")])
def test_a_case_and_a_sample_with_problems_are_not_led_to(author, folder, old, new):
    (folder / "calibration.yaml").write_text(CASE.replace(old, new), encoding="utf-8")
    (folder / "examples").mkdir()
    (folder / "examples" / "harbour.yaml").write_text(SAMPLE.replace(old, new), encoding="utf-8")

    assert "/calibration" not in links(author, "/questionnaire")
    assert "/sample" not in links(author, f"{begin(author)}result")


def test_the_preview_speaks_the_language_it_is_asked_to_speak(tmp_path, folder):
    app = site(tmp_path / "var")
    prepare(app, folder, "zh-Hans")
    author = Visitor(app.test_client())

    assert '<html lang="zh-Hans">' in author.get("/", **{"Accept-Language": "en"}).text
    author.speak("en")
    assert '<html lang="en">' in author.get("/").text
    app.extensions["assess"].engine.dispose()


def test_no_page_has_a_script_of_its_own(author, folder):
    save(folder, "two.yaml", TWO, (QUESTION, f"wieght: 3\n    {QUESTION}"))
    page = author.get("/").text

    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert [(re.findall(r'src="(/draft/static/[^"?]+)', how), what) for how, what in scripts] == [
        (["/draft/static/preview.js"], "")
    ]
    assert not re.search(r"<[^>]+ (style|on\w+)=", page)


def test_the_site_itself_has_no_preview(app, visitor):
    assert "preview" not in app.blueprints
    assert visitor.get("/draft/state").status_code == 404
    assert "draft-bar" not in visitor.get("/").text
