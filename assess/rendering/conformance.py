"""What a PDF needs to be PDF/A-3a and PDF/UA-1 at once, beyond what WeasyPrint writes."""

from __future__ import annotations

import re
from base64 import a85encode
from hashlib import sha256

from pydyf import PDF, Dictionary, Object, Stream

from assess.rendering.revisions import split

VARIANT = "pdf/a-3a"

# PDF/A wants every name space of its metadata described; that of PDF/UA is not in its list.
_ACCESSIBLE = b"""<rdf:Description rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is conformed to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""

_IDENTIFIERS = re.compile(rb"/ID \[\(([0-9a-f]{64})\) \(([0-9a-f]{32})\)\]")
_CUT = 32


def finish(pdf: PDF, spare: int = 0) -> None:
    """Complete the metadata and mend the streams, before the file is written.

    `spare` empty objects change how the directory of objects is packed, nothing else.
    """
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = next(each for each in pdf.objects if each.number == number)
    # Readers that look for conformance do not unpack.
    metadata.compress = False
    metadata.stream = [metadata.stream[0].replace(b"</rdf:RDF>", _ACCESSIBLE + b"</rdf:RDF>")]
    for each in pdf.objects:
        _draw_plainly(each)
        _pack(each)
    for _ in range(spare):
        pdf.add_object(Dictionary())


def _draw_plainly(each: Object) -> None:
    """PDF/A lets no picture be smoothed, and fonts of emoji are full of pictures that would be."""
    if isinstance(each, Stream) and "Interpolate" in each.extra:
        each.extra["Interpolate"] = "false"


def _pack(each: Object) -> None:
    """Pack a stream once and for all: what writes the file would do it for each use of the bytes.

    One that would end with a carriage return is written in letters.  Before the line feed that
    stands in front of `endstream`, such a last byte reads like half of a line end, and the
    length seems to be wrong by one.
    """
    if not isinstance(each, Stream) or not each.compress:
        return
    packed = each.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    each.compress = False
    if packed.endswith(b"\r"):
        each.stream = [a85encode(packed) + b"~>"]
        each.extra["Filter"] = "[/ASCII85Decode /FlateDecode]"
    else:
        each.stream = [packed]
        each.extra["Filter"] = "/FlateDecode"


def ends_plainly(pdf: bytes) -> bool:
    """Whether no stream of the file ends with a carriage return."""
    return b"\r\nendstream" not in pdf


def with_digest(pdf: bytes) -> bytes:
    """The file with its own digest as second identifier, so that any changed byte shows."""
    found = _identifiers(pdf)
    if found is None:
        raise ValueError("no identifier of a report")
    return pdf[: found.start(2)] + digest_of(pdf).encode() + pdf[found.end(2) :]


def digest_of(pdf: bytes) -> str:
    """The first half of the SHA-256 of a report with its second identifier blanked.

    A signature stands in a later revision than the report and has no part in it.
    """
    report, _ = split(pdf)
    found = _identifiers(report)
    if found is not None:
        report = report[: found.start(2)] + b"0" * _CUT + report[found.end(2) :]
    return sha256(report).hexdigest()[:_CUT]


def identifiers(pdf: bytes) -> tuple[str, str] | None:
    """The seal and the digest that a report names itself by, None for another kind of file."""
    report, _ = split(pdf)
    found = _identifiers(report)
    return None if found is None else (found[1].decode(), found[2].decode())


def _identifiers(report: bytes) -> re.Match[bytes] | None:
    """The last ones: the identifiers stand near the end of the file."""
    last = None
    for found in _IDENTIFIERS.finditer(report):
        last = found
    return last
