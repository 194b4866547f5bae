"""`python -m tests.bench`: one table of ratios; nothing is asserted about them."""

from __future__ import annotations

import argparse
import logging
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.contests.again import again
from tests.bench.contests.batch import batch
from tests.bench.contests.changes import bound
from tests.bench.contests.checking import checking
from tests.bench.contests.command import command_line
from tests.bench.contests.core import one_assessment
from tests.bench.contests.measures import each_measure
from tests.bench.contests.printing import races
from tests.bench.contests.site import autosave, pages
from tests.bench.contests.tags import tags
from tests.bench.measure import Contest, Row, Scope
from tests.bench.table import about, around, markdown, plain, put_into

CONTESTS: dict[Contest, tuple[str, ...]] = {
    one_assessment: ("S3",),
    command_line: ("C1",),
    checking: ("C2",),
    pages: ("page",),
    autosave: ("autosave",),
    races: ("P1", "P2"),
    bound: ("P2",),
    again: ("P3",),
    batch: ("P4",),
    tags: ("P5",),
    each_measure: ("measures",),
}
"""What is measured, and which goals it is about."""
GOALS = list(dict.fromkeys(goal for goals in CONTESTS.values() for goal in goals))
NAMED = {"C2", "measures"}
"""Looked at only when asked for."""


def main() -> None:
    """Run the contests that are asked for."""
    options = _parser().parse_args()
    logging.disable(logging.WARNING)
    if options.into:
        around(options.into, options.only or [])  # told now, not after ten minutes
    lines = []
    for line in _lines(options):
        print(line, flush=True)
        lines.append(line)
    if options.into:
        put_into(options.into, options.only or [], lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    add = parser.add_argument
    add("--only", action="append", choices=GOALS, metavar="GOAL", help=f"one of {', '.join(GOALS)}")
    add("--rounds", type=int, metavar="N", help="of every contest, instead of its own number")
    add("--many", type=int, metavar="N", default=Scope.many, help="reports whose memory is watched")
    add("--markdown", action="store_true", help="print the table as docs/performance.md has it")
    add("--into", type=Path, metavar="FILE", help="put it there, between its marks")
    return parser


def _lines(options: argparse.Namespace) -> Iterator[str]:
    started = time.monotonic()
    yield from about()
    yield ""
    yield from (markdown if options.markdown or options.into else plain)(_rows(options))
    yield ""
    taken = time.monotonic() - started
    yield f"Measured in {taken:.0f} s; ratios are medians of each round's own ratio."


def _rows(options: argparse.Namespace) -> Iterator[Row]:
    wanted = set(options.only or set(GOALS) - NAMED)
    for contest, goals in CONTESTS.items():
        if wanted.isdisjoint(goals):
            continue
        with tempfile.TemporaryDirectory() as folder:
            yield from contest(Scope(folder=Path(folder), rounds=options.rounds, many=options.many))


if __name__ == "__main__":
    main()
