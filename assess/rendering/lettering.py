"""How wide words will be, roughly, so that labels get the room they need.

Charts are drawn before any font is loaded; these widths are upper estimates of Noto Sans
and the usual system fonts, in parts of the font size.
"""

from __future__ import annotations

import unicodedata

NARROW = frozenset("ijlt.,:;'’|!()[]fr I/-")
WIDE = frozenset("mwMWQGOCDHNUAV@%&+≥—")
CLOSING = frozenset("，。；：、？！）”’》〉」』】〕")
"""What begins no line of Chinese."""
OPENING = frozenset("（“‘《〈「『【〔")
"""What ends none."""
FULL, LARGE, NORMAL, SMALL = 1.0, 0.86, 0.6, 0.38


def width(text: str, size: float = 1.0) -> float:
    """The estimated width of one line of text at this font size."""
    return sum(_advance(character) for character in text) * size


def _advance(character: str) -> float:
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return FULL
    if character in NARROW:
        return SMALL
    return LARGE if character in WIDE else NORMAL


def wrapped(text: str, limit: float, size: float = 1.0) -> tuple[str, ...]:
    """The text in lines of at most this width: between words, in Chinese between characters.

    A word longer than a line is broken where it must be.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip(), size) > limit:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while width(line.rstrip(), size) > limit and len(line) > 1:
            cut = _fitting(line, limit, size)
            lines.append(line[:cut])
            line = line[cut:]
    return (*lines, line.rstrip()) if line.strip() else tuple(lines) or ("",)


def _pieces(text: str) -> list[str]:
    """What may not be torn apart: words with the space after them, single Chinese characters."""
    pieces: list[str] = []
    for character in text:
        alone = _advance(character) == FULL
        held = character in CLOSING or (bool(pieces) and pieces[-1][-1] in OPENING)
        after_word = pieces and not pieces[-1].endswith(" ") and _advance(pieces[-1][-1]) != FULL
        if pieces and (held or (not alone and after_word) or character == " "):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _fitting(line: str, limit: float, size: float) -> int:
    cut = 1
    while cut < len(line) and width(line[: cut + 1], size) <= limit:
        cut += 1
    return cut
