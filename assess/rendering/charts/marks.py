"""What all charts are made of: places, labels, colours, measures."""

from __future__ import annotations

from dataclasses import dataclass

from assess.rendering.lettering import width, wrapped

LEVEL_COLOURS = ("#E8ECEF", "#C6DCE0", "#93BEC6", "#579BA8", "#227789", "#0B4F5C")
LABEL = 11.0
LINE = 14.0
BARS_WIDTH = 680.0
NARROW = 320.0
"""How wide a drawing is for a telephone, where its letters keep their size."""
HEAD = 22.0
DARK_FROM = 4
INK, PAPER = "#1B2430", "#FFFFFF"
MUTED, RULE, ACCENT, ALARM = "#5B6673", "#D9DEE4", "#0B5C6B", "#A8481E"


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the drawing."""

    x: float
    y: float

    def __str__(self) -> str:
        return f"{self.x:.1f},{self.y:.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label in lines; `at` is the baseline of the first one."""

    lines: tuple[str, ...]
    at: Point
    anchor: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom: what the label covers."""
        wide = max(width(line, LABEL) for line in self.lines)
        left = {"start": self.at.x, "middle": self.at.x - wide / 2, "end": self.at.x - wide}[
            self.anchor
        ]
        top = self.at.y - LABEL
        return left, top, left + wide, top + LINE * len(self.lines)


def ink_on(step: int) -> str:
    """The ink that is legible on the shade of a step."""
    return PAPER if step >= DARK_FROM else INK


def rgb(colour: str) -> str:
    """A colour without its mark: "#1B2430" is "1B2430"."""
    return colour.removeprefix("#")


def cut(words: str, room: float, size: float) -> str:
    """The words on one line, with a mark where they had to be cut."""
    lines = wrapped(words, room, size)
    return lines[0] if len(lines) == 1 else f"{wrapped(words, room - size, size)[0]}…"
