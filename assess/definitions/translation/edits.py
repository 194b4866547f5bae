"""Translations into the text of a YAML file; every other byte stays.

A map in braces gets one more pair, a map of lines one more line, a bare text becomes a map.
What comes out is parsed again and compared: it must say what the file said and the new
words, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from assess.definitions.declared import LANGUAGES
from assess.definitions.translation.scalars import scalar
from assess.definitions.translation.spans import Spans
from assess.definitions.translation.units import Unit
from assess.definitions.yaml.documents import (
    Document,
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse_document,
)

_BOM = b"\xef\xbb\xbf"
_BLOCK = ("|", ">")

Plain = str | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Languages:
    """The source language, the language of the new words, and all that are to be declared."""

    source: str
    target: str
    declared: tuple[str, ...] = ()


def edited(
    data: bytes, document: Document, words: MappingType[Unit, str], languages: Languages
) -> bytes | None:
    """The file with these words; None when that cannot be done without changing more."""
    assert isinstance(document.root, Mapping)
    writing = _Writing(data, languages)
    for unit, said in words.items():
        writing.put(unit.node, said)
    if languages.declared:
        writing.declare(document.root)
    written = writing.result()
    found = parse_document(written, document.path)
    if found.problems or found.root is None:
        return None
    return written if _plain(found.root) == _wanted(document.root, words, languages) else None


class _Writing:
    """Collects changes to a text, and makes them all at once."""

    def __init__(self, data: bytes, languages: Languages) -> None:
        self.languages = languages
        self.bom = _BOM if data.startswith(_BOM) else b""
        self.text = data.decode("utf-8-sig")
        self.spans = Spans(self.text)
        self.newline = "\r\n" if "\r\n" in self.text else "\n"
        self.changes: list[tuple[int, int, str]] = []

    def result(self) -> bytes:
        pieces, at = [], 0
        for start, end, new in sorted(self.changes):
            pieces += [self.text[at:start], new]
            at = end
        return self.bom + "".join([*pieces, self.text[at:]]).encode()

    def put(self, node: Scalar | Mapping, words: str) -> None:
        if isinstance(node, Scalar):
            self._make_map(node, words)
            return
        there = node.entries.get(self.languages.target)
        flow = self.spans.is_flow(node)
        if there is not None:
            assert isinstance(there.node, Scalar)
            self._replace(there.node, scalar(words, flow=flow))
        else:
            key = scalar(self.languages.target, flow=flow)
            self._add(node, f"{key}: {scalar(words, flow=flow)}")

    def declare(self, root: Mapping) -> None:
        """Name all languages at the head of the file."""
        entry, target = root.entries.get(LANGUAGES), self.languages.target
        if entry is None:
            names = ", ".join(scalar(each, flow=True) for each in self.languages.declared)
            first = next(iter(root.entries.values()))
            assert isinstance(first.node, Scalar)
            self._add_line(first.node, f"{LANGUAGES}: [{names}]")
            return
        last = entry.node.nodes[-1] if isinstance(entry.node, Sequence) else entry.node
        assert isinstance(last, Scalar)
        span = self.spans.of(last)
        if isinstance(entry.node, Sequence) and self.spans.is_flow(entry.node):
            self.changes.append((span.end, span.end, f", {scalar(target, flow=True)}"))
        else:
            line = self.text[self.text.rfind("\n", 0, span.start) + 1 : span.start]
            self._add_line(last, f"{line}{scalar(target, flow=False)}")

    def _make_map(self, node: Scalar, words: str) -> None:
        """A bare text becomes `{source: …, target: …}`."""
        span = self.spans.of(node)
        written = self.text[span.start : span.end]
        said = node.text.strip()
        as_it_is = written[:1] in {'"', "'"} and "\n" not in written and node.text == said
        source = written if as_it_is else scalar(said, flow=True)
        names = (scalar(each, flow=True) for each in (self.languages.source, self.languages.target))
        pairs = zip(names, (source, scalar(words, flow=True)), strict=True)
        self._replace(node, "{" + ", ".join(f"{name}: {said}" for name, said in pairs) + "}")

    def _replace(self, node: Scalar, new: str) -> None:
        span = self.spans.of(node)
        written = self.text[span.start : span.end]
        if written.startswith(_BLOCK):
            head, kept = written.split("\n", 1)[0], written[len(written.rstrip()) :]
            comment = re.search(r"\s+#.*", head)
            new += (comment[0].rstrip("\r") if comment else "") + kept
        elif not written and self.text[span.start - 1] == ":":
            new = f" {new}"
        self.changes.append((span.start, span.end, new))

    def _add(self, node: Mapping, pair: str) -> None:
        """One more pair behind the last one of a map."""
        last = next(reversed(node.entries.values()))
        if not isinstance(last.node, Scalar):
            return  # which is noticed when the result is compared
        if self.spans.is_flow(node):
            end = self.spans.of(last.node).end
            self.changes.append((end, end, f", {pair}"))
        else:
            self._add_line(last.node, " " * (last.place.column - 1) + pair)

    def _add_line(self, node: Scalar, line: str) -> None:
        """One more line behind the one in which a value ends."""
        span = self.spans.of(node)
        written = self.text[span.start : span.end]
        end = span.end
        if written.startswith(_BLOCK):
            if "+" in written.split("\n", 1)[0] and written.endswith("\n"):
                # Here the empty lines behind the words belong to them.
                self.changes.append((end, end, line + self.newline))
                return
            end = span.start + len(written.rstrip())
        end = self.text.find("\n", end)
        if end < 0:
            end = len(self.text)
        elif self.text[end - 1] == "\r":
            end -= 1
        self.changes.append((end, end, self.newline + line))


def _wanted(root: Mapping, words: MappingType[Unit, str], languages: Languages) -> Plain:
    """What the file has to say afterwards."""
    put = {id(unit.node): said for unit, said in words.items()}
    whole = _plain(root, put, languages)
    assert isinstance(whole, dict)
    if languages.declared:
        whole[LANGUAGES] = list(languages.declared)
    return whole


def _plain(
    node: Node, put: MappingType[int, str] | None = None, languages: Languages | None = None
) -> Plain:
    """A node without its place; with the new words where there are some."""
    new = put.get(id(node)) if put else None
    match node:
        case Scalar() if new is not None and languages is not None:
            return {languages.source: node.text.strip(), languages.target: new}
        case Scalar():
            # A block of lines at the end of a file ends otherwise when a line follows.
            return node.text.rstrip("\n")
        case Sequence():
            return [_plain(child, put, languages) for child in node.nodes]
    plain = {name: _plain(entry.node, put, languages) for name, entry in node.entries.items()}
    if new is not None and languages is not None:
        plain[languages.target] = new
    return plain
