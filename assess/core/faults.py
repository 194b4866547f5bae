"""What can be wrong with what a person wrote: a sentence that names the fault and the cure.

The sentences are templates, so that a reader gets them in their own language and with
their own words quoted.  The place (file and line, or field) is added by whoever knows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Translate = Callable[[str], str]


def untranslated(message: str) -> str:
    """The English sentence as it stands in the code; also the mark by which it is found there."""
    return message


N_ = untranslated


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: a stable code, the sentence and the cure with what was typed filled in."""

    code: str
    message: str
    cure: str = ""
    details: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, translate: Translate = untranslated) -> str:
        """The fault and its cure in the reader's language, as one line."""
        details = {
            name: detail.sentence(translate) if isinstance(detail, Fault) else detail
            for name, detail in self.details.items()
        }
        said = translate(self.message).format(**details)
        if not self.cure:
            return said
        cure = translate(self.cure).format(**details)
        return translate(N_("{fault} — {cure}")).format(fault=said, cure=cure)


def words(message: str, **details: object) -> Fault:
    """Words of ours to be set into a fault's sentence, and translated with it."""
    return Fault("", message, details=details)
