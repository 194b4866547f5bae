import pytest

from tests.definitions.files import MANIFEST, ONE, planted, problems, spoilt

SCORING = "scoring:\n  {}\nlevels:\n"


def rule(text):
    """The manifest with one rule of scoring."""
    return ("manifest", "levels:\n", SCORING.format(text))


# Each spoils one place: file, what stands there, what is put there with § where the fault is.
SPOILT = [
    (
        "manifest",
        "evidence_grades: [None, Stated, Seen, Verified, Measured]",
        "evidence_grades: [None]",
        "Q517",
    ),
    (*rule("evidence_ceiling: {0: 1}"), "Q517"),
    (*rule("evidence_ceiling: {0: 1, 1: 2, 2: 3, 3: 4, 4: 6}"), "Q516"),
    (*rule("evidence_ceiling: {0: -1, 1: 2, 2: 3, 3: 4, 4: 5}"), "Q516"),
    (*rule("rounding: {points: -1}"), "Q516"),
    (*rule("rounding: {percent: 5000}"), "Q516"),
    (*rule("not_applicable: {minimum_applicable: 200%}"), "Q516"),
    (*rule("mandatory_cap: 2"), "Q516"),
    ("manifest", "- {id: half, value: 0.5", "- {id: half, value: §50", "Q516"),
    ("manifest", "- {id: half, value: 0.5", "- {id: half, value: §-1", "Q516"),
    ("manifest", "- {id: all, value", "- §{id: half, value", "Q518"),
    ("one", "    anchors:\n", "    axes: []\n    anchors:\n", "Q513"),
    ("manifest", "'score(\"M1\") >= 0.6'", "'level(§\"M1\") >= 3'", "C403"),
    ("one", 'level("M1") >= 2 or', 'data_share(§"one") >= 0.5 or', "C403"),
    ("one", 'level("M1") >= 2 or', 'trend_periods(§"one") >= 3 or', "C403"),
    ("manifest", "- {id: half, value: 0.5", "- {id: half, value: 1", "Q518"),
    ("manifest", "level: 1, name: First", "level: 0, name: First", "Q516"),
    ("one", 'level("M1") >= 2 or', 'facts.sector == §"retial" or', "C405"),
    ("one", 'level("M1") >= 2 or', 'facts.sector in ["retail", §"retial"] or', "C405"),
    ("one", 'level("M1") >= 2 or', "facts.listed == §'yes' or", "C405"),
    ("one", 'level("M1") >= 2 or', "facts.headcount >= §'many' or", "C405"),
    ("one", 'level("M1") >= 2 or', "facts.region == §7 or", "C405"),
    ("manifest", "languages: [en]", "languages: [en, en]", "Q520"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), SPOILT)
def test_what_could_never_be_scored_is_told(tmp_path, file, old, new, code):
    found, place = planted(tmp_path, file, old, new)

    assert [c for *_, c in found] == [code]
    if place:
        assert found == [(*place, code)]


@pytest.mark.parametrize(
    ("part", "after"), [("levels", "dimensions:"), ("forms", "profiles:"), ("profiles", "levels:")]
)
def test_a_questionnaire_has_at_least_one_of_everything(tmp_path, part, after):
    start, end = MANIFEST.index(f"{part}:"), MANIFEST.index(after)
    text = f"{MANIFEST[:start]}{part}: []\n{MANIFEST[end:]}"

    assert [code for *_, code in problems(tmp_path, manifest=text)] == ["Q513"]


def test_a_questionnaire_without_dimensions_is_told(tmp_path):
    text = spoilt(MANIFEST, ("dimensions: [one.yaml, two.yaml]", "dimensions: []"))

    assert "Q513" in [code for *_, code in problems(tmp_path, manifest=text)]


def test_a_fact_cannot_be_asked_for_a_level(tmp_path):
    text = spoilt(MANIFEST, ("'score(\"M1\") >= 0.6'", "'facts.headcount >= 3'"))

    assert [code for *_, code in problems(tmp_path, manifest=text)] == ["C403"]


RULES = """\
scoring:
  rounding: {mode: half-even, points: 2, percent: 1}
  not_applicable: {policy: zero, minimum_applicable: 50%}
  evidence_ceiling: {0: 0, 1: 1, 2: 2, 3: 3, 4: 5}
  mandatory_cap: 0
levels:
"""


def test_unusual_rules_that_can_be_scored_pass(tmp_path):
    assert problems(tmp_path, manifest=spoilt(MANIFEST, ("levels:\n", RULES))) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{to: 5,", "{to: 9,", "Q516"),
        ("{to: 5,", "{to: 4,", "Q520"),
        ("weeks: ", "weeks: -", "Q516"),
    ],
)
def test_steps_of_advice_that_make_no_sense_are_told(tmp_path, old, new, code):
    codes = [c for *_, c in problems(tmp_path, one=ONE.replace(old, new))]

    assert code in codes


def test_an_item_cannot_be_not_applicable_where_the_rules_forbid_it(tmp_path):
    forbid = spoilt(MANIFEST, rule("not_applicable: {policy: forbidden}")[1:])
    one = (
        ONE
        if "na_allowed: true" in ONE
        else ONE.replace("    anchors:\n", "    na_allowed: true\n    anchors:\n", 1)
    )

    assert "Q519" in [c for *_, c in problems(tmp_path, manifest=forbid, one=one)]
