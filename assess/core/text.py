"""Words for readers, in every language they are written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in several languages, keyed by BCP-47 code; the first is the source."""

    translations: Mapping[str, str]

    def within(self, language: str) -> str:
        """The words in this language, else the source words with a visible mark, never a blank."""
        if language in self.translations:
            return self.translations[language]
        source, words = next(iter(self.translations.items()))
        return f"{words} [{source}]"

    @property
    def source(self) -> str:
        """The words of the source language."""
        return next(iter(self.translations.values()))
