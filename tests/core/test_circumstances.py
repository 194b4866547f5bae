"""What conditions may ask about an assessment while it is scored."""

from fractions import Fraction

import pytest

from assess.core.answers import MaturityAnswer
from assess.core.conditions import Condition, Value
from assess.core.scorecard import Status
from assess.core.scoring import Circumstances
from tests.core.factory import (
    at,
    card,
    checklist,
    choice,
    chosen,
    dimension,
    kpi,
    maturity,
    measured,
    questionnaire,
    steps_are,
    ticked,
    without,
)

F = Fraction


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ('answered("M1")', True),
        ('answered("M2")', False),
        ('not answered("M2")', True),
        ('not_applicable("M3")', True),
        ('not_applicable("M1")', False),
        ('level("M1") >= 3', True),
        ('level("M1") > 3', False),
        ('score("M1") == 60%', True),
        ('level("M2") < 5', False),
        ('score("M3") >= 0', False),
        ('value("K1") > 75', True),
        ('chosen("X1", "partly")', True),
        ('chosen("X1", "fully")', False),
        ('chosen("C1", "a")', True),
        ('chosen("C1", "b")', False),
        ('count("C1") == 1', True),
        ('level("C1") >= 0', True),
        ("facts.headcount >= 100", True),
        ("facts.region == 'CN-ZJ'", False),
        ("facts.sector in ['retail', 'wholesale']", True),
    ],
)
def test_conditions_ask_about_answers_and_facts(condition, holds):
    asked = questionnaire(
        dimension(
            "only", maturity("M1"), maturity("M2"), maturity("M3"), kpi(), choice(), checklist()
        )
    )
    answers = {
        "M1": at(3),
        "M3": without(),
        "K1": measured(76),
        "X1": chosen("partly"),
        "C1": ticked({"a": "0.5", "b": 0}),
    }
    facts: dict[str, Value] = {"headcount": F(240), "sector": "wholesale"}

    assert Condition.parse(condition).holds(Circumstances(asked, answers, facts)) is holds


def test_a_partly_answered_item_has_no_level_yet():
    asked = questionnaire(dimension("only", maturity("M1")))
    circumstances = Circumstances(asked, {"M1": steps_are(3, None)}, {})

    assert circumstances.ask("level", ("M1",)) is None
    assert circumstances.ask("score", ("M1",)) is None
    assert circumstances.ask("score", ("gone",)) is None


def test_a_hidden_answer_counts_in_no_later_condition():
    hidden = maturity("M1", applies_if=Condition.parse('facts.dealers == "yes"'))
    later = maturity("M2", applies_if=Condition.parse('answered("M1")'))
    asked = questionnaire(dimension("only", hidden, later, maturity("M3")))
    found = card(asked, {"M1": at(3), "M2": at(3), "M3": at(3)})

    assert [score.status for score in found.items] == [
        Status.HIDDEN,
        Status.HIDDEN,
        Status.ANSWERED,
    ]


def test_a_note_alone_is_no_answer_to_a_condition():
    later = maturity("M2", applies_if=Condition.parse('answered("M1")'))
    asked = questionnaire(dimension("only", maturity("M1"), later))
    found = card(asked, {"M1": MaturityAnswer(note="later"), "M2": at(3)})

    assert found.items[1].status is Status.HIDDEN
