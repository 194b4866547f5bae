"""A child process that has imported what it needs and forks for every task, like our own nursery.

What is measured in it has the same state as what is measured in ours; only it is not ours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

Task = Callable[[dict[str, Any]], bytes]

_SIZE = 8


class Warm:
    """The parent's side: tasks in, bytes out."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, task: str, **given: Any) -> bytes:  # noqa: ANN401 — what JSON can say
        """What a task makes; raises RuntimeError when it made nothing."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        _write(self._process.stdin, json.dumps({"task": task, "given": given}).encode())
        made = _read(self._process.stdout)
        if not made:
            raise RuntimeError(f"{task}: nothing was made")
        return made

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def serve(tasks: Mapping[str, Task], *, lasting: Mapping[str, Task] | None = None) -> None:
    """The child's side: fork for a task, but do the lasting ones here, so that all see them."""
    given, made = sys.stdin.buffer, sys.stdout.buffer
    while asked := _read(given):
        order = json.loads(asked)
        if lasting and order["task"] in lasting:
            _write(made, lasting[order["task"]](order["given"]))
            continue
        pid = os.fork()
        if pid == 0:
            result = b""
            try:
                result = tasks[order["task"]](order["given"])
            finally:
                _write(made, result)
                os._exit(0)
        os.waitpid(pid, 0)


def _write(stream: BinaryIO | Any, message: bytes) -> None:  # noqa: ANN401 — pipes have no one type
    stream.write(len(message).to_bytes(_SIZE) + message)
    stream.flush()


def _read(stream: BinaryIO | Any) -> bytes:  # noqa: ANN401 — the same
    size = stream.read(_SIZE)
    message: bytes = stream.read(int.from_bytes(size)) if size else b""
    return message
