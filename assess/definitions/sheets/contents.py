"""What stands in a cell, to the last digit, and how the text of a field becomes that and back.

A spreadsheet computes with binary numbers of 15 digits that count, and shows no more of them:
12.1 may be kept as 12.0999999999999996 and is read as the 12.1 that was typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Literal

from assess.core.faults import Fault
from assess.core.numbers import number_typed, shortest
from assess.definitions.sheets.faults import F131, F132, F133, F134, F135, F136
from assess.definitions.sheets.fields import Field
from assess.language import gettext

DIGITS_OF_DIGEST = 12
QUOTED = 60
"""Characters of what was typed that a fault repeats."""

_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_SEPARATORS = re.compile(r"[\s;、]+|,\s+")


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a cell: exact digits of a number, an ISO day, a text as typed.

    A percentage is what is seen: "60" for 60 %, whatever the program keeps.
    """

    kind: Literal["blank", "text", "number", "percent", "day", "truth", "fault"]
    text: str = ""

    @property
    def digest(self) -> str:
        """The same for the same content, in whatever program it was saved."""
        text = self.text.replace("\r\n", "\n").replace("\r", "\n").strip()
        return _digest(f"{self.kind}\n{text}")

    @property
    def seen(self) -> str:
        """What a person sees in the cell, roughly."""
        return f"{self.text}%" if self.kind == "percent" else self.text


BLANK = Content("blank")


class Unclear(Exception):
    """What stands in a cell is no answer there."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def digest_of(*words: str) -> str:
    """A short name for words; spaces and ends of lines make no difference."""
    return _digest("\n".join(" ".join(each.split()) for each in words))


def _digest(plain: str) -> str:
    return sha256(plain.encode(errors="replace")).hexdigest()[:DIGITS_OF_DIGEST]


# --- from the text of a field to its cell -------------------------------------------------


def content_of(field: Field, text: str) -> Content:
    """What is written into the cell of a field for a text, also for one that has a fault."""
    text = text.strip()
    if not text:
        return BLANK
    if field.kind == "choice":
        label = field.label_of(field.value_of(text) or text) or text
        return Content("number" if _is_as_kept(label) else "text", label)
    if field.kind in {"number", "whole"}:
        return _number_or_text(text)
    if field.kind == "day" and (day := _day(text)):
        return Content("day", day)
    return Content("text", text)


def _number_or_text(text: str) -> Content:
    """A number where a spreadsheet can keep it to the last digit."""
    number, percent = number_typed(text), text.endswith(("%", "％"))
    if number is None or as_kept(number) != number:
        return Content("text", text)
    if percent:
        return Content("percent", shortest(number * 100))
    return Content("number", shortest(number))


def _is_as_kept(label: str) -> bool:
    """Whether a spreadsheet shows the number that is chosen by this label just like it."""
    number = number_typed(label)
    return number is not None and as_kept(number) == number and shortest(number) == label


def as_kept(number: Fraction | float) -> Fraction:
    """A number as a spreadsheet gives it back: with 15 digits that count."""
    return Fraction(f"{float(number):.15g}")


# --- from the cell of a field to its text -------------------------------------------------


def text_of(field: Field, content: Content) -> str:
    """What stands in a cell as the text of its field; `Unclear` tells what is wrong."""
    if content.kind == "blank":
        return ""
    if content.kind == "fault":
        raise Unclear(F132(details={"typed": _quoted(content)}))
    if content.kind == "day" and field.kind != "day":
        raise Unclear(F131(details={"day": content.text}))
    match field.kind:
        case "choice":
            return _chosen(field, content)
        case "number" | "whole":
            return _number(content, percent=field.percent)
        case "numbers":
            return _numbers(content)
        case "day":
            return _a_day(content)
    return content.seen


def _chosen(field: Field, content: Content) -> str:
    value = field.value_of(content.seen)
    if value is None:
        known = gettext(", ").join(choice.label for choice in field.choices)
        raise Unclear(F135(details={"typed": _quoted(content), "known": known}))
    return value


def _number(content: Content, *, percent: bool) -> str:
    if content.kind == "percent" and not percent:
        raise Unclear(F134(details={"typed": content.seen, "number": content.text}))
    if content.kind in {"number", "percent"}:
        return content.seen
    # "1,234" is a thousand here and one there; "12 %" is 12 to one and 0.12 to another.
    plain = unicodedata.normalize("NFKC", content.text).strip()
    digits = plain.removesuffix("%").rstrip() if percent else plain
    if content.kind != "text" or not _PLAIN.fullmatch(digits):
        raise Unclear(F133(details={"typed": _quoted(content)}))
    return f"{digits}%" if plain != digits else digits


def _numbers(content: Content) -> str:
    if content.kind == "number":
        return content.text
    text = unicodedata.normalize("NFKC", content.text)
    plain = [part for part in _SEPARATORS.split(text) if part]
    if content.kind != "text" or not all(_PLAIN.fullmatch(part) for part in plain):
        raise Unclear(F133(details={"typed": _quoted(content)}))
    return " ".join(plain)


def _a_day(content: Content) -> str:
    day = content.text if content.kind == "day" else _day(content.text)
    if day is None:
        raise Unclear(F136(details={"typed": _quoted(content)}))
    return day


def _day(text: str) -> str | None:
    """A day in ISO's writing, None where the text is none."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None


def _quoted(content: Content) -> str:
    return content.seen if len(content.seen) <= QUOTED else f"{content.seen[:QUOTED]}…"
