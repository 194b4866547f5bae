"""How texts find room on a slide: lines are estimated, and what is too long is cut with a mark.

All measures are points.  Widths come from assess.rendering.lettering, which estimates upwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assess.rendering.charts.marks import INK
from assess.rendering.lettering import wrapped

LEADING = 1.25
"""The height of a line in parts of the size of its letters."""
SMALLEST = 12.0
WORD = 16
"""A cut goes back to a space at most this many characters away."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words in one size; `after` is the space below them."""

    text: str
    size: float = 16.0
    bold: bool = False
    colour: str = INK
    after: float = 0.0


Entry = tuple[Paragraph, ...]


def line_count(text: str, size: float, width: float) -> int:
    """How many lines a text takes."""
    return len(wrapped(text, width, size))


def height_of(paragraphs: Iterable[Paragraph], width: float) -> float:
    """How high paragraphs stand in a column of this width."""
    return sum(line_count(p.text, p.size, width) * p.size * LEADING + p.after for p in paragraphs)


def cut(text: str, size: float, width: float, most: int) -> str:
    """The text on at most so many lines, ending with "…" where it had to be cut."""
    if line_count(text, size, width) <= most:
        return text
    fitting = bisect_right(
        range(len(text)), most, key=lambda end: line_count(f"{text[:end]}…", size, width)
    )
    head = text[: max(fitting - 1, 1)]
    space = head.rfind(" ")
    torn = text[len(head) - 1 : len(head) + 1].isalnum() and head[-1].isascii()
    if torn and 0 < len(head) - space < WORD and space > 0:
        head = head[:space]
    return f"{head.rstrip(' ,;，；、')}…"


def size_for(text: str, box: Box, sizes: Sequence[float]) -> float:
    """The first of the sizes in which the text fits, else the last."""
    return next(
        (
            size
            for size in sizes
            if line_count(text, size, box.width) * size * LEADING <= box.height
        ),
        sizes[-1],
    )


def fitted(paragraphs: Sequence[Paragraph], box: Box) -> Entry:
    """The paragraphs that the box holds; the one that meets its end is cut."""
    kept: list[Paragraph] = []
    room = box.height
    for paragraph in paragraphs:
        lines = int(room / (paragraph.size * LEADING) + 1e-9)
        if lines < 1:
            break
        text = cut(paragraph.text, paragraph.size, box.width, lines)
        kept.append(replace(paragraph, text=text))
        room -= height_of(kept[-1:], box.width)
    return tuple(kept)


def in_largest(
    settings: Sequence[Sequence[Sequence[Entry]]], box: Box
) -> Sequence[Sequence[Entry]]:
    """The first setting whose columns of entries all fit a box of this size, else the last."""

    def fits(entries: Sequence[Entry]) -> bool:
        return height_of([p for entry in entries for p in entry], box.width) <= box.height

    return next((columns for columns in settings if all(map(fits, columns))), settings[-1])


def shortened(entries: Sequence[Entry], box: Box, more: Callable[[int], Paragraph]) -> Entry:
    """As many whole entries as the box holds, and `more` for the number left out."""
    for count in range(len(entries), -1, -1):
        left = len(entries) - count
        shown = [p for entry in entries[:count] for p in entry] + ([more(left)] if left else [])
        if height_of(shown, box.width) <= box.height or not count:
            return tuple(shown)
    return ()
