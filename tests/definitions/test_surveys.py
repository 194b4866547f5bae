"""Surveys as files: what loads, and every way to spoil one."""

from fractions import Fraction
from pathlib import Path
from textwrap import dedent

import pytest

from assess.core.surveys.survey import ChoiceQuestion, RatingQuestion, TextQuestion
from assess.definitions.checking import check
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition
from assess.definitions.surveys import (
    examine_survey,
    load_survey,
    load_survey_source,
    survey_source,
)
from tests.definitions.files import Found, load, seen, spoilt, unmarked, write

F = Fraction
SURVEY = dedent(
    """\
    schema: assess/survey@1
    id: voice
    version: "1.0.0"
    status: released
    languages: [en]
    title: Voice
    about: A few questions about {organization}.
    thanks: Thank you.
    minimum: 8
    questions:
      - id: overall
        type: rating
        short: Overall
        text: How satisfied are you?
        highest: 10
        anchors: {0: Not at all, 10: Completely}
      - id: staff
        type: rating
        short: Staff
        text: How were our staff?
        lowest: 1
        highest: 5
        anchors: {1: Poor, 5: Good}
        unsure: I met none
      - id: complained
        type: choice
        short: Complaint
        text: Have you complained?
        options:
          - {id: told, text: "Yes"}
          - {id: silent, text: "No"}
      - id: solved
        type: choice
        applies_if: chosen("complained", "told")
        short: Solved
        text: Was it solved?
        options:
          - {id: solved, text: "Yes"}
          - {id: open, text: "No"}
          - {id: early, text: Too early to say}
      - id: words
        type: text
        short: Words
        text: What else?
        longest: 300
    measures:
      - id: satisfaction
        title: Satisfaction
        questions: [overall, staff]
        statistic: mean
      - id: recommendation
        title: Recommendation
        questions: [overall]
        statistic: net-promoter
        detractors: 6
        promoters: 9
      - id: solved
        title: Solved
        questions: [solved]
        statistic: share
        counts: [solved]
        leaves_out: [early]
        minimum: 10
        feeds:
          - {questionnaire: small, item: K1, enough: 12}
      - id: good
        title: Good
        questions: [staff]
        statistic: share
        at_least: 4
    """
)

# Each spoils one place: what stands there, what is put there with § where the fault is told.
SPOILT = [
    ("  - id: staff\n", "  - §id: overall\n", "Q501"),
    ("  - id: good\n", "  - §id: solved\n", "Q501"),
    ("{id: early, text", "§{id: open, text", "Q501"),
    ("questions: [overall, staff]", "questions: [overall, §stuff]", "M801"),
    ('chosen("complained", "told")', 'chosen(§"complaint", "told")', "M801"),
    ('chosen("complained", "told")', 'chosen(§"complained", "tell")', "M801"),
    ('chosen("complained", "told")', 'chosen(§"words", "told")', "M801"),
    ("counts: [solved]", "counts: §[resolved]", "M801"),
    ("leaves_out: [early]", "leaves_out: [late]", "M801"),
    ("    detractors: 6\n", "", "M802"),
    ("    at_least: 4\n", "", "M802"),
    ("    counts: [solved]\n", "", "M802"),
    ("    statistic: mean\n", "    statistic: mean\n    at_least: §4\n", "M803"),
    ("    at_least: 4\n", "    at_least: 4\n    counts: §[good]\n", "M803"),
    ("    at_least: 4\n", "    at_least: 4\n    leaves_out: §[good]\n", "M803"),
    ("    counts: [solved]\n", "    counts: [solved]\n    promoters: §9\n", "M803"),
    ("[staff]\n    statistic: share", "§[staff, overall]\n    statistic: share", "M804"),
    ("questions: [overall, staff]", "questions: §[overall, solved]", "M805"),
    ("questions: [overall, staff]", "questions: §[words]", "M805"),
    ("questions: [staff]", "questions: §[words]", "M805"),
    ("detractors: 6\n    promoters: 9", "detractors: 6\n    promoters: §6", "M806"),
    ("minimum: 8", "minimum: §4", "M807"),
    ("minimum: 10", "minimum: §1", "M807"),
    ("    highest: 10\n", "    highest: §11\n", "M808"),
    ("anchors: {1: Poor, 5: Good}", "anchors: §{1: Poor, 4: Good}", "M809"),
    ('chosen("complained", "told")', 'level(§"complained") > 1', "M810"),
    ('chosen("complained", "told")', "§facts.size > 1", "M810"),
    ("item: K1", "item: §K2", "M811"),
    ("item: K1", "item: §M1", "M811"),
    ("questionnaire: small, item: K1", "questionnaire: large, item: §K1", "M811"),
    (
        "    statistic: mean\n",
        "    statistic: mean\n    feeds: [{questionnaire: small, item: §K1}]\n",
        "M812",
    ),
    (
        "    at_least: 4\n",
        "    at_least: 4\n    feeds: [§{questionnaire: small, item: K1}]\n",
        "M813",
    ),
    ("at_least: 4", "at_least: §6", "M814"),
    ("promoters: 9", "promoters: §12", "M814"),
    ("questions: [overall, staff]", "questions: §[]", "Q513"),
    (
        '    options:\n      - {id: told, text: "Yes"}\n      - {id: silent, text: "No"}\n',
        '    §options:\n      - {id: told, text: "Yes"}\n',
        "Q513",
    ),
    ("    lowest: 1\n    highest: 5\n", "    lowest: 1\n    highest: §0\n", "Q535"),
    ("    highest: 5\n", "    highest: 5\n    increment: §3\n", "Q536"),
    ("anchors: {1: Poor, 5: Good}", "anchors: {1: Poor, 5: Good, 9: §Great}", "Q537"),
    ("longest: 300", "longest: §2001", "Q516"),
    ("longest: 300", "longest: §0", "Q516"),
    ("enough: 12", "enough: 12, months: §0", "Q516"),
    ("enough: 12", "enough: §0", "Q516"),
    ("type: text", "type: §essay", "S205"),
    ("    longest: 300\n", "    §lenght: 300\n", "S201"),
    ("statistic: mean", "statistic: §median", "S204"),
    ("schema: assess/survey@1", "schema: §assess/survey@2", "S204"),
    ("thanks: Thank you.\n", "", "S202"),
    ("{organization}", "{company}", "T304"),
    ("title: Voice", "title: {en: Voice, §xx: Stimme}", "T302"),
]


def wrong(folder: Path, text: str) -> list[Found]:
    """What is wrong with a survey that lies beside the small questionnaire."""
    (folder / "small").mkdir()
    write(folder / "small")
    path = folder / "survey.yaml"
    path.write_text(text, encoding="utf-8")
    return seen(InvalidDefinition(examine_survey(path, Library(folder).questionnaire).problems))


def test_a_survey_is_read_with_its_questions_and_measures(tmp_path):
    path = tmp_path / "survey.yaml"
    path.write_text(SURVEY, encoding="utf-8")
    small = load(tmp_path)
    survey = load_survey(path, lambda id: small if id == "small" else None)

    kinds = [type(question) for question in survey.questions]
    assert kinds == [RatingQuestion] * 2 + [ChoiceQuestion] * 2 + [TextQuestion]
    assert isinstance(survey.questions[1], RatingQuestion)
    assert list(map(int, survey.questions[1].values)) == [1, 2, 3, 4, 5]
    solved, satisfaction = survey.measures[2], survey.measures[0]
    assert (solved.counts, solved.leaves_out, solved.minimum) == (("solved",), ("early",), 10)
    assert (solved.feeds[0].item, solved.feeds[0].enough, solved.feeds[0].months) == ("K1", 12, 12)
    assert survey.least(satisfaction) == 8
    assert len(survey.sha256) == 64


def test_nothing_is_wrong_before_it_is_spoilt(tmp_path):
    assert wrong(tmp_path, SURVEY) == []


@pytest.mark.parametrize(("old", "new", "code"), SPOILT)
def test_every_fault_is_told_at_its_place(tmp_path, old, new, code):
    text = spoilt(SURVEY, (old, new))
    at = None
    if "§" in text:
        text, at = unmarked(text)
    found = wrong(tmp_path, text)

    assert code in [problem[3] for problem in found]
    if at is not None:
        assert ("survey.yaml", *at, code) in found


def test_a_survey_that_lacks_a_language_is_a_draft_or_faulty(tmp_path):
    both = spoilt(SURVEY, ("languages: [en]", "languages: [en, zh-Hans]"))
    path = tmp_path / "survey.yaml"
    path.write_text(both, encoding="utf-8")
    released = examine_survey(path, None)
    path.write_text(spoilt(both, ("status: released", "status: draft")), encoding="utf-8")
    draft = examine_survey(path, None)

    assert {problem.fault.code for problem in released.problems} == {"T301"}
    assert draft.problems == ()
    assert {problem.fault.code for problem in draft.warnings} == {"T301"}


def test_a_kept_survey_loads_whatever_has_become_of_what_it_feeds(tmp_path):
    path = tmp_path / "survey.yaml"
    path.write_text(SURVEY, encoding="utf-8")
    with pytest.raises(InvalidDefinition):
        load_survey(path, lambda _: None)

    kept = load_survey_source(survey_source(path))
    assert kept.id == "voice"
    examined = examine_survey(path, None).survey
    assert examined is not None
    assert kept.sha256 == examined.sha256


def test_a_check_finds_surveys_in_folders_and_by_their_names(tmp_path):
    for folder in ("small", "voice"):
        (tmp_path / folder).mkdir()
    write(tmp_path / "small")
    path = tmp_path / "voice" / "survey.yaml"
    path.write_text(SURVEY, encoding="utf-8")

    for target in (tmp_path / "voice", path):
        assert (check([target]).number, check([target]).problems) == (1, ())
    assert check([tmp_path]).number == 2
    assert list(Library(tmp_path).survey_ids) == ["voice"]
    path.write_text(spoilt(SURVEY, ("minimum: 8", "minimum: 1")), encoding="utf-8")
    assert [problem.fault.code for problem in check([tmp_path]).problems] == ["M807"]


def test_a_faulty_questionnaire_does_not_keep_the_faults_of_a_survey_back(tmp_path):
    for folder in ("small", "voice"):
        (tmp_path / folder).mkdir()
    write(tmp_path / "small")
    (tmp_path / "small" / "one.yaml").write_text("schema: assess/dimension@1\n", encoding="utf-8")
    path = tmp_path / "voice" / "survey.yaml"
    path.write_text(spoilt(SURVEY, ("minimum: 8", "minimum: 1")), encoding="utf-8")
    codes = {problem.fault.code for problem in check([path]).problems}

    assert {"M807", "S202"} <= codes


@pytest.mark.parametrize(
    "text",
    ["", "[]", "schema: assess/survey@1", "\0", "a: &x [*x]", "questions: [[], {}, 1]", "é: {"],
)
def test_a_hostile_file_is_a_problem_and_no_traceback(tmp_path, text):
    path = tmp_path / "survey.yaml"
    path.write_text(text, encoding="utf-8")

    assert examine_survey(path, None).problems
