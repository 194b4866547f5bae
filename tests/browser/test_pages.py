"""Every page for every reader: without script, on a phone, for assistive technology."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import ALL_BUT_COLOURS, COLOURS, faults_of

pytestmark = pytest.mark.browser

DIMENSIONS = ["leadership", "strategy", "staffing", "resources", "it", "operations", "results"]
KINDS_OF_ITEMS = ["leadership", "it", "operations", "results"]
"""These dimensions have every type of item and stages; the others look the same to axe."""
PUBLIC = ["/", "/benchmarks", "/sample", "/verify", "/a/wrong/"]


def addresses(hub, dimensions):
    own = ["", "organization", *dimensions, "result", "report", "offline"]
    return [*PUBLIC, *(f"{hub}{page}" for page in own)]


def answer_something(page, hub):
    """Some answers, a conflict of numbers and a reason, so that pages have much to show."""
    page.goto(f"{hub}results")
    page.fill('[name="V1.value"]', "74")
    page.fill('[name="V1.periods"]', "70 71")
    page.fill('[name="V3.value"]', "a lot")
    expect(page.locator("#item-V3 .fault").first).to_contain_text("not a number")
    page.goto(f"{hub}leadership")
    page.locator('[name="L4.intention"][value="3"]').check()
    page.locator('[name="L4.reality"][value="2"]').check()
    expect(page.locator("[data-saved-state]")).to_contain_text("Saved")


def test_the_whole_way_works_without_script(browser, server, watch):
    context = browser.new_context(java_script_enabled=False, base_url=server.address)
    watch.over(context)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("link", name="Begin with Leadership").click()
    page.locator('[name="L4.intention"][value="3"]').check()
    page.locator('[name="L4.reality"][value="2"]').check()
    page.fill('[name="L4.note"]', "客户\nfirst")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator("h1")).to_have_text("Strategy & planning")
    page.locator('[name="S1.reality"][value="1"]').check()
    page.locator('[name="S1.intention"][value="1"]').check()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="Save and go to the overview").click()
    expect(page.get_by_text("2 of 28 answered")).to_be_visible()
    page.get_by_role("link", name="Results", exact=True).click()
    page.fill('[name="V1.value"]', "lots")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is not a number")
    page.fill('[name="V1.value"]', "80")
    page.get_by_role("button", name="Save and see where you stand").click()
    page.get_by_role("link", name="See the result so far").click()
    expect(page.locator("h1")).to_have_text("Your organization")
    context.close()


def test_a_choice_can_be_taken_back_without_script(browser, server, watch, hub):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hub}leadership")
    page.locator('[name="L4.reality"][value="2"]').check()
    page.get_by_role("button", name="Save and go on").click()
    page.goto(f"{hub}leadership")
    page.locator("#item-L4 .axis").nth(1).get_by_text("clear", exact=True).click()
    page.get_by_role("button", name="Save and go on").click()
    page.goto(f"{hub}leadership")
    expect(page.locator('[name="L4.reality"][value="2"]')).not_to_be_checked()
    context.close()


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_no_page_scrolls_sideways_on_a_phone(page, hub, language):
    answer_something(page, hub)
    page.set_viewport_size({"width": 360, "height": 740})
    page.context.add_cookies([{"name": "language", "value": language, "url": page.url}])
    wide = []
    for address in addresses(hub, DIMENSIONS):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(address)
    assert wide == []


def test_no_word_is_so_long_that_a_page_scrolls_sideways(page, hub):
    answer_something(page, hub)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{hub}organization")
    for field in ("name", "fact.region"):
        page.fill(f'[name="{field}"]', "W" * 100)
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.goto(f"{hub}results")
    page.fill('[name="V3.value"]', "W" * 200)
    expect(page.locator('[id="V3.value-fault"]')).to_contain_text("WWW")
    wide = []
    for address in (hub, *(f"{hub}{place}" for place in ("organization", "results", "result"))):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(address)
    assert wide == []


@pytest.mark.parametrize(
    ("language", "scheme", "checks"),
    [("en", "light", None), ("en", "dark", COLOURS), ("zh-Hans", "light", ALL_BUT_COLOURS)],
)
def test_axe_finds_nothing_on_any_page(page, hub, language, scheme, checks):
    answer_something(page, hub)
    page.emulate_media(color_scheme=scheme)
    page.context.add_cookies([{"name": "language", "value": language, "url": page.url}])
    found = {}
    for address in addresses(hub, KINDS_OF_ITEMS):
        page.goto(address)
        found[address.removeprefix(hub)] = faults_of(page, checks)
    assert "\n".join(filter(None, found.values())) == "", [page for page in found if found[page]]


def test_a_conflict_is_accessible_too(page, hub, stranger):
    page.goto(f"{hub}leadership")
    stranger.goto(f"{hub}leadership")
    page.fill('[name="L4.note"]', "theirs")
    expect(page.locator('[name="rev:L4.note"]')).to_have_value("1")
    stranger.fill('[name="L4.note"]', "mine")
    expect(stranger.locator(".conflict")).to_be_visible()
    assert faults_of(stranger) == ""


def test_the_link_is_copied_with_one_click(page, hub):
    page.goto(hub)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == hub
