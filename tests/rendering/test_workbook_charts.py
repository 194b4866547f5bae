"""The charts of the workbook, read back with openpyxl."""

import io
import re
import zipfile
from typing import Any

from assess import __version__
from assess.core.report import Report, compile_report
from assess.rendering.workbook import render_workbook
from tests.rendering.cases import CASES, compiled, harbour, shipped
from tests.rendering.sheets import by_table, opened


def charts(report: Report) -> tuple[list[Any], list[Any], Any]:
    """The charts, the places of their values, and the sheet that these are on."""
    book = opened(report)
    sheet = by_table(report, book)["dimensions"][1]
    drawn = book.worksheets[1]._charts
    return drawn, [[series.val.numRef.f for series in chart.series] for chart in drawn], sheet


def test_charts_are_drawn_from_the_cells_of_the_dimensions(language):
    drawn, places, sheet = charts(compiled(harbour()))

    assert [chart.tagname for chart in drawn] == ["radarChart", "barChart"]
    assert places == [
        [f"{sheet.title}!$C$2:$C$8", f"{sheet.title}!$D$2:$D$8", f"{sheet.title}!$K$2:$K$8"],
        [f"{sheet.title}!$C$2:$C$8", f"{sheet.title}!$D$2:$D$8"],
    ]
    for chart in drawn:
        for series in chart.series:
            assert series.cat.strRef.f == f"{sheet.title}!$B$2:$B$8"


def test_charts_show_what_their_cells_hold():
    drawn, _, sheet = charts(compiled(harbour()))

    for chart in drawn:
        for series, column in zip(chart.series, "CDK", strict=False):
            cached = [float(point.v) for point in series.val.numRef.numCache.pt]
            assert cached == [cell.value for cell in sheet[column][1:]]


def test_charts_say_in_words_what_they_show(language):
    with zipfile.ZipFile(io.BytesIO(render_workbook(compiled(harbour())))) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()

    radar, bars = {"en": ("Radar", "Bars"), "zh-Hans": ("雷达图", "条形图")}[language]
    assert re.search(f'descr="[^"]*{radar}', drawing)
    assert re.search(f'descr="[^"]*{bars}', drawing)


def test_without_a_benchmark_no_reference_is_drawn_and_the_sheet_says_so():
    report = compile_report(shipped(), harbour(), None, engine=__version__)
    _, places, _ = charts(report)

    assert [len(columns) for columns in places] == [2, 2]
    assert "No benchmark: nothing published can be held against this result." in notes(report)


def test_the_reference_is_cited_beside_the_charts():
    assert any("All sectors 35\u00a0% (n > 650" in note for note in notes(compiled(harbour())))


def test_without_a_score_there_are_no_charts_but_the_reason_why():
    report = compiled(CASES["empty"])

    assert charts(report)[0] == []
    assert "There is nothing to draw yet: no dimension has a score." in notes(report)
    assert "Leadership: not rated: nothing is answered yet" in notes(report)


def notes(report: Report) -> list[str]:
    return [row[0] for row in opened(report).worksheets[1].iter_rows(values_only=True)]
