"""A draft is shown as respondents will see it, and stays in step with its files."""

import re
from pathlib import Path

import pytest

from assess.web.preview import prepare
from tests.definitions.files import TWO, spoilt
from tests.web.conftest import Visitor
from tests.web.preview.small import DRAFT, OTHER, QUESTION, begin, save, site


def test_the_front_leads_to_what_is_asked_and_to_filling_it_in(author):
    front = author.get("/").text

    assert 'href="/questionnaire"' in front
    assert re.findall(r'name="form"\s+value="(\w+)"', front) == ["full", "core", "some"]
    assert "What is there?" in author.get("/questionnaire/dimensions/two").text
    assert "What is there?" in author.get(begin(author) + "two").text


@pytest.mark.parametrize(
    "page",
    ["/", "/questionnaire", "/questionnaire/roles", "/verify", "/benchmarks", "/nowhere"],
)
def test_every_page_tells_how_sound_the_draft_is(author, page):
    told = author.get(page).text

    assert re.search(
        r'class="draft-bar".*?<a href="/#said">0 problems, \d+ remarks?</a>', told, re.DOTALL
    )


def test_a_save_is_shown_with_the_next_page(author, folder):
    before = author.get("/draft/state").get_json()
    save(folder, "two.yaml", TWO, (QUESTION, OTHER))

    assert author.get("/draft/state").get_json() != before
    assert "What else is there?" in author.get("/questionnaire/dimensions/two").text


def test_a_file_that_is_touched_is_no_newer_draft(author, folder):
    before = author.get("/draft/state").get_json()
    (folder / "two.yaml").touch()

    assert author.get("/draft/state").get_json() == before


def test_a_draft_with_problems_leaves_the_last_one_without_them(author, folder):
    save(folder, "two.yaml", TWO, (QUESTION, f"wieght: 3\n    {OTHER}"))
    front, page = author.get("/").text, author.get("/questionnaire/dimensions/two").text

    assert "What is there?" in page
    assert "What is shown is the last draft" not in front
    assert "what is shown is the last draft that had none" in front
    assert '<a href="/#said">1 problem</a>' in front
    line = next(
        n
        for n, text in enumerate((folder / "two.yaml").read_text().splitlines(), 1)
        if "wieght" in text
    )
    assert f"<code>two.yaml:{line}:5</code>" in front
    assert "    <mark>w</mark>ieght: 3" in front
    assert "did you mean &#39;weight&#39;?" in front or "known here:" in front

    save(folder, "two.yaml", TWO, (QUESTION, OTHER))
    assert "the last draft that had none" not in author.get("/").text


def test_what_is_said_about_an_item_stands_beside_it(author, folder):
    save(folder, "two.yaml", TWO, (QUESTION, f"wieght: 3\n    {QUESTION}"))
    asked = author.get("/questionnaire/dimensions/two").text
    filled = author.get(begin(author) + "two").text

    cards = re.split(r'<section class="item', asked)
    assert [("S201" in card) for card in cards] == [False, True, False, False]
    note = re.search(r'id="item-C1".*?S201.*?id="item-K1"', filled, re.DOTALL)
    assert note
    assert filled.count("S201") == 1


def test_what_stands_below_the_items_is_about_none_of_them(draft, folder):
    save(folder, "two.yaml", TWO + "titel: Two\n")
    draft.refresh()

    assert [(each.problem.fault.code, each.item) for each in draft.seen.of("problem")] == [
        ("S201", "")
    ]


@pytest.mark.parametrize("broken", ["id: [", None])
def test_a_draft_that_never_loaded_is_nothing_but_its_problems(tmp_path, folder, broken):
    good = (folder / "manifest.yaml").read_text(encoding="utf-8")
    if broken is None:
        (folder / "manifest.yaml").unlink()
    else:
        (folder / "manifest.yaml").write_text(broken, encoding="utf-8")
    app = site(tmp_path / "var")
    prepare(app, folder)
    author = Visitor(app.test_client())
    front = author.get("/").text

    assert "This draft cannot be shown yet" in front
    assert "manifest.yaml" in front
    assert author.get("/questionnaire").headers["Location"] == "/"
    (folder / "manifest.yaml").write_text(good, encoding="utf-8")
    assert "What is asked" in author.get("/").text
    assert author.get("/questionnaire").status_code == 200
    app.extensions["assess"].engine.dispose()


def test_a_released_version_may_be_tried_with_changes(tmp_path, folder, assess_release):
    assess_release(folder)
    save(folder, "two.yaml", TWO, (QUESTION, OTHER))
    app = site(tmp_path / "var")
    draft = prepare(app, folder)

    assert (
        "What else is there?"
        in Visitor(app.test_client()).get("/questionnaire/dimensions/two").text
    )
    assert draft.seen.of("problem")
    assert not draft.outdated
    app.extensions["assess"].engine.dispose()


@pytest.fixture
def assess_release(capsys):
    """Releases a questionnaire as its author would."""
    from assess.cli import main

    def release(folder: Path) -> None:
        text = spoilt(DRAFT, ("status: draft", "status: released"))
        (folder / "manifest.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(SystemExit) as left:
            main(["release", str(folder)])
        assert left.value.code == 0, capsys.readouterr()

    return release
