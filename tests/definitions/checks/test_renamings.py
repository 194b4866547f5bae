import pytest

from tests.definitions.files import ONE, TWO, problems, spoilt


def test_a_former_name_that_nothing_has_is_fine(tmp_path):
    one = spoilt(ONE, ("id: M1", "id: M1\n    renamed_from: M0"))
    two = spoilt(TWO, ("{id: a,", "{id: a, renamed_from: z,"))

    assert problems(tmp_path, one=one, two=two) == []


@pytest.mark.parametrize(
    ("file", "changes", "place"),
    [
        ("one", [("id: M1", "id: M1\n    renamed_from: P1")], ("one.yaml", 10, 19)),
        (
            "one",
            [
                ("id: M1", "id: M1\n    renamed_from: M0"),
                ("id: P1", "id: P1\n    renamed_from: M0"),
            ],
            ("one.yaml", 33, 19),
        ),
        ("two", [("{id: a,", "{id: a, renamed_from: b,")], ("two.yaml", 18, 31)),
        ("two", [("{id: best,", "{id: best, renamed_from: none,")], ("two.yaml", 59, 34)),
    ],
)
def test_a_former_name_leads_to_one_thing(tmp_path, file, changes, place):
    text = spoilt({"one": ONE, "two": TWO}[file], *changes)

    assert problems(tmp_path, **{file: text}) == [(*place, "V710")]
