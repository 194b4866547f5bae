"""How numbers, days and words are printed; all rounding for readers happens here.

Percentages have a space before the sign in English and none in Chinese.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from babel.dates import format_date

from assess.core.conditions import Value
from assess.core.faults import Fault
from assess.core.numbers import decimal_string, rounded, shortest
from assess.core.questionnaire import Questionnaire
from assess.core.text import Text
from assess.language import current, gettext

DASH = "–"
MOST_DECIMALS = 4
NBSP = "\u00a0"
_BABEL = {"en": "en_GB", "zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW"}


def text(words: Text | None) -> str:
    """A text in the language spoken."""
    return "" if words is None else words.within(current())


def points(value: Fraction | None) -> str:
    """Points with one decimal, rounded half up: 464.45 is "464.5"."""
    return DASH if value is None else decimal_string(value, 1)


def whole(value: Fraction | None) -> str:
    """The nearest whole number, half up."""
    return DASH if value is None else decimal_string(value, 0)


def percent(share: Fraction | None) -> str:
    """A share as a whole percentage with its sign."""
    if share is None:
        return DASH
    return with_unit(decimal_string(share * 100, 0), "%")


def percent_number(share: Fraction | None) -> str:
    """A share as a whole percentage without the sign, for columns whose head has it."""
    return DASH if share is None else decimal_string(share * 100, 0)


def signed(share: Fraction | None) -> str:
    """A difference of shares in whole percentage points with its sign: "+4", "−7"."""
    if share is None:
        return DASH
    number = rounded(share * 100, 0)
    return f"{'−' if number < 0 else '+'}{decimal_string(abs(number), 0)}"


def difference(value: Fraction | None) -> str:
    """A difference of points or steps with its sign and one decimal: "+4.6", "−12.0"."""
    if value is None:
        return DASH
    sign = "−" if rounded(value, 1) < 0 else "+"
    return f"{sign}{decimal_string(abs(value), 1)}"


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
    joint = "" if current().startswith("zh") else NBSP
    return f"{number}{joint}{unit}"


def value_with_unit(value: Fraction | None, unit: Text) -> str:
    """A measured value in its unit."""
    return DASH if value is None else with_unit(number(value), text(unit))


def day(value: date) -> str:
    """A day written out: "1 October 2026", "2026年10月1日"."""
    return format_date(value, "long", locale=_BABEL.get(current(), "en_GB"))


def fact(value: Value, questionnaire: Questionnaire, id: str) -> str:
    """A fact of the organization in words."""
    known = questionnaire.fact(id)
    if known is not None and known.type == "choice":
        return text(known.choice(str(value))) or str(value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return number(value) if isinstance(value, Fraction) else str(value)


def sentence(fault: Fault) -> str:
    """A fault and its cure in the language spoken."""
    return fault.sentence(gettext)


FILTERS: Mapping[str, Callable[..., str]] = {
    "text": text,
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
}
