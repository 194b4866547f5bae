"""A small questionnaire as files, to be spoilt in tests; `§` marks the place of the fault."""

from pathlib import Path
from textwrap import dedent

import pytest

from assess.core.questionnaire import Questionnaire
from assess.definitions.problems import InvalidDefinition
from assess.definitions.questionnaires import load_questionnaire

MARK = "§"
Found = tuple[str, int, int, str]

MANIFEST = dedent(
    """\
    schema: assess/questionnaire@1
    id: small
    version: "1.0.0"
    status: released
    languages: [en]
    title: Small
    about: A small questionnaire.
    facts:
      - {id: sector, type: choice, title: Sector, choices: [{id: retail, text: Retail}]}
      - {id: headcount, type: number, title: People}
      - {id: listed, type: yes-no, title: Listed}
      - {id: region, type: text, title: Region}
    articles:
      - {id: "000", title: Start, about: How it began}
    roles:
      - {id: boss, title: Boss}
    scales:
      share:
        - {id: "no", value: 0, text: "No"}
        - {id: half, value: 0.5, text: Half}
        - {id: all, value: 1, text: All}
    evidence_grades: [None, Stated, Seen, Verified, Measured]
    forms:
      - {id: full, title: Full, items: all}
      - {id: core, title: Core, items: core, screening: true}
      - {id: some, title: Some, items: [M1, C1]}
    profiles:
      - id: even
        title: Even
        points: {one: 600, two: 400}
    levels:
      - {level: 1, name: First, total: 150, each_dimension: 10%}
      - {level: 2, name: Second, total: 300, each_dimension: 20%, knock_out: 20%}
      - level: 3
        name: Third
        total: 450
        each_dimension: 35%
        knock_out: 40%
        require: ['data_share("two") >= 80%', 'score("M1") >= 0.6']
    dimensions: [one.yaml, two.yaml]
    """
)


def advice(indent: int) -> str:
    """The five steps of an item."""
    steps = (
        f"- {{to: {to}, do: Do it, effort: {to}, weeks: 4, owner: boss, proves: A paper}}"
        for to in range(1, 6)
    )
    return "".join(f"{' ' * indent}{step}\n" for step in steps)


ONE = (
    dedent(
        """\
        schema: assess/dimension@1
        id: one
        title: One
        short: One
        intro: The first dimension.
        stages:
          - {id: early, title: Early}
        items:
          - id: M1
            type: maturity
            points: 20
            knock_out: true
            core: true
            stage: early
            title: Maturity
            short: Maturity
            text: How far is it at {organization}?
            evidence: A paper.
            verification: [document, interview]
            roles: [boss]
            sources: [{article: "000", passage: first}]
            anchors:
              intention: {0: none, 1: some, 3: more, 5: all}
              reality: {0: none, 1: some, 3: more, 5: all}
            improve:
        """
    )
    + advice(6)
    + "  - id: P1\n    type: coverage\n    points: 10\n    needs: [M1]\n"
    + "    applies_if: level(\"M1\") >= 2 or facts.sector == 'retail'\n    na_allowed: true\n"
    + "    title: Share\n    short: Share\n    text: How many?\n    evidence: A list.\n"
    + "    verification: [sample]\n    numerator: Those\n    denominator: All\n    period: A year\n"
    + "    improve:\n"
    + advice(6)
)

TWO = (
    dedent(
        """\
        schema: assess/dimension@1
        id: two
        title: Two
        short: Two
        intro: The second dimension.
        items:
          - id: C1
            type: checklist
            points: 10
            core: true
            title: Checklist
            short: Checklist
            text: What is there?
            evidence: A paper.
            verification: [document]
            scale: share
            practices:
              - {id: a, text: First, weight: 2, mandatory: true}
              - {id: b, text: Second, quality: [Well done]}
            improve:
        """
    )
    + advice(6)
    + "  - id: K1\n    type: kpi\n    points: 10\n    na_allowed: true\n"
    + "    title: Measure\n    short: Measure\n    text: How much?\n    evidence: A table.\n"
    + '    verification: [data]\n    unit: "%"\n    better: higher\n    measure: Counted\n'
    + "    curve:\n      - {at: 60, score: 0}\n      - {at: 80, score: 0.8}\n"
    + "      - {at: 90, score: 1}\n    curve_source: set by client\n    improve:\n"
    + advice(6)
    + "  - id: X1\n    type: choice\n    points: 10\n"
    + "    title: Choice\n    short: Choice\n    text: Which?\n    evidence: A paper.\n"
    + "    verification: [observation]\n    options:\n      - {id: none, text: None, score: 0}\n"
    + "      - {id: best, text: Best, score: 1}\n    improve:\n"
    + advice(6)
)

BENCHMARK = dedent(
    """\
    schema: assess/benchmark@1
    id: small
    kind: published-references
    languages: [en]
    title: Small
    about: One figure.
    references:
      - key: one
        label: All sectors
        value: "35.5"
        unit: "%"
        population: Some firms
        n: 650
        n_is: more than
        year: 2010
        source: {title: A study}
        compares_with: total
        meaning: A mean.
    """
)
CASE = dedent(
    """\
    schema: assess/calibration@1
    title: A shop
    about: It is small.
    passages:
      - {title: Who, paragraphs: [Two people., One dog.]}
    excerpts:
      - {id: minutes, title: Minutes, lines: [They met twice.]}
    answers:
      M1:
        answer: {intention: 3, reality: 2}
        reason: It was planned.
        documents: [minutes]
      C1:
        answer: {practices: {a: 1, b: 0.5}}
        reason: They said so.
    """
)
TEXTS = {"manifest": MANIFEST, "one": ONE, "two": TWO}
FILES = {f"{stem}.yaml": text for stem, text in TEXTS.items()}


def spoilt(text: str, *changes: tuple[str, str]) -> str:
    """The text with each piece, which must stand in it once, put otherwise."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def unmarked(text: str) -> tuple[str, tuple[int, int]]:
    """The text without its mark, and the line and column where the mark stood."""
    before, mark, after = text.partition(MARK)
    assert mark
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))


def write(folder: Path, **files: str) -> Path:
    """A folder with the small questionnaire; files are named without `.yaml`."""
    for name, text in (FILES | {f"{stem}.yaml": text for stem, text in files.items()}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def load(folder: Path, **files: str) -> Questionnaire:
    return load_questionnaire(write(folder, **files))


def seen(error: InvalidDefinition) -> list[Found]:
    """Every problem as file, line, column and code."""
    return [
        (Path(problem.path).name, problem.line, problem.column, problem.fault.code)
        for problem in error.problems
    ]


def problems(folder: Path, **files: str) -> list[Found]:
    """What is wrong with the questionnaire, in the order it is told; nothing when it loads."""
    try:
        load(folder, **files)
    except InvalidDefinition as error:
        return seen(error) or [("fails without a word", 0, 0, "")]
    return []


def sentences(folder: Path, **files: str) -> list[str]:
    """What is told of a questionnaire that cannot be used, without the places."""
    with pytest.raises(InvalidDefinition) as told:
        load(folder, **files)
    return [problem.fault.sentence() for problem in told.value.problems]


def planted(
    folder: Path, file: str, old: str, new: str
) -> tuple[list[Found], tuple[str, int, int] | None]:
    """What is wrong once this stands in a file instead, and where its mark stands if it has one."""
    text, place = spoilt(TEXTS[file], (old, new)), None
    if MARK in new:
        text, (line, column) = unmarked(text)
        place = (f"{file}.yaml", line, column)
    return problems(folder, **{file: text}), place
