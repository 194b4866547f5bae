"""What an explanation of a number is, and how numbers are written in one.

An explanation is built of formulas and ids, so it reads the same in every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assess.core.numbers import RoundingMode, decimal_string, shortest
from assess.core.scoring_rules import Rounding

LONGEST_EXACT = 9
"""Characters of a number that is printed exactly; longer ones are cut."""

_MODES: dict[RoundingMode, str] = {
    "half-up": "half up",
    "half-even": "half to even",
    "down": "down",
    "none": "not rounded",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One number: what it is of, its rule, the rule with its inputs put in, and what it gives.

    `inputs` are (name, value) pairs as text; `excluded` are (id, reason) pairs.
    """

    subject: str
    formula: str
    inputs: tuple[tuple[str, str], ...]
    worked: str
    result: str
    excluded: tuple[tuple[str, str], ...] = ()
    rounding: str = ""


def exact(value: Fraction | None) -> str:
    """A number exactly where that is short, else with its first six decimals."""
    if value is None:
        return "–"
    short = shortest(value)
    cut = f"{decimal_string(value, 6, 'down')}…"
    if len(short) > LONGEST_EXACT:
        return cut
    return f"{short} = {cut}" if "/" in short else short


def in_short(value: Fraction | None) -> str:
    """A number inside a formula: one writing only."""
    return exact(value).split(" = ")[-1]


def percent_rounding(rounding: Rounding) -> str:
    """How the percentage of a score is rounded where it is printed."""
    decimals = f"% with {_decimals(rounding.percent)}" if rounding.percent else "whole %"
    return f"{_MODES[rounding.mode]}, {decimals}"


def points_rounding(rounding: Rounding) -> str:
    """How points of the total are rounded where they are printed."""
    decimals = _decimals(rounding.points) if rounding.points else "whole points"
    return f"{_MODES[rounding.mode]}, {decimals}, from unrounded values"


def _decimals(number: int) -> str:
    return "one decimal" if number == 1 else f"{number} decimals"
