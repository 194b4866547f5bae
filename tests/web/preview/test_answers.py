"""Answers to a draft go along to the next one."""

from collections.abc import Iterator, Mapping

from assess.core.answers import Slots
from assess.core.versions.carrying import Carried, carry
from assess.core.versions.comparison import Comparison
from assess.web.preview import Draft
from tests.definitions.files import TWO
from tests.web.conftest import Visitor
from tests.web.preview.small import DRAFT, OTHER, QUESTION, begin, follow, save


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
