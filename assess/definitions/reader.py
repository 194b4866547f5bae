"""From YAML nodes to the typed values of the core, collecting every problem on the way.

The reader walks the type annotations of the core's dataclasses: a field's name is its
key, its type says what may stand there, its default makes it optional.
"""

from __future__ import annotations

import dataclasses
import difflib
import types
import typing
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingType
from datetime import date
from fractions import Fraction
from functools import cache, partial
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from assess.core.conditions import Condition, ConditionFault
from assess.core.faults import N_, Fault, words
from assess.core.numbers import number_typed
from assess.core.questionnaire import ITEM_TYPES, Item
from assess.core.text import Text
from assess.definitions.documents import Mapping, Node, Place, Scalar, Sequence
from assess.definitions.problems import Problem

S201 = partial(Fault, "S201", N_("unknown key '{key}'"), N_("did you mean '{near}'?"))
S201_far = partial(Fault, "S201", N_("unknown key '{key}'"), N_("known here: {known}"))
S202 = partial(Fault, "S202", N_("missing key '{key}'"), N_("add it"))
S203 = partial(Fault, "S203", N_("'{key}' takes {wanted}, not {given}"), N_("{hint}"))
S204 = partial(Fault, "S204", N_("'{key}' is “{given}”"), N_("it must be one of {known}"))
S205 = partial(Fault, "S205", N_("unknown item type '{given}'"), N_("one of {known}"))
T301 = partial(
    Fault, "T301", N_("{key}: no text for language {language}"), N_("add “{language}: …”")
)
T302 = partial(
    Fault, "T302", N_("{key}: language '{language}' is not declared"), N_("declared are {known}")
)
T303 = partial(Fault, "T303", N_("{key}: the text is empty"), N_("write it"))
T304 = partial(
    Fault, "T304", N_("{key}: unknown placeholder '{{{name}}}'"), N_("known are {known}")
)
C401 = partial(
    Fault, "C401", N_("{key}: {reason}"), N_("see “Conditions” in questionnaires/README.md")
)

PLACEHOLDERS = ("organization",)
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


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A condition with the node and the key it stands under."""

    condition: Condition
    node: Node
    key: str


class Reader:
    """Reads nodes into values of a type and notes problems and where things stand."""

    def __init__(self, languages: Languages) -> None:
        self.languages = languages
        self.problems: list[Problem] = []
        self.places: dict[int, Place] = {}
        self.conditions: list[Asked] = []
        self.spoilt: set[str] = set()
        self._kept: list[object] = []

    def blame(self, place: Place, fault: Fault) -> None:
        """Note a problem."""
        self.problems.append(place.blame(fault))

    def place_of(self, value: object) -> Place:
        """Where a value that this reader made stands."""
        return self.places[id(value)]

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

    def placed(self, value: _T, place: Place) -> _T:
        """Remember where a value stands."""
        # Kept alive so that the identity that places are found by stays the value's own.
        self._kept.append(value)
        self.places[id(value)] = place
        return value

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
        if kind is Item:
            return self._item(node, key)
        if dataclasses.is_dataclass(kind) and kind not in _SCALARS:
            return self.dataclass(cast("type", kind), node, key)
        return _SCALARS[kind](self, node, key)

    def dataclass(
        self, kind: type[_T], node: Node, key: str, extra: Iterable[str] = (), **given: object
    ) -> _T:
        """The node as a dataclass; `extra` keys are allowed and left alone, `given` are set."""
        mapping = self.mapping(node, key)
        fields = {name: f for name, f in _fields(cast("Any", kind)).items() if name not in given}
        self._refuse_unknown(mapping, [*fields, *extra])
        values: dict[str, object] = dict(given)
        complete = True
        for name, (annotation, required) in fields.items():
            entry = mapping.entries.get(name)
            if entry is None:
                if required:
                    self.blame(mapping.place, S202(details={"key": name}))
                    complete = False
                continue
            try:
                values[name] = self.read(annotation, entry.node, name)
            except Unreadable:
                complete = complete and not required
        if not complete:
            raise Unreadable
        return kind(**values)

    def _item(self, node: Node, key: str) -> Item:
        mapping = self.mapping(node, key)
        kinds = {kind.type: kind for kind in ITEM_TYPES}
        entry = mapping.entries.get("type")
        if entry is None:
            self.blame(mapping.place, S202(details={"key": "type"}))
            raise Unreadable
        name = self.read(str, entry.node, "type")
        if name not in kinds:
            self.blame(entry.node.place, S205(details={"given": name, "known": ", ".join(kinds)}))
            raise Unreadable
        try:
            return self.dataclass(kinds[name], node, key, extra=["type"])
        except Unreadable:
            # Others may name it all the same: its own problems are told, not theirs.
            id_entry = mapping.entries.get("id")
            self.spoilt.add(getattr(id_entry.node, "text", "") if id_entry else "")
            raise

    def _refuse_unknown(self, mapping: Mapping, known: Iterable[str]) -> None:
        known = list(known)
        for name, entry in mapping.entries.items():
            if name not in known:
                self.blame(entry.place, unknown_key(name, known))

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
        values = []
        for child in node.nodes:
            try:
                values.append(self.read(kind, child, key))
            except Unreadable:
                continue
        return tuple(values)

    def _mapping_of(self, key_kind: Any, kind: Any, node: Node, key: str) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        for name, entry in self.mapping(node, key).entries.items():
            scalar = Scalar(place=entry.place, text=name, plain=True)
            try:
                values[self.read(key_kind, scalar, key)] = self.read(
                    kind, entry.node, f"{key}.{name}"
                )
            except Unreadable:
                continue
        return values

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
        return node.text

    def _wrong(self, node: Node, key: str, wanted: str, hint: Fault) -> Unreadable:
        details = {"key": key, "wanted": words(wanted), "given": _spelled(node), "hint": hint}
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
        source = self.languages.declared[0]
        if isinstance(node, Scalar):
            said = {source: self._words(node, key)}
        elif isinstance(node, Mapping):
            said = {}
            for language, entry in node.entries.items():
                if language not in self.languages.declared:
                    self._undeclared(entry.place, key, language)
                elif isinstance(entry.node, Scalar):
                    said[language] = self._words(entry.node, f"{key}.{language}")
                else:
                    raise self._wrong(
                        entry.node, f"{key}.{language}", N_("a text"), words(N_("quote it"))
                    )
        else:
            raise self._wrong(
                node, key, N_("a text"), words(N_("write “en: …” and “zh-Hans: …” below it"))
            )
        # A bare text needs no translation where it is the same in every language ("%").
        alike = isinstance(node, Scalar) and not any(character.isalpha() for character in node.text)
        missing = [language for language in self.languages.declared if language not in said]
        for language in missing if self.languages.complete and not alike else ():
            self.blame(node.place, T301(details={"key": key, "language": language}))
        if alike:
            said |= dict.fromkeys(missing, said[source])
        if source not in said:
            if source not in missing or not self.languages.complete:
                self.blame(node.place, T301(details={"key": key, "language": source}))
            raise Unreadable
        return Text(
            {language: said[language] for language in self.languages.declared if language in said}
        )

    def _undeclared(self, place: Place, key: str, language: str) -> None:
        known = ", ".join(self.languages.declared)
        self.blame(place, T302(details={"key": key, "language": language, "known": known}))

    def _words(self, node: Scalar, key: str) -> str:
        said = node.text.strip()
        if not said or (node.plain and said in {"null", "~"}):
            self.blame(node.place, T303(details={"key": key}))
        for name in _placeholders(said):
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


def unknown_key(name: str, known: Iterable[str]) -> Fault:
    """The fault of a key that has no meaning, with the nearest one that has."""
    known = list(known)
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return S201(details={"key": name, "near": near[0]})
    return S201_far(details={"key": name, "known": ", ".join(known)})


def within(node: Node, column: int) -> Place:
    """The place so many characters into a one-line text."""
    quote = 0 if getattr(node, "plain", True) else 1
    place = node.place
    return Place(path=place.path, line=place.line, column=place.column + quote + column)


def _placeholders(words: str) -> list[str]:
    return [part.split("}")[0] for part in words.split("{")[1:] if "}" in part]


def _spelled(node: Node) -> Fault | str:
    if isinstance(node, Scalar):
        return f"“{node.text}”" if node.text else words(N_("nothing"))
    return words(N_("a list") if isinstance(node, Sequence) else N_("keys and values"))


@cache
def _fields(kind: Any) -> dict[str, tuple[Any, bool]]:
    """The keys of a dataclass with their types and whether they must be there."""
    annotations = typing.get_type_hints(kind)
    return {
        field.name: (
            annotations[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(kind)
    }
