"""What packages of Office files have in common: no trace of when they were written."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP archive can name."""
LONGEST_PROPERTY = 255
"""Letters that a property of a package may have."""
_MOMENTS = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")


def stamped(package: bytes, day: date) -> bytes:
    """The package, and the workbooks inside it, as if made at the beginning of a day."""
    moment = f"{day.isoformat()}T00:00:00Z".encode()
    made = BytesIO()
    with ZipFile(BytesIO(package)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename.endswith(".xlsx"):
                content = stamped(content, day)
            elif entry.filename == "docProps/core.xml":
                content = _MOMENTS.sub(rb"\g<1>" + moment, content)
            after.writestr(_entry(entry.filename), content)
    return made.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry
