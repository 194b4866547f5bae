"""What is noted while files are read, and how checks do without what could not be."""

import pytest

from assess.core.items import ChoiceItem
from assess.core.questionnaire import Form, Role
from assess.core.text import Text
from assess.definitions.faults import S201, T301
from assess.definitions.notes import Notes
from assess.definitions.problems import MOST_PROBLEMS
from assess.definitions.yaml.documents import Place

HERE, THERE = Place(path="a.yaml", line=3, column=5), Place(path="a.yaml", line=4, column=9)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def item(notes: Notes) -> ChoiceItem:
    """An item of which nothing but its id and points could be read."""
    lost = ["title", "short", "text", "evidence", "verification", "options"]
    return notes.part(ChoiceItem, {"id": "X1", "points": 1}, lost)


def test_a_part_has_what_could_be_read_and_what_need_not_be_there(notes, item):
    assert (item.id, item.points, item.needs, item.core) == ("X1", 1, (), False)
    assert not notes.is_whole(item)
    assert notes.is_whole(Role(id="a", title=Text({"en": "A"})))


def test_a_check_that_needs_what_is_lost_is_passed_over(notes, item):
    seen = []
    notes.attempt(lambda: seen.append(item.options))
    notes.attempt(lambda: seen.append(item.id))

    assert seen == ["X1"]


@pytest.mark.parametrize("name", ["option", "titel"])
def test_a_mistake_of_a_check_is_not_passed_over(notes, item, name):
    with pytest.raises(AttributeError, match=name):
        notes.attempt(lambda: getattr(item, name))


def test_another_value_that_lacks_the_same_attribute_is_a_mistake(notes, item):
    with pytest.raises(AttributeError, match="options"):
        notes.attempt(lambda: getattr(Role, "options"))  # noqa: B009


def test_a_value_has_a_place_and_so_has_what_it_is_made_of(notes):
    form = notes.placed(Form(id="a", title=Text({"en": "A"}), items="all"), HERE, {"items": THERE})

    assert notes.place_of(form) == HERE
    assert notes.place_of(form, "items") == THERE
    assert notes.place_of(form, "screening") == HERE


FAULT = S201(details={"key": "a", "near": "b"})


def test_after_a_thousand_problems_there_is_one_more_that_says_so(notes):
    for line in range(1, MOST_PROBLEMS + 500):
        notes.blame(Place(path="a.yaml", line=line, column=1), FAULT)

    assert len(notes.problems) == MOST_PROBLEMS + 1
    assert notes.has_enough
    assert notes.problems[-1].sentence().startswith("a.yaml:1001:1: S206 more than 1000 problems")
    notes.attempt(lambda: pytest.fail("nothing is checked any more"))


def test_texts_without_a_language_hide_no_other_problem(notes):
    for _ in range(MOST_PROBLEMS + 500):
        notes.blame(HERE, T301(details={"key": "title", "language": "de"}))
    assert not notes.has_enough
    notes.blame(THERE, FAULT)

    assert [each.fault.code for each in notes.problems] == ["T301"] * MOST_PROBLEMS + ["S201"]
    assert notes.about_languages[True, "T301", "de"] == MOST_PROBLEMS + 500
