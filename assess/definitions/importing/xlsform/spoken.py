"""The languages of an XLSForm, which names them as its author liked: “Français (fr)”, “Arabic”."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODED = re.compile(r".*\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)")
_CODE = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8})*")
_NAMES = {
    "english": "en",
    "chinese": "zh-Hans",
    "simplified chinese": "zh-Hans",
    "chinese (simplified)": "zh-Hans",
    "中文": "zh-Hans",
    "简体中文": "zh-Hans",
    "traditional chinese": "zh-Hant",
    "chinese (traditional)": "zh-Hant",
    "繁體中文": "zh-Hant",
    "french": "fr",
    "francais": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "espanol": "es",
    "portuguese": "pt",
    "português": "pt",
    "arabic": "ar",
    "german": "de",
    "deutsch": "de",
    "russian": "ru",
    "japanese": "ja",
    "日本語": "ja",
    "hindi": "hi",
    "swahili": "sw",
    "kiswahili": "sw",
}
_OURS = {"zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-TW": "zh-Hant"}
LONGEST = 100
"""Characters of a name that are looked at."""
_FIRST_PRIVATE = ord("a")


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a language; not `sure` where nothing but a private one could be given."""

    code: str
    sure: bool = True


def code_of(name: str, taken: set[str]) -> Code:
    """The BCP-47 code of a language, one that no other has."""
    plain = " ".join(name.split())[:LONGEST]
    found = _NAMES.get(plain.casefold())
    if found is None and (coded := _CODED.fullmatch(plain) or _CODE.fullmatch(plain)):
        written = coded[coded.lastindex or 0].replace("_", "-")
        found = _OURS.get(written, written)
    if found and found not in taken:
        return Code(found)
    # ISO 639 leaves the codes from qaa to qtz to everybody.
    for number in range(20 * 26):
        first, second = divmod(number, 26)
        private = f"q{chr(_FIRST_PRIVATE + first)}{chr(_FIRST_PRIVATE + second)}"
        if private not in taken:
            return Code(private, sure=False)
    return Code("und", sure=False)
