"""Native charts of the dimensions: their numbers stand in a workbook inside the deck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import cast

from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.chart.datalabel import DataLabel, DataLabels
from pptx.chart.series import LineSeries, RadarSeries
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Pt

from assess.core.report import Report
from assess.language import gettext
from assess.rendering.charts.marks import ACCENT, INK, MUTED, PAPER, RULE
from assess.rendering.filters import NBSP, text, with_unit
from assess.rendering.slides.drawing import describe
from assess.rendering.slides.fitting import SMALLEST, Box
from assess.rendering.slides.look import CLAIMED, CLAIMED_EDGE, LATIN, east_asian, paint
from assess.rendering.tables.result import dimensions
from assess.rendering.tables.table import Kind, value

NUMBER = Decimal("0.08")
"""The height of a number in a chart of columns, as a share of the scale."""
PLOT = (0.05, 0.05, 0.94, 0.77)
"""Left, top, width and height of the columns in parts of the chart."""
LETTERS = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The shares of all dimensions under one name, as printed; None is not rated."""

    name: str
    shares: tuple[Decimal | None, ...]


def series_of(report: Report) -> tuple[Series, ...]:
    """Claimed, backed by evidence, and the published reference where there is one."""
    records = list(dimensions(report).records())

    def shares(column: str) -> Iterator[Decimal | None]:
        for record in records:
            share = record[column]
            yield value(share, Kind.SHARE) if isinstance(share, Fraction) else None

    named = [("claimed", gettext("claimed")), ("evidenced", gettext("backed by evidence"))]
    if report.comparison.headline:
        named.append(("reference", gettext("published reference")))
    return tuple(Series(name=name, shares=tuple(shares(column))) for column, name in named)


def radar(slide: Slide, box: Box, report: Report, *, words: str) -> None:
    """The dimensions on spokes, rings at 20 %."""
    chart = _chart(
        slide, box, report, XL_CHART_TYPE.RADAR_MARKERS, name=gettext("Radar"), words=words
    )
    axis = chart.value_axis
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    axis.major_tick_mark = XL_TICK_MARK.NONE
    paint(axis.format.line.color, RULE)
    styles = ((CLAIMED_EDGE, 2.25, XL_MARKER_STYLE.SQUARE), (ACCENT, 3.0, XL_MARKER_STYLE.CIRCLE))
    for series, (colour, weight, marker) in zip(chart.plots[0].series, styles, strict=False):
        paint(series.format.line.color, colour)
        series.format.line.width = Pt(weight)
        series.marker.style, series.marker.size = marker, 7
        series.marker.format.fill.solid()
        paint(series.marker.format.fill.fore_color, colour)
        series.marker.format.line.fill.background()
    if report.comparison.headline:
        _dash(chart.plots[0].series[-1])


def columns(slide: Slide, box: Box, report: Report, *, words: str) -> None:
    """Evidence inside the claim for every dimension, with the reference as a dashed line."""
    chart = _chart(
        slide, box, report, XL_CHART_TYPE.COLUMN_CLUSTERED, name=gettext("Columns"), words=words
    )
    if report.comparison.headline:
        _draw_last_as_line(chart)
        _dash(chart.plots[1].series[0])
        chart.plots[1].series[0].smooth = False
    plot = chart.plots[0]
    plot.overlap, plot.gap_width = 100, 70
    labels = ((CLAIMED, MUTED), (ACCENT, PAPER))
    for series, (fill, ink) in zip(plot.series, labels, strict=True):
        series.format.fill.solid()
        paint(series.format.fill.fore_color, fill)
        _label(series.data_labels, ink)
    plot.series[0].data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.series[1].data_labels.position = XL_LABEL_POSITION.INSIDE_BASE
    _lay_out(chart)
    _clear_numbers(chart, series_of(report))
    axis = chart.value_axis
    axis.tick_labels.number_format = _share_format()
    axis.tick_labels.number_format_is_linked = False
    paint(axis.tick_labels.font.color, MUTED)
    axis.tick_labels.font.size = Pt(SMALLEST)
    axis.format.line.fill.background()


def _chart(
    slide: Slide, box: Box, report: Report, kind: XL_CHART_TYPE, *, name: str, words: str
) -> Chart:
    data = ChartData(number_format=_share_format())  # type: ignore[no-untyped-call]
    data.categories = [text(score.dimension.short) for score in report.scorecard.dimensions]
    for series in series_of(report):
        shares = [None if share is None else float(share) for share in series.shares]
        data.add_series(series.name, shares)  # type: ignore[no-untyped-call]
    made = slide.shapes.add_chart(
        kind, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height), data
    )
    frame = cast("GraphicFrame", made)  # the library's types call it a chart
    describe(frame, name, words)
    chart: Chart = frame.chart
    _dress(chart)
    return chart


def _dress(chart: Chart) -> None:
    """Letters, legend, and a scale from 0 to 100 % with grid lines lighter than all else."""
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(SMALLEST)
    chart.font.size, chart.font.name = Pt(LETTERS), LATIN
    paint(chart.font.color, INK)
    for letters in chart.element.xpath("c:txPr//a:defRPr/a:latin"):
        letters.addnext(parse_xml(f'<a:ea {nsdecls("a")} typeface="{east_asian()}"/>'))
    scale = chart.value_axis
    scale.minimum_scale, scale.maximum_scale, scale.major_unit = 0, 1, 0.2
    paint(scale.major_gridlines.format.line.color, RULE)
    scale.major_gridlines.format.line.width = Pt(0.75)
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    paint(chart.category_axis.format.line.color, RULE)


def _share_format() -> str:
    """How a workbook prints shares: 0.55 is "55 %", in Chinese "55%"."""
    return with_unit("0", "%").replace(NBSP, f'"{NBSP}"')


def _dash(series: LineSeries | RadarSeries) -> None:
    """The line of a published reference."""
    paint(series.format.line.color, INK)
    series.format.line.width = Pt(1.5)
    series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    series.marker.style = XL_MARKER_STYLE.NONE


def _draw_last_as_line(chart: Chart) -> None:
    """Take the last series out of the columns and draw it as a line on the same axes."""
    bars = chart.element.xpath("c:chart/c:plotArea/c:barChart")[0]
    series = bars.xpath("c:ser")[-1]
    for only_of_bars in series.xpath("c:invertIfNegative"):
        series.remove(only_of_bars)
    axes = "".join(f'<c:axId val="{axis.get("val")}"/>' for axis in bars.xpath("c:axId"))
    line = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'<c:marker val="1"/>{axes}</c:lineChart>'
    )
    line.insert(2, series)
    bars.addnext(line)


def _label(labels: DataLabels, ink: str) -> None:
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = _share_format(), False
    _letter(labels, ink)


def _letter(label: DataLabels | DataLabel, ink: str) -> None:
    label.font.size, label.font.bold = Pt(LETTERS), True
    paint(label.font.color, ink)


def _lay_out(chart: Chart) -> None:
    """Give the columns a fixed place, so that a share has a known height."""
    left, top, across, high = PLOT
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{left}"/><c:y val="{top}"/>'
        f'<c:w val="{across}"/><c:h val="{high}"/></c:manualLayout></c:layout>'
    )
    area = chart.element.xpath("c:chart/c:plotArea")[0]
    for before in area.xpath("c:layout"):
        area.remove(before)
    area.insert(0, layout)


def _clear_numbers(chart: Chart, series: Sequence[Series]) -> None:
    """Keep numbers out of short columns, off each other and off the dashed line."""
    claimed, evidenced, *others = (each.shares for each in series)
    line = others[0][0] if others else None
    for n, (said, backed) in enumerate(zip(claimed, evidenced, strict=True)):
        if said is None or backed is None:
            continue
        foot = max(said, backed + NUMBER if backed < NUMBER else said)
        if line is not None and foot <= line < foot + NUMBER:
            foot = line + NUMBER / 8
        if foot > said:
            _put_above(chart, 0, n, MUTED, float(foot - said) * PLOT[3])
        if backed < NUMBER:
            _put_above(chart, 1, n, ACCENT)
    for leading in chart.element.xpath(".//c:barChart/c:ser/c:dLbls/c:showLeaderLines"):
        leading.set("val", "0")


def _put_above(chart: Chart, series: int, n: int, ink: str, rise: float = 0) -> None:
    """Put the number of one column above it, higher by `rise` parts of the chart's height."""
    label = chart.plots[0].series[series].points[n].data_label
    _letter(label, ink)
    label.position = XL_LABEL_POSITION.OUTSIDE_END
    of_point = f"c:dLbls/c:dLbl/c:idx[@val='{n}']"
    for index in chart.element.xpath(f".//c:barChart/c:ser[{series + 1}]/{of_point}"):
        index.addnext(
            parse_xml(
                f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="0"/>'
                f'<c:y val="{-rise:.4f}"/></c:manualLayout></c:layout>'
            )
        )
