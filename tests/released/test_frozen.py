"""What was assessed under a released version gives the same digits for ever.

Each folder `<id>/<version>` holds answers as a report carries them and the result that they had
to give when they were frozen, and the source of the version as storage keeps it, unless it is
kept with a shipped questionnaire.  Nothing in these folders is ever changed: where a test fails,
it is the program that no longer scores as it did.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from assess import resources
from assess.core.differences import differences
from assess.core.questionnaire import Questionnaire
from assess.core.record import assessment_of, assessment_record
from assess.core.report import compile_report
from assess.core.result import result_of
from assess.definitions.questionnaires import load_source
from assess.definitions.releasing.releases import release_path

Json: TypeAlias = Any

FOLDER = Path(__file__).parent
FROZEN = sorted(path.parent for path in FOLDER.glob("*/*/result.json"))


def read(path: Path) -> Json:
    return json.loads(path.read_text(encoding="utf-8"))


def questionnaire_of(frozen: Path) -> Questionnaire:
    """The version, from its source alone."""
    id, version = frozen.parts[-2:]
    beside = frozen / "source.json"
    kept = release_path(resources.questionnaires() / id, version)
    return load_source((beside if beside.exists() else kept).read_text(encoding="utf-8"))


@pytest.fixture(params=FROZEN, ids=lambda path: f"{path.parent.name}-{path.name}")
def frozen(request) -> Path:
    folder = request.param
    assert isinstance(folder, Path)
    return folder


def known_keys(found: Json, expected: Json) -> Json:
    """What was found without the keys that results have got since."""
    if isinstance(expected, dict):
        return {key: known_keys(found[key], expected[key]) for key in expected if key in found}
    if isinstance(expected, list) and len(found) == len(expected):
        return [known_keys(*pair) for pair in zip(found, expected, strict=True)]
    return found


def test_there_is_a_frozen_version_of_each_kind():
    assert {path.parent.name for path in FROZEN} >= {"small", "customer-management"}


def test_a_frozen_source_has_the_digest_it_had(frozen):
    kept, expected = questionnaire_of(frozen), read(frozen / "result.json")["questionnaire"]

    assert {"id": kept.id, "version": kept.version, "sha256": kept.sha256} == expected


def test_frozen_answers_are_read_as_they_were(frozen):
    answers = read(frozen / "answers.json")

    assert assessment_record(assessment_of(answers, questionnaire_of(frozen))) == answers


def test_frozen_answers_give_the_same_digits(frozen):
    kept, expected = questionnaire_of(frozen), read(frozen / "result.json")
    assessment = assessment_of(read(frozen / "answers.json"), kept)
    found = result_of(compile_report(kept, assessment, None, engine="frozen"))

    assert list(differences(known_keys(found, expected), expected)) == []


def leaves(value: Json) -> Iterator[object]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from leaves(each)
    else:
        yield value


def test_enough_is_frozen_to_notice_a_change():
    for frozen in FROZEN:
        digits = [each for each in leaves(read(frozen / "result.json")) if isinstance(each, str)]
        assert len(digits) > 100, frozen
