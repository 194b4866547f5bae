"""A draft whose files can be read: no dimension larger than a file may be."""

from __future__ import annotations

from dataclasses import replace

from assess.core.faults import N_
from assess.definitions.importing.account import Account
from assess.definitions.importing.outline import Dimension, Item, Outline, dimension_text
from assess.definitions.importing.texts import each
from assess.definitions.yaml.documents import MAXIMUM_BYTES, MAXIMUM_NODES

ROOM = 0.8
"""Share of a file that may be filled, so that an author can add to it."""


def fitted(outline: Outline, account: Account) -> None:
    """Make several dimensions of each that is too large for one file."""
    made: list[Dimension] = []
    for dimension in outline.dimensions:
        parts = _parts(dimension, outline)
        if len(parts) > 1:
            message = N_("dimension {id} is too large for one file; it became {number} of them")
            account.changed(dimension.id, message, id=dimension.id, number=len(parts))
        made += parts
    outline.dimensions = made


def _parts(dimension: Dimension, outline: Outline) -> list[Dimension]:
    pieces = _pieces(dimension, outline)
    if len(pieces) == 1:
        return [dimension]
    return [
        replace(
            dimension,
            id=dimension.id if at == 1 else outline.ids.of(f"{dimension.id}-{at}", "part"),
            title=each(dimension.title, f"{{}} ({at}/{len(pieces)})".format),
            intro=dimension.intro if at == 1 else {},
            items=items,
        )
        for at, items in enumerate(pieces, start=1)
    ]


def _pieces(dimension: Dimension, outline: Outline) -> list[list[Item]]:
    """The items in halves, each again in halves, until each fits."""
    items = dimension.items
    if len(items) == 1 or _fits(dimension_text(dimension, outline)):
        return [items]
    at = _middle(items)
    halves = (replace(dimension, items=half) for half in (items[:at], items[at:]))
    return [piece for half in halves for piece in _pieces(half, outline)]


def _middle(items: list[Item]) -> int:
    """Where to part them: between two stages, if there are any near the middle."""
    half = len(items) // 2
    near = range(max(1, half // 2), half + half // 2 + 1)
    between = [at for at in near if items[at - 1].stage != items[at].stage]
    return min(between, key=lambda at: abs(at - half), default=half)


def _fits(text: str) -> bool:
    # A line holds a key and a value at most.
    values = 2 * text.count("\n")
    return len(text.encode()) < ROOM * MAXIMUM_BYTES and values < ROOM * MAXIMUM_NODES
