"""P2: what a cache of unchanged parts could at best reach after one changed answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, closing

from assess.rendering import pdf
from tests.bench.documents import FULL, Change, Document, example
from tests.bench.measure import (
    PRINTS,
    Contender,
    Missing,
    Remark,
    Row,
    Scope,
    against,
    take_turns,
)
from tests.bench.parts import changed_parts, lengths, only, parts_of
from tests.bench.rivals.chromium import Chromium
from tests.bench.rivals.faults import NotHere
from tests.bench.warm import Warm

CHANGES: dict[Change, str] = {"step": "one step", "note": "one note"}
PAINTED = "bound, one step: laid out, all painted"


def bound(scope: Scope) -> Iterator[Row]:
    """Nothing here is a product: it tells what building one could gain."""
    with ExitStack() as stack:
        try:
            chromium = stack.enter_context(closing(Chromium()))
        except NotHere as fault:
            yield Missing(goal="P2", what=Chromium.name, why=str(fault))
            return
        keeper = stack.enter_context(closing(Warm("tests.bench.keeping_child")))
        yield from _one(example(FULL, "en"), chromium, keeper, scope.turns(PRINTS))


def _one(document: Document, chromium: Chromium, keeper: Warm, rounds: int) -> Iterator[Row]:
    laid_out = json.loads(keeper.ask("keep", **json.loads(document.job)))
    page = chromium.prepared(document.changed(0).job)
    less = {change: _changed_parts_alone(document, change) for change in CHANGES}
    step = json.loads(less["step"])
    bounds: dict[str, Contender] = {
        **{
            f"bound, {CHANGES[change]}: its parts alone": _printing(less[change]) for change in less
        },
        PAINTED: lambda: keeper.ask("patch", **step),
    }
    everybody = {Chromium.name: lambda: chromium.printed(page), **bounds}
    times = take_turns(everybody, rounds=rounds, warm=True)
    for what in bounds:
        yield against("P2", times, what, Chromium.name, document.said)
    for change, said in CHANGES.items():
        yield Remark(f"{document.said}, {said}: {_touched(document, change, **laid_out)}")


def _changed_parts_alone(document: Document, change: Change) -> bytes:
    """A job for those parts of the changed report that are other than before."""
    job = json.loads(document.changed(0, change).job)
    before, after = parts_of(json.loads(document.job)["html"]), parts_of(job["html"])
    return json.dumps({**job, "html": only(changed_parts(before, after), job["html"])}).encode()


def _printing(job: bytes) -> Contender:
    return lambda: pdf._printed(job)


def _touched(document: Document, change: Change, pages: int, places: dict[str, float]) -> str:
    """Which parts a change touches, and how many pages they fill."""
    before = parts_of(json.loads(document.job)["html"])
    after = parts_of(json.loads(document.changed(0, change).job)["html"])
    long = lengths(before, places, pages)
    changed = changed_parts(before, after)
    filled = sum(long.get(part.name, 0) for part in changed)
    told = ", ".join(f"{part.anchor or part.name} {long.get(part.name, 0):.1f}" for part in changed)
    return f"{filled:.0f} of {pages} pages change ({filled / pages:.0%}): {told}"
