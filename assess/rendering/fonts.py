"""Is there a font for every character of a report?  A report with tofu is none."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from assess.core.faults import N_
from assess.errors import AssessError
from assess.language import gettext

MOST_NAMED = 8
MOST_PLACES = 3
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Package:
    """A package of fonts for Debian and its like, and a family that it alone brings."""

    name: str
    family: str


CORE = Package("fonts-noto-core", "Noto Sans Symbols2")
CJK = Package("fonts-noto-cjk", "Noto Sans CJK SC")
EMOJI = Package("fonts-noto-color-emoji", "Noto Color Emoji")
_EAST_ASIAN = ("BOPOMOFO", "CJK", "FULLWIDTH", "HALFWIDTH", "HANGUL", "HIRAGANA", "KATAKANA")
"""How the names of East Asian characters begin, beside those of their own signs."""
_EAST_ASIAN_SIGNS = range(0x2E80, 0x3400)
_SIGNS = {"So", "Sk"}
_NOBODYS = {"Co", "Cn", "Cs"}


class MissingFont(AssessError):
    """No installed font can draw some characters of a report; `texts` are its texts by place."""

    def __init__(self, characters: str, texts: Mapping[str, str] | None = None) -> None:
        self.characters = characters
        shown = characters[:MOST_NAMED]
        said = gettext(", ").join(_told(character, texts or {}) for character in shown)
        super().__init__(_sentence(shown, said))


@contextmanager
def told_by_place(texts: Mapping[str, str]) -> Iterator[None]:
    """Whatever font is missed meanwhile, say in which of these texts, which come by place."""
    try:
        yield
    except MissingFont as missing:
        raise MissingFont(missing.characters, texts) from missing


def _sentence(characters: str, said: str) -> str:
    """What helps: packages that may have the characters and are not here, or to do without."""
    packages = {c: packages_for(c) for c in characters}
    names = " ".join(sorted({package for found in packages.values() for package in found}))
    hopeless = " ".join(_named(c) for c, found in packages.items() if not found)
    if not names:
        told = N_(
            "no font here can draw {characters}, and no package of fonts is known that can — "
            "take out what cannot be drawn"
        )
    elif not hopeless:
        told = N_(
            "no font here can draw {characters} — install more with: apt-get install {packages}"
        )
    else:
        told = N_(
            "no font here can draw {characters} — install more with: apt-get install "
            "{packages}, and take out {hopeless}, for which no package is known"
        )
    return gettext(told).format(characters=said, packages=names, hopeless=hopeless)


def packages_for(character: str) -> tuple[str, ...]:
    """The packages that may draw a character, without those that are here already."""
    category = unicodedata.category(character)
    if category in _NOBODYS:
        return ()
    wanted = [CORE, EMOJI] if category in _SIGNS else [CORE]
    if _is_east_asian(character):
        wanted = [CJK]
    return tuple(package.name for package in wanted if not _is_here(package.family))


def _is_east_asian(character: str) -> bool:
    signs = ord(character) in _EAST_ASIAN_SIGNS
    return signs or unicodedata.name(character, "").startswith(_EAST_ASIAN)


def _told(character: str, texts: Mapping[str, str]) -> str:
    """A character and where it stands, as far as that is known."""
    places = [place for place, words in texts.items() if character in words]
    if not places:
        return _named(character)
    said = gettext(", ").join(places[:MOST_PLACES])
    if len(places) > MOST_PLACES:
        said = gettext("{places} and elsewhere").format(places=said)
    return gettext("{character} in {places}").format(character=_named(character), places=said)


def _named(character: str) -> str:
    """A character with its number; the number alone where nobody would see it."""
    unseen = unicodedata.category(character)[0] in "CMZ"
    number = f"U+{ord(character):04X}"
    return (
        number
        if unseen
        else gettext("“{character}” ({number})").format(character=character, number=number)
    )


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
    return _listed(f":charset={codes}")


def _is_here(family: str) -> bool:
    return shutil.which("fc-list") is not None and _listed(family)


def _listed(pattern: str) -> bool:
    """Whether any installed font is as fontconfig's pattern says."""
    found = subprocess.run(  # noqa: S603 — a fixed program with hexadecimal numbers or a family
        ["fc-list", pattern, "family"],  # noqa: S607 — wherever fontconfig lives
        capture_output=True,
        check=False,
        timeout=_SECONDS,
    )
    return bool(found.stdout.strip())
