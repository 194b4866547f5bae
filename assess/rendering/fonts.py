"""Which characters can be printed, and is there a font for each?  A report with tofu is none."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from functools import lru_cache

from assess.core.faults import N_
from assess.errors import AssessError
from assess.language import gettext

MOST_NAMED = 8
_SECONDS = 20

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
    return _STACKED.sub(r"\1", text.translate(_PRINTABLE))


class MissingFont(AssessError):
    """No installed font can draw some characters of a report."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        super().__init__(
            gettext(
                N_(
                    "no font here can draw {characters} — install one, for example with: "
                    "apt-get install fonts-noto-cjk fonts-noto-core"
                )
            ).format(characters=" ".join(map(_named, characters[:MOST_NAMED])))
        )


def _named(character: str) -> str:
    """A character as itself, or by its number when nobody would see it."""
    unseen = unicodedata.category(character)[0] in "CMZ"
    return f"U+{ord(character):04X}" if unseen else character


def require_fonts(text: str) -> None:
    """Raise MissingFont when a character of the text has no glyph in any installed font."""
    wanted = {c for c in set(text) if not c.isascii() and _has_ink(c)}
    missing = _without_glyph(frozenset(wanted))
    if missing:
        raise MissingFont(missing)


def _has_ink(character: str) -> bool:
    """Whether something is to be drawn; what is private or unassigned may be anything."""
    category = unicodedata.category(character)
    return category[0] not in "CZ" or category in {"Co", "Cn"}


@lru_cache(maxsize=64)
def _without_glyph(characters: frozenset[str]) -> str:
    if not characters or shutil.which("fc-list") is None:
        # Without fontconfig's tool the printing itself still tells what it lacks.
        return ""
    if _some_font_has(characters):
        return ""
    return "".join(sorted(c for c in characters if not _some_font_has(frozenset(c))))


@lru_cache(maxsize=64)
def _some_font_has(characters: frozenset[str]) -> bool:
    codes = " ".join(f"{ord(character):x}" for character in sorted(characters))
    found = subprocess.run(  # noqa: S603 — a fixed program with hexadecimal numbers
        ["fc-list", f":charset={codes}", "family"],  # noqa: S607 — wherever fontconfig lives
        capture_output=True,
        check=False,
        timeout=_SECONDS,
    )
    return bool(found.stdout.strip())
