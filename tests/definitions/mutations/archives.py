"""ZIP archives written by hand, so that every field of them can be made to lie."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

STORED, DEFLATED = 0, 8


@dataclass(slots=True, kw_only=True)
class Part:
    """A part with what its headers say of it; None stands for what is true."""

    name: bytes
    content: bytes
    method: int = DEFLATED
    flags: int = 0
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    extra: bytes = b""
    attributes: int = 0
    offset: int | None = None
    needs: int = 20

    def packed(self) -> bytes:
        """The bytes of the part as they stand in the archive."""
        if self.method != DEFLATED:
            return self.content
        deflating = zlib.compressobj(1, zlib.DEFLATED, -15)
        return deflating.compress(self.content) + deflating.flush()


def parts_of(data: bytes) -> list[Part]:
    """The parts of an honest archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            Part(name=each.filename.encode(), content=archive.read(each))
            for each in archive.infolist()
        ]


def archive_of(parts: Iterable[Part], *, comment: bytes = b"", number: int | None = None) -> bytes:
    """The archive of these parts; `number` is how many it says that there are."""
    made, directory, count = bytearray(), bytearray(), 0
    for part in parts:
        packed = part.packed()
        crc = zlib.crc32(part.content) if part.crc is None else part.crc
        sizes = (
            len(packed) if part.packed_size is None else part.packed_size,
            len(part.content) if part.size is None else part.size,
        )
        what = (part.needs, part.flags, part.method, 0, 33, crc, *sizes, len(part.name))
        offset = len(made) if part.offset is None else part.offset
        made += struct.pack("<4s5H3L2H", b"PK\3\4", *what, len(part.extra))
        made += part.name + part.extra + packed
        more = (len(part.extra), 0, 0, 0, part.attributes, offset)
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *what, *more)
        directory += part.name + part.extra
        count += 1
    said = (count if number is None else number) & 0xFFFF
    end = (0, 0, said, said, len(directory), len(made), len(comment))
    return bytes(made + directory) + struct.pack("<4s4H2LH", b"PK\5\6", *end) + comment
