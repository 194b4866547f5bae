"""What a signature adds behind a printed report, byte for byte.

A signature must stand in the file that it signs, so a signed report has a second revision: the
catalog and the first page once more, now naming a field, the field, the signature, a directory.
All of it follows from the first revision and a `Statement`, so a reader writes it again and
compares: whatever else was put behind a report shows, without interpreting it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from assess.rendering.packing import Packed

END = b"%%EOF\n"
MOST_CONTENTS = 65_536
"""Bytes of a signature with its certificates; with a chain of three it has about six thousand."""
MOST_LETTERS = 500
"""Of a text, in UTF-16."""

_TEXT = rb"<feff((?:[0-9a-f]{4}){0,%d})>" % MOST_LETTERS
_LABEL = re.compile(rb"/FT /Sig/T \(Signature\)/TU " + _TEXT)
_SAID = re.compile(
    rb"/Contents <((?:[0-9a-f]{2}){1,%d})>/ByteRange \[[0-9 ]{43}\]"
    rb"/M \(D:(\d{14})\+00'00'\)/Reason " % MOST_CONTENTS + _TEXT
)
_IDENTIFIER = re.compile(rb"/ID \[\([0-9a-f]{64}\) \(([0-9a-f]{32})\)\]")
_TIME = "%Y%m%d%H%M%S"
_OPENING = b"<</Type /Sig/Filter /Adobe.PPKLite/SubFilter /ETSI.CAdES.detached/Contents "


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said by signing: when (UTC, whole seconds), why, and the signature itself.

    `label` names the field for those who hear the page; `identifier` is the second one of the
    file, 32 hexadecimal digits.
    """

    at: datetime
    reason: str
    label: str
    identifier: str
    contents: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Increment:
    """The second revision, and from where to where in it the signature stands."""

    data: bytes
    gap: tuple[int, int]

    def signed_with(self, body: bytes) -> bytes:
        """What is signed: both revisions but for the signature itself."""
        start, end = self.gap
        return body + self.data[:start] + self.data[end:]


def split(pdf: bytes) -> tuple[bytes, bytes]:
    """The first revision of a file, and whatever stands behind it."""
    at = pdf.find(END)
    cut = len(pdf) if at < 0 else at + len(END)
    return pdf[:cut], pdf[cut:]


def statement_of(behind: bytes) -> Statement | None:
    """What the bytes behind a report say, None when that is no signature."""
    label, said = _LABEL.search(behind), _SAID.search(behind)
    identifier = _IDENTIFIER.search(behind)
    if label is None or said is None or identifier is None:
        return None
    try:
        return Statement(
            at=datetime.strptime(said[2].decode(), _TIME).replace(tzinfo=UTC),
            reason=_read(said[3]),
            label=_read(label[1]),
            identifier=identifier[1].decode(),
            contents=bytes.fromhex(said[1].decode()),
        )
    except ValueError:
        return None


def increment(body: bytes, said: Statement) -> Increment:
    """What signing adds to a printed report; NotPacked when it was not printed here."""
    report = Packed(body)
    catalog, page = report.catalog, report.first_page
    field, signature, directory = (report.size + number for number in range(3))
    form = b"/AcroForm <</Fields [%d 0 R]/SigFlags 3>>" % field
    contents = b"<" + said.contents.hex().encode() + b">"
    data, places = _numbered(
        {
            catalog: report.object(catalog).removesuffix(b">>") + form + b">>",
            page: _with_annotation(report.object(page), field),
            field: _field(said.label, page, signature),
            signature: _OPENING + contents + _byte_range(0, 0, 0, 0) + _spoken(said),
        },
        len(body),
    )
    start = data.rindex(_OPENING + contents) + len(_OPENING)
    end = start + len(contents)
    places[directory] = len(body) + len(data)
    data += report.directory(directory, places, said.identifier)
    covered = _byte_range(0, len(body) + start, len(body) + end, len(data) - end)
    data = data[:end] + covered + data[end + len(covered) :]
    return Increment(data=data, gap=(start, end))


def _numbered(objects: Mapping[int, bytes], at: int) -> tuple[bytes, dict[int, int]]:
    """Objects as they stand in a file from a place on, and where each of them begins."""
    data, places = b"", {}
    for number, content in objects.items():
        places[number] = at + len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    return data, places


def _with_annotation(page: bytes, field: int) -> bytes:
    before, opening, behind = page.partition(b"/Annots [")
    if opening:
        return before + opening + b"%d 0 R " % field + behind
    return page.removesuffix(b">>") + b"/Annots [%d 0 R]>>" % field


def _field(label: str, page: int, signature: int) -> bytes:
    """An invisible field: printed, as PDF/A wants it, but outside of the page for PDF/UA."""
    return (
        b"<</Type /Annot/Subtype /Widget/FT /Sig/T (Signature)/TU %b"
        b"/V %d 0 R/P %d 0 R/F 132/Rect [-9999 -9999 -9999 -9999]>>"
    ) % (_text(label), signature, page)


def _spoken(said: Statement) -> bytes:
    time = said.at.strftime(_TIME).encode()
    return b"/M (D:%b+00'00')/Reason %b>>" % (time, _text(said.reason))


def _byte_range(*numbers: int) -> bytes:
    return b"/ByteRange [%010d %010d %010d %010d]" % numbers


def _text(said: str) -> bytes:
    return b"<feff" + said.encode("utf-16-be").hex().encode() + b">"


def _read(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
