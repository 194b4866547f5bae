"""The tables of a report, for whatever is not set on pages: workbook, CSV, document, slides."""

from __future__ import annotations

from collections.abc import Callable

from assess.core.report import Report
from assess.rendering.tables.annexes import answers, trace
from assess.rendering.tables.bearing import change, measures, references, sensitivity
from assess.rendering.tables.plan import moves, waves
from assess.rendering.tables.result import dimensions, gates, items, overview, stages
from assess.rendering.tables.table import Table


def tables_of(report: Report) -> tuple[Table, ...]:
    """Every table of a report in the language spoken, in the order of the report."""
    makers: tuple[Callable[[Report], Table], ...] = (
        overview,
        dimensions,
        stages,
        items,
        gates,
        sensitivity,
        change,
        moves,
        waves,
        measures,
        references,
        answers,
        trace,
    )
    return tuple(table for make in makers if (table := make(report)).rows)
