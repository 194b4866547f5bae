"""A report's HTML as a tree that knows where each element stands in the source.

Made for what our own templates write: every element that is opened is closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})


@dataclass
class Element:
    """An element, its children, and where in the source it begins and ends."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def elements(self) -> list[Element]:
        return [child for child in self.children if isinstance(child, Element)]

    def all(self, *tags: str) -> Iterator[Element]:
        """Every element of these kinds inside, in their order."""
        for child in self.elements:
            if child.tag in tags:
                yield child
            yield from child.all(*tags)

    @property
    def text(self) -> str:
        """All words inside, as one line."""
        words = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join("".join(words).split())


def parsed(html: str) -> Element:
    """The tree of a document; raises ValueError where an element is not closed."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    if len(reader.open) != 1:
        raise ValueError(f"<{reader.open[-1].tag}> is not closed")
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self.open = [Element("", {}, 0, len(html))]

    @property
    def place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        begin = self.place
        element = Element(tag, {name: value or "" for name, value in attrs}, begin)
        self.open[-1].children.append(element)
        if tag in VOID:
            element.end = begin + len(self.get_starttag_text() or "")
        else:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            element = self.open.pop()
            element.end = element.start + len(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        element = self.open.pop()
        if element.tag != tag:
            raise ValueError(f"</{tag}> ends <{element.tag}>")
        element.end = self.place + len(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
