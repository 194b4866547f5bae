"""Numbers on scales are answered by mouse, keyboard and pencil, saved, and open to everybody."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import faults_of
from tests.browser.conftest import Server, _free_port
from tests.web import ratings

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A site that asks nothing but ratings."""
    folder = tmp_path_factory.mktemp("ratings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSESS_QUESTIONNAIRES", str(ratings.write(folder / "questionnaires")))
        running = Server(folder / "var", _free_port())
        running.start()
    yield running
    running.kill()


def saved(page):
    expect(page.locator("[data-saved-state]")).to_have_text(re.compile(r"Saved \d"))


def test_a_value_is_chosen_by_mouse_and_changed_by_key(page, hub):
    page.goto(f"{hub}rated")
    page.locator('[name="R1.value"][value="7"]').check()
    saved(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator('[name="R1.value"][value="8"]')).to_be_checked()
    expect(page.locator("#item-R1 [data-status]")).to_have_text("answered")
    saved(page)
    page.reload()
    expect(page.locator('[name="R1.value"][value="8"]')).to_be_checked()


def test_a_value_beside_the_scale_is_told_at_once_and_cured(page, hub):
    page.goto(f"{hub}rated")
    field = page.get_by_label("Value from 0 to 100 in steps of 5")
    field.fill("47")
    fault = page.locator('[id="R2.value-fault"]')
    expect(fault).to_contain_text("“47” is not on the scale")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("45")
    expect(fault).to_be_hidden()
    expect(page.locator("#item-R2 [data-status]")).to_have_text("answered")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_axe_finds_nothing_where_ratings_are_asked(page, context, hub, server, language):
    context.add_cookies([{"name": "language", "value": language, "url": server.address}])
    page.goto(f"{hub}rated")
    page.locator('[name="R2.value"]').fill("47")
    expect(page.locator('[id="R2.value-fault"]')).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults_of(page) == ""
