"""Is there a font for every character?  A report with tofu is no report."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from functools import cache

from assess.core.faults import N_
from assess.errors import AssessError
from assess.language import gettext

MOST_NAMED = 8
_SECONDS = 20


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
            ).format(characters=" ".join(characters[:MOST_NAMED]))
        )


def require_fonts(text: str) -> None:
    """Raise MissingFont when a character of the text has no glyph in any installed font."""
    wanted = {c for c in text if not c.isascii() and unicodedata.category(c)[0] not in "CZ"}
    missing = _without_glyph(frozenset(wanted))
    if missing:
        raise MissingFont(missing)


@cache
def _without_glyph(characters: frozenset[str]) -> str:
    if not characters or shutil.which("fc-list") is None:
        # Without fontconfig's tool the printing itself still tells what it lacks.
        return ""
    if _some_font_has(characters):
        return ""
    return "".join(sorted(c for c in characters if not _some_font_has(frozenset(c))))


@cache
def _some_font_has(characters: frozenset[str]) -> bool:
    codes = " ".join(f"{ord(character):x}" for character in sorted(characters))
    found = subprocess.run(  # noqa: S603 — a fixed program with hexadecimal numbers
        ["fc-list", f":charset={codes}", "family"],  # noqa: S607 — wherever fontconfig lives
        capture_output=True,
        check=False,
        timeout=_SECONDS,
    )
    return bool(found.stdout.strip())
