"""The child process that reads a PDF of unknown origin: a PDF in, its text and files as JSON out.

A file that somebody sends may be made to hang or to fill the memory of whoever reads it, so it
is read under the same limits as a report is printed.
"""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from assess.limits import limit
from assess.rendering.children import run_child

WALL_SECONDS = 60
MOST_PAGES = 600
MOST_CHARACTERS = 20_000_000


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says: the words of each page without spaces, and the files it carries."""

    pages: Sequence[str]
    files: Mapping[str, str]


class Unreadable(Exception):
    """The bytes are no PDF that can be read."""


def read_in_child(pdf: bytes) -> PdfText:
    """The same as `read_pdf`, out of reach of whatever the file may do."""
    try:
        done = run_child("assess.rendering.reading", pdf, seconds=WALL_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise Unreadable("it takes too long to read") from late
    if done.returncode != 0:
        raise Unreadable("it cannot be read")
    said = json.loads(done.stdout)
    return PdfText(pages=said["pages"], files=said["files"])


def read_pdf(pdf: bytes, *, pages: bool = True) -> PdfText:
    """The text of a PDF and the files attached to it, or Unreadable."""
    # A broken file fails in as many ways as there are bytes in it.
    try:
        reader = PdfReader(io.BytesIO(pdf))
        files = {name: _decoded(contents) for name, contents in reader.attachments.items()}
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable("too many pages")
        said = [_plain(page.extract_text()) for page in reader.pages] if pages else []
    except (PyPdfError, RecursionError, ArithmeticError, LookupError) as fault:
        raise Unreadable(str(fault)) from fault
    except (AttributeError, TypeError, ValueError, AssertionError, OSError) as fault:
        raise Unreadable(str(fault)) from fault
    return PdfText(pages=said, files=files)


def _decoded(contents: Sequence[bytes]) -> str:
    return contents[0].decode(errors="replace") if len(contents) == 1 else ""


def _plain(text: str) -> str:
    """The text without any space, so that a break of a line changes nothing."""
    return "".join(text.split())


def main() -> None:
    """Read a PDF from standard input, write what it says to standard output."""
    limit()
    logging.disable(logging.CRITICAL)
    try:
        said = json.dumps(asdict(read_pdf(sys.stdin.buffer.read())))
    except Unreadable:
        sys.exit(1)
    if len(said) > MOST_CHARACTERS:
        sys.exit(1)
    sys.stdout.write(said)


if __name__ == "__main__":
    main()
