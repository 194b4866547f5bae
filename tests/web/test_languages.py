"""Traditional Chinese is spoken everywhere on the site."""

import re

import pytest


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("zh-TW, en;q=0.5", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("fr, zh-HK;q=0.9", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
    ],
)
def test_a_browser_gets_the_chinese_that_it_asks_for(visitor, asked, spoken):
    page = visitor.get("/", **{"Accept-Language": asked}).text

    assert f'<html lang="{spoken}">' in page


def test_every_page_offers_it_by_its_own_name(visitor):
    page = visitor.get("/").text

    assert re.search(r'lang="zh-Hant"[^>]*>\s*繁體中文', page)
    visitor.post("/language", {"speak": "zh-Hant", "back": "/"})
    assert '<html lang="zh-Hant">' in visitor.get("/").text


def test_reports_are_offered_in_it(hub, visitor):
    visitor.speak("zh-Hant")

    assert re.search(r'value="zh-Hant"', visitor.get(f"{hub}report").text)
