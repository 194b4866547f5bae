"""The words of a questionnaire: one term for one thing in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assess.core.questionnaire import Questionnaire
from assess.core.text import Text
from assess.definitions.problems import InvalidDefinition, Problem
from assess.definitions.reader import Reader
from assess.definitions.scalars import Unreadable
from assess.definitions.texts import Languages
from assess.definitions.yaml.documents import parse_document, read_bytes

FILE = "glossary.yaml"
SCHEMA = "assess/glossary@1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing and its word in every language; `never` are words for it that are not used.

    The source word of an `ambiguous` term means other things too ("lead"), so that its
    counterpart cannot be asked for wherever it stands.
    """

    text: Text
    means: Text | None = None
    ambiguous: bool = False
    never: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The words of a questionnaire: one term for one thing in every language."""

    terms: tuple[Term, ...]


def load_glossary(path: Path, questionnaire: Questionnaire) -> tuple[Term, ...]:
    """The terms of this file in the languages of a questionnaire; InvalidDefinition when faulty."""
    terms, problems, _ = examine_glossary(path, Languages.of(questionnaire))
    if problems:
        raise InvalidDefinition(problems)
    return terms


def examine_glossary(
    path: Path, languages: Languages
) -> tuple[tuple[Term, ...], list[Problem], list[Problem]]:
    """The terms of this file as far as they can be read, its problems and its warnings."""
    document = parse_document(read_bytes(path), str(path))
    reader = Reader(languages)
    terms: tuple[Term, ...] = ()
    try:
        if document.root is not None:
            root = reader.mapping(document.root, "the file")
            reader.expect_schema(root, SCHEMA)
            terms = reader.dataclass(Glossary, root, "the file", extra=["schema"]).terms
    except Unreadable:
        pass
    return terms, [*document.problems, *reader.problems], reader.warnings
