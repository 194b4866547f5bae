from fractions import Fraction

import pytest

from assess.core.items import Item
from assess.core.maturity import level_of
from assess.core.recommendations import Kind, Urgency, recommend
from tests.core.factory import (
    More,
    at,
    card,
    checklist,
    dimension,
    level,
    maturity,
    practice,
    profile,
    questionnaire,
    steps,
    steps_are,
    ticked,
    without,
)

F = Fraction


def advice(asked, answers, priorities=None, **how: More):
    found = card(asked, answers, **how)
    return recommend(found, level_of(found), priorities)


def only(asked, answers, **how: More):
    (recommendation,) = advice(asked, answers, **how)
    return recommendation


def one(item, **more: More):
    """A questionnaire of one item, without gates on anything but the total."""
    return questionnaire(dimension("only", item), levels=(level(1, 0),), **more)


def test_the_next_step_is_the_one_above_the_score():
    recommendation = only(one(maturity()), {"M1": at(2)})

    assert recommendation.step.to == 3
    assert recommendation.target == F(3, 5)
    assert recommendation.item.id == "M1"
    assert recommendation.dimension.id == "only"


def test_a_score_between_two_steps_climbs_to_the_upper_one():
    # (1 + 0.25) / 2 = 0.625 lies above step 3
    recommendation = only(one(checklist()), {"C1": ticked({"a": 1, "b": "0.25"})})

    assert recommendation.step.to == 4
    assert recommendation.points_gained == 1000 * (F(4, 5) - F(5, 8))


@pytest.mark.parametrize("answer", [at(5), without(), steps_are(2, None), None])
def test_nothing_is_advised_for_what_is_best_open_or_not_applicable(answer):
    asked = questionnaire(dimension("only", maturity("M1", 10), maturity("M2", 90)))
    answers = {"M2": at(5)} | ({} if answer is None else {"M1": answer})

    assert advice(asked, answers) == ()


def test_nothing_is_advised_where_the_questionnaire_has_no_step():
    assert advice(one(maturity(improve=())), {"M1": at(2)}) == ()


def test_nothing_is_advised_in_a_dimension_that_is_not_rated():
    asked = questionnaire(dimension("a", maturity("M1")), dimension("b", maturity("M2")))

    assert [r.item.id for r in advice(asked, {"M1": at(2), "M2": without()})] == ["M1"]
    half = questionnaire(dimension("a", maturity("M1"), maturity("M2")))
    assert advice(half, {"M1": at(2), "M2": without()}) == ()


def test_a_certification_advises_on_what_is_open_too():
    assert only(one(maturity()), {}, purpose="certification").step.to == 1


def test_points_gained_are_points_of_the_total():
    asked = questionnaire(
        dimension("a", maturity("M1", 300), maturity("M2", 100)),
        dimension("b", maturity("M3", 600)),
        profiles=(profile("capability", a=400, b=600), profile("excellence", a=200, b=800)),
    )
    answers = {"M1": at(2), "M2": at(5), "M3": at(5)}

    # 300 · 1/5 under a profile that follows the items; half of it where a counts half
    assert only(asked, answers).points_gained == 60
    assert only(asked, answers, profile="excellence").points_gained == 30


def test_points_gained_are_scaled_to_the_form():
    asked = questionnaire(
        dimension("a", maturity("M1", 300, core=True), maturity("M2", 100)),
        profiles=(profile("capability", a=1000),),
    )

    # In the short form M1 stands for all of the dimension: 1000 · 1/5
    assert only(asked, {"M1": at(2)}, form="core").points_gained == 200


def test_points_gained_is_what_the_total_gains():
    asked = questionnaire(dimension("a", maturity("M1", 30), maturity("M2", 10)))
    before = card(asked, {"M1": at(2), "M2": at(5)}).total.claimed
    after = card(asked, {"M1": at(3), "M2": at(5)}).total.claimed
    assert before is not None
    assert after is not None

    assert only(asked, {"M1": at(2), "M2": at(5)}).points_gained == after - before


@pytest.mark.parametrize(
    ("knock_out", "blocks", "weakest", "factor"),
    [
        (False, False, False, 1),
        (True, True, True, "2.75"),
        (True, True, False, "2.5"),
        (False, True, False, "1.5"),
        (False, False, True, "1.25"),
    ],
)
def test_urgency_adds_up(knock_out, blocks, weakest, factor):
    urgency = Urgency(knock_out=knock_out, blocks=blocks, weakest=weakest)

    assert urgency.factor == F(factor)


def test_urgency_follows_the_gates_of_the_next_level():
    asked = questionnaire(
        dimension("weak", maturity("M1"), maturity("K1", knock_out=True)),
        dimension("fine", maturity("M3"), maturity("M4", knock_out=True)),
        levels=(level(1, 0, each="0.40", knock_out="0.40"),),
    )
    # weak: (2 + 1) / 10 = 30 %; fine: (2 + 4) / 10 = 60 %
    found = {
        r.item.id: r for r in advice(asked, {"M1": at(2), "K1": at(1), "M3": at(2), "M4": at(4)})
    }

    assert found["K1"].urgency == Urgency(knock_out=True, blocks=True, weakest=True)
    assert found["M1"].urgency == Urgency(knock_out=False, blocks=True, weakest=True)
    assert found["M3"].urgency == Urgency(knock_out=False, blocks=False, weakest=False)
    assert found["M4"].urgency == Urgency(knock_out=False, blocks=False, weakest=False)
    assert [gate.name for gate in found["M1"].gates] == ["dimension:weak"]
    assert [gate.name for gate in found["K1"].gates] == ["dimension:weak", "knock_out:K1"]


def test_a_required_score_makes_its_item_urgent():
    asked = questionnaire(
        dimension("only", maturity("V12"), maturity("M2")),
        levels=(level(1, 0, require=['score("V12") >= 0.6']),),
    )
    found = {r.item.id: r for r in advice(asked, {"V12": at(2), "M2": at(2)})}

    assert found["V12"].urgency.blocks
    assert not found["V12"].urgency.knock_out
    assert not found["M2"].urgency.blocks


def test_dimensions_that_tie_are_all_weakest():
    asked = questionnaire(dimension("a", maturity("M1")), dimension("b", maturity("M2")))

    assert all(r.urgency.weakest for r in advice(asked, {"M1": at(2), "M2": at(2)}))


@pytest.mark.parametrize(
    ("grade", "confidence"), [(None, "0.5"), (0, "0.5"), (1, "0.75"), (2, 1), (3, 1), (4, 1)]
)
def test_confidence_grows_with_evidence(grade, confidence):
    found = only(one(maturity()), {"M1": at(2, evidence=grade)})

    assert found.confidence == F(confidence)


@pytest.mark.parametrize(
    ("priorities", "weight"),
    [
        ({}, 1),
        ({"M1": "high"}, "1.5"),
        ({"M1": "low"}, "0.5"),
        ({"only": "high"}, "1.5"),
        ({"only": "high", "M1": "low"}, "0.5"),
        ({"M2": "high"}, 1),
    ],
)
def test_the_clients_priority_is_of_the_item_before_the_dimension(priorities, weight):
    (found,) = advice(one(maturity()), {"M1": at(2)}, priorities)

    assert found.client_priority == F(weight)


def test_the_priority_is_the_product_of_its_factors_by_effort():
    asked = one(maturity(improve=steps(effort=8)))
    (found,) = advice(asked, {"M1": at(2, evidence=1)}, {"M1": "high"})

    # 200 points × 1.25 (weakest) × 1.5 × 0.75 / 8
    assert found.points_gained == 200
    assert found.priority == F(200) * F(5, 4) * F(3, 2) * F(3, 4) / 8


def kinds(*items: Item, **answers: More):
    """The kind of every recommendation, by item; a quick win has 10 days and 12 weeks at most."""
    found = advice(questionnaire(dimension("only", *items), levels=(level(1, 0),)), answers)
    return {r.item.id: r.kind for r in found}


@pytest.mark.parametrize(
    ("effort", "weeks", "kind"),
    [
        (10, 12, Kind.QUICK_WIN),  # 12 · 7 = 84 days
        (10, 13, Kind.STRATEGIC),  # 13 · 7 = 91 days
        ("10.5", 12, Kind.STRATEGIC),
        (1, 1, Kind.QUICK_WIN),
    ],
)
def test_a_quick_win_takes_ten_person_days_and_ninety_days_at_most(effort, weeks, kind):
    assert kinds(maturity(improve=steps(effort, weeks)), M1=at(2)) == {"M1": kind}


def test_a_large_gain_is_strategic_and_a_small_one_filled_in_or_deferred():
    found = kinds(
        maturity("large", 70, improve=steps(30, 26)),
        maturity("short", 10, improve=steps(10, 13)),
        maturity("long", 10, improve=steps(11, 13)),
        maturity("quick", 10),
        large=at(2),
        short=at(2),
        long=at(2),
        quick=at(2),
    )

    # gains 140, 20, 20, 20; the third of four is the upper quartile: 20 — so all are large
    assert found == {
        "large": Kind.STRATEGIC,
        "short": Kind.STRATEGIC,
        "long": Kind.STRATEGIC,
        "quick": Kind.QUICK_WIN,
    }
    found = kinds(
        maturity("large", 60, improve=steps(30, 26)),
        maturity("second", 20, improve=steps(30, 26)),
        maturity("short", 10, improve=steps(10, 13)),
        maturity("long", 10, improve=steps(11, 13)),
        large=at(2),
        second=at(2),
        short=at(2),
        long=at(2),
    )
    # gains 120, 40, 20, 20: the quartile is 40
    assert found == {
        "large": Kind.STRATEGIC,
        "second": Kind.STRATEGIC,
        "short": Kind.FILL_IN,
        "long": Kind.DEFER,
    }


@pytest.mark.parametrize(
    ("needed", "is_open"),
    [
        (at(0), True),
        (at(1), True),
        (at(2), False),
        (at(4), False),
        (None, True),
        (without(), False),
    ],
)
def test_a_need_is_open_until_it_stands_one_below_the_target(needed, is_open):
    asked = questionnaire(
        dimension("a", maturity("M1", 95, needs=("M2", "gone")), maturity("M2", 5)),
        levels=(level(1, 0),),
    )
    answers = {"M1": at(2)} | ({} if needed is None else {"M2": needed})
    found = {r.item.id: r for r in advice(asked, answers)}["M1"]  # to step 3

    assert [item.id for item in found.open_needs] == (["M2"] if is_open else [])
    assert (found.kind is Kind.QUICK_WIN) is not is_open


def test_a_need_that_is_not_asked_stands_for_what_it_needs_itself():
    asked = questionnaire(
        dimension(
            "a",
            maturity("M1", 50, core=True, needs=("M2",)),
            maturity("M2", 20, needs=("M3", "M1")),
            maturity("M3", 30, core=True),
        ),
        levels=(level(1, 0),),
    )
    answers = {"M1": at(2), "M2": at(0), "M3": at(0)}

    def needed(form: str) -> list[str]:
        return [
            i.id
            for r in advice(asked, answers, form=form)
            if r.item.id == "M1"
            for i in r.open_needs
        ]

    assert needed("full") == ["M2"]
    assert needed("core") == ["M3"]


def test_must_fix_comes_first_then_the_priority_then_the_name():
    asked = questionnaire(
        dimension(
            "only",
            maturity("B", 10),
            maturity("A", 10),
            maturity("big", 100),
            maturity("knock", 1, knock_out=True, improve=steps(effort=99)),
        ),
        levels=(level(1, 0, knock_out="0.4"),),
    )
    found = advice(asked, {"B": at(2), "A": at(2), "big": at(2), "knock": at(1)})

    assert [r.item.id for r in found] == ["knock", "big", "A", "B"]
    assert [r.kind for r in found] == [Kind.MUST_FIX] + [Kind.QUICK_WIN] * 3


def test_a_knock_out_above_its_gate_is_no_must_fix():
    asked = questionnaire(
        dimension("only", maturity("M1", knock_out=True)), levels=(level(1, 0, knock_out="0.4"),)
    )

    assert only(asked, {"M1": at(2)}).kind is Kind.QUICK_WIN


def test_a_checklist_just_below_the_gate_is_a_must_fix():
    item = checklist(practice("a", 7), practice("b", 13), knock_out=True)
    asked = questionnaire(dimension("only", item), levels=(level(1, 0, knock_out="0.4"),))

    # 7/20 = 35 %
    found = only(asked, {"C1": ticked({"a": 1, "b": 0})})
    assert (found.kind, found.step.to) == (Kind.MUST_FIX, 2)
