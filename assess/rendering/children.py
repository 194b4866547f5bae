"""Child processes that work on untrusted content, started where they can do no harm.

On Linux they are forked from a process that has imported what they need, so that a child costs
milliseconds, and yet each has a memory and limits of its own.  Elsewhere each starts anew.
"""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from tempfile import TemporaryFile
from threading import BoundedSemaphore, Lock
from typing import IO, Protocol

from assess.core.faults import N_
from assess.errors import AssessError
from assess.language import gettext

AT_ONCE = BoundedSemaphore(os.cpu_count() or 2)
"""More children than processors would only slow each other down; the others wait their turn."""
CAN_FORK = sys.platform == "linux"
"""Elsewhere libraries of the system do not survive a fork."""


class Stopped(AssessError):
    """Somebody no longer wants what the child was working on."""

    def __init__(self) -> None:
        super().__init__(gettext(N_("it was stopped, as nobody wants it any more")))


class Child(Protocol):
    """A child at work."""

    def wait(self, timeout: float) -> int:
        """How it ended, negative for a signal; raises subprocess.TimeoutExpired."""

    def kill(self) -> None:
        """End it if it still runs; who waits for it is told."""

    def leave(self) -> None:
        """Let go of it when nobody waits any more."""


class Stop:
    """Lets one thread end the children of another."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: Child | None = None
        self.wanted = False

    def now(self) -> None:
        """End the child that is at work, and let no other begin."""
        with self._lock:
            self.wanted = True
            if self._child:
                self._child.kill()

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """Children that this thread starts in here can be stopped."""
        token = _stop.set(self)
        try:
            yield
        finally:
            _stop.reset(token)

    @contextmanager
    def over(self, child: Child) -> Iterator[None]:
        """While the child is at work, `now` ends it; raises Stopped if it did."""
        with self._lock:
            self._child = child
            if self.wanted:
                child.kill()
        try:
            yield
        finally:
            with self._lock:
                self._child = None
        if self.wanted:
            raise Stopped


_stop: ContextVar[Stop | None] = ContextVar("stop", default=None)


def run_child(module: str, given: bytes, *, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run `main` of a module of ours that limits itself, with bytes in and bytes out.

    Raises subprocess.TimeoutExpired when it takes longer, `Stopped` when nobody wants it.
    """
    stop = _stop.get() or Stop()
    with AT_ONCE, TemporaryFile() as job, TemporaryFile() as made, TemporaryFile() as remarks:
        job.write(given)
        job.seek(0)
        files = (job, made, remarks)
        child: Child = _nursery.child(module, files) if CAN_FORK else _Started(module, files)
        try:
            with stop.over(child):
                status = child.wait(seconds)
        finally:
            child.kill()
            child.leave()
        made.seek(0)
        remarks.seek(0)
        return subprocess.CompletedProcess(module, status, made.read(), remarks.read())


class _Started:
    """A child that is a new process."""

    def __init__(self, module: str, files: Sequence[IO[bytes]]) -> None:
        stdin, stdout, stderr = files
        self._process = subprocess.Popen(  # noqa: S603 — our own modules only
            [sys.executable, "-m", module], stdin=stdin, stdout=stdout, stderr=stderr
        )

    def wait(self, timeout: float) -> int:
        return self._process.wait(timeout)

    def kill(self) -> None:
        self._process.kill()

    def leave(self) -> None:
        self._process.wait()


class _Forked:
    """A child of the nursery, which tells on a socket how it ended."""

    def __init__(self, job: socket.socket) -> None:
        self._job = job

    def wait(self, timeout: float) -> int:
        self._job.settimeout(timeout)
        try:
            told = self._job.recv(20)
        except TimeoutError:
            raise subprocess.TimeoutExpired("child", timeout) from None
        # Without a word it is being killed, or the nursery itself has ended.
        return int(told) if told else -signal.SIGKILL

    def kill(self) -> None:
        # The nursery kills a child that nobody listens to.
        with suppress(OSError):
            self._job.shutdown(socket.SHUT_RDWR)

    def leave(self) -> None:
        self._job.close()


class _Nursery:
    """The process that children are forked from; it starts with the first and ends with us."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._jobs: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def child(self, module: str, files: Sequence[IO[bytes]]) -> Child:
        """A child that runs `main` of the module, with these files as its standard ones."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        numbers = [theirs.fileno(), *(file.fileno() for file in files)]
        with theirs, self._lock:
            try:
                socket.send_fds(self._reached(), [module.encode()], numbers)
            except OSError:
                # Something has killed it; the next one is as good.
                self._end()
                socket.send_fds(self._reached(), [module.encode()], numbers)
        return _Forked(ours)

    def _reached(self) -> socket.socket:
        if self._jobs is None:
            self._jobs, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                number = theirs.fileno()
                self._process = subprocess.Popen(  # noqa: S603 — our own module
                    [sys.executable, "-m", "assess.rendering.nursery", str(number)],
                    pass_fds=[number],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    # A Ctrl-C is for us; we then no longer wait, and it ends its children.
                    start_new_session=True,
                )
        return self._jobs

    def end(self) -> None:
        """End the process and all its children."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._jobs:
            self._jobs.close()
        if self._process:
            self._process.wait()
        self._jobs = self._process = None

    def forget(self) -> None:
        """Leave the process to our parent, when we have just been forked."""
        self._lock = Lock()
        if self._jobs:
            self._jobs.close()
        if self._process:
            self._process.returncode = 0  # Not ours to wait for.
        self._jobs = self._process = None


_nursery = _Nursery()
if CAN_FORK:
    os.register_at_fork(after_in_child=_nursery.forget)
    atexit.register(_nursery.end)
