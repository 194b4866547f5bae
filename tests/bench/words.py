"""What stands in a PDF: its words and the number of its pages."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter

import pypdf

_WORD = re.compile(r"[\u2e80-\uffff]|[^\W\u2e80-\uffff]+")
"""A Chinese letter, or the letters of a word."""


def words(pdf: bytes) -> Counter[str]:
    """How often each word stands in a PDF, those broken over two lines made whole."""
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return Counter(_WORD.findall(read.stdout.decode().replace("-\n", "")))


def share_of_words(original: bytes, other: bytes) -> float:
    """Which share of the words of one PDF stands in another one too, 0 to 1."""
    wanted = words(original)
    return 1 - (wanted - words(other)).total() / wanted.total()


def pages(pdf: bytes) -> int:
    """The number of pages."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
