"""From an answers file to an `Assessment`, or every problem in it."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable
from collections.abc import Mapping as MappingType
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path

from assess.core.answers import Answer, read_slots, slots_of
from assess.core.assessment import DEFAULT_CAPACITY, Assessment, Organization, Priority
from assess.core.conditions import Value
from assess.core.faults import N_, Fault, words
from assess.core.questionnaire import Fact, Item, Purpose, Questionnaire
from assess.core.text import Text
from assess.definitions.documents import (
    Entry,
    Mapping,
    Node,
    Place,
    Scalar,
    Sequence,
    parse_document,
    read_bytes,
)
from assess.definitions.problems import InvalidDefinition, Problem
from assess.definitions.reader import (
    S202,
    S203,
    S204,
    Languages,
    Reader,
    Unreadable,
    unknown_key,
)

SCHEMA = "assess/answers@1"

A620 = partial(Fault, "A620", N_("no item '{id}' in {questionnaire} {version}"), N_("{hint}"))
A621 = partial(
    Fault,
    "A621",
    N_("the questionnaire is version {known}, the answers are for {given}"),
    N_("answers are scored with the version they were given for"),
)
A622 = partial(Fault, "A622", N_("no questionnaire '{given}'"), N_("known are {known}"))
A624 = partial(Fault, "A624", N_("{key} has nothing called '{id}'"), N_("known are {known}"))

_TRUTH = {"true": "yes", "false": "no"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """The keys of an answers file besides the organization and the answers."""

    questionnaire: str
    version: str
    purpose: Purpose = "self-assessment"
    form: str = "full"
    profile: str = "capability"
    assessed_on: date
    priorities: MappingType[str, Priority] = dataclasses.field(default_factory=dict)
    capacity: Fraction = DEFAULT_CAPACITY


FindQuestionnaire = Callable[[str], Questionnaire | None]


def load_assessment(
    path: Path, find: FindQuestionnaire, known: MappingType[str, object]
) -> tuple[Questionnaire, Assessment]:
    """Load an answers file with the questionnaire that `find` knows by its id.

    InvalidDefinition holds all problems at once; `known` are the ids that may be named.
    """
    document = parse_document(read_bytes(path), str(path))
    if not isinstance(document.root, Mapping):
        raise InvalidDefinition(document.problems or [_not_answers(str(path))])
    questionnaire = _questionnaire(document.root, find, known)
    reading = _Reading(questionnaire, document.root)
    assessment = reading.assessment()
    problems = [*document.problems, *reading.reader.problems]
    if problems or assessment is None:
        raise InvalidDefinition(problems)
    return questionnaire, assessment


def _not_answers(path: str) -> Problem:
    details: dict[str, object] = {
        "key": path,
        "wanted": words(N_("keys and values")),
        "given": words(N_("something else")),
    }
    place = Place(path=path, line=1, column=1)
    return place.blame(
        S203(details={**details, "hint": words(N_("start with “schema: assess/answers@1”"))})
    )


def _questionnaire(
    root: Mapping, find: FindQuestionnaire, known: MappingType[str, object]
) -> Questionnaire:
    entry = root.entries.get("questionnaire")
    if entry is None or not isinstance(entry.node, Scalar):
        raise InvalidDefinition([root.place.blame(S202(details={"key": "questionnaire"}))])
    questionnaire = find(entry.node.text)
    if questionnaire is None:
        details = {"given": entry.node.text, "known": ", ".join(known)}
        raise InvalidDefinition([entry.node.place.blame(A622(details=details))])
    return questionnaire


class _Reading:
    def __init__(self, questionnaire: Questionnaire, root: Mapping) -> None:
        self.questionnaire = questionnaire
        self.root = root
        self.reader = Reader(Languages(questionnaire.languages, complete=False))

    def assessment(self) -> Assessment | None:
        self.reader.expect_schema(self.root, SCHEMA)
        try:
            header = self.reader.dataclass(
                _Header, self.root, "the file", extra=["schema", "organization", "answers"]
            )
        except Unreadable:
            header = None
        organization = self._organization()
        answers = self._answers()
        if header is None or organization is None:
            return None
        self._named(header)
        return Assessment(
            sha256=self.questionnaire.sha256,
            organization=organization,
            answers=answers,
            **{field.name: getattr(header, field.name) for field in dataclasses.fields(header)},
        )

    def _named(self, header: _Header) -> None:
        q = self.questionnaire
        if header.version != q.version:
            details: dict[str, object] = {"known": q.version, "given": header.version}
            self._blame_key("version", A621(details=details))
        forms, profiles = [form.id for form in q.forms], [profile.id for profile in q.profiles]
        for key, known in (("form", forms), ("profile", profiles)):
            given = getattr(header, key)
            if given not in known:
                details = {"key": key, "given": given, "known": ", ".join(known)}
                self._blame_key(key, S204(details=details))
        places = [d.id for d in q.dimensions] + [item.id for item in q.items()]
        for id in header.priorities:
            if id not in places:
                details = {"key": "priorities", "id": id, "known": ", ".join(places)}
                self._blame_key("priorities", A624(details=details))

    def _blame_key(self, key: str, fault: Fault) -> None:
        entry = self.root.entries.get(key)
        self.reader.blame(entry.node.place if entry else self.root.place, fault)

    def _organization(self) -> Organization | None:
        entry = self.root.entries.get("organization")
        if entry is None:
            self.reader.blame(self.root.place, S202(details={"key": "organization"}))
            return None
        try:
            mapping = self.reader.mapping(entry.node, "organization")
        except Unreadable:
            return None
        name = self._name(mapping)
        facts = {
            id: value
            for id, given in mapping.entries.items()
            if id != "name" and (value := self._fact(id, given, mapping)) is not None
        }
        return None if name is None else Organization(name=name, facts=facts)

    def _name(self, mapping: Mapping) -> Text | None:
        entry = mapping.entries.get("name")
        if entry is None:
            self.reader.blame(mapping.place, S202(details={"key": "name"}))
            return None
        if isinstance(entry.node, Scalar) and entry.node.text.strip():
            # A name is a name in every language.
            return Text(dict.fromkeys(self.questionnaire.languages, entry.node.text.strip()))
        try:
            text = self.reader.read_text(entry.node, "name")
        except Unreadable:
            return None
        names = text.translations
        return Text({lang: names.get(lang, text.source) for lang in self.questionnaire.languages})

    def _fact(self, id: str, given: Entry, mapping: Mapping) -> Value:
        fact = self.questionnaire.fact(id)
        if fact is None:
            known = ["name", *(fact.id for fact in self.questionnaire.facts)]
            self.reader.blame(given.place, unknown_key(id, known))
            return None
        try:
            return self._fact_value(fact, given.node)
        except Unreadable:
            return None

    def _fact_value(self, fact: Fact, node: Node) -> Value:
        if fact.type == "number":
            return self.reader.read_number(node, fact.id)
        if fact.type == "yes-no":
            return self.reader.read_bool(node, fact.id)
        text = self.reader.read_str(node, fact.id)
        if fact.type == "choice" and fact.choice(text) is None:
            known = ", ".join(choice.id for choice in fact.choices)
            self.reader.blame(
                node.place, S204(details={"key": fact.id, "given": text, "known": known})
            )
        return text

    def _answers(self) -> dict[str, Answer]:
        entry = self.root.entries.get("answers")
        if entry is None:
            self.reader.blame(self.root.place, S202(details={"key": "answers"}))
            return {}
        answers: dict[str, Answer] = {}
        try:
            given = self.reader.mapping(entry.node, "answers").entries
        except Unreadable:
            return {}
        for id, answer in given.items():
            item = self.questionnaire.item(id)
            if item is None:
                self._unknown_item(id, answer.place)
            elif (read := self._answer(item, answer.node)) is not None:
                answers[id] = read
        return answers

    def _unknown_item(self, id: str, place: Place) -> None:
        q = self.questionnaire
        fault = unknown_key(id, [item.id for item in q.items()])
        hint = words(fault.cure, **fault.details)
        details = {"id": id, "questionnaire": q.id, "version": q.version, "hint": hint}
        self.reader.blame(place, A620(details=details))

    def _answer(self, item: Item, node: Node) -> Answer | None:
        if isinstance(node, Scalar) and not node.text:
            return None
        try:
            mapping = self.reader.mapping(node, item.id)
        except Unreadable:
            return None
        slots, places = self._slots(item, mapping)
        reading = read_slots(self.questionnaire, item, slots)
        for found in reading.faults:
            self.reader.blame(places.get(found.slot, mapping.place), found.fault)
        return reading.answer

    def _slots(self, item: Item, mapping: Mapping) -> tuple[dict[str, str], dict[str, Place]]:
        """The answer's keys as slots, and where each stands."""
        known = slots_of(item)
        slots: dict[str, str] = {}
        places: dict[str, Place] = {}
        for key, entry in mapping.entries.items():
            nested = entry.node.entries if isinstance(entry.node, Mapping) else None
            parts = (
                {f"{key}.{name}": inner for name, inner in nested.items()}
                if nested is not None
                else {key: entry}
            )
            for slot, part in parts.items():
                if slot not in known and slot != "not_applicable":
                    self._unknown_slot(item, slot, part, known)
                    continue
                slots[slot] = _as_typed(part.node, slot)
                places[slot] = part.node.place
        return slots, places

    def _unknown_slot(self, item: Item, slot: str, entry: Entry, known: tuple[str, ...]) -> None:
        group, dot, name = slot.partition(".")
        if not dot and any(s.startswith(f"{slot}.") for s in known):
            with contextlib.suppress(Unreadable):
                self.reader.mapping(entry.node, slot)
            return
        if dot:
            inner = [s.split(".")[1] for s in known if s.startswith(f"{group}.")]
            self.reader.blame(entry.place, unknown_key(name, inner or list(known)))
        else:
            keys = dict.fromkeys(slot.split(".")[0] for slot in known)
            self.reader.blame(entry.place, unknown_key(slot, keys))


def _as_typed(node: Node, slot: str) -> str:
    """A YAML value as a person would have typed it into the field."""
    if isinstance(node, Sequence):
        return " ".join(getattr(child, "text", "…") for child in node.nodes)
    text = getattr(node, "text", "…")
    if getattr(node, "plain", False) and text in {"null", "~"}:
        return ""
    return _TRUTH.get(text, text) if slot == "segments" else text
