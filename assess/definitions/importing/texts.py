"""Texts of a source as texts of ours: by language, and without what no text of ours can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from assess.core.faults import N_
from assess.definitions.faults import UNWRITTEN
from assess.definitions.importing.account import Account
from assess.definitions.languages import is_language, meant_by
from assess.tags import canonical

Words: TypeAlias = Mapping[str, str]
"""A text by language; only languages in which there is one."""
Said: TypeAlias = tuple[str, str, str]
"""The same in English, Simplified and Traditional Chinese."""

OURS = {"zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-TW": "zh-Hant"}
"""Codes of languages that are called otherwise here."""
LONGEST_TITLE = 60
LONGEST_SHORT = 20
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FILLED_IN = re.compile(r"\$?\{([^{}]*)\}")


def cleaned(text: str, account: Account, where: str) -> str:
    """A text without control characters, and without braces, which would be filled in."""
    said = text.replace("\r\n", "\n").replace("\r", "\n")
    held = _UNHELD.sub("", said)
    if held != said:
        account.changed(where, N_("characters that no text can hold were taken out"))
    plain = without_braces(held)
    if plain != held:
        message = N_("what stood in braces is not filled in; it stands in round brackets")
        account.changed(where, message, text)
    return plain.strip()


def code_meant(written: str) -> str:
    """The code of a language as we write it, "" where there is none of that code or name."""
    code = canonical(written.strip().replace("_", "-"))
    if is_language(code):
        return OURS.get(code, code)
    return meant_by(written)


def without_braces(text: str) -> str:
    """A text in which nothing is filled in."""
    plain = _FILLED_IN.sub(r"(\1)", text)
    if "{" in plain and "}" in plain:
        plain = plain.replace("{", "(").replace("}", ")")
    return plain


def holdable(text: str) -> str:
    """A text that may stand in a file, whatever a name was that it was made of."""
    return without_braces(_UNHELD.sub("", text)).strip()


def todo(said: Said, languages: Iterable[str], about: str = "") -> Words:
    """A text to be written, and what belongs into it."""
    mark = f" ({about})" if about else ""
    return {each: f"{UNWRITTEN} {_within(each, said)}{mark}" for each in languages}


def known(said: Said, languages: Iterable[str]) -> Words:
    """A text that may stay; in a language that we do not speak it is to be written."""
    return {
        each: _within(each, said) if _is_spoken(each) else f"{UNWRITTEN} {said[0]}"
        for each in languages
    }


def _is_spoken(language: str) -> bool:
    return language.partition("-")[0] in {"en", "zh"}


def _within(language: str, said: Said) -> str:
    if not language.startswith("zh"):
        return said[0]
    parts = language.split("-")
    return said[2] if {"Hant", "TW", "HK", "MO"} & set(parts) else said[1]


def complete(words: Words, languages: tuple[str, ...]) -> Words:
    """The words with those of the source language, to be written from another where they lack."""
    if not words or languages[0] in words:
        return words
    return {languages[0]: f"{UNWRITTEN} {next(iter(words.values()))}", **words}


def joined(*texts: Words, between: str = "\n") -> Words:
    """Texts one behind the other, language by language."""
    languages = dict.fromkeys(language for words in texts for language in words)
    return {
        language: between.join(words[language] for words in texts if language in words)
        for language in languages
    }


def shortened(words: Words, longest: int) -> Words:
    """What is too long for a name, to be written shorter."""
    return {each: _fitting(text, longest) for each, text in words.items()}


def cut(words: Words, longest: int) -> Words:
    """The texts that are too long for a name, whole."""
    return {each: text for each, text in words.items() if len(" ".join(text.split())) > longest}


def without(words: Words, told: Words) -> Words:
    """The texts that are not told in their language already."""
    return {each: text for each, text in words.items() if text not in told.get(each, "")}


def _fitting(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{UNWRITTEN} {line[:longest].rstrip()}…"


def each(words: Words, make: Callable[[str], str]) -> Words:
    """The words with every text made otherwise."""
    return {language: make(text) for language, text in words.items()}
