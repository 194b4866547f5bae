"""Problems in files as a person at a terminal, a program or GitHub wants to be told of them."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from assess.core.characters import printable
from assess.definitions.problems import Problem
from assess.definitions.yaml.lines import Sources
from assess.language import gettext

FORMATS = ("text", "json", "github")
TAB = "    "
CUT = "…"
LONGEST = 1000
"""Characters of a line that programs get at most."""
MANY, FEW = 12, 5
"""Warnings of one code: of more than so many, a person is shown only so few."""
NARROWEST, USUAL = 40, 100
"""Columns of a terminal: what a line is shown in at least, and where there is no terminal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A problem and how bad it is: a warning may stay."""

    problem: Problem
    severity: Literal["error", "warning"] = "error"


def told_of(problems: Iterable[Problem], warnings: Iterable[Problem]) -> list[Told]:
    """Both in the order of their places."""
    told = [Told(problem=problem) for problem in problems]
    told += [Told(problem=warning, severity="warning") for warning in warnings]
    return sorted(told, key=lambda each: each.problem.order)


def without_repetition(told: Iterable[Told]) -> tuple[list[Told], dict[str, int]]:
    """What is worth reading, and how much of each code was left out.

    Problems are all told; of many warnings of one code the first few stand for the others.
    """
    told = list(told)
    many = Counter(each.problem.fault.code for each in told if each.severity == "warning")
    shown: list[Told] = []
    seen: Counter[str] = Counter()
    for each in told:
        code = each.problem.fault.code
        if each.severity == "warning":
            seen[code] += 1
        if each.severity == "error" or many[code] <= MANY or seen[code] <= FEW:
            shown.append(each)
    return shown, {code: number - FEW for code, number in many.items() if number > MANY}


def render(told: Iterable[Told], shape: str) -> str:
    """What to print, without the end of its last line; "" where there is nothing to print."""
    return _RENDER[shape](told, Sources())


# --- for a person ------------------------------------------------------------------------


def _as_text(told: Iterable[Told], sources: Sources) -> str:
    width = max(shutil.get_terminal_size((USUAL, 24)).columns, NARROWEST)
    lines = []
    for each in told:
        lines.append(_sentence(each))
        source = sources.line(each.problem)
        if source and not source.isspace():
            lines += excerpt(source, each.problem, width)
    return "\n".join(lines)


def _sentence(told: Told) -> str:
    problem = told.problem
    if told.severity == "error":
        return problem.sentence(gettext)
    said = gettext("{place}: warning: {code} {sentence}")
    return said.format(
        place=problem.place, code=problem.fault.code, sentence=problem.fault.sentence(gettext)
    )


def excerpt(line: str, problem: Problem, width: int) -> tuple[str, str]:
    """The line and a caret below the column of a problem, in so many cells of a terminal.

    What does not fit is cut off around the caret.
    """
    margin = f"{problem.line:>5} | "
    room = width - len(margin)
    at = problem.column - 1
    # More than fits even if every character took but a quarter of a cell.
    near = slice(max(0, at - 4 * room), at), slice(at, at + 4 * room)
    before, after = (_shown(line[part]) for part in near)
    cut = near[0].start > 0, near[1].stop < len(line)
    if cells(before) + cells(after) > room or any(cut):
        before, after = _fitted(before, after, room, cut)
    caret = " " * (len(margin) - 2) + "| " + " " * cells(before) + "^"
    return f"{margin}{before}{after}".rstrip(), caret


def _fitted(before: str, after: str, room: int, cut: tuple[bool, bool]) -> tuple[str, str]:
    """As much of both as there is room for; the caret in the middle if both are long."""
    half = room // 2
    left = max(half, room - cells(after))
    if cut[0] or cells(before) > left:
        before = CUT + _taken(before[::-1], left - 1)[::-1]
    right = room - cells(before)
    if cut[1] or cells(after) > right:
        after = _taken(after, right - 1) + CUT
    return before, after


def _taken(text: str, room: int) -> str:
    """The beginning of a text that takes at most so many cells."""
    taken = 0
    for at, character in enumerate(text):
        taken += cells(character)
        if taken > room:
            return text[:at]
    return text


def _shown(text: str) -> str:
    return printable(text.replace("\t", TAB))


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: two for what is wide, such as 客."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


# --- for programs ------------------------------------------------------------------------


def _as_json(told: Iterable[Told], sources: Sources) -> str:
    found = [
        {
            "path": each.problem.path,
            "line": each.problem.line,
            "column": each.problem.column,
            **({"cell": each.problem.cell} if each.problem.sheet else {}),
            "code": each.problem.fault.code,
            "severity": each.severity,
            "message": each.problem.fault.said(gettext),
            "suggestion": each.problem.fault.advised(gettext),
            "source": None if (line := sources.line(each.problem)) is None else line[:LONGEST],
        }
        for each in told
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


def _as_annotations(told: Iterable[Told], sources: Sources) -> str:
    return "\n".join(map(_annotation, told))


def _annotation(told: Told) -> str:
    """A workflow command of GitHub, which shows the sentence beside the line."""
    problem = told.problem
    properties = {
        "file": problem.path,
        "line": problem.line,
        "col": problem.column,
        "title": problem.fault.code,
    }
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    cell = f"{problem.cell}: " if problem.sheet else ""
    return f"::{told.severity} {given}::{_escaped(cell + problem.fault.sentence(gettext))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _escaped(str(value)).replace(":", "%3A").replace(",", "%2C")


_RENDER: dict[str, Callable[[Iterable[Told], Sources], str]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_annotations,
}
