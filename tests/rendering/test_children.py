"""Children that work on untrusted content: forked from a warm process, or started anew."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assess.rendering import children
from assess.rendering.children import Stop, Stopped, run_child

MODULE = "tests.rendering.chores"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="children are forked on Linux only")


@pytest.fixture(
    params=[pytest.param(True, marks=LINUX, id="forked"), pytest.param(False, id="new")]
)
def either(request, monkeypatch) -> bool:
    """Both ways in which a child can begin."""
    monkeypatch.setattr(children, "CAN_FORK", request.param)
    return bool(request.param)


def run(words: str, seconds: float = 30) -> tuple[int, str, str]:
    """How a child with this chore ended, and what it wrote."""
    done = run_child(MODULE, words.encode(), seconds=seconds)
    return done.returncode, done.stdout.decode().strip(), done.stderr.decode().strip()


def gone(pid: int) -> bool:
    """Whether a process has ended, within ten seconds."""
    for _ in range(500):
        try:
            # One that nobody has waited for yet has ended as well.
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def test_a_child_gets_its_job_and_gives_back_what_it_wrote(either):
    assert run("echo 你好") == (0, "你好", "")
    assert run("remark 你好") == (0, "", "你好")


def test_much_is_passed_in_both_directions(either):
    said = "x" * 3_000_000

    assert run(f"echo {said}") == (0, said, "")


@pytest.mark.parametrize(
    ("words", "status"), [("leave 0", 0), ("leave 7", 7), ("fail words", 1), ("die", -9)]
)
def test_how_a_child_ended_is_told(either, words, status):
    assert run(words)[0] == status


def test_a_fault_of_a_child_is_told_with_its_place(either):
    status, made, remarks = run("raise 5")

    assert (status, made) == (1, "")
    assert remarks.startswith("Traceback")
    assert remarks.endswith("IndexError: list index out of range")


def test_a_module_that_is_not_there_is_told(either):
    done = run_child("tests.rendering.nothing", b"", seconds=30)

    assert done.returncode == 1
    assert b"No module named" in done.stderr


def noted(file: Path) -> int:
    """The number of a child that lives, once it has noted it."""
    for _ in range(500):
        if file.exists() and (said := file.read_text()):
            return int(said)
        time.sleep(0.02)
    raise AssertionError("no child began")


def test_a_child_that_hangs_is_ended(either, tmp_path):
    with pytest.raises(subprocess.TimeoutExpired):
        run(f"live {tmp_path / 'child'}", seconds=3)

    assert gone(noted(tmp_path / "child"))


def test_a_child_that_nobody_wants_is_ended(either, tmp_path):
    stop, stopped = Stop(), []

    def wait() -> None:
        with stop.heeded():
            try:
                run(f"live {tmp_path / 'child'}")
            except Stopped as fault:
                stopped.append(str(fault))

    waiting = threading.Thread(target=wait)
    waiting.start()
    child = noted(tmp_path / "child")
    stop.now()
    waiting.join(20)

    assert stopped == ["it was stopped, as nobody wants it any more"]
    assert gone(child)


def test_a_child_that_nobody_wants_any_more_does_not_begin_its_work(either, tmp_path):
    stop = Stop()
    stop.now()
    with pytest.raises(Stopped), stop.heeded():
        run("echo too late")


def test_who_is_stopped_stops_no_other(either):
    stop = Stop()
    with stop.heeded():
        pass
    stop.now()

    assert run("echo still here")[1] == "still here"


def test_several_children_are_at_work_at_once(either, tmp_path):
    stop = Stop()

    def wait(name: str) -> None:
        with pytest.raises(Stopped), stop.heeded():
            run(f"live {tmp_path / name}")

    waiting = threading.Thread(target=wait, args=("first",))
    waiting.start()
    noted(tmp_path / "first")
    assert run("echo meanwhile")[1] == "meanwhile"
    stop.now()
    waiting.join(20)


@LINUX
def test_a_child_has_nothing_open_but_its_own():
    _, made, _ = run("files")

    # Its three, the pipe that tells when it ends, and the folder it looks into.
    assert made.split() == ["0", "1", "2", "3", "4"]


@LINUX
def test_no_child_knows_what_another_did():
    assert [run("times")[1] for _ in range(3)] == ["1", "1", "1"]
    assert run("parent")[1] == run("parent")[1] != str(os.getpid())


@LINUX
def test_another_process_takes_the_place_of_one_that_was_killed():
    first = int(run("parent")[1])
    os.kill(first, signal.SIGKILL)
    gone(first)
    second = int(run("parent")[1])

    assert second != first


@LINUX
def test_when_the_process_of_children_is_killed_who_waits_is_told(tmp_path):
    ended: list[int] = []
    waiting = threading.Thread(target=lambda: ended.append(run(f"live {tmp_path / 'child'}")[0]))
    waiting.start()
    child = noted(tmp_path / "child")
    os.kill(int(Path(f"/proc/{child}/stat").read_text().split()[3]), signal.SIGKILL)
    waiting.join(20)
    os.kill(child, signal.SIGKILL)

    assert ended == [-9]


CLIENT = f"""
import sys
from assess.rendering.children import run_child
run_child({MODULE!r}, f"live {{sys.argv[1]}}".encode(), seconds=60)
"""


@LINUX
def test_nothing_goes_on_when_who_wanted_it_is_killed(tmp_path):
    command = [sys.executable, "-c", CLIENT, str(tmp_path / "child")]
    with subprocess.Popen(command) as client:
        child = noted(tmp_path / "child")
        nursery = int(Path(f"/proc/{child}/stat").read_text().split()[3])
        client.kill()

    assert gone(child)
    assert gone(nursery)


FORKED = f"""
import os
from assess.rendering.children import run_child

def parent():
    return int(run_child({MODULE!r}, b"parent", seconds=30).stdout)

first = parent()
if os.fork() == 0:
    assert parent() != first
    os._exit(0)
assert os.wait()[1] == 0
assert parent() == first
"""


@LINUX
def test_a_fork_of_ours_has_a_process_of_its_own():
    done = subprocess.run(
        [sys.executable, "-c", FORKED], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
