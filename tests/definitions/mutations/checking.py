"""What a person is told of a file, and whether it is told as it should be."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from assess.cli.problems import FORMATS, render, told_of
from assess.definitions.checking import check
from assess.definitions.problems import InvalidDefinition, Problem
from assess.language import gettext

Words = list[str]
"""What a person is told, a line for each problem or remark; nothing when all is well."""


class Misplaced(AssertionError):
    """Something was told without its place, or what was accepted is not sound."""


def spoilers(line: str) -> list[str]:
    """The kinds of characters in a line that would break it, or no terminal can show."""
    if line.isprintable():
        return []
    return sorted({unicodedata.category(each) for each in line} & {"Cc", "Cs", "Zl", "Zp"})


def placed(problems: Iterable[Problem]) -> Words:
    """The sentences of problems, each of which must have a place."""
    found = list(problems)
    for each in found:
        # A workbook that cannot be read is told of as a whole.
        whole = each.line == 0 and each.fault.code.startswith("F")
        if not each.path or not (whole or (each.line >= 1 and each.column >= 1)):
            raise Misplaced(repr(each))
    return [each.sentence(gettext) for each in found]


def loaded(load: Callable[[], object]) -> Words:
    """The problems that keep something from being loaded."""
    try:
        load()
    except InvalidDefinition as invalid:
        if not invalid.problems:
            raise Misplaced("refused without a word") from invalid
        return placed(invalid.problems)
    return []


def checked(path: Path) -> Words:
    """As `assess check` does it, in one of its formats."""
    found = check([path], path.parents[1] if path.is_file() else None)
    told = told_of(found.problems, found.warnings)
    render(told, FORMATS[len(told) % len(FORMATS)])
    placed(found.warnings)
    return [*placed(found.problems), *map(str, found.unreadable)]
