"""P4: many reports at once: how well the processors are used, and how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from itertools import count
from pathlib import Path

from assess.cli import main
from assess.cli.status import DONE
from assess.language import current, speaking
from tests.bench.documents import FORMS, LANGUAGES, SHORT, answers_file
from tests.bench.measure import PRINTS, Measured, Missing, Row, Scope, compare
from tests.bench.processes import PROC, Watch

FILES = 12
SUMMARY = ("--edition", "summary")
AIMED_AT = {"en": 160.0, "zh-Hans": 250.0}
"""MB that a worker should not exceed at a report of about thirty pages, the short form's."""


def batch(scope: Scope) -> Iterator[Row]:
    """`assess report --all` with one job and with one for each processor."""
    jobs = os.cpu_count() or 1
    folder = _answers(scope.folder / "few", SHORT, "en", FILES)
    outputs = (scope.folder / f"out-{number}" for number in count(1))

    def reports(number: int) -> None:
        _run(_command(folder, next(outputs), "en", *SUMMARY, jobs=number))

    yield from compare(
        "P4",
        {f"{FILES} summaries, --jobs {jobs}": lambda: reports(jobs)},
        (f"{FILES} summaries, --jobs 1", lambda: reports(1)),
        rounds=scope.turns(PRINTS),
        warm=True,
    )
    for language in LANGUAGES:
        if PROC.is_dir():
            yield from _memory(scope, language, jobs)
        else:
            yield Missing(goal="P4", what="memory", why="/proc")


def _memory(scope: Scope, language: str, jobs: int) -> Iterator[Row]:
    said = LANGUAGES[language]
    for name, form in FORMS.items():
        folder = _answers(scope.folder / f"{name}-{language}", name, language, 1)
        peak = _watched(_started(folder, folder / "out", language, jobs=1)).peak()
        what = f"peak of a worker, {form}, {said}"
        yield _compared(what, peak, "aim for the short form", AIMED_AT[language], 1)
    folder = _answers(scope.folder / f"many-{language}", SHORT, language, scope.many)
    watch = _watched(_started(folder, folder / "out", language, "--edition", "summary", jobs=jobs))
    yield _compared(
        f"peak in the last third of {scope.many}, {said}",
        watch.peak(2 / 3, 1),
        "peak in the first third",
        watch.peak(0, 1 / 3),
        scope.many,
    )


def _compared(what: str, amount: float, yardstick: str, other: float, reports: int) -> Measured:
    return Measured(
        goal="P4",
        what=what,
        amount=amount,
        yardstick=yardstick,
        yardstick_amount=other,
        ratio=amount / other,
        rounds=reports,
        unit="MB",
    )


def _answers(folder: Path, name: str, language: str, number: int) -> Path:
    """A folder of answers files that differ in one number and thus in their seal."""
    folder.mkdir()
    answers = answers_file(name, language).read_text(encoding="utf-8")
    head, headcount, rest = answers.partition("headcount: ")
    assert headcount, f"{name} states no headcount"
    for each in range(number):
        stated = f"{head}{headcount}1{each:03}{rest.lstrip('0123456789')}"
        (folder / f"{name}-{each:04}.yaml").write_text(stated, encoding="utf-8")
    return folder


def _command(folder: Path, output: Path, language: str, *options: str, jobs: int) -> list[str]:
    files = ["report", "--all", str(folder), "-o", str(output)]
    return [*files, "--jobs", str(jobs), "--lang", language, *options]


def _run(command: list[str]) -> None:
    """A command in this process, so that the start of Python is no part of it."""
    said = StringIO()
    try:
        with speaking(current()), redirect_stdout(said), redirect_stderr(said):
            main(command)
    except SystemExit as ended:
        if ended.code != DONE:
            raise RuntimeError(f"the batch ended with {ended.code}: {said.getvalue()}") from None


def _started(
    folder: Path, output: Path, language: str, *options: str, jobs: int
) -> subprocess.Popen[str]:
    command = _command(folder, output, language, *options, jobs=jobs)
    return subprocess.Popen(
        [sys.executable, "-m", "assess", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _watched(process: subprocess.Popen[str]) -> Watch:
    with Watch(process.pid) as watch:
        _ended(process)
    return watch


def _ended(process: subprocess.Popen[str]) -> None:
    _, said = process.communicate()
    if process.returncode:
        raise RuntimeError(f"the batch ended with {process.returncode}: {said}")
