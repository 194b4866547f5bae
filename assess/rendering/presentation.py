"""How a report is shown: language, edition, paper, under whose name, and where it is verified."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assess.core.brand import ACCENT, Brand, brand_of
from assess.core.faults import N_
from assess.core.record import InvalidRecord
from assess.core.seal import canonical
from assess.language import languages
from assess.rendering.lettering import width

Edition = Literal["full", "summary", "board"]
Paper = Literal["A4", "Letter"]

EDITIONS: Mapping[Edition, str] = {
    "full": N_("full report"),
    "summary": N_("summary of four pages"),
    "board": N_("one page for the board"),
}
PAPERS: tuple[Paper, ...] = ("A4", "Letter")
MOST_AT_EASE = 250
"""The most that a brand may say, in widths of a Chinese letter, before a single page is dense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """How a report is shown; `verify_at` is the address of a page that verifies it, if any."""

    language: str
    edition: Edition = "full"
    paper: Paper = "A4"
    brand: Brand | None = None
    verify_at: str = ""

    @property
    def accent(self) -> str:
        """The one colour of the pages besides ink."""
        return self.brand.accent if self.brand else ACCENT

    @property
    def logo_address(self) -> str:
        """The address of the logo among the documents of the printing, "" without one."""
        return "report:///logo" if self.brand and self.brand.logo else ""

    @property
    def dense(self) -> bool:
        """Whether the page for the board is set closer, to hold all that its brand says."""
        if self.brand is None or self.edition != "board":
            return False
        words = (self.brand.name, self.brand.contact, self.brand.disclaimer)
        return sum(width(each.within(self.language)) for each in words if each) > MOST_AT_EASE

    def record(self) -> dict[str, object]:
        """The presentation as plain data, from which the same pages can be set again."""
        return {
            "language": self.language,
            "edition": self.edition,
            "paper": self.paper,
            "brand": self.brand.record() if self.brand else None,
            "verify_at": self.verify_at,
        }

    @property
    def digest(self) -> str:
        """SHA-256 of the record: another one means that a report is to be written anew."""
        return hashlib.sha256(canonical(self.record())).hexdigest()


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
    try:
        brand = None if record.get("brand") is None else brand_of(record["brand"])
    except InvalidRecord:
        return None
    return Presentation(
        language=language, edition=edition, paper=paper, brand=brand, verify_at=address
    )
