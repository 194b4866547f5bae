"""What the overview of an assessment shows: every dimension with its pages and how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assess.core.duration import minutes
from assess.core.scorecard import DimensionScore
from assess.web.context import Opened
from assess.web.sections import Section
from assess.web.sheet import Progress, progress_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page of questions and how far it is answered."""

    section: Section
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One dimension: its score, and the pages on which this browser answers it."""

    score: DimensionScore
    parts: Sequence[Part]

    @property
    def progress(self) -> Progress:
        """How far all its pages are answered."""
        return Progress(
            answered=sum(part.progress.answered for part in self.parts),
            asked=sum(part.progress.asked for part in self.parts),
            open=tuple(score for part in self.parts for score in part.progress.open),
        )


def rows_of(opened: Opened) -> list[Row]:
    """A row for every dimension that asks this browser something."""
    parts = [
        Part(section=section, progress=progress_of(opened.scores_of(section)))
        for section in opened.sections
    ]
    rows = [
        Row(
            score=score,
            parts=[part for part in parts if part.section.dimension.id == score.dimension.id],
        )
        for score in opened.scorecard.dimensions
    ]
    return [row for row in rows if row.parts]


def minutes_left(parts: Iterable[Part], language: str) -> int:
    """Minutes that the open items take."""
    return minutes((score.item for part in parts for score in part.progress.open), language)
