"""A sheet is downloaded, filled in elsewhere, and taken over with every kind of browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import ALL_BUT_COLOURS, faults_of
from tests.definitions.sheets.people import Person

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def reader(request, browser, server, watch) -> Iterator[Page]:
    """Somebody with or without script."""
    made = browser.new_context(
        java_script_enabled=request.param, base_url=server.address, locale="en-GB"
    )
    made.set_default_timeout(10_000)
    watch.over(made)
    yield made.new_page()
    made.close()


def started(page: Page) -> str:
    page.goto("/")
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url("**/a/**")
    return page.url


def downloaded(page: Page) -> Person:
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the sheet").click()
    assert download.value.suggested_filename == "customer-management-core.xlsx"
    return Person(Path(download.value.path()).read_bytes())


def uploaded(page: Page, person: Person, folder: Path) -> None:
    path = folder / "filled.xlsx"
    path.write_bytes(person.saved())
    page.set_input_files('[name="sheet"]', path)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("h1")).to_have_text("What the sheet would change")


def test_the_whole_way_of_a_sheet(reader, tmp_path):
    hub = started(reader)
    reader.get_by_role("link", name="Fill it in offline").click()
    person = downloaded(reader)
    person.write("answers.L4.intention", 3).write("answers.L4.reality", 2)
    person.write("answers.V1.value", "12 %")
    uploaded(reader, person, tmp_path)

    expect(reader.get_by_role("alert")).to_contain_text("Results!D")
    expect(reader.get_by_role("alert")).to_contain_text("“12 %” is a text")
    expect(reader.get_by_text("2 texts differ.")).to_be_visible()
    reader.get_by_role("button", name="Take it over").click()
    expect(reader.get_by_role("status")).to_contain_text("2 texts were taken over")
    reader.goto(hub)
    expect(reader.get_by_text("1 of 28 answered")).to_be_visible()


@pytest.fixture
def conflict(page: Page, hub: str, stranger: Page, tmp_path: Path) -> Page:
    """What a sheet would change, with a note that somebody else has changed, and a fault."""
    page.goto(f"{hub}leadership")
    page.fill('[name="L4.note"]', "first")
    expect(page.locator('[name="rev:L4.note"]')).to_have_value("1")
    page.goto(f"{hub}offline")
    person = downloaded(page)
    person.write("answers.L4.note", "mine " + "W" * 200).write("answers.L4.reality", 2)
    person.write("answers.V1.value", "12 %")
    stranger.goto(f"{hub}leadership")
    stranger.fill('[name="L4.note"]', "theirs")
    expect(stranger.locator('[name="rev:L4.note"]')).to_have_value("2")
    uploaded(page, person, tmp_path)
    return page


def test_who_keeps_both_texts_has_both(conflict, hub):
    conflict.get_by_label("both, one below the other").check()
    conflict.get_by_role("button", name="Take it over").click()
    conflict.goto(f"{hub}leadership")

    expect(conflict.locator('[name="L4.note"]')).to_have_value("mine " + "W" * 200 + "\n\ntheirs")


def test_what_would_change_is_accessible_and_fits_a_phone(conflict):
    assert faults_of(conflict) == ""
    conflict.set_viewport_size({"width": 360, "height": 740})
    assert conflict.evaluate("document.documentElement.scrollWidth") <= 360


def test_another_language_keeps_what_is_shown(conflict):
    conflict.get_by_role("button", name="简体中文").click()
    expect(conflict.locator("h1")).to_have_text("填报表将带来的更改")
    expect(conflict.get_by_text("theirs", exact=True)).to_be_visible()
    assert faults_of(conflict, ALL_BUT_COLOURS) == ""
