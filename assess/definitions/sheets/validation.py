"""What a spreadsheet lets a person write into a cell: a word of a list, a number in its bounds."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.core.numbers import shortest
from assess.definitions.problems import letters
from assess.definitions.sheets.fields import Field
from assess.definitions.sheets.looks import Looks
from assess.language import gettext

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
FARTHEST = 10**15
"""Beyond this a spreadsheet keeps no whole numbers."""
_WIDTH = 60


class Lists:
    """The words of drop-down lists, each list once, on a hidden sheet of their own."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lists: dict[tuple[str, ...], str] = {}

    def source(self, words: tuple[str, ...]) -> str:
        """The name by which a cell refers to a list of these words."""
        name = self._lists.setdefault(words, f"list_{len(self._lists) + 1}")
        return f"={name}"

    def write(self, book: Workbook, looks: Looks) -> None:
        """Put the lists side by side on their sheet."""
        sheet = book.add_worksheet(self._free_name(book))
        place = "'" + sheet.get_name().replace("'", "''") + "'"
        for across, (words, name) in enumerate(self._lists.items()):
            for down, word in enumerate(words):
                if word.isdecimal():
                    sheet.write_number(down, across, int(word), looks.hidden())
                else:
                    sheet.write_string(down, across, word, looks.hidden())
            column = letters(across + 1)
            book.define_name(name, f"={place}!${column}$1:${column}${len(words)}")
        sheet.set_column(0, max(len(self._lists) - 1, 0), _WIDTH)
        sheet.protect()
        sheet.hide()

    def _free_name(self, book: Workbook) -> str:
        taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
        name, number = self.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{self.name} {number}"
        return name


def validate(sheet: Worksheet, down: int, across: int, field: Field, lists: Lists) -> None:
    """Let a program refuse at once what cannot be an answer, and say what can."""
    rule = _rule(field, lists)
    if rule:
        sheet.data_validation(down, across, down, across, {"ignore_blank": True, **rule})


def _rule(field: Field, lists: Lists) -> dict[str, Any] | None:
    match field.kind:
        case "choice":
            words = tuple(choice.label for choice in field.choices)
            return {
                "validate": "list",
                "source": lists.source(words),
                **_refusal(gettext("Take an answer from the list of the cell.")),
            }
        case "number" | "whole":
            return _bounds(field)
        case "text":
            said = gettext("At most {limit} characters fit here.").format(limit=field.longest)
            limit = {"validate": "length", "criteria": "<=", "value": field.longest}
            return {**limit, **_refusal(said)}
        case "day":
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": FIRST_DAY,
                "maximum": LAST_DAY,
                **_refusal(gettext("Write a day, such as 2026-10-01.")),
            }
    return None


def _bounds(field: Field) -> dict[str, Any]:
    lowest = Fraction(-FARTHEST) if field.lowest is None else field.lowest
    highest = Fraction(FARTHEST) if field.highest is None else field.highest
    if field.lowest is None and field.highest is None:
        said = gettext("Write a number in digits, without a unit.")
    elif field.highest is None:
        said = gettext("Write a number of 0 or more in digits, without a unit.")
    else:
        said = gettext("Write a number from {lowest} to {highest}, without a unit.").format(
            lowest=shortest(lowest), highest=shortest(highest)
        )
    return {
        "validate": "integer" if field.kind == "whole" else "decimal",
        "criteria": "between",
        "minimum": float(lowest),
        "maximum": float(highest),
        **_refusal(said),
    }


def _refusal(said: str) -> dict[str, str]:
    return {"error_title": gettext("Not understood"), "error_message": said}
