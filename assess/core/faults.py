"""What can be wrong with what a person wrote: a sentence that names the fault and the cure.

The sentences are templates, so that a reader gets them in their own language and with
their own words quoted.  The place (file and line, or field) is added by whoever knows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assess.core.characters import one_line

Translate = Callable[[str], str]


def untranslated(message: str) -> str:
    """The English sentence as it stands in the code; also the mark by which it is found there."""
    return message


N_ = untranslated

LONGEST_QUOTED = 1000
"""Characters of what somebody wrote that a sentence quotes at most."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: a stable code, the sentence and the cure with what was typed filled in."""

    code: str
    message: str
    cure: str = ""
    details: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, translate: Translate = untranslated) -> str:
        """The fault and its cure in the reader's language, as one line."""
        said, cure = self.said(translate), self.advised(translate)
        return translate(N_("{fault} — {cure}")).format(fault=said, cure=cure) if cure else said

    def said(self, translate: Translate = untranslated) -> str:
        """What is wrong, without the cure."""
        return self._filled(self.message, translate)

    def advised(self, translate: Translate = untranslated) -> str:
        """What to do about it; "" where nothing is suggested."""
        return self._filled(self.cure, translate) if self.cure else ""

    def _filled(self, template: str, translate: Translate) -> str:
        details = {name: _said(detail, translate) for name, detail in self.details.items()}
        return translate(template).format(**details)


def _said(detail: object, translate: Translate) -> object:
    """A detail in words; what somebody wrote must not change the line it is quoted in."""
    if isinstance(detail, Fault):
        return detail.sentence(translate)
    if not isinstance(detail, str):
        return detail
    cut = detail if len(detail) <= LONGEST_QUOTED else f"{detail[:LONGEST_QUOTED]}…"
    return one_line(cut)


def words(message: str, **details: object) -> Fault:
    """Words of ours to be set into a fault's sentence, and translated with it."""
    return Fault("", message, details=details)
