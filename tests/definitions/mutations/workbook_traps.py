"""Workbooks made to hurt: bombs of every kind that ZIP and XML allow."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import asdict, replace

from assess.definitions.sheets.marks import Identity
from assess.definitions.sheets.parts import MOST_ELEMENTS
from assess.definitions.sheets.unpacking import MOST_CELLS, MOST_MERGED, MOST_SHEETS
from tests.definitions.mutations import seeds
from tests.definitions.mutations.archives import STORED, Part, archive_of, parts_of
from tests.definitions.mutations.sheet_xml import MAIN, parts, rows_of

Trap = Callable[[], bytes]

MOST_ROWS = MOST_CELLS // 3
"""With two cells each, and room for the rows that are there."""
_TENTH = 2_000_000
"""Bytes, a tenth of what the parts of a workbook may have together."""
_TEXT = '<c t="str"><v>x</v></c>'


def _sheet(xml: str | bytes) -> bytes:
    return archive_of(parts([xml]))


def _cells(cell: str, number: int) -> str:
    return f"<sheetData><row>{cell * number}</row></sheetData>"


def _laughs(kind: str) -> bytes:
    lines = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 9}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    declared = {
        "general": f'<!DOCTYPE a [<!ENTITY a "haha">{lines}]>',
        "long": f'<!DOCTYPE a [<!ENTITY i "{"x" * 500_000}">]>',
        "parameter": "<!DOCTYPE a [<!ENTITY % p \"<!ENTITY i 'x'>\"> %p; %p;]>",
        "attribute": f'<!DOCTYPE a [<!ATTLIST c v CDATA "{"x" * 500_000}">]>',
        "outside": '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">',
    }[kind]
    return archive_of(parts(strings=f"{declared}<sst>{'<si><t>&i;</t></si>' * 9000}</sst>"))


def _packed(*more: Part, **changes: object) -> bytes:
    changed = [replace(part, **changes) if b"sheet" in part.name else part for part in parts()]  # type: ignore[arg-type]
    return archive_of([*changed, *more])


def _overlapping() -> bytes:
    """Many entries that unpack the same bytes: a small file of a thousand large parts."""
    whole = Part(name=b"xl/0.xml", content=b" " * _TENTH)
    others = [replace(whole, name=f"xl/{n}.xml".encode(), offset=0) for n in range(1, 3)]
    return archive_of([whole, *others, *parts()])


def _workbook(number: int) -> str:
    """A workbook that names one sheet so often."""
    named = '<sheet name="a" id="r1"/>' * number
    return f'<workbook xmlns="{MAIN}"><sheets>{named}</sheets></workbook>'


# Shared by all bombs that any workbook may be.
ANY: dict[str, Trap] = {
    "a part of nothing but spaces": lambda: archive_of(parts(workbook=b" " * 60_000_000)),
    "types of nothing but spaces": lambda: archive_of(parts(types=b" " * 19_000_000)),
    "every part of nothing but spaces": lambda: archive_of(parts([b" " * _TENTH] * 8)),
    "a part that lies about its size": lambda: _packed(size=10, content=b" " * 100_000_000),
    "a part that lies about all sizes": lambda: _packed(size=2**32 - 1, packed_size=2**32 - 1),
    "a part in a secret": lambda: _packed(flags=1),
    "a part packed otherwise": lambda: _packed(method=14),
    "a part at the end of the world": lambda: _packed(offset=2**32 - 1),
    "parts over each other": _overlapping,
    "too many parts": lambda: archive_of(
        [*parts(), *(Part(name=b"x/%d" % n, content=b"") for n in range(60_000))]
    ),
    "parts of one name": lambda: archive_of(parts() * 2),
    "parts with long names": lambda: archive_of(
        [*parts(), *(Part(name=b"%d" % n + b"n" * 60_000, content=b"") for n in range(120))]
    ),
    "an archive in the archive": lambda: archive_of(
        [*parts(), Part(name=b"xl/media/a.zip", content=seeds.filled(), method=STORED)]
    ),
    "eight million bytes of chance": lambda: random.Random(1).randbytes(7_999_999),
    "an archive behind eight million bytes": lambda: b"PK\3\4" + b"\0" * 7_000_000 + seeds.filled(),
    "nine million bytes": lambda: b"PK\3\4" + b"\0" * 9_000_000,
    "ends without beginnings": lambda: b"PK\3\4" + b"PK\5\6" * 1_500_000,
    "a billion laughs": lambda: _laughs("general"),
    "one long laugh": lambda: _laughs("long"),
    "a laugh in a parameter": lambda: _laughs("parameter"),
    "a laugh in an attribute": lambda: _laughs("attribute"),
    "a laugh from elsewhere": lambda: _laughs("outside"),
    "elements without end": lambda: _sheet("<a/>" * 4_000_000),
    "elements in elements": lambda: _sheet("<a>" * 5_000_000),
    "elements in elements with an end": lambda: _sheet("<a>" * 120_000 + "</a>" * 120_000),
    "attributes without end": lambda: _sheet(
        "<a " + "".join(f'a{n}="" ' for n in range(1_000_000)) + "/>"
    ),
    "as many attributes as may be": lambda: _sheet(
        ("<a " + "".join(f'a{n}="" ' for n in range(17_000)) + "/>") * 95
    ),
    "as many names as may be": lambda: _sheet(
        "".join(f"<a{n}/>" for n in range(MOST_ELEMENTS - 20))
    ),
    "as many elements as may be": lambda: _sheet("<a/>" * (MOST_ELEMENTS - 20)),
    "as many elements in elements as may be": lambda: _sheet("<a>" * (MOST_ELEMENTS - 20)),
    "as many pieces of text as may be": lambda: _sheet(
        "<sheetData><row><c t='inlineStr'><is>"
        + "<r><t>x</t></r>" * 120_000
        + "</is></c></row></sheetData>"
    ),
    "as much text as may be": lambda: _sheet(_cells(_TEXT.replace("x", "_x0041_" * 4000), 170)),
    "as many long comments as may be": lambda: _sheet(f"<!--{'x' * 190_000}-->" * 95),
    "as many long formats as may be": lambda: archive_of(
        parts(
            styles="<s>"
            + "".join(f'<numFmt numFmtId="{n}" formatCode="{"[" * 190_000}"/>' for n in range(90))
            + "<cellXfs>"
            + "".join(f'<xf numFmtId="{n % 90}"/>' for n in range(9000))
            + "</cellXfs></s>"
        )
    ),
    "attributes in another encoding": lambda: archive_of(
        parts(
            strings=("<a " + "".join(f'a{n}="" ' for n in range(500_000)) + "/>").encode("utf-16")
        )
    ),
    "one long attribute": lambda: _sheet(f'<c r="{"x" * 19_000_000}"/>'),
    "one long name": lambda: _sheet(f"<{'x' * 19_000_000}/>"),
    "one long comment": lambda: _sheet(f"<!--{'x' * 19_000_000}-->"),
    "one long text": lambda: _sheet(
        f"<sheetData><row><c><v>{'9' * 19_000_000}</v></c></row></sheetData>"
    ),
    "one long shared text": lambda: archive_of(
        parts(strings=f"<sst><si><t>{'x' * 19_000_000}</t></si></sst>")
    ),
    "a text in pieces": lambda: archive_of(
        parts(strings=f"<sst><si>{'<r><t>x</t></r>' * 1_200_000}</si></sst>")
    ),
    "a text of entities": lambda: archive_of(
        parts(strings=f"<sst><si><t>{'&#65;' * 3_500_000}</t></si></sst>")
    ),
    "shared texts without end": lambda: archive_of(
        parts(strings="<sst>" + "<si><t>x</t></si>" * 1_100_000 + "</sst>")
    ),
    "texts written by number": lambda: archive_of(
        parts(strings=f"<sst><si><t>{'_x0041_' * 2_700_000}</t></si></sst>")
    ),
    "many spaces of names": lambda: _sheet(
        "".join(f'<a xmlns:n{n}="u{n}">' for n in range(MOST_ELEMENTS))
    ),
    "looks without end": lambda: archive_of(
        parts(styles=f"<s><cellXfs>{'<xf/>' * 3_500_000}</cellXfs></s>")
    ),
    "formats without end": lambda: archive_of(
        parts(
            styles="<s>"
            + "".join(f'<numFmt numFmtId="{n}" formatCode="{"[" * 99}"/>' for n in range(99_000))
            + "</s>"
        )
    ),
    "relations without end": lambda: archive_of(
        parts(
            relations="<a>"
            + "".join(f'<Relationship Id="{n}" Target="{"../" * 30}"/>' for n in range(110_000))
            + "</a>"
        )
    ),
    "cells without end": lambda: _sheet(_cells("<c><v>1</v></c>", 1_200_000)),
    "empty cells without end": lambda: _sheet(_cells("<c/>", 4_500_000)),
    "empty rows without end": lambda: _sheet("<sheetData>" + "<row/>" * 3_000_000 + "</sheetData>"),
    "as many cells as may be": lambda: _sheet(_cells("<c><v>1.5</v></c>", MOST_CELLS)),
    "as many days as may be": lambda: archive_of(
        parts(
            [_cells('<c s="0"><v>45000.5</v></c>', MOST_CELLS)],
            styles='<s><cellXfs><xf numFmtId="14"/></cellXfs></s>',
        )
    ),
    "as many long texts as may be": lambda: archive_of(
        parts(
            [_cells('<c t="s"><v>0</v></c>', MOST_CELLS)],
            strings=f"<sst><si><t>{'x' * 32_767}</t></si></sst>",
        )
    ),
    "the last cell": lambda: _sheet(
        '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "a cell beyond the last": lambda: _sheet(
        '<dimension ref="A1:ZZZ9999999"/><sheetData><row r="9999999">'
        '<c r="ZZZ9999999"><v>1</v></c></row></sheetData>'
    ),
    "merges without end": lambda: _sheet(
        "<sheetData/><mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 500_000 + "</mergeCells>"
    ),
    "one sheet very often": lambda: archive_of(
        parts(["<sheetData/>"], workbook=_workbook(MOST_SHEETS))
    ),
    "one long sheet very often": lambda: archive_of(
        parts([_cells("<c><v>1</v></c>", 9_000)], workbook=_workbook(MOST_SHEETS))
    ),
    "a number in front of all": lambda: _sheet(
        _cells(f"<c><v>{'9' * 300}e300</v></c>", MOST_CELLS // 2)
    ),
    "small numbers": lambda: _sheet(_cells("<c><v>1e-999</v></c>", MOST_CELLS)),
    "numbers of many digits": lambda: _sheet(
        _cells(f"<c><v>0.{'9' * 390}</v></c>", MOST_CELLS // 2)
    ),
}


# --- sheets to be filled in --------------------------------------------------------------


def _filled(change: Callable[[bytes], bytes], page: bytes = b"sheet2.xml") -> bytes:
    """The small sheet with one of its pages changed."""
    made = parts_of(seeds.filled())
    for part in made:
        if part.name.endswith(page):
            part.content = change(part.content)
    return archive_of(made)


def _with_rows(rows: str) -> bytes:
    return _filled(lambda xml: xml.replace(b"</sheetData>", rows.encode() + b"</sheetData>"))


def _marked(mark: str, number: int, answer: str = "x") -> str:
    """Rows of which each says whose answer it is."""
    return "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{mark.replace("§", str(n))}</t></is></c>'
        f'<c r="D{n}" t="inlineStr"><is><t>{answer}</t></is></c></row>'
        for n in range(1000, 1000 + number)
    )


def _merged(ref: str, number: int) -> bytes:
    """Merged cells over very many answers."""
    merges = "<mergeCells>" + f'<mergeCell ref="{ref}"/>' * number + "</mergeCells>"
    rows = _marked("1 abcdefabcdef abcdefabcdef 0 key§", MOST_ROWS)
    return _filled(lambda xml: xml.replace(b"</sheetData>", f"{rows}</sheetData>{merges}".encode()))


def _identity(**changes: object) -> bytes:
    """A sheet that says of itself what is not true."""
    said = {
        **asdict(
            Identity(
                questionnaire="small",
                version="1.0.0",
                form="full",
                role="",
                language="en",
                assessment="",
                batch="a",
                pages=("overview",),
                page="overview",
                rows=1,
            )
        ),
        **changes,
    }
    mark = json.dumps({"schema": "assess/sheet@1", **said})
    head = ["id", "asked", "answer", "means", "done"]
    return archive_of(parts([rows_of([[mark, *head]])]))


SHEETS: dict[str, Trap] = {
    "rows of one mark": lambda: _with_rows(
        _marked("1 abcdefabcdef abcdefabcdef 0 answers.M1.note", MOST_ROWS)
    ),
    "rows of other marks": lambda: _with_rows(
        _marked("1 abcdefabcdef abcdefabcdef 0 key§", MOST_ROWS)
    ),
    "rows without marks": lambda: _with_rows(_marked("", 2 * MOST_ROWS)),
    "marks without end": lambda: _with_rows(_marked("9" * 1000, 4_000)),
    "answers merged one by one": lambda: _merged("D1000:D1001", MOST_MERGED),
    "answers merged all at once": lambda: _merged("A1:XFD1048576", MOST_MERGED),
    "as many pages as fit": lambda: _identity(pages=[f"{n}" for n in range(4000)]),
    "as many rows as may be": lambda: _identity(rows=100_000),
    "more rows than may be": lambda: _identity(rows=10**30),
    "a language that leads elsewhere": lambda: _identity(language="../../../../etc/passwd"),
    "a language without end": lambda: _identity(language="zh-" * 9000),
    "a questionnaire that leads elsewhere": lambda: _identity(
        questionnaire="../customer-management"
    ),
    "a version that leads elsewhere": lambda: _identity(
        questionnaire="customer-management", version="../../x"
    ),
    "a page of brackets": lambda: archive_of(parts([rows_of([["{" + '"a":[' * 6000]] * 20)])),
    "pages of one kind": lambda: archive_of(
        parts([rows_of([[json.dumps({"schema": "assess/sheet@1"})]])] * 500)
    ),
}

# --- translations ------------------------------------------------------------------------

_HEAD = ["key", "translation", "state", "digests assess/translation@1 small 1.0.0 zh-Hant"]


def _translated(*rows: list[str]) -> bytes:
    return archive_of(parts([rows_of([_HEAD, ["Key", "Words", "State", ""], *rows])]))


TRANSLATIONS: dict[str, Trap] = {
    "keys that are not there": lambda: _translated(
        *([f"items/X{n}/title", "W"] for n in range(MOST_ROWS))
    ),
    "keys that have moved": lambda: _translated(
        *([f"terms/{n}/text", "W", "", "abcdefabcdef"] for n in range(MOST_ROWS // 2))
    ),
    "one key very often": lambda: _translated(*(["title", f"W{n}"] for n in range(MOST_ROWS))),
    "words without keys": lambda: _translated(*(["", "W"] for _ in range(MOST_ROWS))),
    "states that are none": lambda: _translated(
        *(["title", "W", f"x{n}"] for n in range(MOST_ROWS))
    ),
    "words full of braces": lambda: _translated(["title", "{a}" * 10_000], ["about", "{" * 32_000]),
    "words for every text": lambda: _translated(
        *([key, "\\\"'{}[]:#\u2028\x85|>-&*!%@`"] for key in ("title", "about", "items/M1/title"))
    ),
    "the last row": lambda: archive_of(
        parts(
            [
                rows_of([_HEAD]).replace(
                    "</sheetData>",
                    '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>',
                )
            ]
        )
    ),
    "a head of many columns": lambda: archive_of(parts([rows_of([_HEAD + ["key"] * 16_000])])),
    "many sheets": lambda: archive_of(parts([rows_of([_HEAD])] * 1500)),
    "another language": lambda: archive_of(
        parts([rows_of([[*_HEAD[:3], "digests assess/translation@1 small 1.0.0 ../../x"]])])
    ),
    "another id": lambda: archive_of(
        parts([rows_of([[*_HEAD[:3], f"digests assess/translation@1 {'x' * 30_000} 1 de"]])])
    ),
}
