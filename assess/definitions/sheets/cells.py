"""The cells of a workbook as plain data, whichever program wrote it."""

from __future__ import annotations

from collections.abc import Iterable
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


def plainly(book: Book) -> list[Any]:
    """A workbook as plain data, for another process."""
    return [
        [
            sheet.name,
            [[c.row, c.column, c.content.kind, c.content.text, c.formula] for c in sheet.cells],
            [[m.top, m.left, m.bottom, m.right] for m in sheet.merged],
        ]
        for sheet in book.sheets
    ]


def book_of(found: Iterable[Any]) -> Book:
    """The workbook that another process has told of `plainly`."""
    return Book(sheets=tuple(_sheet(*each) for each in found))


def _sheet(name: str, cells: Iterable[Any], merged: Iterable[Any]) -> Sheet:
    return Sheet(
        name=name,
        cells=tuple(
            Cell(row, column, Content(kind, text), formula)
            for row, column, kind, text, formula in cells
        ),
        merged=tuple(Range(*edges) for edges in merged),
    )
