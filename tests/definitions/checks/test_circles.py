"""What needs itself is found with its way back, in circles of any length."""

import pytest

from assess.definitions.checks.circles import MOST_LOOKED_AT, ways_back


@pytest.mark.parametrize(
    ("needs", "told"),
    [
        ({}, {}),
        ({"a": ["b"], "b": []}, {}),
        ({"a": ["gone"]}, {}),
        ({"a": ["a"]}, {"a": ["a"]}),
        ({"a": ["b"], "b": ["a"]}, {"a": ["b", "a"], "b": ["a", "b"]}),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, {"b": ["c", "b"], "c": ["b", "c"]}),
        (
            {"a": ["b", "c"], "b": ["c"], "c": ["a"]},
            {"a": ["c", "a"], "b": ["c", "a", "b"], "c": ["a", "c"]},
        ),
        ({"a": ["a"], "b": ["a", "c"], "c": ["c"]}, {"a": ["a"], "c": ["c"]}),
    ],
)
def test_every_id_on_a_circle_comes_with_its_shortest_way_back(needs, told):
    assert dict(ways_back(needs)) == told


def test_of_a_very_long_way_back_the_middle_is_left_out():
    number = 4 * MOST_LOOKED_AT
    needs = {f"i{n}": [f"i{(n + 1) % number}"] for n in range(number)}
    found = dict(ways_back(needs))

    assert len(found) == number
    assert found["i7"] == ["i8", "…", "i7"]
