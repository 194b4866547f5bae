from fractions import Fraction

import pytest

from assess.core.maturity import Gate, level_of
from assess.core.scoring_rules import Level
from tests.core.factory import (
    More,
    at,
    card,
    checklist,
    counted,
    coverage,
    dimension,
    kpi,
    level,
    maturity,
    measured,
    profile,
    questionnaire,
    rules,
    shipped_levels,
    steps_are,
    ticked,
    without,
)

F = Fraction


def gated(**more: More):
    """Two dimensions, the shipped gates, one knock-out, and V12 of which level 4 asks."""
    return questionnaire(
        dimension("ways", coverage("W1", 90, core=True), maturity("I12", 10, knock_out=True)),
        dimension("results", coverage("V1", 80, core=True), coverage("V12", 20)),
        profiles=(profile("capability", ways=780, results=220),),
        **more,
    )


def single(*levels: Level, **more: More):
    """One dimension with one share, worth 1000 points."""
    return questionnaire(dimension("only", coverage("P1")), levels=levels, **more)


def names(gates: tuple[Gate, ...]) -> list[str]:
    return [gate.name for gate in gates]


def test_results_of_49_per_cent_hold_a_total_of_612_at_level_3():
    # results: (80·37/80 + 20·0.6) / 100 = 0.49, worth 220·0.49 = 107.8
    # ways: 612 − 107.8 = 504.2 of 780; (90·w + 10·0.6) / 100 = 504.2/780
    ways = (F(5042, 7800) * 100 - 6) / 90
    answers = {
        "W1": counted(ways, 1),
        "I12": at(3),
        "V1": counted(37, 80),
        "V12": counted(3, 5),
    }
    found = card(gated(), answers)
    decision = level_of(found)

    assert found.total.claimed == 612
    assert decision.number == 3
    assert names(decision.blocking) == ["dimension:results"]
    (gate,) = decision.blocking
    assert (gate.value, gate.threshold, gate.shortfall) == (F(49, 100), F(1, 2), F(1, 100))
    assert gate.dimension is not None
    assert gate.dimension.id == "results"


def test_a_knock_out_at_one_fifth_holds_a_total_of_700_at_level_2():
    # ways: (90·68/90 + 10·0.2) / 100 = 0.7; results: 0.7; 780·0.7 + 220·0.7 = 700
    answers = {
        "W1": counted(68, 90),
        "I12": at(1),
        "V1": counted(7, 10),
        "V12": counted(7, 10),
    }
    found = card(gated(), answers)
    decision = level_of(found)

    assert found.total.claimed == 700
    assert decision.number == 2
    assert names(decision.blocking) == ["knock_out:I12"]
    (gate,) = decision.blocking
    assert (gate.value, gate.threshold, gate.shortfall) == (F(1, 5), F(2, 5), F(1, 5))
    assert gate.item is not None
    assert gate.item.id == "I12"


@pytest.mark.parametrize(
    ("share", "printed", "number"),
    [(F(44996, 100000), "450", 1), (F(44995, 100000), "450", 1), (F(44994, 100000), "449.9", 0)],
)
def test_a_total_is_compared_as_it_is_printed(share, printed, number):
    found = card(single(level(1, 450)), {"P1": counted(share, 1)})
    decision = level_of(found)

    assert found.total.claimed == share * 1000
    assert decision.gates[0].value == F(printed)
    assert decision.number == number


@pytest.mark.parametrize(("share", "number"), [("0.345", 1), ("0.3449", 0)])
def test_a_dimension_is_compared_as_whole_per_cent(share, number):
    found = card(single(level(1, 0, each="0.35")), {"P1": counted(share, 1)})

    assert level_of(found).number == number


@pytest.mark.parametrize(("share", "number"), [("0.395", 1), ("0.3949", 0)])
def test_a_knock_out_is_compared_as_whole_per_cent(share, number):
    asked = questionnaire(
        dimension("only", coverage("P1", knock_out=True)),
        levels=(level(1, 0, knock_out="0.40"),),
    )

    assert level_of(card(asked, {"P1": counted(share, 1)})).number == number


def test_without_rounding_a_gate_compares_the_exact_value():
    exact = single(level(1, 450), scoring=rules(mode="none"))

    assert level_of(card(exact, {"P1": counted("0.44996", 1)})).number == 0


def test_the_level_is_the_highest_whose_gates_all_hold():
    # Level 2 asks more of the dimension than level 3; failing it does not matter once 3 holds.
    odd = single(level(1, 100), level(2, 200, each="0.9"), level(3, 300))

    assert level_of(card(odd, {"P1": counted(1, 2)})).number == 3


def test_below_the_first_level_is_level_0():
    decision = level_of(
        card(gated(), dict.fromkeys(("W1", "V1", "V12"), counted(1, 10)) | {"I12": at(0)})
    )

    assert decision.rated
    assert decision.number == 0
    assert decision.level is None
    assert decision.next_level is not None
    assert decision.next_level.level == 1
    assert "total" in names(decision.blocking)


def test_the_decision_lists_every_gate_of_the_next_level():
    answers = dict.fromkeys(("W1", "V1", "V12"), counted(1, 2)) | {"I12": at(3)}
    decision = level_of(card(gated(), answers))

    # ways: (90·0.5 + 10·0.6) / 100 = 0.51; total: 780·0.51 + 220·0.5 = 507.8
    assert decision.number == 3
    assert [(gate.name, gate.value, gate.threshold, gate.met) for gate in decision.gates] == [
        ("total", F(5078, 10), 600, False),
        ("dimension:ways", F(51, 100), F(1, 2), True),
        ("dimension:results", F(1, 2), F(1, 2), True),
        ("knock_out:I12", F(3, 5), F(3, 5), True),
        ('score("V12") >= 0.6', F(1, 2), F(3, 5), False),
    ]
    assert [gate.shortfall for gate in decision.gates] == [F(922, 10), 0, 0, 0, F(1, 10)]


def test_at_the_top_the_gates_of_the_top_are_shown():
    answers = {"P1": counted(1, 1)}
    decision = level_of(card(single(level(1, 100), level(2, 900)), answers))

    assert (decision.number, decision.next_level) == (2, None)
    assert [gate.threshold for gate in decision.gates] == [900]
    assert decision.blocking == ()


def test_levels_may_stand_in_any_order():
    answers = {"P1": counted(1, 2)}
    decision = level_of(card(single(level(2, 900), level(1, 100)), answers))

    assert decision.number == 1
    assert decision.next_level is not None
    assert decision.next_level.level == 2


def test_gates_on_items_outside_the_form_are_left_out_and_named():
    # Everything at 0.5, so level 4 is next; V12 and I12 are not asked.
    answers = {"W1": counted(11, 20), "V1": counted(11, 20)}
    decision = level_of(card(gated(), answers, form="core"))

    assert decision.number == 3
    assert decision.left_out == ('score("V12") >= 0.6',)
    assert names(decision.gates) == ["total", "dimension:ways", "dimension:results"]


def test_nothing_is_left_out_of_the_full_form():
    answers = dict.fromkeys(("W1", "V1", "V12"), counted(1, 2)) | {"I12": at(3)}

    assert level_of(card(gated(), answers)).left_out == ()


def test_a_knock_out_that_does_not_apply_is_no_gate():
    answers = dict.fromkeys(("W1", "V1", "V12"), counted(1, 2)) | {"I12": without()}
    decision = level_of(card(gated(), answers))

    assert "knock_out:I12" not in names(decision.gates)
    assert decision.number == 3


def test_a_required_score_that_does_not_apply_does_not_hold():
    answers = dict.fromkeys(("W1", "V1"), counted(1, 1)) | {"V12": without(), "I12": at(5)}
    decision = level_of(card(gated(), answers))

    assert decision.number == 3
    assert names(decision.blocking) == ['score("V12") >= 0.6']
    assert decision.blocking[0].value is None
    assert decision.blocking[0].shortfall == 0


def test_the_level_is_decided_with_what_is_open_counted_as_nothing():
    # claimed 1000 of what is answered, but half of it is open: low = 500
    asked = questionnaire(
        dimension("only", maturity("M1"), maturity("M2")),
        levels=(level(1, 500), level(2, 501)),
    )
    found = card(asked, {"M1": at(5)})

    assert found.total.claimed == 1000
    assert level_of(found).number == 1


def test_an_open_knock_out_counts_as_nothing():
    asked = questionnaire(
        dimension("only", maturity("M1", 90), maturity("M2", knock_out=True)),
        levels=(level(1, 100, knock_out="0.2"),),
    )
    decision = level_of(card(asked, {"M1": at(5)}))

    assert decision.number == 0
    assert decision.blocking[0].name == "knock_out:M2"
    assert decision.blocking[0].value == 0


def test_a_partly_answered_knock_out_counts_at_its_worst():
    asked = questionnaire(
        dimension("only", maturity("M1", 90), checklist(id="C1", knock_out=True)),
        levels=(level(1, 100, knock_out="0.5"),),
    )

    assert level_of(card(asked, {"M1": at(5), "C1": ticked({"a": 1})})).number == 1
    assert level_of(card(asked, {"M1": at(5), "C1": ticked({"a": "0.5"})})).number == 0


def test_no_level_is_given_while_a_dimension_is_not_rated():
    for answers in ({"M1": at(5)}, {"M1": at(5), "M2": without()}):
        asked = questionnaire(dimension("a", maturity("M1")), dimension("b", maturity("M2")))
        decision = level_of(card(asked, answers))

        assert not decision.rated
        assert (decision.number, decision.level, decision.gates) == (0, None, ())


def test_a_certification_is_decided_on_evidence():
    asked = single(level(1, 500), level(2, 900))
    answers = {"P1": counted(1, 1, evidence=2)}

    assert level_of(card(asked, answers)).number == 2
    assert level_of(card(asked, answers, purpose="certification")).number == 1  # 3/5 of 1000


def test_a_certification_reaches_level_0_with_nothing_answered():
    decision = level_of(card(gated(), {}, purpose="certification"))

    assert decision.rated
    assert decision.number == 0


@pytest.mark.parametrize(("open_weight", "holds"), [(20, True), (21, False)])
def test_data_share_is_the_answered_part_of_what_applies(open_weight, holds):
    asked = questionnaire(
        dimension("results", maturity("V1", 100 - open_weight), maturity("V2", open_weight)),
        levels=(level(1, 0, require=['data_share("results") >= 80%']),),
    )
    decision = level_of(card(asked, {"V1": at(5)}))

    assert decision.gates[0].name == "total"
    assert decision.gates[1].value == F(100 - open_weight, 100)
    assert decision.gates[1].threshold == F(4, 5)
    assert decision.gates[1].dimension is not None
    assert (decision.number == 1) is holds


def test_partly_answered_is_no_data():
    asked = questionnaire(
        dimension("results", maturity("V1"), maturity("V2")),
        levels=(level(1, 0, require=['data_share("results") >= 80%']),),
    )

    assert level_of(card(asked, {"V1": at(5), "V2": steps_are(5, None)})).number == 0


@pytest.mark.parametrize(
    ("answers", "periods"),
    [
        ({"V1": measured(80, 78, 79, 80), "V2": measured(80, 76, 77, 78, 80)}, 3),
        ({"V1": measured(80, 78, 79, 80), "V2": measured(80)}, 1),
        ({"V1": measured(80, 78, 79, 80), "V2": measured(None, 70, 71)}, 3),
        ({"M1": at(3)}, 0),
    ],
)
def test_trend_periods_is_the_shortest_series_of_the_answered_kpis(answers, periods):
    asked = questionnaire(
        dimension("results", kpi("V1"), kpi("V2"), maturity("M1")),
        levels=(level(1, 0, require=['trend_periods("results") >= 3']),),
    )
    gate = level_of(card(asked, {"M1": at(3), **answers})).gates[1]

    assert (gate.value, gate.met) == (periods, periods >= 3)


def test_a_required_score_is_the_deciding_one():
    asked = questionnaire(
        dimension("only", maturity("V12")),
        levels=(level(1, 0, require=['score("V12") >= 0.6']),),
    )
    answers = {"V12": at(5, evidence=1)}

    assert level_of(card(asked, answers)).number == 1
    assert level_of(card(asked, answers, purpose="certification")).gates[1].value == F(2, 5)


def test_a_requirement_of_several_parts_shows_no_single_value():
    both = 'score("P1") >= 0.5 and data_share("only") >= 50%'
    decision = level_of(card(single(level(1, 0, require=[both])), {"P1": counted(1, 4)}))
    gate = decision.gates[1]

    assert (gate.value, gate.threshold, gate.met, gate.shortfall) == (None, None, False, F(0))


def test_a_requirement_may_ask_only_about_scores():
    """Facts and levels of items are no part of a level; they compare false."""
    asked = single(level(1, 0, require=['facts.size >= 1 or level("P1") >= 1']))

    assert level_of(card(asked, {"P1": counted(1, 1)}, facts={"size": F(9)})).number == 0


def test_a_share_that_prints_80_per_cent_passes_80_per_cent():
    asked = questionnaire(
        dimension("results", maturity("V1", 799), maturity("V2", 201)),
        levels=(level(1, 0, require=['data_share("results") >= 80%']),),
    )

    assert level_of(card(asked, {"V1": at(5)})).number == 1


def test_the_shipped_gates_go_up_to_level_5():
    asked = questionnaire(
        dimension("ways", maturity("I12", knock_out=True)),
        dimension("results", kpi("V12"), kpi("V1")),
        profiles=(profile("capability", ways=780, results=220),),
        levels=shipped_levels(),
    )
    top = measured(95, 91, 93, 95, comparison="above", segments=True)

    assert level_of(card(asked, {"I12": at(5), "V12": top, "V1": top})).number == 5
    assert level_of(card(asked, {"I12": at(5), "V12": top, "V1": measured(95)})).number == 4
    assert level_of(card(asked, {"I12": at(2), "V12": top, "V1": top})).number == 3
