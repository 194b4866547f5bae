"""What a reader finds in the files of each format."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

import docx
import openpyxl  # type: ignore[import-untyped]
import pptx
from docx.text.paragraph import Paragraph


def said_in_document(file: bytes) -> Iterator[str]:
    document = docx.Document(io.BytesIO(file))
    for paragraph in document.element.xpath(".//w:p"):
        yield Paragraph(paragraph, document).text
    yield document.sections[0].header.paragraphs[0].text
    yield from properties(document.core_properties)


def said_on_slides(file: bytes) -> Iterator[str]:
    deck = pptx.Presentation(io.BytesIO(file))
    for slide in deck.slides:
        for part in (slide, slide.notes_slide):
            for line in part.element.xpath(".//a:p"):
                yield "".join(run.text or "" for run in line.xpath(".//a:t"))
            yield from part.element.xpath(".//@descr")
    yield from properties(deck.core_properties)


def said_in_workbook(file: bytes) -> Iterator[str]:
    book = openpyxl.load_workbook(io.BytesIO(file))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from (cell for cell in row if isinstance(cell, str))
        yield sheet.oddHeader.left.text or ""
    yield from properties(book.properties)


def said_in_tables(file: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8-sig")
            for row in csv.reader(io.StringIO(text, newline=""), strict=True):
                yield from row


def properties(core: object) -> Iterator[str]:
    yield from (str(getattr(core, name, "")) for name in ("title", "subject", "author", "creator"))


READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "docx": said_in_document,
    "pptx": said_on_slides,
    "xlsx": said_in_workbook,
    "zip": said_in_tables,
}
"""By the ending of the files: all their texts, those of properties and notes as well."""
