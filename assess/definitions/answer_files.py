"""Answers files in every form: written with an editor (YAML, JSON), or filled in as a workbook.

A workbook is read in this process.  What it may cost is bounded by the limits of
`sheets.parts`, as that of YAML is by those of `documents`; a site, where strangers send
files, reads them in a process of its own besides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from assess.core.assessment import Assessment
from assess.core.questionnaire import Questionnaire
from assess.definitions.assessments import (
    A621,
    A622,
    SCHEMA,
    FindQuestionnaire,
    read_assessment,
)
from assess.definitions.faults import known_as
from assess.definitions.problems import Problem
from assess.definitions.sheets.answers import root_of
from assess.definitions.sheets.pages import Found, NoSheet, find_sheets
from assess.definitions.sheets.parts import MOST_BYTES, Refused
from assess.definitions.sheets.reading import read
from assess.definitions.sheets.unpacking import unpack
from assess.definitions.yaml import documents
from assess.definitions.yaml.documents import (
    ANSWERS,
    Document,
    Node,
    Place,
    parse_document,
    read_bytes,
)
from assess.definitions.yaml.rewriting import written

ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xls", ".ods"})
"""Of files that are meant to be workbooks, also those that cannot be taken."""
PACKED = b"PK\x03\x04"
"""How a workbook begins, whatever its name is."""


def load_assessment(
    path: Path, find: FindQuestionnaire, known: Mapping[str, object]
) -> tuple[Questionnaire, Assessment]:
    """Load an answers file with the questionnaire that `find` knows by its id and version.

    InvalidDefinition holds all problems at once; `known` are the ids that may be named.
    """
    return read_assessment(document_of(path, find, known), find, known)


def document_of(path: Path, find: FindQuestionnaire, known: Mapping[str, object]) -> Document:
    """A file with its keys and values, each at its line or cell."""
    if is_workbook(path):
        return workbook_document(read_bytes(path, MOST_BYTES), str(path), find, known)
    return parse_document(read_bytes(path, ANSWERS.bytes), str(path), ANSWERS)


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook by its name, or by how it begins."""
    return path.suffix.lower() in ENDINGS or read_bytes(path, len(PACKED) - 1) == PACKED


def as_text(path: Path, find: FindQuestionnaire, known: Mapping[str, object]) -> bytes:
    """The bytes of an answers file; of a workbook, those of the file that says the same.

    InvalidDefinition holds all problems of a workbook, at their cells.
    """
    if not is_workbook(path):
        return read_bytes(path, ANSWERS.bytes)
    document = document_of(path, find, known)
    read_assessment(document, find, known)
    assert isinstance(document.root, documents.Mapping)
    return written(document.root).encode()


def workbook_document(
    data: bytes, path: str, find: FindQuestionnaire, known: Mapping[str, object]
) -> Document:
    """A filled workbook as the answers file that says the same, or with what is wrong in it."""
    sha256 = hashlib.sha256(data).hexdigest()
    root: Node | None = None
    problems: tuple[Problem, ...]
    try:
        found = find_sheets(unpack(data), path)
    except Refused as refused:
        problems = (Place(path=path, line=0, column=0).blame(refused.fault),)
    except NoSheet as fault:
        problems = (fault.problem,)
    else:
        root, problems = _answers(found, find, known)
    return Document(path=path, root=root, problems=problems, sha256=sha256)


def _answers(
    found: Found, find: FindQuestionnaire, known: Mapping[str, object]
) -> tuple[Node | None, tuple[Problem, ...]]:
    """The keys and values of the answers, if they are for a version that is there."""
    identity = found.identity
    questionnaire = find(identity.questionnaire, identity.version)
    if questionnaire is None:
        given = identity.questionnaire
        details = {"given": given, "hint": known_as(given, list(known))}
        return None, (found.place.blame(A622(details=details)), *found.problems)
    if questionnaire.version != identity.version:
        details = {"known": questionnaire.version, "given": identity.version}
        return None, (found.place.blame(A621(details=details)), *found.problems)
    filled = read(found, questionnaire)
    return root_of(filled, questionnaire, SCHEMA), filled.problems
