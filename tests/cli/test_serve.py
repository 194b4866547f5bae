"""`assess report` and `assess serve`: what prints and what listens."""

import re
import shutil
import signal
import socket
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from waitress.server import BaseWSGIServer
from waitress.task import ThreadedTaskDispatcher

from assess.app import create_app
from assess.cli.site import listening
from assess.errors import AssessError
from assess.rendering.pdf import ANSWERS_FILE
from assess.rendering.reading import files_of
from assess.settings import Settings
from tests.cli.conftest import HARBOUR, SHIPPED, Run, Running, Start

TOLD = {
    "en": "Finance estimated the lifetime value of 20 accounts",
    "zh-Hans": "财务部2025年估算过20户",
    "zh-Hant": "財務部2025年估算過20戶",
}
"""What the sample organization writes in each language."""


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


def test_a_thread_that_is_not_done_yet_ends_before_the_site(
    assess: Run, port, tmp_path, monkeypatch, caplog
):
    pull = BaseWSGIServer.pull_trigger

    def pull_late(server: BaseWSGIServer) -> None:
        time.sleep(0.3)
        pull(server)

    monkeypatch.setenv("ASSESS_VAR", str(tmp_path))
    monkeypatch.setattr(BaseWSGIServer, "pull_trigger", pull_late)
    done = assess("serve", "--once", "--port", port, "--lang", "en")

    assert (done.status, done.err) == (0, "")
    assert caplog.records == []


def test_nobody_attends_to_sockets_that_are_closed(port, tmp_path, monkeypatch):
    app = create_app(Settings.from_environ({"ASSESS_VAR": str(tmp_path)}))
    alive = []
    shut_down = ThreadedTaskDispatcher.shutdown

    def watched(dispatcher: ThreadedTaskDispatcher) -> None:
        alive.append(thread.is_alive())
        shut_down(dispatcher)

    monkeypatch.setattr(ThreadedTaskDispatcher, "shutdown", watched)
    with listening(app, "127.0.0.1", port) as thread, socket.socket() as caller:
        caller.connect(("127.0.0.1", port))
        caller.sendall(b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n")
        assert caller.recv(12) == b"HTTP/1.1 200"
    app.extensions["assess"].engine.dispose()

    assert alive == [False]
    with socket.socket() as again:
        assert again.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    """A folder with the shipped questionnaires, one under a title of its own."""
    folder = tmp_path / "renamed"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("*.lock"))
    manifest = folder / "customer-management" / "manifest.yaml"
    text = manifest.read_text(encoding="utf-8")
    title = "en: Customer-management capability\n"
    assert title in text
    manifest.write_text(text.replace(title, "en: Our own questions\n", 1), encoding="utf-8")
    return folder


def test_the_site_asks_the_questionnaires_of_a_folder(
    assess: Run, port, renamed, tmp_path, monkeypatch
):
    pages = []

    def read(address: str) -> None:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 — our own
            pages.append(answer.read().decode())

    monkeypatch.setenv("ASSESS_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("ASSESS_QUESTIONNAIRES", "/nowhere")
    monkeypatch.setattr("assess.cli.site.check_answers", read)
    done = assess("serve", "--once", "--port", port, "--questionnaires", renamed)

    assert (done.status, done.err) == (0, "")
    assert "Our own questions" in pages[0]


def test_a_folder_without_the_questionnaire_of_the_site_is_refused(process: Run, port, tmp_path):
    done = process("serve", "--once", "--port", port, "--questionnaires", tmp_path)

    assert done.status == 2
    assert "no questionnaire 'customer-management'" in done.err
    assert done.err.count("\n") == 1


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
def test_the_demo_is_prepared_once_with_a_report_in_each_language(process: Run, port, tmp_path):
    first = process("serve", "--demo", "--once", "--port", port, "--lang", "en")
    assert (first.status, first.err) == (0, "")
    printed = {path: path.stat().st_mtime_ns for path in (tmp_path / "var").glob("*.pdf")}

    started = time.monotonic()
    second = process("serve", "--demo", "--once", "--port", port, "--lang", "en")

    assert len(printed) == 3
    assert second.out == first.out
    assert printed == {path: path.stat().st_mtime_ns for path in (tmp_path / "var").glob("*.pdf")}
    assert time.monotonic() - started < 20
    links = re.findall(rf"in (.+): (http://127\.0\.0\.1:{port}/a/.+/)\n", first.out)
    assert [language for language, _ in links] == ["English", "简体中文", "繁體中文"]
    assert len({link for _, link in links}) == 3
    for path in printed:
        language = path.stem.removeprefix("harbour-")
        assert TOLD[language] in files_of(path.read_bytes())[ANSWERS_FILE]


@pytest.fixture
def running(start: Start, port: int) -> Running:
    """A site that runs."""
    return start("serve", "--port", port)


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


def test_the_site_tells_where_its_operator_signs_in_but_no_key(tmp_path, monkeypatch):
    from assess.cli.site import _way_of_the_operator

    kept = _way_of_the_operator("http://a.example", tmp_path)
    monkeypatch.setenv("ASSESS_OPERATOR_KEY", "k" * 40)
    given = _way_of_the_operator("http://a.example", tmp_path)

    assert "http://a.example/operator" in kept
    assert str(tmp_path / "operator-key") in kept
    assert "ASSESS_OPERATOR_KEY" in given
    assert "kkk" not in given
