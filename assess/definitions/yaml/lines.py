"""The lines that problems stand in."""

from __future__ import annotations

from pathlib import Path

from assess.definitions.problems import Problem, UnreadableFile
from assess.definitions.yaml.documents import ANSWERS, lines_of, read_bytes


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
                # What is too large to be read has its problem in the first line.
                self._lines[problem.path] = lines_of(read_bytes(Path(problem.path), ANSWERS.bytes))
            except UnreadableFile:
                self._lines[problem.path] = []
        lines = self._lines[problem.path]
        return lines[problem.line - 1] if problem.line <= len(lines) else None
