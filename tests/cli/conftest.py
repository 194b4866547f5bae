"""What every test of the command line needs."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from assess import language, resources
from assess.cli import main

SHIPPED = resources.questionnaires()
HARBOUR = SHIPPED / "customer-management" / "examples" / "harbour.yaml"


@dataclass(frozen=True)
class Outcome:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]
Running = subprocess.Popen[str]
Start = Callable[..., Running]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A terminal that speaks English; what a test changes in the speech is put back."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "ASSESS_DEBUG", "ASSESS_QUESTIONNAIRES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ASSESS_LANGUAGE", "en")
    with language.speaking("en"):
        yield


@pytest.fixture
def assess(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command within this process."""

    def run(*arguments: object) -> Outcome:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        status = left.value.code
        assert isinstance(status, int)
        return Outcome(status, said.out, said.err)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Runs a command as a process of its own, in an empty folder."""

    def run(*arguments: object, **environment: str) -> Outcome:
        done = subprocess.run(
            _words(*arguments),
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            timeout=90,
            env=_environment(tmp_path, **environment),
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a command that runs until it is stopped; what still runs then is killed."""
    with ExitStack() as stopping:

        def run(*arguments: object, **environment: str) -> Running:
            started = subprocess.Popen(
                _words(*arguments),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env=_environment(tmp_path, **environment),
                # A shell that runs the tests in the background has told them to ignore Ctrl-C.
                preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 — no thread holds a lock that it needs
            )
            stopping.callback(started.communicate)
            stopping.callback(started.kill)
            return started

        yield run


def _words(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "assess", *map(str, arguments)]


def _environment(folder: Path, **more: str) -> dict[str, str]:
    return os.environ | {"ASSESS_VAR": str(folder / "var")} | more


def _heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@pytest.fixture
def answers(tmp_path: Path) -> Callable[..., Path]:
    """Writes the example's answers with some text replaced."""

    def write(*changes: tuple[str, str]) -> Path:
        text = HARBOUR.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        path = tmp_path / "answers.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
