"""The operator walks a questionnaire from its folder to the front page."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import faults_of
from tests.browser.conftest import Server
from tests.definitions.files import FILES, MANIFEST, TWO, spoilt, write

pytestmark = pytest.mark.browser

QUESTION = "text: What is there?"
DRAFT = spoilt(MANIFEST, ("status: released", "status: draft"))
BROKEN = spoilt(TWO, (QUESTION, f"wieght: 3\n    {QUESTION}"))


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def operator(request, browser, server: Server, watch) -> Iterator[Page]:
    """Somebody with or without script, who has shown the key."""
    made = browser.new_context(
        java_script_enabled=request.param, base_url=server.address, locale="en-GB"
    )
    made.set_default_timeout(20_000)
    watch.over(made)
    page = made.new_page()
    page.goto("/operator")
    page.get_by_label("The operator’s key").fill((server.var / "operator-key").read_text())
    page.get_by_role("button", name="Sign in").click()
    yield page
    made.close()


def zipped(path: Path, **files: str) -> Path:
    given = {f"{stem}.yaml": text for stem, text in files.items()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (FILES | {"manifest.yaml": DRAFT} | given).items():
            archive.writestr(f"small/{name}", text)
    return path


def is_accessible(page: Page, where: str) -> None:
    """Nothing for axe to find and nothing that sticks out on a telephone, in light and dark."""
    for scheme in ("light", "dark"):
        # A colour on its way to another one has no contrast to speak of.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert faults_of(page) == "", where
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, where
    page.set_viewport_size({"width": 1280, "height": 800})


def test_from_a_zip_to_the_front_page(operator: Page, tmp_path: Path) -> None:
    page = operator
    page.get_by_label("A zip of its folder").set_input_files(
        zipped(tmp_path / "small.zip", two=BROKEN)
    )
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_text("unknown key 'wieght'")).to_be_visible()
    expect(page.get_by_text("two.yaml:13:5")).to_be_visible()

    page.get_by_label("A zip of its folder").set_input_files(zipped(tmp_path / "small.zip"))
    page.get_by_role("button", name="Check it again").click()
    draft = page.url
    page.get_by_role("link", name="What is asked", exact=True).click()
    expect(page.locator(".draft-bar")).to_contain_text("is not released")
    page.get_by_role("link", name="Checklist").click()
    expect(page.locator("#title-C1")).to_have_text("What is there?")
    page.get_by_role("link", name="Back to the draft").click()
    page.get_by_role("button", name="Try it: Full").click()
    page.wait_for_url("**/organization")
    expect(page.locator(".draft-bar")).to_be_visible()

    page.goto(draft)
    page.get_by_role("button", name="Release version 1.0.0").click()
    expect(page.get_by_role("status")).to_contain_text("small 1.0.0 is released")
    page.goto("/")
    expect(page.locator("#others").get_by_role("heading", name="Small")).to_be_visible()
    page.goto("/operator")
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("status")).to_contain_text("small is withdrawn")


@pytest.mark.parametrize("operator", [True, False], indirect=True, ids=["script", "no-script"])
def test_a_folder_is_sent_as_it_lies(operator: Page, tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    write(folder, manifest=DRAFT)
    (folder / "notes.txt").write_text("n")
    (folder / "examples").mkdir()
    (folder / "examples" / "ash.yaml").write_text("a: 1")
    operator.get_by_label("or the folder itself").set_input_files(folder)
    operator.get_by_role("button", name="Check it").click()

    expect(operator.get_by_role("heading", name="Small")).to_be_visible()
    expect(operator.get_by_text("1 file was left out")).to_be_visible()
    expect(operator.get_by_text("examples/ash.yaml:1:1").first).to_be_visible()


@pytest.mark.parametrize("operator", [True], indirect=True, ids=["script"])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_page_is_accessible_and_fits_a_telephone(
    operator: Page, server: Server, tmp_path: Path, language: str
) -> None:
    page = operator
    page.context.add_cookies([{"name": "language", "value": language, "url": server.address}])
    page.goto("/operator")
    draft = ""
    for name, two in (("broken", BROKEN), ("small", TWO)):
        page.set_input_files("#zip", zipped(tmp_path / f"{name}.zip", two=two))
        page.locator(".verify button").click()
        page.wait_for_url("**/drafts/**")
        is_accessible(page, name)
        draft = page.url
        page.goto("/operator")
    page.set_input_files("#zip", write(tmp_path) / "one.yaml")
    page.locator(".verify button").click()
    is_accessible(page, "refused")
    page.goto(draft)
    page.locator('[name="sha256"] ~ button').click()
    page.wait_for_url("**/operator")
    is_accessible(page, "overview")
    page.locator(".links a").nth(1).click()
    is_accessible(page, "withdraw")
    page.locator("main button").click()
    page.context.clear_cookies()
    page.goto("/operator")
    is_accessible(page, "sign-in")
