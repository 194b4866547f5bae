"""What a table is, and how a cell of it is printed or rounded.

A cell holds a text or an exact number; its column says how the number is printed.  Renderers
print or round by `Kind` and compute nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from assess.core.numbers import decimal_string, shortest
from assess.rendering.filters import DASH, number
from assess.rendering.rounding import rounding

Cell = str | Fraction | None


class Kind(StrEnum):
    """How the cells of a column are printed."""

    TEXT = "text"
    POINTS = "points"
    ITEM_POINTS = "item points"
    SHARE = "share"
    STEP = "step"
    NUMBER = "number"


def decimals(kind: Kind) -> int | None:
    """The decimals of the numbers of a kind, shares in per cent; None for as many as they have."""
    by_rules = {Kind.POINTS: rounding().points, Kind.SHARE: rounding().percent}
    return {Kind.ITEM_POINTS: 2, Kind.STEP: 1, **by_rules}.get(kind)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `id` for machines, `title` for readers."""

    id: str
    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns; `id` names the table for machines, `title` for readers."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> Iterator[dict[str, Cell]]:
        """Every row by the ids of the columns."""
        for row in self.rows:
            yield {column.id: cell for column, cell in zip(self.columns, row, strict=True)}


def printed(cell: Cell, kind: Kind) -> str:
    """A cell as a reader sees it; "–" for a number that is missing, shares with their sign."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return "" if kind is Kind.TEXT else DASH
    places = decimals(kind)
    if places is None:
        return number(cell)
    if kind is Kind.SHARE:
        return f"{decimal_string(cell * 100, places, rounding().mode)}%"
    return decimal_string(cell, places, rounding().mode)


def value(cell: Fraction, kind: Kind) -> Decimal:
    """A number rounded to what is printed, so that a spreadsheet holds what the report says."""
    places = decimals(kind)
    if places is not None:
        places += 2 if kind is Kind.SHARE else 0
        return Decimal(decimal_string(cell, places, rounding().mode))
    exact = shortest(cell)
    return Decimal(exact if "/" not in exact else decimal_string(cell, 2))
