"""The folder of written reports and how large it may grow.

Nothing is lost when a file goes: whoever asks for it again has it written again, the same to the
last byte.  The time of a file is when it was last asked for.
"""

from __future__ import annotations

import fcntl
import logging
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000
MOST_BYTES = 500 * MEGABYTE
SPARED_SECONDS = 300
"""How long a file stays for certain that was asked for: it may be on its way to somebody."""
_OURS = re.compile(r"[0-9a-f]{40}\.[a-z]+")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, order=True)
class _File:
    """A report, ordered by when it was last asked for, in seconds."""

    asked: float
    size: int
    path: Path


class Kept:
    """The reports in a folder; those asked for longest ago go when they take more than `most`."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self.folder = folder
        self.most = most
        self.make_room()

    def asked_for(self, path: Path) -> Path:
        """The same path; if a report lies there, it stays for a while."""
        if path.exists():
            with self._alone(), suppress(FileNotFoundError):
                os.utime(path)
        return path

    def make_room(self) -> None:
        """Remove what was asked for longest ago until the rest is small enough."""
        if not self.folder.is_dir():
            return
        with self._alone():
            files = sorted(self._files())
            excess = sum(file.size for file in files) - self.most
            spared = time.time() - SPARED_SECONDS
            for file in files:
                if excess <= 0 or file.asked > spared:
                    break
                excess -= file.size if self._removed(file.path) else 0

    def _files(self) -> Iterator[_File]:
        """The reports there are; what else lies in the folder is not ours to count or remove."""
        with os.scandir(self.folder) as entries:
            for entry in entries:
                # Another process may have removed it meanwhile, or somebody by hand.
                with suppress(FileNotFoundError):
                    if _OURS.fullmatch(entry.name):
                        found = entry.stat()
                        yield _File(found.st_mtime, found.st_size, Path(entry.path))

    @staticmethod
    def _removed(path: Path) -> bool:
        try:
            path.unlink(missing_ok=True)
        except OSError as fault:
            _log.warning("a report cannot be removed: %s", fault)
            return False
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other thread or process removes a report that was just asked for.

        The lock is on the folder itself, ends with the process that holds it, and is held for
        as long as it takes to look at every file once.
        """
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            # Where a file system has no locks, the worst is a report that is printed once more.
            with suppress(OSError):
                fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)
