"""Reading a workbook back: its sheets beside the tables that they show."""

import io
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from openpyxl.workbook import Workbook  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.core.report import Report
from assess.rendering.tables import tables_of
from assess.rendering.tables.table import Table
from assess.rendering.workbook import render_workbook


def opened(report: Report) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_workbook(report)))


def by_table(report: Report, book: Workbook) -> dict[str, tuple[Table, Worksheet]]:
    """Every table with its sheet: they stand in the same order, the charts second."""
    tables = tables_of(report)
    sheets = [book.worksheets[0], *book.worksheets[2:]]
    return {table.id: (table, sheet) for table, sheet in zip(tables, sheets, strict=True)}


def records(report: Report, book: Workbook, id: str) -> list[dict[str, Any]]:
    table, sheet = by_table(report, book)[id]
    ids = [column.id for column in table.columns]
    return [
        dict(zip(ids, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
