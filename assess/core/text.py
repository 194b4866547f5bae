"""Words for readers, in every language they are written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assess.tags import stand_in


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in several languages, keyed by BCP-47 code; the first is the source.

    `declared` are the languages of a questionnaire or survey: readers of another one are told so
    once, above its texts.
    """

    translations: Mapping[str, str]
    declared: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def shown_in(self, language: str) -> str:
        """The language in which its readers see the words, as a rule the same.

        Else it is one of the same kind (Simplified for Traditional Chinese), else the source.
        """
        if language in self.translations:
            return language
        return stand_in(language, self.translations)

    def within(self, language: str) -> str:
        """The words in this language, else in another with a visible mark, never a blank.

        There is no mark where nothing that is declared would be nearer: the page says so once.
        """
        shown = self.shown_in(language)
        words = self.translations[shown]
        if shown == language or (self.declared and shown == stand_in(language, self.declared)):
            return words
        return f"{words} [{shown}]"

    @property
    def source(self) -> str:
        """The words of the source language."""
        return next(iter(self.translations.values()))
