import json
from fractions import Fraction

import pytest

from assess.core.assessment import Assessment
from assess.core.record import InvalidRecord, assessment_of, assessment_record
from tests.core.factory import More, assessment, at, measured
from tests.rendering.cases import CASES, shipped

ANSWERS = {"M1": at(3, evidence=2, note="as seen"), "K1": measured("76.5", 70, "76.5")}
ACME = assessment(ANSWERS, {"sector": "retail", "headcount": Fraction(240), "listed": True})


def record(**changed: More) -> dict[str, object]:
    return {**assessment_record(CASES["harbour"]), **changed}


def test_the_record_holds_answers_as_typed():
    record = assessment_record(ACME)

    assert record["answers"] == {
        "M1": {"intention": "3", "reality": "3", "evidence": "2", "note": "as seen"},
        "K1": {"value": "76.5", "periods": "70 76.5"},
    }
    assert record["organization"] == {
        "name": {"en": "Acme"},
        "facts": {"sector": "retail", "headcount": "240", "listed": True},
    }
    assert (record["assessed_on"], record["capacity"]) == ("2026-10-01", "60")


def named(facts: dict[str, object]) -> dict[str, object]:
    return {"name": {"en": "Acme"}, "facts": facts}


@pytest.mark.parametrize("name", list(CASES))
def test_a_record_reads_back_as_the_assessment(name):
    kept = json.loads(json.dumps(assessment_record(CASES[name])))

    found: Assessment = assessment_of(kept, shipped())
    assert found == CASES[name]


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ("nothing", "record"),
        ({}, "organization"),
        (record(organization=[]), "organization"),
        (record(purpose="boast"), "purpose"),
        (record(capacity="much"), "capacity"),
        (record(form="tall"), "form"),
        (record(profile=None), "profile"),
        (record(version="0.0.1"), "version"),
        (record(sha256="cafe"), "sha256"),
        (record(assessed_on="yesterday"), "assessed_on"),
        (record(priorities={"L1": "dear"}), "priorities"),
        (record(priorities={"L1": 3}), "priorities"),
        (record(answers={"X9": {}}), "answers.X9"),
        (record(answers={"L4": {"intention": 3}}), "answers.L4.answer"),
        (record(answers={"L4": {"intention": "nine"}}), "answers.L4"),
        (
            record(organization={"name": {"en": "A"}, "facts": {"moon": "full"}}),
            "organization.facts.moon",
        ),
        (
            record(organization={"name": {"en": "A"}, "facts": {"region": 3}}),
            "organization.facts.region",
        ),
        (record(organization={"name": "A", "facts": {}}), "organization.name"),
    ],
)
def test_a_record_that_is_none_says_where(record, key):
    with pytest.raises(InvalidRecord) as told:
        assessment_of(record, shipped())

    assert told.value.key == key
