"""Where two values of plain data differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One place ("items.L1.score") with what stands there and what should."""

    place: str
    found: str
    expected: str


def differences(found: object, expected: object, place: str = "") -> Iterator[Difference]:
    """Every place in which plain data differs from what is expected.

    Entries of a list that have an id are matched by it, so that one missing entry is told as
    one, not as a shift of all that follow.
    """
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        for key in {**expected, **found}:
            at = f"{place}.{key}" if place else str(key)
            if key not in found or key not in expected:
                yield Difference(at, *(_said(each.get(key, ...)) for each in (found, expected)))
            else:
                yield from differences(found[key], expected[key], at)
    elif _listed(found) and _listed(expected):
        yield from differences(_by_id(found), _by_id(expected), place)
    elif found != expected or type(found) is not type(expected):
        yield Difference(place, _said(found), _said(expected))


def _listed(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _by_id(values: object) -> dict[str, object]:
    assert isinstance(values, Sequence)
    named: dict[str, object] = {}
    for number, value in enumerate(values):
        id = (
            value.get("id") or value.get("item") or value.get("name")
            if isinstance(value, Mapping)
            else None
        )
        named[str(id) if id is not None and str(id) not in named else str(number)] = value
    return named


def _said(value: object) -> str:
    return "–" if value is ... else str(value)
