"""`assess score` and `assess explain`."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import HARBOUR, Run

DECIMAL = re.compile(r"-?\d+(\.\d+)?")
KEYS = {
    "": {
        "schema",
        "questionnaire",
        "purpose",
        "form",
        "profile",
        "screening",
        "total",
        "level",
        "next_level",
        "dimensions",
        "items",
        "recommendations",
        "sensitivity",
        "change",
        "seal",
    },
    "questionnaire": {"id", "version", "sha256"},
    "total": {"claimed", "evidenced", "low", "high", "maximum", "completeness"},
    "next_level": {"level", "gates", "left_out"},
    "next_level.gates": {"name", "value", "threshold", "met"},
    "dimensions": {
        "id",
        "score",
        "points",
        "maximum",
        "coverage",
        "claimed",
        "evidenced",
        "low",
        "high",
        "unrated",
    },
    "items": {"id", "type", "score", "points", "claimed", "evidenced", "status"},
    "recommendations": {
        "item",
        "to",
        "reason",
        "class",
        "effort",
        "weeks",
        "points_gained",
    },
    "recommendations.reason": {
        "knock_out_below_gate",
        "blocks_next_level",
        "weakest_dimension",
        "gates",
        "score",
        "urgency",
        "client_priority",
        "confidence",
        "open_needs",
        "priority",
    },
    "sensitivity": {"trials", "level_unchanged", "lowest", "highest", "profiles"},
    "sensitivity.profiles": {"id", "total", "level"},
    "change": {
        "assessed_on",
        "before",
        "after",
        "difference",
        "by_scope",
        "level_before",
        "dimensions",
        "items",
    },
    "change.dimensions": {"id", "before", "after", "effect"},
    "change.items": {"id", "before", "after", "by_answer", "by_scope"},
}
NUMBERS = {
    *("claimed", "evidenced", "low", "high", "maximum", "completeness", "value", "threshold"),
    *("score", "points", "coverage", "effort", "points_gained", "urgency", "client_priority"),
    *("confidence", "priority", "lowest", "highest"),
    *("before", "after", "effect", "by_answer", "by_scope", "difference"),
}


@pytest.fixture
def earlier(answers) -> Path:
    """The example as it might have been a year before."""
    path: Path = answers(
        ("assessed_on: 2026-10-01", "assessed_on: 2025-09-15"), ("owner: 1", "owner: 0.25")
    )
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """The example with nothing answered."""
    text = HARBOUR.read_text(encoding="utf-8")
    path = tmp_path / "empty.yaml"
    path.write_text(text[: text.index("answers:\n")] + "answers: {}\n", encoding="utf-8")
    return path


@pytest.fixture
def result(assess: Run, earlier) -> dict[str, Any]:
    said = assess("score", HARBOUR, "--before", earlier, "--json").out
    found: dict[str, Any] = json.loads(said)
    return found


def test_what_moved_since_an_earlier_assessment_adds_up(result):
    change = result["change"]

    assert (change["assessed_on"], change["after"]) == ("2025-09-15", result["total"]["claimed"])
    assert [item["id"] for item in change["items"]] == ["L1"]
    assert change["difference"] == str(Decimal(change["after"]) - Decimal(change["before"]))
    assert change["items"][0]["by_answer"].startswith(change["difference"])


def test_a_person_reads_what_moved(assess: Run, earlier, result):
    said = assess("score", HARBOUR, "--before", earlier).out
    lines = said.partition("\n\nSince ")[2].splitlines()

    change = result["change"]
    total = f"from {change['before']} to 464.5 points (+{change['difference']})"
    assert lines == [
        f"15 September 2025 the total went {total}, from level 2 to level 2.",
        f"{'+' + change['difference']:>6}  L1 Executive accountability for customer management",
    ]


def test_a_person_reads_only_the_items_that_moved_most(assess: Run, tmp_path):
    other = tmp_path / "other.yaml"
    text = HARBOUR.with_name("norden-pumps.yaml").read_text(encoding="utf-8")
    other.write_text(text, encoding="utf-8")
    command = ("score", HARBOUR, "--before", other)
    told = assess(*command).out.partition("\n\nSince ")[2].splitlines()
    items = json.loads(assess(*command, "--json").out)["change"]["items"]

    assert [line.split()[1] for line in told[1:-1]] == [item["id"] for item in items[:5]]
    assert told[-1] == f"and {len(items) - 5} more items"


def test_without_a_total_nothing_is_known_of_what_moved(assess: Run, empty):
    told = assess("score", HARBOUR, "--before", empty).out

    assert told.endswith("one of the two assessments has no total yet\n")


def test_without_an_earlier_assessment_nothing_is_said_of_change(assess: Run):
    assert json.loads(assess("score", HARBOUR, "--json").out)["change"] is None
    assert "moved" not in (said := assess("score", HARBOUR).out)
    assert "Since" not in said


def objects(value: object, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a result with the names that lead to it."""
    if isinstance(value, list):
        for one in value:
            yield from objects(one, place)
    elif isinstance(value, dict):
        yield place, value
        for key, inner in value.items():
            yield from objects(inner, f"{place}.{key}".lstrip("."))


def test_a_person_reads_dimensions_total_level_and_what_blocks(process: Run):
    done = process("score", HARBOUR, "--lang", "en")

    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Harbour Trading Co."
    assert "  55\u00a0%   47\u00a0%  Leadership" in lines
    assert "claimed 464.5, backed by evidence 397.7, of 1000.0" in lines
    assert "level 2: Managed" in lines
    assert lines[-1] == (
        "blocks the next level: Privacy, consent and security of customer data (I12): "
        "35\u00a0%, needs 40\u00a0%"
    )


def test_gates_are_named_as_in_the_report(assess: Run):
    lines = assess("score", HARBOUR.with_name("cloudledger.yaml")).out.splitlines()

    assert [line for line in lines if line.startswith("blocks")] == [
        "blocks the next level: Total: 694.2, needs 750.0",
        "blocks the next level: Resources: 60\u00a0%, needs 65\u00a0%",
        "blocks the next level: Periods shown in “Results”: 2, needs 3",
    ]


def test_the_result_for_machines_has_exactly_the_documented_keys(result):
    places = set()
    for place, found in objects(result):
        assert set(found) == KEYS[place], place
        places.add(place)
    assert places == set(KEYS)


def test_every_number_is_a_decimal_string(result):
    for place, found in objects(result):
        for name in NUMBERS & set(found):
            value = found[name]
            assert value is None or DECIMAL.fullmatch(value), f"{place}.{name} is {value!r}"


def test_no_number_is_a_float(result):
    assert not re.search(r":\s*-?\d+\.\d", json.dumps(result))


def test_the_same_answers_give_the_same_bytes(assess: Run, process: Run):
    assert assess("score", HARBOUR, "--json").out == process("score", HARBOUR, "--json").out


def test_the_result_for_machines_is_the_same_in_every_language(assess: Run):
    english, chinese = (
        assess("score", HARBOUR, "--json", "--lang", language).out for language in ("en", "zh-Hans")
    )

    assert english == chinese


def test_open_items_are_told_as_an_interval(assess: Run, answers):
    done = assess("score", answers(("    numerator: 34\n    denominator: 96\n", "")))

    assert done.status == 0
    assert re.search(r"\d+\s% answered; between \d+\.\d and \d+\.\d", done.out)


def test_nothing_answered_is_no_level(assess: Run, empty):
    done = assess("score", empty)

    assert done.status == 0
    assert "no level can be given yet" in done.out
    assert json.loads(assess("score", empty, "--json").out)["level"] is None


@pytest.mark.parametrize("subject", ["L1", "OE1", "P5", "S1", "leadership", "total"])
def test_every_kind_of_number_is_explained(assess: Run, subject):
    done = assess("explain", HARBOUR, subject)

    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{subject} ")
    assert "  = " in done.out


def test_an_explanation_shows_formula_inputs_and_result(process: Run):
    done = process("explain", HARBOUR, "P5")

    assert done.status == 0
    assert "s = clip(n / d, 0, 1)" in done.out
    assert "    n: 34" in done.out
    assert "    d: 96" in done.out
    assert "  = 34 / 96" in done.out


def test_the_total_is_explained_by_its_dimensions(assess: Run):
    told = assess("explain", HARBOUR, "total").out

    assert "T = Σ W·S" in told
    assert "464.5" in told
    assert "rounding" in told or "printed" in told


def test_machines_get_explanations_as_json(assess: Run):
    (first, *_) = json.loads(assess("explain", HARBOUR, "L1", "--json").out)

    keys = {"subject", "formula", "inputs", "worked", "result", "excluded", "rounding"}
    assert set(first) == keys
    assert first["subject"] == "L1 claimed"


def test_an_unknown_subject_names_what_is_known(assess: Run):
    done = assess("explain", HARBOUR, "Z9")

    assert done.status == 2
    assert "'Z9'" in done.err
    assert "total" in done.err
    assert "leadership" in done.err
    assert "L1" in done.err
