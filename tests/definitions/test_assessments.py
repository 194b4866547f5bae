from datetime import date
from fractions import Fraction
from pathlib import Path
from textwrap import dedent

import pytest

from assess.core.answers import MaturityAnswer
from assess.core.assessment import Assessment
from assess.definitions.answer_files import load_assessment
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from tests.core.factory import chosen, counted, measured, ticked
from tests.definitions.files import load, seen, spoilt, unmarked

F = Fraction
ANSWERS = dedent(
    """\
    schema: assess/answers@1
    questionnaire: small
    version: "1.0.0"
    purpose: audit
    form: full
    profile: even
    organization: {name: Acme, sector: retail, headcount: 240, listed: true, region: CN-ZJ}
    assessed_on: 2026-10-01
    priorities: {one: high, C1: low}
    capacity: 40
    answers:
      M1: {intention: 3, reality: 2, evidence: 2, note: "As seen."}
      P1: {numerator: 12, denominator: 20, period: 2026-Q3, sample: 20}
      C1:
        practices: {a: 1, b: half}
      K1: {value: 76, periods: [72, 74, 76], comparison: above, segments: true}
      X1: {chosen: best}
    """
)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return load(tmp_path_factory.mktemp("small"))


@pytest.fixture
def read(small, tmp_path):
    """Reads the text of an answers file."""

    def read(text: str) -> Assessment:
        path: Path = tmp_path / "answers.yaml"
        path.write_text(text, encoding="utf-8")
        find = {"small": small}
        _, assessment = load_assessment(path, lambda id, _: find.get(id), find)
        return assessment

    return read


@pytest.fixture
def problems(read):
    """What is wrong with an answers file: line, column and code."""

    def problems(text: str) -> list[tuple[int, int, str]]:
        try:
            read(text)
        except InvalidDefinition as error:
            return [found[1:] for found in seen(error)]
        return []

    return problems


def test_an_answers_file_is_an_assessment(read, small):
    found = read(ANSWERS)

    assert (found.questionnaire, found.version, found.sha256) == ("small", "1.0.0", small.sha256)
    assert (found.purpose, found.form, found.profile) == ("audit", "full", "even")
    assert found.assessed_on == date(2026, 10, 1)
    assert found.priorities == {"one": "high", "C1": "low"}
    assert found.capacity == 40
    assert found.organization.name.translations == {"en": "Acme"}
    assert found.organization.facts == {
        "sector": "retail",
        "headcount": F(240),
        "listed": True,
        "region": "CN-ZJ",
    }
    assert found.answers == {
        "M1": MaturityAnswer(intention=3, reality=2, evidence=2, note="As seen."),
        "P1": counted(12, 20, 20, period="2026-Q3"),
        "C1": ticked({"a": 1, "b": "0.5"}),
        "K1": measured(76, 72, 74, 76, comparison="above", segments=True),
        "X1": chosen("best"),
    }


def test_what_is_left_out_has_a_usual_value(read):
    short = spoilt(
        ANSWERS,
        ("purpose: audit\nform: full\n", ""),
        ("priorities: {one: high, C1: low}\ncapacity: 40\n", ""),
    )
    found = read(short)

    assert (found.purpose, found.form) == ("self-assessment", "full")
    assert (found.priorities, found.capacity) == ({}, 60)


def test_targets_and_reasons_are_read(read):
    text = spoilt(
        ANSWERS,
        ("segments: true}", "segments: false, targets: {worst: 50, target: 70, best: 80}}"),
        ("{numerator: 12, denominator: 20, period: 2026-Q3, sample: 20}", "{not_applicable: none}"),
    )
    found = read(text)

    assert found.answers["K1"] == measured(
        76, 72, 74, 76, comparison="above", targets={"worst": F(50), "target": F(70), "best": F(80)}
    )
    assert found.answers["P1"] == counted(None, None, not_applicable="none")


def test_empty_answers_are_none(read):
    text = spoilt(
        ANSWERS, ("  X1: {chosen: best}\n", "  X1:\n"), ("a: 1, b: half", "a: 1, b: null")
    )
    found = read(text)

    assert "X1" not in found.answers
    assert found.answers["C1"] == ticked({"a": 1})


def test_a_name_may_be_told_in_each_language(read):
    found = read(spoilt(ANSWERS, ("name: Acme", "name: {en: Acme}")))

    assert found.organization.name.within("en") == "Acme"


# What stands in the file, and what is put there with § where the fault is.
SPOILT = [
    ("schema: assess/answers@1", "schema: §assess/answers@2", "S204"),
    ("schema: assess/answers@1", "§version: '1.0.0'", "S202"),
    ("questionnaire: small", "questionnaire: §smal", "A622"),
    ("questionnaire: small\n", "", "S202"),
    ('version: "1.0.0"', "version: §1.0.1", "A621"),
    ("purpose: audit", "purpose: §exam", "S204"),
    ("form: full", "form: §long", "S204"),
    ("profile: even", "profile: §odd", "S204"),
    ("assessed_on: 2026-10-01", "assessed_on: §yesterday", "S203"),
    ("assessed_on: 2026-10-01\n", "", "S202"),
    ("capacity: 40", "capacity: §some", "S203"),
    ("capacity: 40", "§capacty: 40", "S201"),
    ("one: high", "one: §urgent", "S204"),
    ("{one: high, C1: low}", "§{one: high, C9: low}", "A624"),
    ("organization: {name: Acme,", "organization: §{nam: Acme,", "S202"),
    ("organization: {name: Acme,", "organization: {name: §'',", "T303"),
    ("sector: retail", "sector: §fishing", "S204"),
    ("sector: retail", "§sectr: retail", "S201"),
    ("headcount: 240", "headcount: §many", "S203"),
    ("listed: true", "listed: §yes", "S203"),
    ("M1: {intention", "§M2: {intention", "A620"),
    ('M1: {intention: 3, reality: 2, evidence: 2, note: "As seen."}', "M1: §3", "S203"),
    ("intention: 3", "intention: §7", "A602"),
    ("intention: 3", "§intentions: 3", "S201"),
    ("evidence: 2", "evidence: §5", "A602"),
    ('"As seen."', "§" + "x" * 5001, "A603"),
    ("numerator: 12", "numerator: §dozens", "A601"),
    ("numerator: 12", "numerator: §21", "A605"),
    ("numerator: 12", "numerator: §-1", "A606"),
    ("denominator: 20", "denominator: §0", "A604"),
    ("numerator: 12", "percent: §50, numerator: 12", "A611"),
    ("{a: 1, b: half}", "{a: §0.7, b: half}", "A602"),
    ("{a: 1, b: half}", "{a: 1, §c: half}", "S201"),
    ("[72, 74, 76]", "§[72, many, 76]", "A609"),
    ("comparison: above", "comparison: §better", "A602"),
    ("segments: true}", "segments: true, targets: {worst: 1}}", "A607"),
    ("{chosen: best}", "{chosen: §beste}", "A602"),
    ("{chosen: best}", "{chosen: best, not_applicable: §none}", "A610"),
]


@pytest.mark.parametrize(("old", "new", "code"), SPOILT)
def test_a_fault_is_told_at_its_place(problems, old, new, code):
    text = spoilt(ANSWERS, (old, new))
    marked = "§" in new
    text, place = unmarked(text) if marked else (text, (1, 1))
    found = problems(text)

    if marked:
        assert (*place, code) in found
    else:
        assert [c for *_, c in found] == [code]


def test_all_faults_come_in_one_run_in_the_order_of_the_file(problems):
    text = spoilt(
        ANSWERS,
        ("form: full", "form: long"),
        ("headcount: 240", "headcount: many"),
        ("reality: 2", "reality: 9"),
        ("numerator: 12", "numerator: 21"),
        ("{a: 1, b: half}", "{a: 1, c: half}"),
        ("chosen: best", "chosen: &x beste"),
    )

    assert problems(text) == [
        (5, 7, "S204"),
        (7, 55, "S203"),
        (12, 31, "A602"),
        (13, 19, "A605"),
        (15, 23, "S201"),
        (17, 16, "A602"),
        (17, 16, "Y106"),
    ]


@pytest.mark.parametrize(("text", "code"), [("", "Y111"), ("[]\n", "S203"), ("a: [\n", "Y102")])
def test_a_file_that_is_no_answers_file_is_told(problems, text, code):
    assert [found[2] for found in problems(text)] == [code]


def test_the_missing_parts_are_told(problems):
    (found,) = set(problems("questionnaire: small\n"))

    assert found == (1, 1, "S202")
    assert (
        len(problems("questionnaire: small\n")) == 5
    )  # schema, version, day, organization, answers


def test_an_assessment_without_an_organization_is_told(problems):
    start, end = ANSWERS.index("organization:"), ANSWERS.index("assessed_on:")
    without, named = (
        ANSWERS[:start] + ANSWERS[end:],
        ANSWERS[:start] + "organization: Acme\n" + ANSWERS[end:],
    )

    assert problems(without) == [(1, 1, "S202")]
    assert problems(named) == [(7, 15, "S203")]


def test_an_assessment_without_answers_is_told(problems):
    text = ANSWERS[: ANSWERS.index("answers:\n")]

    assert problems(text) == [(1, 1, "S202")]
    assert problems(text + "answers: none\n") == [(11, 10, "S203")]
    assert problems(text + "answers: {}\n") == []


def test_a_near_item_is_suggested(read):
    with pytest.raises(
        InvalidDefinition, match=r"no item 'M11' in small 1\.0\.0 — did you mean 'M1'"
    ):
        read(spoilt(ANSWERS, ("M1: {intention", "M11: {intention")))


@pytest.mark.parametrize("given", ["practices: [a, b]", "practices: 1", "practices:"])
def test_practices_that_are_no_mapping_are_told_so(read, given):
    with pytest.raises(InvalidDefinition) as caught:
        read(spoilt(ANSWERS, ("practices: {a: 1, b: half}", given)))

    assert "unknown key 'practices'" not in str(caught.value)


def test_a_file_that_is_not_there_cannot_be_read(tmp_path):
    with pytest.raises(UnreadableFile):
        load_assessment(tmp_path / "gone.yaml", lambda *_: None, {})
