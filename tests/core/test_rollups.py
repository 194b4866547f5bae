from fractions import Fraction

import pytest

from assess.core.rollups import Part, rolled, rungs_reached, shares
from assess.core.scorecard import Status, Unrated
from assess.core.scoring_rules import Rollup
from tests.core.factory import (
    NPLF,
    More,
    at,
    card,
    counted,
    coverage,
    dimension,
    maturity,
    profile,
    questionnaire,
    rated,
    rating,
    rules,
    steps_are,
    without,
)

F = Fraction
LADDER = rules(**NPLF)


def part(weight, score, counted=None, *, applies=True):
    """A part; all of its weight is counted unless less is said."""
    score = None if score is None else F(score)
    return Part(F(weight), F(weight if counted is None else counted), score, applies)


THREE = [part(1, "0.2"), part(3, "0.8"), part(6, "0.5", 2)]


@pytest.mark.parametrize(
    ("rollup", "score"),
    [
        ("weighted-mean", F(1 * F(1, 5) + 3 * F(4, 5) + 6 * F(1, 2)) / 10),
        ("mean", F(1, 5) / 3 + F(4, 5) / 3 + F(1, 2) / 3),
        ("sum", F(1 * F(1, 5) + 3 * F(4, 5) + 2 * F(1, 2)) / 6),
        ("minimum", F(1, 5)),
    ],
)
def test_each_rollup_has_its_rule(rollup, score):
    assert rolled(rollup, THREE, LADDER) == score


@pytest.mark.parametrize("rollup", ["weighted-mean", "mean", "sum", "minimum"])
def test_what_has_no_score_is_left_out(rollup):
    unscored = [part(5, None), part(5, None, applies=False)]

    assert rolled(rollup, [*THREE, *unscored], LADDER) == rolled(rollup, THREE, LADDER)


@pytest.mark.parametrize("rollup", ["weighted-mean", "mean", "sum", "minimum", "cumulative"])
def test_nothing_scored_is_no_score(rollup):
    assert rolled(rollup, [part(5, None), part(5, None, applies=False)], LADDER) is None


@pytest.mark.parametrize(
    ("scores", "rungs"),
    [
        (["0.5", 1, 1], 0),  # P
        (["0.51", 1, 1], 1),  # L is enough for itself, not for what stands on it
        (["0.86", "0.85", 1], 2),
        (["0.86", "0.86", "0.6"], 3),
        (["0.86", None, 1], 1),  # nobody knows yet
        ([None, 1, 1], 0),
    ],
)
def test_a_rung_stands_on_those_under_it(scores, rungs):
    parts = [part(1, score) for score in scores]

    assert rungs_reached(parts, LADDER) == rungs
    assert rolled("cumulative", parts, LADDER) == F(rungs, 3)


def test_a_rung_of_which_nothing_applies_is_passed_over_but_not_reached():
    nothing = part(1, None, applies=False)

    assert rungs_reached([part(1, 1), nothing, part(1, 1)], LADDER) == 3
    assert rungs_reached([part(1, 1), part(1, 1), nothing], LADDER) == 2
    assert rungs_reached([nothing, part(1, "0.4")], LADDER) == 0


@pytest.mark.parametrize(
    ("rollup", "expected"),
    [
        ("weighted-mean", [F(1, 10), F(3, 10), F(6, 10)]),
        ("mean", [F(1, 3)] * 3),
        ("sum", [F(1, 6), F(3, 6), F(2, 6)]),
        ("minimum", None),
        ("cumulative", None),
    ],
)
def test_shares_say_what_a_part_adds_to_a_sum(rollup, expected):
    assert shares(rollup, THREE) == expected


def test_what_has_no_score_has_no_share():
    assert shares("mean", [part(1, 1), part(1, None)]) == [F(1), F(0)]
    assert shares("weighted-mean", [part(1, None)]) == [F(0)]


# The tree


def staged(rollup, **stages: More):
    """Two stages, weighing 3 and 1: 0.5 and 0.9 of one, 0.2 of the other."""
    return questionnaire(
        dimension(
            "only",
            coverage("A", 1, stage="first"),
            coverage("B", 2, stage="first"),
            coverage("C", 1, stage="second"),
            stages=stages,
            rollup=rollup,
        )
    )


ANSWERS = {"A": counted(1, 2), "B": counted(9, 10), "C": counted(1, 5)}
WEIGHTED = (F(1, 2) + 2 * F(9, 10)) / 3


@pytest.mark.parametrize(
    ("rollup", "inside", "score"),
    [
        ("mean", "mean", (F(7, 10) + F(1, 5)) / 2),
        ("mean", "weighted-mean", (WEIGHTED + F(1, 5)) / 2),
        ("weighted-mean", "mean", (3 * F(7, 10) + F(1, 5)) / 4),
        ("sum", "sum", (F(1, 2) + 2 * F(9, 10) + F(1, 5)) / 4),
        ("minimum", "mean", F(1, 5)),
        ("mean", "minimum", (F(1, 2) + F(1, 5)) / 2),
        (None, "mean", (3 * F(7, 10) + F(1, 5)) / 4),  # weighted-mean is the rule of the whole
    ],
)
def test_stages_with_a_rollup_make_the_score_of_their_dimension(rollup, inside, score):
    (only,) = card(staged(rollup, first=inside, second=inside), ANSWERS).dimensions

    assert only.staged
    assert only.claimed == score


def test_stages_without_a_rollup_are_a_view_by_the_rule_of_their_dimension():
    (only,) = card(staged("mean", first=None, second=None), ANSWERS).dimensions

    assert not only.staged
    assert only.claimed == (F(1, 2) + F(9, 10) + F(1, 5)) / 3
    assert [stage.mean.claimed for stage in only.stages] == [F(7, 10), F(1, 5)]


def test_a_stage_that_does_not_apply_leaves_a_sum_but_keeps_its_weight_otherwise():
    answers = {"A": counted(1, 2), "B": without(), "C": counted(1, 5)}
    lenient = {"scoring": rules(minimum=0)}

    def score(rollup: Rollup) -> Fraction | None:
        asked = questionnaire(
            *staged(rollup, first="weighted-mean", second="weighted-mean").dimensions, **lenient
        )
        return card(asked, answers).dimensions[0].claimed

    # the first stage is ½ with a weight of 3, or with the 1 point that is left of it
    assert score("weighted-mean") == (3 * F(1, 2) + F(1, 5)) / 4
    assert score("sum") == (F(1, 2) + F(1, 5)) / 2


def test_rungs_without_stages_are_the_items():
    asked = questionnaire(
        dimension("only", rating("A"), rating("B"), rating("C"), rollup="cumulative"),
        scoring=rules(**NPLF),
    )
    (only,) = card(asked, {"A": rated(9), "B": rated(6), "C": rated(10)}).dimensions

    assert only.claimed == F(2, 3)


def test_a_rung_is_as_high_as_its_lowest_item_unless_its_stage_says_otherwise():
    def score(**stages: More) -> Fraction | None:
        asked = questionnaire(
            dimension(
                "only",
                rating("A", stage="one"),
                rating("B", stage="one"),
                stages=stages,
                rollup="cumulative",
            ),
            scoring=rules(**NPLF),
        )
        return card(asked, {"A": rated(10), "B": rated(3)}).dimensions[0].claimed

    assert score(one=None) == 0  # 0.3 is P
    assert score(one="mean") == 1  # 0.65 is L


def test_a_rung_that_a_short_form_does_not_ask_keeps_its_number():
    asked = questionnaire(
        dimension(
            "only",
            rating("A", stage="one", core=True),
            rating("B", stage="two"),
            rating("C", stage="three", core=True),
            stages=("one", "two", "three"),
            rollup="cumulative",
        ),
        scoring=rules(**NPLF),
    )
    answers = {"A": rated(10), "C": rated(10)}

    assert card(asked, answers, form="core").dimensions[0].claimed == 1
    answers["C"] = rated(1)
    assert card(asked, answers, form="core").dimensions[0].claimed == F(1, 3)


# The total


def two(total, **more: More):
    """Dimensions at 0.8 and 0.4; the second has 30 of its 40 points applicable."""
    asked = questionnaire(
        dimension("a", rating("A", 60)),
        dimension("b", rating("B", 30), rating("N", 10)),
        scoring=rules(total=total, maximum=F(100)),
        profiles=(profile("plain"),),
        **more,
    )
    return card(asked, {"A": rated(8), "B": rated(4), "N": without()})


@pytest.mark.parametrize(
    ("total", "points", "maxima"),
    [
        ("weighted-mean", 60 * F(8, 10) + 40 * F(4, 10), [60, 40]),
        ("sum", 100 * (60 * F(8, 10) + 30 * F(4, 10)) / 90, [60, 30]),
        ("mean", 100 * (F(8, 10) + F(4, 10)) / 2, [100, 100]),
        ("minimum", 100 * F(4, 10), [100, 100]),
    ],
)
def test_the_total_has_a_rule_of_its_own(total, points, maxima):
    found = two(total)

    assert found.total.claimed == points
    assert [each.maximum for each in found.dimensions] == maxima


def test_a_profile_without_points_follows_the_items():
    found = two("weighted-mean")

    assert [each.maximum for each in found.dimensions] == [60, 40]
    assert found.total.maximum == 100


def test_dimensions_can_be_the_rungs_of_the_total():
    scoring = rules(total="cumulative", maximum=F(2), **NPLF)
    asked = questionnaire(
        dimension("a", rating("A")),
        dimension("b", rating("B")),
        scoring=scoring,
        profiles=(profile("plain"),),
    )

    assert card(asked, {"A": rated(9), "B": rated(6)}).total.claimed == 2
    assert card(asked, {"A": rated(8), "B": rated(9)}).total.claimed == 1


@pytest.mark.parametrize("total", ["sum", "mean", "minimum"])
def test_a_dimension_that_does_not_apply_leaves_a_total_that_can_do_without(total):
    asked = questionnaire(
        dimension("a", rating("A", 60)),
        dimension("b", rating("B", 40)),
        scoring=rules(total=total, maximum=F(100), minimum=0),
        profiles=(profile("plain"),),
    )
    found = card(asked, {"A": rated(8), "B": without()})

    assert found.dimensions[1].unrated is Unrated.TOO_LITTLE_APPLIES
    assert found.total.claimed == found.total.low == 80
    assert found.total.completeness == 1


def test_a_weighted_mean_cannot_do_without_a_dimension():
    asked = questionnaire(
        dimension("a", rating("A")), dimension("b", rating("B")), scoring=rules(minimum=0)
    )

    assert card(asked, {"A": rated(8), "B": without()}).total.claimed is None


# What does not apply


@pytest.mark.parametrize(
    ("policy", "target", "score"),
    [("exclude", None, None), ("zero", None, F(0)), ("target", "0.6", F(3, 5))],
)
@pytest.mark.parametrize("purpose", ["self-assessment", "certification"])
def test_what_does_not_apply_counts_as_the_policy_says(policy, target, score, purpose):
    asked = questionnaire(
        dimension("only", maturity("M1", 30), maturity("M2", 10)),
        scoring=rules(na=policy, target=target),
    )
    (only,) = card(asked, {"M1": at(4), "M2": without()}, purpose=purpose).dimensions
    item = only.items[1]

    assert (item.claimed, item.evidenced) == (score, score)
    expected = Status.NOT_APPLICABLE if score is None else Status.ANSWERED
    assert item.status is expected
    if score is not None:
        assert only.claimed == (30 * F(4, 5) + 10 * score) / 40
        assert (item.low, item.high, item.proven) == (score, score, score)


# Two axes


@pytest.mark.parametrize(
    ("combine", "steps", "score"),
    [
        ("capped", (1, 5), F(2, 5)),
        ("capped", (5, 1), F(1, 5)),
        ("mean", (1, 5), F(3, 5)),
        ("mean", (3, 4), F(7, 10)),
        ("minimum", (1, 5), F(1, 5)),
        ("minimum", (4, 3), F(3, 5)),
    ],
)
def test_two_axes_are_combined_as_the_item_says(combine, steps, score):
    asked = questionnaire(dimension("only", maturity("M1", combine=combine)))

    assert card(asked, {"M1": steps_are(*steps)}).dimensions[0].claimed == score


@pytest.mark.parametrize(
    ("combine", "low", "high"),
    [("capped", 0, F(4, 5)), ("mean", F(3, 10), F(4, 5)), ("minimum", 0, F(3, 5))],
)
def test_an_axis_left_open_widens_the_interval(combine, low, high):
    asked = questionnaire(dimension("only", maturity("M1", combine=combine)))
    (item,) = card(asked, {"M1": steps_are(3, None)}).items

    assert item.claimed is None
    assert [item.low, item.high] == [low, high]
