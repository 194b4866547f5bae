"""The levels side by side."""

from __future__ import annotations

from dataclasses import dataclass

from assess.core.maturity import LevelDecision
from assess.core.questionnaire import Level
from assess.core.report import Report
from assess.language import current
from assess.rendering.charts.marks import (
    LABEL,
    LEVEL_COLOURS,
    LINE,
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
    """The levels side by side, the reached one marked."""

    width: float
    height: float
    steps: tuple[ScaleStep, ...]


SCALE_WIDTH = 420.0


def level_scale(report: Report, decision: LevelDecision) -> Scale:
    """Where a decision stands among the levels."""
    levels = sorted(report.questionnaire.levels, key=lambda level: level.level)
    wide = SCALE_WIDTH / len(levels)
    last = len(LEVEL_COLOURS) - 1
    names = [wrapped(level.name.within(current()), wide - 14, LABEL) for level in levels]
    return Scale(
        width=SCALE_WIDTH + 4,
        height=30 + LINE * max(len(lines) for lines in names),
        steps=tuple(
            ScaleStep(
                x=2 + n * wide,
                width=wide,
                level=level,
                lines=lines,
                colour=LEVEL_COLOURS[min(n + 1, last)],
                ink=ink_on(min(n + 1, last)),
                here=decision.rated and decision.number == level.level,
            )
            for n, (level, lines) in enumerate(zip(levels, names, strict=True))
        ),
    )
