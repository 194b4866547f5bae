"""How a report is shown: language, edition, paper, and where it can be verified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assess.core.faults import N_
from assess.language import languages

Edition = Literal["full", "summary", "board"]
Paper = Literal["A4", "Letter"]

EDITIONS: Mapping[Edition, str] = {
    "full": N_("full report"),
    "summary": N_("summary of four pages"),
    "board": N_("one page for the board"),
}
PAPERS: tuple[Paper, ...] = ("A4", "Letter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """How a report is shown; `verify_at` is the address of a page that verifies it, if any."""

    language: str
    edition: Edition = "full"
    paper: Paper = "A4"
    verify_at: str = ""

    def record(self) -> dict[str, object]:
        """The presentation as plain data, from which the same pages can be set again."""
        return {
            "language": self.language,
            "edition": self.edition,
            "paper": self.paper,
            "verify_at": self.verify_at,
        }


def presentation_of(record: object) -> Presentation | None:
    """The presentation that a record holds, None when it holds none."""
    if not isinstance(record, dict):
        return None
    language, address = record.get("language"), record.get("verify_at")
    edition = next((each for each in EDITIONS if each == record.get("edition")), None)
    paper = next((each for each in PAPERS if each == record.get("paper")), None)
    if not isinstance(language, str) or language not in languages() or not isinstance(address, str):
        return None
    if edition is None or paper is None:
        return None
    return Presentation(language=language, edition=edition, paper=paper, verify_at=address)
