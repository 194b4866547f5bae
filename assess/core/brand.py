"""Under whose name a report is printed: a consultant's name, colour, logo and words."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from assess.core.record import InvalidRecord
from assess.core.text import Text

MediaType = Literal["image/png", "image/svg+xml", "image/jpeg"]

ACCENT = "#0B5C6B"
WHITE = "#FFFFFF"
LEAST_CONTRAST = 4.5
"""What WCAG 2.2 (success criterion 1.4.3) asks of text on its ground."""

LONGEST: Mapping[str, int] = {"name": 80, "alt": 200, "contact": 200, "disclaimer": 600}
"""The most characters that each text of a brand may have in a language."""
LARGEST_LOGO = 512 * 1024
"""Bytes that a logo may have."""

_T = TypeVar("_T")
_DARK = 0.04045
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A picture as it lay in its file, and the words for those who do not see it."""

    media_type: MediaType
    data: bytes
    alt: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """Who a report comes from; `accent` is "#RRGGBB" and readable on white.

    The words are complete without the logo: wherever it stands, the name stands in words too.
    `white_label` keeps the name of this program off the pages.
    """

    id: str
    name: Text
    accent: str = ACCENT
    logo: Logo | None = None
    contact: Text | None = None
    disclaimer: Text | None = None
    white_label: bool = False

    def record(self) -> dict[str, object]:
        """The brand as plain data, whole: every word, and the logo in base64."""
        return {
            "id": self.id,
            "name": _translations(self.name),
            "accent": self.accent,
            "logo": None if self.logo is None else _logo_record(self.logo),
            "contact": _translations(self.contact),
            "disclaimer": _translations(self.disclaimer),
            "white_label": self.white_label,
        }


def is_colour(text: str) -> bool:
    """Whether this is # and six hexadecimal digits."""
    return _COLOUR.fullmatch(text) is not None


def contrast(colour: str, other: str) -> float:
    """How different in brightness two colours "#RRGGBB" are, from 1 (equal) to 21.

    (lighter + 0.05) / (darker + 0.05), of relative luminances: WCAG 2.2, “contrast ratio”.
    """
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """0.2126 R + 0.7152 G + 0.0722 B, 0 to 1: WCAG 2.2, “relative luminance”."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """A channel of sRGB, 0 to 1, as share of its light."""
    return channel / 12.92 if channel <= _DARK else float(((channel + 0.055) / 1.055) ** 2.4)


def _logo_record(logo: Logo) -> dict[str, object]:
    return {
        "media_type": logo.media_type,
        "data": base64.b64encode(logo.data).decode(),
        "alt": _translations(logo.alt),
    }


def _translations(text: Text | None) -> dict[str, str] | None:
    return None if text is None else dict(text.translations)


def brand_of(record: object) -> Brand:
    """The brand that a record holds, or InvalidRecord; the inverse of Brand.record."""
    if not isinstance(record, dict):
        raise InvalidRecord("brand")
    accent = _take(record, "accent", str)
    # It goes into a style sheet: nothing but a colour may come out of a record.
    if not is_colour(accent):
        raise InvalidRecord("brand.accent")
    return Brand(
        id=_take(record, "id", str),
        name=_text(_take(record, "name", dict), "name"),
        accent=accent,
        logo=None if record.get("logo") is None else _logo(_take(record, "logo", dict)),
        contact=_text_or_none(record, "contact"),
        disclaimer=_text_or_none(record, "disclaimer"),
        white_label=_take(record, "white_label", bool),
    )


def _logo(record: Mapping[object, object]) -> Logo:
    kinds: tuple[MediaType, ...] = get_args(MediaType)
    media_type = next((kind for kind in kinds if kind == record.get("media_type")), None)
    encoded, alt = record.get("data"), record.get("alt")
    if media_type is None or not isinstance(encoded, str) or not isinstance(alt, dict):
        raise InvalidRecord("brand.logo")
    try:
        data = base64.b64decode(encoded, validate=True)
    except ValueError:
        raise InvalidRecord("brand.logo") from None
    if len(data) > LARGEST_LOGO:
        raise InvalidRecord("brand.logo")
    return Logo(media_type=media_type, data=data, alt=_text(alt, "alt"))


def _take(record: Mapping[object, object], key: str, kind: type[_T]) -> _T:
    value = record.get(key)
    if not isinstance(value, kind):
        raise InvalidRecord(f"brand.{key}")
    return value


def _text_or_none(record: Mapping[object, object], key: str) -> Text | None:
    return None if record.get(key) is None else _text(_take(record, key, dict), key)


def _text(said: Mapping[object, object], key: str) -> Text:
    words = {
        language: text
        for language, text in said.items()
        if isinstance(language, str) and isinstance(text, str) and len(text) <= LONGEST[key]
    }
    if not words or len(words) != len(said):
        raise InvalidRecord(f"brand.{key}")
    return Text(words)
