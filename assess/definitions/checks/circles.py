"""Circles in what needs what, found in one go however many there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

Needs = Mapping[str, Sequence[str]]

MOST_LOOKED_AT = 500
"""Ids that are gone through for a way back; of a longer one the middle is left out."""
LEFT_OUT = "…"


def ways_back(needs: Needs) -> Iterator[tuple[str, list[str]]]:
    """Every id that needs itself, with the chain of needs from it back to itself."""
    for circle in _circles(needs):
        within = {id: [each for each in needs[id] if each in circle] for id in circle}
        for start in circle:
            yield start, _way_back(start, within)


def _way_back(start: str, needs: Needs) -> list[str]:
    """The shortest chain, as every id here leads to every other."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting and len(came_from) < MOST_LOOKED_AT:
        id = waiting.popleft()
        for needed in needs[id]:
            if needed == start:
                return [*_chain(start, id, came_from), start]
            if needed not in came_from:
                came_from[needed] = id
                waiting.append(needed)
    return [needs[start][0], LEFT_OUT, start]


def _chain(start: str, end: str, came_from: Mapping[str, str]) -> list[str]:
    chain: list[str] = []
    while end != start:
        chain.append(end)
        end = came_from[end]
    return chain[::-1]


def _circles(needs: Needs) -> Iterator[dict[str, None]]:
    """The ids that lead to each other, circle by circle, each in the order of all (Tarjan 1972)."""
    order = {id: number for number, id in enumerate(needs)}
    found: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: dict[str, None] = {}
    for root in needs:
        path = [(root, iter(needs[root]))] if root not in found else []
        while path:
            id, left = path[-1]
            if id not in found:
                found[id] = lowest[id] = len(found)
                open_[id] = None
            for needed in left:
                if needed in needs and needed not in found:
                    path.append((needed, iter(needs[needed])))
                    break
                if needed in open_:
                    lowest[id] = min(lowest[id], found[needed])
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[id])
                if lowest[id] == found[id]:
                    ids = _closed(open_, id)
                    if len(ids) > 1 or id in needs[id]:
                        yield dict.fromkeys(sorted(ids, key=order.__getitem__))


def _closed(open_: dict[str, None], id: str) -> list[str]:
    """Take what was opened since an id, and the id itself."""
    ids: list[str] = []
    while not ids or ids[-1] != id:
        ids.append(open_.popitem()[0])
    return ids
