"""The fields of an offline form: what each is called, what may stand in it, and what that means.

A field has a key that never changes: "facts.sector", "answers.L1.practices.owner".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from assess.core.answers import MAXIMUM_FIELD, MAXIMUM_NOTE
from assess.core.characters import alike_lines
from assess.core.text import Text
from assess.language import current

Kind = Literal["choice", "number", "whole", "numbers", "text", "day"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value, the words it is chosen by, and what else may be written for it."""

    value: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One cell to fill; `percent` says that "60%" is understood there.

    `lowest` and `highest` are for the program that fills the sheet; the core judges.
    `spellings` are the values of a choice by everything that may be written for them.
    """

    key: str
    label: str
    means: str = ""
    kind: Kind = "text"
    choices: tuple[Choice, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    lowest: Fraction | None = None
    highest: Fraction | None = None
    longest: int = MAXIMUM_FIELD
    percent: bool = False

    def label_of(self, value: str) -> str | None:
        """The words of a value, None where it is no choice."""
        return next((choice.label for choice in self.choices if choice.value == value), None)

    def value_of(self, words: str) -> str | None:
        """The value that words stand for, None where they stand for none."""
        return self.spellings.get(spelled(words))

    def or_in(self, other: Field) -> Field:
        """The same field, understanding also what it is called in another language."""
        return replace(self, spellings={**other.spellings, **self.spellings})


def choice_field(key: str, label: str, choices: Sequence[Choice], means: str = "") -> Field:
    """A field with words to choose from; words that stand twice are told apart by their value."""
    labels = [choice.label for choice in choices]
    told = tuple(
        replace(choice, label=f"{choice.label} ({choice.value})")
        if labels.count(choice.label) > 1
        else choice
        for choice in choices
    )
    spellings: dict[str, str] = {}
    for written in (
        lambda choice: [choice.label],
        lambda choice: [choice.value],
        lambda choice: choice.also,
    ):
        for choice in told:
            for words in written(choice):
                spellings.setdefault(spelled(words), choice.value)
    return Field(
        key=key, label=label, means=means, kind="choice", choices=told, spellings=spellings
    )


def note_field(key: str, label: str, means: str = "") -> Field:
    """A field for as many words as there are to say."""
    return Field(key=key, label=label, means=means, longest=MAXIMUM_NOTE)


def spelled(words: str) -> str:
    """Words as they are compared: without case, width and spaces."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def said(text: Text | None) -> str:
    """A text in the language spoken."""
    return "" if text is None else alike_lines(text.within(current()))


def lines(*parts: str) -> str:
    """Those of the parts that say something, each on a line of its own."""
    return "\n".join(part for part in parts if part)


def bullets(texts: Sequence[Text]) -> Iterator[str]:
    """Texts as the points of a list."""
    yield from (f"• {said(text)}" for text in texts)
