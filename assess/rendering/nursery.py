"""The process that child processes are forked from: what a child needs is imported here once.

It gets jobs over a socket, each with three files and a socket of its own, on which it tells how
the child ended.  A child whose job's socket is closed is killed; when the socket for jobs is
closed, so are all, and this process ends.  It has one thread and never works on a job itself.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from selectors import EVENT_READ, DefaultSelector

LONGEST_NAME = 200
STANDARD_FILES = 3
_MOST_FILES = 4096


@dataclass(slots=True, eq=False)
class Child:
    """A child at work: its number, its job's socket, and a pipe that closes when it ends."""

    pid: int
    job: socket.socket
    life: int
    waited_for: bool = False


class Nursery:
    """Forks a child for each job and tells how it ended."""

    def __init__(self, jobs: socket.socket) -> None:
        self.jobs = jobs
        self.selector = DefaultSelector()
        self.selector.register(jobs, EVENT_READ)

    def run(self) -> None:
        """Go on until nobody is left who could send a job."""
        while True:
            for key, _ in self.selector.select():
                child: Child | None = key.data
                if child is None:
                    if not self._take():
                        return
                elif key.fileobj is child.job:
                    self._kill(child)
                else:
                    self._tell(child)

    def _take(self) -> bool:
        """Begin the next job; False when there will be none any more."""
        message, files, _, _ = socket.recv_fds(self.jobs, LONGEST_NAME, STANDARD_FILES + 1)
        if not message:
            for key in list(self.selector.get_map().values()):
                if key.data is not None and key.fileobj is key.data.job:
                    self._kill(key.data)
            return False
        name = message.decode()
        _warm(name)
        job, standard = socket.socket(fileno=files[0]), files[1:]
        life, held = os.pipe()
        pid = os.fork()
        if pid == 0:
            _work(name, standard, held)
        for file in (*standard, held):
            os.close(file)
        child = Child(pid=pid, job=job, life=life)
        self.selector.register(job, EVENT_READ, child)
        self.selector.register(life, EVENT_READ, child)
        return True

    def _kill(self, child: Child) -> None:
        # Once it has been waited for, the number may be that of another process.
        if not child.waited_for:
            os.kill(child.pid, signal.SIGKILL)
            self.selector.unregister(child.job)

    def _tell(self, child: Child) -> None:
        _, status = os.waitpid(child.pid, 0)
        child.waited_for = True
        with suppress(OSError):  # Perhaps nobody waits for it any more.
            child.job.send(str(os.waitstatus_to_exitcode(status)).encode())
        if child.job in self.selector.get_map():
            self.selector.unregister(child.job)
        self.selector.unregister(child.life)
        child.job.close()
        os.close(child.life)


def _warm(name: str) -> None:
    """Import a module and let it prepare what its children share, once."""
    if name in sys.modules:
        return
    try:
        module = import_module(name)
        if prepare := getattr(module, "prepare", None):
            prepare()
    except Exception:  # noqa: BLE001 — the child meets the same fault, and tells it
        return
    gc.collect()
    gc.freeze()


def _work(name: str, standard: Sequence[int], held: int) -> None:
    """What a child does: the main function of the module, with the files of its job."""
    status = 1
    try:
        for number, file in enumerate((*standard, held)):
            os.dup2(file, number)
        os.closerange(STANDARD_FILES + 1, _MOST_FILES)
        sys.stdin, sys.stdout, sys.stderr = (
            os.fdopen(number, mode, closefd=False) for number, mode in enumerate("rww")
        )
        import_module(name).main()
        status = 0
    except SystemExit as wanted:
        status = wanted.code if isinstance(wanted.code, int) else bool(wanted.code)
    except BaseException:  # noqa: BLE001 — nothing may return to the loop of the parent
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    """Serve the socket whose number is the only argument."""
    Nursery(socket.socket(fileno=int(sys.argv[1]))).run()


if __name__ == "__main__":
    main()
