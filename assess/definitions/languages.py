"""Codes of languages: whether there is such a language, and which one was probably meant."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from assess.language import NAMES
from assess.tags import canonical, is_chinese, is_tag


def is_language(code: str) -> bool:
    """Whether the code is a tag of a language that Unicode’s CLDR knows, as it is written."""
    if code in NAMES:
        return True
    return is_tag(code) and canonical(code) == code and code.split("-", maxsplit=1)[0] in _names()


def meant_by(code: str) -> str:
    """The language that was probably meant by what is none, "" where nobody can tell.

    It may be written otherwise ("zh_hans"), called by its name ("Japanese"), or a country ("jp").
    """
    tag = canonical(code.strip().replace("_", "-"))
    if is_language(tag):
        return tag
    found = _codes().get(code.strip().lower(), "")
    subtags = get_global("likely_subtags")
    likely = subtags.get(found) or subtags.get(f"und_{code.strip().upper()}") or found
    language, *rest = likely.replace("_", "-").split("-")
    # A script tells something only where a language has several.
    kept = "-".join([language, *rest[:1]]) if is_chinese(language) else language
    return kept if is_language(kept) else ""


@cache
def _codes() -> Mapping[str, str]:
    """The other way round, of the names in small letters."""
    return {name.lower(): code for code, name in _names().items()}


@cache
def _names() -> Mapping[str, str]:
    """The English names of the languages by their codes."""
    return {code: name for code, name in Locale("en").languages.items() if "_" not in code}
