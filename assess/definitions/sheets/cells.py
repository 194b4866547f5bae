"""The cells of a workbook as plain data, whichever program wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assess.definitions.sheets.contents import BLANK, Content


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; rows and columns count from 1.  A formula has its last value."""

    row: int
    column: int
    content: Content
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """Cells that are merged to one, by their first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by the name at its tab, without its empty cells."""

    name: str
    cells: tuple[Cell, ...]
    merged: tuple[Range, ...] = ()

    def rows(self) -> dict[int, dict[int, Cell]]:
        """The cells by row and column."""
        rows: dict[int, dict[int, Cell]] = {}
        for cell in self.cells:
            if cell.formula or cell.content != BLANK:
                rows.setdefault(cell.row, {})[cell.column] = cell
        return dict(sorted(rows.items()))


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a workbook in the order of their tabs."""

    sheets: tuple[Sheet, ...]


def book_of(found: Mapping[str, Any]) -> Book:
    """A workbook that another process has told of as plain data."""
    return Book(sheets=tuple(map(_sheet, found["sheets"])))


def _sheet(found: Mapping[str, Any]) -> Sheet:
    cells = (Cell(**{**cell, "content": Content(**cell["content"])}) for cell in found["cells"])
    merged = (Range(**range_) for range_ in found["merged"])
    return Sheet(name=found["name"], cells=tuple(cells), merged=tuple(merged))
