"""The languages of an XLSForm, which names them as its author liked: “Français (fr)”, “Arabic”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count

from assess.definitions.importing.texts import code_meant

_CODED = re.compile(r".*\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)")
_NAMES = {
    "simplified chinese": "zh-Hans",
    "chinese (simplified)": "zh-Hans",
    "中文": "zh-Hans",
    "简体中文": "zh-Hans",
    "traditional chinese": "zh-Hant",
    "chinese (traditional)": "zh-Hant",
    "繁體中文": "zh-Hant",
    "francais": "fr",
    "français": "fr",
    "español": "es",
    "espanol": "es",
    "português": "pt",
    "deutsch": "de",
    "日本語": "ja",
    "kiswahili": "sw",
}
"""What languages call themselves; their English names and codes are known besides."""
LONGEST = 100
"""Characters of a name that are looked at."""
_PRIVATE = re.compile("[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a language; not `sure` where nothing but a private one could be given."""

    code: str
    sure: bool = True


def code_of(name: str, taken: set[str]) -> Code:
    """The BCP-47 code of a language, one that no other has."""
    plain = " ".join(name.split())[:LONGEST]
    coded = _CODED.fullmatch(plain)
    found = _NAMES.get(plain.casefold()) or code_meant(coded[1] if coded else plain)
    if found and found not in taken:
        return Code(found)
    return Code(_private(plain, taken), sure=False)


def _private(name: str, taken: set[str]) -> str:
    """A code that says nothing but its name, such as und-x-gikuyu."""
    word = _PRIVATE.match(name.casefold())
    if word and (code := f"und-x-{word[0]}") not in taken:
        return code
    return next(code for n in count(1) if (code := f"und-x-{n}") not in taken)
