from fractions import Fraction

import pytest

from assess.core.items import Item
from assess.core.maturity import level_of
from assess.core.recommendations import recommend
from assess.core.roadmap import Roadmap, after, plan
from tests.core.factory import (
    More,
    at,
    card,
    dimension,
    level,
    maturity,
    questionnaire,
    steps,
)

F = Fraction


def roadmap(*items: Item, capacity=60, answers=None, **how: More) -> Roadmap:
    """The plan for these items, each at step 2 unless told otherwise."""
    asked = questionnaire(
        dimension("only", *items),
        levels=(level(1, 100), level(2, 500), level(3, 700, knock_out="0.6")),
    )
    answers = {item.id: at(2) for item in items} if answers is None else answers
    found = card(asked, answers, **how)
    advice = recommend(found, level_of(found))
    return plan(advice, F(capacity), found)


def times(found: Roadmap) -> dict[str, tuple[int, int]]:
    """Wave and quarter by item."""
    return {
        move.recommendation.item.id: (move.wave, move.quarter)
        for wave in found.waves
        for move in wave.moves
    }


def large(id, points=10, effort=30, weeks=26, **more: More):
    """An item whose next step is neither quick nor small."""
    return maturity(id, points, improve=steps(effort, weeks), **more)


def test_quick_wins_come_in_the_first_quarter_and_the_rest_from_the_second():
    found = roadmap(maturity("quick"), large("slow"))

    assert times(found) == {"quick": (1, 1), "slow": (2, 2)}
    assert [wave.number for wave in found.waves] == [1, 2, 3]


def test_weeks_count_from_the_start_of_the_quarter():
    found = roadmap(maturity("quick"), large("slow"))
    moves = {m.recommendation.item.id: m for wave in found.waves for m in wave.moves}

    assert (moves["quick"].start_week, moves["quick"].end_week) == (0, 4)
    assert (moves["slow"].start_week, moves["slow"].end_week) == (13, 39)


def test_a_full_quarter_pushes_work_into_the_next():
    # 30 days a quarter: one large step each from the second quarter on
    found = roadmap(*(large(f"M{n}", 10 * n) for n in range(1, 6)), capacity=30)

    assert times(found) == {
        "M5": (2, 2),
        "M4": (2, 3),
        "M3": (2, 4),
        "M2": (3, 5),
        "M1": (3, 6),
    }


def test_what_finds_no_room_in_two_years_comes_later():
    # 7 quarters of 30 days for 8 steps of 30 days
    found = roadmap(*(large(f"M{n}", 10 * n) for n in range(1, 9)), capacity=30)

    assert [r.item.id for r in found.later] == ["M1"]


def test_long_work_takes_its_days_from_the_quarters_that_follow():
    # 70 days at 30 a quarter: all of quarters 2 and 3 and 10 of quarter 4, which leaves 20
    found = roadmap(large("long", 90, effort=70), large("next", 10, effort=20), capacity=30)

    assert times(found) == {"long": (2, 2), "next": (2, 4)}


def test_work_does_not_start_on_the_last_days_of_a_quarter():
    # 55 of 60 days are taken; 5 are less than a quarter of the capacity
    found = roadmap(large("first", 90, effort=55), large("second", 10), capacity=60)

    assert times(found) == {"first": (2, 2), "second": (2, 3)}


def test_a_wave_sums_the_effort_of_its_moves():
    found = roadmap(maturity("a"), maturity("b"), large("c"))

    assert [wave.effort for wave in found.waves] == [10, 30, 0]
    assert found.capacity == 60


def test_without_capacity_everything_comes_later():
    found = roadmap(maturity("a"), large("b"), capacity=0)

    assert times(found) == {}
    assert {r.item.id for r in found.later} == {"a", "b"}


def test_a_knock_out_below_its_gate_starts_at_once_however_long_it_takes():
    asked = roadmap(
        large("knock", 10, effort=50, knock_out=True),
        large("rest", 90),
        answers={"knock": at(2), "rest": at(4)},
    )

    assert times(asked)["knock"] == (1, 1)


def test_a_wave_is_projected_with_everything_before_it():
    # 1000 · (10·0.4 + 30·0.4) / 40 = 400; each quarter of the weight by 1/5
    found = roadmap(maturity("quick", 10), large("slow", 30))
    first, second, third = (wave.projection for wave in found.waves)
    assert first is not None
    assert second is not None
    assert third is not None

    # all of it: 400 + 1000·10/40·0.2 = 450; at 60 %: 400 + 0.6·50
    assert (first.low, first.high) == (F(430), F(450))
    # and + 1000·30/40·0.2 = 600; at 60 %: 400 + 0.6·200
    assert (second.low, second.high) == (F(520), F(600))
    assert third.high == 600
    assert [p.decision.number for p in (first, second, third)] == [1, 2, 2]


def test_a_projection_of_nothing_is_today():
    asked = questionnaire(dimension("only", maturity("M1")))
    answers = {"M1": at(3)}
    found = after(card(asked, answers), ())
    assert found is not None

    assert found.low == found.high == 600


def test_a_certification_is_projected_on_evidence():
    asked = questionnaire(dimension("only", maturity("M1", 10), maturity("M2", 10)))
    answers = {"M1": at(2, evidence=1), "M2": at(2, evidence=0)}
    today = card(asked, answers, purpose="certification")
    (first, *_) = recommend(today, level_of(today))
    found = after(today, [first])
    assert found is not None

    # evidenced 0.4 and 0.2: 300 points; M1 to step 3, proved: 0.6 and 0.2
    assert first.item.id == "M1"
    assert (found.low, found.high) == (F(360), F(400))


def test_there_is_no_projection_without_a_total():
    asked = questionnaire(dimension("a", maturity("M1")), dimension("b", maturity("M2")))
    answers = {"M1": at(2)}
    found = card(asked, answers)
    advice = recommend(found, level_of(found))
    road = plan(advice, F(60), found)

    assert len(advice) == 1
    assert [wave.projection for wave in road.waves] == [None, None, None]


@pytest.mark.parametrize(("step_worth", "ambitious"), [("0.75", False), ("0.76", True)])
def test_more_than_150_points_in_the_first_year_are_called_ambitious(step_worth, ambitious):
    # The quick win is worth 0.75 · 200 = 150 points, the best rest of the weight is at the top.
    share = F(step_worth)
    found = roadmap(
        maturity("quick", share),
        maturity("done", 1 - share),
        answers={"quick": at(2), "done": at(5)},
    )

    assert found.points_first_year == 200 * share
    assert found.ambitious is ambitious


def test_the_second_year_is_not_counted_in_the_first():
    found = roadmap(*(large(f"M{n}", 10) for n in range(1, 6)), capacity=30)

    # three of five in the first year, each 1000/5·0.2 points
    assert found.points_first_year == 3 * 40


def test_a_move_waits_for_what_it_needs():
    found = roadmap(
        large("late", effort=20, needs=("base",)),
        large("base", points=5, effort=20, weeks=13),
        answers={"late": at(3), "base": at(1)},
    )

    assert times(found) == {"base": (2, 2), "late": (2, 3)}
