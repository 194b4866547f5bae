"""Native tables on a slide: rules instead of boxes, numbers at the right, rows that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Pt

from assess.rendering.charts.marks import INK, MUTED, RULE, rgb
from assess.rendering.slides.drawing import describe, set_paragraphs
from assess.rendering.slides.fitting import SMALLEST, Box, Entry, Paragraph, cut, height_of

GUTTER = 12.0
"""Beside the words of a cell: at the right of words, at the left of numbers."""
SIZES = ((16.0, 16.0), (16.0, 14.0), (14.0, 14.0), (16.0, 12.0), (14.0, 12.0), (12.0, 12.0))
"""The letters of the leading rows and of the others, in the order in which they are tried."""
WHOLE = 10_000
"""More lines than any cell has."""
UNSTYLED = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The format's name for a table without lines and fills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; `width` in points."""

    title: str
    width: float
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell; `under` stands below the words, muted."""

    text: str
    under: str = ""
    bold: bool = False
    colour: str = INK


Row = Sequence[Cell]


def pad(size: float) -> float:
    """Above and below the words of a cell, tighter with smaller letters."""
    return size / 4 - 1


@dataclass(frozen=True, slots=True)
class Line:
    """A row in letters of one size, its cells cut to at most so many lines."""

    cells: Row
    size: float
    most: int = WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows under columns, set as large as their place allows.

    In the smallest letters, cells are cut to `most` lines or fewer; `more` says how many rows
    had to be left out all the same.  The first `leading` rows may stand in larger letters than
    the others.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    more: Callable[[int], str]
    most: int = 2
    leading: int = 0

    def words(self, n: int, line: Line) -> Entry:
        """What stands in a line under column `n`."""
        cell, room = line.cells[n], self.columns[n].width - GUTTER
        text = cut(cell.text, line.size, room, line.most)
        words = [Paragraph(text=text, size=line.size, bold=cell.bold, colour=cell.colour)]
        if cell.under:
            under = cut(cell.under, SMALLEST, room, 1)
            words.append(Paragraph(text=under, size=SMALLEST, colour=MUTED))
        return tuple(words)

    def height_of(self, line: Line) -> float:
        """How high a line stands."""
        heights = [
            height_of(self.words(n, line), column.width - GUTTER)
            for n, column in enumerate(self.columns)
        ]
        return max(heights) + 2 * pad(line.size)

    def within(self, height: float) -> list[Line]:
        """The head and the rows in the first setting that is not higher."""
        return next(s for s in self._settings() if sum(map(self.height_of, s)) <= height)

    def _settings(self) -> Iterator[list[Line]]:
        """From the largest letters to the smallest, then with shorter cells, then fewer rows."""
        head = Line([Cell(text=column.title, colour=MUTED) for column in self.columns], SMALLEST)
        for large, small in SIZES:
            sizes = (large if n < self.leading else small for n in range(len(self.rows)))
            yield [head, *map(Line, self.rows, sizes)]
        for most in range(self.most, 0, -1):
            yield [head, *(Line(row, SMALLEST, most) for row in self.rows)]
        for count in range(1, len(self.rows) + 1):
            yield [head, *(Line(row, SMALLEST, 1) for row in self._without_last(count))]

    def _without_last(self, count: int) -> Sequence[Row]:
        said = Cell(text=self.more(count), colour=MUTED)
        blanks = [Cell(text="") for _ in self.columns[1:]]
        return [*self.rows[: len(self.rows) - count], [said, *blanks]]


def tabulate(slide: Slide, box: Box, grid: Grid, *, name: str, words: str) -> None:
    """Draw a grid as a native table; `words` are its alternative text."""
    lines = grid.within(box.height)
    frame = slide.shapes.add_table(
        len(lines), len(grid.columns), Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
    )
    describe(frame, name, words)
    table = frame.table
    table.horz_banding = False
    for n, column in enumerate(grid.columns):
        table.columns[n].width = Pt(column.width)
    for n, line in enumerate(lines):
        table.rows[n].height = Pt(grid.height_of(line))
        for place, column in enumerate(grid.columns):
            _fill(table.cell(n, place), column, grid.words(place, line), pad(line.size))
    _rule(frame)
    frame.height = Emu(sum(row.height for row in table.rows))


def _fill(place: _Cell, column: Column, words: Entry, above: float) -> None:
    set_paragraphs(place.text_frame, words, PP_ALIGN.RIGHT if column.number else PP_ALIGN.LEFT)
    place.margin_left = Pt(GUTTER * column.number)
    place.margin_right = Pt(GUTTER * (not column.number))
    place.margin_top = place.margin_bottom = Pt(above)


def _rule(frame: GraphicFrame) -> None:
    """A dark rule below the head, light ones below the rows."""
    frame.element.xpath(".//a:tableStyleId")[0].text = UNSTYLED
    for n, row in enumerate(frame.element.xpath(".//a:tr")):
        colour, weight = (RULE, 0.75) if n else (INK, 1.0)
        for properties in row.xpath("a:tc/a:tcPr"):
            line = (
                f'<a:lnB {nsdecls("a")} w="{Pt(weight)}"><a:solidFill>'
                f'<a:srgbClr val="{rgb(colour)}"/></a:solidFill></a:lnB>'
            )
            properties.insert(0, parse_xml(line))
