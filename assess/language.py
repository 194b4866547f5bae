"""Which language is spoken, and the words of the program in it.

Everything the program itself says is written in English in the code and the templates;
each `assess/translations/<language>.po` holds the same in another language.  A new
language is a new file.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from assess.tags import nearest

SOURCE = "en"
FOLDER = Path(__file__).parent / "translations"

NAMES = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
"""What a language calls itself."""

_current: ContextVar[str] = ContextVar("language", default=SOURCE)


@cache
def languages() -> tuple[str, ...]:
    """Every language the program speaks, the source first."""
    return (SOURCE, *sorted(path.stem for path in FOLDER.glob("*.po")))


def current() -> str:
    """The language spoken now."""
    return _current.get()


def speak(language: str) -> None:
    """Speak this language from here on in this thread or task."""
    _current.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


@cache
def _translations(language: str) -> NullTranslations:
    """The words of a language, read from its .po file so that nothing must be compiled."""
    if language == SOURCE or language not in languages():
        return NullTranslations()
    # Only a reader of another language pays for this import.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with (FOLDER / f"{language}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language.replace("-", "_")))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(message: str) -> str:
    """The message in the language spoken now."""
    return _translations(current()).gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The message for this number of things in the language spoken now."""
    return _translations(current()).ngettext(one, many, number)


def name_of(language: str) -> str:
    """What a language calls itself, as far as that is known; else its code."""
    if language in NAMES:
        return NAMES[language]
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language


def best_of(wanted: str) -> str:
    """The nearest language we speak to a code such as "zh-CN", "zh_CN.UTF-8" or "en-GB"."""
    return nearest(wanted.replace("_", "-").split(".")[0], languages()) or SOURCE


def of_terminal() -> str:
    """The language of the person at this terminal."""
    for name in ("ASSESS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return best_of(value)
    return SOURCE
