"""What follows from a score keeps to the rule by which it was made: levels, advice, change."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assess.core.change import change_of
from assess.core.maturity import level_of
from assess.core.recommendations import recommend
from assess.core.report import compile_report
from assess.core.result import result_of
from assess.core.roadmap import plan
from assess.core.scorecard import Scorecard
from assess.core.scoring_rules import Rollup, Rounding
from assess.core.sensitivity import sensitivity
from tests.core.factory import (
    NPLF,
    More,
    assessment,
    card,
    counted,
    coverage,
    dimension,
    level,
    profile,
    questionnaire,
    rated,
    rating,
    rules,
    without,
)

F = Fraction


def two(total: Rollup = "weighted-mean", rollup: Rollup = "weighted-mean", **more: More):
    """Two dimensions of two items each, out of 100 points."""
    scoring = rules(total=total, rollup=rollup, maximum=F(100), **NPLF, **more.pop("rules", {}))
    return questionnaire(
        dimension("a", rating("A1", 10), rating("A2", 30)),
        dimension("b", rating("B1", 30), rating("B2", 30)),
        scoring=scoring,
        profiles=(profile("plain"), profile("other")),
        **more,
    )


def answers(a1: int = 8, a2: int = 4, b1: int = 6, b2: int = 2):
    return {"A1": rated(a1), "A2": rated(a2), "B1": rated(b1), "B2": rated(b2)}


# Levels


@pytest.mark.parametrize(
    ("gates", "number"),
    [
        ({"each": "0.4"}, 1),
        ({"each": "0.41"}, 0),
        ({"require": ['score("A1") >= 80%']}, 1),
        ({"require": ['score("b") >= 40%']}, 1),
        ({"require": ['score("b") > 40%']}, 0),
        ({"require": ['score("a") >= 50% and score("b") >= 40%']}, 1),
    ],
)
def test_a_level_may_have_conditions_and_floors_without_a_total(gates, number):
    asked = two(levels=(level(1, None, **gates),))
    decision = level_of(card(asked, answers()))

    assert decision.number == number
    assert "total" not in [gate.name for gate in decision.gates]


def test_a_condition_on_a_dimension_names_it_and_shows_both_sides():
    asked = two(levels=(level(1, None, require=['score("b") >= 50%']),))
    (gate,) = level_of(card(asked, answers())).blocking

    assert gate.dimension is not None
    assert gate.dimension.id == "b"
    assert (gate.value, gate.threshold, gate.shortfall) == (F(2, 5), F(1, 2), F(1, 10))


def test_a_dimension_that_left_the_total_has_no_gate():
    asked = two("mean", levels=(level(1, None, each="0.4"),), rules={"minimum": 0})
    given = {**answers(), "B1": without(), "B2": without()}
    decision = level_of(card(asked, given))

    assert decision.number == 1
    assert [gate.name for gate in decision.gates] == ["dimension:a"]


@pytest.mark.parametrize(
    ("mode", "share", "number"),
    [
        ("half-up", "0.345", 1),
        ("half-even", "0.345", 0),  # 34
        ("half-even", "0.355", 1),  # 36
        ("down", "0.359", 1),
        ("down", "0.3499", 0),
        ("none", "0.3499", 0),
        ("none", "0.35", 1),
    ],
)
def test_gates_compare_what_is_printed_in_every_mode(mode, share, number):
    asked = questionnaire(
        dimension("only", coverage("P1")),
        levels=(level(1, None, each="0.35"),),
        scoring=rules(mode=mode),
    )

    assert level_of(card(asked, {"P1": counted(share, 1)})).number == number


# Advice


def gains(asked, given=None) -> dict[str, Fraction]:
    found = card(asked, given or answers())
    return {r.item.id: r.points_gained for r in recommend(found, level_of(found))}


def test_advice_says_what_the_total_gains_by_each_rule():
    # each step leads to the next fifth: A1 to 1, A2 to 0.6, B1 to 0.8, B2 to 0.4
    assert gains(two()) == {
        "A1": 10 * F(2, 10),
        "A2": 30 * F(2, 10),
        "B1": 30 * F(2, 10),
        "B2": 30 * F(2, 10),
    }
    assert gains(two("mean", "mean")) == dict.fromkeys(("A1", "A2", "B1", "B2"), 100 * F(2, 10) / 4)
    # a: min(0.8, 0.4), b: min(0.6, 0.2); only B2 lifts the lowest
    assert gains(two("minimum", "minimum")) == {
        "A1": 0,
        "A2": 0,
        "B1": 0,
        "B2": 100 * F(2, 10),
    }


def test_advice_on_a_ladder_gains_where_a_rung_is_reached():
    asked = two("mean", "cumulative")
    # a: F, P; b: P, F. A2 to 0.6 reaches the second rung; B1 to 0.6 the first, not the second
    found = gains(asked, answers(9, 4, 4, 10))

    assert found["A2"] == 100 * F(1, 2) / 2
    assert found["B1"] == 100 * F(1, 2) / 2
    assert found["A1"] == 0


def test_a_gain_that_is_none_is_not_strategic():
    found = card(two("minimum", "minimum"), answers())
    kinds = {r.item.id: r.kind.value for r in recommend(found, level_of(found))}

    assert "strategic" not in {kind for id, kind in kinds.items() if id != "B2"}


def test_a_plan_is_ambitious_by_the_share_of_the_maximum_that_it_brings():
    low = answers(0, 0, 0, 0)
    found = card(two(), low)
    moves = recommend(found, level_of(found))
    roadmap = plan(moves, F(1000), found)

    # a step in every item: 20 of 100 points, above 15
    assert roadmap.points_first_year == 20
    assert roadmap.ambitious
    assert not plan(moves[:2], F(1000), found).ambitious


# Change


@pytest.mark.parametrize("total", ["weighted-mean", "mean", "sum"])
@pytest.mark.parametrize("rollup", ["weighted-mean", "mean", "sum"])
def test_items_account_for_a_change_wherever_scores_are_sums(total, rollup):
    asked = two(total, rollup)
    found = change_of(assessment({}), card(asked, answers()), card(asked, answers(10, 4, 4, 2)))

    assert found is not None
    assert found.by_rules == found.by_scope == 0
    assert {move.item.id for move in found.moves} == {"A1", "B1"}
    assert sum(move.effect for move in found.moves) == found.difference


def test_a_dimension_by_its_lowest_item_accounts_for_a_change_as_a_whole():
    asked = two("mean", "minimum")
    found = change_of(assessment({}), card(asked, answers()), card(asked, answers(10, 5)))

    assert found is not None
    assert found.moves == ()
    assert [move.effect for move in found.dimensions] == [100 * F(1, 10) / 2, 0]
    assert [found.difference, found.by_rules] == [5, 0]


def test_a_total_by_its_lowest_dimension_accounts_for_a_change_alone():
    asked = two("minimum")
    found = change_of(assessment({}), card(asked, answers()), card(asked, answers(b2=4)))

    assert found is not None
    assert [move.effect for move in found.dimensions] == [0, 0]
    assert found.difference == found.by_rules == 100 * F(1, 10)  # b: 0.4 … 0.5, a: 0.5


# Weights


@pytest.mark.parametrize("total", ["minimum", "cumulative"])
def test_no_weight_can_matter_where_none_counts(total):
    assert sensitivity(card(two(total), answers())) is None


def test_a_plain_mean_is_tried_with_other_weights_but_not_with_other_profiles():
    found = sensitivity(card(two("mean"), answers()))

    assert found is not None
    # 0.5 and 0.4 of 100
    assert 40 < found.lowest < 45 < found.highest < 50
    assert found.others == ()


def test_a_sum_is_tried_with_the_weights_of_what_applies():
    asked = two("sum", rules={"minimum": 0})
    whole, less = (
        sensitivity(card(asked, given))
        for given in (answers(10, 10, 0, 0), {**answers(10, 10, 0, 0), "B2": without()})
    )

    assert whole is not None
    assert less is not None
    # a weighs 40, b 60 or the 30 that are left of it: 100·40·¾ / (40·¾ + 60·5/4) at least
    assert 28 < whole.lowest < 40 < whole.highest < 53
    assert 44 < less.lowest < F(400, 7) < less.highest < 69
    (other,) = less.others
    assert other.total == F(400, 7)


# The result for machines


def result(scorecard: Scorecard) -> dict[str, More]:
    made = assessment(
        {score.item.id: score.answer for score in scorecard.items if score.answer},
        profile="plain",
    )
    return result_of(compile_report(scorecard.questionnaire, made, None, engine="1"))


def test_a_result_has_stages_and_bands_only_where_they_count():
    staged = questionnaire(
        dimension("a", rating("A1", stage="x"), stages={"x": "mean"}),
        scoring=rules(**NPLF),
        profiles=(profile("plain"),),
    )
    plain = questionnaire(
        dimension("a", rating("A1", stage="x"), stages=("x",)), profiles=(profile("plain"),)
    )
    found, other = (result(card(asked, {"A1": rated(6)})) for asked in (staged, plain))

    (dimension_found,) = found["dimensions"]
    assert dimension_found["stages"] == [
        {
            "id": "x",
            "claimed": "0.600000",
            "evidenced": "0.200000",
            "low": "0.600000",
            "high": "0.600000",
        }
    ]
    assert found["items"][0]["band"] == "L"
    assert "stages" not in other["dimensions"][0]
    assert "band" not in other["items"][0]


def test_points_have_the_decimals_of_the_questionnaire():
    asked = two()
    exact = replace(asked, scoring=replace(asked.scoring, rounding=Rounding(points=3, mode="down")))
    given = answers(8, 4, 6, 1)

    assert result(card(asked, given))["total"]["claimed"] == "41.0"
    assert result(card(exact, given))["total"]["claimed"] == "41.000"
