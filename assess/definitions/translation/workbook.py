"""Texts for translators as an Excel workbook: instructions, and a sheet with a row for each text.

Only the translation and its state can be changed.  The first row, which is hidden, tells
what the columns are, so that they are found again whatever a program does to the rest.
Cells are texts, also those that look like a formula.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.core.faults import N_
from assess.core.typefaces import chinese_typefaces
from assess.definitions.translation.exchange import Export, Line
from assess.definitions.translation.states import State
from assess.language import gettext, name_of, ngettext
from assess.tags import is_chinese

KEY, TRANSLATION, STATE, DIGESTS = "key", "translation", "state", "digests"
"""How the hidden row names the columns that are read again."""
MARKS, HEAD, FIRST = 0, 1, 2
"""The hidden row, the row of heads, and the first row of texts."""
STATES = {
    State.MISSING: N_("untranslated"),
    State.CURRENT: N_("up to date"),
    State.STALE: N_("out of date"),
}
MOST_IN_CELL = 32_767
"""Characters that Excel keeps in a cell."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_A4 = 9
_INK, _MUTED, _RULE, _LOCKED = "#1B2733", "#66727E", "#C9D0D7", "#F4F6F8"
_EMPTY, _DOUBTFUL = "#FFF6D6", "#FDE3D5"
_LATIN_FONT = "Calibri"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column: its mark in the hidden row, its head, its width in digits, its language."""

    mark: str
    head: str
    width: float
    language: str = ""
    free: bool = False


def render_workbook(export: Export, day: date) -> tuple[bytes, tuple[str, ...]]:
    """The workbook in the language spoken, and the keys of texts that are too long for a cell."""
    fitting = [line for line in export.lines if _fits(line)]
    packed = io.BytesIO()
    with Workbook(packed, _options()) as book:
        created = datetime.combine(day, time(), UTC)
        book.set_properties({"created": created, "title": _title(export)})
        columns = _columns(export)
        _write_instructions(book, book.add_worksheet(gettext("Instructions")), export)
        sheet = book.add_worksheet(gettext("Texts"))
        looks = _Looks(book)
        _write_head(sheet, columns, looks)
        for down, line in enumerate(fitting, start=FIRST):
            _write_line(sheet, down, line, columns, looks)
        _lay_out(sheet, columns, FIRST + len(fitting) - 1, looks)
    left_out = tuple(line.unit.key for line in export.lines if not _fits(line))
    return packed.getvalue(), left_out


def _fits(line: Line) -> bool:
    said = (line.unit.source, line.reference, line.present, line.asked)
    return max(map(len, said)) <= MOST_IN_CELL


def _options() -> dict[str, object]:
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {
            "font_name": _LATIN_FONT,
            "font_size": 10,
            "font_color": _INK,
            "font_scheme": "none",
        },
    }


def _title(export: Export) -> str:
    manuscript = export.manuscript
    version = f" {manuscript.version}" if manuscript.version else ""
    return f"{manuscript.id}{version}: {name_of(manuscript.source)} → {name_of(export.target)}"


def _columns(export: Export) -> tuple[_Column, ...]:
    source, target, beside = export.manuscript.source, export.target, export.reference
    reference = _Column(mark="reference", head=name_of(beside), width=36, language=beside)
    return (
        _Column(mark=KEY, head=gettext("Key"), width=18),
        _Column(mark="where", head=gettext("What it is"), width=26),
        _Column(mark="asked", head=gettext("Question it belongs to"), width=28),
        _Column(mark="source", head=name_of(source), width=44, language=source),
        *([reference] if beside else []),
        _Column(mark=TRANSLATION, head=name_of(target), width=44, language=target, free=True),
        _Column(mark=STATE, head=gettext("State"), width=11, free=True),
        _Column(mark=f"{DIGESTS} {export.subject}", head="", width=0),
    )


class _Looks:
    """The formats of cells, made when they are first needed."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[str, bool, bool], Format] = {}
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bottom_color": _INK}
        )
        self.empty = book.add_format({"bg_color": _EMPTY})
        self.doubtful = book.add_format({"bg_color": _DOUBTFUL})

    def of(self, column: _Column, said: str) -> Format:
        """Wrapped, in the letters of its language, locked unless it is to be filled in."""
        key = (column.language, column.free, said.startswith(_FORMULA))
        if key not in self.made:
            look: dict[str, object] = {
                "text_wrap": True,
                "valign": "top",
                "bottom": 1,
                "bottom_color": _RULE,
                "num_format": "@",
                "locked": not column.free,
                "quote_prefix": key[2],
            }
            if is_chinese(column.language):
                look["font_name"] = chinese_typefaces(column.language).office_sans
            if not column.free:
                look["bg_color"] = _LOCKED
            if not column.language:
                look["font_color"] = _MUTED
            self.made[key] = self.book.add_format(look)
        return self.made[key]


def _write_head(sheet: Worksheet, columns: Sequence[_Column], looks: _Looks) -> None:
    for at, column in enumerate(columns):
        sheet.write_string(MARKS, at, column.mark)
        sheet.write_string(HEAD, at, column.head, looks.head)


def _write_line(
    sheet: Worksheet, down: int, line: Line, columns: Sequence[_Column], looks: _Looks
) -> None:
    said = {
        KEY: line.unit.key,
        "where": line.where,
        "asked": line.asked,
        "source": line.unit.source,
        "reference": line.reference,
        TRANSLATION: line.present,
        STATE: gettext(STATES[line.state]),
        DIGESTS: line.digests,
    }
    for at, column in enumerate(columns):
        words = said[column.mark.partition(" ")[0]]
        if words:
            sheet.write_string(down, at, words, looks.of(column, words))
        else:
            sheet.write_blank(down, at, None, looks.of(column, words))


def _lay_out(sheet: Worksheet, columns: Sequence[_Column], last: int, looks: _Looks) -> None:
    """Widths, what stays in sight, filters, what may be changed, and the page."""
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, None, {"hidden": not column.width})
    sheet.set_row(MARKS, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST, 1)
    sheet.autofilter(HEAD, 0, last, len(columns) - 2)
    marks = [column.mark for column in columns]
    _mark_states(sheet, (FIRST, marks.index(TRANSLATION), last, marks.index(STATE)), looks)
    sheet.protect(
        "", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}
    )
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _mark_states(sheet: Worksheet, range_: tuple[int, int, int, int], looks: _Looks) -> None:
    """Colours for what is missing or stale, and the words that a state may be."""
    top, translation, bottom, state = range_
    words = [gettext(said) for said in STATES.values()]
    sheet.data_validation(top, state, bottom, state, {"validate": "list", "source": words})
    sheet.conditional_format(
        top, translation, bottom, translation, {"type": "blanks", "format": looks.empty}
    )
    stale = f'"{gettext(STATES[State.STALE])}"'
    rule = {"type": "cell", "criteria": "==", "value": stale, "format": looks.doubtful}
    sheet.conditional_format(top, state, bottom, state, rule)


def _write_instructions(book: Workbook, sheet: Worksheet, export: Export) -> None:
    title = book.add_format({"bold": True, "font_size": 14})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, _title(export), title)
    for down, paragraph in enumerate(_instructions(export), start=2):
        sheet.write_string(down, 0, paragraph, words)
    sheet.protect()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _instructions(export: Export) -> list[str]:
    count = {state: sum(line.state is state for line in export.lines) for state in State}
    states = {state.value: gettext(said) for state, said in STATES.items()}
    target = name_of(export.target)
    return [
        ngettext(
            "{number} text: {missing} untranslated, {stale} out of date.",
            "{number} texts: {missing} untranslated, {stale} out of date.",
            len(export.lines),
        ).format(number=len(export.lines), missing=count[State.MISSING], stale=count[State.STALE]),
        gettext(
            "Write into the column “{target}” of the sheet “{sheet}”. Everything else but the "
            "state is locked, because the program finds your words again by it."
        ).format(target=target, sheet=gettext("Texts")),
        gettext(
            "Write for people who read {target}, not word for word. Titles for charts have to be "
            "short, questions have to ask one thing, and the steps of a question have to differ."
        ).format(target=target),
        gettext(
            "Words in braces, such as {example}, stand for something that is put in later. "
            "Leave them exactly as they are, and put them where they belong in your sentence."
        ).format(example="{organization}"),
        gettext(
            "The state “{stale}” means that the source was changed after it was translated. Change "
            "the translation, or set the state to “{current}” if it is still right."
        ).format(**states),
        gettext(
            "You may filter, and leave texts empty: they stay “{missing}” and come again with the "
            "next export. You may send back some of the rows only."
        ).format(**states),
        gettext(
            "A text may begin with =, +, - or @: write it as it is. Cells with formulas, numbers "
            "or dates are not taken."
        ),
        gettext("Send the whole file back; do not turn it into another format."),
    ]
