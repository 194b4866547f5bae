"""From whom a report comes, for the formats that are not set on pages."""

from __future__ import annotations

from collections.abc import Iterator

from assess.core.brand import Brand
from assess.language import gettext
from assess.rendering.filters import text

PROGRAM = "Assess"


def author(brand: Brand | None) -> str:
    """The name of the brand; of this program where there is none."""
    return text(brand.name) if brand else PROGRAM


def particulars(brand: Brand | None) -> Iterator[tuple[str, str]]:
    """What a brand says of itself, each with its label; nothing without a brand."""
    if brand is None:
        return
    yield gettext("Issued by"), text(brand.name)
    if brand.contact:
        yield gettext("Contact"), text(brand.contact)
    if brand.disclaimer:
        yield gettext("Please note"), text(brand.disclaimer)
