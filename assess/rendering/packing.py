"""The objects of a printed report as they were written, and the directory of a second revision.

Only what our own printing writes is understood: one directory, one layer of packed objects.
Nothing is followed or interpreted, so that a hostile file can do no more than be refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from functools import cached_property
from itertools import groupby, pairwise

MOST_UNPACKED = 20_000_000

_TAIL = re.compile(rb"startxref\n(\d{1,10})\n%%EOF\n\Z")
_STREAM = re.compile(rb"\d{1,10} 0 obj\n<<([^\n]{1,1000})>>\nstream\n")
_PACKED, _PLAIN = 2, 1


class NotPacked(ValueError):
    """The file is not built like a report that was printed here."""


class Packed:
    """A printed report whose objects can be had by number."""

    def __init__(self, pdf: bytes) -> None:
        tail = _TAIL.search(pdf, max(len(pdf) - 100, 0))
        if tail is None:
            raise NotPacked("no end")
        self._pdf = pdf
        self._start = int(tail[1])
        self._head, self._entries = self._stream(self._start)
        self.size = self._number(self._head, rb"/Size (\d{1,7})")
        self.catalog = self._reference(self._head, rb"/Root (\d{1,7}) 0 R")
        widths = re.search(rb"/Index \[0 %d\]/W \[1 (\d) (\d)\]" % self.size, self._head)
        if widths is None:
            raise NotPacked("another directory")
        self._widths = (1, int(widths[1]), int(widths[2]))

    @cached_property
    def first_page(self) -> int:
        """The number of the first page."""
        pages = self._reference(self.object(self.catalog), rb"/Pages (\d{1,7}) 0 R")
        return self._reference(self.object(pages), rb"/Kids \[(\d{1,7}) 0 R")

    def object(self, number: int) -> bytes:
        """A packed dictionary as it was written."""
        kind, holder, at = self._entry(number)
        if kind != _PACKED:
            raise NotPacked(f"{number} is not packed")
        numbers, places, content = self._held(holder)
        if at >= len(numbers) or numbers[at] != number:
            raise NotPacked(f"{number} is not where it should be")
        found = content[places[at] : places[at + 1]].strip()
        if not (found.startswith(b"<<") and found.endswith(b">>")):
            raise NotPacked(f"{number} is no dictionary")
        return found

    def directory(self, number: int, places: Mapping[int, int], identifier: str) -> bytes:
        """The directory of a revision behind this one, and the end of the file."""
        runs, entries = [], b""
        for _, run in groupby(enumerate(sorted(places)), lambda pair: pair[1] - pair[0]):
            members = [each for _, each in run]
            runs.append(b"%d %d" % (members[0], len(members)))
            entries += b"".join(b"\x01%b\x00" % places[each].to_bytes(4) for each in members)
        kept = re.search(rb"/Root \d+ 0 R/Info \d+ 0 R/ID \[\([0-9a-f]{64}\) ", self._head)
        if kept is None:
            raise NotPacked("no identifier")
        return (
            b"%d 0 obj\n<</Type /XRef/Index [%b]/W [1 4 1]/Size %d/Prev %d%b(%b)]/Length %d>>\n"
            b"stream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        ) % (
            number,
            b" ".join(runs),
            number + 1,
            self._start,
            kept[0],
            identifier.encode(),
            len(entries),
            entries,
            places[number],
        )

    def _entry(self, number: int) -> tuple[int, int, int]:
        """What kind of entry an object has in the directory, and its two numbers."""
        kind, middle, last = self._widths
        at = number * (kind + middle + last)
        ends = (at, at + kind, at + kind + middle, at + kind + middle + last)
        values = [int.from_bytes(self._entries[one:other]) for one, other in pairwise(ends)]
        return values[0], values[1], values[2]

    def _held(self, holder: int) -> tuple[list[int], list[int], bytes]:
        """What a layer of packed objects holds: their numbers, places with an end, contents."""
        kind, place, _ = self._entry(holder)
        if kind != _PLAIN:
            raise NotPacked("packed twice")
        head, content = self._stream(place)
        first = self._number(head, rb"/First (\d{1,6})\b")
        try:
            pairs = [int(word) for word in content[:first].split()]
        except ValueError as fault:
            raise NotPacked("no numbers") from fault
        numbers, places = pairs[::2], [first + at for at in pairs[1::2]]
        if len(numbers) != len(places):
            raise NotPacked("a number without a place")
        return numbers, [*places, len(content)], content

    def _stream(self, at: int) -> tuple[bytes, bytes]:
        """The dictionary of a stream at a place of the file, and what is packed in it."""
        opening = _STREAM.match(self._pdf, at)
        if opening is None or b"/Filter /FlateDecode" not in opening[1]:
            raise NotPacked("no packed stream")
        packed = self._pdf[opening.end() :]
        try:
            return opening[1], zlib.decompressobj().decompress(packed, MOST_UNPACKED)
        except zlib.error as fault:
            raise NotPacked("not unpacked") from fault

    def _reference(self, source: bytes, pattern: bytes) -> int:
        number = self._number(source, pattern)
        if number >= self.size:
            raise NotPacked(f"there is no {number}")
        return number

    @staticmethod
    def _number(source: bytes, pattern: bytes) -> int:
        found = re.search(pattern, source)
        if found is None:
            raise NotPacked("no number")
        return int(found[1])
