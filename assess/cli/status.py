"""What the `assess` command says by its exit status."""

DONE = 0
PROBLEMS = 1
"""The files have problems or are not genuine; all are told."""
IMPOSSIBLE = 2
"""It could not be done; one line says why."""
INTERRUPTED = 130
"""Ctrl-C stopped it."""
