"""From an answers file to an `Assessment`, or every problem in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from collections.abc import Mapping as MappingType
from datetime import date
from fractions import Fraction
from functools import partial

from assess.core.assessment import DEFAULT_CAPACITY, Assessment, Organization, Priority
from assess.core.conditions import Value
from assess.core.faults import N_, Fault, words
from assess.core.questionnaire import Fact, Questionnaire
from assess.core.scoring_rules import Deduction, Purpose
from assess.core.text import Text
from assess.definitions.answers import AnswersReader
from assess.definitions.faults import S202, S203, S204, known_as, one_of, unknown_key
from assess.definitions.problems import InvalidDefinition, Problem
from assess.definitions.reader import Reader
from assess.definitions.scalars import Unreadable
from assess.definitions.texts import Languages
from assess.definitions.yaml.documents import (
    Document,
    Entry,
    Mapping,
    Node,
    Place,
    Scalar,
)

SCHEMA = "assess/answers@1"

A621 = partial(
    Fault,
    "A621",
    N_("the questionnaire is version {known}, the answers are for {given}"),
    N_("“assess migrate” carries answers from one version to another"),
)
A622 = partial(Fault, "A622", N_("no questionnaire '{given}'"), N_("{hint}"))
A624 = partial(Fault, "A624", N_("{key} has nothing called '{id}'"), N_("{hint}"))
A625 = partial(
    Fault, "A625", N_("'{id}' cannot be found {given} times"), N_("write how often: {times}")
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The keys of an answers file besides the organization and the answers.

    `lost` is what earlier versions were answered that has no place in this one: by version,
    then by its place in the file, exactly as it was typed.  Nothing of it is scored.
    """

    questionnaire: str
    version: str
    purpose: Purpose = "self-assessment"
    form: str = "full"
    profile: str = "capability"
    assessed_on: date
    priorities: MappingType[str, Priority] = dataclasses.field(default_factory=dict)
    capacity: Fraction = DEFAULT_CAPACITY
    deductions: MappingType[str, int] = dataclasses.field(default_factory=dict)
    lost: MappingType[str, MappingType[str, str]] = dataclasses.field(default_factory=dict)


FindQuestionnaire = Callable[[str, str], Questionnaire | None]
"""The questionnaire of an id in a version, or in another one that is there instead."""


def read_assessment(
    document: Document, find: FindQuestionnaire, known: MappingType[str, object]
) -> tuple[Questionnaire, Assessment]:
    """An assessment with the questionnaire that `find` knows by its id and version.

    InvalidDefinition holds all problems at once; `known` are the ids that may be named.
    """
    if not isinstance(document.root, Mapping):
        raise InvalidDefinition(document.problems or [_not_answers(document.path)])
    try:
        questionnaire = _questionnaire(document.root, find, known)
    except InvalidDefinition as fault:
        # What can be read without a questionnaire may be wrong as well.
        reader = Reader(Languages((), complete=False))
        _header_of(document.root, reader)
        raise InvalidDefinition([*document.problems, *fault.problems, *reader.problems]) from fault
    reading = _Reading(questionnaire, document.root)
    assessment = reading.assessment()
    problems = [*document.problems, *reading.reader.problems]
    if problems or assessment is None:
        raise InvalidDefinition(problems)
    return questionnaire, assessment


def _times(deduction: Deduction) -> Fault:
    if deduction.most is None:
        return words(N_("0 or more"))
    return words(N_("0 to {most}"), most=deduction.most)


def _header_of(root: Mapping, reader: Reader) -> Header | None:
    reader.expect_schema(root, SCHEMA)
    try:
        return reader.dataclass(
            Header, root, "the file", extra=["schema", "organization", "answers"]
        )
    except Unreadable:
        return None


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
    version = root.entries.get("version")
    given = version.node.text if version and isinstance(version.node, Scalar) else ""
    questionnaire = find(entry.node.text, given)
    if questionnaire is None:
        given = entry.node.text
        details = {"given": given, "hint": known_as(given, list(known))}
        raise InvalidDefinition([entry.node.place.blame(A622(details=details))])
    return questionnaire


class _Reading:
    def __init__(self, questionnaire: Questionnaire, root: Mapping) -> None:
        self.questionnaire = questionnaire
        self.root = root
        self.reader = Reader(Languages(questionnaire.languages, complete=False))

    def assessment(self) -> Assessment | None:
        header = _header_of(self.root, self.reader)
        organization = self._organization()
        answers = AnswersReader(self.questionnaire, self.reader).under(self.root)
        if header is None or organization is None:
            return None
        self._named(header)
        return Assessment(
            sha256=self.questionnaire.sha256,
            organization=organization,
            answers=answers,
            **{
                field.name: getattr(header, field.name)
                for field in dataclasses.fields(header)
                if field.name != "lost"
            },
        )

    def _named(self, header: Header) -> None:
        q = self.questionnaire
        if header.version != q.version:
            details: dict[str, object] = {"known": q.version, "given": header.version}
            self._blame_key("version", A621(details=details))
        forms, profiles = [form.id for form in q.forms], [profile.id for profile in q.profiles]
        for key, known in (("form", forms), ("profile", profiles)):
            given = getattr(header, key)
            if given not in known:
                details = {"key": key, "given": given, "hint": one_of(given, known)}
                self._blame_key(key, S204(details=details))
        self._deducted(header)
        places = [d.id for d in q.dimensions] + [item.id for item in q.items()]
        for id in header.priorities:
            if id not in places and not self.reader.has_enough:
                details = {"key": "priorities", "id": id, "hint": known_as(id, places)}
                self._blame_key("priorities", A624(details=details))

    def _deducted(self, header: Header) -> None:
        """How often each deduction was found: of those there are, and as often as may be."""
        known = {deduction.id: deduction for deduction in self.questionnaire.deductions}
        for id, given in header.deductions.items():
            at = self.reader.place_of(header.deductions, id)
            if self.reader.has_enough:
                return
            if id not in known:
                details = {"key": "deductions", "id": id, "hint": known_as(id, list(known))}
                self.reader.blame(at, A624(details=details))
            elif not known[id].allows(given):
                times = _times(known[id])
                self.reader.blame(at, A625(details={"id": id, "given": given, "times": times}))

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
        languages = self.questionnaire.languages
        if isinstance(entry.node, Scalar) and entry.node.text.strip():
            # A name is a name in every language.
            return Text(dict.fromkeys(languages, entry.node.text.strip()), languages)
        try:
            text = self.reader.read_text(entry.node, "name")
        except Unreadable:
            return None
        names = text.translations
        return Text({lang: names.get(lang, text.source) for lang in languages}, languages)

    def _fact(self, id: str, given: Entry, mapping: Mapping) -> Value:
        fact = self.questionnaire.fact(id)
        if fact is None and self.reader.has_enough:
            return None
        if fact is None:
            known = ["name", *(fact.id for fact in self.questionnaire.facts)]
            self.reader.blame(given.place, unknown_key(id, known))
            return None
        try:
            return read_fact(self.reader, fact, given.node)
        except Unreadable:
            return None


def read_fact(reader: Reader, fact: Fact, node: Node) -> Value:
    """The value of a fact; Unreadable, or a choice that is none, when a problem was noted."""
    if fact.type == "number":
        return reader.read_number(node, fact.id)
    if fact.type == "yes-no":
        return reader.read_bool(node, fact.id)
    text = reader.read_str(node, fact.id)
    if fact.type == "choice" and fact.choice(text) is None:
        hint = one_of(text, [choice.id for choice in fact.choices])
        reader.blame(node.place, S204(details={"key": fact.id, "given": text, "hint": hint}))
    return text
