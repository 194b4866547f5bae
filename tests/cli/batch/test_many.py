"""`assess report --all`: many reports at once, and none kept."""

import gc
import json
import shutil
import signal
import subprocess
import sys
import threading

import pytest

from assess.cli.ledger import LEDGER
from assess.core.report import Report
from assess.rendering import outputs
from tests.cli.conftest import HARBOUR, Run


@pytest.mark.parametrize("jobs", [1, 3])
def test_so_many_are_printed_at_once_as_there_are_jobs(batch, monkeypatch, jobs):
    together = threading.Barrier(jobs)
    printing = threading.Semaphore(jobs)

    def meet(*_: object) -> bytes:
        assert printing.acquire(blocking=False)
        together.wait(timeout=20)
        printing.release()
        return b"{}"

    monkeypatch.setattr(outputs, "render", meet)

    assert batch("--jobs", jobs).status == 0


def test_no_report_is_kept(batch, answers, monkeypatch):
    def alive() -> int:
        gc.collect()
        return sum(type(each) is Report for each in gc.get_objects())

    for number in range(4):
        shutil.copy(answers / "a.yaml", answers / f"more-{number}.yaml")
    before, seen = alive(), []

    def count(*_: object) -> bytes:
        seen.append(alive() - before)
        return b"{}"

    monkeypatch.setattr(outputs, "render", count)
    batch("--jobs", "1")

    assert seen == [1] * 7


SLOW = """
import sys, time
from assess.cli import main
from assess.rendering import outputs

quick, made = outputs.render, []
def render(*given):
    made.append(given)
    time.sleep(len(made) > 3)
    return quick(*given)
outputs.render = render
sys.exit(main())
"""
"""The program, taking a second for every report after the third: time enough to stop it."""


def test_an_interrupted_run_leaves_no_half_and_the_next_goes_on(tmp_path, answers, written):
    for number in range(24):
        shutil.copy(HARBOUR, answers / f"more-{number:02}.yaml")
    words = ["report", "--all", answers, "-o", tmp_path / "reports", "--format", "json"]
    command = [sys.executable, "-m", "assess", *map(str, words)]
    slow = [sys.executable, "-c", SLOW, *map(str, words), "--jobs", "1"]
    with subprocess.Popen(slow, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        for _ in range(3):
            running.stderr.readline()
        running.send_signal(signal.SIGINT)
        said = running.stderr.read().decode()
        running.wait(timeout=20)

    done = set(written()) - {LEDGER}
    assert said.endswith("stopped; the same command goes on from here\n"), said
    assert running.returncode == 130
    assert 3 <= len(done) < 27
    assert set(json.loads(written()[LEDGER])["outputs"]) == done
    assert all(json.loads(content)["seal"] for name, content in written().items() if name in done)

    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.stdout.startswith(f"{27 - len(done)} written, {len(done)} up to date, 0 failed")
    assert len(written()) == 28


@pytest.mark.pdf
def test_reports_are_printed_as_they_are_one_by_one(assess: Run, answers, tmp_path):
    (answers / "north" / "b.yml").unlink()
    how = ("--edition", "board", "--lang", "zh-Hans")
    done = assess("report", "--all", answers, "-o", tmp_path / "reports", "--jobs", "2", *how)
    assess("report", answers / "a.yaml", "-o", tmp_path / "one.pdf", *how)

    assert done.status == 0
    assert (tmp_path / "reports" / "a.pdf").read_bytes() == (tmp_path / "one.pdf").read_bytes()
    assert (tmp_path / "reports" / "north" / "deep" / "c.pdf").read_bytes().startswith(b"%PDF-")
