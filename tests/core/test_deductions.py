"""What is taken off a total, and that everything that follows from the total takes it off too."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assess.core.change import change_of
from assess.core.deductions import after_deductions, deducted
from assess.core.explaining.totals import explain_total
from assess.core.maturity import level_of
from assess.core.record import InvalidRecord, assessment_of, assessment_record
from assess.core.report import compile_report
from assess.core.result import result_of
from assess.core.scoring import raise_items
from assess.core.sensitivity import sensitivity
from tests.core.factory import (
    assessment,
    at,
    card,
    deduction,
    dimension,
    level,
    maturity,
    questionnaire,
)

F = Fraction
DEDUCTIONS = (
    deduction("fine", points=40, most=2),
    deduction("breach", percent="0.1"),
)
ASKED = questionnaire(
    dimension("a", maturity("M1")),
    dimension("b", maturity("M2")),
    deductions=DEDUCTIONS,
    levels=(level(1, 300), level(2, 500)),
)
ANSWERS = {"M1": at(3, evidence=2), "M2": at(2, evidence=1)}


@pytest.mark.parametrize(
    ("found", "left"),
    [
        ({}, F(500)),
        ({"fine": 1}, F(460)),
        ({"fine": 2}, F(420)),
        ({"breach": 1}, F(450)),
        # both are taken off the total before any: 500 − 40 − 2·50
        ({"fine": 1, "breach": 2}, F(360)),
        ({"breach": 11}, F(0)),
    ],
)
def test_what_was_found_is_taken_off(found, left):
    total = card(ASKED, ANSWERS, deductions=found).total

    assert after_deductions(F(500), DEDUCTIONS, found) == left
    assert [total.gross, total.claimed] == [500, left]
    assert total.maximum == 1000


def test_all_scores_of_the_total_are_after_deductions():
    total = card(ASKED, {"M1": at(3, evidence=2)}, deductions={"fine": 1, "breach": 1}).total
    certified = card(ASKED, ANSWERS, purpose="certification", deductions={"breach": 1}).total

    # M2 is open: 300 … 800
    assert (total.low, total.high) == (F(300 - 30 - 40), F(800 - 80 - 40))
    assert (total.gross, total.claimed) == (None, None)
    # 500·3/5 + 500·2/5 = 500, backed in full
    assert certified.evidenced == certified.proven == 450


def test_a_level_is_decided_on_what_is_left():
    assert level_of(card(ASKED, ANSWERS)).number == 2
    assert level_of(card(ASKED, ANSWERS, deductions={"fine": 1})).number == 1


def test_each_deduction_tells_its_points_of_the_claim():
    found = card(ASKED, ANSWERS, deductions={"breach": 2, "fine": 1})

    assert [(d.deduction.id, d.times, d.points) for d in deducted(found)] == [
        ("fine", 1, F(40)),
        ("breach", 2, F(100)),
    ]


def test_a_raised_item_keeps_what_was_deducted():
    raised = raise_items(card(ASKED, ANSWERS, deductions={"breach": 1}), {"M2": F(1)})

    assert raised.total.gross == 800
    assert raised.total.claimed == 720


def test_other_weights_have_the_same_deductions():
    found = sensitivity(card(ASKED, {"M1": at(3), "M2": at(3)}, deductions={"fine": 1}))

    assert found is not None
    assert found.lowest == found.highest == 560


def test_a_change_tells_what_deductions_did():
    before, after = card(ASKED, ANSWERS), card(ASKED, ANSWERS, deductions={"fine": 1})
    found = change_of(assessment({}), before, after)

    assert found is not None
    assert found.difference == found.by_rules == -40
    assert found.moves == ()
    assert found.by_scope == 0


def test_the_total_explains_what_was_deducted():
    gross, claimed, interval, evidenced = explain_total(
        card(ASKED, ANSWERS, deductions={"fine": 1, "breach": 2})
    )

    assert (gross.subject, gross.formula, gross.result) == ("total gross", "G = Σ W·S", "500")
    assert claimed.formula == "T = max(G − D, 0)"
    assert claimed.inputs == (("G", "500"), ("fine", "1 × 40"), ("breach", "2 × 10 % · G"))
    assert claimed.worked == "max(500 − (40 + 100), 0)"
    assert claimed.result == "360"
    assert interval.formula == "[Σ W·S(open = 0) − D, Σ W·S(open = 1) − D]"
    assert (evidenced.formula, evidenced.result) == ("E = Σ W·e − D", "360")


def test_a_total_without_deductions_explains_itself_as_ever():
    found = explain_total(card(ASKED, ANSWERS))

    assert [each.subject for each in found] == [
        "total claimed",
        "total interval",
        "total evidenced",
    ]
    assert found[0].formula == "T = Σ W·S"


def test_the_result_for_machines_lists_them():
    report = compile_report(ASKED, assessment(ANSWERS, deductions={"breach": 2}), None, engine="1")
    total = result_of(report)["total"]

    assert isinstance(total, dict)
    assert (total["before_deductions"], total["claimed"]) == ("500.0", "400.0")
    assert total["deductions"] == [{"id": "breach", "times": 2, "points": "100.0"}]


def test_a_questionnaire_without_deductions_says_nothing_of_them():
    plain = replace(ASKED, deductions=())
    made = assessment(ANSWERS)
    result = result_of(compile_report(plain, made, None, engine="1"))

    assert "deductions" not in assessment_record(made)
    assert set(result["total"]) == {  # type: ignore[call-overload]
        "claimed",
        "evidenced",
        "low",
        "high",
        "maximum",
        "completeness",
    }


def test_a_record_keeps_them_and_they_are_sealed():
    made = assessment(ANSWERS, deductions={"breach": 2})
    seals = {
        compile_report(ASKED, each, None, engine="1").seal for each in (made, assessment(ANSWERS))
    }

    assert assessment_of(assessment_record(made), ASKED) == made
    assert len(seals) == 2


@pytest.mark.parametrize(
    "found", [{"other": 1}, {"fine": 3}, {"fine": -1}, {"fine": "1"}, {"fine": True}, [], 1]
)
def test_a_record_with_impossible_deductions_is_refused(found):
    record = assessment_record(assessment(ANSWERS))

    with pytest.raises(InvalidRecord, match="deductions"):
        assessment_of({**record, "deductions": found}, ASKED)
