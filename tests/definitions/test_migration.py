"""Answers files that are carried to a later version."""

from pathlib import Path
from textwrap import dedent

import pytest

from assess.core.assessment import Assessment
from assess.core.questionnaire import Questionnaire
from assess.core.scoring import score
from assess.core.versions.comparison import compare
from assess.definitions.assessments import read_assessment
from assess.definitions.migration import Migration, migrate
from assess.definitions.problems import InvalidDefinition
from assess.definitions.yaml.documents import parse_document
from tests.definitions.files import MANIFEST, ONE, TWO, load, spoilt

ANSWERS = dedent(
    """\
    # Acme, by the consultant
    schema: assess/answers@1
    questionnaire: small
    version: "1.0.0"
    profile: even
    form: some
    organization:
      name: Acme
      sector: retail   # told by the chair
      headcount: 240
    assessed_on: 2026-10-01
    priorities: {M1: high, two: low}
    answers:
      # seen on site
      M1: {intention: 3, reality: 2, note: "as typed"}
      C1:
        practices: {a: 1, b: half}
        evidence: 2
      X1: {chosen: best}
    """
)
RAISED = ('version: "1.0.0"', 'version: "2.0.0"')
PATH = Path("answers.yaml")


@pytest.fixture(scope="module")
def old(tmp_path_factory) -> Questionnaire:
    return load(tmp_path_factory.mktemp("old"))


@pytest.fixture
def move(old, tmp_path):
    """Carries answers to the small questionnaire with some of its files put otherwise."""

    def move(text: str = ANSWERS, *manifest: tuple[str, str], **files: str) -> Migration:
        files = {"manifest": spoilt(MANIFEST, RAISED, *manifest), **files}
        return migrate(text.encode(), PATH, compare(old, load(tmp_path, **files)))

    return move


def read(text: str, questionnaire: Questionnaire) -> Assessment:
    document = parse_document(text.encode(), "new.yaml")
    return read_assessment(document, lambda *_: questionnaire, {questionnaire.id: 0})[1]


def test_where_only_the_version_rises_only_the_version_changes(move):
    made = move()

    assert made.text == ANSWERS.replace('"1.0.0"', '"2.0.0"')
    assert made.lost == {}
    assert len(made.kept) == 3


def test_an_item_and_a_practice_are_found_under_their_new_names(move):
    one = spoilt(
        ONE,
        ("id: M1", "id: M9\n    renamed_from: M1"),
        ("needs: [M1]", "needs: [M9]"),
        ('level("M1")', 'level("M9")'),
    )
    two = spoilt(TWO, ("{id: a, text: First", "{id: z, renamed_from: a, text: First"))
    made = move(ANSWERS, ("[M1, C1]", "[M9, C1]"), ('score("M1")', 'score("M9")'), one=one, two=two)

    found = read(made.text, made.comparison.new)
    assert list(found.answers) == ["M9", "C1", "X1"]
    assert found.priorities == {"M9": "high", "two": "low"}
    assert (
        '  # seen on site\n  M9:\n    intention: 3\n    reality: 2\n    note: "as typed"\n'
        in made.text
    )
    assert "practices:\n      z: 1\n      b: half\n" in made.text
    assert made.lost == {}


def test_what_has_no_place_is_kept_with_the_place_it_had(move):
    two = spoilt(
        TWO,
        ("{id: none, text: None, score: 0}", "{id: most, text: None, score: 0}"),
        ("{id: best, text: Best, score: 1}", "{id: all, text: Best, score: 1}"),
        ("      - {id: b, text: Second, quality: [Well done]}\n", ""),
    )
    made = move(
        ANSWERS,
        ("choices: [{id: retail, text: Retail}]", "choices: [{id: bank, text: Bank}]"),
        ("  - {id: some, title: Some, items: [M1, C1]}\n", ""),
        one=spoilt(ONE, (" or facts.sector == 'retail'", "")),
        two=two,
    )

    assert made.lost == {
        "form": "some",
        "organization.sector": "retail",
        "answers.C1.practices.b": "half",
        "answers.X1.chosen": "best",
    }
    assert made.text.endswith(
        dedent(
            """\
            lost:
              "1.0.0":
                form: "some"
                organization.sector: "retail"
                answers.C1.practices.b: "half"
                answers.X1.chosen: "best"
            """
        )
    )
    found = read(made.text, made.comparison.new)
    assert found.form == "full"
    assert set(found.answers) == {"M1", "C1"}


def test_nothing_that_is_lost_is_ever_lost_again(move, old, tmp_path_factory):
    before = ANSWERS + 'lost:\n  "0.9.0":\n    answers.Z1.note: "older"\n'
    made = move(
        before,
        ("[M1, C1]", "[C1, P1]"),
        one=spoilt(
            ONE,
            ("id: M1", "id: N1"),
            ("needs: [M1]", "needs: [N1]"),
            ('level("M1")', 'level("N1")'),
        ),
        manifest=spoilt(MANIFEST, RAISED, ("[M1, C1]", "[C1, P1]"), ('score("M1")', 'score("N1")')),
    )

    assert made.lost == {
        "priorities.M1": "high",
        "answers.M1.intention": "3",
        "answers.M1.reality": "2",
        "answers.M1.note": "as typed",
    }
    assert '  "0.9.0":\n    answers.Z1.note: "older"\n  "1.0.0":\n' in made.text
    again = load(
        tmp_path_factory.mktemp("third"), manifest=spoilt(MANIFEST, ('"1.0.0"', '"3.0.0"'))
    )
    third = migrate(made.text.encode(), PATH, compare(made.comparison.new, again))
    assert 'answers.Z1.note: "older"' in third.text
    assert 'answers.M1.note: "as typed"' in third.text
    assert {item.id for item in third.unanswered} == {"M1"}


def test_lost_answers_score_nothing(move, old):
    made = move(ANSWERS, two=spoilt(TWO, ("{id: b, text: Second", "{id: y, text: Second")))
    found, new = read(made.text, made.comparison.new), made.comparison.new
    scored = score(
        new,
        found.answers,
        purpose="self-assessment",
        form=new.form("some"),
        profile=new.profiles[0],
    )
    item = scored.item("C1")

    assert item is not None
    assert item.answer is not None
    assert made.lost == {"answers.C1.practices.b": "half"}
    assert "b" not in getattr(item.answer, "practices")  # noqa: B009 — of a checklist


def test_a_blank_sheet_goes_along(move):
    sheet = ANSWERS + "  K1:\n    value:\n    targets:\n      worst:\n    note:\n"
    made = move(sheet, two=spoilt(TWO, ("set by client", "A study")))

    assert "K1" not in made.lost
    assert "worst" not in made.text
    assert "K1:\n" in made.text
    read(made.text, made.comparison.new)


def test_what_means_something_else_and_what_is_scored_otherwise_are_told_apart(move):
    made = move(
        ANSWERS,
        ("total: 300,", "total: 310,"),
        one=spoilt(ONE, ("points: 20", "points: 21")),
    )

    assert [(each.was.id, [a.place for a in each.meaning]) for each in made.kept] == [
        ("M1", ["points"]),
        ("C1", []),
        ("X1", []),
    ]
    assert [each.place for each in made.rules] == ["levels.2.total"]


def test_json_stays_json(move):
    text = (
        '{"schema": "assess/answers@1", "questionnaire": "small", "version": "1.0.0",'
        ' "profile": "even", "organization": {"name": "Acme"}, "assessed_on": "2026-10-01",'
        ' "answers": {"X1": {"chosen": "best"}, "M1": {"reality": 2}}}'
    )
    made = move(text, two=spoilt(TWO, ("{id: best,", "{id: top,")))

    assert made.text.startswith("{")
    assert made.lost == {"answers.X1.chosen": "best"}
    assert set(read(made.text, made.comparison.new).answers) == {"M1"}


def test_answers_with_problems_are_not_carried(move):
    with pytest.raises(InvalidDefinition, match=r"answers.yaml:\d+:\d+: A602"):
        move(ANSWERS.replace("reality: 2", "reality: 9"))


def test_answers_of_another_version_are_not_carried(move):
    with pytest.raises(InvalidDefinition, match="A621"):
        move(ANSWERS.replace('"1.0.0"', '"0.9.0"'))
