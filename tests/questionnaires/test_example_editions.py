"""The editions of the shipped examples: one organization, told to readers of each language."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assess import __version__
from assess.core.report import compile_report
from assess.core.result import result_of
from tests.questionnaires.shipped import LIBRARY

EDITIONS = [
    (id, name, language, path)
    for id in LIBRARY.ids
    for name, plain in LIBRARY.examples(id).items()
    for path in sorted(plain.parent.glob(f"{name}.*.yaml"))
    for language in [path.stem.partition(".")[2]]
]
PLAIN = [(id, name, path) for id in LIBRARY.ids for name, path in LIBRARY.examples(id).items()]
FREE = ("note", "not_applicable", "period")
"""What people write in words of their own."""

CHINESE = re.compile("[\u4e00-\u9fff]")
DAYS = re.compile("[-–0-9]+(-Q[1-4])?")
"""A period that is the same in every language, as 2026-09 is."""

every_edition = pytest.mark.parametrize(
    ("id", "name", "path"),
    [(id, name, path) for id, name, _, path in EDITIONS],
    ids=[path.stem for *_, path in EDITIONS],
)
every_plain_one = pytest.mark.parametrize(
    ("id", "name", "path"), PLAIN, ids=[name for _, name, _ in PLAIN]
)


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def words(path: Path) -> Iterator[tuple[str, str]]:
    """Every free text of an answers file with its place."""
    for item, answer in read(path)["answers"].items():
        for key in FREE:
            if key in answer:
                yield f"{item}.{key}", str(answer[key])


def without_words(path: Path) -> str:
    """Everything in an answers file but its free texts, in its order."""
    file = read(path)
    for answer in file["answers"].values():
        answer.update({key: "…" for key in FREE if key in answer})
    return json.dumps(file, default=str)


def result(path: Path) -> dict[str, object]:
    """What comes of an answers file; the seal is over the words as well."""
    questionnaire, assessment = LIBRARY.assessment(path)
    found = result_of(
        compile_report(questionnaire, assessment, LIBRARY.benchmark, engine=__version__)
    )
    del found["seal"]
    return found


def test_there_are_editions():
    assert EDITIONS


@pytest.mark.parametrize("id", list(LIBRARY.ids))
def test_every_example_has_an_edition_in_every_language_of_the_questionnaire(id):
    questionnaire = LIBRARY.questionnaire(id)
    assert questionnaire is not None
    _, *others = questionnaire.languages
    expected = {
        file
        for name in LIBRARY.examples(id)
        for file in (f"{name}.yaml", *(f"{name}.{language}.yaml" for language in others))
    }

    assert {path.name for path in (LIBRARY.ids[id] / "examples").iterdir()} == expected


@every_edition
def test_an_edition_differs_from_the_plain_one_in_words_alone(id, name, path):
    plain = LIBRARY.examples(id)[name]

    assert without_words(path) == without_words(plain)
    assert [place for place, _ in words(path)] == [place for place, _ in words(plain)]


@every_edition
def test_an_edition_has_the_result_of_the_plain_one_to_the_digit(id, name, path):
    assert result(path) == result(LIBRARY.examples(id)[name])


@pytest.mark.parametrize(
    "path",
    [path for *_, language, path in EDITIONS if language.startswith("zh")],
    ids=lambda path: path.stem,
)
def test_every_word_of_a_chinese_edition_is_chinese(path):
    told = [(place, text) for place, text in words(path) if not DAYS.fullmatch(text)]

    assert told
    assert [each for each in told if not CHINESE.search(each[1])] == []


@every_plain_one
def test_no_word_of_a_plain_edition_is_chinese(id, name, path):
    assert [each for each in words(path) if CHINESE.search(each[1])] == []
