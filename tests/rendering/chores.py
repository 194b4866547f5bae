"""What the children of the tests do: the words of a job say what."""

import os
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

_times = count(1)


def _live(file: str) -> None:
    """Note who one is, and hang."""
    Path(file).write_text(str(os.getpid()))
    time.sleep(60)


def _files() -> None:
    """Which files are open."""
    print(*sorted(int(file.name) for file in Path("/proc/self/fd").iterdir()))


CHORES: dict[str, Callable[[str], object]] = {
    "echo": print,
    "remark": lambda said: print(said, file=sys.stderr),
    "leave": lambda status: sys.exit(int(status)),
    "fail": sys.exit,
    "raise": lambda said: [][int(said)],
    "die": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "live": _live,
    "hang": lambda _: time.sleep(60),
    "files": lambda _: _files(),
    "times": lambda _: print(next(_times)),
    "parent": lambda _: print(os.getppid()),
}


def main() -> None:
    """Do one chore."""
    chore, _, said = sys.stdin.read().partition(" ")
    CHORES[chore](said)


if __name__ == "__main__":
    main()
