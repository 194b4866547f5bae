"""The stages of a dimension as a chain of arrows."""

from __future__ import annotations

from dataclasses import dataclass

from assess.core.questionnaire import TOP
from assess.core.scorecard import DimensionScore, StageScore
from assess.language import current, gettext
from assess.rendering.charts.marks import (
    BARS_WIDTH,
    INK,
    LABEL,
    LEVEL_COLOURS,
    LINE,
    PAPER,
    Label,
    Point,
    ink_on,
)
from assess.rendering.filters import percent
from assess.rendering.lettering import width, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class StageArrow:
    """One stage: a shape as a list of points, shaded by its claimed score."""

    outline: str
    label: Label
    claimed_text: str
    evidenced_text: str
    colour: str
    ink: str
    rated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFlow:
    """Arrows from left to right; the two rows of numbers are named at the left."""

    width: float
    height: float
    title: str
    arrows: tuple[StageArrow, ...]
    heads: tuple[tuple[float, str], ...]
    claimed_y: float
    evidenced_y: float


SMALL = 9.5
TIP = 11.0
BETWEEN = 3.0
TOP_EDGE = 2.0
PADDING = 5.0


def stage_flow(dimension: DimensionScore) -> StageFlow:
    """The stages of a dimension that has some, with their titles and scores."""
    heads = gettext("claimed"), gettext("evidence")
    start = max(width(head, SMALL) for head in heads) + 8
    apart = (BARS_WIDTH - TIP - start) / len(dimension.stages)
    room = apart - BETWEEN - TIP - 2 * PADDING
    titles = [wrapped(s.stage.title.within(current()), room, LABEL) for s in dimension.stages]
    lefts = [start + n * apart for n in range(len(titles))]
    claimed_y = TOP_EDGE + 18 + LINE * max(map(len, titles)) + 4
    evidenced_y = claimed_y + 15
    bottom = evidenced_y + 9
    return StageFlow(
        width=BARS_WIDTH,
        height=bottom + TOP_EDGE,
        title=dimension.dimension.title.within(current()),
        arrows=tuple(
            _arrow(
                stage, lines, left, _outline(left, apart - BETWEEN, bottom, notched=left > start)
            )
            for stage, lines, left in zip(dimension.stages, titles, lefts, strict=True)
        ),
        heads=((claimed_y, heads[0]), (evidenced_y, heads[1])),
        claimed_y=claimed_y,
        evidenced_y=evidenced_y,
    )


def _arrow(stage: StageScore, lines: tuple[str, ...], left: float, outline: str) -> StageArrow:
    claimed = stage.mean.claimed
    step = None if claimed is None else int(claimed * TOP)
    return StageArrow(
        outline=outline,
        label=Label(lines=lines, at=Point(left + TIP + PADDING, TOP_EDGE + 18), anchor="start"),
        claimed_text=percent(claimed),
        evidenced_text=percent(stage.mean.evidenced),
        colour=PAPER if step is None else LEVEL_COLOURS[step],
        ink=INK if step is None else ink_on(step),
        rated=step is not None,
    )


def _outline(left: float, wide: float, bottom: float, *, notched: bool) -> str:
    """A block with a point at its right, and at its left the notch that takes one."""
    right, middle = left + wide, (TOP_EDGE + bottom) / 2
    corners = [
        Point(left, TOP_EDGE),
        Point(right, TOP_EDGE),
        Point(right + TIP, middle),
        Point(right, bottom),
        Point(left, bottom),
        *([Point(left + TIP, middle)] if notched else []),
    ]
    return " ".join(map(str, corners))
