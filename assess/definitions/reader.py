"""From YAML nodes to the typed values of the core, collecting every problem on the way.

The reader walks the type annotations of the core's dataclasses: a field's name is its
key, its type says what may stand there, its default makes it optional.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingType
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from assess.core.conditions import Condition
from assess.core.faults import N_, Fault, words
from assess.core.items import ITEM_TYPES, Item
from assess.core.questionnaire import Dimension, Questionnaire
from assess.core.surveys.survey import QUESTION_TYPES, Question
from assess.core.text import Text
from assess.definitions.faults import (
    S202,
    S204,
    S205,
    S201_digits,
    S201_other,
    S202_schema,
    one_of,
    unknown_key,
)
from assess.definitions.scalars import Unreadable
from assess.definitions.texts import Languages, TextReader
from assess.definitions.yaml.documents import Mapping, Node, Scalar, Sequence
from assess.definitions.yaml.nodes import place_of_value

KINDS: MappingType[Any, Iterable[Any]] = {Item: ITEM_TYPES, Question: QUESTION_TYPES}
"""Where the key `type` says which dataclass is meant."""
MOST_IN_BRACKETS = 40
"""Characters of a value that is suggested to be put in brackets."""
_T = TypeVar("_T")


class Reader(TextReader):
    """Reads nodes into values of a type and notes problems and where things stand."""

    def __init__(self, languages: Languages) -> None:
        super().__init__(languages)
        # How often a value was left out of what was made; whoever holds it is not whole.
        self.left_out = 0

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
        misspelt = self._refuse_unknown(mapping, [*fields, *extra], kind)
        values, not_whole = self._values(mapping, fields)
        lost = {*lost, *(misspelt - given.keys()), *not_whole}
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
            hint = one_of(name, list(kinds))
            self.blame(entry.node.place, S205(details={"given": name, "hint": hint}))
        return kinds.get(name)

    def _refuse_unknown(self, mapping: Mapping, known: Iterable[str], kind: Any) -> set[str]:
        """Note unknown keys; what comes back are the keys that were probably meant."""
        known, meant = list(known), set()
        for name, entry in mapping.entries.items():
            if name not in known and not self.has_enough:
                fault = _misplaced(name, kind) or unknown_key(name, known)
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
        if get_origin(last) is tuple and isinstance(node, Scalar):
            self._neither(kinds, node, key)
        return self._read(last, node, key)

    def _neither(self, kinds: tuple[Any, ...], node: Scalar, key: str) -> None:
        """Refuse a word where a list or one of a few other words may stand, if there are some."""
        known = [word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind)]
        if not known:
            return
        hint = one_of(node.text, known)
        if not hint.details.get("near"):
            hint = words(N_("it must be one of {known}, or a list"), known=", ".join(known))
        self.blame(node.place, S204(details={"key": key, "given": node.text, "hint": hint}))
        raise Unreadable

    @staticmethod
    def _is_one_of(values: tuple[object, ...], node: Node) -> bool:
        return isinstance(node, Scalar) and node.text in values

    def _literal(self, values: tuple[Any, ...], node: Node, key: str) -> Any:
        known = list(map(str, values))
        hint = words(N_("one of {known}"), known=", ".join(known))
        given = self.scalar(node, key, N_("one word"), hint)
        if given not in values:
            details = {"key": key, "given": given, "hint": one_of(given, known)}
            self.blame(node.place, S204(details=details))
            raise Unreadable
        return given

    def _tuple(self, kind: Any, node: Node, key: str) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            hint = words(N_("write “- …” lines, or [a, b]"))
            if isinstance(node, Scalar) and 0 < len(node.text) <= MOST_IN_BRACKETS:
                hint = words(N_("write it in brackets: [{given}]"), given=node.text)
            raise self._wrong(node, key, N_("a list"), hint)
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
            self.blame(root.place, S202_schema(details={"key": "schema", "schema": schema}))
        elif given != schema:
            hint = words(N_("it must be {known}"), known=schema)
            details = {"key": "schema", "given": given, "hint": hint}
            self.blame(entry.node.place, S204(details=details))


_SCALARS: dict[Any, Callable[[Reader, Node, str], Any]] = {
    str: Reader.read_str,
    bool: Reader.read_bool,
    int: Reader.read_whole,
    Fraction: Reader.read_number,
    date: Reader.read_date,
    Text: Reader.read_text,
    Condition: Reader.read_condition,
}


def _misplaced(name: str, kind: Any) -> Fault | None:
    """The fault of a key that is none here, where it is known what somebody meant by it."""
    if name.isdigit():
        # What stands behind the comma of “0,5” in braces.
        return S201_digits(details={"key": name})
    kinds = next((kinds for kinds in KINDS.values() if kind in kinds), ())
    having = [each.type for each in kinds if name in fields_of(each)]
    return S201_other(details={"key": name, "types": ", ".join(having)}) if having else None


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
