"""What a child process that works on untrusted content may use, and nothing beyond."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
from threading import BoundedSemaphore

AT_ONCE = BoundedSemaphore(os.cpu_count() or 2)
"""More children than processors would only slow each other down; the others wait their turn."""
PROCESSOR_SECONDS = 60
MEMORY_BYTES = 1_500_000_000
FILE_BYTES = 100_000_000


def limit() -> None:
    """Take away from this process what it does not need."""
    for kind, amount in (
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        # Not every system has every limit; a hard limit may already be lower.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (amount, amount))


def run_child(module: str, given: bytes, *, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run a module of ours that limits itself; raises subprocess.TimeoutExpired when it hangs."""
    with AT_ONCE:
        return subprocess.run(  # noqa: S603 — our own modules only
            [sys.executable, "-m", module],
            input=given,
            capture_output=True,
            check=False,
            timeout=seconds,
        )
