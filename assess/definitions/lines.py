"""The lines that problems stand in."""

from __future__ import annotations

from pathlib import Path

from assess.definitions.documents import lines_of
from assess.definitions.problems import Problem


class Sources:
    """The lines that problems stand in, of files that are read once each."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def line(self, problem: Problem) -> str | None:
        """The line of a problem as it is in the file; None where there is no such line."""
        if problem.sheet or not problem.line:
            return None
        if problem.path not in self._lines:
            try:
                self._lines[problem.path] = lines_of(Path(problem.path).read_bytes())
            except OSError:
                self._lines[problem.path] = []
        lines = self._lines[problem.path]
        return lines[problem.line - 1] if problem.line <= len(lines) else None
