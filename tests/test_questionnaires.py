"""What is shipped: every questionnaire, and the example of Harbour Trading worked out by hand."""

from fractions import Fraction

import pytest

from assess import resources
from assess.core.answers import (
    Answer,
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
)
from assess.core.assessment import Assessment
from assess.core.maturity import level_of
from assess.core.questionnaire import (
    ChecklistItem,
    ChoiceItem,
    CoverageItem,
    Item,
    KpiItem,
    MaturityItem,
    Questionnaire,
)
from assess.core.scorecard import Scorecard
from assess.core.scoring import score
from assess.core.text import Text
from assess.definitions.library import Library

F = Fraction
LIBRARY = Library(resources.questionnaires())

CORE = {
    # id: type, points, knock-out
    "L1": ("checklist", 14, True),
    "L4": ("maturity", 12, False),
    "L5": ("checklist", 12, False),
    "L8": ("checklist", 12, True),
    "S1": ("maturity", 14, True),
    "S3": ("checklist", 14, False),
    "S5": ("maturity", 12, False),
    "S7": ("maturity", 12, False),
    "P1": ("checklist", 12, False),
    "P5": ("coverage", 12, False),
    "P6": ("checklist", 14, False),
    "P9": ("maturity", 10, False),
    "R1": ("maturity", 12, False),
    "R2": ("maturity", 12, False),
    "R3": ("coverage", 10, False),
    "R5": ("checklist", 8, False),
    "I1": ("checklist", 14, True),
    "I3": ("coverage", 12, True),
    "I12": ("checklist", 12, True),
    "OA1": ("maturity", 14, False),
    "OB3": ("checklist", 18, True),
    "OC2": ("coverage", 16, True),
    "OD3": ("coverage", 14, False),
    "OE1": ("kpi", 12, False),
    "V1": ("kpi", 24, True),
    "V3": ("kpi", 26, False),
    "V5": ("kpi", 20, False),
    "V8": ("kpi", 24, False),
}


def lowest(item: Item) -> Answer:
    match item:
        case MaturityItem():
            return MaturityAnswer(intention=0, reality=0)
        case ChecklistItem():
            return ChecklistAnswer(practices={p.id: F(0) for p in item.practices})
        case CoverageItem():
            return CoverageAnswer(numerator=F(0), denominator=F(1))
        case KpiItem():
            return KpiAnswer(value=min(item.curve, key=lambda point: point.score).at)
        case ChoiceItem():
            return ChoiceAnswer(chosen=min(item.options, key=lambda option: option.score).id)
    raise AssertionError(item.type)


def best(item: Item) -> Answer:
    match item:
        case MaturityItem():
            return MaturityAnswer(intention=5, reality=5, evidence=4)
        case ChecklistItem():
            return ChecklistAnswer(practices={p.id: F(1) for p in item.practices}, evidence=4)
        case CoverageItem():
            return CoverageAnswer(numerator=F(1), denominator=F(1), evidence=4)
        case KpiItem():
            top = max(item.curve, key=lambda point: point.score).at
            return KpiAnswer(
                value=top, periods=(top,) * 3, comparison="above", segments=True, evidence=4
            )
        case ChoiceItem():
            top_option = max(item.options, key=lambda option: option.score)
            return ChoiceAnswer(chosen=top_option.id, evidence=4)
    raise AssertionError(item.type)


@pytest.fixture(params=list(LIBRARY.ids))
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    found = LIBRARY.questionnaire(request.param)
    assert found is not None
    return found


def scored(
    questionnaire: Questionnaire, answers: dict[str, Answer], form: str, profile: str
) -> Scorecard:
    return score(
        questionnaire,
        answers,
        form=questionnaire.form(form),
        profile=questionnaire.profile(profile),
    )


def texts(value: object) -> list[Text]:
    """Every text in a definition, however deep."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in texts(part)]
    if isinstance(value, dict):
        return texts(tuple(value.values()))
    names = getattr(type(value), "__dataclass_fields__", {})
    return texts(tuple(getattr(value, name) for name in names if name != "applies_if"))


def test_every_shipped_questionnaire_is_released_in_two_languages(questionnaire: Questionnaire):
    assert questionnaire.status == "released"
    assert questionnaire.languages == ("en", "zh-Hans")
    found = texts(questionnaire)
    assert len(found) > 500
    assert all(set(text.translations) == {"en", "zh-Hans"} for text in found)
    assert all(words.strip() for text in found for words in text.translations.values())


def test_the_lowest_answers_score_nothing_and_the_best_everything(questionnaire: Questionnaire):
    low = {item.id: lowest(item) for item in questionnaire.items()}
    high = {item.id: best(item) for item in questionnaire.items()}

    for form in questionnaire.forms:
        for profile in questionnaire.profiles:
            bottom = scored(questionnaire, low, form.id, profile.id)
            top = scored(questionnaire, high, form.id, profile.id)
            assert bottom.total.claimed == bottom.total.evidenced == 0
            assert top.total.claimed == top.total.evidenced == top.total.maximum == 1000
            assert level_of(bottom).number == 0
            assert level_of(top).number == questionnaire.levels[-1].level


def test_every_item_has_five_steps(questionnaire: Questionnaire):
    for item in questionnaire.items():
        assert [step.to for step in item.improve] == [1, 2, 3, 4, 5], item.id


def test_the_core_form_is_the_catalogues():
    found = LIBRARY.questionnaire("customer-management")
    assert found is not None
    core = [item for item in found.items() if found.form("core").asks(item)]

    assert {i.id: (i.type, int(i.points), i.knock_out) for i in core} == CORE
    assert [item.id for item in core] == list(CORE)
    assert len(core) == 28
    assert sum(item.points for item in core) == 398
    assert sum(item.knock_out for item in core) == 9


def test_the_profiles_share_a_thousand_points_out_among_the_dimensions():
    found = LIBRARY.questionnaire("customer-management")
    assert found is not None

    assert dict(found.profile("capability").points) == {
        "leadership": 100,
        "strategy": 110,
        "staffing": 100,
        "resources": 70,
        "it": 120,
        "operations": 280,
        "results": 220,
    }
    assert sum(found.profile("excellence").points.values()) == 1000
    assert found.profile("excellence").points["results"] == 400


# Harbour Trading, with pencil and paper

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
