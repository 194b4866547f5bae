"""Which fonts have the Chinese letters of a language: in print, and in the programs of Office.

The same character is drawn otherwise in Simplified and in Traditional Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass

from assess.tags import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Typefaces:
    """Free fonts for print, what Office has instead, and Windows' number of their letters."""

    sans: str
    serif: str
    office_sans: str
    office_serif: str
    charset: str


SIMPLIFIED = Typefaces(
    sans="Noto Sans CJK SC",
    serif="Noto Serif CJK SC",
    office_sans="Microsoft YaHei",
    office_serif="SimSun",
    charset="86",
)
TRADITIONAL = Typefaces(
    sans="Noto Sans CJK TC",
    serif="Noto Serif CJK TC",
    office_sans="Microsoft JhengHei",
    office_serif="PMingLiU",
    charset="88",
)
_BY_LANGUAGE = {"zh-Hans": SIMPLIFIED, "zh-Hant": TRADITIONAL}


def chinese_typefaces(language: str) -> Typefaces:
    """The fonts for Chinese letters in a text of this language, which may be English."""
    return _BY_LANGUAGE[nearest(language, _BY_LANGUAGE) or "zh-Hans"]
