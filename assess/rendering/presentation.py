"""How a report is shown: language, edition, paper, under whose name, and where it is verified."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from assess.core.brand import ACCENT, Brand, Logo, MediaType, brand_of
from assess.core.faults import N_
from assess.core.record import InvalidRecord
from assess.core.text import Text
from assess.language import languages

Edition = Literal["full", "summary", "board"]
Paper = Literal["A4", "Letter"]

EDITIONS: Mapping[Edition, str] = {
    "full": N_("full report"),
    "summary": N_("summary of four pages"),
    "board": N_("one page for the board"),
}
PAPERS: tuple[Paper, ...] = ("A4", "Letter")
LARGEST_LOGO = 600_000


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

    def record(self) -> dict[str, object]:
        """The presentation as plain data, from which the same pages can be set again."""
        return {
            "language": self.language,
            "edition": self.edition,
            "paper": self.paper,
            "brand": _brand_record(self.brand) if self.brand else None,
            "verify_at": self.verify_at,
        }


def _brand_record(brand: Brand) -> dict[str, object]:
    logo = brand.logo
    data = base64.b64encode(logo.data).decode() if logo else None
    return {**brand.record(), "logo_data": data}


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
        brand = None if record.get("brand") is None else _brand(record["brand"])
    except InvalidRecord:
        return None
    return Presentation(
        language=language, edition=edition, paper=paper, brand=brand, verify_at=address
    )


def _brand(record: object) -> Brand:
    """The brand with the logo that its record carries."""
    brand = brand_of(record)
    assert isinstance(record, dict)  # or there were no brand in it
    described, data = record.get("logo"), record.get("logo_data")
    if described is None and data is None:
        return brand
    if not isinstance(described, dict) or not isinstance(data, str) or len(data) > LARGEST_LOGO * 2:
        raise InvalidRecord("brand.logo")
    media_type: MediaType | None = next(
        (each for each in get_args(MediaType) if each == described.get("media_type")), None
    )
    alt = described.get("alt")
    if media_type is None or not isinstance(alt, dict) or not all(map(_is_text, alt.items())):
        raise InvalidRecord("brand.logo")
    try:
        logo = Logo(
            media_type=media_type, data=base64.b64decode(data, validate=True), alt=Text(alt)
        )
    except binascii.Error:
        raise InvalidRecord("brand.logo_data") from None
    return replace(brand, logo=logo)


def _is_text(entry: tuple[object, object]) -> bool:
    return all(isinstance(each, str) for each in entry)
