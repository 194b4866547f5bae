from fractions import Fraction

import pytest

from assess.core.intervals import wilson_lower
from assess.core.items import CurvePoint
from assess.core.rules import on_curve
from assess.core.scorecard import Status
from tests.core.factory import (
    checklist,
    choice,
    chosen,
    counted,
    coverage,
    kpi,
    maturity,
    measured,
    practice,
    scored,
    steps_are,
    ticked,
)

F = Fraction


# Maturity: reality, but one step above intention at most


@pytest.mark.parametrize(
    ("intention", "reality", "step"),
    [(0, 0, 0), (5, 0, 0), (0, 1, 1), (0, 5, 1), (2, 3, 3), (2, 4, 3), (3, 2, 2), (5, 5, 5)],
)
def test_practice_may_run_one_step_ahead_of_the_plan(intention, reality, step):
    found = scored(maturity(), steps_are(intention, reality))

    assert found.claimed == found.low == found.high == F(step, 5)
    assert found.status is Status.ANSWERED
    assert found.step == step


def test_a_single_axis_is_the_step_itself():
    assert scored(maturity(axes=("reality",)), steps_are(None, 3)).claimed == F(3, 5)
    assert scored(maturity(axes=("intention",)), steps_are(4, None)).claimed == F(4, 5)


def test_one_axis_of_two_makes_the_item_partly_answered():
    only_plan = scored(maturity(), steps_are(3, None))
    only_practice = scored(maturity(), steps_are(None, 4))

    assert only_plan.status is only_practice.status is Status.PARTLY
    assert only_plan.claimed is only_practice.claimed is None
    # reality 0 … 5 under intention 3: min(0, 4) … min(5, 4)
    assert (only_plan.low, only_plan.high) == (F(0), F(4, 5))
    # intention 0 … 5 over reality 4: min(4, 1) … min(4, 6)
    assert (only_practice.low, only_practice.high) == (F(1, 5), F(4, 5))


# Checklist: the weighted mean of the practices


def test_a_checklist_is_the_weighted_mean_of_its_practices():
    item = checklist(practice("a", 2), practice("b", 1), practice("c", 1))

    # (2·1 + 1·0.5 + 1·0.25) / 4
    assert scored(item, ticked({"a": 1, "b": "0.5", "c": "0.25"})).claimed == F(275, 400)


def test_a_missing_mandatory_practice_caps_the_checklist_at_two_fifths():
    item = checklist(practice("a", mandatory=True), practice("b", 9))

    # (1·0 + 9·1) / 10 would be 9/10
    assert scored(item, ticked({"a": 0, "b": 1})).claimed == F(2, 5)
    # a little of it lifts the cap: (0.25 + 9) / 10
    assert scored(item, ticked({"a": "0.25", "b": 1})).claimed == F(925, 1000)


def test_the_cap_never_raises_a_checklist():
    item = checklist(practice("a", mandatory=True), practice("b"))

    # half of one of two practices
    assert scored(item, ticked({"a": 0, "b": "0.5"})).claimed == F(1, 4)


def test_an_open_practice_leaves_the_claim_and_widens_the_interval():
    item = checklist(practice("a"), practice("b", 2), practice("c", 3))
    found = scored(item, ticked({"a": 1, "b": "0.5"}))

    assert found.status is Status.PARTLY
    # (1·1 + 2·0.5) / 3; then with 3·0 and with 3·1 over 6
    assert (found.claimed, found.low, found.high) == (F(2, 3), F(2, 6), F(5, 6))


def test_an_open_mandatory_practice_caps_the_low_end_only():
    item = checklist(practice("a", mandatory=True), practice("b", 9))
    found = scored(item, ticked({"b": 1}))

    assert (found.claimed, found.low, found.high) == (F(1), F(2, 5), F(1))


def test_a_missing_mandatory_practice_caps_a_checklist_that_is_still_open():
    item = checklist(practice("a", mandatory=True), practice("b", 9), practice("c"))
    found = scored(item, ticked({"a": 0, "b": 1}))

    assert (found.claimed, found.low, found.high) == (F(2, 5), F(2, 5), F(2, 5))


# Coverage: the share, from nothing to everything


def test_coverage_is_the_share():
    assert scored(coverage(), counted(12, 20)).claimed == F(3, 5)


def test_a_share_is_clipped_to_everything():
    assert scored(coverage(), counted(21, 20)).claimed == 1
    assert scored(coverage(), counted(-1, 20)).claimed == 0


@pytest.mark.parametrize("answer", [counted(12, None), counted(None, 20), counted(3, 0)])
def test_half_a_share_is_partly_answered_and_may_be_anything(answer):
    found = scored(coverage(), answer)

    assert (found.status, found.claimed) == (Status.PARTLY, None)
    assert (found.low, found.high) == (F(0), F(1))


def test_a_certification_takes_the_lower_bound_of_a_small_sample():
    found = scored(coverage(), counted(6, 10, sample=10), "certification")

    # Wilson: (0.6 + z²/20 − z·√(0.024 + z²/400)) / (1 + z²/10), z = 1.959964
    # = (0.6 + 0.192073 − 0.359297) / 1.384146 = 0.312674
    assert found.claimed is not None
    assert float(found.claimed) == pytest.approx(0.312674, abs=5e-7)


@pytest.mark.parametrize(
    ("purpose", "sample"),
    [("certification", 30), ("certification", None), ("self-assessment", 10), ("audit", 10)],
)
def test_large_samples_full_counts_and_other_purposes_take_the_share(purpose, sample):
    assert scored(coverage(), counted(6, 10, sample=sample), purpose).claimed == F(3, 5)


def test_wilsons_bound_grows_with_the_sample_and_stays_below_the_share():
    bounds = [wilson_lower(F(3, 5), n) for n in (0, 1, 10, 29, 100)]

    assert bounds == sorted(bounds)
    assert bounds[0] == 0
    assert bounds[-1] < F(3, 5)


def test_wilsons_bound_of_nothing_is_nothing():
    assert 0 <= wilson_lower(F(0), 10) < F(1, 10**17)


# KPI: level, trend, comparison and segments


@pytest.mark.parametrize(
    ("value", "worth"),
    [(50, 0), (60, 0), (70, "0.4"), (80, "0.8"), (85, "0.9"), (90, 1), (99, 1)],
)
def test_a_curve_is_linear_between_its_points_and_flat_outside(value, worth):
    curve = kpi().curve  # 60 → 0, 80 → 0.8, 90 → 1

    assert on_curve(curve, F(value)) == F(worth)


def test_a_falling_curve_is_read_the_other_way_round():
    days = kpi(better="lower", curve=((2, 1), (10, 0)))

    assert scored(days, measured(1)).claimed == F(3, 5)  # L = 1, alone worth 3/5
    assert scored(days, measured(8)).claimed == F(1, 4)  # L = (10 − 8) / 8
    assert scored(days, measured(11)).claimed == 0


def test_a_curve_of_one_point_is_flat():
    assert on_curve((CurvePoint(at=F(5), score=F(1, 2)),), F(9)) == F(1, 2)


@pytest.mark.parametrize(
    ("answer", "worth"),
    [
        # L = 0.8 throughout
        (measured(80), "0.6"),  # max(min(0.8, 0.6), 0.4)
        (measured(80, 76, 78, 80), "0.6"),  # 0.4 + 0.2
        (measured(80, 76, 78, 80, comparison="above"), "0.8"),  # 0.4 + 0.2 + 0.2
        (measured(80, 76, 78, 80, comparison="at"), "0.7"),  # 0.4 + 0.2 + 0.1
        (measured(80, 76, 78, 80, comparison="below"), "0.6"),
        (measured(80, 76, 78, 80, comparison="above", segments=True), "0.9"),
        (measured(80, 80, 80, 80, comparison="above", segments=True), "0.8"),  # flat: T = 1/2
        (measured(80, 84, 82, 80, comparison="above", segments=True), "0.7"),  # adverse: T = 0
        (
            measured(80, 70, 80, comparison="above", segments=True),
            "0.7",
        ),  # two periods tell nothing
    ],
)
def test_a_kpi_is_half_its_level_and_half_what_is_known_about_it(answer, worth):
    assert scored(kpi(), answer).claimed == F(worth)


def test_everything_at_its_best_is_worth_everything():
    best = measured(95, 91, 93, 95, comparison="above", segments=True)

    assert scored(kpi(), best).claimed == 1


@pytest.mark.parametrize(
    ("periods", "worth"),
    [
        ((70, 75, 72, 80), 1),  # pairs + + + − + +: S = 4
        ((80, 70, 75, 72, 60), 0),  # S = −6
        ((70, 80, 70), F(1, 2)),  # + 0 −: S = 0
    ],
)
def test_the_trend_is_the_sign_of_mann_and_kendalls_s(periods, worth):
    found = scored(kpi(), measured(periods[-1], *periods, comparison="above", segments=True))
    level = on_curve(kpi().curve, F(periods[-1]))

    assert found.claimed == level / 2 + F(worth) / 5 + F(1, 5) + F(1, 10)


def test_falling_is_improving_where_lower_is_better():
    days = kpi(better="lower", curve=((2, 1), (10, 0)))
    falling = measured(6, 8, 7, 6, comparison="at")
    rising = measured(6, 4, 5, 6, comparison="at")

    assert scored(days, falling).claimed == F(1, 4) + F(1, 5) + F(1, 10)  # L = 1/2
    assert scored(days, rising).claimed == F(1, 2)  # min(L, 3/5) > 0.25 + 0 + 0.1


def test_a_series_at_the_top_throughout_counts_as_improving():
    # Falling, but each period is worth 1: L/2 + 1/5
    assert scored(kpi(), measured(91, 99, 95, 91)).claimed == F(7, 10)


def test_more_information_never_costs():
    alone = scored(kpi(), measured(78)).claimed
    adverse = scored(kpi(), measured(78, 82, 80, 78, comparison="below")).claimed

    assert alone == adverse == F(3, 5)


def test_clients_own_targets_make_the_curve():
    own = kpi(curve_source="set by client")
    targets = {"worst": F(0), "target": F(10), "best": F(20)}

    # halfway from worst to target: L = 0.4; halfway from target to best: L = 0.9
    assert scored(own, measured(5, targets=targets)).claimed == F(2, 5)
    assert scored(own, measured(15, 1, 9, 15, targets=targets)).claimed == F(65, 100)


def test_targets_do_not_bend_a_sourced_curve():
    targets = {"worst": F(0), "target": F(10), "best": F(20)}

    assert scored(kpi(), measured(15, targets=targets)).claimed == 0


def test_periods_without_a_value_are_partly_answered():
    found = scored(kpi(), measured(None, 70, 71, 72))

    assert (found.status, found.low, found.high) == (Status.PARTLY, F(0), F(1))


# Choice


def test_a_choice_is_worth_its_option():
    assert scored(choice(), chosen("partly")).claimed == F(2, 5)
