"""YAML that remembers positions and trusts nobody.

The parser's events are turned into a small tree of nodes with line and column.  Size,
depth and number of nodes are capped while reading; anchors, aliases, tags, merge keys
and duplicate keys are refused; plain scalars stay text until the reader knows what they
should be, so `no`, `012` and `1.10` are never anything else than what was written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from assess.core.faults import N_, Fault
from assess.definitions.problems import Problem, UnreadableFile, add
from assess.definitions.yaml.slips import Stop, slip, unheld

MAXIMUM_BYTES = 1_000_000
MAXIMUM_DEPTH = 20
MAXIMUM_NODES = 50_000
SHORT = 20
"""Characters of a usual value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may be; with `aliases`, what stands once may be meant again elsewhere."""

    bytes: int = MAXIMUM_BYTES
    nodes: int = MAXIMUM_NODES
    aliases: bool = False


OURS = Limits()
ANSWERS = Limits(bytes=8_000_000, nodes=100_000)
"""Of a file of answers, in which a sheet says once more in comments what is asked."""

_END_OF_LINE = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
_NAMES_FOR_TAGS = re.compile("(?:\\A|[\n\r\x85\u2028\u2029])%TAG")
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#][^\r\n]{0,40})")

# libyaml where it is there: eight times faster, and it reads the same events.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Y101 = partial(Fault, "Y101", N_("not UTF-8 text"), N_("save the file as UTF-8"))
Y103 = partial(Fault, "Y103", N_("larger than {limit} bytes"), N_("split the file"))
Y104 = partial(Fault, "Y104", N_("nested more than {limit} deep"), N_("flatten the structure"))
Y105 = partial(Fault, "Y105", N_("more than {limit} values"), N_("split the file"))
Y106 = partial(
    Fault,
    "Y106",
    N_("anchors and aliases (& and *) are refused"),
    N_("write the value out, or quote the text"),
)
Y107 = partial(Fault, "Y107", N_("tags (!) are refused"), N_("remove the tag, or quote the text"))
Y108 = partial(Fault, "Y108", N_("merge keys (<<) are refused"), N_("write the keys out"))
Y109 = partial(
    Fault, "Y109", N_("key '{key}' stands twice, first on line {first}"), N_("remove one of them")
)
Y110 = partial(Fault, "Y110", N_("more than one document"), N_("remove the line “---”"))
Y111 = partial(
    Fault,
    "Y111",
    N_("the file is empty"),
    N_("see questionnaires/README.md for what belongs in it"),
)
Y112 = partial(Fault, "Y112", N_("a key must be a plain word"), N_("write “word: value”"))
Y113 = partial(
    Fault, "Y113", N_("a character that no text can hold"), N_("remove the escape sequence")
)


class Place(NamedTuple):
    """Where something stands; counts from 1.

    In a workbook it stands on a `sheet`, which is the `page`th one.
    """

    path: str
    line: int
    column: int
    sheet: str = ""
    page: int = 0

    def blame(self, fault: Fault) -> Problem:
        """The fault at this place."""
        return Problem(
            path=self.path,
            line=self.line,
            column=self.column,
            fault=fault,
            sheet=self.sheet,
            page=self.page,
        )


@dataclass(slots=True, kw_only=True)
class Scalar:
    """A single value, still text; `plain` means it was written without quotes.

    What stood in place of a `refused` one is told already.  `behind` is what YAML takes for a
    comment behind a plain one although no space stands after its “#”.
    """

    place: Place
    text: str
    plain: bool
    refused: bool = False
    behind: str = ""


@dataclass(slots=True, kw_only=True)
class Sequence:
    """A list."""

    place: Place
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Entry:
    """A key with its place and value."""

    place: Place
    node: Node


@dataclass(slots=True, kw_only=True)
class Mapping:
    """Keys and values, in order."""

    place: Place
    entries: dict[str, Entry] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed file: its tree (None when unusable), its problems and the digest of its bytes."""

    path: str
    root: Node | None
    problems: tuple[Problem, ...]
    sha256: str


def read_bytes(path: Path, most: int = MAXIMUM_BYTES) -> bytes:
    """The file's bytes, one more than `most` at most; UnreadableFile says why not."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        # A name with a NUL in it is a ValueError.
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(path, reason) from error


def lines_of(data: bytes) -> list[str]:
    """The lines of a file as YAML counts them, without their ends, whatever is wrong in them."""
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return _END_OF_LINE.split(text)


def parse_document(data: bytes, path: str, limits: Limits = OURS) -> Document:
    """Parse one YAML file that is named `path` in problems."""
    builder = _Builder(path, limits)
    try:
        root = builder.build(data)
    except _Unusable as stop:
        builder.problems.append(stop.problem)
        root = None
    return Document(
        path=path,
        root=root,
        problems=tuple(builder.problems),
        sha256=hashlib.sha256(data).hexdigest(),
    )


class _Unusable(Exception):
    """The file is so wrong that reading on would only mislead."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class _Anchored(NamedTuple):
    """What an alias stands for, of how many values, nested how deep."""

    node: Node
    size: int
    height: int


class _Builder:
    def __init__(self, path: str, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.problems: list[Problem] = []
        self.text = ""
        self.nodes = 0
        self.deepest = 0
        self.characters = 0
        self.anchored: dict[str, _Anchored] = {}

    def build(self, data: bytes) -> Node | None:
        start = Place(path=self.path, line=1, column=1)
        if len(data) > self.limits.bytes:
            raise _Unusable(start.blame(Y103(details={"limit": self.limits.bytes})))
        try:
            self.text = text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise _Unusable(Place(path=self.path, line=line, column=1).blame(Y101())) from error
        if names := _NAMES_FOR_TAGS.search(text):
            # libyaml compares each with all before it, however many there are.
            line = len(_END_OF_LINE.split(text[: names.end()]))
            raise _Unusable(Place(path=self.path, line=line, column=1).blame(Y107()))
        try:
            root = self._documents(yaml.parse(text, Loader=_Loader))
        except yaml.MarkedYAMLError as error:
            raise _Unusable(self._stopped(error, text)) from error
        except yaml.reader.ReaderError as error:
            # libyaml counts bytes, PyYAML characters: the character itself tells where.
            line = text[: text.find(chr(error.character)) + 1].count("\n") + 1
            place = Place(path=self.path, line=line, column=1)
            raise _Unusable(place.blame(unheld(error.character))) from error
        if root is None:
            add(self.problems, start.blame(Y111()))
        return root

    def _stopped(self, error: yaml.MarkedYAMLError, text: str) -> Problem:
        """What stopped the parser, at the place of the slip that did."""
        mark = error.problem_mark or error.context_mark
        at = (mark.line, mark.column) if mark else (0, 0)
        reason = error.problem or error.context or ""
        # PyYAML reads such an escape, so that it is found in the value; libyaml refuses it.
        if "Unicode character escape" in reason:
            return Place(self.path, at[0] + 1, at[1] + 1).blame(Y113())
        begun = error.context_mark
        since = (begun.line, begun.column) if begun else None
        (line, column), fault = slip(_END_OF_LINE.split(text), Stop(at, since, reason))
        return Place(self.path, line + 1, column + 1).blame(fault)

    def _place(self, mark: Any) -> Place:  # libyaml and PyYAML each have their own class
        return Place(self.path, mark.line + 1, mark.column + 1)

    def _documents(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise _Unusable(self._place(event.start_mark).blame(Y110()))
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 1)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if self.limits.aliases and getattr(event, "anchor", None) is not None:
            return self._named(event, events, depth)
        place = self._place(event.start_mark)
        self._guard(event, place, depth)
        match event:
            case yaml.ScalarEvent(value=text, style=style):
                refused = not text.isascii() and bool(_HALF_A_CHARACTER.search(text))
                if refused:
                    add(self.problems, place.blame(Y113()))
                    text = ""
                self.characters += len(text)
                scalar = Scalar(place=place, text=text, plain=not style, refused=refused)
                end: Any = event.end_mark
                if not style and (cut := _CUT_OFF.match(self.text, end.index)):
                    scalar.behind = cut[1]
                return scalar
            case yaml.MappingStartEvent():
                mapping = Mapping(place=place)
                while not isinstance(event := next(events), yaml.MappingEndEvent):
                    self._entry(mapping, event, events, depth)
                return mapping
            case yaml.SequenceStartEvent():
                sequence = Sequence(place=place)
                while not isinstance(event := next(events), yaml.SequenceEndEvent):
                    sequence.nodes.append(self._node(event, events, depth + 1))
                return sequence
        return Scalar(place=place, text="", plain=True, refused=True)

    def _named(self, event: Any, events: Iterator[yaml.Event], depth: int) -> Node:
        """A node that may be meant again, or the one that is meant.

        An alias counts as if everything it stands for were written out in its place.
        """
        name, event.anchor = event.anchor, None
        if not isinstance(event, yaml.AliasEvent):
            before, above, characters = self.nodes, self.deepest, self.characters
            self.deepest = depth
            node = self._node(event, events, depth)
            # A long text, too, would be written out.
            size = self.nodes - before + (self.characters - characters) // SHORT
            self.anchored[name] = _Anchored(node, size, self.deepest - depth)
            self.deepest = max(above, self.deepest)
            return node
        place = self._place(event.start_mark)
        if name not in self.anchored:
            add(self.problems, place.blame(Y106()))
            return Scalar(place=place, text="", plain=True, refused=True)
        meant = self.anchored[name]
        self.nodes += meant.size - 1
        self._count(place, depth + meant.height)
        return meant.node

    def _entry(
        self, mapping: Mapping, event: yaml.Event, events: Iterator[yaml.Event], depth: int
    ) -> None:
        key = self._node(event, events, depth + 1)
        value = self._node(next(events), events, depth + 1)
        if not isinstance(key, Scalar):
            add(self.problems, key.place.blame(Y112()))
        elif key.text == "<<" and key.plain:
            add(self.problems, key.place.blame(Y108()))
        elif key.text in mapping.entries:
            first = mapping.entries[key.text].place.line
            add(self.problems, key.place.blame(Y109(details={"key": key.text, "first": first})))
        else:
            mapping.entries[key.text] = Entry(place=key.place, node=value)

    def _count(self, place: Place, depth: int) -> None:
        self.nodes += 1
        self.deepest = max(self.deepest, depth)
        if depth > MAXIMUM_DEPTH:
            raise _Unusable(place.blame(Y104(details={"limit": MAXIMUM_DEPTH})))
        if self.nodes > self.limits.nodes:
            raise _Unusable(place.blame(Y105(details={"limit": self.limits.nodes})))

    def _guard(self, event: yaml.Event, place: Place, depth: int) -> None:
        self._count(place, depth)
        if getattr(event, "anchor", None) is not None:
            add(self.problems, place.blame(Y106()))
        if getattr(event, "tag", None) is not None:
            add(self.problems, place.blame(Y107()))
