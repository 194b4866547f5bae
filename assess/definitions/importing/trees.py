"""Keys and values of a YAML source, which remember what of them was asked for.

So whatever nobody asked for can be told in the end, and nothing is lost silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from assess.core.numbers import number_typed
from assess.definitions.yaml.documents import Mapping, Node, Place, Scalar, Sequence

_NULL = {"", "null", "~", "Null", "NULL"}
_PLAIN_KEY = re.compile(r"[\w-]+")
TRUE = {"true": True, "True": True, "TRUE": True, "yes": True, "1": True}


class Branch:
    """The entries of one mapping; what is asked for counts as understood."""

    def __init__(self, node: Node, path: str = "") -> None:
        self._entries = node.entries if isinstance(node, Mapping) else {}
        self._place = node.place
        self.path = path
        self._taken: set[str] = set()
        self._branches: list[Branch] = []
        self._translated: list[tuple[str, Branch]] | None = None

    @classmethod
    def nothing(cls) -> Branch:
        """A branch without entries, for what is made of a single word."""
        return cls(Mapping(place=Place("", 1, 1)))

    def where(self, key: str = "") -> str:
        """The place of a key: file, line and path."""
        place = self._entries[key].place if key in self._entries else self._place
        return _where(place.path, place.line, self._within(key) if key else self.path)

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def keys(self) -> tuple[str, ...]:
        """The names of all entries."""
        return tuple(self._entries)

    def peek(self, key: str) -> str:
        """The text under a key that is not used up by it."""
        node = self._node(key)
        return _said(node) if isinstance(node, Scalar) else ""

    def text(self, key: str) -> str:
        """The text under a key, "" where there is none."""
        node = self._node(key)
        if not isinstance(node, Scalar):
            return ""
        self._taken.add(key)
        return _said(node)

    def number(self, key: str) -> Fraction | None:
        """The number under a key; anything else is not used up."""
        node = self._node(key)
        found = number_typed(node.text) if isinstance(node, Scalar) else None
        if found is not None:
            self._taken.add(key)
        return found

    def truth(self, key: str) -> bool:
        """Whether a key says yes."""
        return TRUE.get(self.text(key), False)

    def texts(self, key: str) -> list[str]:
        """A list of texts; one text counts as a list of one."""
        node = self._node(key)
        nodes = node.nodes if isinstance(node, Sequence) else [node]
        if not all(isinstance(each, Scalar) for each in nodes):
            return []
        self._taken.add(key)
        return [said for each in nodes if isinstance(each, Scalar) and (said := _said(each))]

    def peeked(self, key: str) -> set[str]:
        """The same as a set that is not used up by it."""
        taken = key in self._taken
        found = set(self.texts(key))
        if not taken:
            self._taken.discard(key)
        return found

    def skip(self, *keys: str) -> None:
        """Take what means nothing here, such as names by which the parts refer to each other."""
        self._taken.update(keys)

    def branch(self, key: str) -> Branch | None:
        """The mapping under a key."""
        node = self._node(key)
        if not isinstance(node, Mapping):
            return None
        self._taken.add(key)
        return self._grown(node, self._within(key))

    def branches(self, key: str) -> list[Branch]:
        """The mappings in a list, or those of a mapping, under a key."""
        return [branch for _, branch in self.named(key)]

    def named(self, key: str) -> list[tuple[str, Branch]]:
        """The mappings under a key, each with its name, or with its number in a list."""
        node, path = self._node(key), self._within(key)
        members: list[tuple[str, Node, str]] = []
        if isinstance(node, Sequence):
            members = [(str(n), each, f"{path}[{n}]") for n, each in enumerate(node.nodes)]
        elif isinstance(node, Mapping):
            members = [(k, e.node, _below(path, k)) for k, e in node.entries.items()]
        found = [(name, each, place) for name, each, place in members if isinstance(each, Mapping)]
        # What is no mapping among them would be lost.
        if len(found) < len(members):
            return []
        self._taken.add(key)
        return [(name, self._grown(each, place)) for name, each, place in found]

    def translations(self) -> list[tuple[str, Branch]]:
        """What stands under “translations”, by language."""
        if self._translated is None:
            self._translated = self.named("translations")
        return self._translated

    def languages(self) -> list[str]:
        """Every name below a “translations”, here and in all that stands inside."""
        found: dict[str, None] = {}
        for key, entry in self._entries.items():
            _gather(key, entry.node, found)
        return list(found)

    def rest(self) -> str:
        """All that nobody asked for, a line for each, which is used up by it."""
        lines = [
            f"{key}: {text}"
            for key, entry in self._entries.items()
            if key not in self._taken and (text := flat(entry.node))
        ]
        self._taken.update(self._entries)
        return "\n".join(lines)

    def leftovers(self) -> Iterator[tuple[str, str]]:
        """Place and text of everything that nobody asked for."""
        for key, entry in self._entries.items():
            text = flat(entry.node)
            if key not in self._taken and text:
                yield self.where(key), text
        for branch in self._branches:
            yield from branch.leftovers()

    def _node(self, key: str) -> Node | None:
        return self._entries[key].node if key in self._entries else None

    def _within(self, key: str) -> str:
        return _below(self.path, key)

    def _grown(self, node: Mapping, path: str) -> Branch:
        made = Branch(node, path)
        self._branches.append(made)
        return made


def _gather(key: str, node: Node, found: dict[str, None]) -> None:
    """Note the languages of a node; files are not deep, so that this ends soon."""
    if isinstance(node, Mapping):
        if key == "translations":
            found.update(dict.fromkeys(node.entries))
        for name, entry in node.entries.items():
            _gather(name, entry.node, found)
    elif isinstance(node, Sequence):
        for each in node.nodes:
            _gather("", each, found)


def flat(node: Node) -> str:
    """All texts of a node, a line for each."""
    match node:
        case Scalar():
            return _said(node)
        case Sequence():
            return "\n".join(said for each in node.nodes if (said := flat(each)))
    found = ((key, flat(entry.node)) for key, entry in node.entries.items())
    return "\n".join(f"{key}: {said}" for key, said in found if said)


def _said(node: Scalar) -> str:
    text = node.text.strip()
    return "" if node.plain and text in _NULL else text


def _below(path: str, key: str) -> str:
    name = key if _PLAIN_KEY.fullmatch(key) else f'"{key}"'
    return f"{path}.{name}" if path else name


def _where(file: str, line: int, path: str) -> str:
    place = f"{file}:{line}"
    return f"{place} {path}" if path else place
