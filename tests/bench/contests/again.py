"""P3: the same report asked for again."""

from __future__ import annotations

from collections.abc import Iterator

from assess.rendering.pdf import render_report
from assess.web.press import Press
from tests.bench.documents import SHORT, example
from tests.bench.measure import PRINTS, Remark, Row, Scope, compare


class OtherBytes(ValueError):
    """Two prints of the same report differ."""


def again(scope: Scope) -> Iterator[Row]:
    """What the site does when a report is there already, beside printing it."""
    press, document = Press(scope.folder), example(SHORT, "en")
    report, presentation = document.report, document.presentation
    printed: set[bytes] = set()
    yield from compare(
        "P3",
        {f"Press.now again, {document.said}": lambda: press.now(report, presentation, "pdf")},
        ("render_report", lambda: printed.add(render_report(report, presentation))),
        calls=200,
        rounds=scope.turns(PRINTS),
    )
    printed.add(press.now(report, presentation, "pdf").read_bytes())
    if len(printed) > 1:
        raise OtherBytes(f"{document.said}: {len(printed)} different files")
    yield Remark(f"{document.said}: all prints and the kept file have the same bytes")
