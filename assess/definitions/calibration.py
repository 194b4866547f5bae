"""From a calibration file to a `Case`, or every problem in it."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assess.core.calibration import Case, Excerpt, Judgement, Passage
from assess.core.faults import N_, Fault
from assess.core.questionnaire import Item, Questionnaire
from assess.core.text import Text
from assess.definitions.answers import AnswersReader
from assess.definitions.documents import Mapping, Node, parse_document, read_bytes
from assess.definitions.problems import InvalidDefinition
from assess.definitions.reader import S202, Languages, Reader, Unreadable

SCHEMA = "assess/calibration@1"

K801 = partial(
    Fault, "K801", N_("there is no document '{id}' in this case"), N_("known are {known}")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The keys of the file besides the judgements."""

    title: Text
    about: Text
    passages: tuple[Passage, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reasoned:
    """The keys of a judgement besides the answer itself."""

    reason: Text
    documents: tuple[str, ...] = ()


def load_case(path: Path, questionnaire: Questionnaire) -> Case:
    """The case in this file for a questionnaire; InvalidDefinition holds all problems at once."""
    document = parse_document(read_bytes(path), str(path))
    reader = Reader(Languages(questionnaire.languages, complete=True))
    case = None
    if document.root is not None:
        with contextlib.suppress(Unreadable):
            case = _Reading(questionnaire, reader).case(reader.mapping(document.root, "the file"))
    problems = [*document.problems, *reader.problems]
    if problems or case is None:
        raise InvalidDefinition(problems)
    return case


class _Reading:
    def __init__(self, questionnaire: Questionnaire, reader: Reader) -> None:
        self.answers = AnswersReader(questionnaire, reader)
        self.reader = reader

    def case(self, root: Mapping) -> Case:
        self.reader.expect_schema(root, SCHEMA)
        told = self.reader.dataclass(_Told, root, "the file", extra=["schema", "answers"])
        known = [excerpt.id for excerpt in told.excerpts]
        return Case(
            title=told.title,
            about=told.about,
            passages=told.passages,
            excerpts=told.excerpts,
            judgements=self._judgements(root, known),
        )

    def _judgements(self, root: Mapping, known: list[str]) -> MappingType[str, Judgement]:
        judgements = {}
        for item, node in self.answers.items_under(root):
            with contextlib.suppress(Unreadable):
                judgements[item.id] = self._judgement(item, node, known)
        return judgements

    def _judgement(self, item: Item, node: Node, known: list[str]) -> Judgement:
        mapping = self.reader.mapping(node, item.id)
        reasoned = self.reader.dataclass(_Reasoned, node, item.id, extra=["answer"])
        for id in reasoned.documents:
            if id not in known:
                details: dict[str, object] = {"id": id, "known": ", ".join(known)}
                self.reader.blame(mapping.entries["documents"].place, K801(details=details))
        entry = mapping.entries.get("answer")
        answer = self.answers.read(item, entry.node) if entry else None
        if answer is None:
            self.reader.blame(mapping.place, S202(details={"key": "answer"}))
            raise Unreadable
        return Judgement(answer=answer, reason=reasoned.reason, documents=reasoned.documents)
