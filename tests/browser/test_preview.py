"""A preview follows the files of the draft, and takes nothing away that is being typed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.accessible import faults_of
from tests.browser.conftest import Watch, _free_port
from tests.definitions.files import MANIFEST, TWO, spoilt, write

pytestmark = pytest.mark.browser

QUESTION = "text: What is there?"
NAME = '[name="name"]'
NOTE = '[name="C1.note"]'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small").mkdir()
    draft = spoilt(MANIFEST, ("status: released", "status: draft"))
    return write(tmp_path / "small", manifest=draft)


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """A preview of the folder that runs."""
    port = _free_port()
    command = [sys.executable, "-m", "assess", "preview", str(folder), "--port", str(port)]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "ASSESS_LANGUAGE": "en"}
    )
    assert running.stdout is not None
    assert "is shown on" in running.stdout.readline()
    yield f"http://127.0.0.1:{port}"
    running.terminate()
    running.communicate(timeout=15)


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    watch = Watch(address)
    made = browser.new_context(base_url=address, locale="en-GB")
    made.set_default_timeout(10_000)
    watch.over(made)
    yield made
    made.close()
    assert watch.complaints == []
    assert watch.elsewhere == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def hub(page: Page) -> str:
    """The address of a filling."""
    page.goto("/")
    page.locator('button[value="full"]').click()
    page.wait_for_url("**/organization")
    return page.url.removesuffix("organization")


def save(folder: Path, *changes: tuple[str, str]) -> None:
    (folder / "two.yaml").write_text(spoilt(TWO, *changes), encoding="utf-8")


def test_a_save_is_shown_by_itself(page, folder, hub):
    page.goto(f"{hub}two")
    page.locator('[name="C1.practices.a"][value="1"]').check()
    page.fill(NOTE, "typed before")
    save(folder, (QUESTION, "text: What else is there?"))

    expect(page.locator("#title-C1")).to_have_text("What else is there?")
    expect(page.locator(NOTE)).to_have_value("typed before")
    expect(page.locator('[name="C1.practices.a"][value="1"]')).to_be_checked()
    assert page.url != f"{hub}two"


def test_a_page_that_waits_at_an_anchor_is_shown_anew_as_well(page, folder):
    page.goto("/questionnaire/dimensions/two#item-K1")
    save(folder, (QUESTION, "text: What else is there?"))

    expect(page.locator("#title-C1")).to_have_text("What else is there?")
    assert page.url.endswith("#item-K1")


def test_a_problem_appears_and_goes_with_a_save(page, folder):
    page.goto("/questionnaire/dimensions/two")
    save(folder, (QUESTION, f"wieght: 3\n    {QUESTION}"))
    expect(page.locator(".draft-bar")).to_contain_text("1 problem")
    expect(page.locator("#item-C1 .draft-note.problem")).to_contain_text("unknown key 'wieght'")

    save(folder)
    expect(page.locator(".draft-bar")).to_contain_text("0 problems")
    expect(page.locator(".draft-note.problem")).to_have_count(0)


def test_what_is_typed_and_not_kept_yet_stays_until_one_looks_again(page, folder, hub):
    page.goto(f"{hub}organization")
    page.fill(NAME, "half a na")
    save(folder, (QUESTION, "text: What else is there?"))

    expect(page.locator(".draft-bar [data-said]")).to_have_text(
        "There is a newer draft. What you typed stays here until you look again."
    )
    expect(page.locator(NAME)).to_have_value("half a na")
    page.fill(NAME, "")
    expect(page.locator(".draft-bar [data-said]")).to_have_text("")
    page.goto("/questionnaire/dimensions/two")
    expect(page.locator("#title-C1")).to_have_text("What else is there?")


def test_an_answer_that_cannot_be_saved_stays_until_it_can(page, folder, hub, context):
    page.goto(f"{hub}two")
    context.route("**/answers/**", lambda route: route.abort())
    page.fill(NOTE, "on its way")
    save(folder, (QUESTION, "text: What else is there?"))
    expect(page.locator(".draft-bar [data-said]")).to_contain_text("There is a newer draft")
    expect(page.locator(NOTE)).to_have_value("on its way")

    context.unroute("**/answers/**")
    expect(page.locator("#title-C1")).to_have_text("What else is there?", timeout=20_000)
    expect(page.locator(NOTE)).to_have_value("on its way")


def test_one_looks_again_without_script(browser, address, folder):
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/questionnaire/dimensions/two")
    save(folder, (QUESTION, "text: What else is there?"))
    page.get_by_role("link", name="Look again").click()

    expect(page.locator("#title-C1")).to_have_text("What else is there?")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, folder, hub, scheme):
    save(folder, (QUESTION, f"wieght: 3\n    {QUESTION}"))
    page.emulate_media(color_scheme=scheme)
    for path in [
        "/",
        "/questionnaire",
        "/questionnaire/dimensions/two",
        f"{hub}two",
        f"{hub}result",
    ]:
        page.goto(path)
        expect(page.locator(".draft-bar")).to_contain_text(re.compile("1 problem"))
        assert faults_of(page) == "", path


def test_nothing_sticks_out_on_a_phone(page, folder, hub):
    save(folder, (QUESTION, f"wieght: 3\n    {QUESTION}"))
    page.set_viewport_size({"width": 360, "height": 700})
    for path in ["/", "/questionnaire", "/questionnaire/dimensions/two", f"{hub}two"]:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path
