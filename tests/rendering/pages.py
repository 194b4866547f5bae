"""Reading a printed report back: its words with their places, its glyphs, its fonts."""

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape

import pikepdf
import pypdf

from tests.once import once

SAME_LINE = 3.0
"""Points by which the middles of two words may differ and still be one line to the eye."""
WORD_GAP = 5.5
"""Points between two words from which on they are two cells of a row."""

_PAGE = re.compile(r"<page .*?</page>", re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)

_HEIGHT = re.compile(r'<page [^>]*height="([\d.]+)"')
_MAPPED = re.compile(r"<([0-9a-f]{4})> (\d+)\n")


@dataclass(frozen=True)
class Words:
    """Some words in a row: where they begin and end, and the middle of their line, in points."""

    left: float
    right: float
    y: float
    text: str


Row = list[Words]


class Page:
    """One page of a printed document, as poppler's pdftotext reads it."""

    def __init__(self, xml: str) -> None:
        self.xml = xml

    @cached_property
    def height(self) -> float:
        """In points."""
        found = _HEIGHT.search(self.xml)
        assert found
        return float(found[1])

    @cached_property
    def rows(self) -> list[Row]:
        """What stands on the page, from top to bottom; each row in cells from left to right."""
        words = [
            Words(float(left), float(right), (float(top) + float(bottom)) / 2, unescape(text))
            for left, top, right, bottom, text in _WORD.findall(self.xml)
        ]
        rows: list[Row] = []
        for word in sorted(words, key=lambda word: word.y):
            if rows and word.y - rows[-1][0].y <= SAME_LINE:
                rows[-1].append(word)
            else:
                rows.append([word])
        return [_cells(sorted(row, key=lambda word: word.left)) for row in rows]

    @cached_property
    def cells(self) -> list[Words]:
        return [cell for row in self.rows for cell in row]

    @cached_property
    def plain(self) -> str:
        """The text without any space, so that a break of a line hides nothing."""
        return "".join(text for *_, text in map(_last, _WORD.findall(self.xml)))

    def find(self, text: str) -> list[Words]:
        return [cell for cell in self.cells if cell.text == text]

    def rows_starting(self, text: str) -> list[list[str]]:
        """Every row whose first words are these."""
        return [[c.text for c in row] for row in self.rows if row[0].text.startswith(text)]


def _text_of(pdf: bytes) -> str:
    """Every word with its place; of a Chinese report this takes as long as its printing."""
    read = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return read.stdout.decode()


def _last(found: tuple[str, ...]) -> tuple[str]:
    return (unescape(found[-1]),)


def _cells(words: Row) -> Row:
    """Words side by side become one cell."""
    cells: Row = []
    for word in words:
        gap = word.left - cells[-1].right if cells else WORD_GAP
        if gap < WORD_GAP:
            joint = " " if gap > 0.8 else ""
            before = cells.pop()
            cells.append(Words(before.left, word.right, before.y, before.text + joint + word.text))
        else:
            cells.append(word)
    return cells


class Printed:
    """A printed report."""

    def __init__(self, pdf: bytes) -> None:
        self.bytes = pdf
        self.reader = pypdf.PdfReader(io.BytesIO(pdf))
        self.pages = [Page(xml) for xml in _PAGE.findall(once(pdf, lambda: _text_of(pdf)))]

    @cached_property
    def outline(self) -> list[tuple[str, int]]:
        """The titles of the outline with the numbers of their pages, counted from 1."""
        found = []
        for entry in self.reader.outline:
            assert isinstance(entry, pypdf.generic.Destination)
            number = self.reader.get_destination_page_number(entry)
            assert number is not None
            found.append((str(entry.title), number + 1))
        return found

    def chapter(self, title: str) -> list[Page]:
        """The pages from the heading of a chapter to that of the next."""
        titles = [name for name, _ in self.outline]
        at = titles.index(title)
        first = self.outline[at][1]
        last = self.outline[at + 1][1] if at + 1 < len(titles) else len(self.pages)
        return self.pages[first - 1 : max(last, first)]

    def links_of(self, number: int) -> list[tuple[str, int]]:
        """The links on a page: name of the target, number of the page it leads to."""
        found = []
        for annotation in self.reader.pages[number - 1].get("/Annots", []):
            link = annotation.get_object()
            if link["/Subtype"] == "/Link" and "/Dest" in link:
                name = str(link["/Dest"])
                target = self.reader.named_destinations[name]
                page = self.reader.get_destination_page_number(target)
                assert page is not None
                found.append((name, page + 1))
        # The dots and the number of a line of the contents are links of their own.
        return list(dict.fromkeys(found))

    @cached_property
    def fonts(self) -> set[str]:
        """The names of all embedded fonts without the tags of their subsets."""
        with pikepdf.open(io.BytesIO(self.bytes)) as pdf:
            return {
                str(font.BaseFont).lstrip("/").split("+")[-1]
                for page in pdf.pages
                for font in page.Resources.get("/Font", {}).values()
            }


def missing_glyphs(pdf: bytes) -> int:
    """How many glyphs are number 0, the box that stands for what a font cannot draw."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return sum(_boxes(page.obj, page.obj.Resources, set()) for page in opened.pages)


def _boxes(stream: pikepdf.Object, resources: pikepdf.Object, seen: set[tuple[int, int]]) -> int:
    """The glyphs number 0 in a content stream and in the forms that it draws."""
    found, codes = 0, {0}
    for instruction in pikepdf.parse_content_stream(stream):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator == "Tf":
            codes = _codes_of_boxes(resources.Font[str(operands[0])])
        elif operator in {"Tj", "TJ"}:
            shown = operands[0] if operator == "TJ" else operands
            text = [bytes(part) for part in shown if isinstance(part, pikepdf.String)]
            found += sum(code in codes for part in text for code in _codes(part))
        elif operator == "Do":
            form = resources.XObject[str(operands[0])]
            if form.Subtype == "/Form" and form.objgen not in seen:
                seen.add(form.objgen)
                found += _boxes(form, form.get("/Resources", resources), seen)
    return found


def _codes(shown: bytes) -> Iterator[int]:
    for at in range(0, len(shown), 2):
        yield int.from_bytes(shown[at : at + 2], "big")


def _codes_of_boxes(font: pikepdf.Object) -> set[int]:
    """The codes that a font draws as glyph 0: with the identity only 0, else what it says."""
    if font.Encoding == "/Identity-H":
        return {0}
    mapping = font.Encoding.read_bytes().decode("ascii")
    return {int(code, 16) for code, glyph in _MAPPED.findall(mapping) if glyph == "0"}
