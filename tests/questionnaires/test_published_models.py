"""Published models, each scored by the normal path and worked out here with pencil and paper."""

from fractions import Fraction

import pytest

from assess.core.maturity import level_of
from assess.core.result import result_of
from assess.core.scorecard import Scorecard, StageScore
from assess.definitions.problems import InvalidDefinition
from tests.questionnaires.published import answered, claimed, example, reported, scored

F = Fraction


def stage(card: Scorecard, dimension: str, id: str) -> StageScore:
    found = card.dimension(dimension)
    assert found is not None
    return next(each for each in found.stages if each.stage.id == id)


# OWASP SAMM 2: per practice the mean of two streams on each of three levels, added up to 0…3;
# a function is the mean of its practices, the whole the mean of the functions.


def test_samm_adds_up_the_means_of_the_streams_over_the_levels():
    card = scored(example("samm"))

    # A = (1, ½, 0), B = (½, ¼, 0): ¾ + ⅜ + 0 = 1.125
    planning = (1 + F(1, 2)) / 2 + (F(1, 2) + F(1, 4)) / 2 + F(0, 2)
    assert planning == F(9, 8)
    assert 3 * stage(card, "steering", "plan").mean.claimed == planning  # type: ignore[operator]
    # A = B = (1, ½, ½)
    rules = 1 + F(1, 2) + F(1, 2)
    assert 3 * stage(card, "steering", "rules").mean.claimed == rules  # type: ignore[operator]
    # A = (½, ¼, 0), B = (¼, 0, 0)
    threats = (F(1, 2) + F(1, 4)) / 2 + (F(1, 4) + 0) / 2 + F(0, 2)
    assert 3 * stage(card, "building", "threats").mean.claimed == threats  # type: ignore[operator]

    steering, building = (planning + rules) / 2, (threats + 3) / 2
    assert [dimension.points for dimension in card.dimensions] == [steering, building]
    assert (steering, building) == (F(25, 16), F(7, 4))
    assert card.total.claimed == (steering + building) / 2 == F(53, 32)
    assert [dimension.maximum for dimension in card.dimensions] == [3, 3]


def test_samm_prints_three_decimals_and_names_the_practices():
    result = result_of(reported(example("samm")))

    assert result["total"]["claimed"] == "1.656"  # type: ignore[index]  # 1.65625
    assert result["dimensions"][0]["points"] == "1.563"  # type: ignore[index]  # 1.5625
    plan, rules = result["dimensions"][0]["stages"]  # type: ignore[index]
    assert (plan["id"], plan["claimed"]) == ("plan", "0.375000")
    assert (rules["id"], rules["claimed"]) == ("rules", "0.666667")


# Baldrige: the maximum of an item times a percentage in steps of 5, a thousand points in all.

CATEGORIES = {
    # item: points, per cent in the example
    "leadership": {"B11": (70, 65), "B12": (50, 50)},
    "strategy": {"B21": (45, 45), "B22": (40, 40)},
    "customers": {"B31": (40, 55), "B32": (45, 60)},
    "measurement": {"B41": (45, 50), "B42": (45, 35)},
    "workforce": {"B51": (40, 70), "B52": (45, 45)},
    "operations": {"B61": (45, 55), "B62": (40, 30)},
    "results": {
        "B71": (120, 40),
        "B72": (80, 35),
        "B73": (80, 45),
        "B74": (80, 25),
        "B75": (90, 30),
    },
}


def test_baldrige_multiplies_points_by_percentages():
    card = scored(example("excellence"))
    strategy = card.item("B21")

    assert strategy is not None
    assert strategy.points == F(2025, 100)  # 45 % of 45
    for dimension in card.dimensions:
        items = CATEGORIES[dimension.dimension.id].values()
        assert dimension.points == sum(F(points * share, 100) for points, share in items)
        assert dimension.maximum == sum(points for points, _ in items)
    # 45.5 + 25 + 20.25 + 16 + 22 + 27 + 22.5 + 15.75 + 28 + 20.25 + 24.75 + 12
    # + 48 + 28 + 36 + 20 + 27
    assert card.total.claimed == 438
    assert sum(points for items in CATEGORIES.values() for points, _ in items.values()) == 1000
    assert card.total.maximum == 1000


@pytest.mark.parametrize("said", ["47", "47%", "102", "-5", "105%"])
def test_baldrige_takes_only_steps_of_five(tmp_path, said):
    with pytest.raises(InvalidDefinition) as caught:
        answered(tmp_path, "excellence", {"B21": f"value: {said}"})

    (problem,) = caught.value.problems
    assert problem.fault.code == "A612"
    assert problem.fault.sentence() == (
        f"“{said}” is not on the scale — write a number from 0 to 100 in steps of 5"
    )


def test_baldrige_lets_nothing_be_not_applicable(tmp_path):
    with pytest.raises(InvalidDefinition) as caught:
        answered(tmp_path, "excellence", {"B21": "not_applicable: There is none."})

    assert [problem.fault.code for problem in caught.value.problems] == ["A610"]


# GB/T 27922: points obtained of points applicable, times 100; breaches are deducted; 70, 80, 90
# and 95 are the bands; what does not apply leaves both sides.


def test_27922_divides_what_is_obtained_by_what_applies():
    card = scored(example("after-sales"))

    # S 9 + 13.5 + 10 + 4.5 of 40, G 14 + 9.5 of 15 + 10 (5 do not apply), C 19 + 9 of 30
    obtained = F("9") + F("13.5") + 10 + F("4.5") + 14 + F("9.5") + 19 + 9
    applicable = (10 + 15 + 10 + 5) + (15 + 10) + (20 + 10)
    assert (obtained, applicable) == (F("88.5"), 95)
    assert card.total.gross == obtained / applicable * 100 == F(1770, 19)
    assert [dimension.points for dimension in card.dimensions] == [37, F("23.5"), 28]
    assert [dimension.maximum for dimension in card.dimensions] == [40, 25, 30]

    # two breaches at 1 % of the total, one complaint at half a point
    assert card.total.claimed == F(1770, 19) * (1 - F(2, 100)) - F(1, 2) == F(17251, 190)
    assert card.total.completeness == 1


FULL = {"S1": 10, "S2": 15, "S3": 10, "S4": 5, "G1": 15, "G2": 10, "G3": 5, "C1": 20, "C2": 10}


@pytest.mark.parametrize(
    ("points_lost", "deductions", "total", "stars"),
    [
        ("0", "{}", "100", 4),
        ("0", "{breach: 5}", "95", 4),
        ("0", "{breach: 5, complaint: 1}", "94.5", 3),
        ("5", "{}", "95", 4),
        ("10", "{}", "90", 3),
        ("10", "{complaint: 1}", "89.5", 2),
        ("10", "{complaint: 4}", "88", 2),
        ("20", "{}", "80", 2),
        ("20", "{breach: 10}", "72", 1),
        ("20", "{breach: 13}", "69.6", 0),
        ("20", "{breach: 100}", "0", 0),
        ("20", "{breach: 200}", "0", 0),
    ],
)
def test_27922_deducts_and_gives_stars(tmp_path, points_lost, deductions, total, stars):
    points = {id: F(most) for id, most in FULL.items()}
    points["C1"] -= F(points_lost)
    answers = {id: f"value: {float(value)}" for id, value in points.items()}
    card = scored(answered(tmp_path, "after-sales", answers, deductions=deductions))

    assert card.total.gross == 100 - F(points_lost)
    assert card.total.claimed == F(total)
    assert level_of(card).number == stars


def test_27922_leaves_out_a_whole_dimension_that_does_not_apply(tmp_path):
    answers = {id: f"value: {most}" for id, most in FULL.items()} | {"C1": "value: 10"}
    for id in ("G1", "G2", "G3"):
        answers[id] = "not_applicable: No goods are sold."
    card = scored(answered(tmp_path, "after-sales", answers))

    # 40 of 40 and 20 of 30; the 30 points of goods leave both sides
    assert card.total.claimed == F(40 + 20, 40 + 30) * 100
    assert card.total.completeness == 1
    assert level_of(card).rated


def test_27922_of_which_nothing_applies_is_not_rated(tmp_path):
    answers = dict.fromkeys(FULL, "not_applicable: Nothing is sold.")
    card = scored(answered(tmp_path, "after-sales", answers))

    assert card.total.claimed is card.total.low is None
    assert not level_of(card).rated


@pytest.mark.parametrize(
    ("deductions", "code"),
    [("{complaint: 5}", "A625"), ("{breach: -1}", "A625"), ("{breech: 1}", "A624")],
)
def test_27922_refuses_what_cannot_be_deducted(tmp_path, deductions, code):
    with pytest.raises(InvalidDefinition) as caught:
        answered(tmp_path, "after-sales", {"S1": "value: 1"}, deductions=deductions)

    assert [problem.fault.code for problem in caught.value.problems] == [code]
    assert caught.value.problems[0].line == 8


# Two axes: a measure is the mean of its documentation and its implementation; gates on every
# category, on the key measures and on the total.

MEASURES = ("I1", "I2", "P1", "P2", "P3", "R1", "R2")


def judged(*steps: tuple[int, int]) -> dict[str, str]:
    return {
        id: f"intention: {documented}, reality: {done}"
        for id, (documented, done) in zip(MEASURES, steps, strict=True)
    }


def test_two_axes_count_alike():
    card = scored(example("two-axes"))

    measures = [
        F(3 + 2, 2),
        F(4 + 3, 2),
        F(3 + 4, 2),
        F(2 + 4, 2),
        F(5 + 4, 2),
        F(1 + 4, 2),
        F(5, 2),
    ]
    assert [5 * item.claimed for item in card.items if item.claimed is not None] == measures
    identify, protect, respond = (
        sum(measures[:2]) / 2,
        sum(measures[2:5]) / 3,
        sum(measures[5:]) / 2,
    )
    assert (identify, protect, respond) == (3, F(11, 3), F(5, 2))
    assert [dimension.points for dimension in card.dimensions] == [identify, protect, respond]
    assert card.total.claimed == (identify + protect + respond) / 3 == F(55, 18)


@pytest.mark.parametrize(
    ("steps", "level", "blocking"),
    [
        # the key measure I1 is at 2 of 5, below the 2.5 of level 1
        (((2, 2), *((5, 5),) * 6), 0, ["knock_out:I1"]),
        # at 2.5: level 1; level 2 needs 3
        (((2, 3), *((5, 5),) * 6), 1, ["knock_out:I1"]),
        # everything at 3: total 3 of 3, level 2; level 3 needs 3.5
        (((3, 3),) * 7, 2, ["total"]),
        # a total above 3.5 with one category at 2.5 of the 3 that are needed
        (((5, 5),) * 5 + ((2, 3), (3, 2)), 2, ["dimension:respond"]),
        (((5, 5),) * 5 + ((3, 3), (3, 3)), 3, []),
    ],
)
def test_two_axes_have_gates_on_category_key_measure_and_total(tmp_path, steps, level, blocking):
    decision = level_of(scored(answered(tmp_path, "two-axes", judged(*steps))))

    assert decision.number == level
    assert [gate.name for gate in decision.blocking] == blocking


# One tree by four rules, with scales of several kinds and an item that does not apply:
# 4 of 5, 7 of 10, yes | 3 of 8, and 1…7 not applicable; weights 2, 3, 4 | 5, 6.

FIVE, TEN, YES, SHARE = F(4, 5), F(7, 10), F(1), F(3, 8)


def test_a_mean_takes_all_items_alike():
    assert (
        claimed(scored(example("averages")), "flat") == (FIVE + TEN + YES + SHARE) / 4 == F(23, 32)
    )


def test_a_sum_is_points_obtained_of_points_attainable():
    obtained, attainable = 2 * FIVE + 3 * TEN + 4 * YES + 5 * SHARE, 2 + 3 + 4 + 5

    assert claimed(scored(example("averages")), "added") == obtained / attainable == F(383, 560)


def test_a_mean_of_means_takes_both_stages_alike():
    expected = ((FIVE + TEN + YES) / 3 + SHARE) / 2

    assert claimed(scored(example("averages")), "nested") == expected == F(29, 48)


def test_a_minimum_is_the_lowest_stage():
    first = (2 * FIVE + 3 * TEN + 4 * YES) / (2 + 3 + 4)

    assert claimed(scored(example("averages")), "weakest") == min(first, SHARE) == F(3, 8)


def test_four_rules_make_one_total_by_weight():
    total = 10 * F(23, 32) + 20 * F(383, 560) + 30 * F(29, 48) + 40 * F(3, 8)

    assert scored(example("averages")).total.claimed == total == F(6047, 112)


def test_a_rating_of_one_to_seven_begins_at_one(tmp_path):
    _, assessment = example("averages")
    answers = {"F-seven": "value: 4", "A-seven": "value: 1", "N-seven": "value: 7"}
    card = scored(answered(tmp_path, "averages", answers))

    found = {id: claimed(card, id) for id in answers}
    assert found == {"F-seven": F(3, 6), "A-seven": 0, "N-seven": 1}
    assert "F-seven" in assessment.answers
