"""Levels that nobody can reach, and a best result that nobody can have."""

import pytest

from tests.definitions.files import MANIFEST, ONE, planted, problems, spoilt, unmarked

SPOILT = [
    ("manifest", "- {level: 2, name: Second", "- {level: §4, name: Second", "Q539"),
    ("manifest", "- {level: 1, name: First", "- {level: §-1, name: First", "Q516"),
    ("manifest", "name: Second, total: 300", "name: Second, total: §1001", "Q516"),
    ("manifest", "    each_dimension: 35%", "    each_dimension: §135%", "Q516"),
    ("manifest", "    knock_out: 40%", "    knock_out: §140%", "Q516"),
    (
        "two",
        "{id: best, text: Best, score: 1}",
        "{id: best, text: Best, score: 0.9}",
        "Q541",
    ),
    ("two", "      - {at: 90, score: 1}\n", "", "Q541"),
    ("manifest", "- {id: all, value: 1, text: All}", "- {id: all, value: 0.9, text: All}", "Q541"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), SPOILT)
def test_what_is_out_of_reach_is_told(tmp_path, file, old, new, code):
    found, place = planted(tmp_path, file, old, new)

    assert code in [told for *_, told in found]
    if place and code != "Q539":
        assert (*place, code) in found


def test_a_gap_is_told_at_the_level_behind_it(tmp_path):
    text, place = unmarked(spoilt(MANIFEST, ("- level: 3\n", "- level: §1000000\n")))

    assert problems(tmp_path, manifest=text) == [("manifest.yaml", *place, "Q539")]


def test_a_gate_of_knock_out_items_needs_one(tmp_path):
    found = problems(tmp_path, one=spoilt(ONE, ("    knock_out: true\n", "")))

    assert [(name, code) for name, *_, code in found] == [("manifest.yaml", "Q540")] * 2


@pytest.mark.parametrize(
    "change", [("type: maturity", "type: maturiti"), ("    type: maturity", "\ttype: maturity")]
)
def test_no_gate_is_of_nothing_while_an_item_cannot_be_read(tmp_path, change):
    found = problems(tmp_path, one=spoilt(ONE, change))

    assert [code for *_, code in found] in (["S205"], ["Y102"])
