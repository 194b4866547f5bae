"""What a child process that works on untrusted content may use, and nothing beyond."""

from __future__ import annotations

import contextlib
import resource

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
