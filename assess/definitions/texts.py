"""Texts: words in every language that they must have, and the names in them."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass

from assess.core.faults import N_, Fault, words
from assess.core.questionnaire import Questionnaire
from assess.core.text import Text
from assess.definitions.faults import T301, T302, T303, T304, T305, T307, T308, UNWRITTEN, T301_all
from assess.definitions.languages import is_language, meant_by
from assess.definitions.problems import Problem
from assess.definitions.scalars import ScalarReader, Unreadable
from assess.definitions.yaml.documents import Mapping, Node, Place, Scalar
from assess.definitions.yaml.nodes import languages_of, placeholders
from assess.tags import nearest

PLACEHOLDERS = ("organization",)
FULL_WIDTH_COLON = "："
QUOTING = {"“”", "‘’", "„“", "「」", "『』"}
"""What is written round a text where straight quotation marks belong."""
MANY = 5
"""Texts that are wrong alike: of more it is told once, where the languages are declared."""


@dataclass(frozen=True, slots=True)
class Languages:
    """Which languages texts must have (all of them once released); the first is the source.

    `told` is whether readers of another language are told once which of these they see.
    """

    declared: tuple[str, ...]
    complete: bool
    told: bool = True

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Languages:
        """Those of what stands beside a questionnaire, such as its glossary."""
        return cls(questionnaire.languages, complete=questionnaire.status == "released")


class TextReader(ScalarReader):
    """Reads texts too."""

    def __init__(self, languages: Languages) -> None:
        super().__init__()
        self.languages = languages
        self.texts = 0
        """How many texts were read."""

    def read_text(self, node: Node, key: str) -> Text:
        """Words in every declared language, or a plain text in the source language."""
        if not isinstance(node, Scalar | Mapping):
            hint = words(N_("write “en: …” and “zh-Hans: …” below it"))
            raise self._wrong(node, key, N_("a text"), hint)
        declared = self.languages.declared or languages_of(node)
        self.texts += 1
        said, places = self._said(node, key, declared)
        source = declared[0]
        # A bare text needs no translation where it is the same in every language ("%").
        if isinstance(node, Scalar) and not any(letter.isalpha() for letter in node.text):
            said = dict.fromkeys(declared, said[source])
        for language in declared:
            if language not in said:
                needed = language == source or self.languages.complete
                note = self.blame if needed else self.warn
                note(node.place, T301(details={"key": key, "language": language}))
        if source not in said:
            raise Unreadable
        text = Text(
            {language: said[language] for language in declared if language in said},
            self.languages.declared if self.languages.told else (),
        )
        return self.placed(text, node.place, places)

    def _said(
        self, node: Scalar | Mapping, key: str, declared: Collection[str]
    ) -> tuple[dict[str, str], dict[str, Place]]:
        """The words by language, and where they stand."""
        if isinstance(node, Scalar):
            source = next(iter(declared))
            return {source: self._words(node, key)}, {source: node.place}
        said = {}
        for written, entry in node.entries.items():
            language = written
            if language not in declared:
                language = self._undeclared(entry.place, key, written, node)
            if language and FULL_WIDTH_COLON in written:
                said[language] = written
            elif not language:
                continue
            elif isinstance(entry.node, Scalar):
                said[language] = self._words(entry.node, f"{key}.{language}")
            else:
                hint = words(N_("quote it"))
                raise self._wrong(entry.node, f"{key}.{language}", N_("a text"), hint)
        return said, {language: entry.node.place for language, entry in node.entries.items()}

    def _undeclared(self, place: Place, key: str, written: str, node: Mapping) -> str:
        """Tell of a language that is not declared; the one that was meant, "" if nobody knows."""
        declared = self.languages.declared
        missing = [language for language in declared if language not in node.entries]
        code, colon, _ = written.partition(FULL_WIDTH_COLON)
        near = "" if self.has_enough_of("T302") else _meant(code, missing)
        if near and colon:
            hint = words(N_("write “{sign}” and a space"), sign=":")
        elif near:
            hint = words(N_("did you mean '{near}'?"), near=near)
        else:
            hint = words(N_("declared are {known}"), known=", ".join(declared))
        self.blame(place, T302(details={"key": key, "language": written, "hint": hint}))
        return near

    def gather(self, at: Place) -> None:
        """Tell once, where languages are declared, what nearly every text would be told for."""
        for noted in (self.problems, self.warnings):
            counted = {
                (code, language): number
                for (grave, code, language), number in self.about_languages.items()
                if grave is (noted is self.problems)
            }
            # Where a part is translated, each text that is not is told.
            often = {
                (code, language): number
                for (code, language), number in counted.items()
                if number > (MANY if code == "T302" else max(MANY, self.texts // 2))
            }
            noted[:] = [each for each in noted if _about_language(each) not in often]
            noted += [at.blame(_once(*about, number)) for about, number in often.items()]

    def _words(self, node: Scalar, key: str) -> str:
        if node.refused:
            raise Unreadable
        said = node.text.strip()
        if not said or (node.plain and said in {"null", "~"}):
            self.blame(node.place, T303(details={"key": key}))
        if node.plain and (marks := said[:1] + said[-1:]) in QUOTING and said.count(marks[0]) == 1:
            self.warn(node.place, T307(details={"key": key, "marks": marks}))
        if node.behind:
            self.warn(node.place, T308(details={"key": key, "cut": node.behind}))
        if said.startswith(UNWRITTEN):
            note = self.blame if self.languages.complete else self.warn
            note(node.place, T305(details={"key": key}))
        for name in placeholders(said):
            if name not in PLACEHOLDERS:
                known = ", ".join(f"{{{known}}}" for known in PLACEHOLDERS)
                self.blame(node.place, T304(details={"key": key, "name": name, "known": known}))
        return said


def _meant(written: str, missing: Collection[str]) -> str:
    """Which of the languages that a text lacks was meant by another code; "" if none was."""
    meant = written if is_language(written) else meant_by(written)
    found = nearest(meant, missing) if meant else None
    if found is None:
        found = next(iter(difflib.get_close_matches(written, missing, n=1)), None)
    return found or ""


def _about_language(problem: Problem) -> tuple[str, str] | None:
    """The code and the language of a problem with the language of a text."""
    fault = problem.fault
    known = fault.code in {"T301", "T302"}
    return (fault.code, str(fault.details["language"])) if known else None


def _once(code: str, language: str, number: int) -> Fault:
    details: dict[str, object] = {"key": "languages", "language": language, "number": number}
    if code == "T301":
        return T301_all(details=details)
    hint = words(N_("declare it, or call it otherwise in {number} texts"), number=number)
    return T302(details={**details, "hint": hint})
