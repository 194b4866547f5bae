"""The tables of a report as CSV, for programs and for people with a spreadsheet.

Heads are the ids of columns and so the same in every language; words are those of the
language spoken.  Numbers are plain decimals, rounded as they are printed, shares as parts of
1; a number that is missing is an empty cell.

A spreadsheet that opens a CSV takes texts for formulas, so every text that one might take
for a formula begins with an apostrophe here: "=1+1" is written as "'=1+1".  Whoever reads the
files with a program takes that one apostrophe away again.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile

from assess.core.report import Report
from assess.rendering.tables import tables_of
from assess.rendering.tables.table import Cell, Kind, Table, value

BYTE_ORDER_MARK = "\ufeff"  # without it, Excel reads UTF-8 as the code page of its country
_READABLE = 0o644 << 16

# Spreadsheets skip blanks, quotation marks and what cannot be seen before a formula, and fold
# the full-width signs of Chinese keyboards.
_UNSEEN = r"\s\0-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_FORMULA = re.compile(rf"[\t\r\n\0]|[{_UNSEEN}\"'“”‘’]*[=+\-@＝＋－＠]")


def render_csv(report: Report) -> bytes:
    """A zip with one CSV for each table, named by the table's id; the same report, same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for table in tables_of(report):
            # A ZipInfo that is told no date has a fixed one.
            file = zipfile.ZipInfo(f"{table.id}.csv")
            file.compress_type = zipfile.ZIP_DEFLATED
            file.external_attr = _READABLE
            file.create_system = 3  # Unix, also when packed elsewhere
            archive.writestr(file, _file(table))
    return packed.getvalue()


def may_be_formula(text: str) -> bool:
    """Whether a spreadsheet might take this text for a formula."""
    return _FORMULA.match(text) is not None


def _file(table: Table) -> bytes:
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(column.id for column in table.columns)
    for row in table.rows:
        rows.writerow(
            _cell(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)
        )
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _cell(cell: Cell, kind: Kind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if may_be_formula(cell) else cell
    return f"{value(cell, kind):f}"
