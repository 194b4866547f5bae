"""How much memory the children of a process hold, told by the system's /proc."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Self

PROC = Path("/proc")
SECONDS_BETWEEN_LOOKS = 0.03
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


class Watch:
    """Looks at the descendants of a process again and again, in a thread of its own."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = Event()
        self._began = time.monotonic()
        self._thread = Thread(target=self._look, daemon=True)
        self.looks: list[tuple[float, int]] = []
        """Seconds since the beginning, and the peak of the largest child, in kB."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(SECONDS_BETWEEN_LOOKS):
            peak = max(map(_peak, descendants(self._pid)), default=0)
            self.looks.append((time.monotonic() - self._began, peak))

    def peak(self, first: float = 0, last: float = 1) -> float:
        """The largest child in MB between two shares of the time."""
        whole = self.looks[-1][0]
        return max(p for at, p in self.looks if first * whole <= at <= last * whole) / 1000


def descendants(pid: int) -> Iterator[int]:
    """The children of a process and their children."""
    parents = dict(_parents())
    wanted = {pid}
    while found := {child for child, parent in parents.items() if parent in wanted} - wanted:
        wanted |= found
    yield from wanted - {pid}


def _parents() -> Iterator[tuple[int, int]]:
    for folder in PROC.glob("[0-9]*"):
        with suppress(OSError):  # It has just ended.
            # The name before it, in brackets, may hold spaces.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            yield int(folder.name), int(fields[1])


def _peak(pid: int) -> int:
    with suppress(OSError):
        if found := _PEAK.search((PROC / str(pid) / "status").read_text()):
            return int(found[1])
    return 0
