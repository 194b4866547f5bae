"""The stages of a dimension as a chain of arrows: to the right, or on a narrow page downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assess.core.items import TOP
from assess.core.scorecard import DimensionScore, StageScore
from assess.language import current, gettext
from assess.rendering.charts.marks import (
    BARS_WIDTH,
    INK,
    LABEL,
    LEVEL_COLOURS,
    LINE,
    NARROW,
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
    claimed_at: Point
    claimed_text: str
    evidenced_at: Point
    evidenced_text: str
    colour: str
    ink: str
    rated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFlow:
    """Arrows in order; the two kinds of numbers are named by the heads.

    `anchor` says which side of heads and numbers stands at their place.
    """

    width: float
    height: float
    title: str
    anchor: str
    arrows: tuple[StageArrow, ...]
    heads: tuple[tuple[Point, str], ...]


SMALL = 9.5
TIP = 11.0
BETWEEN = 3.0
TOP_EDGE = 2.0
PADDING = 5.0
NARROW_TIP = 8.0
NARROW_HEAD = 18.0
EVIDENCED, CLAIMED = NARROW - 64, NARROW - 8
"""Where the columns of numbers end on a narrow page."""
NUMBER = 46.0


def stage_flow(dimension: DimensionScore, *, narrow: bool = False) -> StageFlow:
    """The stages of a dimension that has some, with their titles and scores."""
    titles = [stage.stage.title.within(current()) for stage in dimension.stages]
    return (_downwards if narrow else _onwards)(dimension, titles)


def _onwards(dimension: DimensionScore, titles: Sequence[str]) -> StageFlow:
    heads = gettext("claimed"), gettext("evidence")
    start = max(width(head, SMALL) for head in heads) + 8
    apart = (BARS_WIDTH - TIP - start) / len(titles)
    room = apart - BETWEEN - TIP - 2 * PADDING
    lines = [wrapped(title, room, LABEL) for title in titles]
    lefts = [start + n * apart for n in range(len(titles))]
    claimed = TOP_EDGE + 18 + LINE * max(map(len, lines)) + 4
    evidenced = claimed + 15
    bottom = evidenced + 9
    return StageFlow(
        width=BARS_WIDTH,
        height=bottom + TOP_EDGE,
        title=dimension.dimension.title.within(current()),
        anchor="start",
        arrows=tuple(
            _arrow(
                stage,
                Label(
                    lines=said, at=Point(x := left + TIP + PADDING, TOP_EDGE + 18), anchor="start"
                ),
                _outline(left, apart - BETWEEN, bottom, notched=left > start),
                Point(x, claimed),
                Point(x, evidenced),
            )
            for stage, said, left in zip(dimension.stages, lines, lefts, strict=True)
        ),
        heads=((Point(0, claimed), heads[0]), (Point(0, evidenced), heads[1])),
    )


def _downwards(dimension: DimensionScore, titles: Sequence[str]) -> StageFlow:
    top = NARROW_HEAD
    arrows: list[StageArrow] = []
    for stage, title in zip(dimension.stages, titles, strict=True):
        lines = wrapped(title, EVIDENCED - NUMBER - 8, LABEL)
        first = top + NARROW_TIP + 11
        bottom = first + LINE * (len(lines) - 1) + 7
        arrows.append(
            _arrow(
                stage,
                Label(lines=lines, at=Point(8, first), anchor="start"),
                _chevron(top, bottom, notched=bool(arrows)),
                Point(CLAIMED, first),
                Point(EVIDENCED, first),
            )
        )
        top = bottom + BETWEEN
    return StageFlow(
        width=NARROW,
        height=top + NARROW_TIP,
        title=dimension.dimension.title.within(current()),
        anchor="end",
        arrows=tuple(arrows),
        heads=(
            (Point(CLAIMED, NARROW_HEAD - 7), gettext("claimed")),
            (Point(EVIDENCED, NARROW_HEAD - 7), gettext("evidence")),
        ),
    )


def _arrow(
    stage: StageScore, label: Label, outline: str, claimed_at: Point, evidenced_at: Point
) -> StageArrow:
    claimed = stage.mean.claimed
    step = None if claimed is None else int(claimed * TOP)
    return StageArrow(
        outline=outline,
        label=label,
        claimed_at=claimed_at,
        claimed_text=percent(claimed),
        evidenced_at=evidenced_at,
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


def _chevron(top: float, bottom: float, *, notched: bool) -> str:
    """A block as wide as the page with a point below, and above the notch that takes one."""
    corners = [
        Point(0, top),
        *([Point(NARROW / 2, top + NARROW_TIP)] if notched else []),
        Point(NARROW, top),
        Point(NARROW, bottom),
        Point(NARROW / 2, bottom + NARROW_TIP),
        Point(0, bottom),
    ]
    return " ".join(map(str, corners))
