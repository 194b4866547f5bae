"""`assess report --all`: the report of every answers file below a folder.

Every file is printed on its own: one that fails stops no other, and nothing of a report is
kept once it is written.  A ledger in the output folder tells what each file was printed from;
what is printed already is left alone, so the next run goes on where one was stopped.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Literal

from assess import __version__
from assess.cli.definitions import library_of
from assess.cli.faults import reasons
from assess.cli.ledger import Ledger
from assess.cli.results import UnknownFormat, presentation_of, write_report
from assess.cli.status import DONE, PROBLEMS
from assess.core.faults import N_
from assess.core.report import compile_report
from assess.definitions.library import Library
from assess.definitions.problems import UnreadableFile
from assess.errors import AssessError
from assess.language import current, gettext, ngettext, speak
from assess.rendering.outputs import OUTPUTS
from assess.rendering.presentation import Presentation
from assess.rendering.wording import labelled

Became = Literal["written", "kept", "failed"]

ENDINGS = frozenset({".yaml", ".yml", ".json", ".xlsx"})
"""Of answers files; JSON is YAML to the loader."""
HIDDEN = (".", "~$")
"""How names begin of what is hidden, and of what a spreadsheet keeps beside an open file."""
MOST_LINES = 100
"""Of progress, where there is no terminal to write them over each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An answers file and the file to write, below the output folder; `problem` if it cannot be."""

    source: Path
    target: Path
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an answers file, and what there is to say about it."""

    source: Path
    became: Became
    remarks: tuple[str, ...] = ()


def report_all(options: argparse.Namespace) -> int:
    """Write what is not written yet; 1 when some of it failed, 130 when it was stopped."""
    started = time.monotonic()
    if options.before:
        raise AssessError(gettext(N_("--before goes with one answers file, not with --all")))
    ending = (options.format or "pdf").removeprefix(".").lower()
    if ending not in OUTPUTS:
        raise UnknownFormat(Path(options.format), list(OUTPUTS))
    ledger = Ledger(options.output)
    tasks = tasks_of(options.all, ledger, ending)
    press = Press(library_of(options), presentation_of(options, ending), ledger, ending)
    progress = Progress(len(tasks))
    try:
        with _remarks_kept():
            _print(press, tasks, options.jobs or os.cpu_count() or 1, progress)
    except KeyboardInterrupt:
        progress.end()
        print(gettext("stopped; the same command goes on from here"), file=sys.stderr)
        raise
    progress.end()
    return _tell(progress, time.monotonic() - started)


# --- what there is to do ----------------------------------------------------------------


def tasks_of(folder: Path, ledger: Ledger, ending: str) -> list[Task]:
    """A task for every answers file below the folder, in the order of their paths."""
    if not folder.is_dir():
        raise UnreadableFile(folder, gettext(N_("there is no such folder")))
    found = sorted(_answers_files(folder, ledger))
    if not found:
        raise UnreadableFile(folder, gettext(N_("no answers file in it")))
    targets = [below.with_suffix(f".{ending}") for below in found]
    times, root, output = Counter(targets), folder.resolve(), ledger.folder.resolve()
    given = {root / below for below in found}
    tasks = []
    for below, target in zip(found, targets, strict=True):
        problem = ""
        if times[target] > 1:
            problem = N_("several answers files would become {path} — rename all but one")
        elif output / target in given:
            problem = N_("{path} is an answers file itself — choose another output folder")
        told = gettext(problem).format(path=ledger.folder / target)
        tasks.append(Task(source=folder / below, target=target, problem=told))
    return tasks


def _answers_files(folder: Path, ledger: Ledger) -> Iterator[Path]:
    """Their paths below the folder, without what is hidden and what was written by us."""
    root, output = folder.resolve(), ledger.folder.resolve()
    inside = output != root and output.is_relative_to(root)
    for place, folders, names in os.walk(folder, onerror=_stop):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if path.suffix.lower() not in ENDINGS or name.startswith(HIDDEN):
                continue
            below = path.relative_to(folder)
            ours = (root / below).is_relative_to(output) and (
                inside or ledger.names((root / below).relative_to(output))
            )
            # A link to nowhere is told; a pipe that nobody writes into would never end.
            if not ours and (path.is_file() or not path.exists()):
                yield below


def _stop(error: OSError) -> None:
    """A folder that cannot be listed would silently be left out."""
    raise error


# --- doing it ---------------------------------------------------------------------------


def _print(press: Press, tasks: list[Task], jobs: int, progress: Progress) -> None:
    """Work through the tasks, as many at once as there are jobs.

    Threads are enough: a PDF is printed by a child process that its thread waits for.
    """
    pool = ThreadPoolExecutor(min(jobs, len(tasks)), initializer=speak, initargs=(current(),))
    try:
        for done in as_completed([pool.submit(press.outcome, task) for task in tasks]):
            progress.count(done.result())
    finally:
        pool.shutdown(cancel_futures=True)
        press.ledger.save()


class Press:
    """Writes one report after the other, in as many threads as want it to."""

    def __init__(
        self, library: Library, presentation: Presentation, ledger: Ledger, ending: str
    ) -> None:
        self.library = library
        self.presentation = presentation
        self.ledger = ledger
        self.ending = ending
        self._loading = Lock()

    def outcome(self, task: Task) -> Outcome:
        """Write a report unless it is there; what goes wrong is told and stops no other."""
        became: Became = "failed"
        remarks: list[str] = []
        _remarks.set(remarks)
        try:
            became = self._written(task)
        except Exception as fault:  # noqa: BLE001 — the others are still to be written
            remarks = [*reasons(fault), *remarks]
        return Outcome(source=task.source, became=became, remarks=tuple(remarks))

    def _written(self, task: Task) -> Became:
        if task.problem:
            raise AssessError(task.problem)
        # Several threads at once would each load the questionnaire.
        with self._loading:
            questionnaire, assessment = self.library.assessment(task.source)
            benchmark = self.library.benchmark
        report = compile_report(questionnaire, assessment, benchmark, engine=__version__)
        origin = {"seal": report.seal, "presentation": self.presentation.digest}
        path = self.ledger.folder / task.target
        if self.ledger.tells(task.target, origin) and path.exists():
            return "kept"
        write_report(report, self.presentation, path, self.ending)
        self.ledger.note(task.target, origin)
        return "written"


_remarks: ContextVar[list[str] | None] = ContextVar("remarks", default=None)


class _Remarks(logging.Handler):
    """Keeps what is logged about a report, to be told with its name and not amid the progress."""

    def emit(self, record: logging.LogRecord) -> None:
        if (kept := _remarks.get()) is not None:
            kept.append(record.getMessage())


@contextmanager
def _remarks_kept() -> Iterator[None]:
    handler, log = _Remarks(), logging.getLogger("assess")
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


# --- telling it -------------------------------------------------------------------------


@dataclass(slots=True)
class Progress:
    """Counts what is done: one line that changes on a terminal, else a line after the other."""

    total: int
    became: Counter[str] = field(default_factory=Counter)
    remarkable: list[Outcome] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """One more is done."""
        self.became[outcome.became] += 1
        if outcome.remarks:
            self.remarkable.append(outcome)
        done = self.became.total()
        if sys.stderr.isatty():
            print(f"\r{self._line(done)}\x1b[K", end="", file=sys.stderr, flush=True)
        elif done * MOST_LINES // self.total > (done - 1) * MOST_LINES // self.total:
            print(self._line(done), file=sys.stderr, flush=True)

    def _line(self, done: int) -> str:
        if failed := self.became["failed"]:
            said = gettext("{number} of {total}, {failed} failed")
            return said.format(number=done, total=self.total, failed=failed)
        return gettext("{number} of {total}").format(number=done, total=self.total)

    def end(self) -> None:
        """Make room for what is told at the end."""
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _tell(progress: Progress, seconds: float) -> int:
    """What was written, what was not and why; the exit status."""
    for outcome in sorted(progress.remarkable, key=lambda outcome: outcome.source):
        lost = outcome.became == "failed"
        said = gettext("not written") if lost else gettext("written, with remarks")
        print(labelled(str(outcome.source), said), file=sys.stderr)
        for remark in outcome.remarks:
            print("\n".join(f"  {line}" for line in remark.splitlines()), file=sys.stderr)
    written, kept = progress.became["written"], progress.became["kept"]
    failed = progress.became["failed"]
    if kept == progress.total:
        print(
            ngettext(
                "nothing to print: {number} report is up to date",
                "nothing to print: {number} reports are up to date",
                kept,
            ).format(number=kept)
        )
    else:
        told = gettext("{written} written, {kept} up to date, {failed} failed, in {seconds} s")
        print(told.format(written=written, kept=kept, failed=failed, seconds=f"{seconds:.1f}"))
    return PROBLEMS if failed else DONE
