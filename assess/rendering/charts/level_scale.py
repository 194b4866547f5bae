"""The levels side by side."""

from __future__ import annotations

from dataclasses import dataclass

from assess.core.maturity import LevelDecision
from assess.core.report import Report
from assess.core.scoring_rules import Level
from assess.language import current
from assess.rendering.charts.marks import (
    LABEL,
    LEVEL_COLOURS,
    LINE,
    NARROW,
    Label,
    Point,
    ink_on,
)
from assess.rendering.lettering import wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStep:
    """One level on the level scale."""

    x: float
    width: float
    level: Level
    lines: tuple[str, ...]
    colour: str
    ink: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The levels side by side, the reached one marked; `ends` are names below the outer ones."""

    width: float
    height: float
    bottom: float
    steps: tuple[ScaleStep, ...]
    ends: tuple[Label, ...]


SCALE_WIDTH = 420.0


def level_scale(report: Report, decision: LevelDecision, *, narrow: bool = False) -> Scale:
    """Where a decision stands among the levels; narrow, only the first and the last are named."""
    levels = sorted(report.questionnaire.levels, key=lambda level: level.level)
    whole = NARROW - 4 if narrow else SCALE_WIDTH
    wide = whole / len(levels)
    last = len(LEVEL_COLOURS) - 1
    names = [level.name.within(current()) for level in levels]
    lines = [() if narrow else wrapped(name, wide - 14, LABEL) for name in names]
    bottom = 30.0 if narrow else 26 + LINE * max(map(len, lines))
    ends = _ends(names[0], names[-1], bottom + LINE + 2) if narrow else ()
    below = LINE * max((len(end.lines) for end in ends), default=0)
    return Scale(
        width=whole + 4,
        height=bottom + 4 + below,
        bottom=bottom,
        steps=tuple(
            ScaleStep(
                x=2 + n * wide,
                width=wide,
                level=level,
                lines=said,
                colour=LEVEL_COLOURS[min(n + 1, last)],
                ink=ink_on(min(n + 1, last)),
                here=decision.rated and decision.number == level.level,
            )
            for n, (level, said) in enumerate(zip(levels, lines, strict=True))
        ),
        ends=ends,
    )


def _ends(first: str, last: str, y: float) -> tuple[Label, Label]:
    room = NARROW / 2 - 12
    return (
        Label(lines=wrapped(first, room, LABEL), at=Point(2, y), anchor="start"),
        Label(lines=wrapped(last, room, LABEL), at=Point(NARROW - 4, y), anchor="end"),
    )
