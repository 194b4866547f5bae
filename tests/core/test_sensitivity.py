from fractions import Fraction

import pytest

from assess.core.maturity import level_of
from assess.core.scorecard import Scorecard
from assess.core.scoring import score
from assess.core.scoring_rules import Level
from assess.core.sensitivity import TRIALS, sensitivity
from tests.core.factory import at, card, dimension, level, maturity, profile, questionnaire
from tests.rendering.cases import CASES, shipped

F = Fraction
LEVELS = (level(1, 300), level(2, 500), level(3, 700))


def two(first: int, second: int, *levels: Level) -> Scorecard:
    asked = questionnaire(
        dimension("a", maturity("M1")), dimension("b", maturity("M2")), levels=levels or LEVELS
    )
    return card(asked, {"M1": at(first), "M2": at(second)})


def test_weights_change_nothing_where_all_dimensions_score_alike():
    found = sensitivity(two(3, 3))

    assert found is not None
    assert (found.unchanged, found.trials) == (TRIALS, TRIALS)
    assert found.share == 1
    assert found.lowest == found.highest == 600


def test_a_result_on_the_edge_of_a_level_hangs_on_its_weights():
    # 1 and 4 of 5 with equal weights: exactly 500, the floor of level 2
    scorecard = two(1, 4)
    found = sensitivity(scorecard)

    assert level_of(scorecard).number == 2
    assert found is not None
    assert 0.3 < found.share < 0.7
    # at most 5/4 against 3/4 of the weight: (0.2·5 + 0.8·3) / 8 … (0.2·3 + 0.8·5) / 8
    assert 425 <= found.lowest < 500 < found.highest <= 575


def test_the_same_scorecard_gives_the_same_answer():
    assert sensitivity(two(2, 4)) == sensitivity(two(2, 4))


def test_a_gate_other_than_the_total_holds_the_level_whatever_the_weights():
    strict = (level(1, 100), level(2, 150, each_dimension="0.4"))
    found = sensitivity(two(1, 5, *strict))

    assert found is not None
    assert found.share == 1


def test_the_other_profiles_are_tried():
    asked = questionnaire(
        dimension("a", maturity("M1")),
        dimension("b", maturity("M2")),
        levels=LEVELS,
        profiles=(profile("even", a=500, b=500), profile("steep", a=100, b=900)),
    )
    scorecard = score(
        asked,
        {"M1": at(1), "M2": at(4)},
        form=asked.forms[0],
        profile=asked.profile("even"),
    )
    found = sensitivity(scorecard)

    assert found is not None
    assert [(o.profile.id, o.total, o.level) for o in found.others] == [("steep", F(740), 3)]


def test_nothing_is_said_without_a_total():
    assert sensitivity(two(None, 3)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["harbour", "gated"])
def test_the_examples_stay_within_what_factors_allow(name):
    assessment = CASES[name]
    scorecard = score(
        shipped(),
        assessment.answers,
        form=shipped().form(assessment.form),
        profile=shipped().profile(assessment.profile),
    )
    found = sensitivity(scorecard)

    assert found is not None
    assert scorecard.total.low is not None
    assert found.lowest <= scorecard.total.low <= found.highest
    assert [each.profile.id for each in found.others] == ["excellence"]
