"""Where in the text of a YAML file a value begins and ends, and how it is written.

The nodes of `documents` know where they begin.  Only who writes into a file needs the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from assess.definitions.yaml.documents import Mapping, Place, Scalar, Sequence

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first character up to, but without, `end`; counts from 0."""

    start: int
    end: int


class Spans:
    """The spans of the scalars of a text, and the style of what contains them."""

    def __init__(self, text: str) -> None:
        self._scalars: dict[tuple[int, int], Span] = {}
        self._flow: dict[tuple[type, int, int], bool] = {}
        for event in yaml.parse(text, Loader=_Loader):
            self._note(event)

    def _note(self, event: yaml.Event) -> None:
        start: Any = event.start_mark
        at = (start.line + 1, start.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            end: Any = event.end_mark
            self._scalars[at] = Span(start.index, end.index)
        elif isinstance(event, yaml.MappingStartEvent):
            self._flow[Mapping, *at] = bool(event.flow_style)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._flow[Sequence, *at] = bool(event.flow_style)

    def of(self, node: Scalar) -> Span:
        """The span of a scalar as it is written, quotation marks and all."""
        return self._scalars[_at(node.place)]

    def is_flow(self, node: Mapping | Sequence) -> bool:
        """Whether it is written as `{…}` or `[…]`, not line by line."""
        return self._flow[type(node), *_at(node.place)]


def _at(place: Place) -> tuple[int, int]:
    return (place.line, place.column)
