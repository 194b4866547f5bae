"""A YAML file of keys and values with some entries put otherwise; the rest stays as it was typed.

Comments, order and layout are kept where a file is written in blocks, save inside an entry that
changes.  A file in braces, such as JSON, is written anew as JSON: it has no comments to lose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from assess.core.numbers import number_typed
from assess.definitions.yaml import documents
from assess.definitions.yaml.documents import Entry, Node, Place, Scalar, Sequence

INDENT = "  "

Renamed: TypeAlias = tuple[str, Node] | None
"""The key and the value that an entry has from now on; None where it is to go."""


@dataclass(frozen=True, slots=True)
class Inside:
    """Entries inside a value that are put otherwise, by the keys they have had."""

    entries: Mapping[str, Renamed]


Change: TypeAlias = Node | Inside | None
"""What becomes of an entry of the file: another value, other entries inside it, or nothing."""
Edit: TypeAlias = tuple[int, int, list[str]]
"""Lines to put in the place of those from one number to another, counted from 0."""

_NOWHERE = Place(path="", line=0, column=0)
# What YAML takes for the end of a line; Python knows more of them.
_ENDS = "\n\r\x85\u2028\u2029"
_LINE = re.compile(f"[^{_ENDS}]*(?:\r\n|[{_ENDS}])|[^{_ENDS}]+$")


def scalar(text: str) -> Scalar:
    """A single value, quoted unless it is a number."""
    return Scalar(place=_NOWHERE, text=text, plain=number_typed(text) is not None)


def mapping(entries: Mapping[str, Node]) -> documents.Mapping:
    """Keys and values, in order."""
    made = {key: Entry(place=_NOWHERE, node=node) for key, node in entries.items()}
    return documents.Mapping(place=_NOWHERE, entries=made)


def rewritten(text: str, root: documents.Mapping, changes: Mapping[str, Change]) -> str:
    """The text of a file with entries of its root changed; what is new stands at its end."""
    lines = _LINE.findall(text)
    if _in_braces(lines, root):
        return json.dumps(_plain(_changed(root, changes)), ensure_ascii=False, indent=1) + "\n"
    edits: list[Edit] = []
    for key, (start, end) in _spans(lines, root, len(lines)).items():
        if key in changes:
            edits += _edits(lines, key, root.entries[key].node, changes[key], start, end)
    for start, end, block in reversed(edits):
        lines[start:end] = [f"{line}\n" for line in block]
    if lines and lines[-1][-1] not in _ENDS:
        lines.append("\n")
    for key, change in changes.items():
        if key not in root.entries and change is not None and not isinstance(change, Inside):
            lines += [f"{line}\n" for line in _entry(key, change, "")]
    return "".join(lines)


def written(root: documents.Mapping) -> str:
    """Keys and values as a file in blocks."""
    return "".join(
        f"{line}\n" for key, entry in root.entries.items() for line in _entry(key, entry.node, "")
    )


def _edits(  # noqa: PLR0917 — an entry with its lines, and what becomes of it
    lines: list[str], key: str, node: Node, change: Change, start: int, end: int
) -> Iterator[Edit]:
    """What is done to the lines of one entry of the root."""
    if not isinstance(change, Inside):
        yield start, end, [] if change is None else list(_entry(key, change, ""))
        return
    assert isinstance(node, documents.Mapping)
    if _in_braces(lines, node):
        yield start, end, list(_entry(key, _with(node, change), ""))
        return
    for inner, (first, last) in _spans(lines, node, end).items():
        if inner in change.entries:
            renamed = change.entries[inner]
            indent = " " * (node.entries[inner].place.column - 1)
            yield first, last, list(_entry(*renamed, indent)) if renamed else []


def _spans(lines: list[str], node: documents.Mapping, end: int) -> dict[str, tuple[int, int]]:
    """The lines of every entry, without the comments behind it, which belong to the next one."""
    starts = [entry.place.line - 1 for entry in node.entries.values()]
    spans = {}
    for (key, entry), start, stop in zip(
        node.entries.items(), starts, [*starts[1:], end], strict=True
    ):
        while stop > start + 1 and _is_between(lines[stop - 1], entry.place.column - 1):
            stop -= 1  # noqa: PLW2901 — it walks back from where the next entry begins
        spans[key] = (start, stop)
    return spans


def _is_between(line: str, indent: int) -> bool:
    said = line.strip()
    outside = len(line) - len(line.lstrip()) <= indent
    return not said or said == "..." or (said.startswith("#") and outside)


def _in_braces(lines: list[str], node: Node) -> bool:
    line = lines[node.place.line - 1] if node.place.line <= len(lines) else ""
    return line[node.place.column - 1 : node.place.column] == "{"


def _changed(root: documents.Mapping, changes: Mapping[str, Change]) -> documents.Mapping:
    """The root with its changes, for a file that is written anew."""
    entries: dict[str, Node] = {}
    for key in [*root.entries, *(key for key in changes if key not in root.entries)]:
        node = root.entries[key].node if key in root.entries else None
        change = changes.get(key, node)
        if isinstance(change, Inside):
            assert isinstance(node, documents.Mapping)
            change = _with(node, change)
        if change is not None:
            entries[key] = change
    return mapping(entries)


def _with(node: documents.Mapping, change: Inside) -> documents.Mapping:
    entries: dict[str, Node] = {}
    for key, entry in node.entries.items():
        renamed = change.entries.get(key, (key, entry.node))
        if renamed is not None:
            entries[renamed[0]] = renamed[1]
    return mapping(entries)


def _entry(key: str, node: Node, indent: str) -> Iterator[str]:
    """An entry in lines."""
    name = key if re.fullmatch(r"[A-Za-z][\w.-]*", key) else quoted(key)
    if isinstance(node, documents.Mapping) and node.entries:
        yield f"{indent}{name}:"
        for inner, entry in node.entries.items():
            yield from _entry(inner, entry.node, indent + INDENT)
    else:
        yield f"{indent}{name}: {_in_line(node)}".rstrip()


def _in_line(node: Node) -> str:
    match node:
        case Scalar():
            bare = node.plain and not set(node.text) & set(f",[]{{}}{_ENDS}")
            return node.text if bare else quoted(node.text)
        case Sequence():
            return f"[{', '.join(map(_in_line, node.nodes))}]"
    return (
        "{" + ", ".join(f"{quoted(k)}: {_in_line(e.node)}" for k, e in node.entries.items()) + "}"
    )


def quoted(text: str) -> str:
    """The text in double quotes, as both YAML and JSON read it."""
    in_quotes = json.dumps(text, ensure_ascii=False)
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", in_quotes
    )


def _plain(node: Node) -> object:
    """A node as JSON has it; a number that JSON would write otherwise stays a text."""
    match node:
        case documents.Mapping():
            return {key: _plain(entry.node) for key, entry in node.entries.items()}
        case Sequence():
            return [_plain(each) for each in node.nodes]
    if not node.plain:
        return node.text
    try:
        read: object = json.loads(node.text)
    except ValueError:
        return node.text
    return read if json.dumps(read) == node.text else node.text
