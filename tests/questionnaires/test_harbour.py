"""The example of Harbour Trading, worked out with pencil and paper."""

from fractions import Fraction

import pytest

from assess.core.assessment import Assessment
from assess.core.maturity import level_of
from assess.core.questionnaire import Questionnaire
from assess.core.scorecard import Scorecard
from tests.questionnaires.shipped import CORE, LIBRARY, scored

F = Fraction
HALF, QUARTER = F(1, 2), F(1, 4)
LEADERSHIP = {
    # owner 3, targets 2, review 3, actions 2, powers 2, pay 2, known 1
    "L1": (14, (3 * 1 + 2 * HALF + 3 * 1 + 2 * HALF + 2 * QUARTER + 2 * 0 + 1 * 1) / 15),
    "L4": (12, F(min(2, 3 + 1), 5)),
    "L5": (
        12,
        (3 * HALF + 3 * HALF + 2 * HALF + 2 * QUARTER + 2 * 1 + 1 * HALF + 1 * QUARTER) / 14,
    ),
    "L8": (
        12,
        (3 * 1 + 2 * 1 + 3 * HALF + 2 * 1 + 3 * HALF + 1 * QUARTER + 2 * QUARTER + 2 * HALF) / 18,
    ),
}
STRATEGY = {
    "S1": (14, F(min(3, 3 + 1), 5)),
    "S3": (
        14,
        (3 * 1 + 1 * 1 + 3 * QUARTER + 2 * HALF + 3 * QUARTER + 2 * HALF + 2 * QUARTER + 1 * 0)
        / 17,
    ),
    "S5": (12, F(min(1, 1 + 1), 5)),
    "S7": (12, F(min(2, 3 + 1), 5)),
}
STAFFING = {
    "P1": (12, (3 * HALF + 3 * 1 + 2 * 1 + 2 * HALF + 2 * QUARTER + 1 * QUARTER) / 13),
    "P5": (12, F(34, 96)),
    "P6": (
        14,
        (3 * QUARTER + 2 * 0 + 2 * 0 + 2 * QUARTER + 1 * HALF + 2 * QUARTER + 3 * QUARTER) / 15,
    ),
    "P9": (10, F(min(3, 3 + 1), 5)),
}
RESOURCES = {
    "R1": (12, F(min(2, 2 + 1), 5)),
    "R2": (12, F(min(2, 2 + 1), 5)),
    "R3": (10, F(12, 31)),
    "R5": (
        8,
        (3 * 1 + 2 * HALF + 2 * HALF + 2 * QUARTER + 2 * HALF + 1 * QUARTER + 3 * HALF) / 15,
    ),
}
IT = {
    "I1": (
        14,
        (3 * 1 + 3 * HALF + 2 * QUARTER + 2 * HALF + 2 * HALF + 1 * QUARTER + 1 * HALF + 2 * HALF)
        / 16,
    ),
    "I3": (12, F(28, 60)),
    "I12": (
        12,
        (3 * HALF + 2 * QUARTER + 3 * QUARTER + 2 * QUARTER + 2 * HALF + 3 * QUARTER + 2 * HALF)
        / 17,
    ),
}
OPERATIONS = {
    "OA1": (14, F(min(2, 2 + 1), 5)),
    "OB3": (18, (3 * 1 + 3 * 1 + 2 * 1 + 2 * HALF + 1 * 1 + 3 * HALF + 2 * 1 + 1 * HALF) / F(17)),
    "OC2": (16, F(8, 15)),
    "OD3": (14, F(41, 236)),
    # 7 on 5→0.3, 15→0.7: L = 0.3 + 2/10·0.4 = 0.38; 7, 8, 7 is flat: T = ½; segments: G = 1
    "OE1": (12, F("0.38") / 2 + HALF / 5 + F(1, 10)),
}
RESULTS = {
    # 73 on 70→0.4, 76→0.65: L = 0.4 + 3/6·0.25 = 0.525; rising: T = 1; below: C = 0; G = 1
    "V1": (24, F("0.525") / 2 + F(1, 5) + F(1, 10)),
    # 77 on 75→0.4, 85→0.7: L = 0.4 + 2/10·0.3 = 0.46; falling: the level alone counts more
    "V3": (26, F("0.46")),
    # 82 on 70→0.4, 85→0.7: L = 0.4 + 12/15·0.3 = 0.64; rising, segments: 0.32 + 0.2 + 0.1
    "V5": (20, F("0.64") / 2 + F(1, 5) + F(1, 10)),
    # 56 on 50→0, 65→0.4: L = 6/15·0.4 = 0.16
    "V8": (24, F("0.16")),
}
SHARES = {
    "leadership": (100, LEADERSHIP),
    "strategy": (110, STRATEGY),
    "staffing": (100, STAFFING),
    "resources": (70, RESOURCES),
    "it": (120, IT),
    "operations": (280, OPERATIONS),
    "results": (220, RESULTS),
}


@pytest.fixture(scope="module")
def harbour() -> tuple[Questionnaire, Assessment, Scorecard]:
    questionnaire, assessment = LIBRARY.assessment(
        LIBRARY.examples("customer-management")["harbour"]
    )
    card = scored(questionnaire, dict(assessment.answers), assessment.form, assessment.profile)
    return questionnaire, assessment, card


def test_harbour_trading_answers_the_whole_short_form(harbour):
    _, assessment, card = harbour

    assert set(assessment.answers) == set(CORE)
    assert card.total.completeness == 1
    assert card.total.low == card.total.claimed == card.total.high


@pytest.mark.parametrize("dimension", list(SHARES))
def test_harbour_tradings_items_score_what_the_arithmetic_says(harbour, dimension):
    _, _, card = harbour
    _, items = SHARES[dimension]

    assert {s.item.id: s.claimed for s in card.dimension(dimension).items} == {
        id: worth for id, (_, worth) in items.items()
    }


def test_harbour_tradings_total_is_the_sum_of_its_dimensions(harbour):
    _, _, card = harbour
    total = sum(
        share
        * sum(points * worth for points, worth in items.values())
        / sum(points for points, _ in items.values())
        for share, items in SHARES.values()
    )

    assert card.total.claimed == total
    assert float(total) == pytest.approx(464.5, abs=0.05)


def test_harbour_trading_is_held_at_level_2_by_the_protection_of_personal_data(harbour):
    _, _, card = harbour
    decision = level_of(card)

    # I12 = 6/17 prints 35 % and level 3 asks for 40 %
    assert decision.number == 2
    assert [(gate.name, gate.value) for gate in decision.blocking] == [
        ("knock_out:I12", F(35, 100))
    ]
