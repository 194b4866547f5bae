"""From a survey's file to a `Survey`, or every problem in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assess.core.questionnaire import Questionnaire
from assess.core.surveys.survey import Survey
from assess.definitions.checks.surveys import check_feeds, check_survey
from assess.definitions.declared import declared_languages
from assess.definitions.problems import InvalidDefinition, Problem, distinct
from assess.definitions.reader import Reader
from assess.definitions.scalars import Unreadable
from assess.definitions.texts import Languages
from assess.definitions.yaml.documents import Document, Mapping, Scalar, parse_document, read_bytes

FILE = "survey.yaml"
SCHEMA = "assess/survey@1"

FindFed = Callable[[str], Questionnaire | None]
"""Finds the questionnaire that a measure feeds, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedSurvey:
    """A survey, None where it could not be read, and everything there is to say about it."""

    survey: Survey | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def load_survey(path: Path, find: FindFed) -> Survey:
    """Load the survey in this file; InvalidDefinition holds all problems at once."""
    return _sound(examine_survey(path, find))


def load_survey_source(source: str) -> Survey:
    """Load a survey from the text that was kept with its answers.

    What it feeds may have changed since; that takes nobody their answers.
    """
    return _sound(_examine(parse_document(source.encode(), FILE), None))


def survey_source(path: Path) -> str:
    """The text of a survey, to be kept with its answers for ever."""
    return read_bytes(path).decode()


def examine_survey(path: Path, find: FindFed | None) -> ExaminedSurvey:
    """Read the survey in this file, whatever is wrong with it; without `find` but for its feeds."""
    return _examine(parse_document(read_bytes(path), str(path)), find)


def _examine(document: Document, find: FindFed | None) -> ExaminedSurvey:
    root = document.root
    reader = Reader(Languages(declared_languages(root), complete=_is_released(root)))
    survey = None
    if root is not None:
        try:
            keys = reader.mapping(root, "the file")
            reader.expect_schema(keys, SCHEMA)
            survey = reader.dataclass(
                Survey, keys, "the survey", extra=["schema"], sha256=document.sha256
            )
        except Unreadable:
            pass
    if survey is not None and reader.spoilt == {""}:
        check_survey(survey, reader)
        if find is not None:
            check_feeds(survey, find, reader)
    return ExaminedSurvey(
        survey=survey,
        problems=distinct([*document.problems, *reader.problems]),
        warnings=distinct(reader.warnings),
    )


def _sound(examined: ExaminedSurvey) -> Survey:
    if examined.problems or examined.survey is None:
        raise InvalidDefinition(examined.problems)
    return examined.survey


def _is_released(root: object) -> bool:
    entry = root.entries.get("status") if isinstance(root, Mapping) else None
    return entry is not None and isinstance(entry.node, Scalar) and entry.node.text == "released"
