"""Lines of a YAML file that somebody is to finish: comments that teach, texts to be written.

A text that is still to be written begins with “TODO”, so that authors find it; `assess check`
warns of it until it is written.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assess.definitions.faults import UNWRITTEN
from assess.definitions.yaml.rewriting import INDENT, quoted
from assess.language import current, gettext

WIDTH = 92

Said = tuple[str, str]
"""The same in English and in Chinese."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Writes entries at an indent, with texts in the languages of a questionnaire."""

    languages: tuple[str, ...]
    indent: str = ""

    @property
    def inside(self) -> Draft:
        """The same one level deeper."""
        return replace(self, indent=self.indent + INDENT)

    def comment(self, message: str) -> Iterator[str]:
        """What an author ought to know, in the language spoken at the terminal."""
        # A Chinese character is as wide as two others.
        width = WIDTH // 2 if current().startswith("zh") else WIDTH
        for line in textwrap.wrap(gettext(message), width - len(self.indent)):
            yield f"{self.indent}# {line}"

    def entry(self, key: str, value: str) -> str:
        """A key with a value as it is."""
        return f"{self.indent}{key}: {value}"

    def text(self, key: str, asked: Said) -> Iterator[str]:
        """A text to be written, with what belongs into it."""
        yield f"{self.indent}{key}:"
        for language in self.languages:
            yield f"{self.inside.indent}{language}: {quoted(f'{UNWRITTEN} {_in(language, asked)}')}"

    def words(self, said: Said) -> str:
        """A text that may stay, on one line; in a language we do not speak it is to be written."""
        known = {"en": said[0], "zh-Hans": said[1]}
        texts = {each: known.get(each, f"{UNWRITTEN} {said[0]}") for each in self.languages}
        return "{" + ", ".join(f"{code}: {quoted(text)}" for code, text in texts.items()) + "}"


def _in(language: str, said: Said) -> str:
    return said[1] if language.startswith("zh") else said[0]


def flow(entries: Mapping[str, str]) -> str:
    """Entries on one line."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"
