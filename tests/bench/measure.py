"""Ratios of contenders that take turns in one run: the median of each round's own ratio."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 7


@dataclass(frozen=True)
class Measured:
    """One line of the table; times are seconds of one call, medians over the rounds."""

    goal: str
    what: str
    seconds: float
    yardstick: str
    yardstick_seconds: float
    ratio: float
    rounds: int


def compare(
    goal: str,
    contenders: dict[str, Callable[[], object]],
    yardstick: tuple[str, Callable[[], object]],
    *,
    calls: int = 1,
    yardstick_calls: int = 1,
    rounds: int = ROUNDS,
) -> list[Measured]:
    """Let every contender and the yardstick take turns, `calls` at a time."""
    name, fixed = yardstick
    for call in (fixed, *contenders.values()):
        call()
    times: dict[str, list[float]] = {what: [] for what in contenders}
    marks: list[float] = []
    for _ in range(rounds):
        marks.append(_seconds(fixed, yardstick_calls))
        for what, call in contenders.items():
            times[what].append(_seconds(call, calls))
    return [
        Measured(
            goal=goal,
            what=what,
            seconds=median(taken),
            yardstick=name,
            yardstick_seconds=median(marks),
            ratio=median(ours / theirs for ours, theirs in zip(taken, marks, strict=True)),
            rounds=rounds,
        )
        for what, taken in times.items()
    ]


def _seconds(call: Callable[[], object], calls: int) -> float:
    gc.collect()
    started = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - started) / calls
