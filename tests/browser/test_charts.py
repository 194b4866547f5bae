"""Charts and tables of the result fit the page they are shown on, from a telephone to a desk."""

import pytest

from tests.browser.accessible import faults_of

pytestmark = pytest.mark.browser

RESULT = "/sample/riverside-bank"
"""Every question is answered, so that every chart and table is as long as it gets."""
OPENED = "document.querySelectorAll('details').forEach(part => part.open = true)"
OUTSIDE = """
() => [...document.querySelectorAll('main svg, main table, main .scroll')]
  .filter(part => part.checkVisibility())
  .map(part => ({part, box: part.getBoundingClientRect()}))
  .filter(({part, box}) => box.left < -0.5 || box.right > innerWidth + 0.5
    || part.scrollWidth > part.clientWidth + 1 && part.matches('.scroll'))
  .map(({part, box}) => `${part.getAttribute('class')}: ${box.left} to ${box.right}`)
"""
TORN = """
() => {
  const torn = new Set();
  const range = document.createRange();
  for (const table of document.querySelectorAll('main table')) {
    const words = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const text = words.currentNode;
      if (getComputedStyle(text.parentElement.closest('thead, table')).clipPath != 'none') continue;
      for (const word of text.data.matchAll(/[A-Za-z]{3,}/g)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
        if (lines.size > 1) torn.add(`${word[0]} in ${table.className}`);
      }
    }
  }
  return [...torn];
}
"""
SHOWN = """
() => [...document.querySelectorAll('.on-wide')].map(wide =>
  [wide, wide.nextElementSibling].map(each => each.checkVisibility()))
"""
LETTERS = """
() => Math.min(...[...document.querySelectorAll('.on-narrow text')]
  .filter(words => words.checkVisibility())
  .map(words => parseFloat(getComputedStyle(words).fontSize)
    * words.ownerSVGElement.getBoundingClientRect().width
    / words.ownerSVGElement.viewBox.baseVal.width))
"""


def opened(page, language, width):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/")
    page.context.add_cookies([{"name": "language", "value": language, "url": page.url}])
    page.goto(RESULT)
    page.evaluate(OPENED)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_on_a_phone_no_chart_and_no_table_is_cut(page, language):
    opened(page, language, 360)

    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("width", [1280, 1024, 820, 700, 360])
def test_no_word_of_a_table_is_torn(page, width):
    opened(page, "en", width)

    assert page.evaluate(TORN) == []


@pytest.mark.parametrize(("width", "narrow"), [(360, True), (480, True), (700, False)])
def test_a_page_shows_one_drawing_of_each_chart_the_one_that_fits(page, width, narrow):
    opened(page, "en", width)

    shown = page.evaluate(SHOWN)
    assert len(shown) > 10
    assert {tuple(pair) for pair in shown} == {(not narrow, narrow)}
    assert page.evaluate(OUTSIDE) == []


def test_the_letters_of_a_chart_can_be_read_on_a_phone(page):
    opened(page, "en", 360)

    assert page.evaluate(LETTERS) >= 8


def test_of_the_two_drawings_of_a_chart_one_is_read_aloud(page):
    opened(page, "en", 360)

    shown = page.evaluate(SHOWN)
    assert page.get_by_role("img").count() == len(shown)
    assert page.locator("main svg[role=img]").count() == 2 * len(shown)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_whole_result_on_a_phone(page, scheme):
    page.emulate_media(color_scheme=scheme)
    opened(page, "en", 360)

    assert faults_of(page) == ""
