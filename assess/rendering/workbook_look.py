"""How the workbook looks: its colours and fonts, and how much room its texts take."""

from __future__ import annotations

from collections.abc import Iterable

from assess.core.typefaces import chinese_typefaces
from assess.language import current
from assess.rendering.lettering import width, wrapped
from assess.rendering.tables.table import Table, printed
from assess.tags import is_chinese

LATIN_FONT = "Calibri"

LATIN_DIGIT, CHINESE_DIGIT = 0.6, 0.52
"""The width of a digit, in which columns are measured, beside what `lettering` makes of texts."""
FIRST_CHINESE = "\u2e80"
PADDING, MARGINS = 3, 2
"""What a column is wider than its longest text, and what of it no text may use, in digits."""
NARROWEST, WIDEST_HEAD, WRAPS_AT, WIDEST_FOR_LONG = 6, 14, 26, 100
PAGE_WIDTH = 160
"""Columns of this width together are still read easily when they are fitted to one page."""
LINES_IN_SIGHT = 25
SPACE, HIGHEST_ROW = 5, 409
"""Points; Excel allows a row no more, which is why columns of very long texts are wider."""


def font() -> str:
    """A font that Excel has for the language spoken."""
    chinese = is_chinese(current())
    return chinese_typefaces(current()).office_sans if chinese else LATIN_FONT


def line_height() -> float:
    """The height of a line of that font at 10 points, in points."""
    return 14 if font() == LATIN_FONT else 16.5


def words_of(table: Table) -> list[list[str]]:
    """The cells of a table as a reader sees them."""
    return [
        [printed(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]


def column_widths(table: Table) -> list[float]:
    """How wide the columns are, in digits: the longer texts wrap until all fit on a page."""
    contents = list(zip(*words_of(table), strict=True))
    whole = [
        _column_width(column.title, texts)
        for column, texts in zip(table.columns, contents, strict=True)
    ]
    limit = max(*whole, WRAPS_AT)
    while limit > WRAPS_AT and sum(min(digits, limit) for digits in whole) > PAGE_WIDTH:
        limit = max(limit - 1, WRAPS_AT)
    return [
        round(min(digits, max(limit, _least_width(texts))), 1)
        for digits, texts in zip(whole, contents, strict=True)
    ]


def _column_width(title: str, texts: Iterable[str]) -> float:
    """The width in digits at which no text of a column wraps."""
    longest = max(_digits(line) for text in texts for line in text.splitlines() or [""])
    word = min(max(map(_digits, title.split())), WIDEST_HEAD)
    return max(longest + PADDING, word + PADDING + 1, NARROWEST)


def _digits(text: str) -> float:
    return width(text) / _digit(text)


def _digit(text: str) -> float:
    return CHINESE_DIGIT if max(text, default="") >= FIRST_CHINESE else LATIN_DIGIT


def _least_width(texts: Iterable[str]) -> float:
    """The width in digits at which the longest text of a column may still be seen whole."""
    return min(max(map(_digits, texts)) / LINES_IN_SIGHT, WIDEST_FOR_LONG)


def row_height(texts: Iterable[str], widths: Iterable[float], *, spare: int = 0) -> float:
    """The height in points of a row whose texts wrap in columns of these widths in digits."""
    lines = max(
        sum(
            len(wrapped(line, (digits - MARGINS) * _digit(line)))
            for line in text.splitlines() or [""]
        )
        for text, digits in zip(texts, widths, strict=True)
    )
    return min((lines + spare) * line_height() + SPACE, HIGHEST_ROW)
