"""Conditions that can never hold, or never fail, are told; those that make a difference are not."""

import pytest

from assess.definitions.checks import dead_conditions
from tests.definitions.files import MANIFEST, TWO, problems, spoilt

DEAD = [
    "level('M1') > 5",
    "level('M1') < 0",
    "level('M1') == 2.5",
    "level('M1') == 'two'",
    "score('P1') > 1",
    "score('P1') >= 101%",
    "level('M1') >= 3 and level('M1') < 3",
    "facts.sector == 'retail' and not facts.sector == 'retail'",
    "facts.headcount > 10 and facts.headcount < 5",
    "facts.listed == true and facts.listed == false",
    "facts.region == 'North' and facts.region == 'South'",
    "value('M1') >= 1",
    "count('M1') >= 1",
    "not_applicable('M1')",
    "facts.headcount < facts.headcount",
    "1 > 2",
    "false",
]
ALWAYS = [
    "true",
    "1 < 2",
    "level('M1') >= 3 or not (level('M1') >= 3)",
    "not (level('M1') > 5)",
    "not not_applicable('M1')",
]
ALIVE = [
    "level('M1') >= 5",
    "level('M1') == 0",
    "answered('M1') and not answered('P1')",
    "not_applicable('P1')",
    "score('P1') >= 0.995",
    "score('P1') == 100%",
    "0.3 < score('P1') < 0.31",
    "facts.headcount > 1000000",
    "facts.headcount == -3",
    "facts.headcount > 9 and facts.headcount < 10",
    "facts.region == 'North' or facts.region == 'South'",
    "facts.region not in ['North', 'South']",
    "facts.sector in ['retail'] and facts.listed == true",
    "not (facts.listed == false)",
]


def codes(folder, condition: str) -> list[str]:
    asks = f'    applies_if: "{condition}"\n'
    return [
        code
        for *_, code in problems(folder, two=spoilt(TWO, ("  - id: K1\n", "  - id: K1\n" + asks)))
    ]


@pytest.mark.parametrize("condition", DEAD)
def test_what_can_never_hold_is_told(tmp_path, condition):
    assert codes(tmp_path, condition) == ["C406"]


@pytest.mark.parametrize("condition", ALWAYS)
def test_what_always_holds_is_told(tmp_path, condition):
    assert codes(tmp_path, condition) == ["C407"]


@pytest.mark.parametrize("condition", ALIVE)
def test_what_makes_a_difference_is_left_alone(tmp_path, condition):
    assert codes(tmp_path, condition) == []


@pytest.mark.parametrize("condition", ["count('C1') >= 2", "chosen('C1', 'b')", "value('K1') > 5"])
def test_what_is_asked_of_the_right_type_of_item_is_alive(tmp_path, condition):
    asks = f'    applies_if: "{condition}"\n'
    text = spoilt(TWO, ("  - id: X1\n", "  - id: X1\n" + asks))

    assert problems(tmp_path, two=text) == []


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("data_share('two') >= 120%", "C406"),
        ("data_share('two') >= 100%", None),
        ("trend_periods('two') >= 3", None),
        ("trend_periods('two') >= 0.5", None),
        ("trend_periods('two') < 0", "C406"),
        ("score('M1') >= 1.5", "C406"),
        ("score('M1') >= 0.6", None),
    ],
)
def test_gates_of_levels_are_looked_at_too(tmp_path, condition, code):
    text = spoilt(MANIFEST, ("'score(\"M1\") >= 0.6'", f'"{condition}"'))

    assert [told for *_, told in problems(tmp_path, manifest=text)] == ([code] if code else [])


def test_a_count_cannot_be_more_than_there_are_practices(tmp_path):
    asks = "    applies_if: \"count('C1') > 2\"\n"
    found = problems(tmp_path, two=spoilt(TWO, ("  - id: X1\n", "  - id: X1\n" + asks)))

    assert [code for *_, code in found] == ["C406"]


def test_a_condition_that_asks_for_very_much_is_taken_to_be_alive(tmp_path):
    few = "facts.headcount != 1 and score('P1') != 0.1 and level('M1') > 5"
    many = " and ".join(f"facts.headcount != {n} and score('P1') != 0.{n}" for n in range(1, 9))

    assert codes(tmp_path, few) == ["C406"]
    assert codes(tmp_path, f"{many} and score('M1') != 0.5 and level('M1') > 5") == []


def test_when_all_conditions_take_too_long_those_behind_are_taken_to_be_alive(
    tmp_path, monkeypatch
):
    assert codes(tmp_path, "level('M1') > 5") == ["C406"]
    monkeypatch.setattr(dead_conditions, "MOST_LOOKS", 3)

    assert codes(tmp_path, "level('M1') > 5") == []
