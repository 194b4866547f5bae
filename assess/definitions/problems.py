"""Problems in files: a place, a code and a sentence, all of them in one run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from string import ascii_uppercase

from assess.core.faults import N_, Fault, Translate, untranslated
from assess.errors import AssessError
from assess.language import gettext

S206 = partial(
    Fault,
    "S206",
    N_("more than {limit} problems"),
    N_("mend those that are told; then the others are"),
)
MOST_PROBLEMS = 1_000
"""Told in one run; a file that was made to hurt has as many as it has values."""

_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
"""Of a sheet; any other name stands in quotation marks beside a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault at a place; lines and columns count from 1, line 0 stands for the whole file.

    In a workbook it stands on a `sheet`, which is the `page`th one.
    """

    path: str
    line: int
    column: int
    fault: Fault
    sheet: str = ""
    page: int = 0

    @property
    def place(self) -> str:
        """`path:line:column`, which editors make clickable; in a workbook `path:Sheet!D12`."""
        if self.sheet:
            return f"{self.path}:{self.cell}"
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    @property
    def cell(self) -> str:
        """The cell of a workbook as its programs name it: "Leadership!D12"."""
        plain = _PLAIN_NAME.fullmatch(self.sheet)
        name = self.sheet if plain else "'" + self.sheet.replace("'", "''") + "'"
        return f"{name}!{letters(self.column)}{self.line}"

    def sentence(self, translate: Translate = untranslated) -> str:
        """`path:line:column: CODE message — suggestion`."""
        return f"{self.place}: {self.fault.code} {self.fault.sentence(translate)}"

    @property
    def order(self) -> tuple[str, int, str, int, int, str]:
        """Sorted by place, then code."""
        return (self.path, self.page, self.sheet, self.line, self.column, self.fault.code)


def add(problems: list[Problem], problem: Problem) -> None:
    """Add a problem to those of a run; instead of the first that is too many, that there are."""
    if len(problems) < MOST_PROBLEMS:
        problems.append(problem)
    elif len(problems) == MOST_PROBLEMS:
        problems.append(replace(problem, fault=S206(details={"limit": MOST_PROBLEMS})))


def letters(column: int) -> str:
    """The letters of a column of a sheet, counted from 1: "A", "Z", "AA"."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, len(ascii_uppercase))
        name = ascii_uppercase[rest] + name
    return name


def distinct(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of their places, once each."""
    # By what their sentences are made of: a hostile file has problems by the ten thousand.
    once = {(problem.order, repr(problem.fault.details)): problem for problem in problems}
    return tuple(sorted(once.values(), key=lambda problem: problem.order))


class InvalidDefinition(AssessError):
    """Files that cannot be used, with every problem in them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = distinct(problems)
        super().__init__("\n".join(problem.sentence() for problem in self.problems))


class UnreadableFile(AssessError):
    """A file or folder that is not there or may not be read."""

    def __init__(self, path: object, reason: str) -> None:
        said = gettext("{path}: cannot be read — {reason}")
        super().__init__(said.format(path=path, reason=reason))
        self.path = path
