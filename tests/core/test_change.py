from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assess.core.assessment import Assessment
from assess.core.change import Change, change_of
from assess.core.scorecard import Scorecard
from assess.core.scoring import score
from tests.core.factory import assessment as assessed
from tests.core.factory import at, card, dimension, maturity, questionnaire, ticked, without
from tests.rendering.cases import CASES, shipped

F = Fraction
ASKED = questionnaire(
    dimension("a", maturity("M1", 30), maturity("M2", 10)), dimension("b", maturity("M3"))
)
EARLIER = assessed({})


def change(before, after, asked=ASKED) -> Change | None:
    return change_of(EARLIER, card(asked, before), card(asked, after))


def test_an_answer_that_rose_explains_the_whole_change():
    found = change({"M1": at(2), "M2": at(3), "M3": at(3)}, {"M1": at(4), "M2": at(3), "M3": at(3)})

    assert found is not None
    assert found.assessed_on == date(2026, 10, 1)
    # dimension a has 500 of 1000 points on a weight of 40: 30 · 12.5 · 0.4
    assert found.difference == 150
    (move,) = found.moves
    assert (move.item.id, move.before, move.after) == ("M1", F(2, 5), F(4, 5))
    assert move.by_answer == 150
    assert move.by_scope == found.by_scope == 0


def test_what_no_longer_applies_is_told_apart_from_what_was_answered():
    found = change(
        {"M1": at(2), "M2": at(4), "M3": at(3)}, {"M1": at(2), "M2": without(), "M3": at(3)}
    )

    assert found is not None
    # (30·0.4 + 10·0.8) / 40 = 0.5 becomes 0.4, of 500 points
    assert found.difference == -50
    assert all(move.by_answer == 0 for move in found.moves)
    assert found.by_scope == -50


def test_the_largest_effects_come_first():
    found = change({"M1": at(2), "M2": at(2), "M3": at(2)}, {"M1": at(3), "M2": at(1), "M3": at(5)})

    assert found is not None
    assert [move.item.id for move in found.moves] == ["M3", "M1", "M2"]
    assert [d.dimension.id for d in found.dimensions] == ["a", "b"]
    assert found.dimensions[1].effect == 300


def test_there_is_no_change_without_two_totals():
    assert change({}, {"M1": at(2), "M2": at(4), "M3": at(3)}) is None
    assert change({"M1": at(2), "M2": at(4), "M3": at(3)}, {"M1": at(2)}) is None


def test_an_item_asked_only_once_counts_whole():
    before = questionnaire(dimension("a", maturity("M1", 30)), dimension("b", maturity("M3")))
    found = change_of(
        EARLIER,
        card(before, {"M1": at(3), "M3": at(3)}),
        card(ASKED, {"M1": at(3), "M2": at(5), "M3": at(3)}),
    )

    assert found is not None
    assert found.difference == sum(move.effect for move in found.moves)
    assert {move.item.id: move.before for move in found.moves} == {"M1": F(3, 5), "M2": None}


ANSWER = st.integers(0, 5).map(at) | st.none() | st.just(without())
ANSWERS = st.fixed_dictionaries({"M1": ANSWER, "M2": ANSWER, "M3": ANSWER})


def test_an_item_that_got_another_id_is_compared_with_what_it_was():
    first = maturity("N1", 30, renamed_from="M1")
    later = questionnaire(dimension("a", first, maturity("M2", 10)), dimension("b", maturity("M3")))
    before = card(ASKED, {"M1": at(2), "M2": at(3), "M3": at(3)})

    found = change_of(EARLIER, before, card(later, {"N1": at(4), "M2": at(3), "M3": at(3)}))
    assert found is not None
    (move,) = found.moves
    assert (move.item.id, move.before, move.after) == ("N1", F(2, 5), F(4, 5))
    assert (move.by_answer, move.by_scope) == (F(150), F(0))


def test_an_id_that_was_given_to_something_else_is_not_compared():
    taken = maturity("M1", 10, renamed_from="M2")
    later = questionnaire(dimension("a", taken), dimension("b", maturity("M3")))
    before = card(ASKED, {"M1": at(2), "M2": at(3), "M3": at(3)})

    found = change_of(EARLIER, before, card(later, {"M1": at(3), "M3": at(3)}))
    assert found is not None
    assert found.difference == sum(move.effect for move in found.moves)
    assert [(move.before, move.after) for move in found.dimensions[0].items] == [
        (F(3, 5), F(3, 5)),
        (F(2, 5), None),
    ]


@given(ANSWERS, ANSWERS)
def test_the_effects_of_all_items_add_up_to_the_change(before, after):
    found = change({k: v for k, v in before.items() if v}, {k: v for k, v in after.items() if v})

    if found is not None:
        assert sum(d.effect for d in found.dimensions) == found.difference
        assert sum(move.by_answer for move in found.moves) + found.by_scope == found.difference


def test_two_examples_add_up_as_well():
    def scored(assessment: Assessment) -> Scorecard:
        return score(
            shipped(),
            assessment.answers,
            form=shipped().form("core"),
            profile=shipped().profile("capability"),
        )

    later = CASES["harbour"]
    earlier = replace(
        later, answers={**later.answers, "L1": ticked({"owner": 1, "targets": "0.25"})}
    )
    found = change_of(earlier, scored(earlier), scored(later))

    assert found is not None
    assert [move.item.id for move in found.moves] == ["L1"]
    assert found.moves[0].effect == found.difference
