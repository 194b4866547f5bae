"""WeasyPrint without what makes our print fast: the same document with our measures undone."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Collection
from enum import StrEnum
from typing import Any

from tests.bench.warm import Warm

_COLUMNS = re.compile(r"<colgroup>.*?</colgroup>", re.DOTALL)
_FIXED = re.compile(r"\btable-layout:\s*fixed;\s*")
_SEVERAL_DOTS = re.compile(r"""\bleader\((["'])[^"']{2,}\1\)""")


class Measure(StrEnum):
    """What makes our print fast."""

    TABLES = "fixed columns of tables"
    LEADER = "a leader of several dots"
    NO_COLLECTOR = "no garbage collection"


class NothingToUndo(ValueError):
    """A measure is not taken in this report."""


class Naive:
    """A warm child that prints with WeasyPrint's defaults."""

    name = "naive WeasyPrint"

    def __init__(self) -> None:
        self._child = Warm("tests.bench.rivals.naive_child")
        self.not_undone: set[Measure] = set()
        """Measures that some report did not take, so that nothing was gained by them."""

    def prepared(self, job: bytes, undo: Collection[Measure] = tuple(Measure)) -> dict[str, Any]:
        """A job of ours with measures undone."""
        order: dict[str, Any] = json.loads(job)
        sheet = order["documents"]["report.css"]
        html, css = order["html"], b64decode(sheet["data"]).decode()
        for measure in undo:
            try:
                html, css = undone(measure, html, css)
            except NothingToUndo:
                self.not_undone.add(measure)
        order["documents"]["report.css"] = {**sheet, "data": b64encode(css.encode()).decode()}
        return {**order, "html": html, "collect": Measure.NO_COLLECTOR in undo}

    def printed(self, prepared: dict[str, Any]) -> bytes:
        """The PDF of a prepared job."""
        return self._child.ask("print", **prepared)

    def close(self) -> None:
        """End the child."""
        self._child.close()


def undone(measure: Measure, html: str, css: str) -> tuple[str, str]:
    """Page and style sheet without a measure; raises NothingToUndo where it is not taken."""
    if measure is Measure.TABLES:
        return _without(_COLUMNS, "", html), _without(_FIXED, "", css)
    if measure is Measure.LEADER:
        return html, _without(_SEVERAL_DOTS, 'leader(".")', css)
    return html, css


def _without(measure: re.Pattern[str], instead: str, source: str) -> str:
    result, number = measure.subn(instead, source)
    if not number:
        raise NothingToUndo(measure.pattern)
    return result
