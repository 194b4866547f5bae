"""How items are worded: what a loader cannot refuse but a reader would stumble over.

Lengths are counted in words of English and in characters of Chinese.  Each rule looks at one
text, at one item, or at all texts together, and says what it found in a `Remark`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from assess.core.questionnaire import Anchors, ChecklistItem, Item, MaturityItem, Questionnaire
from assess.core.text import Text
from assess.definitions.glossary import Term

ENGLISH, CHINESE = "en", "zh-Hans"

LENGTHS = {
    # what: English words at least and at most, Chinese characters at least and at most
    "text": (5, 22, 8, 45),
    "short": (1, 4, 2, 8),
    "help": (10, 75, 20, 150),
    "why": (6, 32, 12, 60),
    "anchor": (8, 48, 14, 95),
    "do": (6, 26, 10, 52),
    "proves": (5, 32, 8, 62),
}
BALANCE = 3.5
"""How many times as long as the shortest the longest anchor of an axis may be."""
PRACTICES = range(4, 9)

VAGUE = {
    ENGLISH: re.compile(
        r"\b(well|fully|effectively|properly|appropriate(?:ly)?|adequate(?:ly)?|sufficient(?:ly)?"
        r"|robust|comprehensive(?:ly)?|holistic|seamless(?:ly)?|systematic(?:ally)?"
        r"|regular(?:ly)?|timely|best practices?|world-class|leverag\w*|stakeholders?)\b",
        re.IGNORECASE,
    ),
    CHINESE: re.compile(
        "充分|有效地|良好|到位|全面|积极|大力|合理|适当|定期|及时|高度|切实|不断|持续改进"
        "|全方位|多维度|赋能|抓手|闭环管理|最佳实践"
    ),
}
EMPTY = {
    ENGLISH: re.compile(
        r"\b(improv\w*|strengthen\w*|optimi[sz]\w*|enhanc\w*|ensur\w*|promot(?:e|es|ing)|foster\w*)\b",
        re.IGNORECASE,
    ),
    CHINESE: re.compile("提升|改进|加强|优化|完善|强化|推进|促进|健全"),
}
DOUBLE = {
    ENGLISH: re.compile(r"\band (how|whether|what|who|when)\b|, and (is|are|do|does)\b"),
    CHINESE: re.compile("以及(是否|如何|多少)|并且(是否|如何)|，是否.*，是否"),
}
MARK = {ENGLISH: "?", CHINESE: "？"}
NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|twelve|every|each|all|no)\b", re.IGNORECASE
)
IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
LATIN_PHRASE = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]+){2,}")
HALF_WIDTH = re.compile(r"[,;:?!()]")
NUMBERS_WITH_MARKS = re.compile(r"\d[,:]\d")
STRAIGHT = re.compile(r"[\"']")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|[。！？；]")
SHORTEST_SENTENCE = {ENGLISH: 20, CHINESE: 8}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader would stumble over: which rule, where ("L4.anchors.reality.3"), what."""

    rule: str
    where: str
    said: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A text of an item and where it stands; `kind` is the last word of its place."""

    item: Item
    where: str
    kind: str
    text: Text

    def words(self, language: str) -> str:
        """The text in a language, "" where it is missing."""
        return self.text.translations.get(language, "")


def remarks(questionnaire: Questionnaire, glossary: Iterable[Term] = ()) -> Iterator[Remark]:
    """Everything there is to remark about the wording of a questionnaire."""
    placed = [text for item in questionnaire.items() for text in texts_of(item)]
    terms = list(glossary)
    for text in placed:
        yield from _length(text)
        yield from _vague(text)
        yield from _script(text)
        yield from _unwanted(text, terms)
    for item in questionnaire.items():
        yield from _question(item)
        yield from _form(item)
        yield from _counterparts(item, terms)
    yield from _repeated(placed)


def texts_of(item: Item) -> Iterator[Placed]:
    """Every text of an item with its place."""
    for field in fields(item):
        yield from _texts(item, getattr(item, field.name), f"{item.id}.{field.name}")


def _texts(item: Item, value: object, where: str) -> Iterator[Placed]:
    if isinstance(value, Text):
        yield Placed(item, where, _kind(where), value)
    elif isinstance(value, Anchors):
        for axis in ("intention", "reality"):
            for step, anchor in value.of(axis).items():
                yield from _texts(item, anchor, f"{where}.{axis}.{step}")
    elif isinstance(value, tuple):
        for number, part in enumerate(value, start=1):
            name = getattr(part, "id", getattr(part, "to", number))
            yield from _texts(item, part, f"{where}.{name}")
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(item, getattr(value, field.name), f"{where}.{field.name}")


def _kind(where: str) -> str:
    last = where.rsplit(".", maxsplit=1)[-1]
    if ".anchors." in where:
        return "anchor"
    # The text of a practice is not the question of its item.
    return "practice" if last == "text" and where.count(".") > 1 else last


def length(words: str, language: str) -> int:
    """Words of English, characters of Chinese without spaces."""
    return len(words.split()) if language == ENGLISH else len(re.sub(r"\s", "", words))


def _length(text: Placed) -> Iterator[Remark]:
    if text.kind not in LENGTHS:
        return
    least_en, most_en, least_zh, most_zh = LENGTHS[text.kind]
    for language, least, most in ((ENGLISH, least_en, most_en), (CHINESE, least_zh, most_zh)):
        found = length(text.words(language), language)
        if text.words(language) and not least <= found <= most:
            said = f"{language} is {found} long, wanted are {least} to {most}"
            yield Remark("length", text.where, said)


def _vague(text: Placed) -> Iterator[Remark]:
    for language in (ENGLISH, CHINESE):
        if found := VAGUE[language].search(text.words(language)):
            yield Remark("vague", text.where, found[0])
        if text.kind == "do" and (found := EMPTY[language].search(text.words(language))):
            yield Remark("empty", text.where, found[0])


def _script(text: Placed) -> Iterator[Remark]:
    english, chinese = text.words(ENGLISH), text.words(CHINESE)
    if found := IDEOGRAPH.search(english):
        yield Remark("script", text.where, found[0])
    # A source keeps its own title.
    if text.kind != "curve_source" and (found := LATIN_PHRASE.search(chinese)):
        yield Remark("script", text.where, found[0])
    if found := STRAIGHT.search(english):
        yield Remark("typography", text.where, found[0])
    if found := HALF_WIDTH.search(NUMBERS_WITH_MARKS.sub("", chinese)):
        yield Remark("typography", text.where, found[0])


def _question(item: Item) -> Iterator[Remark]:
    for language in (ENGLISH, CHINESE):
        asked = item.text.translations.get(language, "")
        if asked and (asked.count(MARK[language]) != 1 or not asked.endswith(MARK[language])):
            yield Remark("question", f"{item.id}.text", f"{language} is not one question")
        if found := DOUBLE[language].search(asked):
            yield Remark("double", f"{item.id}.text", found[0])


def _form(item: Item) -> Iterator[Remark]:
    match item:
        case MaturityItem():
            yield from _anchors(item)
        case ChecklistItem():
            if len(item.practices) not in PRACTICES:
                yield Remark("practices", item.id, str(len(item.practices)))
            if not any(practice.mandatory for practice in item.practices):
                yield Remark("practices", item.id, "none is mandatory")
            for practice in item.practices:
                if not practice.quality:
                    where = f"{item.id}.practices.{practice.id}"
                    yield Remark("practices", where, "no quality criterion")


def _anchors(item: MaturityItem) -> Iterator[Remark]:
    for axis in item.axes:
        anchors = item.anchors.of(axis)
        for language in (ENGLISH, CHINESE):
            sizes = [length(a.translations.get(language, ""), language) for a in anchors.values()]
            if max(sizes) > BALANCE * min(sizes):
                yield Remark("balance", f"{item.id}.anchors.{axis}", f"{language} {sizes}")
        for step in (3, 5) if axis == "reality" else ():
            if not NUMBER.search(anchors[step].translations.get(ENGLISH, "")):
                yield Remark("number", f"{item.id}.anchors.{axis}.{step}", "nothing is counted")


def _unwanted(text: Placed, terms: Iterable[Term]) -> Iterator[Remark]:
    for term in terms:
        for language, never in term.never.items():
            for word in never:
                edge = r"\b" if language == ENGLISH else ""
                if re.search(f"{edge}{re.escape(word)}{edge}", text.words(language), re.IGNORECASE):
                    wanted = term.text.translations[language]
                    yield Remark("glossary", text.where, f"{word}, wanted is {wanted}")


def _counterparts(item: Item, terms: Iterable[Term]) -> Iterator[Remark]:
    """A term of the one language stands for the term of the other, somewhere in the item."""
    said = {
        language: " ".join(text.words(language) for text in texts_of(item)).lower()
        for language in (ENGLISH, CHINESE)
    }
    for term in terms:
        english, chinese = (term.text.translations[each] for each in (ENGLISH, CHINESE))
        says = re.search(rf"\b{re.escape(english)}s?\b", said[ENGLISH], re.IGNORECASE)
        if says and not term.ambiguous and chinese not in said[CHINESE]:
            yield Remark("glossary", item.id, f"says {english} but never {chinese}")


def _repeated(texts: Iterable[Placed]) -> Iterator[Remark]:
    """A sentence that two items share, or that one item says twice."""
    seen: dict[str, str] = {}
    for text in texts:
        if text.kind in {"title", "short", "unit", "curve_source"}:
            continue
        for language in (ENGLISH, CHINESE):
            for sentence in SENTENCE_END.split(text.words(language)):
                plain = sentence.strip().rstrip(".").lower()
                if len(plain) < SHORTEST_SENTENCE[language]:
                    continue
                if plain in seen and seen[plain] != text.where:
                    yield Remark("repeated", text.where, f"as {seen[plain]}: {sentence}")
                seen.setdefault(plain, text.where)
