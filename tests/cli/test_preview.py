"""`assess preview`: starts around a draft, ends without a trace."""

import signal
import socket
import urllib.request
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Running, Start
from tests.definitions.files import MANIFEST, spoilt, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small").mkdir()
    return write(
        tmp_path / "small", manifest=spoilt(MANIFEST, ("status: released", "status: draft"))
    )


@pytest.mark.parametrize("name", ["small", "small/manifest.yaml"])
def test_a_draft_is_shown_and_nothing_of_it_stays(process: Run, port, folder, tmp_path, name):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    before = {path: path.read_bytes() for path in folder.iterdir()}
    done = process("preview", name, "--once", "--port", port, TMPDIR=str(temporary))

    assert (done.status, done.err) == (0, "")
    assert done.out == f"http://127.0.0.1:{port} answers\n"
    assert list(temporary.iterdir()) == []
    assert not (tmp_path / "var").exists()
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_broken_draft_is_no_reason_not_to_start(process: Run, port, folder):
    (folder / "manifest.yaml").write_text("id: [", encoding="utf-8")
    done = process("preview", folder, "--once", "--port", port)

    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("nowhere", "nowhere: cannot be read — there is no such file or folder"),
        ("small/one.yaml", "small/one.yaml: cannot be read — no questionnaire lies there"),
        (".", ".: cannot be read — no questionnaire lies there"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_wrong_path_is_told_in_one_line(process: Run, port, path, told):
    done = process("preview", path, "--once", "--port", port)

    assert (done.status, done.out, done.err) == (2, "", f"assess: {told}\n")


def test_another_folder_of_questionnaires_is_refused(assess: Run, folder):
    told = assess("preview", folder, "--questionnaires", "others", "--once")

    said = "a preview shows the questionnaire at PATH alone — leave this option and 'others' out"
    assert (told.status, told.out) == (2, "")
    assert told.err.endswith(f"assess preview: error: argument --questionnaires: {said}\n")


def test_a_taken_port_is_told_in_one_line(process: Run, port, folder, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = process("preview", folder, "--port", port, TMPDIR=str(temporary))

    assert done.status == 2
    assert f"127.0.0.1:{port} is taken" in done.err
    assert done.err.count("\n") == 1
    assert list(temporary.iterdir()) == []


@pytest.fixture
def running(start: Start, tmp_path: Path, folder: Path, port: int) -> Running:
    """A preview that runs, with a folder of its own for what is temporary."""
    (tmp_path / "temporary").mkdir()
    return start("preview", folder, "--port", port, TMPDIR=str(tmp_path / "temporary"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_preview_that_is_stopped_leaves_nothing(running, tmp_path, folder, port, number):
    assert running.stdout is not None
    told = running.stdout.readline()
    assert told == f"{folder} is shown on http://127.0.0.1:{port} — stop it with Ctrl-C\n"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
        assert answer.status == 200
    assert list((tmp_path / "temporary").glob("assess-preview-*/assess.sqlite"))

    running.send_signal(number)
    _, err = running.communicate(timeout=15)

    assert (running.returncode, err) == (130, "")
    assert list((tmp_path / "temporary").iterdir()) == []
