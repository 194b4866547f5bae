"""A survey from its start to its result, as people do it: on a phone, and without script."""

from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import faults_of
from tests.browser.conftest import Server, begin

pytestmark = pytest.mark.browser


def start(page: Page, hub: str, name: str = "Harbour Trading") -> tuple[str, str]:
    """The addresses of the results and of the questions of a new survey."""
    page.goto(hub)
    page.get_by_role("link", name="Ask your customers").click()
    page.get_by_label("Name that your customers know").fill(name)
    page.get_by_role("button", name="Start the survey").click()
    return page.url, page.get_by_label("Link for your customers").input_value()


class Survey(NamedTuple):
    """The addresses of an assessment, of its survey's results, and of the questions."""

    hub: str
    results: str
    questions: str

    @property
    def pages(self) -> list[str]:
        """All that show anything of the survey."""
        own = [f"{self.hub}surveys", f"{self.hub}results"]
        return [self.results, *own, f"{self.questions}/thanks", self.questions]


def answer(page: Page, questions: str, mark: int) -> None:
    page.goto(questions)
    page.get_by_role("group", name="How satisfied are you").get_by_role(
        "radio", name=str(mark), exact=True
    ).check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


@pytest.fixture
def phone(browser, server, watch):
    """A customer's phone that runs no script."""
    context = browser.new_context(
        java_script_enabled=False,
        base_url=server.address,
        locale="en-GB",
        viewport={"width": 360, "height": 740},
    )
    context.set_default_timeout(10_000)
    watch.over(context)
    yield context.new_page()
    context.close()


def test_customers_answer_without_script_and_the_value_is_taken_over(page, hub, phone):
    results, questions = start(page, hub)
    for mark in [7, 8, 8, 8, 9, 9, 9, 9, 10, 10]:
        answer(phone, questions, mark)
    page.goto(results)
    expect(page.get_by_text("10 answers", exact=True)).to_be_visible()
    expect(page.locator(".voices").get_by_text("87.0")).to_be_visible()
    page.goto(f"{hub}results")
    page.fill('[name="V1.note"]', "By phone.")
    page.locator("#item-V1").get_by_role("button", name="Use it").click()
    page.wait_for_url("**#item-V1")
    expect(page.locator('[name="V1.value"]')).to_have_value("87")
    note = page.locator('[name="V1.note"]').input_value()
    assert note.startswith("By phone.\nMeasured by the survey")
    expect(page.locator("[data-progress]")).to_contain_text("1 of 4 answered")


def test_what_follows_a_complaint_opens_with_it_and_without_script(page, hub, phone):
    _, questions = start(page, hub)
    phone.goto(questions)
    outcome = phone.get_by_text("What became of your latest complaint?")
    complained = phone.get_by_role("group", name="Have you complained")

    expect(outcome).to_be_hidden()
    complained.get_by_text("Yes", exact=True).click()
    expect(outcome).to_be_visible()
    complained.get_by_text("No", exact=True).click()
    expect(outcome).to_be_hidden()


def test_an_answer_is_taken_back_without_script(page, hub, phone):
    _, questions = start(page, hub)
    phone.goto(questions)
    group = phone.get_by_role("group", name="How easy was it")
    group.get_by_role("radio", name="7", exact=True).check()
    expect(group.locator('[value="7"]')).to_be_checked()
    group.get_by_text("clear").click()
    expect(group.locator('[value="7"]')).not_to_be_checked()


def test_the_page_is_answered_by_keyboard_alone(page, hub):
    _, questions = start(page, hub)
    page.goto(questions)
    page.locator('[name="satisfaction"][value="0"]').focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    expect(page.locator('[name="satisfaction"][value="8"]')).to_be_checked()
    page.get_by_role("button", name="Send my answers").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def test_the_language_changes_and_keeps_what_was_typed(page, hub, phone):
    _, questions = start(page, hub)
    phone.goto(questions)
    phone.locator('[name="change"]').fill("Be quicker.")
    phone.get_by_role("button", name="简体中文").click()
    expect(phone.get_by_text("总体而言")).to_be_visible()
    expect(phone.locator('[name="change"]')).to_have_value("Be quicker.")


def wide(page: Page) -> bool:
    return int(page.evaluate("document.documentElement.scrollWidth")) > 360


@pytest.fixture(scope="module")
def answered(browser: Browser, server: Server) -> Survey:
    """A survey with as many answers as it takes to be shown, and a name that nobody can break."""
    context = browser.new_context(java_script_enabled=False, base_url=server.address)
    page = context.new_page()
    hub = begin(page)
    results, questions = start(page, hub, "W" * 120)
    for mark in range(10):
        answer(page, questions, mark)
    context.close()
    return Survey(hub, results, questions)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_no_page_scrolls_sideways_on_a_phone(page, answered, language):
    page.set_viewport_size({"width": 360, "height": 740})
    page.context.add_cookies([{"name": "language", "value": language, "url": answered.hub}])
    found = []
    for address in answered.pages:
        page.goto(address)
        found += [address] if wide(page) else []
    assert found == []


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("zh-Hans", "dark")])
def test_axe_finds_nothing_on_any_page(page, answered, language, scheme):
    page.emulate_media(color_scheme=scheme)
    page.context.add_cookies([{"name": "language", "value": language, "url": answered.hub}])
    found = {}
    for address in answered.pages:
        page.goto(address)
        if address == answered.questions:
            page.locator('[name="complained"][value="complained"]').check()
            page.locator('[name="satisfaction"][value="8"]').check()
        found[address] = faults_of(page)
    page.goto(answered.questions)
    page.locator('[name="change"]').fill("x" * 1001)
    page.locator('form.sheet button[type="submit"]').last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["not sent"] = faults_of(page)
    assert [address for address in found if found[address]] == [], "\n".join(found.values())
