"""Reading a written document back: its parts, its tables, what lies behind them."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.paragraph import Paragraph

from assess.core.report import Chapter, Report
from assess.core.result import result_of
from assess.language import gettext, speaking
from assess.rendering.document import render_document
from assess.rendering.filters import NBSP
from tests.rendering.cases import CASES, compiled

Block = Paragraph | Table
Rows = list[list[str]]


def shown(share: str | None) -> str:
    """A share as columns print it, worked out from the result alone."""
    if share is None:
        return "–"
    return str((Decimal(share) * 100).quantize(Decimal(1), ROUND_HALF_UP))


class Case:
    """One report, written once in one language and read back."""

    def __init__(self, report: Report, language: str) -> None:
        self.report, self.language = report, language
        self.result: dict[str, Any] = result_of(report)
        with speaking(language):
            self.bytes = render_document(report)
        self.document = docx.Document(BytesIO(self.bytes))
        self.blocks = list(self.document.iter_inner_content())

    def says(self, message: str) -> str:
        with speaking(self.language):
            return gettext(message)

    def percent(self, share: str | None) -> str:
        """A share in running text, where a sign stands behind it."""
        sign = "%" if self.language.startswith("zh") else f"{NBSP}%"
        return "–" if share is None else shown(share) + sign

    @cached_property
    def parts(self) -> dict[str, list[Block]]:
        """What stands under each heading of the first order."""
        found: dict[str, list[Block]] = {}
        for block in self.blocks:
            if styled(block, "Heading 1", "TOC Heading"):
                found[said(block)] = []
            elif found:
                list(found.values())[-1].append(block)
        return found

    def part(self, message: str) -> list[Block]:
        return self.parts[self.says(message)]

    def chapter(self, chapter: Chapter) -> list[Block]:
        return self.parts[chapter.score.dimension.title.within(self.language)]

    def items(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Every item of the result with all that its section says."""
        wanted = {item["id"]: item for item in self.result["items"]}
        for chapter in self.report.chapters:
            for heading, section in sections(self.chapter(chapter)):
                id = heading.split()[0]
                if id in wanted:
                    yield wanted[id], "\n".join(map(said, section))


def styled(block: Block, *names: str) -> bool:
    assert block.style is not None
    return isinstance(block, Paragraph) and block.style.name in names


def said(block: Block) -> str:
    """The words of a paragraph, or those of a table by row."""
    if isinstance(block, Paragraph):
        return block.text
    return "\n".join("\t".join(row) for row in rows_of(block))


def rows_of(table: Table) -> Rows:
    """The cells of a table; those that span several columns stand once."""
    return [[cell_text(cell) for cell in row.xpath("./w:tc")] for row in raw(table, "./w:tr")]


def cell_text(cell: BaseOxmlElement) -> str:
    return "\n".join(Paragraph(p, None).text for p in cell.xpath("./w:p"))  # type: ignore[arg-type]


def raw(block: Block, path: str) -> list[Any]:
    """What lies behind a block."""
    return list(block._element.xpath(path))


def tables(blocks: list[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def beneath(blocks: list[Block], caption: str) -> Rows:
    """The rows under the heads of the table with this caption."""
    at = next(n for n, b in enumerate(blocks) if styled(b, "Caption") and caption in said(b))
    table = blocks[at + 1]
    assert isinstance(table, Table)
    heads = len(raw(table, "./w:tr[w:trPr/w:tblHeader]"))
    return rows_of(table)[heads:]


def sections(blocks: list[Block]) -> Iterator[tuple[str, list[Block]]]:
    """The headings of the second order, each with what stands under it."""
    at = [n for n, block in enumerate(blocks) if styled(block, "Heading 2")]
    for start, end in pairwise([*at, len(blocks)]):
        yield said(blocks[start]), blocks[start + 1 : end]


@cache
def written(name: str, language: str) -> Case:
    return Case(compiled(CASES[name]), language)
