"""From a calibration file to a `Case`, or every problem in it."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assess.core.calibration import Case, Excerpt, Judgement, Passage
from assess.core.faults import N_, Fault
from assess.core.items import Item
from assess.core.questionnaire import Questionnaire
from assess.core.text import Text
from assess.definitions.answers import AnswersReader, entries_under
from assess.definitions.faults import S202, listed
from assess.definitions.problems import InvalidDefinition, Problem
from assess.definitions.reader import Reader
from assess.definitions.scalars import Unreadable
from assess.definitions.texts import Languages
from assess.definitions.yaml.documents import Mapping, Node, parse_document, read_bytes

FILE = "calibration.yaml"
SCHEMA = "assess/calibration@1"

K801 = partial(
    Fault, "K801", N_("there is no document '{id}' in this case"), N_("known are {known}")
)

K802 = partial(Fault, "K802", N_("the document '{id}' stands twice"), N_("give it another id"))

Known = MappingType[str, None] | None
"""The ids of the documents of a case; None where they could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The keys of the file besides the judgements."""

    title: Text
    about: Text
    passages: tuple[Passage, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """The keys of a judgement besides the answer itself."""

    reason: Text
    documents: tuple[str, ...] = ()


def load_case(path: Path, questionnaire: Questionnaire) -> Case:
    """The case in this file for a questionnaire; InvalidDefinition holds all problems at once."""
    case, problems, _ = examine_case(path, Languages.of(questionnaire), questionnaire)
    if problems or case is None:
        raise InvalidDefinition(problems)
    return case


def examine_case(
    path: Path, languages: Languages, questionnaire: Questionnaire | None
) -> tuple[Case | None, list[Problem], list[Problem]]:
    """The case in this file, its problems and its warnings.

    Without a questionnaire nobody knows how its items are answered, so that the answers of the
    experts are left alone, and there is no case.
    """
    document = parse_document(read_bytes(path), str(path))
    reader = Reader(languages)
    case = None
    if document.root is not None:
        with contextlib.suppress(Unreadable):
            root = reader.mapping(document.root, "the file")
            case = _Reading(questionnaire, reader).case(root)
    return case, [*document.problems, *reader.problems], reader.warnings


class _Reading:
    def __init__(self, questionnaire: Questionnaire | None, reader: Reader) -> None:
        self.answers = AnswersReader(questionnaire, reader) if questionnaire else None
        self.reader = reader

    def case(self, root: Mapping) -> Case | None:
        self.reader.expect_schema(root, SCHEMA)
        known: dict[str, None] = {}
        told = None
        with contextlib.suppress(Unreadable):
            told = self.reader.dataclass(Told, root, "the file", extra=["schema", "answers"])
            known = dict.fromkeys(excerpt.id for excerpt in told.excerpts)
            self._twice(told.excerpts)
        judgements = self._judgements(root, None if told is None else known)
        if told is None or self.answers is None:
            return None
        return Case(
            title=told.title,
            about=told.about,
            passages=told.passages,
            excerpts=told.excerpts,
            judgements=judgements,
        )

    def _twice(self, excerpts: tuple[Excerpt, ...]) -> None:
        seen: set[str] = set()
        for excerpt in excerpts:
            if excerpt.id in seen:
                place = self.reader.place_of(excerpt, "id")
                self.reader.blame(place, K802(details={"id": excerpt.id}))
            seen.add(excerpt.id)

    def _judgements(self, root: Mapping, known: Known) -> MappingType[str, Judgement]:
        judgements = {}
        if self.answers is None:
            for id, entry in entries_under(root, "answers", self.reader):
                with contextlib.suppress(Unreadable):
                    self._reasoned(id, entry.node, known)
            return {}
        for item, node in self.answers.items_under(root):
            with contextlib.suppress(Unreadable):
                judgements[item.id] = self._judgement(item, node, known)
        return judgements

    def _reasoned(self, id: str, node: Node, known: Known) -> Reasoned:
        mapping = self.reader.mapping(node, id)
        reasoned = self.reader.dataclass(Reasoned, node, id, extra=["answer"])
        for document in reasoned.documents:
            if known is not None and document not in known and not self.reader.has_enough:
                details: dict[str, object] = {"id": document, "known": listed(known)}
                self.reader.blame(mapping.entries["documents"].place, K801(details=details))
        return reasoned

    def _judgement(self, item: Item, node: Node, known: Known) -> Judgement:
        assert self.answers is not None
        reasoned = self._reasoned(item.id, node, known)
        mapping = self.reader.mapping(node, item.id)
        entry = mapping.entries.get("answer")
        answer = self.answers.read(item, entry.node) if entry else None
        if answer is None:
            self.reader.blame(mapping.place, S202(details={"key": "answer"}))
            raise Unreadable
        return Judgement(answer=answer, reason=reasoned.reason, documents=reasoned.documents)
