"""Where a questionnaire comes from: its source articles, and what of them each item rests on."""

from __future__ import annotations

from dataclasses import dataclass

from assess.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an item comes from: a source article of the questionnaire and a passage in it."""

    article: str
    passage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePractice:
    """A system or practice that a source article names, and the items that ask about it."""

    text: Text
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A source article of the questionnaire, with what it says an organization should have."""

    id: str
    title: Text
    about: Text
    practices: tuple[SourcePractice, ...] = ()
