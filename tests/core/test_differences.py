import pytest

from assess.core.differences import Difference, differences


@pytest.mark.parametrize(
    ("found", "expected", "told"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [("a", "1", "2")]),
        ({"a": "1"}, {"a": 1}, [("a", "1", "1")]),
        ({"a": True}, {"a": 1}, [("a", "True", "1")]),
        ({}, {"a": 1}, [("a", "–", "1")]),
        ({"b": 1}, {}, [("b", "1", "–")]),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, [("a.b.1", "2", "3")]),
        ([{"id": "L1", "s": 1}], [{"id": "L1", "s": 2}], [("L1.s", "1", "2")]),
        ("text", "text", []),
        (None, "text", [("", "None", "text")]),
    ],
)
def test_every_place_that_differs_is_told(found, expected, told):
    assert list(differences(found, expected)) == [Difference(*each) for each in told]


def test_a_missing_entry_of_a_list_is_one_difference():
    items = [{"id": id, "score": 1} for id in "ABC"]

    assert [each.place for each in differences(items[1:], items)] == ["A"]
