"""Problems in files: a place, a code and a sentence, all of them in one run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assess.core.faults import Fault, Translate, untranslated
from assess.errors import AssessError
from assess.language import gettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault at a place; lines and columns count from 1."""

    path: str
    line: int
    column: int
    fault: Fault

    def sentence(self, translate: Translate = untranslated) -> str:
        """`path:line:column: CODE message — suggestion`, which editors make clickable."""
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: {self.fault.code} {self.fault.sentence(translate)}"

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sorted by place, then code."""
        return (self.path, self.line, self.column, self.fault.code)


class InvalidDefinition(AssessError):
    """Files that cannot be used, with every problem in them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        once = {problem.sentence(): problem for problem in problems}
        self.problems = tuple(sorted(once.values(), key=lambda problem: problem.order))
        super().__init__("\n".join(problem.sentence() for problem in self.problems))


class UnreadableFile(AssessError):
    """A file or folder that is not there or may not be read."""

    def __init__(self, path: object, reason: str) -> None:
        said = gettext("{path}: cannot be read — {reason}")
        super().__init__(said.format(path=path, reason=reason))
        self.path = path
