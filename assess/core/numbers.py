"""Exact numbers: how they are read from what people type, and rounded once for what people read."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Literal

RoundingMode = Literal["half-up", "half-even", "down", "none"]

_DECIMAL = re.compile(r"[+-]?(\d{1,18}|\d{1,3}(,\d{3}){1,5})(\.\d{1,12})?")


def number_typed(text: str) -> Fraction | None:
    """The exact number in a person's text, or None.

    Takes "76", "76.5", "1,200", "-3", "80%" (0.8) and their full-width forms, which
    Chinese keyboards produce; at most 18 digits before the point and 12 after it.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    if not _DECIMAL.fullmatch(plain):
        return None
    number = Fraction(plain.replace(",", ""))
    return number / 100 if percent else number


def rounded(value: Fraction, places: int, mode: RoundingMode = "half-up") -> Fraction:
    """The value as it is printed with so many decimals; gates compare this one."""
    return value if mode == "none" else Fraction(_last_places(value, places, mode), 10**places)


def decimal_string(value: Fraction, places: int, mode: RoundingMode = "half-up") -> str:
    """The value with exactly so many decimals: 433.25 with one place is "433.3"."""
    scaled = _last_places(value, places, "half-up" if mode == "none" else mode)
    digits = str(abs(scaled)).rjust(places + 1, "0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _last_places(value: Fraction, places: int, mode: RoundingMode) -> int:
    """The rounded value counted in units of its last decimal; halves go away from zero."""
    scale: int = 10**places
    whole, rest = divmod(abs(value.numerator) * scale, value.denominator)
    half = 2 * rest - value.denominator
    if mode != "down" and (half > 0 or (half == 0 and (mode == "half-up" or whole % 2))):
        whole += 1
    return -whole if value < 0 else whole


def shortest(value: Fraction) -> str:
    """The shortest exact writing of a number: 3/5 is "0.6", 1/3 stays "1/3"."""
    denominator = value.denominator
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return decimal_string(value, max(twos, fives))
