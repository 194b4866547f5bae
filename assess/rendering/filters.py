"""How numbers, days and words are printed; all rounding for readers happens here.

Percentages have a space before the sign in English and none in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from markupsafe import Markup, escape

from assess.core.characters import printable
from assess.core.conditions import Value
from assess.core.faults import Fault
from assess.core.numbers import decimal_string, shortest
from assess.core.questionnaire import Questionnaire
from assess.core.text import Text
from assess.language import current, gettext
from assess.rendering.rounding import rounding
from assess.tags import is_chinese

DASH = "–"
MOST_DECIMALS = 4
NBSP = "\u00a0"
REGION = "region"
"""The fact that may be an ISO 3166 code: of a country, or of a part of one behind it."""
_PERCENT = re.compile(r"(?<=\d) (?=%)")
_AFTER_STOP = re.compile(r"(?<=[。！？])\s+(?=\S)")
_REGION_CODE = re.compile("([A-Z]{2})(-[A-Z0-9]{1,3})?")
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
"""What has two letters in the Unicode CLDR and is no country."""
_BABEL = {"en": "en_GB", "zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW"}


def text(words: Text | None) -> str:
    """A text in the language spoken; a per cent sign stays on the line of its number."""
    return "" if words is None else together(printable(words.within(current())))


def said(words: Text | None) -> str:
    """A text between two tags: where it is not in the language of the page, with its own."""
    if words is None:
        return ""
    shown = words.shown_in(current())
    if shown == current():
        return escape(text(words))
    return Markup('<span lang="{}">{}</span>').format(shown, text(words))


def together(words: str) -> str:
    """The same words, each per cent sign on the line of its number."""
    return _PERCENT.sub(NBSP, words)


def points(value: Fraction | None) -> str:
    """Points, with one decimal unless the questionnaire says otherwise: 464.45 is "464.5"."""
    return DASH if value is None else decimal_string(value, rounding().points, rounding().mode)


def whole(value: Fraction | None) -> str:
    """The nearest whole number, half up."""
    return DASH if value is None else decimal_string(value, 0)


def percent(share: Fraction | None) -> str:
    """A share as a percentage with its sign, whole unless the questionnaire says otherwise."""
    return DASH if share is None else with_unit(percent_number(share), "%")


def percent_number(share: Fraction | None) -> str:
    """The same without the sign, for columns whose head has it."""
    if share is None:
        return DASH
    return decimal_string(share * 100, rounding().percent, rounding().mode)


def signed(share: Fraction | None) -> str:
    """A difference of shares in percentage points with its sign: "+4", "−7"."""
    return DASH if share is None else _with_sign(share * 100, rounding().percent)


def difference(value: Fraction | None) -> str:
    """A difference of points or steps with its sign and their decimals: "+4.6", "−12.0"."""
    return DASH if value is None else _with_sign(value, rounding().points)


def _with_sign(value: Fraction, places: int) -> str:
    mode = rounding().mode
    printed = decimal_string(abs(value), places, mode)
    negative = value < 0 and any(digit in printed for digit in "123456789")
    return f"{'−' if negative else '+'}{printed}"


def number(value: Fraction | int | None) -> str:
    """A number as exactly as it was given, at most four decimals."""
    if value is None:
        return DASH
    exact = shortest(Fraction(value))
    return (
        decimal_string(Fraction(value), 2)
        if "/" in exact or len(exact.partition(".")[2]) > MOST_DECIMALS
        else exact
    )


def with_unit(number: str, unit: str) -> str:
    """A number with its unit as the language sets it."""
    joint = "" if is_chinese(current()) else NBSP
    return f"{number}{joint}{unit}"


def value_with_unit(value: Fraction | None, unit: Text) -> str:
    """A measured value in its unit."""
    return DASH if value is None else with_unit(number(value), text(unit))


def day(value: date) -> str:
    """A day written out: "1 October 2026", "2026年10月1日"."""
    return format_date(value, "long", locale=_locale())


def enumerated(names: Iterable[str]) -> str:
    """Names in a row as a sentence has them: “A, B, and C”, “甲、乙和丙”."""
    return format_list(list(names), locale=_locale())


def _locale() -> Locale:
    """That of the language spoken, in a region of ours where that matters."""
    return Locale.parse(_BABEL.get(current()) or current().replace("-", "_"))


def fact(value: Value, questionnaire: Questionnaire, id: str) -> str:
    """A fact of the organization in words."""
    known = questionnaire.fact(id)
    if known is not None and known.type == "choice":
        return text(known.choice(str(value))) or printable(str(value))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Fraction):
        return number(value)
    return region(str(value)) if id == REGION else printable(str(value))


def region(code: str) -> str:
    """An ISO 3166 code behind the name of its country: "China (CN-ZJ)"; all else as typed."""
    said = _REGION_CODE.fullmatch(code)
    country = said[1] if said and said[1] not in _NO_COUNTRIES else ""
    name = _locale().territories.get(country)
    if name is None:
        return printable(code)
    return gettext("{country} ({code})").format(country=name, code=code)


def sentence(fault: Fault) -> str:
    """A fault and its cure in the language spoken."""
    return fault.sentence(gettext)


def prose(words: str) -> str:
    """Sentences in a row: a Chinese full stop has its space in itself, so none follows it."""
    return _AFTER_STOP.sub("", words)


FILTERS: Mapping[str, Callable[..., str]] = {
    "text": text,
    "said": said,
    "points": points,
    "whole": whole,
    "percent": percent,
    "percent_number": percent_number,
    "signed": signed,
    "difference": difference,
    "number": number,
    "value_with_unit": value_with_unit,
    "day": day,
    "fact": fact,
    "sentence": sentence,
    "printable": printable,
    "prose": prose,
    "together": together,
}
