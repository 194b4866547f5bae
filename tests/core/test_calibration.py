from fractions import Fraction

import pytest

from assess.core.answers import Answer
from assess.core.calibration import Calibration, Case, Judgement, Tendency, calibrate
from tests.core.factory import (
    at,
    checklist,
    dimension,
    maturity,
    questionnaire,
    steps_are,
    ticked,
    words,
)

F = Fraction

ASKED = questionnaire(dimension("one", maturity("M1"), checklist(), maturity("M2")))
CASE = Case(
    title=words(),
    about=words(),
    passages=(),
    excerpts=(),
    judgements={
        "M1": Judgement(answer=at(2), reason=words()),
        "C1": Judgement(answer=ticked({"a": "0.5", "b": 0}), reason=words()),
    },
)


def compared(**answers: Answer) -> Calibration:
    return calibrate(ASKED, CASE, answers)


def test_deviations_are_in_steps_with_their_sign():
    found = compared(M1=at(4), C1=ticked({"a": 0, "b": 0}))

    assert [(d.item.id, d.expert, d.yours, d.steps) for d in found.deviations] == [
        ("M1", F(2, 5), F(4, 5), F(2)),
        ("C1", F(1, 4), F(0), F(-5, 4)),
    ]
    assert found.mean == (F(2) - F(5, 4)) / 2
    assert found.distance == (F(2) + F(5, 4)) / 2


@pytest.mark.parametrize(
    ("step", "tendency"), [(4, Tendency.LENIENT), (2, Tendency.CLOSE), (1, Tendency.STRICT)]
)
def test_a_rater_is_lenient_close_or_strict(step, tendency):
    assert compared(M1=at(step)).tendency is tendency


def test_half_a_step_is_still_close():
    found = compared(M1=at(3), C1=ticked({"a": "0.5", "b": 0}))

    assert found.mean == F(1, 2)
    assert found.tendency is Tendency.CLOSE


def test_what_makes_no_score_is_not_compared():
    found = compared(M1=steps_are(3, None))

    assert [d.yours for d in found.deviations] == [None, None]
    assert (found.mean, found.distance, found.tendency) == (None, None, None)


def test_only_items_of_the_case_are_compared():
    assert [d.item.id for d in compared(M2=at(5)).deviations] == ["M1", "C1"]
