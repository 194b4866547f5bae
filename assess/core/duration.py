"""How long answering takes: reading what stands there, then judging or looking up.

An estimate for one person who knows the organization: the words that a card shows, at an
everyday reading speed, and a fixed time for each thing to judge.  Criteria below a practice
are looked at where there is doubt, so they count half.  The speeds are our own proposal and
have not been timed on many people.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from assess.core.items import (
    ChecklistItem,
    ChoiceItem,
    CoverageItem,
    Item,
    KpiItem,
    MaturityItem,
    RatingItem,
)
from assess.core.text import Text

WORDS_A_MINUTE = 230
CHARACTERS_A_MINUTE = 400
SECONDS_AN_AXIS = 10
SECONDS_A_PRACTICE = 5
SECONDS_A_CHOICE = 10
SECONDS_A_SHARE = 45
SECONDS_A_VALUE = 60

_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]")


def minutes(items: Iterable[Item], language: str) -> int:
    """Minutes to answer these items in a language, rounded up; 0 for no item."""
    return math.ceil(sum(seconds(item, language) for item in items) / 60)


def seconds(item: Item, language: str) -> float:
    """Seconds to read and answer one item."""
    read = sum(share * reading(text.within(language)) for text, share in _shown(item))
    return read + _judging(item)


def reading(text: str) -> float:
    """Seconds to read a text."""
    ideographs = len(_IDEOGRAPHS.findall(text))
    words = len(_IDEOGRAPHS.sub(" ", text).split()) if not ideographs else 0
    return 60 * (ideographs / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE)


def _shown(item: Item) -> Iterator[tuple[Text, float]]:
    """The texts of a card, each with the share of it that is read."""
    yield item.text, 1
    match item:
        case MaturityItem():
            for axis in item.axes:
                yield from ((anchor, 1) for anchor in item.anchors.of(axis).values())
        case ChecklistItem():
            for practice in item.practices:
                yield practice.text, 1
                yield from ((criterion, 1 / 2) for criterion in practice.quality)
        case CoverageItem():
            yield from ((text, 1) for text in (item.numerator, item.denominator, item.period))
        case KpiItem():
            yield item.measure, 1
        case ChoiceItem():
            yield from ((option.text, 1) for option in item.options)
        case RatingItem():
            yield from ((anchor, 1) for anchor in item.anchors.values())


def _judging(item: Item) -> int:
    match item:
        case MaturityItem():
            return SECONDS_AN_AXIS * len(item.axes)
        case ChecklistItem():
            return SECONDS_A_PRACTICE * len(item.practices)
        case CoverageItem():
            return SECONDS_A_SHARE
        case KpiItem():
            return SECONDS_A_VALUE
    return SECONDS_A_CHOICE
