"""What is shipped: every questionnaire, and the example of Harbour Trading worked out by hand."""

from collections import Counter
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
from assess.core.conditions import Value
from assess.core.maturity import level_of
from assess.core.numbers import decimal_string
from assess.core.questionnaire import (
    ChecklistItem,
    ChoiceItem,
    CoverageItem,
    Item,
    KpiItem,
    MaturityItem,
    Questionnaire,
)
from assess.core.scorecard import Scorecard, Status
from assess.core.scoring import score
from assess.core.text import Text
from assess.definitions.library import Library

F = Fraction
LIBRARY = Library(resources.questionnaires())

CATALOGUE = {
    # id: type, points, the items that come first
    "L1": ("checklist", 14, ""),
    "L2": ("maturity", 12, "L1"),
    "L3": ("coverage", 10, "L1"),
    "L4": ("maturity", 12, "L2"),
    "L5": ("checklist", 12, "L1"),
    "L6": ("maturity", 10, "L1 OC2"),
    "L7": ("coverage", 8, ""),
    "L8": ("checklist", 12, ""),
    "L9": ("maturity", 10, "L6"),
    "S1": ("maturity", 14, "L1"),
    "S2": ("maturity", 12, ""),
    "S3": ("checklist", 14, "I1"),
    "S4": ("checklist", 10, "S3"),
    "S5": ("maturity", 12, "I1 I3"),
    "S6": ("coverage", 8, "S3 I3"),
    "S7": ("maturity", 12, "S2 S3"),
    "S8": ("checklist", 8, "S5"),
    "S9": ("maturity", 10, "S1"),
    "S10": ("maturity", 10, "S1"),
    "P1": ("checklist", 12, "L5"),
    "P2": ("maturity", 8, "L5"),
    "P3": ("checklist", 10, "P1"),
    "P4": ("coverage", 8, ""),
    "P5": ("coverage", 12, "P3"),
    "P6": ("checklist", 14, "OC2"),
    "P7": ("maturity", 10, "P6"),
    "P8": ("kpi", 8, ""),
    "P9": ("maturity", 10, "L5"),
    "P10": ("kpi", 8, ""),
    "R1": ("maturity", 12, "S1"),
    "R2": ("maturity", 12, "S3"),
    "R3": ("coverage", 10, ""),
    "R4": ("kpi", 8, "R3"),
    "R5": ("checklist", 8, ""),
    "R6": ("maturity", 8, ""),
    "R7": ("kpi", 6, ""),
    "R8": ("checklist", 6, "I1"),
    "I1": ("checklist", 14, ""),
    "I2": ("coverage", 12, "I1"),
    "I3": ("coverage", 12, "I1"),
    "I4": ("checklist", 8, "I1"),
    "I5": ("checklist", 8, "I1"),
    "I6": ("checklist", 10, "I1"),
    "I7": ("maturity", 12, "I2 I3"),
    "I8": ("coverage", 8, "I2"),
    "I9": ("checklist", 10, ""),
    "I10": ("maturity", 8, "I1"),
    "I11": ("coverage", 6, "I1"),
    "I12": ("checklist", 12, ""),
    "OA1": ("maturity", 14, "S3"),
    "OA2": ("checklist", 12, "R3"),
    "OA3": ("coverage", 12, "S4 I4"),
    "OA4": ("checklist", 12, ""),
    "OB1": ("kpi", 14, "I6"),
    "OB2": ("checklist", 10, "R5"),
    "OB3": ("checklist", 18, "P9"),
    "OB4": ("coverage", 12, ""),
    "OB5": ("maturity", 16, ""),
    "OC1": ("maturity", 15, "R3"),
    "OC2": ("coverage", 16, ""),
    "OC3": ("coverage", 12, "R3"),
    "OC4": ("kpi", 12, "OC2"),
    "OD1": ("checklist", 12, "S4"),
    "OD2": ("checklist", 12, "I1"),
    "OD3": ("coverage", 14, "I3"),
    "OD4": ("maturity", 10, "OD3"),
    "OD5": ("maturity", 12, "S3 S5"),
    "OE1": ("kpi", 12, "S4"),
    "OE2": ("maturity", 11, "I8"),
    "OE3": ("maturity", 11, ""),
    "OE4": ("checklist", 11, "S8"),
    "V1": ("kpi", 24, "OC2"),
    "V2": ("kpi", 16, "OC2"),
    "V3": ("kpi", 26, "I3"),
    "V4": ("kpi", 18, "S6"),
    "V5": ("kpi", 20, "OB3"),
    "V6": ("kpi", 18, "OB1"),
    "V7": ("kpi", 14, "OA1"),
    "V8": ("kpi", 24, "S5"),
    "V9": ("kpi", 12, ""),
    "V10": ("kpi", 14, "OE1"),
    "V11": ("kpi", 14, ""),
    "V12": ("coverage", 20, ""),
}
CORE = [
    "L1",
    "L4",
    "L5",
    "L8",
    "S1",
    "S3",
    "S5",
    "S7",
    "P1",
    "P5",
    "P6",
    "P9",
    "R1",
    "R2",
    "R3",
    "R5",
    "I1",
    "I3",
    "I12",
    "OA1",
    "OB3",
    "OC2",
    "OD3",
    "OE1",
    "V1",
    "V3",
    "V5",
    "V8",
]
KNOCK_OUTS = ["L1", "L8", "S1", "I1", "I3", "I9", "I12", "OB3", "OC2", "V1"]
STAGES = {"acquisition": 50, "service": 70, "experience": 55, "loyalty": 60, "development": 45}
MOST_FOR_A_ROLE = 35


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


@pytest.fixture(scope="module")
def whole() -> Questionnaire:
    """The customer-management questionnaire."""
    found = LIBRARY.questionnaire("customer-management")
    assert found is not None
    return found


def test_every_item_of_the_catalogue_is_there_with_its_weight_and_what_comes_first(whole):
    found = {i.id: (i.type, int(i.points), " ".join(i.needs)) for i in whole.items()}

    assert found == CATALOGUE
    assert list(found) == list(CATALOGUE)
    assert len(found) == 83
    assert sum(item.points for item in whole.items()) == 1000
    assert sum(len(item.needs) for item in whole.items()) == 68


def test_the_points_of_the_items_are_those_of_their_dimension(whole):
    capability = whole.profile("capability").points

    for dimension in whole.dimensions:
        assert sum(item.points for item in dimension.items) == capability[dimension.id]


def test_operations_are_asked_in_five_stages(whole):
    operations = whole.dimension("operations")
    assert operations is not None

    assert [stage.id for stage in operations.stages] == list(STAGES)
    for stage, points in STAGES.items():
        assert sum(i.points for i in operations.items if i.stage == stage) == points


def test_ten_items_are_knock_outs(whole):
    assert [item.id for item in whole.items() if item.knock_out] == KNOCK_OUTS
    assert len(KNOCK_OUTS) == 10


def test_the_core_form_is_the_catalogues(whole):
    core = [item for item in whole.items() if whole.form("core").asks(item)]

    assert [item.id for item in core] == CORE
    assert len(core) == 28
    assert sum(item.points for item in core) == 398


def test_only_the_short_form_is_a_screening(whole):
    assert [(form.id, form.screening) for form in whole.forms] == [("full", False), ("core", True)]


def test_no_role_judges_more_than_one_person_can_answer(whole):
    judged = Counter(role for item in whole.items() for role in item.roles)

    assert set(judged) == {role.id for role in whole.roles}
    assert len(judged) in range(8, 13)
    assert max(judged.values()) <= MOST_FOR_A_ROLE
    assert all(len(item.roles) >= 2 for item in whole.items())


def test_every_item_says_why_and_where_it_comes_from(whole):
    for item in whole.items():
        assert item.why, item.id
        assert item.help, item.id
        assert item.sources, item.id
        assert item.verification, item.id
        assert item.na_allowed is (item.na_when is not None), item.id


def test_every_practice_of_the_articles_is_asked_about_and_every_item_comes_from_one(whole):
    practices = [practice for article in whole.articles for practice in article.practices]

    assert len(practices) == 95
    assert all(practice.items for practice in practices)
    assert {id for practice in practices for id in practice.items} == set(CATALOGUE)
    texts = [practice.text.source for practice in practices]
    assert len(set(texts)) == len(texts)


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


def test_the_profiles_share_a_thousand_points_out_among_the_dimensions(whole):
    assert dict(whole.profile("capability").points) == {
        "leadership": 100,
        "strategy": 110,
        "staffing": 100,
        "resources": 70,
        "it": 120,
        "operations": 280,
        "results": 220,
    }
    assert sum(whole.profile("excellence").points.values()) == 1000
    assert whole.profile("excellence").points["results"] == 400


EXAMPLES = {
    # name: form, level, total as printed
    "clearwater": ("full", 1, "359.3"),
    "cloudledger": ("full", 4, "694.2"),
    "harbour": ("core", 2, "464.5"),
    "lantern-books": ("full", 1, "223.7"),
    "norden-pumps": ("full", 2, "426.3"),
    "riverside-bank": ("full", 3, "586.6"),
}


def example(name: str) -> Scorecard:
    found, assessment = LIBRARY.assessment(LIBRARY.examples("customer-management")[name])
    return score(
        found,
        assessment.answers,
        purpose=assessment.purpose,
        form=found.form(assessment.form),
        profile=found.profile(assessment.profile),
        facts=assessment.organization.facts,
    )


def test_the_examples_are_these():
    assert list(LIBRARY.examples("customer-management")) == list(EXAMPLES)


@pytest.mark.parametrize(("name", "expected"), list(EXAMPLES.items()))
def test_each_example_has_its_level_and_total(name, expected):
    card = example(name)
    assert card.total.claimed is not None
    printed = decimal_string(card.total.claimed, 1)

    assert (card.form.id, level_of(card).number, printed) == expected


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "clearwater"])
def test_examples_leave_nothing_open(name):
    open_ = {Status.PARTLY, Status.UNANSWERED}

    assert not open_ & {item.status for item in example(name).items}


def test_one_example_shows_gaps_and_what_does_not_apply():
    found = Counter(item.status for item in example("clearwater").items)

    assert found[Status.NOT_APPLICABLE] >= 4
    assert found[Status.UNANSWERED] >= 5
    assert found[Status.PARTLY] >= 5
    assert example("clearwater").total.completeness < 1


def test_one_example_shows_several_periods_of_every_measure():
    answers = [s.answer for s in example("riverside-bank").items if isinstance(s.item, KpiItem)]

    measured = [answer for answer in answers if isinstance(answer, KpiAnswer)]
    assert len(measured) > 15
    assert all(len(answer.periods) >= 4 for answer in measured)
    assert all(answer.periods[-1] == answer.value for answer in measured)


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
