"""How items are worded: what a loader cannot refuse but a reader would stumble over.

Lengths are counted in words of English and in characters of Chinese; texts in other languages
are left alone.  Each rule looks at one text, at one item, or at all texts together, and says
what it found in a `Remark`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import partial

from assess.core.faults import N_, Fault, words
from assess.core.items import Anchors, ChecklistItem, Item, MaturityItem, RatingItem
from assess.core.questionnaire import Questionnaire
from assess.core.text import Text
from assess.definitions.faults import UNWRITTEN
from assess.definitions.glossary import Term
from assess.definitions.wording.words import (
    CHINESE,
    CURLY,
    DOUBLE,
    EMPTY,
    ENGLISH,
    HALF_WIDTH,
    IDEOGRAPH,
    LANGUAGES,
    LATIN_PHRASE,
    LENGTHS,
    MARK,
    NUMBER,
    NUMBERS_WITH_MARKS,
    REPEATED,
    SENTENCE_END,
    SHORTEST_SENTENCE,
    STRAIGHT,
    TRADITIONAL,
    VAGUE,
    WRITTEN,
    length,
)

BALANCE = 3.5
"""How many times as long as the shortest the longest anchor of an axis may be."""
PRACTICES = range(4, 9)

W901 = partial(
    Fault,
    "W901",
    N_("“{key}” has {given} {unit}; wanted are {least} to {most}"),
    N_("{hint}"),
)
_SHORTEN, _LENGTHEN = words(N_("shorten it")), words(N_("say what is missing"))
W902 = partial(
    Fault,
    "W902",
    N_("“{word}” says nothing that can be checked"),
    N_("say how much, how often, or by whom"),
)
W903 = partial(
    Fault,
    "W903",
    N_("“{word}” does not say what is done"),
    N_("name what will be there afterwards"),
)
W904 = partial(
    Fault,
    "W904",
    N_("“{word}” is not in the language of the text"),
    N_("write all of it in its own language"),
)
W905 = partial(
    Fault,
    "W905",
    N_("“{word}” is not how this language writes it"),
    N_("write “{wanted}”"),
)
W906 = partial(
    Fault,
    "W906",
    N_("the question does not end in its only question mark"),
    N_("ask one question and nothing else"),
)
W907 = partial(
    Fault,
    "W907",
    N_("“{word}” asks a second thing"),
    N_("ask one thing, or make two items of it"),
)
W908 = partial(
    Fault,
    "W908",
    N_("the checklist has {given} practices; wanted are {least} to {most}"),
    N_("merge, split or add practices"),
)
W909 = partial(
    Fault,
    "W909",
    N_("no practice of {id} is mandatory"),
    N_("write “mandatory: true” beside what nobody can do without"),
)
W910 = partial(
    Fault,
    "W910",
    N_("practice '{id}' has no criterion of quality"),
    N_("say under “quality” by what one sees that it is done"),
)
W911 = partial(
    Fault,
    "W911",
    N_("the longest anchor of {axis} is more than {most} times as long as the shortest: {sizes}"),
    N_("let the anchors say about as much"),
)
W912 = partial(
    Fault,
    "W912",
    N_("the anchor of step {step} counts nothing"),
    N_("say how many, what share, or since when"),
)
W913 = partial(
    Fault,
    "W913",
    N_("the glossary has another word for “{word}”"),
    N_("write “{wanted}”"),
)
W914 = partial(
    Fault,
    "W914",
    N_("{id} says “{english}” in English, but never “{chinese}” in Chinese"),
    N_("take the words of the glossary in both languages, or mark the term as ambiguous there"),
)
W915 = partial(
    Fault,
    "W915",
    N_("{where} has this sentence already: “{sentence}”"),
    N_("say it once"),
)
CODES = tuple(f"W{number}" for number in range(901, 916))
"""Of every rule; `assess lint --ignore` takes them."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader would stumble over.

    `where` names the text ("L4.anchors.reality.3"); `about` is the value, and `key` what of it,
    that a place can be asked for.
    """

    where: str
    fault: Fault
    about: object
    key: str = ""

    @property
    def code(self) -> str:
        """The rule."""
        return self.fault.code


@dataclass(frozen=True, slots=True)
class Placed:
    """A text of an item and where it stands; `kind` is the last word of its place."""

    item: Item
    where: str
    kind: str
    text: Text

    def words(self, language: str) -> str:
        """The text in a language, "" where it is missing or still to be written."""
        said = self.text.translations.get(language, "")
        return "" if said.startswith(UNWRITTEN) else said

    def remark(self, language: str, fault: Fault) -> Remark:
        """A remark about the words in a language."""
        return Remark(self.where, fault, self.text, language)


def remarks(questionnaire: Questionnaire, glossary: Iterable[Term] = ()) -> Iterator[Remark]:
    """Everything there is to remark about the wording of a questionnaire."""
    placed = [text for item in questionnaire.items() for text in texts_of(item)]
    terms = list(glossary)
    unwanted = _unwanted_words(terms)
    for text in placed:
        yield from _length(text)
        yield from _vague(text)
        yield from _script(text)
        yield from _unwanted(text, unwanted)
    for item in questionnaire.items():
        yield from _question(item)
        yield from _form(item)
        yield from _counterparts(item, terms)
    yield from _repeated(placed)


def texts_of(item: Item) -> Iterator[Placed]:
    """Every text of an item with its place."""
    for field in fields(item):
        yield from _texts(item, getattr(item, field.name), f"{item.id}.{field.name}")
    if isinstance(item, RatingItem):
        # The words of a value may be as short as they like, but not vague.
        for at, words in item.anchors.items():
            yield Placed(item, f"{item.id}.anchors.{at}", "words", words)


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


def _length(text: Placed) -> Iterator[Remark]:
    if text.kind not in LENGTHS:
        return
    english, chinese = LENGTHS[text.kind][:2], LENGTHS[text.kind][2:]
    for language in LANGUAGES:
        least, most = english if language == ENGLISH else chinese
        found = length(text.words(language), language)
        if text.words(language) and not least <= found <= most:
            unit = words(N_("words") if language == ENGLISH else N_("characters"))
            hint = _SHORTEN if found > most else _LENGTHEN
            details = {"key": text.kind, "given": found, "unit": unit, "least": least, "most": most}
            yield text.remark(language, W901(details={**details, "hint": hint}))


def _vague(text: Placed) -> Iterator[Remark]:
    for language in LANGUAGES:
        if found := VAGUE[language].search(text.words(language)):
            yield text.remark(language, W902(details={"word": found[0]}))
        if text.kind == "do" and (found := EMPTY[language].search(text.words(language))):
            yield text.remark(language, W903(details={"word": found[0]}))


def _script(text: Placed) -> Iterator[Remark]:
    english = text.words(ENGLISH)
    if found := IDEOGRAPH.search(english):
        yield text.remark(ENGLISH, W904(details={"word": found[0]}))
    if found := STRAIGHT.search(english):
        yield text.remark(ENGLISH, _otherwise(found[0]))
    for language in CHINESE:
        chinese = text.words(language)
        # A source keeps its own title.
        if text.kind != "curve_source" and (found := LATIN_PHRASE.search(chinese)):
            yield text.remark(language, W904(details={"word": found[0]}))
        if found := HALF_WIDTH.search(NUMBERS_WITH_MARKS.sub("", chinese)):
            yield text.remark(language, _otherwise(found[0]))
        # Where Chinese is traditional it quotes with corners.
        if language == TRADITIONAL and (found := CURLY.search(chinese)):
            yield text.remark(language, _otherwise(found[0]))


def _otherwise(sign: str) -> Fault:
    return W905(details={"word": sign, "wanted": WRITTEN[sign]})


def _question(item: Item) -> Iterator[Remark]:
    question = Placed(item, f"{item.id}.text", "text", item.text)
    for language in LANGUAGES:
        # A mark of the wrong width is told as such.
        asked = question.words(language).replace(MARK[ENGLISH], MARK[language])
        if asked and (asked.count(MARK[language]) != 1 or not asked.endswith(MARK[language])):
            yield question.remark(language, W906())
        if found := DOUBLE[language].search(asked):
            yield question.remark(language, W907(details={"word": found[0]}))


def _form(item: Item) -> Iterator[Remark]:
    match item:
        case MaturityItem():
            yield from _anchors(item)
        case ChecklistItem():
            yield from _practices(item)


def _practices(item: ChecklistItem) -> Iterator[Remark]:
    given = len(item.practices)
    if given not in PRACTICES:
        details = {"given": given, "least": PRACTICES.start, "most": PRACTICES.stop - 1}
        yield Remark(item.id, W908(details=details), item, "practices")
    if not any(practice.mandatory for practice in item.practices):
        yield Remark(item.id, W909(details={"id": item.id}), item, "practices")
    for practice in item.practices:
        if not practice.quality:
            where = f"{item.id}.practices.{practice.id}"
            yield Remark(where, W910(details={"id": practice.id}), practice)


def _anchors(item: MaturityItem) -> Iterator[Remark]:
    for axis in item.axes:
        anchors, where = item.anchors.of(axis), f"{item.id}.anchors.{axis}"
        for language in LANGUAGES:
            said = [each.translations.get(language, "") for each in anchors.values()]
            sizes = [length(each, language) for each in said if each]
            if sizes and max(sizes) > BALANCE * min(sizes):
                told = ", ".join(map(str, sizes))
                details = {"axis": axis, "most": BALANCE, "sizes": told}
                yield Remark(where, W911(details=details), item.anchors, axis)
        for step in (3, 5) if axis == "reality" else ():
            said_there = anchors[step].translations.get(ENGLISH, "") if step in anchors else ""
            if said_there and not NUMBER.search(said_there):
                fault = W912(details={"step": step})
                yield Remark(f"{where}.{step}", fault, anchors[step], ENGLISH)


@dataclass(frozen=True, slots=True)
class _Unwanted:
    """A word that is not used, and the one that is."""

    pattern: re.Pattern[str]
    word: str
    wanted: str


def _unwanted_words(terms: Iterable[Term]) -> dict[str, list[_Unwanted]]:
    """The words that are not used, by language."""
    found: dict[str, list[_Unwanted]] = {}
    for term in terms:
        for language, never in term.never.items():
            # Chinese does not set words apart.
            edge = "" if language.startswith("zh") else r"\b"
            for word in never:
                pattern = re.compile(f"{edge}{re.escape(word)}{edge}", re.IGNORECASE)
                unwanted = _Unwanted(pattern, word, term.text.within(language))
                found.setdefault(language, []).append(unwanted)
    return found


def _unwanted(text: Placed, unwanted: Mapping[str, list[_Unwanted]]) -> Iterator[Remark]:
    for language, words_of_it in unwanted.items():
        if said := text.words(language):
            for each in words_of_it:
                if each.pattern.search(said):
                    details = {"word": each.word, "wanted": each.wanted}
                    yield text.remark(language, W913(details=details))


def _counterparts(item: Item, terms: Iterable[Term]) -> Iterator[Remark]:
    """A term of the one language stands for the term of the other, somewhere in the item."""
    said = {
        language: " ".join(text.words(language) for text in texts_of(item)).lower()
        for language in LANGUAGES
    }
    for term in terms:
        english = term.text.translations.get(ENGLISH)
        if not english or term.ambiguous:
            continue
        if not re.search(rf"\b{re.escape(english)}s?\b", said[ENGLISH], re.IGNORECASE):
            continue
        for language in CHINESE:
            chinese = term.text.translations.get(language)
            if chinese and said[language].strip() and chinese not in said[language]:
                details: dict[str, object] = {"id": item.id, "english": english, "chinese": chinese}
                yield Remark(item.id, W914(details=details), item)


def _repeated(texts: Iterable[Placed]) -> Iterator[Remark]:
    """A sentence that two items share, or that one item says twice."""
    seen: dict[str, str] = {}
    for text in texts:
        if text.kind in REPEATED:
            continue
        for language in LANGUAGES:
            for sentence in SENTENCE_END.split(text.words(language)):
                plain = sentence.strip().rstrip(".").lower()
                if len(plain) < SHORTEST_SENTENCE[language]:
                    continue
                if plain in seen and seen[plain] != text.where:
                    details: dict[str, object] = {"where": seen[plain], "sentence": sentence}
                    yield text.remark(language, W915(details=details))
                seen.setdefault(plain, text.where)
