"""Workbooks from cells and from XML, as fast as thousands of cells want it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assess.definitions.problems import letters
from tests.definitions.mutations.archives import Part, archive_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Xml = str | bytes


def parts(sheets: Sequence[Xml] = ("",), **more: Xml) -> list[Part]:
    """The parts of a workbook with these sheets, each what stands in `worksheet`.

    `more` are other parts as a whole: types, workbook, relations, strings, styles.
    """
    numbers = range(1, len(sheets) + 1)
    named = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    related = "".join(f'<Relationship Id="r{n}" Target="worksheets/s{n}.xml"/>' for n in numbers)
    whole = {
        "[Content_Types].xml": more.get("types", "<Types/>"),
        "xl/workbook.xml": more.get(
            "workbook",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{named}</sheets></workbook>',
        ),
        "xl/_rels/workbook.xml.rels": more.get(
            "relations", f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>'
        ),
        **({"xl/sharedStrings.xml": more["strings"]} if "strings" in more else {}),
        **({"xl/styles.xml": more["styles"]} if "styles" in more else {}),
    }
    for number, sheet in zip(numbers, sheets, strict=True):
        head = f'<worksheet xmlns="{MAIN}">'
        whole[f"xl/worksheets/s{number}.xml"] = _bytes(head) + _bytes(sheet) + b"</worksheet>"
    return [Part(name=name.encode(), content=_bytes(xml)) for name, xml in whole.items()]


def _bytes(xml: Xml) -> bytes:
    return xml if isinstance(xml, bytes) else xml.encode()


def rows_of(rows: Sequence[Sequence[str]]) -> str:
    """Cells with these texts; an empty text is no cell."""
    made = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{letters(at)}{number}" t="inlineStr"><is><t>{escape(said)}</t></is></c>'
            for at, said in enumerate(row, start=1)
            if said
        )
        made.append(f'<row r="{number}">{cells}</row>')
    return f"<sheetData>{''.join(made)}</sheetData>"


def book(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """A workbook with these sheets, by their names."""
    numbers = range(1, len(sheets) + 1)
    named = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>'
        for n, name in zip(numbers, sheets, strict=True)
    )
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{named}</sheets></workbook>'
    return archive_of(parts([rows_of(rows) for rows in sheets.values()], workbook=workbook))
