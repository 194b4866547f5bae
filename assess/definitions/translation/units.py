"""Every text in a file of a questionnaire, with a key that stays when the text changes.

The keys follow the files (`items/L1/anchors/reality/3`); what has an id is named by it, what
has none by its place in the list, from 1.  An item is found by its id alone, whichever
dimension it stands in.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from assess.core.characters import alike_lines
from assess.core.items import ITEM_TYPES, Item
from assess.core.surveys.survey import QUESTION_TYPES, Question
from assess.core.text import Text
from assess.definitions.yaml.documents import Mapping, Node, Scalar, Sequence

KINDS: MappingType[Any, tuple[Any, ...]] = {Item: ITEM_TYPES, Question: QUESTION_TYPES}
"""What comes in several kinds, each with keys of its own."""
NAMING = ("id", "key", "to", "level")
"""What names the members of a list, where they have it."""
ANY_PLACE = "*"

Kinds = MappingType[str, Any]
"""The types of the values of a file by their keys."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Unit:
    """One text: its key, the file it stands in, its node, and its source words.

    `family` is the key with every place in a list left open: what moves within its list
    keeps it.  It is "" where nothing in the key is a place.
    """

    key: str
    family: str
    file: str
    node: Scalar | Mapping
    source: str

    def words(self, language: str) -> str:
        """The words in this language, which is not the source; "" where there are none."""
        return _words(self.node, language)


def told(words: str) -> str:
    """Words as translators get them: without what no file format holds, lines ended alike."""
    return alike_lines(words).strip()


def units_in(root: Node, kinds: Kinds, file: str, source: str, *start: str) -> Iterator[Unit]:
    """The units of a file, in its order; `start` are the first parts of their keys."""
    walk = _Walk(file, source)
    if isinstance(root, Mapping):
        yield from walk.values(kinds, root, tuple((part, False) for part in start))


def kinds_of(kind: type) -> Kinds:
    """The types of the fields of a dataclass."""
    return _hints(kind)


Trail = tuple[tuple[str, bool], ...]
"""The parts of a key, each with whether it is only a place in a list."""


class _Walk:
    """Follows the types of the core through the nodes of a file, as far as both agree."""

    def __init__(self, file: str, source: str) -> None:
        self.file = file
        self.source = source

    def values(self, kinds: Kinds, node: Mapping, trail: Trail) -> Iterator[Unit]:
        for name, entry in node.entries.items():
            if name in kinds:
                yield from self.value(kinds[name], entry.node, (*trail, (name, False)))

    def value(self, kind: Any, node: Node, trail: Trail) -> Iterator[Unit]:
        kind = _plainly(kind, node)
        origin = get_origin(kind)
        if kind is Text:
            yield from self.text(node, trail)
        elif origin is tuple and isinstance(node, Sequence):
            yield from self.members(get_args(kind)[0], node, trail)
        elif origin is MappingType and isinstance(node, Mapping):
            for name, entry in node.entries.items():
                yield from self.value(get_args(kind)[1], entry.node, (*trail, (name, False)))
        elif kind in KINDS and isinstance(node, Mapping):
            # An item is found by its id, whichever dimension it stands in.
            here = (("items", False), *trail[-1:]) if kind is Item else trail
            yield from self.values(_hints(_kind_of(kind, node)), node, here)
        elif dataclasses.is_dataclass(kind) and isinstance(node, Mapping):
            yield from self.values(_hints(typing.cast("type", kind)), node, trail)

    def members(self, kind: Any, node: Sequence, trail: Trail) -> Iterator[Unit]:
        for number, child in enumerate(node.nodes, start=1):
            name = _name(child)
            yield from self.value(kind, child, (*trail, (name or str(number), not name)))

    def text(self, node: Node, trail: Trail) -> Iterator[Unit]:
        if isinstance(node, Sequence) or _is_the_same_everywhere(node):
            return
        words = told(node.text) if isinstance(node, Scalar) else _words(node, self.source)
        if words:
            places = any(is_place for _, is_place in trail)
            family = "/".join(ANY_PLACE if is_place else part for part, is_place in trail)
            yield Unit(
                key="/".join(part for part, _ in trail),
                family=family if places else "",
                file=self.file,
                node=node,
                source=words,
            )


def _name(node: Node) -> str:
    """What names a member of a list; "" where nothing does."""
    entries = node.entries if isinstance(node, Mapping) else {}
    named = (entries[key].node for key in NAMING if key in entries)
    return next((each.text for each in named if isinstance(each, Scalar)), "")


def _words(node: Node, language: str) -> str:
    entry = node.entries.get(language) if isinstance(node, Mapping) else None
    return told(entry.node.text) if entry and isinstance(entry.node, Scalar) else ""


def _is_the_same_everywhere(node: Node) -> bool:
    """Whether a bare text needs no translation, such as "%"."""
    return isinstance(node, Scalar) and not any(character.isalpha() for character in node.text)


def _kind_of(kind: Any, node: Mapping) -> Any:
    """The kind of an item or question that it says it is."""
    entry = node.entries.get("type")
    name = getattr(entry.node, "text", "") if entry else ""
    return next((each for each in KINDS[kind] if each.type == name), kind)


def _plainly(kind: Any, node: Node) -> Any:
    """The one type of several that this node can be, as far as texts are concerned."""
    if get_origin(kind) not in {Union, types.UnionType}:
        return kind
    for each in get_args(kind):
        if get_origin(each) is Literal and getattr(node, "text", None) in get_args(each):
            return each
    rest = [each for each in get_args(kind) if each is not type(None)]
    return next((each for each in rest if get_origin(each) is not Literal), kind)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
