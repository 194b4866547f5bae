"""The shipped examples: the level and total of each, and what it shows."""

from collections import Counter

import pytest

from assess.core.answers import KpiAnswer
from assess.core.items import KpiItem
from assess.core.maturity import level_of
from assess.core.numbers import decimal_string
from assess.core.scorecard import Scorecard, Status
from assess.core.scoring import score_assessment
from tests.questionnaires.shipped import LIBRARY

EXAMPLES = {
    # name: form, level, total as printed
    "clearwater": ("full", 1, "359.3"),
    "cloudledger": ("full", 4, "694.2"),
    "harbour": ("core", 2, "464.5"),
    "lantern-books": ("full", 1, "223.7"),
    "norden-pumps": ("full", 2, "426.3"),
    "riverside-bank": ("full", 3, "586.6"),
}


def example(name: str) -> Scorecard:
    return score_assessment(*LIBRARY.assessment(LIBRARY.examples("customer-management")[name]))


def test_the_examples_are_these():
    assert list(LIBRARY.examples("customer-management")) == list(EXAMPLES)


@pytest.mark.parametrize(("name", "expected"), list(EXAMPLES.items()))
def test_each_example_has_its_level_and_total(name, expected):
    card = example(name)
    assert card.total.claimed is not None
    printed = decimal_string(card.total.claimed, 1)

    assert (card.form.id, level_of(card).number, printed) == expected


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "clearwater"])
def test_examples_leave_nothing_open(name):
    open_ = {Status.PARTLY, Status.UNANSWERED}

    assert not open_ & {item.status for item in example(name).items}


def test_one_example_shows_gaps_and_what_does_not_apply():
    found = Counter(item.status for item in example("clearwater").items)

    assert found[Status.NOT_APPLICABLE] >= 4
    assert found[Status.UNANSWERED] >= 5
    assert found[Status.PARTLY] >= 5
    assert example("clearwater").total.completeness < 1


def test_one_example_shows_several_periods_of_every_measure():
    answers = [s.answer for s in example("riverside-bank").items if isinstance(s.item, KpiItem)]

    measured = [answer for answer in answers if isinstance(answer, KpiAnswer)]
    assert len(measured) > 15
    assert all(len(answer.periods) >= 4 for answer in measured)
    assert all(answer.periods[-1] == answer.value for answer in measured)
