"""Zips as people and hostile authors make them."""

import io
import struct
from collections.abc import Iterable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from assess.definitions.releasing.parcels import Refused, unpack
from tests.definitions.files import FILES

LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
WHOLE = {f"small/{name}": text for name, text in FILES.items()}


def packed(
    files: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]], method: int = ZIP_DEFLATED
) -> bytes:
    made = io.BytesIO()
    pairs = files.items() if isinstance(files, Mapping) else files
    with ZipFile(made, "w", method) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return made.getvalue()


def with_entry(entry: ZipInfo, content: str = "x") -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name, text in WHOLE.items():
            archive.writestr(name, text)
        archive.writestr(entry, content)
    return made.getvalue()


def refusal(data: bytes) -> list[tuple[str, str]]:
    """Where and what is told."""
    with pytest.raises(Refused) as refused:
        unpack(data, "sent.zip")
    assert all(each.fault.cure for each in refused.value.problems)
    return [(each.place, each.fault.said()) for each in refused.value.problems]


def patched(data: bytes, signature: bytes, at: int, value: bytes) -> bytes:
    """The zip with some bytes of each header of a kind put otherwise."""
    made, start = bytearray(data), 0
    while (start := made.find(signature, start)) >= 0:
        made[start + at : start + at + len(value)] = value
        start += 4
    return bytes(made)


def overlapping(times: int) -> bytes:
    """A zip whose entries all unpack the same bytes, so that a small one becomes a large one."""
    big = packed({"small/a.yaml": bytes(4_000_000)})
    at = big.index(CENTRAL)
    entry, end = big[at : big.index(b"PK\x05\x06")], big[big.index(b"PK\x05\x06") :]
    made = big[:at] + entry * times
    count = struct.pack("<HHII", times, times, len(entry) * times, at)
    return made + end[:8] + count + end[20:]
