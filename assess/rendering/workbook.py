"""The report as an Excel workbook: a sheet for each table, and charts drawn from its cells.

Cells hold what is printed.  Texts are written as texts, whatever they begin with; nothing in
the workbook is a formula or a link.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from decimal import Decimal

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.core.brand import Brand
from assess.core.characters import alike_lines, one_line
from assess.core.faults import N_
from assess.core.report import Report
from assess.language import gettext
from assess.rendering import sentences, wording
from assess.rendering.charts.marks import ACCENT, INK, MUTED, RULE
from assess.rendering.csv_files import may_be_formula
from assess.rendering.filters import text
from assess.rendering.issuer import author, particulars
from assess.rendering.tables import tables_of
from assess.rendering.tables.table import Cell, Kind, Table, decimals, printed, value
from assess.rendering.workbook_charts import draw_charts
from assess.rendering.workbook_look import column_widths, font, row_height, words_of

NUMBERS = (Kind.POINTS, Kind.ITEM_POINTS, Kind.SHARE, Kind.STEP)
"""The kinds of numbers that all have the same decimals."""
EXACT_FORMATS = ("0", "0.0", "0.00", "0.000", "0.0000")
"""By the number of decimals that a number is printed with."""
MOST_DIGITS, MOST_PLACES = 15, 300
"""A spreadsheet keeps no more digits of a number, and no larger one; others are written as text."""

_SHORT_NAMES = {"gates": N_("Gates")}
LONGEST_NAME = 31
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")

LONG = 1000
"""From so many characters on, a text may be cut at the end of its row, not at both ends."""
A4 = 9
LONGEST_RUNNING = 100
EVERYWHERE = "A1:XFD1048576"

Formats = Mapping[str, Format]


def render_workbook(report: Report, brand: Brand | None = None) -> bytes:
    """The report as a workbook in the language spoken; the same report gives the same bytes."""
    packed = io.BytesIO()
    with Workbook(packed, _options()) as book:
        book.set_properties(_properties(report, brand))
        tables, formats = tuple(_tables(report, brand)), _formats(book)
        names = _sheet_names(tables)
        for table in tables:
            sheet = book.add_worksheet(names[table.id])
            _fill(sheet, table, formats)
            _lay_out(sheet, table)
            _set_up_page(sheet, report, table.title)
            if table.id == "overview":
                _add_charts_sheet(book, report, names, formats)
    return packed.getvalue()


def _tables(report: Report, brand: Brand | None) -> Iterator[Table]:
    """All tables; the first, about the whole, also tells from whom the report comes."""
    issuer = tuple((label, said, None, None) for label, said in particulars(brand))
    for table in tables_of(report):
        yield replace(table, rows=table.rows + issuer) if table.id == "overview" else table


def _options() -> dict[str, object]:
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {
            "font_name": font(),
            "font_size": 10,
            "font_color": INK,
            "font_scheme": "none",  # else the font of Excel's theme replaces ours
        },
    }


def _properties(report: Report, brand: Brand | None) -> dict[str, object]:
    organization = one_line(text(report.assessment.organization.name))
    return {
        "title": f"{organization} – {text(report.questionnaire.title)}",
        "subject": wording.purpose(report.assessment.purpose, report.questionnaire),
        "author": one_line(author(brand)),
        "company": one_line(author(brand)) if brand else "",
        "created": datetime.combine(report.assessment.assessed_on, time(), UTC),
    }


def _formats(book: Workbook) -> Formats:
    """How cells look: texts by their role, numbers by their number format."""
    row = {"valign": "vcenter", "bottom": 1, "bottom_color": RULE}
    words = {**row, "text_wrap": True, "indent": 1}
    head = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bottom_color": ACCENT}
    looks: dict[str, dict[str, object]] = {
        "text": words,
        "long text": {**words, "valign": "top"},
        # The prefix keeps a text a text when somebody edits the cell.
        "quoted text": {**words, "quote_prefix": True},
        "quoted long text": {**words, "quote_prefix": True, "valign": "top"},
        "missing": row,
        "long number": {**row, "align": "right"},
        "head": {**head, "align": "left", "indent": 1},
        "number head": {**head, "align": "right"},
        "title": {"bold": True, "font_size": 14},
        "note": {"font_color": MUTED},
    }
    for number_format in (*map(_number_format, NUMBERS), *EXACT_FORMATS):
        looks[number_format] = {**row, "num_format": number_format}
    return {name: book.add_format(look) for name, look in looks.items()}


def _sheet_names(tables: Iterable[Table]) -> dict[str, str]:
    """The name of the sheet of each table, and of "charts", by the table's id."""
    titles = {
        table.id: gettext(_SHORT_NAMES[table.id]) if table.id in _SHORT_NAMES else table.title
        for table in tables
    }
    names: dict[str, str] = {}
    for id, title in {**titles, "charts": gettext("Charts")}.items():
        names[id] = _sheet_name(title, {name.casefold() for name in names.values()})
    return names


def _sheet_name(title: str, taken: set[str]) -> str:
    """The title as Excel allows it for a sheet: short, without some signs, and only once."""
    plain = _FORBIDDEN_IN_NAMES.sub(" ", title).strip()
    name, number = plain[:LONGEST_NAME].strip(), 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = plain[: LONGEST_NAME - len(ending)] + ending
    return name


def _fill(sheet: Worksheet, table: Table, formats: Formats) -> None:
    for at, column in enumerate(table.columns):
        look = "head" if column.kind is Kind.TEXT else "number head"
        sheet.write_string(0, at, column.title, formats[look])
    for down, row in enumerate(table.rows, start=1):
        for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _write(sheet, (down, at), cell, column.kind, formats)


def _write(
    sheet: Worksheet, place: tuple[int, int], cell: Cell, kind: Kind, formats: Formats
) -> None:
    """Write one cell: a text as text, a number as it is printed, what is missing as blank."""
    if cell is None or cell == "":
        sheet.write_blank(*place, None, formats["missing"])
    elif isinstance(cell, str):
        look = "long text" if len(cell) > LONG else "text"
        look = f"quoted {look}" if may_be_formula(cell) else look
        sheet.write_string(*place, alike_lines(cell), formats[look])
    elif not _fits(held := value(cell, kind)):
        sheet.write_string(*place, printed(cell, kind), formats["long number"])
    else:
        places = len(printed(cell, kind).partition(".")[2])
        exact = EXACT_FORMATS[min(places, len(EXACT_FORMATS) - 1)]
        look = _number_format(kind) if kind in NUMBERS else exact
        sheet.write_number(*place, float(held), formats[look])


def _number_format(kind: Kind) -> str:
    """How a spreadsheet shows the numbers of a kind: "0.0", "0%"."""
    places = decimals(kind) or 0
    return f"0{'.' if places else ''}{'0' * places}{'%' if kind is Kind.SHARE else ''}"


def _fits(number: Decimal) -> bool:
    """Whether a spreadsheet can hold this number."""
    digits = number.normalize().as_tuple().digits
    return len(digits) <= MOST_DIGITS and number.adjusted() < MOST_PLACES


def _lay_out(sheet: Worksheet, table: Table) -> None:
    """Widths and heights from contents, heads that stay in sight, filters."""
    widths = column_widths(table)
    for at, digits in enumerate(widths):
        sheet.set_column(at, at, digits)
    # One line more, so that the buttons of the filters cover no head.
    sheet.set_row(0, row_height([column.title for column in table.columns], widths, spare=1))
    for down, row in enumerate(words_of(table), start=1):
        sheet.set_row(down, row_height(row, widths))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(0)
    sheet.ignore_errors({"number_stored_as_text": EVERYWHERE})


def _set_up_page(sheet: Worksheet, report: Report, title: str) -> None:
    """Landscape A4, all columns on the page, organization above, title and page below."""
    page = gettext("Page {page} of {pages}").format(page="&P", pages="&N")
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.set_header(f"&L{_running(text(report.assessment.organization.name))}")
    sheet.set_footer(f"&L{_running(title)}&R{page}")


def _running(words: str) -> str:
    """Words for above or below a page, which take 255 characters, "&" counting twice."""
    words = one_line(words)
    short = words if len(words) <= LONGEST_RUNNING else f"{words[: LONGEST_RUNNING - 1]}…"
    return short.replace("&", "&&")


def _add_charts_sheet(
    book: Workbook, report: Report, names: Mapping[str, str], formats: Formats
) -> None:
    """A sheet with what is to be known about the charts, and the charts when there is a score."""
    sheet = book.add_worksheet(names["charts"])
    sheet.write_string(0, 0, gettext("Dimensions"), formats["title"])
    rated = any(score.rated for score in report.scorecard.dimensions)
    nothing = gettext("There is nothing to draw yet: no dimension has a score.")
    notes = [*([] if rated else [nothing]), *_notes(report)]
    for down, note in enumerate(notes, start=1):
        sheet.write_string(down, 0, note, formats["note"])
    if rated:
        draw_charts(book, sheet, report, names["dimensions"], top=len(notes) + 2)
    _set_up_page(sheet, report, names["charts"])


def _notes(report: Report) -> Iterator[str]:
    """Whose figure the reference is, and what is missing in the charts and why."""
    headline = report.comparison.headline
    if headline is None:
        yield sentences.no_benchmark()
    else:
        said = wording.citation(headline.reference, headline.historic)
        yield wording.labelled(gettext("published reference"), said)
        if not report.comparison.of_sector:
            yield sentences.of_all_sectors()
    for score in report.scorecard.dimensions:
        if score.unrated:
            title = text(score.dimension.title)
            yield wording.labelled(title, gettext(wording.UNRATED[score.unrated]))
