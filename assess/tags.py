"""Language tags (BCP 47): which of the languages there are is nearest to the one that is wanted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SCRIPT = re.compile("[A-Za-z]{4}")
_REGION = re.compile("[A-Za-z]{2}|[0-9]{3}")
_TRADITIONAL = {"tw", "hk", "mo"}
"""Where Chinese without a script is written in traditional characters."""


@dataclass(frozen=True, slots=True)
class _Parts:
    language: str
    script: str
    region: str


def is_tag(text: str) -> bool:
    """Whether this is written like a language tag, such as "zh-Hant"."""
    return _TAG.fullmatch(text) is not None


def canonical(tag: str) -> str:
    """The tag as it is usually written: "ZH-hant-tw" is "zh-Hant-TW"."""
    language, *rest = tag.split("-")
    return "-".join([language.lower(), *map(_usual, rest)])


def _usual(part: str) -> str:
    if _SCRIPT.fullmatch(part):
        return part.title()
    return part.upper() if _REGION.fullmatch(part) else part.lower()


def is_chinese(language: str) -> bool:
    """Whether the letters are Chinese: full-width, without spaces between words."""
    return _parts(language).language == "zh"


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The same language, else one in the same script, else another of its kind, else None.

    Of several that are equally near the first is taken.
    """
    known, ideal = list(known), _parts(wanted)
    same = [tag for tag in known if tag.lower() == wanted.lower()]
    alike = [tag for tag in known if _parts(tag).language == ideal.language]
    # sorted() keeps the order of what is equally near.
    return next(iter([*same, *sorted(alike, key=lambda tag: _distance(_parts(tag), ideal))]), None)


def stand_in(wanted: str, known: Collection[str]) -> str:
    """The language that a reader of this one gets: the nearest there is, else the first."""
    return _stand_in(wanted, tuple(known))


@lru_cache(maxsize=256)
def _stand_in(wanted: str, known: tuple[str, ...]) -> str:
    # A page asks it of a thousand texts.
    return nearest(wanted, known) or known[0]


def _distance(one: _Parts, other: _Parts) -> tuple[bool, bool]:
    return (one.script != other.script, one.region != other.region)


def _parts(tag: str) -> _Parts:
    """Language, script and region; only the script of Chinese is concluded from its region."""
    language, *rest = tag.lower().split("-")
    script = next((part for part in rest if _SCRIPT.fullmatch(part)), "")
    region = next((part for part in rest if _REGION.fullmatch(part)), "")
    if language == "zh" and not script:
        script = "hant" if region in _TRADITIONAL else "hans"
    return _Parts(language, script, region)
