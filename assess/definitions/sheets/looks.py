"""How the cells of a workbook look: what is to be filled in is yellow and free, the rest locked."""

from __future__ import annotations

from typing import Final

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]

from assess.core.typefaces import chinese_typefaces
from assess.tags import is_chinese

WIDTHS = {"id": 7, "asked": 62, "answer": 34, "means": 62}
"""Of the columns that can be seen, in digits."""

_INK, _MUTED, _RULE, _ACCENT = "#1B2733", "#5B6770", "#C9D0D7", "#0B5563"
_FREE, _BAND, _GREY = "#FFF9DB", "#E4EEF0", "#EDEFF1"
_LATIN_FONT = "Calibri"
_TEXT, _SHARE = "@", "0.############%"

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER_FORMATS = {"text": _TEXT, "numbers": _TEXT, "day": "yyyy-mm-dd"}
"""By the kind of a field; where none is given, a program shows what was typed as it was typed."""


def options(language: str) -> dict[str, object]:
    """How a workbook is made: texts are texts, in letters that the language has."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {
            "font_name": _font(language),
            "font_size": 10,
            "font_color": _INK,
            "font_scheme": "none",
        },
    }


def _font(language: str) -> str:
    """A font by name that programs for spreadsheets have where this language is read."""
    return chinese_typefaces(language).office_sans if is_chinese(language) else _LATIN_FONT


def may_be_formula(text: str) -> bool:
    """Whether a person who edits the cell might turn this text into a formula."""
    return text.startswith(_FORMULA)


class Looks:
    """The formats of a workbook, made when they are first needed."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Format] = {}

    def of(self, look: str, column: str) -> Format:
        """A cell that is locked, by the look of its row and by its column."""
        return self._format({"valign": "top", "text_wrap": True, **_row(look, column)})

    def input(
        self, kind: str, *, free: bool = True, percent: bool = False, quote: bool = False
    ) -> Format:
        """A cell with an answer, by the kind of its field."""
        number_format = _SHARE if percent else _NUMBER_FORMATS.get(kind, "General")
        return self._format(
            {
                "valign": "top",
                "align": "left",
                "text_wrap": True,
                "border": 1,
                "border_color": _RULE,
                "num_format": number_format,
                "locked": not free,
                "quote_prefix": quote,
                **({"bg_color": _FREE} if free else {}),
            }
        )

    def hidden(self) -> Format:
        """A mark, which nobody sees."""
        return self._format({"num_format": _TEXT, "font_color": _MUTED})

    def share(self) -> Format:
        """A share of what is asked, behind a bar."""
        return self._format({"num_format": "0%", "align": "left", "valign": "top"})

    def out_of_play(self) -> Format:
        """What a cell of a question looks like that does not apply."""
        return self._format({"font_color": "#8A949C", "bg_color": _GREY, "italic": True})

    def _format(self, look: dict[str, object]) -> Format:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _row(look: str, column: str) -> dict[str, object]:
    """What the look of a row adds to its cells."""
    muted = column in {"id", "means"}
    match look:
        case "title":
            return {"bold": True, "font_size": 15, "font_color": _ACCENT}
        case "heads":
            return {"bold": True, "bottom": 2, "bottom_color": _ACCENT, "bg_color": "#FFFFFF"}
        case "section":
            return {"bold": True, "font_size": 12, "bottom": 1, "bottom_color": _ACCENT}
        case "item":
            bold = column != "means"
            return {"bold": bold, "bg_color": _BAND, "top": 1, "top_color": _ACCENT}
    return {"font_color": _MUTED} if muted else {}
