"""The table of what was measured, for a terminal or for the documentation."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.bench.measure import Measured, Missing, Remark, Row, Unit
from tests.bench.rivals.chromium import Chromium
from tests.bench.rivals.faults import NotHere

LIBRARIES = ("weasyprint", "typst", "flask", "jinja2", "wtforms", "sqlalchemy", "babel")
HEAD = ("goal", "contender", "one call", "ratio", "yardstick", "one call", "rounds")
END = "<!-- end -->"
_LAYOUT = "{:<8}  {:<46} {:>9}  {:>10}  {:<40} {:>9}  {:>6}"


def about() -> Iterator[str]:
    """The machine, the versions and the day."""
    yield f"{_machine()}, {datetime.now(UTC):%Y-%m-%d}"
    yield f"Python {platform.python_version()}, {', '.join(_versions())}"


def _machine() -> str:
    model = platform.processor()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), model)
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {model}, {platform.system()} {platform.release()}, load {load:.1f}"


def _versions() -> Iterator[str]:
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"
    with suppress(NotHere), closing(Chromium()) as chromium:
        yield f"chromium {chromium.version}"


def plain(rows: Iterable[Row]) -> Iterator[str]:
    """Aligned columns."""
    yield _LAYOUT.format(*HEAD)
    for row in rows:
        if isinstance(row, Remark):
            yield f"{'':<8}  {row.text}"
        else:
            yield _LAYOUT.format(*_cells(row)).rstrip()


def markdown(rows: Iterable[Row]) -> Iterator[str]:
    """A table in Markdown; remarks stand below it."""
    remarks = []
    yield f"| {' | '.join(HEAD)} |"
    yield "| --- | --- | ---: | ---: | --- | ---: | ---: |"
    for row in rows:
        if isinstance(row, Remark):
            remarks.append(f"- {row.text}")
        else:
            yield f"| {' | '.join(_cells(row))} |"
    if remarks:
        yield from ("", *remarks)


def put_into(page: Path, only: Sequence[str], lines: Iterable[str]) -> None:
    """Replace what a page has between the marks of this table; raises as `around` does."""
    before, after = around(page, only)
    page.write_text("\n".join([before, *lines, "", after]), encoding="utf-8")


def around(page: Path, only: Sequence[str]) -> tuple[str, str]:
    """What stands before and after a table, with its marks; raises ValueError without marks."""
    asked = f' ARGS="{" ".join(f"--only {goal}" for goal in only)}"' if only else ""
    begin = f"<!-- make bench{asked} -->\n"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"{page} has no lines {begin.strip()} and {END}")
    return before + begin, END + after


def _cells(row: Measured | Missing) -> tuple[str, ...]:
    if isinstance(row, Missing):
        return row.goal, row.what, "–", "–", f"not here: {row.why}", "–", "–"
    return (
        row.goal,
        row.what,
        _amount(row.amount, row.unit),
        _ratio(row.ratio),
        row.yardstick,
        _amount(row.yardstick_amount, row.unit),
        str(row.rounds),
    )


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f} ×" if ratio >= 0.01 else f"1/{1 / ratio:,.0f} ×"


def _amount(amount: float, unit: Unit) -> str:
    if unit == "MB":
        return f"{amount:.0f} MB"
    for name, factor in (("s", 1), ("ms", 1e3)):
        if amount * factor >= 1:
            return f"{amount * factor:.2f} {name}"
    return f"{amount * 1e6:.1f} µs"
