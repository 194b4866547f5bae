import hashlib
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from assess.core.record import assessment_record
from assess.core.seal import canonical, seal_of
from tests.core.factory import More, assessment, at, measured, ticked, words

ANSWERS = {"M1": at(3, evidence=2, note="as seen"), "K1": measured("76.5", 70, "76.5")}
ACME = assessment(ANSWERS, {"sector": "retail", "headcount": Fraction(240), "listed": True})


def seal(record=ACME, **more: More):
    given = {
        "engine": "1.0.0",
        "questionnaire_sha256": "cafe",
        "benchmark_sha256": "beef",
        "result": {"total": "612.0"},
        **more,
    }
    return seal_of(assessment=record, **given)


def test_canonical_json_has_one_form():
    assert canonical({"b": [1, "客"], "a": None}) == '{"a":null,"b":[1,"客"]}'.encode()


def test_a_seal_is_the_digest_of_everything_the_result_follows_from():
    expected = {
        "engine": "1.0.0",
        "questionnaire": "cafe",
        "benchmark": "beef",
        "assessment": assessment_record(ACME),
        "result": {"total": "612.0"},
    }

    assert seal() == hashlib.sha256(canonical(expected)).hexdigest()


def test_the_order_of_answers_does_not_matter():
    assert seal(replace(ACME, answers=dict(reversed(ANSWERS.items())))) == seal()


@pytest.mark.parametrize(
    "change",
    [
        {"answers": {**ANSWERS, "M1": at(3, evidence=2, note="as heard")}},
        {"answers": {**ANSWERS, "C1": ticked({"a": 1})}},
        {"purpose": "certification"},
        {"form": "core"},
        {"profile": "excellence"},
        {"version": "1.0.1"},
        {"assessed_on": date(2026, 10, 2)},
        {"priorities": {"M1": "high"}},
        {"capacity": Fraction(61)},
        {"organization": replace(ACME.organization, name=words("Acme Ltd"))},
    ],
)
def test_whatever_changes_in_the_assessment_changes_the_seal(change):
    assert seal(replace(ACME, **change)) != seal()


@pytest.mark.parametrize(
    "change",
    [
        {"engine": "1.0.1"},
        {"questionnaire_sha256": "babe"},
        {"benchmark_sha256": ""},
        {"result": {"total": "612.1"}},
    ],
)
def test_whatever_else_changes_changes_the_seal(change):
    assert seal(**change) != seal()
