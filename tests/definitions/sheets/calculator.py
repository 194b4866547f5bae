"""Works out the formulas of a sheet as a program for spreadsheets does, as far as ours go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from openpyxl.cell import Cell  # type: ignore[import-untyped]
from openpyxl.workbook import Workbook  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<range>(?:'(?:[^']|'')+'!)?\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?)"""
    r"""|(?P<name>[A-Za-z_]\w*)|(?P<sign><>|<=|>=|=)|(?P<other>.)""",
    re.VERBOSE,
)
_SIGNS = {"<>": "!=", "=": "=="}


Value = str | int | float | list["Value"]


class Words(str):
    """A text; "&" joins it with another value, and every number is less than it."""

    __slots__ = ()

    def __and__(self, other: object) -> Words:
        return Words(f"{self}{other}")

    def __gt__(self, other: object) -> bool:
        return True

    __ge__ = __gt__

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __lt__


class Calculator:
    """A workbook and the values of its cells."""

    def __init__(self, book: Workbook) -> None:
        self.book = book

    def value(self, cell: Cell) -> Value:
        """The value of a cell, worked out where it is a formula."""
        if isinstance(cell.value, str) and cell.data_type == "f":
            return self._worked_out(cell.value[1:], cell.parent)
        held: Value = "" if cell.value is None else cell.value
        return held

    def _worked_out(self, formula: str, sheet: Worksheet) -> Value:
        code = "".join(self._in_python(found) for found in _TOKEN.finditer(formula))
        worked: Value = eval(code, {"__builtins__": {}}, self._names(sheet))  # noqa: S307 — ours
        return worked

    def _in_python(self, found: re.Match[str]) -> str:
        kind = found.lastgroup
        if kind == "text":
            plain = found[0][1:-1].replace('""', '"')
            return f"Words({plain!r})"
        if kind == "range":
            return f"at({found[0]!r})"
        if kind == "name" and found[0] in self.book.defined_names:
            return f"at({self.book.defined_names[found[0]].attr_text!r})"
        return _SIGNS.get(found[0], found[0])

    def _names(self, sheet: Worksheet) -> Mapping[str, Any]:
        def at(place: str) -> Value:
            name, _, cells = place.rpartition("!")
            where = self.book[name.strip("'").replace("''", "'")] if name else sheet
            found = where[cells.replace("$", "")]
            if isinstance(found, tuple):
                return [self.value(row[0]) for row in found]
            held = self.value(found)
            return Words(held) if isinstance(held, str) else held

        return {
            "at": at,
            "Words": Words,
            "TRUE": True,
            "FALSE": False,
            "IF": lambda test, then, otherwise: then if test else otherwise,
            "AND": lambda *values: all(values),
            "OR": lambda *values: any(values),
            "NOT": lambda value: not value,
            "LEN": lambda value: len(str(value)),
            "TRIM": lambda value: str(value).strip(),
            "EXACT": lambda one, other: str(one) == str(other),
            "ISNUMBER": lambda value: isinstance(value, int | float),
            "SUM": lambda *ranges: sum(_numbers(ranges)),
            "COUNT": lambda *ranges: len(_numbers(ranges)),
        }


def _numbers(ranges: tuple[list[Value], ...]) -> list[float]:
    return [each for cells in ranges for each in cells if isinstance(each, int | float)]
