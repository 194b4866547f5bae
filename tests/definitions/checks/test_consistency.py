import json

import pytest

from assess.definitions import scalars
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from assess.definitions.questionnaires import load_questionnaire, load_source, source_of
from tests.definitions.files import (
    MANIFEST,
    ONE,
    TWO,
    advice,
    planted,
    problems,
    sentences,
    spoilt,
    unmarked,
    write,
)

STEPS = advice(6)
K1_ADVICE = "    curve_source: set by client\n    improve:\n" + STEPS
M1_ANCHORS = "      intention: {0: none, 1: some, 3: more, 5: all}\n"

# Each spoils one place: file, what stands there, what is put there with § where the fault is.
SPOILT = [
    ("two", "  - id: C1\n", "  - §id: M1\n", "Q501"),
    ("two", "{id: b, text: Second", "§{id: a, text: Second", "Q501"),
    ("two", "{id: best, text: Best", "§{id: none, text: Best", "Q501"),
    ("manifest", "  - {id: headcount,", "  - §{id: sector,", "Q501"),
    (
        "manifest",
        "{id: boss, title: Boss}",
        "{id: boss, title: Boss}\n  - §{id: boss, title: B}",
        "Q501",
    ),
    ("manifest", "- {id: core, title", "- §{id: full, title", "Q501"),
    (
        "one",
        "- {id: early, title: Early}",
        "- {id: early, title: Early}\n  - §{id: early, title: E}",
        "Q501",
    ),
    ("one", "  - id: P1\n", "  - §id: one\n", "Q501"),
    (
        "one",
        "  - id: P1\n    type: coverage\n    points: 10\n    needs: [M1]",
        "  - id: P1\n    type: coverage\n    points: 10\n    needs: [§M9]",
        "Q502",
    ),
    ("two", "scale: share", "scale: §yes-no", "Q502"),
    ("one", 'article: "000"', 'article: §"001"', "Q502"),
    ("one", "    stage: early\n", "    stage: §late\n", "Q502"),
    ("manifest", "items: [M1, C1]", "items: [M1, §C2]", "Q502"),
    ("manifest", "points: {one: 600, two: 400}", "points: {one: 600, two: 300, tow: §100}", "Q502"),
    ("one", 'level("M1") >= 2 or', 'level(§"M9") >= 2 or', "C402"),
    ("manifest", "'data_share(\"two\") >= 80%'", "'data_share(\"tow\") >= 80%'", "C402"),
    ("one", 'level("M1") >= 2 or', 'level("C1") >= 2 or', "C404"),
    ("one", 'level("M1") >= 2 or', 'level("P1") >= 2 or', "C404"),
    (
        "two",
        "- {at: 80, score: 0.8}",
        "- {at: 80, score: 0.8}\n      - §{at: 80, score: 0.9}",
        "Q504",
    ),
    (
        "two",
        "- {at: 80, score: 0.8}",
        "- {at: 80, score: 0.8}\n      - §{at: 85, score: 0.7}",
        "Q504",
    ),
    ("two", "better: higher", "better: lower", "Q504"),
    ("one", "points: 20", "points: §0", "Q506"),
    ("one", "points: 20", "points: §-1", "Q506"),
    ("two", "- {id: a, text: First, weight: 2", "- {id: a, text: First, weight: §0", "Q506"),
    ("one", M1_ANCHORS, "      intention: {0: none, 1: some, 5: all}\n", "Q507"),
    (
        "manifest",
        "- {level: 2, name: Second, total: 300",
        "- §{level: 2, name: Second, total: 100",
        "Q508",
    ),
    ("manifest", "- {level: 2, name: Second", "- §{level: 1, name: Second", "Q508"),
    ("manifest", "each_dimension: 20%, knock_out: 20%", "each_dimension: 5%", "Q508"),
    ("manifest", "points: {one: 600, two: 400}", "points: {one: 600, two: 300}", "Q509"),
    ("manifest", "items: [M1, C1]", "items: [M1]", "Q510"),
    ("manifest", "points: {one: 600, two: 400}", "points: {one: 1000}", "Q511"),
    ("two", "{id: best, text: Best, score: 1}", "{id: best, text: Best, score: §2}", "Q512"),
    ("two", "- {at: 90, score: 1}", "- {at: 90, score: §110%}", "Q512"),
    (
        "two",
        (
            "    practices:\n      - {id: a, text: First, weight: 2, mandatory: true}\n"
            "      - {id: b, text: Second, quality: [Well done]}\n"
        ),
        "    practices: []\n",
        "Q513",
    ),
    (
        "two",
        (
            "    options:\n      - {id: none, text: None, score: 0}\n"
            "      - {id: best, text: Best, score: 1}\n"
        ),
        "    options: []\n",
        "Q513",
    ),
    (
        "two",
        (
            "    curve:\n      - {at: 60, score: 0}\n      - {at: 80, score: 0.8}\n"
            "      - {at: 90, score: 1}\n"
        ),
        "    curve: []\n",
        "Q513",
    ),
    ("manifest", "[one.yaml, two.yaml]", "[one.yaml, two.yaml, §three.yaml]", "Q514"),
    ("manifest", "[one.yaml, two.yaml]", "[one.yaml, two.yaml, §../secret.yaml]", "Q514"),
    ("manifest", "[one.yaml, two.yaml]", "[one.yaml, two.yaml, §/etc/passwd]", "Q514"),
    ("manifest", "[one.yaml, two.yaml]", "[one.yaml, two.yaml, §.]", "Q514"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), SPOILT)
def test_a_contradiction_is_told_at_its_place(tmp_path, file, old, new, code):
    found, place = planted(tmp_path, file, old, new)

    assert code in [c for *_, c in found]
    if place:
        assert (*place, code) in found


def test_an_id_that_stands_twice_names_the_first(tmp_path):
    (said,) = [
        s for s in sentences(tmp_path, two=spoilt(TWO, ("{id: b,", "{id: a,"))) if "already" in s
    ]

    assert said.startswith("the id 'a' is already used on line 18 of ")


def test_a_near_id_is_suggested(tmp_path):
    said = sentences(tmp_path, one=spoilt(ONE, ("roles: [boss]", "roles: [bos]")))

    assert said == ["no role 'bos' in this questionnaire — did you mean 'boss'?"]


def test_an_unknown_fact_in_a_condition_is_told(tmp_path):
    found = problems(tmp_path, one=spoilt(ONE, ("facts.sector ==", "facts.secto ==")))

    assert [code for *_, code in found] == ["C402"]


def test_an_unknown_practice_in_a_condition_is_told(tmp_path):
    asks = '    applies_if: \'chosen("C1", "c")\'\n'
    text = spoilt(TWO, ("  - id: K1\n", f"  - id: K1\n{asks}"))

    assert [code for *_, code in problems(tmp_path, two=text)] == ["C402"]
    assert problems(tmp_path, two=text.replace('"c")', '"a")')) == []


def test_items_that_need_each_other_are_told(tmp_path):
    one = spoilt(ONE, ("    stage: early\n", "    stage: early\n    needs: [C1]\n"))
    two = spoilt(TWO, ("  - id: C1\n", "  - id: C1\n    needs: [P1]\n"))
    found = problems(tmp_path, one=one, two=two)

    assert [code for *_, code in found] == ["Q503"] * 3
    assert "C1 needs itself, by way of P1 → M1 → C1 — remove one of these needs" in sentences(
        tmp_path, one=one, two=two
    )


def test_an_item_that_needs_itself_is_told(tmp_path):
    found = problems(tmp_path, one=spoilt(ONE, ("needs: [M1]", "needs: [P1]")))

    assert [code for *_, code in found] == ["Q503"]


def test_an_item_without_advice_is_told(tmp_path):
    none = TWO.replace(K1_ADVICE, "    curve_source: set by client\n    improve: []\n")
    some = TWO.replace(
        K1_ADVICE,
        K1_ADVICE.replace(
            "      - {to: 4, do: Do it, effort: 4, weeks: 4, owner: boss, proves: A paper}\n", ""
        ),
    )

    assert sentences(tmp_path, two=none) == [
        "no improvement step to 1, 2, 3, 4, 5 — say what to do for every step from 1 to 5"
    ]
    assert sentences(tmp_path, two=some)[0].startswith("no improvement step to 4 —")


@pytest.mark.parametrize(("effort", "code"), [("1", "Q515"), ("0", "Q506")])
def test_the_effort_of_steps_rises(tmp_path, effort, code):
    cheap = K1_ADVICE.replace(
        "{to: 4, do: Do it, effort: 4", f"{{to: 4, do: Do it, effort: §{effort}"
    )
    text, place = unmarked(TWO.replace(K1_ADVICE, cheap))

    assert ("two.yaml", *place, code) in problems(tmp_path, two=text)


def test_a_folder_without_a_manifest_cannot_be_read(tmp_path):
    with pytest.raises(UnreadableFile, match=r"manifest\.yaml"):
        load_questionnaire(tmp_path)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_questionnaire_can_be_loaded_from_its_kept_source(tmp_path, newline):
    folder = write(tmp_path)
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", newline.encode()))
    kept = load_source(source_of(folder))
    today = load_questionnaire(folder)

    assert kept.sha256 == today.sha256
    assert [item.id for item in kept.items()] == [item.id for item in today.items()]


def test_a_kept_source_that_lacks_a_file_says_so(tmp_path):
    files = json.loads(source_of(write(tmp_path)))

    with pytest.raises(InvalidDefinition, match="Q514"):
        load_source(json.dumps({name: text for name, text in files.items() if name != "two.yaml"}))


def test_every_planted_fault_is_told_in_one_run(tmp_path):
    manifest = spoilt(
        MANIFEST,
        ("title: Small", "titel: Small"),
        ("{id: listed, type: yes-no", "{id: listed, type: maybe"),
        ("items: core, screening: true", "items: core, screening: yes"),
        ("points: {one: 600, two: 400}", "points: {one: 600, two: &x 400}"),
        ("level: 3\n", "level: three\n"),
        ("[one.yaml, two.yaml]", "[one.yaml, two.yaml, three.yaml]"),
    )
    one = spoilt(
        ONE,
        ("schema: assess/dimension@1", "schema: assess/dimension@2"),
        ("short: One", 'short: ""'),
        ("points: 20", "points: twenty"),
        ("[document, interview]", "[document, hearsay]"),
        ("at {organization}?", "at {name}?"),
        ("needs: [M1]", "needs: M1"),
        ("or facts.sector", "or sector"),
    )
    two = spoilt(
        TWO,
        ("intro: The second dimension.", "intro: The second dimension.\nid: two"),
        ("type: checklist", "type: checklst"),
        ("better: higher", "better: better"),
        ("- {at: 80, score: 0.8}", "- {at: eighty, score: 0.8}"),
        ("{id: best, text: Best, score: 1}", "{id: best, txt: Best, score: 1}"),
    )
    found = problems(tmp_path, manifest=manifest, one=one, two=two)

    def line(text: str, piece: str) -> int:
        """The line of a piece that stands once."""
        assert text.count(piece) == 1
        return text[: text.index(piece)].count("\n") + 1

    assert found == sorted(found)
    assert found == [
        ("manifest.yaml", 1, 1, "S202"),
        ("manifest.yaml", 6, 1, "S201"),
        ("manifest.yaml", 11, 24, "S204"),
        ("manifest.yaml", 25, 53, "S203"),
        ("manifest.yaml", 30, 29, "Y106"),
        ("manifest.yaml", 34, 12, "S203"),
        ("manifest.yaml", 40, 34, "Q514"),
        ("one.yaml", 1, 9, "S204"),
        ("one.yaml", 4, 8, "T303"),
        ("one.yaml", 11, 13, "S203"),
        ("one.yaml", 17, 11, "T304"),
        ("one.yaml", 19, 30, "S204"),
        ("one.yaml", line(one, "needs: M1"), 12, "S203"),
        ("one.yaml", line(one, "or sector"), 37, "C401"),
        ("two.yaml", 6, 1, "Y109"),
        ("two.yaml", 9, 11, "S205"),
        ("two.yaml", line(two, "better: better"), 13, "S204"),
        ("two.yaml", line(two, "at: eighty"), 14, "S203"),
        ("two.yaml", line(two, "txt: Best"), 9, "S202"),
        ("two.yaml", line(two, "txt: Best"), 20, "S201"),
    ]


def test_an_unknown_id_in_a_quoted_condition_is_told_at_its_place(tmp_path):
    text, place = unmarked(
        spoilt(MANIFEST, ("'data_share(\"two\") >= 80%'", "'data_share(§\"tow\") >= 80%'"))
    )

    assert problems(tmp_path, manifest=text) == [("manifest.yaml", *place, "C402")]


def test_a_manifest_that_nearly_names_its_dimensions_is_checked_with_those_beside_it(tmp_path):
    found = problems(tmp_path, manifest=spoilt(MANIFEST, ("dimensions: [", "dimension: [")))

    assert [code for *_, code in found] == ["S202", "S201"]


def test_a_name_that_no_file_can_have_is_told(tmp_path):
    manifest = spoilt(MANIFEST, ("[one.yaml,", '["o\\0ne.yaml",'))

    assert "Q514" in [code for *_, code in problems(tmp_path, manifest=manifest)]


def test_more_languages_than_anybody_speaks_are_told_once(tmp_path):
    many = ", ".join(f"{a}{b}" for a in "abcdefgh" for b in "abcdefgh")
    manifest = spoilt(MANIFEST, ("languages: [en]", f"languages: [{many}]"))

    found = problems(tmp_path, manifest=manifest.replace("status: released", "status: draft"))
    assert [code for *_, code in found if code == "Q516"] == ["Q516"]


def test_conditions_are_read_as_far_as_all_together_are_not_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(scalars, "MOST_IN_CONDITIONS", 40)

    found = problems(tmp_path)
    assert {code for *_, code in found} == {"C401"}
    assert "all conditions together are longer than 40 characters" in "".join(sentences(tmp_path))
