"""`assess report` and `assess serve`: what prints and what listens."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from waitress.task import ThreadedTaskDispatcher

from assess.errors import AssessError
from tests.cli.conftest import HARBOUR, Run


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@pytest.mark.pdf
def test_a_report_is_written_into_a_new_folder(process: Run, tmp_path):
    done = process("report", HARBOUR, "-o", "new/report.pdf", "--lang", "zh-Hans")

    assert (done.status, done.err) == (0, "")
    assert (tmp_path / "new" / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["report.pdf"]
    assert "new/report.pdf" in done.out


def test_a_report_that_fails_leaves_no_file(assess: Run, tmp_path, monkeypatch):
    def fail(*_: object) -> bytes:
        raise AssessError("the printer is on fire")

    monkeypatch.setattr("assess.rendering.pdf.render_report", fail)
    done = assess("report", HARBOUR, "-o", tmp_path / "report.pdf")

    assert (done.status, done.err) == (2, "assess: the printer is on fire\n")
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_fails_leaves_the_old_one(assess: Run, tmp_path, monkeypatch):
    old = tmp_path / "report.pdf"
    old.write_bytes(b"old")
    monkeypatch.setattr("assess.rendering.pdf.render_report", lambda *_: 1 / 0)

    assert assess("report", HARBOUR, "-o", old).status == 2
    assert old.read_bytes() == b"old"


def test_a_report_needs_a_file_to_go_to(assess: Run):
    assert assess("report", HARBOUR).status == 2


def test_the_site_answers_once(process: Run, port):
    done = process("serve", "--once", "--port", port, "--lang", "en")

    assert (done.status, done.err) == (0, "")
    assert done.out == f"http://127.0.0.1:{port} answers\n"


def test_a_request_before_the_threads_are_ready_warns_nobody(
    assess: Run, port, monkeypatch, caplog
):
    begin = ThreadedTaskDispatcher.start_new_thread

    def begin_late(*of_thread: object) -> None:
        threading.Timer(0.3, begin, of_thread).start()

    monkeypatch.setattr(ThreadedTaskDispatcher, "start_new_thread", begin_late)
    done = assess("serve", "--once", "--port", port, "--lang", "en")

    assert (done.status, done.err) == (0, "")
    assert caplog.records == []


def test_a_taken_port_is_told_in_one_line(process: Run, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = process("serve", "--once", "--port", port, "--lang", "en")

    assert done.status == 2
    assert f"127.0.0.1:{port} is taken" in done.err
    assert "--port" in done.err
    assert done.err.count("\n") == 1


def test_a_wrong_setting_is_told_in_one_line(process: Run, port):
    done = process("serve", "--once", "--port", port, ASSESS_COOKIE_SECURE="perhaps")

    assert done.status == 2
    assert "ASSESS_COOKIE_SECURE" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.pdf
def test_the_demo_is_prepared_once(process: Run, port, tmp_path):
    first = process("serve", "--demo", "--once", "--port", port, "--lang", "en")
    assert (first.status, first.err) == (0, "")
    printed = {path: path.stat().st_mtime_ns for path in (tmp_path / "var").glob("*.pdf")}

    started = time.monotonic()
    second = process("serve", "--demo", "--once", "--port", port, "--lang", "en")

    assert len(printed) == 2
    assert second.out == first.out
    assert printed == {path: path.stat().st_mtime_ns for path in (tmp_path / "var").glob("*.pdf")}
    assert time.monotonic() - started < 20
    assert f"http://127.0.0.1:{port}/a/" in first.out


def _heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def running(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A site that runs."""
    started = subprocess.Popen(
        [sys.executable, "-m", "assess", "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"ASSESS_VAR": str(tmp_path / "var")},
        # A shell that runs the tests in the background has told them to ignore Ctrl-C.
        preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 — no thread holds a lock that it needs
    )
    try:
        yield started
    finally:
        if started.poll() is None:
            started.kill()
        started.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_running_site_stops_cleanly(running, port, number):
    assert running.stdout is not None
    assert f"http://127.0.0.1:{port}" in running.stdout.readline()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
        assert answer.status == 200

    running.send_signal(number)
    _, err = running.communicate(timeout=15)

    assert "Traceback" not in err
    assert running.returncode in ({0} if number == signal.SIGINT else {0, -signal.SIGTERM})
