"""The child process that reads a PDF of unknown origin: a PDF in, its files or words as JSON out.

A file that somebody sends may be made to hang or to fill the memory of whoever reads it, so it
is read under the same limits as a report is printed.
"""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from assess.limits import limit
from assess.rendering.children import run_child

WALL_SECONDS = 60
MOST_PAGES = 600
MOST_CHARACTERS = 20_000_000
FILES, WORDS = b"files\n", b"words\n"
"""What the child is asked for, before the PDF itself."""


class Unreadable(Exception):
    """The bytes are no PDF that can be read."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How a PDF is read: the files it carries by their names, and the words of each page.

    Words take seconds, files do not.  Both raise Unreadable.
    """

    files: Callable[[bytes], Mapping[str, str]]
    words: Callable[[bytes], Sequence[str]]


def files_of(pdf: bytes) -> Mapping[str, str]:
    """The files attached to a PDF by their names, or Unreadable."""
    with _opened(pdf) as reader:
        return {name: _decoded(contents) for name, contents in reader.attachments.items()}


def words_of(pdf: bytes) -> Sequence[str]:
    """The words of each page without spaces, or Unreadable."""
    with _opened(pdf) as reader:
        return [_plain(page.extract_text()) for page in reader.pages]


HERE = Reader(files_of, words_of)


def _files_in_child(pdf: bytes) -> Mapping[str, str]:
    found: Mapping[str, str] = json.loads(_told(FILES + pdf))
    return found


def _words_in_child(pdf: bytes) -> Sequence[str]:
    found: Sequence[str] = json.loads(_told(WORDS + pdf))
    return found


def _told(job: bytes) -> bytes:
    try:
        done = run_child("assess.rendering.reading", job, seconds=WALL_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise Unreadable("it takes too long to read") from late
    if done.returncode != 0:
        raise Unreadable("it cannot be read")
    return done.stdout


IN_CHILD = Reader(_files_in_child, _words_in_child)
"""Out of reach of whatever the file may do."""


@contextmanager
def _opened(pdf: bytes) -> Iterator[PdfReader]:
    # A broken file fails in as many ways as there are bytes in it.
    try:
        reader = PdfReader(io.BytesIO(pdf))
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable("too many pages")
        yield reader
    except (PyPdfError, RecursionError, ArithmeticError, LookupError) as fault:
        raise Unreadable(str(fault)) from fault
    except (AttributeError, TypeError, ValueError, AssertionError, OSError) as fault:
        raise Unreadable(str(fault)) from fault


def _decoded(contents: Sequence[bytes]) -> str:
    return contents[0].decode(errors="replace") if len(contents) == 1 else ""


def _plain(text: str) -> str:
    """The text without any space, so that a break of a line changes nothing."""
    return "".join(text.split())


def main() -> None:
    """Read a PDF from standard input, write what was asked for to standard output."""
    limit()
    logging.disable(logging.CRITICAL)
    wanted = sys.stdin.buffer.readline()
    pdf = sys.stdin.buffer.read()
    try:
        said = json.dumps(files_of(pdf) if wanted == FILES else words_of(pdf))
    except Unreadable:
        sys.exit(1)
    if len(said) > MOST_CHARACTERS:
        sys.exit(1)
    sys.stdout.write(said)


if __name__ == "__main__":
    main()
