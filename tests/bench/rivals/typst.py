"""Typst's rendering of the same words: compiled each time with other values in a warm compiler."""

from __future__ import annotations

import json
from base64 import b64decode
from itertools import count

from tests.bench.rivals.faults import NotHere
from tests.bench.rivals.typst_markup import marked, markup


class Typst:
    """The compiler of the package typst, in this process."""

    name = "Typst"

    def __init__(self) -> None:
        try:
            from typst import Compiler
        except ImportError as fault:
            raise NotHere("the package typst") from fault
        self._compiler = Compiler()
        self._marks = count(1)

    def prepared(self, job: bytes) -> str:
        """The page of a job of ours as markup."""
        order = json.loads(job)
        css = b64decode(order["documents"]["report.css"]["data"]).decode()
        return markup(order["html"], css)

    def printed(self, prepared: str) -> bytes:
        """A PDF of the same standards as ours; nothing in it is as it was before."""
        source = marked(prepared, next(self._marks)).encode()
        pdf = self._compiler.compile(source, format="pdf", pdf_standards=["a-3a", "ua-1"])
        assert isinstance(pdf, bytes)
        return pdf

    def close(self) -> None:
        """Nothing is held."""
