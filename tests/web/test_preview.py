"""A draft is shown as respondents will see it, and stays in step with its files."""

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask

from assess.app import create_app
from assess.core.answers import Slots
from assess.core.versions.carrying import Carried, carry
from assess.core.versions.comparison import Comparison
from assess.settings import Settings
from assess.web.preview import Draft, prepare
from tests.definitions.files import MANIFEST, TWO, spoilt, write
from tests.web.conftest import Visitor

DRAFT = spoilt(MANIFEST, ("status: released", "status: draft"))
QUESTION = "text: What is there?"
OTHER = "text: What else is there?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small").mkdir()
    return write(tmp_path / "small", manifest=DRAFT)


def site(var: Path) -> Flask:
    """A site without questionnaires."""
    (var / "none").mkdir(parents=True)
    settings = Settings(
        var=var,
        database_url=f"sqlite:///{var}/assess.sqlite",
        secret_key=b"k" * 32,
        questionnaires=var / "none",
    )
    return create_app(settings)


@pytest.fixture
def draft(tmp_path: Path, folder: Path) -> Iterator[Draft]:
    app = site(tmp_path / "var")
    yield prepare(app, folder)
    app.extensions["assess"].engine.dispose()


@pytest.fixture
def author(draft: Draft) -> Visitor:
    return Visitor(draft._app.test_client())


def save(folder: Path, name: str, text: str, *changes: tuple[str, str]) -> None:
    (folder / name).write_text(spoilt(text, *changes), encoding="utf-8")


def begin(author: Visitor, form: str = "full") -> str:
    """The secret link of a new filling, as far as its last slash."""
    address = str(author.post("/start", {"form": form}).headers["Location"])
    return address[: address.index("/", 3) + 1]


def follow(author: Visitor, path: str) -> str:
    """Where a page leads to in the end."""
    page = author.client.get(path, follow_redirects=True)
    assert page.status_code == 200, path
    return page.request.path


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


# --- answers ------------------------------------------------------------------------------


def answer(author: Visitor, link: str, cell: str, value: str, rev: int = 0) -> None:
    item, slot = cell.split(".", 1)
    saved = author.put(f"{link}answers/{item}/{slot}", value, base_rev=rev, op_id=f"{cell}{value}")
    assert saved.status_code == 200, saved.text


def link_now(author: Visitor, link: str) -> str:
    return follow(author, link)


def typed(draft: Draft, link: str) -> dict[tuple[str, str], str]:
    """What stands in a filling, where something does."""
    store = draft._app.extensions["assess"].store
    token = link.split("/")[2]
    cells = store.answers(store.find(token).id)
    return {cell: stored.value for cell, stored in cells.items() if stored.value}


def score_of(author: Visitor, link: str, item: str) -> object:
    """The score of an item as the result tells it."""
    scores = author.get(f"{link}result.json").get_json()["items"]
    return next(each["score"] for each in scores if each["id"] == item)


def test_answers_go_along_to_the_next_draft_and_are_scored_at_once(author, folder, draft):
    link = begin(author)
    answer(author, link, "C1.practices.a", "1")
    answer(author, link, "K1.value", "80")
    before = score_of(author, link, "K1")
    changed = ("{at: 80, score: 0.8}", "{at: 80, score: 0.4}")
    save(folder, "two.yaml", TWO, (QUESTION, OTHER), changed)
    now = link_now(author, link)

    assert now != link
    assert follow(author, f"{link}two") == f"{now}two"
    assert "What else is there?" in author.get(f"{now}two").text
    assert typed(draft, now) == {("C1", "practices.a"): "1", ("K1", "value"): "80"}
    assert (before, score_of(author, now, "K1")) == ("0.600000", "0.400000")
    assert "Checklist" in author.get(f"{now}result").text


def test_an_answer_goes_to_the_new_name_of_its_item(author, folder, draft):
    link = begin(author)
    answer(author, link, "X1.chosen", "best")
    save(folder, "two.yaml", TWO, ("- id: X1\n", "- id: X2\n    renamed_from: X1\n"))

    assert typed(draft, link_now(author, link)) == {("X2", "chosen"): "best"}


def test_an_answer_returns_with_its_item(author, folder, draft):
    link = begin(author)
    answer(author, link, "X1.chosen", "best")
    save(folder, "two.yaml", TWO, ("- {id: best,", "- {id: better,"))
    without = link_now(author, link)
    answer(author, without, "K1.value", "70")
    save(folder, "two.yaml", TWO, (QUESTION, OTHER))
    now = link_now(author, without)

    assert typed(draft, without) == {("K1", "value"): "70"}
    assert typed(draft, now) == {("X1", "chosen"): "best", ("K1", "value"): "70"}


def test_going_back_to_an_earlier_draft_takes_along_what_was_typed_since(author, folder, draft):
    link = begin(author)
    answer(author, link, "K1.value", "80")
    save(folder, "two.yaml", TWO, (QUESTION, OTHER))
    later = link_now(author, link)
    answer(author, later, "K1.value", "90", rev=1)
    save(folder, "two.yaml", TWO)

    assert link_now(author, later) == link
    assert typed(draft, link) == {("K1", "value"): "90"}


def test_what_is_typed_into_a_page_of_an_earlier_draft_is_not_lost(author, folder, draft):
    link = begin(author)
    save(folder, "two.yaml", TWO, (QUESTION, OTHER))
    now = link_now(author, link)
    answer(author, link, "K1.value", "75")

    author.get(now)
    assert typed(draft, now) == {("K1", "value"): "75"}


def test_a_draft_with_only_carried_answers_is_not_carried_from(author, folder, monkeypatch):
    link = begin(author)
    answer(author, link, "K1.value", "80")
    save(folder, "two.yaml", TWO, (QUESTION, OTHER))
    now = link_now(author, link)
    carried = []

    def counted(comparison: Comparison, slots: Mapping[str, Slots]) -> Iterator[Carried]:
        carried.append(comparison.old.sha256)
        return carry(comparison, slots)

    monkeypatch.setattr("assess.web.fillings.carry", counted)
    save(folder, "two.yaml", TWO, (QUESTION, "text: What?"))
    link_now(author, now)

    # Every page looks at the draft in which something was typed, and at no other.
    assert len(carried) > 1
    assert len(set(carried)) == 1


def test_the_organization_and_the_role_go_along(author, folder):
    link = begin(author)
    author.post(f"{link}organization", {"name": "Harbour", "rev": 1, "fact.sector": "retail"})
    author.post(f"{link}role", {"role": "boss"})
    save(folder, "two.yaml", TWO, (QUESTION, OTHER))
    page = author.get(link_now(author, link)).text

    assert "<h1>Harbour</h1>" in page
    assert '<option value="boss" selected>' in page


def test_a_page_that_the_draft_has_no_longer_leads_to_the_overview(author, folder):
    link = begin(author)
    save(
        folder,
        "manifest.yaml",
        DRAFT,
        ("one.yaml, two.yaml", "one.yaml, three.yaml"),
        ("two: 400", "three: 400"),
        ('data_share("two")', 'data_share("three")'),
    )
    save(folder, "three.yaml", TWO, ("id: two", "id: three"))

    assert follow(author, f"{link}two") == link_now(author, link)
    assert follow(author, f"{link}one").endswith("/one")


def test_a_wrong_link_is_told_as_on_the_site(author):
    assert author.get("/a/wrong/").status_code == 404


# --- links --------------------------------------------------------------------------------

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


# --- readers ------------------------------------------------------------------------------


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
