"""Ratios of contenders that take turns in one run: the median of each round's own ratio."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Literal

ROUNDS = 7
PRINTS = 5
"""Rounds where one call takes seconds."""

Unit = Literal["s", "MB"]
Contender = Callable[[], object]
Times = dict[str, list[float]]
"""Seconds of one call by contender, one for each round."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a contest may use: a folder, and how long it is to go on; `rounds` for all if given."""

    folder: Path
    rounds: int | None = None
    many: int = 60

    def turns(self, usual: int) -> int:
        """How many rounds there are, where `usual` would be right."""
        return self.rounds or usual


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One line of the table; an amount is that of one call, the median over the rounds."""

    goal: str
    what: str
    amount: float
    yardstick: str
    yardstick_amount: float
    ratio: float
    rounds: int
    unit: Unit = "s"


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A contender that could not take part, and why."""

    goal: str
    what: str
    why: str


@dataclass(frozen=True)
class Remark:
    """Something to know about the lines around it."""

    text: str


Row = Measured | Missing | Remark
Contest = Callable[[Scope], Iterator[Row]]


def compare(
    goal: str,
    contenders: Mapping[str, Contender],
    yardstick: tuple[str, Contender],
    *,
    calls: int = 1,
    yardstick_calls: int = 1,
    rounds: int = ROUNDS,
    warm: bool = False,
) -> Iterator[Measured]:
    """Let every contender and the yardstick take turns, `calls` at a time."""
    name, fixed = yardstick
    times = take_turns(
        {name: fixed, **contenders},
        calls={name: yardstick_calls, **dict.fromkeys(contenders, calls)},
        rounds=rounds,
        warm=warm,
    )
    for what in contenders:
        yield against(goal, times, what, name)


def take_turns(
    contenders: Mapping[str, Contender],
    *,
    calls: Mapping[str, int] | None = None,
    rounds: int,
    warm: bool = False,
) -> Times:
    """The times of all contenders.

    Each has had a call before, unless they are `warm` already or one slow round in several,
    which a median leaves out, costs less.
    """
    if not warm:
        for call in contenders.values():
            call()
    times: Times = {what: [] for what in contenders}
    for _ in range(rounds):
        for what, call in contenders.items():
            times[what].append(_seconds(call, (calls or {}).get(what, 1)))
    return times


def against(goal: str, times: Times, what: str, yardstick: str, of: str = "") -> Measured:
    """One contender beside another; `of` names what both worked on."""
    ours, theirs = times[what], times[yardstick]
    return Measured(
        goal=goal,
        what=f"{what}, {of}" if of else what,
        amount=median(ours),
        yardstick=yardstick,
        yardstick_amount=median(theirs),
        ratio=median(a / b for a, b in zip(ours, theirs, strict=True)),
        rounds=len(ours),
    )


def _seconds(call: Contender, calls: int) -> float:
    gc.collect()
    started = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - started) / calls
