"""The parts of an Excel file: opened, counted and read as XML, and refused before they can do harm.

A file that somebody sends may be made to fill the memory or to reach for others.  Every part is
unpacked to a limit, XML is read in one go without declarations of its own, and what is not needed
is never touched, so that work and memory are bounded by the limits below whatever is sent.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from assess.core.faults import Fault
from assess.definitions.sheets.faults import F101, F102, F103, F104, F105

MOST_BYTES = 8_000_000
"""Of a file as it is sent; a full sheet has 60,000, one with long notes in all cells 3 millions."""
MOST_UNPACKED = 20_000_000
MOST_PARTS = 2_000
MOST_ELEMENTS = 250_000
"""In all parts together; a thousand texts for translators take 22,000."""
LONGEST_RUN = 200_000
"""Bytes between one tag and the next; a cell holds 32,767 characters."""
_MEGABYTE = 1_000_000
_ENCODING = "UTF-8"
"""Of every part, whatever it says of itself; no program writes another."""
_OF_UTF_16 = {b"\xff\xfe", b"\xfe\xff"}

_MACROS = ("vbaproject", "macrosheets", "activex")
_LINKS = ("externallinks", "connections", "querytables", "embeddings", "model", "customdata")
"""Folders and files below `xl` by which a workbook reaches for others."""


class Refused(Exception):
    """The file cannot be read, or nobody should."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class Package:
    """The parts of a file by their names."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise Refused(F102(details={"limit": MOST_BYTES // _MEGABYTE}))
        try:
            self._packed = ZipFile(io.BytesIO(data))
        except (BadZipFile, ValueError, OSError, RecursionError, NotImplementedError) as fault:
            raise Refused(F101()) from fault
        self._entries = {entry.filename.lower(): entry for entry in self._packed.infolist()}
        self._left = MOST_UNPACKED
        self._elements = MOST_ELEMENTS
        self._refuse_strange()

    def _refuse_strange(self) -> None:
        entries = self._packed.infolist()
        if len(entries) > MOST_PARTS:
            raise Refused(F103())
        # Names that stand twice mean one thing to one program and another to the next.
        if len(self._entries) < len(entries):
            raise Refused(F101())
        for name in self._entries:
            words = {word.partition(".")[0] for word in name.split("/")[1:]}
            if words & set(_MACROS):
                raise Refused(F104())
            if name.startswith("xl/") and words & set(_LINKS):
                raise Refused(F105(details={"part": name}))

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._entries

    def read(self, name: str) -> bytes:
        """A part unpacked, or Refused where there is none or all together are too much."""
        entry = self._entries.get(name.lower())
        if entry is None or entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Refused(F101())
        content = self._unpacked(entry)
        self._left -= len(content)
        if self._left < 0:
            raise Refused(F103())
        return content

    def _unpacked(self, entry: ZipInfo) -> bytes:
        try:
            with self._packed.open(entry) as part:
                return part.read(self._left + 1)
        # A broken archive fails in as many ways as there are bytes in it.
        except (BadZipFile, zlib.error, EOFError, OSError) as fault:
            raise Refused(F101()) from fault
        except (RuntimeError, ValueError, NotImplementedError) as fault:
            raise Refused(F101()) from fault

    def parse(self, name: str, handler: Handler) -> None:
        """Read a part as XML, giving its elements to the handler."""
        content = self.read(name)
        if b"\0" in content[:4] or content[:2] in _OF_UTF_16:
            raise Refused(F101())
        _refuse_long_runs(content)
        # Its spaces of names are not looked into: no part uses one name for two things.
        parser = expat.ParserCreate(_ENCODING)
        parser.buffer_text = True
        # Declarations can make a short text very long; no spreadsheet writes any.
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.StartElementHandler = self._counting(handler)
        parser.EndElementHandler = lambda tag: handler.end(_local(tag) if ":" in tag else tag)
        parser.CharacterDataHandler = handler.text
        try:
            parser.Parse(content, True)
        except expat.ExpatError as fault:
            raise Refused(F101()) from fault

    def _counting(self, handler: Handler) -> Callable[[str, dict[str, str]], None]:
        def start(tag: str, attributes: Mapping[str, str]) -> None:
            self._elements -= 1
            if self._elements < 0:
                raise Refused(F103())
            if ":" in "".join(attributes):
                given = attributes.items()
                attributes = {_local(name): said for name, said in given if name[:5] != "xmlns"}
            handler.start(_local(tag) if ":" in tag else tag, attributes)

        return start


class Handler:
    """What is made of the elements of a part; names are without their spaces."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Words inside an element."""


def _refuse_long_runs(content: bytes) -> None:
    """Refuse what the parser would hold in one piece, such as a million attributes of a tag."""
    for start in range(0, len(content) - LONGEST_RUN, LONGEST_RUN):
        if content.find(b"<", start, start + LONGEST_RUN) < 0:
            raise Refused(F103())


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise Refused(F101())
