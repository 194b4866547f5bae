"""What a table is, and how a cell of it is printed or rounded.

A cell holds a text or an exact number; its column says how the number is printed.  Renderers
print or round by `Kind` and compute nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from assess.core.numbers import decimal_string, shortest
from assess.rendering.filters import DASH, number

Cell = str | Fraction | None


class Kind(StrEnum):
    """How the cells of a column are printed."""

    TEXT = "text"
    POINTS = "points"
    ITEM_POINTS = "item points"
    SHARE = "share"
    STEP = "step"
    NUMBER = "number"


_DECIMALS: Mapping[Kind, int] = {
    Kind.POINTS: 1,
    Kind.ITEM_POINTS: 2,
    Kind.SHARE: 2,  # whole per cent
    Kind.STEP: 1,
}


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
    if kind is Kind.SHARE:
        return f"{decimal_string(cell * 100, 0)}%"
    return decimal_string(cell, _DECIMALS[kind]) if kind in _DECIMALS else number(cell)


def value(cell: Fraction, kind: Kind) -> Decimal:
    """A number rounded to what is printed, so that a spreadsheet holds what the report says."""
    if kind in _DECIMALS:
        return Decimal(decimal_string(cell, _DECIMALS[kind]))
    exact = shortest(cell)
    return Decimal(exact if "/" not in exact else decimal_string(cell, 2))
