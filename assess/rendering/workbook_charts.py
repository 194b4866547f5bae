"""The charts of the workbook, drawn by Excel from the cells of the sheet of dimensions."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.chart import Chart  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.core.report import Report
from assess.language import gettext
from assess.rendering.charts.marks import ACCENT, INK, MUTED, RULE
from assess.rendering.tables.result import dimensions
from assess.rendering.tables.table import Table
from assess.rendering.workbook_look import font

CLAIMED = "#93BEC6"

WIDTH, HEIGHT = 560, 440
COLUMNS_BESIDE = 9
"""How many columns of usual width a chart and the gap behind it take."""
RADAR_AREA = {"x": 0.2, "y": 0.12, "width": 0.6, "height": 0.68}
"""In parts of the chart; around it stand the titles of the dimensions."""
WHOLE_SHARE = {"min": 0, "max": 1, "major_unit": 0.2, "num_format": "0%"}


def draw_charts(book: Workbook, sheet: Worksheet, report: Report, source: str, *, top: int) -> None:
    """The radar and the bars of the dimensions, side by side from this row of the sheet.

    `source` is the name of the sheet of the dimensions.
    """
    cells = _Cells(source, dimensions(report))
    radar = gettext("Radar of the dimensions; the numbers stand on the sheet of the dimensions")
    bars = gettext("Bars of the dimensions; the numbers stand on the sheet of the dimensions")
    sheet.insert_chart(top, 0, _radar(book, report, cells), {"description": radar})
    sheet.insert_chart(top, COLUMNS_BESIDE, _bars(book, cells), {"description": bars})


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where the columns of a table stand on its sheet, as charts name them."""

    sheet: str
    table: Table

    def head(self, id: str) -> list[object]:
        """The head of a column."""
        return [self.sheet, 0, self._at(id)]

    def column(self, id: str) -> list[object]:
        """All cells below the head."""
        return [self.sheet, 1, self._at(id), len(self.table.rows), self._at(id)]

    def series(self, id: str, **look: object) -> dict[str, object]:
        """A column as a series over the titles of the rows."""
        return {
            "name": self.head(id),
            "categories": self.column("title"),
            "values": self.column(id),
            **look,
        }

    def _at(self, id: str) -> int:
        return [column.id for column in self.table.columns].index(id)


def _radar(book: Workbook, report: Report, cells: _Cells) -> Chart:
    """Claimed, evidenced and reference as lines that differ in weight, marker and dash."""
    chart = book.add_chart({"type": "radar", "subtype": "with_markers"})
    for id, colour, marker in (("claimed", CLAIMED, "diamond"), ("evidenced", ACCENT, "circle")):
        chart.add_series(
            cells.series(
                id,
                line={"color": colour, "width": 2.25},
                marker={
                    "type": marker,
                    "size": 6,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
            )
        )
    if report.comparison.headline:
        dashes = {"color": INK, "width": 1.25, "dash_type": "dash"}
        chart.add_series(cells.series("reference", line=dashes, marker={"type": "none"}))
    chart.set_x_axis({"num_font": _lettering()})
    chart.set_y_axis(
        {
            **WHOLE_SHARE,
            "num_font": _lettering(MUTED),
            "major_gridlines": {"visible": True, "line": {"color": RULE}},
            "line": {"color": RULE},
        }
    )
    chart.set_plotarea({"layout": RADAR_AREA})
    return _finished(chart)


def _bars(book: Workbook, cells: _Cells) -> Chart:
    """Two bars for each dimension, claimed above evidenced, with their numbers."""
    chart = book.add_chart({"type": "bar"})
    for id, colour in (("claimed", CLAIMED), ("evidenced", ACCENT)):
        chart.add_series(
            cells.series(
                id,
                fill={"color": colour},
                border={"none": True},
                gap=60,
                data_labels={"value": True, "position": "outside_end", "font": _lettering()},
            )
        )
    chart.set_y_axis(  # in a bar chart, this is the one of the dimensions
        {
            "reverse": True,
            "num_font": _lettering(),
            "line": {"color": MUTED},
            "major_tick_mark": "none",
        }
    )
    chart.set_x_axis({**WHOLE_SHARE, "visible": False, "major_gridlines": {"visible": False}})
    return _finished(chart)


def _finished(chart: Chart) -> Chart:
    chart.set_title({"none": True})
    chart.set_legend({"position": "bottom", "font": _lettering()})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    chart.show_blanks_as("gap")  # what is not rated is not zero
    return chart


def _lettering(colour: str = INK) -> dict[str, object]:
    return {"name": font(), "size": 9, "color": colour}
