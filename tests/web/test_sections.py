from dataclasses import replace

from assess.web.sections import MOST_ITEMS, sections_of
from tests.core.factory import dimension, maturity, questionnaire


def staged(count):
    """A dimension with two stages and so many items, the first of them in the first stage."""
    items = [
        replace(maturity(f"M{number}"), stage="early" if number == 0 else "late")
        for number in range(count)
    ]
    return dimension("care", *items, stages=("early", "late"))


def places(asked, asks=lambda _: True):
    return [section.place for section in sections_of(asked, asks)]


def test_a_dimension_is_one_page():
    asked = questionnaire(dimension("one", maturity("M1")), dimension("two", maturity("M2")))

    assert places(asked) == ["one", "two"]


def test_a_long_dimension_is_asked_stage_by_stage():
    assert places(questionnaire(staged(MOST_ITEMS + 1))) == ["care/early", "care/late"]
    assert places(questionnaire(staged(MOST_ITEMS))) == ["care"]


def test_a_long_dimension_without_stages_stays_one_page():
    items = [maturity(f"M{number}") for number in range(MOST_ITEMS + 1)]

    assert places(questionnaire(dimension("one", *items))) == ["one"]


def test_a_page_that_asks_nothing_is_left_out():
    asked = questionnaire(staged(MOST_ITEMS + 2), dimension("two", maturity("X1")))

    assert places(asked, lambda item: item.id not in {"M0", "X1"}) == ["care/late"]
    assert places(asked, lambda _: False) == []


def test_every_item_asked_stands_on_one_page():
    asked = questionnaire(staged(MOST_ITEMS + 1), dimension("two", maturity("X1")))
    found = [item.id for section in sections_of(asked, lambda _: True) for item in section.items]

    assert found == [item.id for item in asked.items()]
