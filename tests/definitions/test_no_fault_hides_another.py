"""Every fault is told in one run: what cannot be read keeps nothing else from being checked."""

import shutil
from pathlib import Path

import pytest

from assess import resources
from assess.definitions.checking import check
from assess.definitions.problems import UnreadableFile
from tests.definitions.files import (
    MANIFEST,
    ONE,
    TWO,
    problems,
    spoilt,
    unmarked,
    write,
)

FALLING = ("- {at: 80, score: 0.8}", "- {at: 80, score: 0.8}\n      - §{at: 85, score: 0.7}")
UNKNOWN = ("    needs: [M1]\n", "    needs: [§M9]\n")

# What is wrong with the manifest, and what is told of it.
MANIFESTS = [
    pytest.param(("id: small\n", ""), "S202", id="without an id"),
    pytest.param(("title: Small", "title: []"), "S203", id="a title that is none"),
    pytest.param(("status: released", "status: final"), "S204", id="a status that is none"),
    pytest.param(("roles:\n  - {id: boss, title: Boss}\n", "roles: boss\n"), "S203", id="roles"),
    pytest.param(
        ("- {level: 1, name: First, total: 150,", "- {level: 1, total: 150,"), "S202", id="levels"
    ),
    pytest.param(("languages: [en]", "languages: en"), "S203", id="languages"),
    pytest.param(("scales:\n", "scale:\n"), "S201", id="a misspelt key"),
    pytest.param(("dimensions: [one.yaml, two.yaml]", ""), "S202", id="without dimensions"),
    pytest.param(("dimensions: [one.yaml, two.yaml]", "dimensions: 2"), "S203", id="no list"),
]


def spoilt_two() -> tuple[str, tuple[int, int]]:
    return unmarked(spoilt(TWO, FALLING))


@pytest.mark.parametrize(("change", "code"), MANIFESTS)
def test_a_fault_of_the_manifest_hides_none_in_the_dimensions(tmp_path, change, code):
    two, place = spoilt_two()
    found = problems(tmp_path, manifest=spoilt(MANIFEST, change), two=two)

    assert [(name, told) for name, *_, told in found if name == "manifest.yaml"] == [
        ("manifest.yaml", code)
    ]
    assert [each for each in found if each[0] != "manifest.yaml"] == [("two.yaml", *place, "Q504")]


@pytest.mark.parametrize(
    ("manifest", "code"),
    [("id: [small\n" + MANIFEST, "Y102"), ("[]\n", "S203"), ("# later\n", "Y111")],
)
def test_without_a_manifest_that_can_be_read_the_dimensions_are_found(tmp_path, manifest, code):
    two, place = spoilt_two()
    one, needs = unmarked(spoilt(ONE, UNKNOWN, ("title: One", "title: {de: Eins, fr: Un}")))
    found = problems(tmp_path, manifest=manifest, one=one, two=two)

    # Nobody knows whether an M9 was to be in another file, or which languages there are.
    assert [each[3] for each in found] == [code, "Q504"]
    assert found[1] == ("two.yaml", *place, "Q504")
    assert needs


def test_a_file_that_is_no_dimension_is_not_taken_for_one(tmp_path):
    write(tmp_path)
    (tmp_path / "glossary.yaml").write_text("schema: assess/glossary@1\ntrems: []\n")

    assert [code for *_, code in problems(tmp_path, manifest="[]\n")] == ["S203"]


# What is wrong with the item M1, and what is told of it.
ITEMS = [
    pytest.param(("    points: 20\n", "    points: many\n"), "S203", id="points"),
    pytest.param(("    title: Maturity\n", ""), "S202", id="title"),
    pytest.param(("    verification: [document, interview]\n", ""), "S202", id="verification"),
    pytest.param(("    roles: [boss]\n", "    roles: boss\n"), "S203", id="roles"),
    pytest.param(("    stage: early\n", "    stage: [early]\n"), "S203", id="stage"),
    pytest.param(("    knock_out: true\n", "    knock_out: yes\n"), "S203", id="knock_out"),
]


@pytest.mark.parametrize(("change", "code"), ITEMS)
def test_a_fault_of_an_item_hides_no_other_of_it(tmp_path, change, code):
    one = spoilt(
        ONE,
        change,
        ("      intention: {0: none, 1: some, 3: more, 5: all}\n", "      intention: {0: none}\n"),
        ('article: "000"', 'article: "999"'),
    )
    found = problems(tmp_path, one=one)

    assert sorted(told for *_, told in found) == sorted([code, "Q502", "Q507"])


def test_what_would_need_a_lost_part_is_not_told(tmp_path):
    """Roles, scales and points that could not be read may be right."""
    manifest = spoilt(
        MANIFEST,
        ("- {id: boss, title: Boss}", "- {id: boss}"),
        ('- {id: "no", value: 0, text: "No"}', '- {id: "no", value: nothing, text: "No"}'),
        ("points: {one: 600, two: 400}", "points: {one: 600, two: many}"),
        ("evidence_grades: [None, Stated", "evidence_grades: [None, [Stated]"),
        ("{id: sector, type: choice", "{id: sector, type: chioce"),
    )

    found = problems(tmp_path, manifest=manifest)
    assert sorted(code for *_, code in found) == ["S202", "S203", "S203", "S203", "S204"]


def test_a_lost_part_of_an_item_is_not_told_to_be_missing(tmp_path):
    two = spoilt(
        TWO,
        ("- {id: a, text: First,", "- {id: a, txt: First,"),
        ("- {at: 60, score: 0}", "- {at: low, score: 0}"),
        ("{id: none, text: None, score: 0}", "{id: none, text: None, score: nothing}"),
        ("    evidence: A table.\n", "    evidence: A table.\n    applies_if: chosen('C1', 'a')\n"),
    )

    found = problems(tmp_path, two=two)
    assert [code for *_, code in found] == ["S202", "S201", "S203", "S203"]


def test_items_of_a_file_that_cannot_be_read_may_be_named(tmp_path):
    manifest = spoilt(MANIFEST, ("items: [M1, C1]", "items: [M1, C1, K9]"))

    found = problems(tmp_path, manifest=manifest, two="id: [two\n")
    assert found == [("two.yaml", 1, 5, "Y102")]


def test_a_misspelt_key_is_told_alone(tmp_path):
    """`totl` was to be `total`: that level 2 asks for less than level 1 only follows from it."""
    found = problems(
        tmp_path, manifest=spoilt(MANIFEST, ("name: Second, total: 300", "name: Second, totl: 300"))
    )

    assert [code for *_, code in found] == ["S201"]


def test_an_alias_is_told_alone(tmp_path):
    one = spoilt(ONE, ("points: 20", "points: *x"), ("title: One", "title: *x"))

    assert [code for *_, code in problems(tmp_path, one=one)] == ["Y106", "Y106"]


def test_a_dimension_that_stands_twice_is_told_once(tmp_path):
    twice = "[one.yaml, two.yaml, §one.yaml]"
    text, place = unmarked(spoilt(MANIFEST, ("[one.yaml, two.yaml]", twice)))

    assert problems(tmp_path, manifest=text) == [("manifest.yaml", *place, "Q520")]


# --- files beside the manifest -------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped questionnaire in a folder of its own."""
    source = resources.questionnaires() / "customer-management"
    folder = tmp_path / source.name
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.lock", "examples"))
    return folder


def change(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def test_a_fault_of_the_questionnaire_hides_none_of_glossary_and_case(copy):
    change(copy / "manifest.yaml", ("id: customer-management\n", ""))
    change(copy / "glossary.yaml", ("never:", "nevr:"))
    change(copy / "calibration.yaml", ("    reason:", "    raeson:"), ("excerpts:", "excerpts:\n"))

    found = {(Path(p.path).name, p.fault.code) for p in check([copy]).problems}
    assert found == {
        ("manifest.yaml", "S202"),
        ("glossary.yaml", "S201"),
        ("calibration.yaml", "S201"),
        ("calibration.yaml", "S202"),
    }


def test_what_cannot_be_read_is_told_besides_all_problems(copy, tmp_path):
    change(copy / "glossary.yaml", ("never:", "nevr:"))
    checked = check([tmp_path / "gone", copy])

    assert [problem.fault.code for problem in checked.problems] == ["S201"]
    assert [type(fault) for fault in checked.unreadable] == [UnreadableFile]
    assert checked.number == 1


def test_the_header_of_answers_is_read_without_their_questionnaire(tmp_path):
    path = tmp_path / "answers.yaml"
    path.write_text(
        "schema: assess/answer@1\nquestionnaire: unknown\nversion: '1'\nassessed_on: today\n"
        "organization: {name: Acme}\nanswers: {}\npurpose: curiosity\na: 1\na: 2\n"
    )

    found = [(p.line, p.fault.code) for p in check([path]).problems]
    assert found == [
        (1, "S204"),
        (2, "A622"),
        (4, "S203"),
        (7, "S204"),
        (8, "S201"),
        (9, "Y109"),
    ]


def test_examples_are_answers_to_the_questionnaire_around_them(copy):
    (copy / "examples").mkdir()
    source = resources.questionnaires() / "customer-management" / "examples" / "harbour.yaml"
    text = source.read_text(encoding="utf-8")
    change(copy / "manifest.yaml", ("id: customer-management", "id: mine"))
    folder = copy.rename(copy.parent / "mine")
    example = folder / "examples" / "harbour.yaml"
    example.write_text(text.replace("questionnaire: customer-management", "questionnaire: mine"))

    assert check([example]).problems == ()
    assert check([folder.parent]).number == 2
    assert [p.fault.code for p in check([example], resources.questionnaires()).problems] == ["A622"]
