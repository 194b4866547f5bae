"""What of a text can be shown to a reader, whatever was typed or sent."""

from __future__ import annotations

import re

_BREAKS = "\v\f\x85\u2028\u2029"
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {ord(c) for c in "\t\n\r" + _BREAKS}
_SURROGATES = range(0xD800, 0xE000)
_NO_CHARACTERS = {
    *range(0xFDD0, 0xFDF0),
    *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
}
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STACKED = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_PRINTABLE = {
    **dict.fromkeys((ord(c) for c in _BREAKS), " "),
    **dict.fromkeys((*_CONTROLS, *_SURROGATES, *_NO_CHARACTERS), "\N{REPLACEMENT CHARACTER}"),
    # They would turn around the words of ours that follow in the same line.
    **dict.fromkeys(_DIRECTIONS, ""),
    # Thousands of places to hyphenate take minutes to choose from; there are dictionaries.
    0xAD: "",
}


def printable(text: str) -> str:
    """The text with � for what is no character, in the direction of its letters.

    Of marks that are stacked on one letter four stay; more would cover the lines around.
    """
    if text.isascii() and text.isprintable():
        return text
    return _STACKED.sub(r"\1", text.translate(_PRINTABLE))


def alike_lines(text: str) -> str:
    """The same with one way to end a line."""
    return printable(text).replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """The same without breaks of lines and tabs, for where a second line would mislead."""
    return " ".join(printable(text).replace("\t", " ").splitlines())
