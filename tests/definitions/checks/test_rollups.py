"""What keeps parts from making a whole is told at its place, with its cure."""

import pytest

from tests.definitions.files import (
    MANIFEST,
    ONE,
    TEXTS,
    TWO,
    load,
    planted,
    problems,
    sentences,
    spoilt,
    unmarked,
)

BANDS = (
    "bands: [{id: N, to: 15%, text: Not}, {id: P, to: 50%, text: Partly}, "
    "{id: L, to: 85%, text: Largely}, {id: F, to: 100%, text: Fully}]"
)
LADDER = "cumulative: {reached: L, below: F}"
STAGES = "stages:\n  - {id: early, title: Early}\n"
TITLE = "title: Small\n"


def lines(*given: str) -> tuple[str, str, str]:
    """The manifest with rules of scoring."""
    return (
        "manifest",
        "levels:\n",
        "scoring:\n" + "".join(f"  {line}\n" for line in given) + "levels:\n",
    )


def deductions(text):
    return ("manifest", "levels:\n", f"deductions:\n  - {text}\nlevels:\n")


# Each spoils one place: file, what stands there, what is put there with § where the fault is.
SPOILT = [
    ("one", STAGES, "rollup: §cumulative\nstages:\n  - {id: early, title: Early}\n", "Q523"),
    ("one", "{id: early, title: Early}", "{id: early, title: Early, rollup: middle}", "S204"),
    (*lines("rollup: medium"), "S204"),
    (*lines("total: §cumulative"), "Q523"),
    (*lines(BANDS.replace("to: 85%", "to: §50%")), "Q524"),
    (*lines(BANDS.replace("to: 85%", "to: §40%")), "Q524"),
    (*lines(BANDS.replace("to: 100%", "to: §99%")), "Q525"),
    (*lines(BANDS.replace("to: 100%", "to: §100")), "Q516"),
    (
        *lines(BANDS.replace("id: P", "id: N").replace("{id: N, to: 50%", "§{id: N, to: 50%")),
        "Q501",
    ),
    (*lines(BANDS, LADDER.replace("reached: L", "reached: §M")), "Q527"),
    (*lines(BANDS, LADDER.replace("below: F", "below: §FI")), "Q527"),
    (*lines(BANDS, "cumulative: {reached: L, below: §P}"), "Q526"),
    (*lines("maximum: §0"), "Q506"),
    (*lines("not_applicable: {policy: §target}"), "Q533"),
    (*lines("not_applicable: {policy: zero, target: §60%}"), "Q532"),
    (*lines("not_applicable: {policy: target, target: §160%}"), "Q516"),
    (*deductions("§{id: fine, text: A fine}"), "Q531"),
    (*deductions("§{id: fine, text: A fine, points: 1, percent: 1%}"), "Q531"),
    (*deductions("{id: fine, text: A fine, points: §0}"), "Q506"),
    (*deductions("{id: fine, text: A fine, points: §-2}"), "Q506"),
    (*deductions("{id: fine, text: A fine, percent: §0}"), "Q516"),
    (*deductions("{id: fine, text: A fine, percent: §200%}"), "Q516"),
    (*deductions("{id: fine, text: A fine, points: 1, most: §0}"), "Q516"),
    (*deductions("{id: f, text: A, points: 1}\n  - §{id: f, text: B, points: 2}"), "Q501"),
    (
        "manifest",
        "- {level: 1, name: First, total: 150, each_dimension: 10%}",
        "- §{level: 1, name: First}",
        "Q530",
    ),
    ("manifest", "total: 150", "total: §-1", "Q516"),
    ("manifest", "    total: 450\n", "    total: §1001\n", "Q516"),
    ("manifest", "each_dimension: 10%", "each_dimension: §1000%", "Q516"),
    ("manifest", "knock_out: 20%", "knock_out: §-20%", "Q516"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), SPOILT)
def test_what_cannot_make_a_whole_is_told_at_its_place(tmp_path, file, old, new, code):
    found, place = planted(tmp_path, file, old, new)

    assert code in [c for *_, c in found]
    if place:
        assert (*place, code) in found


def test_either_all_stages_make_a_score_or_none(tmp_path):
    two = "stages:\n  - {id: early, title: Early, rollup: mean}\n  - §{id: late, title: Late}\n"
    text, place = unmarked(spoilt(ONE, (STAGES, two)))

    assert ("one.yaml", *place, "Q521") in problems(tmp_path, one=text)


def test_where_stages_make_the_score_every_item_stands_in_one(tmp_path):
    staged = spoilt(ONE, ("{id: early, title: Early}", "{id: early, title: Early, rollup: mean}"))
    text, place = unmarked(spoilt(staged, ("  - id: P1\n", "  - §id: P1\n")))

    assert problems(tmp_path, one=text) == [("one.yaml", *place, "Q522")]
    placed = spoilt(staged, ("    type: coverage\n", "    type: coverage\n    stage: early\n"))
    assert problems(tmp_path, one=placed) == []


POINTS = "points: {one: 600, two: 400}"


@pytest.mark.parametrize("total", ["mean", "minimum", "cumulative"])
def test_points_are_not_shared_out_where_none_count(tmp_path, total):
    _, old, new = lines(BANDS, LADDER, f"total: {total}")
    text, place = unmarked(spoilt(MANIFEST, (old, new), (POINTS, POINTS.replace("{", "§{"))))

    assert problems(tmp_path, manifest=text) == [("manifest.yaml", *place, "Q528")]


@pytest.mark.parametrize("total", ["weighted-mean", "mean", "sum", "minimum", "cumulative"])
def test_a_profile_needs_no_points(tmp_path, total):
    _, old, new = lines(BANDS, LADDER, f"total: {total}")
    text = spoilt(MANIFEST, (old, new), (f"    {POINTS}\n", ""))

    assert problems(tmp_path, manifest=text) == []


def test_in_a_sum_the_points_of_a_dimension_are_those_of_its_items(tmp_path):
    _, old, new = lines("total: sum", "maximum: 60")
    levels = (("total: 150", "total: 10"), ("total: 300", "total: 20"), ("total: 450", "total: 30"))
    right = spoilt(MANIFEST, (old, new), (POINTS, "points: {one: 30, two: 30}"), *levels)
    wrong = spoilt(MANIFEST, (old, new), (POINTS, "points: {one: §20, two: 40}"), *levels)
    text, (line, column) = unmarked(wrong)

    assert problems(tmp_path, manifest=right) == []
    found = problems(tmp_path, manifest=text)
    assert ("manifest.yaml", line, column, "Q529") in found
    assert [code for *_, code in found] == ["Q529", "Q529"]


def test_a_condition_of_a_level_may_ask_for_the_score_of_a_dimension(tmp_path):
    asks = spoilt(MANIFEST, ("'score(\"M1\") >= 0.6'", "'score(\"two\") >= 0.6'"))

    assert problems(tmp_path, manifest=asks) == []
    elsewhere = spoilt(ONE, ('level("M1") >= 2 or', 'score("one") >= 60% or'))
    assert "C402" in [code for *_, code in problems(tmp_path, one=elsewhere)]


def test_a_level_may_have_only_conditions(tmp_path):
    text = spoilt(MANIFEST, ("    total: 450\n    each_dimension: 35%\n    knock_out: 40%\n", ""))

    assert "Q508" in [code for *_, code in problems(tmp_path, manifest=text)]  # less than below it
    alone = text.replace(
        "name: First, total: 150, each_dimension: 10%",
        "name: First, require: ['score(\"M1\") >= 20%']",
    )
    alone = alone.replace(
        "total: 300, each_dimension: 20%, knock_out: 20%", "require: ['score(\"M1\") >= 40%']"
    )
    assert problems(tmp_path, manifest=alone) == []


def test_a_draft_may_do_without_advice_but_not_with_half_of_it(tmp_path):
    advice = ONE[ONE.index("    improve:\n") : ONE.index("  - id: P1\n")]
    without = spoilt(ONE.replace(advice, "", 1))
    draft = spoilt(MANIFEST, ("status: released", "status: draft"))
    half = ONE.replace(advice, "".join(advice.splitlines(keepends=True)[:3]), 1)

    assert problems(tmp_path, manifest=draft, one=without) == []
    assert [code for *_, code in problems(tmp_path, one=without)] == ["Q505"]
    assert [code for *_, code in problems(tmp_path, manifest=draft, one=half)] == ["Q505"]


# A number on a scale

RATING = """\
  - id: R1
    type: rating
    points: 10
    title: Rating
    short: Rating
    text: How much?
    evidence: A list.
    verification: [data]
    improve: []
    lowest: 0
    highest: 10
    increment: 1
    anchors: {0: Never, 10: Always}
"""
DRAFT = spoilt(MANIFEST, ("status: released", "status: draft"))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("highest: 10", "highest: §0", "Q535"),
        ("highest: 10", "highest: §-5", "Q535"),
        ("increment: 1\n", "increment: §3\n", "Q536"),
        ("increment: 1\n", "increment: §0\n", "Q536"),
        ("increment: 1\n", "increment: §-1\n", "Q536"),
        ("increment: 1\n", "increment: §0.3\n", "Q536"),
        ("10: Always", "10: Always, 11: §Never again", "Q537"),
        ("10: Always", "10: Always, 2.5: §Seldom", "Q537"),
        ("highest: 10", "highest: §many", "S203"),
        ("anchors: {0:", "anchors: {§none:", "S203"),
        ("lowest: 0", "§from: 0", "S201"),
    ],
)
def test_a_scale_that_cannot_be_is_told(tmp_path, old, new, code):
    text, place = unmarked(TWO + spoilt(RATING, (old, new)))
    found = problems(tmp_path, manifest=DRAFT, two=text)

    assert ("two.yaml", *place, code) in found


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (("    increment: 1\n", ""),),
        (("increment: 1\n", "increment: 0.5\n"), ("10: Always", "9.5: Nearly always")),
        (("    lowest: 0\n", ""), ("    anchors: {0: Never, 10: Always}\n", "    unit: '%'\n")),
        (
            ("lowest: 0", "lowest: 1"),
            ("highest: 10", "highest: 7"),
            ("{0: Never, 10: Always}", "{1: No}"),
        ),
    ],
)
def test_a_scale_that_can_be_loads(tmp_path, changes):
    asked = load(tmp_path, manifest=DRAFT, two=TWO + spoilt(RATING, *changes))

    assert asked.item("R1") is not None


def test_one_axis_has_nothing_to_combine(tmp_path):
    text = spoilt(
        ONE, ("    anchors:\n", "    axes: [reality]\n    combine: §mean\n    anchors:\n")
    )
    text, place = unmarked(text)

    assert ("one.yaml", *place, "Q538") in problems(tmp_path, one=text)


def test_axes_may_have_names_of_their_own(tmp_path):
    named = spoilt(MANIFEST, (TITLE, f"{TITLE}axes: {{intention: Written, reality: Done}}\n"))
    wrong = spoilt(MANIFEST, (TITLE, f"{TITLE}axes: {{effect: Result}}\n"))

    axes = load(tmp_path, manifest=named).axes
    assert {axis: words.source for axis, words in axes.items()} == {
        "intention": "Written",
        "reality": "Done",
    }
    assert [code for *_, code in problems(tmp_path, manifest=wrong)] == ["S204"]


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            *lines(BANDS.replace("to: 85%", "to: 50%")),
            (
                "no score can stand in band 'L', which ends at 50% — "
                "let each band end above the one before it"
            ),
        ),
        (
            *lines(BANDS.replace("to: 100%", "to: 99.5%")),
            "scores above 99.5% stand in no band — let the last band end at 100%",
        ),
        (
            *lines(BANDS, "cumulative: {reached: L, below: P}"),
            (
                "a rung would ask less of those under it ('P') than of itself ('L') — "
                "name under “below” the same band or a higher one"
            ),
        ),
    ],
)
def test_a_fault_names_what_is_wrong_and_the_cure(tmp_path, file, old, new, sentence):
    assert sentences(tmp_path, **{file: spoilt(TEXTS[file], (old, new))}) == [sentence]
