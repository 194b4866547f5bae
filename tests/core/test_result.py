import json
from fractions import Fraction

from assess.core.maturity import level_of
from assess.core.report import compile_report
from assess.core.result import result_of
from assess.core.seal import canonical
from tests.core.factory import (
    More,
    assessment,
    at,
    counted,
    coverage,
    dimension,
    level,
    maturity,
    questionnaire,
    without,
)

F = Fraction
ASKED = questionnaire(
    dimension("a", maturity("M1", 300, knock_out=True), coverage("P1", 100)),
    dimension("b", maturity("M2", 600)),
    levels=(
        level(1, 200),
        level(2, 500, each="0.4", knock_out="0.6", require=['score("P1") >= 0.6']),
    ),
)
ANSWERS = {"M1": at(2, evidence=3), "P1": counted(1, 3), "M2": at(1)}


def result(answers=ANSWERS, **more: More):
    return result_of(compile_report(ASKED, assessment(answers, **more), None, engine="1.0.0"))


def test_a_result_says_what_was_scored():
    found = result()

    assert found["schema"] == "assess/result@1"
    assert found["questionnaire"] == {"id": "small", "version": "1.0.0", "sha256": "cafe"}
    assert (found["purpose"], found["form"], found["profile"]) == (
        "self-assessment",
        "full",
        "even",
    )
    assert found["screening"] is False


def test_points_have_one_decimal_and_scores_six():
    found = result()

    # a: (300·0.4 + 100/3) / 400 = 0.383333…, 191.67 of 500; b: 100 of 500
    assert found["total"] == {
        "claimed": "291.7",
        # a: (300·0.4 + 100·0.2) / 400 = 0.35, 175; b: 100
        "evidenced": "275.0",
        "low": "291.7",
        "high": "291.7",
        "maximum": "1000.0",
        "completeness": "1.000000",
    }
    (a, _) = found["dimensions"]
    assert a == {
        "id": "a",
        "score": "0.383333",
        "points": "191.7",
        "maximum": "500.0",
        "coverage": "1.000000",
        "claimed": "0.383333",
        "evidenced": "0.350000",
        "low": "0.383333",
        "high": "0.383333",
        "unrated": None,
    }


def test_every_item_is_there():
    assert result()["items"] == [
        {
            "id": "M1",
            "type": "maturity",
            "score": "0.400000",
            "points": "120.00",
            "claimed": "0.400000",
            "evidenced": "0.400000",
            "status": "answered",
        },
        {
            "id": "P1",
            "type": "coverage",
            "score": "0.333333",
            "points": "33.33",
            "claimed": "0.333333",
            "evidenced": "0.200000",
            "status": "answered",
        },
        {
            "id": "M2",
            "type": "maturity",
            "score": "0.200000",
            "points": "120.00",
            "claimed": "0.200000",
            "evidenced": "0.200000",
            "status": "answered",
        },
    ]


def test_the_level_comes_with_the_gates_of_the_next():
    found = result()

    assert found["level"] == 1
    assert found["next_level"] == {
        "level": 2,
        "gates": [
            {"name": "total", "value": "291.7", "threshold": "500.0", "met": False},
            {"name": "dimension:a", "value": "0.38", "threshold": "0.4", "met": False},
            {"name": "dimension:b", "value": "0.2", "threshold": "0.4", "met": False},
            {"name": "knock_out:M1", "value": "0.4", "threshold": "0.6", "met": False},
            {"name": 'score("P1") >= 0.6', "value": "0.33", "threshold": "0.6", "met": False},
        ],
        "left_out": [],
    }


def test_advice_carries_every_factor():
    first = result()["recommendations"][0]

    assert first == {
        "item": "M1",
        "to": 3,
        "reason": {
            "knock_out_below_gate": True,
            "blocks_next_level": True,
            "weakest_dimension": False,
            "gates": ["dimension:a", "knock_out:M1"],
            "score": "0.400000",
            "urgency": "2.5",
            "client_priority": "1",
            "confidence": "1",
            "open_needs": [],
            # 75 points × 2.5 × 1 × 1 / 5 days
            "priority": "37.500000",
        },
        "class": "must-fix",
        "effort": "5",
        "weeks": 4,
        "points_gained": "75.0",
    }


def test_what_is_not_known_is_null_never_zero():
    found = result({"M1": at(2), "M2": without()})

    assert found["level"] is None
    assert found["total"]["claimed"] is None
    assert found["total"]["low"] is None
    _, b = found["dimensions"]
    assert (b["score"], b["points"], b["unrated"]) == (None, None, "too little applies")
    assert found["items"][1]["status"] == "unanswered"
    assert found["items"][1]["points"] is None


def test_below_the_first_level_is_zero():
    assert result({"M1": at(0), "P1": counted(0, 3), "M2": at(0)})["level"] == 0


def test_at_the_top_there_is_no_next_level():
    found = result({"M1": at(5), "P1": counted(3, 3), "M2": at(5)})

    assert found["level"] == 2
    assert found["next_level"]["level"] is None
    assert all(gate["met"] for gate in found["next_level"]["gates"])


def test_a_result_written_as_json_and_read_again_is_the_same_bytes():
    found = result()

    assert canonical(json.loads(canonical(found))) == canonical(found)


def test_the_same_assessment_gives_the_same_bytes():
    assert canonical(result()) == canonical(result())
    assert canonical(result(dict(reversed(ANSWERS.items())))) == canonical(result())


def test_the_level_is_the_one_decided():
    report = compile_report(ASKED, assessment(ANSWERS), None, engine="1.0.0")

    assert report.decision == level_of(report.scorecard)
    assert result_of(report)["level"] == report.decision.number
