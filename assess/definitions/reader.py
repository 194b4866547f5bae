"""From YAML nodes to the typed values of the core, collecting every problem on the way.

The reader walks the type annotations of the core's dataclasses: a field's name is its
key, its type says what may stand there, its default makes it optional.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as MappingType
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from assess.core.conditions import Condition, ConditionFault
from assess.core.faults import N_, Fault, words
from assess.core.numbers import number_typed
from assess.core.questionnaire import ITEM_TYPES, Dimension, Item, Questionnaire
from assess.core.survey import QUESTION_TYPES, Question
from assess.core.text import Text
from assess.definitions.documents import Mapping, Node, Place, Scalar, Sequence
from assess.definitions.faults import (
    C401,
    S202,
    S203,
    S204,
    S205,
    T301,
    T302,
    T303,
    T304,
    T305,
    UNWRITTEN,
    unknown_key,
)
from assess.definitions.nodes import languages_of, place_of_value, placeholders, spelled
from assess.definitions.notes import Asked, Notes

PLACEHOLDERS = ("organization",)
KINDS: MappingType[Any, Iterable[Any]] = {Item: ITEM_TYPES, Question: QUESTION_TYPES}
"""Where the key `type` says which dataclass is meant."""
TRUTH = {"true": True, "false": False}
NEARLY_TRUE = {"yes": "true", "on": "true", "no": "false", "off": "false"}

_T = TypeVar("_T")


class Unreadable(Exception):
    """A value has a problem, which is already noted; whoever needs the value does without."""


@dataclasses.dataclass(frozen=True, slots=True)
class Languages:
    """Which languages texts must have (all of them once released); the first is the source."""

    declared: tuple[str, ...]
    complete: bool

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Languages:
        """Those of what stands beside a questionnaire, such as its glossary."""
        return cls(questionnaire.languages, complete=questionnaire.status == "released")


class Reader(Notes):
    """Reads nodes into values of a type and notes problems and where things stand."""

    def __init__(self, languages: Languages) -> None:
        super().__init__()
        self.languages = languages
        # How often a value was left out of what was made; whoever holds it is not whole.
        self.left_out = 0

    def mapping(self, node: Node, key: str) -> Mapping:
        """The node as keys and values."""
        if isinstance(node, Mapping):
            return node
        raise self._wrong(
            node, key, N_("keys and values"), words(N_("indent “key: value” lines below it"))
        )

    def read(self, kind: Any, node: Node, key: str) -> Any:
        """The node as a value of this type; Unreadable when a problem was noted instead."""
        return self.placed(self._read(kind, node, key), node.place)

    def _read(self, kind: Any, node: Node, key: str) -> Any:
        origin = get_origin(kind)
        if origin in {Union, types.UnionType}:
            return self._union(get_args(kind), node, key)
        if origin is Literal:
            return self._literal(get_args(kind), node, key)
        if origin is tuple:
            return self._tuple(get_args(kind)[0], node, key)
        if origin is MappingType:
            key_kind, value_kind = get_args(kind)
            return self._mapping_of(key_kind, value_kind, node, key)
        if kind in KINDS:
            return self._of_kind(KINDS[kind], node, key)
        if dataclasses.is_dataclass(kind) and kind not in _SCALARS:
            return self.dataclass(cast("type", kind), node, key)
        return _SCALARS[kind](self, node, key)

    def dataclass(
        self,
        kind: type[_T],
        node: Node,
        key: str,
        *,
        extra: Iterable[str] = (),
        lost: Iterable[str] = (),
        **given: object,
    ) -> _T:
        """The node as a dataclass; `extra` keys are allowed and left alone, `given` are set.

        Where keys of an item, a dimension or a questionnaire cannot be read, or what is `given`
        is `lost`, it is made without these attributes.
        """
        mapping = self.mapping(node, key)
        fields = {name: f for name, f in fields_of(cast("Any", kind)).items() if name not in given}
        before = self.left_out
        misspelt = self._refuse_unknown(mapping, [*fields, *extra])
        values, not_whole = self._values(mapping, fields)
        lost = {*lost, *misspelt, *not_whole}
        keys = {name: place_of_value(entry) for name, entry in mapping.entries.items()}
        if lost and issubclass(kind, (Questionnaire, Dimension, Item)) and "items" not in lost:
            # What is lost stays inside: the others of its kind are whole.
            self.left_out = before
            made = self.part(kind, {"id": "", **values, **given}, lost - {"id"})
            return self.placed(made, mapping.place, keys)
        if any(required and name not in values for name, (_, required) in fields.items()):
            raise Unreadable
        return self.placed(kind(**values, **given), mapping.place, keys)

    def _values(
        self, mapping: Mapping, fields: MappingType[str, tuple[Any, bool]]
    ) -> tuple[dict[str, Any], set[str]]:
        """What could be read for these fields, and the names of those that are not whole."""
        values: dict[str, Any] = {}
        not_whole = set()
        for name, (annotation, required) in fields.items():
            entry, before = mapping.entries.get(name), self.left_out
            if entry is not None:
                try:
                    values[name] = self.read(annotation, entry.node, name)
                except Unreadable:
                    self.left_out += 1
            elif required:
                self.blame(mapping.place, S202(details={"key": name}))
                self.left_out += 1
            if self.left_out > before:
                not_whole.add(name)
        return values, not_whole

    def _of_kind(self, kinds: Iterable[Any], node: Node, key: str) -> Any:
        mapping = self.mapping(node, key)
        kind = self._kind_named(mapping, {kind.type: kind for kind in kinds})
        if kind is None:
            # Others may name it all the same: its own problems are told, not theirs.
            id_entry = mapping.entries.get("id")
            self.spoilt.add(getattr(id_entry.node, "text", "") if id_entry else "")
            raise Unreadable
        return self.dataclass(kind, node, key, extra=["type"])

    def _kind_named(self, mapping: Mapping, kinds: MappingType[str, Any]) -> Any:
        entry = mapping.entries.get("type")
        if entry is None:
            self.blame(mapping.place, S202(details={"key": "type"}))
            return None
        try:
            name = self.read(str, entry.node, "type")
        except Unreadable:
            return None
        if name not in kinds:
            known = ", ".join(kinds)
            self.blame(entry.node.place, S205(details={"given": name, "known": known}))
        return kinds.get(name)

    def _refuse_unknown(self, mapping: Mapping, known: Iterable[str]) -> set[str]:
        """Note unknown keys; what comes back are the keys that were probably meant."""
        known, meant = list(known), set()
        for name, entry in mapping.entries.items():
            if name not in known:
                fault = unknown_key(name, known)
                self.blame(entry.place, fault)
                meant.add(str(fault.details.get("near", "")))
        meant -= {"", *mapping.entries}
        self.left_out += len(meant)
        return meant

    def _union(self, kinds: tuple[Any, ...], node: Node, key: str) -> Any:
        kinds = tuple(kind for kind in kinds if kind is not type(None))
        for kind in kinds[:-1] if len(kinds) > 1 else ():
            if get_origin(kind) is Literal and self._is_one_of(get_args(kind), node):
                return self._literal(get_args(kind), node, key)
        last = kinds[-1]
        if len(kinds) > 1 and get_origin(last) is Literal:
            if self._is_one_of(get_args(last), node):
                return self._literal(get_args(last), node, key)
            last = kinds[0]
        return self._read(last, node, key)

    @staticmethod
    def _is_one_of(values: tuple[object, ...], node: Node) -> bool:
        return isinstance(node, Scalar) and node.text in values

    def _literal(self, values: tuple[Any, ...], node: Node, key: str) -> Any:
        known = ", ".join(map(str, values))
        given = self.scalar(node, key, N_("one word"), words(N_("one of {known}"), known=known))
        if given not in values:
            self.blame(node.place, S204(details={"key": key, "given": given, "known": known}))
            raise Unreadable
        return given

    def _tuple(self, kind: Any, node: Node, key: str) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            raise self._wrong(node, key, N_("a list"), words(N_("write “- …” lines, or [a, b]")))
        values: list[Any] = []
        places = {}
        for child in node.nodes:
            try:
                value = self.read(kind, child, key)
            except Unreadable:
                # The ids of items that are left out are known, see `_of_kind`.
                self.left_out += kind is not Item
            else:
                places[str(len(values))] = child.place
                values.append(value)
        return self.placed(tuple(values), node.place, places)

    def _mapping_of(self, key_kind: Any, kind: Any, node: Node, key: str) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        places = {}
        for name, entry in self.mapping(node, key).entries.items():
            scalar = Scalar(place=entry.place, text=name, plain=True)
            try:
                read = self.read(key_kind, scalar, key)
                values[read] = self.read(kind, entry.node, f"{key}.{name}")
                places[str(read)] = entry.node.place
            except Unreadable:
                self.left_out += 1
        return self.placed(values, node.place, places)

    def expect_schema(self, root: Mapping, schema: str) -> None:
        """Note when the file does not say that it is of this schema."""
        entry = root.entries.get("schema")
        given = entry.node.text if entry and isinstance(entry.node, Scalar) else "…"
        if entry is None:
            self.blame(root.place, S202(details={"key": "schema"}))
        elif given != schema:
            details = {"key": "schema", "given": given, "known": schema}
            self.blame(entry.node.place, S204(details=details))

    def scalar(self, node: Node, key: str, wanted: str, hint: Fault) -> str:
        """The text of a single value."""
        if not isinstance(node, Scalar):
            raise self._wrong(node, key, wanted, hint)
        if node.refused:
            raise Unreadable
        return node.text

    def _wrong(self, node: Node, key: str, wanted: str, hint: Fault) -> Unreadable:
        details = {"key": key, "wanted": words(wanted), "given": spelled(node), "hint": hint}
        self.blame(node.place, S203(details=details))
        return Unreadable()

    def read_str(self, node: Node, key: str) -> str:
        """A text that is the same in every language, such as an id."""
        text = self.scalar(node, key, N_("a text"), words(N_("write it on one line")))
        if not text.strip() or (text in {"null", "~"} and getattr(node, "plain", False)):
            raise self._wrong(node, key, N_("a text"), words(N_("write it, or remove the key")))
        return text

    def read_bool(self, node: Node, key: str) -> bool:
        """True or false, nothing like them."""
        text = self.scalar(node, key, N_("true or false"), words(N_("write true or false")))
        if text in TRUTH and getattr(node, "plain", False):
            return TRUTH[text]
        hint = words(N_("did you mean '{near}'?"), near=NEARLY_TRUE.get(text.lower(), "true"))
        raise self._wrong(node, key, N_("true or false"), hint)

    def read_number(self, node: Node, key: str) -> Fraction:
        """An exact number; a percentage such as 70% is taken as a share."""
        text = self.scalar(node, key, N_("a number"), words(N_("write digits")))
        number = number_typed(text)
        if number is None:
            raise self._wrong(
                node, key, N_("a number"), words(N_("write digits, for example 12, 0.5 or 70%"))
            )
        return number

    def read_whole(self, node: Node, key: str) -> int:
        """A whole number."""
        number = self.read_number(node, key)
        if number.denominator != 1:
            raise self._wrong(
                node, key, N_("a whole number"), words(N_("write digits without a point"))
            )
        return int(number)

    def read_date(self, node: Node, key: str) -> date:
        """A day."""
        text = self.scalar(node, key, N_("a day"), words(N_("write it as 2026-10-01")))
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self._wrong(node, key, N_("a day"), words(N_("write it as 2026-10-01"))) from None

    def read_condition(self, node: Node, key: str) -> Condition:
        """A condition; the problem points at the column inside it."""
        text = self.scalar(node, key, N_("a condition"), words(N_("write it on one line")))
        try:
            condition = Condition.parse(text)
        except ConditionFault as fault:
            place = within(node, fault.column)
            self.blame(place, C401(details={"key": key, "reason": fault.fault}))
            raise Unreadable from None
        self.conditions.append(Asked(condition, node, key))
        return condition

    def read_text(self, node: Node, key: str) -> Text:
        """Words in every declared language, or a plain text in the source language."""
        if not isinstance(node, Scalar | Mapping):
            hint = words(N_("write “en: …” and “zh-Hans: …” below it"))
            raise self._wrong(node, key, N_("a text"), hint)
        declared = self.languages.declared or languages_of(node)
        said, places = self._said(node, key, declared)
        source = declared[0]
        # A bare text needs no translation where it is the same in every language ("%").
        if isinstance(node, Scalar) and not any(letter.isalpha() for letter in node.text):
            said = dict.fromkeys(declared, said[source])
        for language in declared:
            if language not in said:
                needed = language == source or self.languages.complete
                note = self.blame if needed else self.warn
                note(node.place, T301(details={"key": key, "language": language}))
        if source not in said:
            raise Unreadable
        text = Text({language: said[language] for language in declared if language in said})
        return self.placed(text, node.place, places)

    def _said(
        self, node: Scalar | Mapping, key: str, declared: Collection[str]
    ) -> tuple[dict[str, str], dict[str, Place]]:
        """The words by language, and where they stand."""
        if isinstance(node, Scalar):
            source = next(iter(declared))
            return {source: self._words(node, key)}, {source: node.place}
        said = {}
        for language, entry in node.entries.items():
            if language not in declared:
                self._undeclared(entry.place, key, language)
            elif isinstance(entry.node, Scalar):
                said[language] = self._words(entry.node, f"{key}.{language}")
            else:
                hint = words(N_("quote it"))
                raise self._wrong(entry.node, f"{key}.{language}", N_("a text"), hint)
        return said, {language: entry.node.place for language, entry in node.entries.items()}

    def _undeclared(self, place: Place, key: str, language: str) -> None:
        known = ", ".join(self.languages.declared)
        self.blame(place, T302(details={"key": key, "language": language, "known": known}))

    def _words(self, node: Scalar, key: str) -> str:
        if node.refused:
            raise Unreadable
        said = node.text.strip()
        if not said or (node.plain and said in {"null", "~"}):
            self.blame(node.place, T303(details={"key": key}))
        if said.startswith(UNWRITTEN):
            note = self.blame if self.languages.complete else self.warn
            note(node.place, T305(details={"key": key}))
        for name in placeholders(said):
            if name not in PLACEHOLDERS:
                known = ", ".join(f"{{{known}}}" for known in PLACEHOLDERS)
                self.blame(node.place, T304(details={"key": key, "name": name, "known": known}))
        return said


_SCALARS: dict[Any, Callable[[Reader, Node, str], Any]] = {
    str: Reader.read_str,
    bool: Reader.read_bool,
    int: Reader.read_whole,
    Fraction: Reader.read_number,
    date: Reader.read_date,
    Text: Reader.read_text,
    Condition: Reader.read_condition,
}


def within(node: Node, column: int) -> Place:
    """The place so many characters into a one-line text."""
    quote = 0 if getattr(node, "plain", True) else 1
    place = node.place
    return Place(path=place.path, line=place.line, column=place.column + quote + column)


@cache
def fields_of(kind: Any) -> dict[str, tuple[Any, bool]]:
    """The keys of a dataclass with their types and whether they must be there."""
    annotations = typing.get_type_hints(kind)
    return {
        field.name: (
            annotations[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(kind)
    }
