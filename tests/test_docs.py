"""The documentation is true: its commands, options, settings, keys and examples exist."""

import argparse
import dataclasses
import re
import shlex
import typing
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assess import resources
from assess.cli.parser import command_line
from assess.core import items, questionnaire, scoring_rules, sources
from assess.core.answers import (
    Answer,
    ChecklistAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
    RatingAnswer,
)
from assess.core.benchmark import Publication, Reference
from assess.core.calibration import Excerpt, Judgement, Passage
from assess.core.numbers import RoundingMode
from assess.core.surveys.survey import QUESTION_TYPES, Feed, Measure, Statistic, Survey
from assess.definitions.glossary import Term
from assess.definitions.library import Library
from assess.definitions.questionnaires import load_questionnaire
from assess.definitions.surveys import load_survey

ROOT = Path(__file__).parent.parent
README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
FORMAT = ROOT / "questionnaires" / "README.md"
PAGES = (README, CONTRIBUTING, FORMAT)

EXAMPLE = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)")
SETTING = re.compile(r"\bASSESS_[A-Z_]*[A-Z]\b")


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def commands() -> dict[str, argparse.ArgumentParser]:
    """The parser of every command."""
    (found,) = [a for a in command_line()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(found.choices)


def options(command: str) -> set[str]:
    """The options of a command, and of the commands in it."""
    return _options(commands()[command])


def _options(parser: argparse.ArgumentParser) -> set[str]:
    own = {name for action in parser._actions for name in action.option_strings}
    inner = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    return own.union(*(_options(each) for action in inner for each in action.choices.values()))


def told_commands() -> Iterator[tuple[str, str, list[str]]]:
    """Every command line in a code span or block: page, command, its words."""
    for page in PAGES:
        spans = re.findall(r"`([^`\n]+)`", text(page))
        blocks = re.findall(r"^```\n(.*?)^```", text(page), re.MULTILINE | re.DOTALL)
        for line in [*spans, *"\n".join(blocks).splitlines()]:
            words = shlex.split(line, comments=True) if line.startswith("assess ") else []
            if words:
                yield page.name, words[1], words[2:]


def test_every_command_that_is_told_exists():
    told = list(told_commands())

    assert len(told) >= 6
    for page, command, words in told:
        assert command in commands(), f"{page}: assess {command}"
        for word in words:
            if word.startswith("-"):
                assert word in options(command), f"{page}: assess {command} {word}"


def test_every_command_is_told():
    assert {command for _, command, _ in told_commands()} == set(commands())


def test_every_option_is_told():
    readme = text(README)

    for command in commands():
        for option in options(command) - {"-h", "--help", "--output"}:
            assert option in readme, f"assess {command} {option}"


def test_every_target_of_make_that_is_told_exists():
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE))

    for page in PAGES:
        told = set(re.findall(r"\bmake ([a-z]+)", re.sub(r"[^`]*(`[^`]*`|$)", r"\1 ", text(page))))
        assert told <= targets, page.name


@cache
def settings() -> set[str]:
    """Every ASSESS_ variable that the program reads."""
    return {
        name
        for path in (ROOT / "assess").rglob("*.py")
        for name in re.findall(r"\"(ASSESS_[A-Z_]+)\"", text(path))
    }


def test_every_setting_is_told_and_every_told_one_exists():
    told = set(re.findall(r"^\| `(ASSESS_[A-Z_]+)` \|", text(README), re.MULTILINE))

    assert told == settings()
    assert set(SETTING.findall(text(CONTRIBUTING))) <= settings()


def test_every_link_leads_somewhere():
    for page in PAGES:
        for target in LINK.findall(text(page)):
            if not target.startswith(("http://", "https://", "mailto:")):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_path_in_the_code_that_is_named_exists():
    named = re.compile(r"`((?:assess|core|rendering|definitions|web|templates|tests)/[\w/.-]+)")

    for page in PAGES:
        for path in named.findall(text(page)):
            places = [ROOT / path, ROOT / "assess" / path]
            assert any(place.exists() for place in places), f"{page.name}: {path}"


# --- the format -----------------------------------------------------------------------

NOT_KEYS = {"sha256"}


def models() -> Iterator[type]:
    """The dataclasses whose fields are the keys of a questionnaire's files."""
    modules = (items, questionnaire, scoring_rules, sources)
    for value in [value for module in modules for value in vars(module).values()]:
        ours = getattr(value, "__module__", "") in {module.__name__ for module in modules}
        if ours and isinstance(value, type) and dataclasses.is_dataclass(value):
            yield value


def test_every_key_of_a_questionnaire_is_told():
    page = text(FORMAT)
    keys = {
        f"{kind.__name__}.{field.name}": field.name
        for kind in (*models(), Reference, Publication)
        for field in dataclasses.fields(kind)
        if field.name not in NOT_KEYS
    }

    untold = [place for place, key in keys.items() if not re.search(rf"\b{key}\b", page)]
    assert len(keys) > 60
    assert untold == []


def test_every_key_of_an_answer_is_told():
    page = text(FORMAT)

    for kind in (
        Answer,
        MaturityAnswer,
        ChecklistAnswer,
        CoverageAnswer,
        KpiAnswer,
        RatingAnswer,
    ):
        for field in dataclasses.fields(kind):
            assert re.search(rf"\b{field.name}\b", page), f"{kind.__name__}.{field.name}"


def test_every_type_of_item_is_told():
    rows = set(re.findall(r"^\| `(\w+)` \|", text(FORMAT), re.MULTILINE))

    assert {kind.type for kind in items.ITEM_TYPES} <= rows


@pytest.mark.parametrize(
    "words",
    [
        scoring_rules.Purpose,
        scoring_rules.Rollup,
        RoundingMode,
        items.Verification,
        items.Axis,
        items.Combine,
        typing.get_type_hints(scoring_rules.NotApplicable)["policy"],
    ],
)
def test_every_word_that_may_be_chosen_is_told(words):
    for word in typing.get_args(words):
        assert re.search(rf"\b{word}\b", text(FORMAT)), word


def examples() -> dict[str, str]:
    """The examples by the kind of file they are."""
    found = {}
    for example in EXAMPLE.findall(text(FORMAT)):
        schema = re.match(r"schema: assess/(\w+)@", example)
        if schema:
            found[schema[1]] = example
    return found


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The examples as the questionnaire they describe."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "manifest.yaml").write_text(examples()["questionnaire"], encoding="utf-8")
    (folder / "care.yaml").write_text(examples()["dimension"], encoding="utf-8")
    return folder


def test_there_is_an_example_of_every_kind_of_file():
    kinds = {"questionnaire", "dimension", "answers", "glossary", "calibration", "survey"}
    assert kinds <= set(examples())


def test_the_examples_of_a_glossary_and_a_case_load(written):
    (written / "glossary.yaml").write_text(examples()["glossary"], encoding="utf-8")
    (written / "calibration.yaml").write_text(examples()["calibration"], encoding="utf-8")
    library = Library(written.parent)

    assert [term.text.source for term in library.glossary("small")] == ["contact point", "lead"]
    case = library.case("small")
    assert case is not None
    assert set(case.judgements) == {"C1"}


def test_the_example_of_a_survey_loads(tmp_path):
    path = tmp_path / "survey.yaml"
    path.write_text(examples()["survey"], encoding="utf-8")
    loaded = load_survey(path, Library(resources.questionnaires()).questionnaire)

    assert [question.type for question in loaded.questions] == ["rating", "choice", "text"]
    assert {measure.statistic for measure in loaded.measures} == set(typing.get_args(Statistic))


@pytest.mark.parametrize("kind", [Survey, *QUESTION_TYPES, Measure, Feed])
def test_every_key_of_a_survey_is_told(kind):
    page = text(FORMAT).partition("\n## Surveys\n")[2].partition("\n## ")[0]
    for field in dataclasses.fields(kind):
        told = re.search(rf"\b{field.name}\b", page)
        assert told or field.name in NOT_KEYS, f"{kind.__name__}.{field.name}"


@pytest.mark.parametrize("kind", [Term, Passage, Excerpt, Judgement])
def test_every_key_of_a_glossary_and_a_case_is_told(kind):
    for field in dataclasses.fields(kind):
        assert re.search(rf"\b{field.name}\b", text(FORMAT)), f"{kind.__name__}.{field.name}"


def test_the_example_of_a_questionnaire_loads(written):
    loaded = load_questionnaire(written)

    assert loaded.id == "small"
    assert [item.id for item in loaded.items()] == ["C1"]


def test_the_example_of_a_ladder_loads(written):
    ladder = next(each for each in EXAMPLE.findall(text(FORMAT)) if each.startswith("scoring:"))
    manifest = examples()["questionnaire"]
    changed = (
        manifest[: manifest.index("scoring:")] + ladder + manifest[manifest.index("levels:") :]
    )
    changed = changed.replace(", points: {care: 1000}", "").replace("total: 300", "total: 1")
    (written / "manifest.yaml").write_text(changed.replace("total: 600", "total: 2"), "utf-8")

    rules = load_questionnaire(written).scoring
    assert [band.id for band in rules.bands] == ["N", "P", "L", "F"]
    assert (rules.rollup, rules.total) == ("cumulative", "minimum")


def test_the_example_of_answers_loads(tmp_path):
    path = tmp_path / "answers.yaml"
    path.write_text(examples()["answers"], encoding="utf-8")

    _, loaded = Library(resources.questionnaires()).assessment(path)

    assert set(loaded.answers) == {"L1", "L4", "P5", "V1", "V3", "V5"}
