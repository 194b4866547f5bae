"""A document as it is written: parts, sections, paragraphs, tables, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document

from assess.language import gettext
from assess.rendering.document.look import edge, shading, twips
from assess.rendering.document.markup import (
    Line,
    Words,
    around,
    attribute,
    field,
    mark,
    muted,
    paragraph,
    paragraph_of,
    parse,
    run,
    style_id,
)
from assess.rendering.document.styles import TABLE

LONGEST_WHOLE = 1200
"""Characters up to which a row of a table is kept on one page."""
_BELOW_TABLE = '<w:spacing w:before="120"/>'
_CLOSE = ("Normal", "Note")
"""Styles of paragraphs that would stand too close under a table."""
_SAME_PAGE = '<w:pageBreakBefore w:val="0"/>'


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; its width in millimetres, `lead` for a head that is a title."""

    title: str
    width: float
    numeric: bool = False
    lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table; `frame` is the colour of a line around it, so many eighths `thick`."""

    line: Line = ""
    style: str = "Table Text"
    fill: str = ""
    span: int = 1
    frame: str = ""
    thick: int = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows of cells; the first `heads` rows stand again on every page.

    `widths` are those of the columns in millimetres, `height` the least of a row in points.
    """

    about: str
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    style: str = TABLE
    heads: int = 1
    total: bool = False
    height: float = 0


class Manuscript:
    """What is written so far, as markup."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._captions: Counter[str] = Counter()
        self._parts = 0

    def part(self, title: str, *, new_page: bool = True) -> None:
        """Begin a part under its title; the contents lead here."""
        self._parts += 1
        name = f"_Part{self._parts}"
        content = (
            f'<w:bookmarkStart w:id="{self._parts}" w:name="{name}"/>'
            f'{run(title)}<w:bookmarkEnd w:id="{self._parts}"/>'
        )
        layout = "" if new_page else f'{_SAME_PAGE}<w:spacing w:before="480"/>'
        self._blocks.append(paragraph_of(content, "Heading 1", layout=layout))

    def section(self, *title: str | Words) -> None:
        """Begin a section of a part."""
        self.say(title, "Heading 2")

    def say(self, line: Line, style: str = "Normal") -> None:
        """A paragraph."""
        below = self._blocks[-1].endswith("</w:tbl>") if self._blocks else False
        layout = _BELOW_TABLE if below and style in _CLOSE else ""
        self._blocks.append(paragraph(line, style, layout=layout))

    def note(self, line: Line) -> None:
        """A remark in small letters."""
        self.say(line, "Note")

    def contents(self, titles: Sequence[str]) -> None:
        """A table of contents that Word fills, with the titles of all parts until it does."""
        self.say(gettext("Contents"), "TOC Heading")
        opening = mark("begin") + (
            r'<w:r><w:instrText xml:space="preserve"> TOC \o "1-1" \h \z \u </w:instrText></w:r>'
        )
        for number, title in enumerate(titles, start=1):
            link = f'<w:hyperlink w:anchor="_Part{number}" w:history="1">{run(title)}</w:hyperlink>'
            before = opening + mark("separate") if number == 1 else ""
            self._blocks.append(paragraph_of(before + link, "TOC 1"))
        hint = gettext("The numbers of the pages come when the contents are updated (F9).")
        self._blocks.append(paragraph_of(run(muted(hint)) + mark("end"), "TOC 1"))

    def table(
        self,
        caption: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Line]],
        *,
        total: bool = False,
        bare: bool = False,
    ) -> None:
        """A table under its caption; `total` sets the last row off, `bare` leaves the caption."""
        if not bare:
            self._caption("Table", gettext("Table {number}: {caption}"), caption)
        self.grid(
            Grid(
                about=caption,
                widths=tuple(column.width for column in columns),
                rows=(
                    tuple(Cell(line=c.title, style=_head_style(c)) for c in columns),
                    *(tuple(map(_cell, columns, row)) for row in rows),
                ),
                total=total,
            )
        )

    def figure(self, grid: Grid) -> None:
        """A drawing made of cells, under its caption."""
        self._caption("Figure", gettext("Figure {number}: {caption}"), grid.about)
        self.grid(grid)

    def grid(self, grid: Grid) -> None:
        """Cells as they are, without a caption to be seen."""
        columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in grid.widths)
        rows = "".join(_row(grid, number) for number in range(len(grid.rows)))
        self._blocks.append(
            f"<w:tbl>{_table_look(grid)}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def into(self, document: Document) -> None:
        """Put all that is written into an empty document."""
        body = document.element.body
        end = body[-1]
        for block in parse(f"<w:body>{''.join(self._blocks)}</w:body>"):
            end.addprevious(block)

    def _caption(self, kind: str, template: str, caption: str) -> None:
        self._captions[kind] += 1
        number = field(rf"SEQ {kind} \* ARABIC", str(self._captions[kind]))
        self._blocks.append(
            paragraph_of(around(template, number=number, caption=run(caption)), "Caption")
        )


def _head_style(column: Column) -> str:
    if column.lead:
        return "Table Title"
    return "Table Head Number" if column.numeric else "Table Head"


def _cell(column: Column, line: Line) -> Cell:
    return Cell(line=line, style="Table Number" if column.numeric else "Table Text")


def _table_look(grid: Grid) -> str:
    return (
        f'<w:tblPr><w:tblStyle w:val="{style_id(grid.style)}"/>'
        f'<w:tblW w:w="{twips(sum(grid.widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{0x0600 + 0x20 * bool(grid.heads) + 0x40 * grid.total:04X}"'
        f' w:firstRow="{int(bool(grid.heads))}" w:lastRow="{int(grid.total)}" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(grid.about)}/></w:tblPr>"
    )


def _row(grid: Grid, number: int) -> str:
    cells, places, at = grid.rows[number], [], 0
    for cell in cells:
        places.append(_placed(cell, sum(grid.widths[at : at + cell.span])))
        at += cell.span
    whole = sum(_length(cell.line) for cell in cells) <= LONGEST_WHOLE
    look = (
        ("<w:cantSplit/>" if whole else "")
        + (f'<w:trHeight w:val="{grid.height * 20:.0f}"/>' if grid.height else "")
        + ("<w:tblHeader/>" if number < grid.heads else "")
    )
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(places)}</w:tr>"


def _placed(cell: Cell, width: float) -> str:
    look = (
        f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "")
        + (_frame(cell) if cell.frame else "")
        + (shading(cell.fill) if cell.fill else "")
    )
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{paragraph(cell.line, cell.style)}</w:tc>"


def _frame(cell: Cell) -> str:
    sides = (edge(side, cell.thick, cell.frame) for side in ("top", "left", "bottom", "right"))
    return f"<w:tcBorders>{''.join(sides)}</w:tcBorders>"


def _length(line: Line) -> int:
    pieces = line if isinstance(line, tuple) else (line,)
    return sum(len(piece if isinstance(piece, str) else piece.text) for piece in pieces)
