"""Words for readers, in every language they are written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assess.tags import nearest


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in several languages, keyed by BCP-47 code; the first is the source."""

    translations: Mapping[str, str]

    def within(self, language: str) -> str:
        """The words in this language, else in another with a visible mark, never a blank.

        That is one of the same kind (Simplified for Traditional Chinese), else the source.
        """
        if language in self.translations:
            return self.translations[language]
        other = nearest(language, self.translations) or next(iter(self.translations))
        return f"{self.translations[other]} [{other}]"

    @property
    def source(self) -> str:
        """The words of the source language."""
        return next(iter(self.translations.values()))
