"""What a reader stumbles over in each language: lengths, empty words, marks.

Both kinds of Chinese are counted alike, but each has empty words of its own.
"""

from __future__ import annotations

import re

ENGLISH, SIMPLIFIED, TRADITIONAL = "en", "zh-Hans", "zh-Hant"
CHINESE = (SIMPLIFIED, TRADITIONAL)
LANGUAGES = (ENGLISH, *CHINESE)
"""Those that there are rules for; texts in others are left alone."""

REPEATED = {
    *("title", "short", "unit", "curve_source"),
    # What is counted, out of what and when is the same for many measures.
    *("numerator", "denominator", "period"),
}
"""Texts that may be the same in several items."""
LENGTHS = {
    # what: English words at least and at most, Chinese characters at least and at most
    "text": (5, 22, 8, 45),
    "short": (1, 4, 2, 8),
    "help": (4, 75, 8, 150),
    "why": (4, 32, 8, 60),
    "anchor": (3, 48, 5, 95),
    "do": (3, 26, 5, 52),
    "proves": (1, 32, 2, 62),
}

VAGUE = {
    ENGLISH: re.compile(
        r"\b(well|fully|effectively|properly|appropriate(?:ly)?|adequate(?:ly)?|sufficient(?:ly)?"
        r"|robust|comprehensive(?:ly)?|holistic|seamless(?:ly)?|systematic(?:ally)?"
        r"|regular(?:ly)?|timely|best practices?|world-class|leverag\w*|stakeholders?)\b",
        re.IGNORECASE,
    ),
    SIMPLIFIED: re.compile(
        "充分|有效地|良好|到位|全面|积极|大力|合理|适当|定期|及时|高度|切实|不断|持续改进"
        "|全方位|多维度|赋能|抓手|闭环管理|最佳实践"
    ),
    TRADITIONAL: re.compile(
        "充分|有效地|良好|到位|全面|積極|大力|合理|適當|適時|適切|妥善|定期|及時|高度|切實|不斷"
        "|持續改善|持續精進|與時俱進|全方位|多面向|賦能|抓手|閉環|最佳實務|最佳實踐"
    ),
}
EMPTY = {
    ENGLISH: re.compile(
        r"\b(improv\w*|strengthen\w*|optimi[sz]\w*|enhanc\w*|ensur\w*|promot(?:e|es|ing)|foster\w*)\b",
        re.IGNORECASE,
    ),
    SIMPLIFIED: re.compile("提升|改进|加强|优化|完善|强化|推进|促进|健全"),
    TRADITIONAL: re.compile("提升|改進|改善|精進|加強|優化|最佳化|完善|強化|推動|促進|健全|落實"),
}
DOUBLE = {
    ENGLISH: re.compile(r"\band (how|whether|what|who|when)\b|, and (is|are|do|does)\b"),
    SIMPLIFIED: re.compile("以及(是否|如何|多少)|并且(是否|如何)|，是否.*，是否"),
    TRADITIONAL: re.compile("以及(是否|如何|多少)|並且(是否|如何)|，是否.*，是否"),
}
MARK = {ENGLISH: "?", SIMPLIFIED: "？", TRADITIONAL: "？"}
SHORTEST_SENTENCE = {ENGLISH: 20, SIMPLIFIED: 8, TRADITIONAL: 8}

NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|twelve|every|each|all|no)\b", re.IGNORECASE
)
IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
LATIN_PHRASE = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]+){2,}")
HALF_WIDTH = re.compile(r"[,;:?!()]")
CURLY = re.compile(r"[“”‘’]")
NUMBERS_WITH_MARKS = re.compile(r"\d[,:]\d")
STRAIGHT = re.compile(r"[\"']")
WRITTEN = {"'": "’", '"': "“…”", **dict(zip(",;:?!()", "，；：？！（）", strict=True))}
WRITTEN |= dict.fromkeys("“”", "「…」") | dict.fromkeys("‘’", "『…』")
"""How what is found by the patterns above is written instead."""
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|[。！？；]")


def length(words: str, language: str) -> int:
    """Words of English, characters of Chinese without spaces."""
    return len(words.split()) if language == ENGLISH else len(re.sub(r"\s", "", words))
