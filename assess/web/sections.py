"""What one page of questions holds: a dimension, or one stage of a dimension that asks a lot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assess.core.items import Item
from assess.core.questionnaire import Dimension, Questionnaire, Stage
from assess.core.text import Text

MOST_ITEMS = 12
"""A dimension with stages that asks more than this is asked stage by stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The items of one page; `stage` is None where the page holds a whole dimension."""

    dimension: Dimension
    stage: Stage | None
    items: tuple[Item, ...]

    @property
    def place(self) -> str:
        """Its address below that of the assessment: "leadership", "operations/service"."""
        return f"{self.dimension.id}/{self.stage.id}" if self.stage else self.dimension.id

    @property
    def title(self) -> Text:
        """What the page is called."""
        return self.stage.title if self.stage else self.dimension.title

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its items."""
        return frozenset(item.id for item in self.items)


def sections_of(questionnaire: Questionnaire, asks: Callable[[Item], bool]) -> list[Section]:
    """The pages of a questionnaire in order; one without an item to ask is left out."""
    return [
        section
        for dimension in questionnaire.dimensions
        for section in _sections(dimension, [item for item in dimension.items if asks(item)])
    ]


def _sections(dimension: Dimension, asked: Sequence[Item]) -> Iterator[Section]:
    stages: Iterable[Stage | None] = dimension.stages
    if len(asked) <= MOST_ITEMS or not dimension.stages:
        stages = [None] if asked else []
    for stage in stages:
        items = tuple(item for item in asked if stage is None or item.stage == stage.id)
        if items:
            yield Section(dimension=dimension, stage=stage, items=items)
