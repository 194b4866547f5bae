"""Levels that nobody can reach, and a best result that nobody can have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import pairwise

from assess.core.faults import N_, Fault
from assess.core.items import ChoiceItem, Item, KpiItem
from assess.core.questionnaire import Questionnaire
from assess.definitions.checks.scoreable import Found

Q508 = partial(
    Fault,
    "Q508",
    N_("level {level} asks for less than the level below it"),
    N_("let thresholds rise with the level"),
)
Q508_twice = partial(
    Fault, "Q508", N_("level {level} stands twice"), N_("number the levels 1, 2, 3 and so on")
)
Q539 = partial(
    Fault,
    "Q539",
    N_("the levels leave out {missing}"),
    N_("number the levels without a gap"),
)
Q540 = partial(
    Fault,
    "Q540",
    N_("level {level} asks for a share of each knock-out item, but no item is one"),
    N_("write “knock_out: true” beside an item, or remove the gate"),
)
Q541 = partial(
    Fault,
    "Q541",
    N_("the best of {what} is worth {given}, so nobody can reach the full score"),
    N_("let the best be worth 1"),
)


def checks(questionnaire: Questionnaire) -> Iterator[Found]:
    """Checks that do not look at what another one looks at, so that each can be passed over."""
    yield _level_numbers(questionnaire)
    yield _thresholds(questionnaire)
    yield _best_grades(questionnaire)
    for item in questionnaire.items():
        yield _best_of(item)


def _level_numbers(questionnaire: Questionnaire) -> Found:
    if any(level.level < 1 for level in questionnaire.levels):
        return
    before = 0
    for level in sorted(questionnaire.levels, key=lambda level: level.level):
        first, last = before + 1, level.level - 1
        if first <= last:
            # A slip of the finger must not list a million levels.
            missing = f"{first}" if first == last else f"{first} – {last}"
            yield level, "level", Q539(details={"missing": missing})
        before = level.level


def _thresholds(questionnaire: Questionnaire) -> Found:
    levels = sorted(questionnaire.levels, key=lambda level: level.level)
    for below, above in pairwise(levels):
        less = any(
            (getattr(above, gate) or 0) < (getattr(below, gate) or 0)
            for gate in ("total", "each_dimension", "knock_out")
        )
        if above.level == below.level:
            yield above, "", Q508_twice(details={"level": above.level})
        elif less:
            yield above, "", Q508(details={"level": above.level})


def gates_of_nothing(questionnaire: Questionnaire) -> Found:
    """Gates of knock-out items where none of all the items is one."""
    if any(item.knock_out for item in questionnaire.items()):
        return
    for level in questionnaire.levels:
        if level.knock_out is not None:
            yield level, "knock_out", Q540(details={"level": level.level})


def _best_grades(questionnaire: Questionnaire) -> Found:
    for name, grades in questionnaire.scales.items():
        best = max((grade.value for grade in grades), default=Fraction(1))
        if best < 1:
            yield questionnaire.scales, name, Q541(details={"what": name, "given": best})


def _best_of(item: Item) -> Found:
    scores: list[Fraction] = []
    part = "curve" if isinstance(item, KpiItem) else "options"
    if isinstance(item, KpiItem):
        scores = [point.score for point in item.curve]
    elif isinstance(item, ChoiceItem):
        scores = [option.score for option in item.options]
    if scores and max(scores) < 1:
        yield item, part, Q541(details={"what": item.id, "given": max(scores)})
