"""The facts about an organization, and the items that they leave out."""

from fractions import Fraction

import pytest

from assess.core.conditions import Value
from assess.core.scorecard import Status
from assess.core.scoring import score
from tests.questionnaires.shipped import best

F = Fraction
NOT_ASKED: dict[tuple[str, Value], set[str]] = {
    # what an organization says of itself: the items it is then not asked
    ("dealers", False): {"R6"},
    ("automated_service", False): {"I9"},
    ("membership", False): {"OD2"},
    ("credit", False): {"OE4"},
    ("offers", False): {"I4", "OA3"},
    ("goods", False): {"R7"},
    ("competition", False): {"OD4", "V9"},
    ("channels", F(1)): {"OC3"},
}


@pytest.mark.parametrize(("fact", "value"), list(NOT_ASKED))
def test_the_facts_decide_what_is_asked(whole, fact, value):
    def hidden(facts: dict[str, Value]) -> set[str]:
        card = score(
            whole, {}, form=whole.form("full"), profile=whole.profile("capability"), facts=facts
        )
        return {s.item.id for s in card.items if s.status is Status.HIDDEN}

    assert hidden({fact: value}) == NOT_ASKED[fact, value]
    assert hidden({}) == hidden({fact: F(3) if fact == "channels" else True}) == set()


def test_at_least_eight_items_depend_on_facts_and_none_of_the_short_form(whole):
    conditional = [item for item in whole.items() if item.applies_if is not None]

    assert len(conditional) >= 8
    assert not any(item.core for item in conditional)


def test_a_dimension_is_still_rated_when_all_facts_leave_questions_out(whole):
    facts: dict[str, Value] = dict(NOT_ASKED.keys())
    answers = {item.id: best(item) for item in whole.items()}
    card = score(
        whole, answers, form=whole.form("full"), profile=whole.profile("capability"), facts=facts
    )

    assert card.total.claimed == 1000
