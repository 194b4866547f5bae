"""An offline form as an Excel workbook; the same order gives the same bytes.

A first sheet about the organization and how far it is, a sheet for each dimension, and a
hidden one with the words of the drop-down lists.  All but the cells to fill in is protected,
without a password.  Nothing in it is a link; its formulas only count.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.core.numbers import number_typed
from assess.definitions.sheets.contents import Content, content_of
from assess.definitions.sheets.counting import Counting
from assess.definitions.sheets.fields import Field
from assess.definitions.sheets.layout import MARKS, Page, Row, pages_of
from assess.definitions.sheets.looks import WIDTHS, Looks, may_be_formula, options
from assess.definitions.sheets.marks import (
    COLUMNS,
    OURS,
    Identity,
    RowMark,
    digest_of_question,
    identities,
)
from assess.definitions.sheets.orders import ASSESSED_ON, PROFILE, PURPOSE, Order
from assess.definitions.sheets.validation import Lists, validate
from assess.language import gettext, speaking

AT = {name: number for number, name in enumerate(("mark", *COLUMNS))}
"""The columns of a sheet as it is made, counted from 0."""
LONGEST_IN_CELL = 32_767
_A4 = 9
_PROTECTED = {"format_columns": True, "format_rows": True}
_EVERYWHERE = "A1:XFD1048576"
_LONGEST_RUNNING = 100


def render_sheet(order: Order) -> bytes:
    """The workbook that was ordered."""
    packed = io.BytesIO()
    with speaking(order.language), Workbook(packed, options(order.language)) as book:
        created = datetime.combine(order.day, time(), UTC)
        pages = pages_of(order)
        book.set_properties({"created": created, "title": pages[0].title})
        _Writer(book, order, pages).write()
    return packed.getvalue()


class _Writer:
    def __init__(self, book: Workbook, order: Order, pages: list[Page]) -> None:
        self.book = book
        self.order = order
        self.pages = pages
        self.looks = Looks(book)
        self.lists = Lists(gettext("Lists"))
        self.texts = {**_beginnings(order), **order.texts}
        self.counting = Counting(book, order, pages, self.texts)

    def write(self) -> None:
        """Every sheet, the lists behind them."""
        rows = {page.id: len(page.fields) for page in self.pages}
        identity = identities(self.order, rows)
        for page in self.pages:
            sheet = self.book.add_worksheet(page.name)
            self._page(sheet, page, identity[page.id])
        self.lists.write(self.book, self.looks)
        self.book.worksheets()[0].activate()

    def _page(self, sheet: Worksheet, page: Page, identity: Identity) -> None:
        hidden = self.looks.hidden()
        sheet.write_string(MARKS, AT["mark"], identity.text(), hidden)
        for name in COLUMNS:
            sheet.write_string(MARKS, AT[name], name, hidden)
        number = 0
        for down, row in enumerate(page.rows, start=1):
            number += row.field is not None
            self._row(sheet, down, row, number)
        self.counting.write(sheet, page, self.looks)
        self._lay_out(sheet, page)

    def _row(self, sheet: Worksheet, down: int, row: Row, number: int) -> None:
        for column, words in (("id", row.id), ("asked", row.asked), ("means", row.means)):
            _write_words(sheet, down, AT[column], words, self.looks.of(row.look, column))
        if row.field is None:
            look = self.looks.of(row.look, "answer")
            _write_words(sheet, down, AT["answer"], row.answer, look)
            sheet.write_string(down, AT["mark"], row.mark or OURS, self.looks.hidden())
            return
        text = self.texts.get(row.field.key, "")
        whole = len(text.encode("utf-16-le", "replace")) <= 2 * LONGEST_IN_CELL
        content = content_of(row.field, text if whole else f"{text[: LONGEST_IN_CELL // 2]}…")
        mark = RowMark(
            key=row.field.key,
            number=number,
            asked=digest_of_question(row.id, _fitting(row.asked)),
            before=content.digest,
            rev=self.order.revisions.get(row.field.key, 0),
        )
        sheet.write_string(down, AT["mark"], mark.text(), self.looks.hidden())
        # A text that no cell can hold is shown as far as it goes, and stays as it is.
        self._answer(sheet, down, row.field, content, free=row.look == "field" and whole)

    def _answer(
        self, sheet: Worksheet, down: int, field: Field, content: Content, *, free: bool
    ) -> None:
        at, kind = AT["answer"], field.kind
        look = self.looks.input(
            kind,
            free=free,
            percent=content.kind == "percent",
            quote=content.kind == "text" and may_be_formula(content.text),
        )
        match content.kind:
            case "blank":
                sheet.write_blank(down, at, None, look)
            case "number" | "percent":
                number = number_typed(content.seen)
                assert number is not None
                sheet.write_number(down, at, float(number), look)
            case "day":
                sheet.write_datetime(down, at, date.fromisoformat(content.text), look)
            case _:
                sheet.write_string(down, at, _writable(content.text), look)
        if free:
            validate(sheet, down, at, field, self.lists)

    def _lay_out(self, sheet: Worksheet, page: Page) -> None:
        """Widths, what stays in sight, what may be changed, and the page."""
        out_of_sight = {"hidden": True}
        sheet.set_row(MARKS, None, None, out_of_sight)
        sheet.set_column(AT["mark"], AT["mark"], None, None, out_of_sight)
        sheet.set_column(AT["done"], AT["done"], None, None, out_of_sight)
        for name, width in WIDTHS.items():
            sheet.set_column(AT[name], AT[name], width)
        if page.frozen:
            sheet.freeze_panes(page.frozen + 1, AT["asked"])
            sheet.repeat_rows(page.frozen)
        sheet.hide_gridlines(2)
        sheet.protect("", _PROTECTED)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.print_area(1, AT["id"], page.last, AT["means"])
        numbered = gettext("Page {page} of {pages}").format(page="&P", pages="&N")
        name = self.texts.get("name", "") or self.pages[0].title
        sheet.set_header(f"&L{_running(name)}")
        sheet.set_footer(f"&L{_running(page.title)}&R{numbered}")
        sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})
        first_answer = next(iter(page.fields.values()), page.frozen + 1)
        sheet.set_selection(first_answer, AT["answer"], first_answer, AT["answer"])


def _beginnings(order: Order) -> Mapping[str, str]:
    """What stands in a new sheet already."""
    return {
        PURPOSE: "self-assessment",
        PROFILE: order.questionnaire.profiles[0].id,
        ASSESSED_ON: order.day.isoformat(),
    }


def _write_words(sheet: Worksheet, down: int, at: int, words: str, look: object) -> None:
    if words:
        sheet.write_string(down, at, _fitting(words), look)
    else:
        sheet.write_blank(down, at, None, look)


def _fitting(words: str) -> str:
    """Words of a questionnaire as far as a cell takes them."""
    return _writable(words)[:LONGEST_IN_CELL]


def _writable(text: str) -> str:
    """The text without halves of characters, which no file can hold."""
    return text.encode(errors="replace").decode()


def _running(words: str) -> str:
    """Words for above or below a printed page, where "&" begins a command."""
    line = " ".join(_writable(words).split())
    short = line if len(line) <= _LONGEST_RUNNING else f"{line[: _LONGEST_RUNNING - 1]}…"
    return short.replace("&", "&&")
