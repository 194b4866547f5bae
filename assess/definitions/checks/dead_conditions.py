"""Conditions that make no difference: they can never hold, or never fail.

Every combination of values that would make a difference is tried: of a number those that the
condition compares with, those between them and the ends of its range; of anything else every
value it may have.  What is asked is taken to be independent, so that a condition which is told
to be dead is dead.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise, product
from math import prod

from assess.core.conditions import Condition, Value
from assess.core.faults import N_, Fault
from assess.core.items import TOP, ChecklistItem, ChoiceItem, Item, KpiItem, RatingItem
from assess.core.questionnaire import Fact, Questionnaire
from assess.definitions.reader import Reader
from assess.definitions.scalars import within

C406 = partial(
    Fault,
    "C406",
    N_("this can never hold, whatever is answered"),
    N_("compare with something that can be answered, or remove the condition"),
)
C407 = partial(
    Fault,
    "C407",
    N_("this always holds, whatever is answered"),
    N_("remove the condition, or ask what makes a difference"),
)

MOST_TRIALS = 5_000
"""Conditions that ask for more combinations are taken to be alive."""
MOST_LOOKS = 100_000
"""Parts of conditions that are looked at in all trials; the conditions behind count as alive."""

Atom = tuple[str, tuple[str, ...]]
"""What is asked: a function or "facts", and the words in its brackets."""


def check_alive(questionnaire: Questionnaire, reader: Reader) -> None:
    """Note conditions that make no difference, unless something else is wrong with them."""
    told = {(problem.path, problem.line) for problem in reader.problems}
    trials = _Trials(questionnaire)
    for asked in reader.conditions:
        place = within(asked.node, 0)
        if (place.path, place.line) in told:
            continue
        possible = trials.possible(asked.condition)
        if possible is not None and len(possible) == 1:
            reader.blame(place, C407() if True in possible else C406())


class _Trials:
    """Tries conditions, as long as all together do not take too long."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        # Where the facts could not be read, what is asked of them counts as alive.
        facts: tuple[Fact, ...] = getattr(questionnaire, "facts", ())
        self.items = {item.id: item for item in reversed(list(questionnaire.items()))}
        self.facts = {fact.id: fact for fact in reversed(facts)}
        self.looks_left = MOST_LOOKS

    def possible(self, condition: Condition) -> set[bool] | None:
        """What a condition can come out as; None where that cannot be told."""
        numbers = sorted(_numbers(condition))
        domains: dict[Atom, list[Value]] = {}
        for atom in _atoms(condition):
            domain = self._domain(atom, numbers, condition) if self.looks_left > 0 else None
            if domain is None:
                return None
            self.looks_left -= len(domain)
            domains[atom] = domain
        if prod(map(len, domains.values())) > MOST_TRIALS:
            return None
        return self._tried(condition, domains)

    def _tried(self, condition: Condition, domains: Mapping[Atom, list[Value]]) -> set[bool] | None:
        looks, possible = sum(1 for _ in ast.walk(condition.tree)), set[bool]()
        for values in product(*domains.values()):
            if self.looks_left <= 0:
                return None
            self.looks_left -= looks
            possible.add(condition.holds(_Trial(dict(zip(domains, values, strict=True)))))
            if len(possible) > 1:
                break
        return possible

    def _domain(
        self, atom: Atom, numbers: list[Fraction], condition: Condition
    ) -> list[Value] | None:
        """What can be answered to a question, None in it for no answer; None if nobody knows."""
        function, (id, *rest) = atom
        if function == "facts":
            fact = self.facts.get(id)
            return None if fact is None else _of_fact(fact, numbers, condition)
        if function == "data_share":
            return [None, *_between(numbers, Fraction(0), Fraction(1))]
        if function == "trend_periods":
            longest = min(int(max(numbers, default=Fraction(0))), MOST_TRIALS) + 1
            return [None, *map(Fraction, range(longest + 1))]
        item = self.items.get(id)
        if item is None and function == "score":
            # A dimension may have a score too.
            return [None, *_between(numbers, Fraction(0), Fraction(1))]
        return None if item is None else _of_item(function, item, rest, numbers)


@dataclass(frozen=True, slots=True)
class _Trial:
    """One combination of what could be answered."""

    values: Mapping[Atom, Value]

    def fact(self, id: str) -> Value:
        return self.values["facts", (id,)]

    def ask(self, function: str, words: tuple[str, ...]) -> Value:
        return self.values[function, words]


def _atoms(condition: Condition) -> Iterator[Atom]:
    for node in ast.walk(condition.tree):
        match node:
            case ast.Attribute(attr=id):
                yield "facts", (id,)
            case ast.Call(func=ast.Name(id=function), args=asked):
                words = [word.value for word in asked if isinstance(word, ast.Constant)]
                yield function, tuple(map(str, words))


def _numbers(condition: Condition) -> set[Fraction]:
    """Every number a condition names, with either sign."""
    found = set()
    for node in ast.walk(condition.tree):
        if isinstance(node, ast.Constant) and not isinstance(node.value, str | bool):
            exact = Fraction(str(node.value))
            number = exact / 100 if node.end_col_offset in condition.percents else exact
            found |= {number, -number}
    return found


def _of_fact(fact: Fact, numbers: list[Fraction], condition: Condition) -> list[Value]:
    match fact.type:
        case "choice":
            return [None, *(choice.id for choice in fact.choices)]
        case "yes-no":
            return [None, True, False]
        case "number":
            return [None, *_between(numbers, None, None)]
        case "text":
            said = [word for _, word, _ in condition.expected_values() if isinstance(word, str)]
            return [None, *said, "".join(said) + " otherwise"]


def _of_item(
    function: str, item: Item, rest: list[str], numbers: list[Fraction]
) -> list[Value] | None:
    zero, unknown = Fraction(0), None
    match function:
        case "answered":
            return [True, False]
        case "not_applicable":
            return [True, False] if item.na_allowed else [False]
        case "level":
            return [unknown, *map(Fraction, range(TOP + 1))]
        case "score":
            return [unknown, *_between(numbers, zero, Fraction(1))]
        case "value":
            if isinstance(item, RatingItem):
                return [unknown, *_between(numbers, item.lowest, item.highest)]
            number = isinstance(item, KpiItem)
            return [unknown, *(_between(numbers, None, None) if number else ())]
        case "count":
            most = len(item.practices) if isinstance(item, ChecklistItem) else -1
            return [unknown, *map(Fraction, range(most + 1))]
        case "chosen":
            return [None, True, False] if _has(item, rest[0]) else [None, False]
    return None


def _has(item: Item, id: str) -> bool:
    if isinstance(item, ChecklistItem):
        return any(practice.id == id for practice in item.practices)
    return isinstance(item, ChoiceItem) and any(option.id == id for option in item.options)


def _between(numbers: list[Fraction], low: Fraction | None, high: Fraction | None) -> list[Value]:
    """The numbers of a range that a comparison with these numbers can tell apart."""
    ends = [end for end in (low, high) if end is not None]
    inside = [n for n in numbers if (low is None or n >= low) and (high is None or n <= high)]
    known = sorted({*inside, *ends}) or [Fraction(0)]
    below = [known[0] - 1] if low is None else []
    above = [known[-1] + 1] if high is None else []
    between = ((left + right) / 2 for left, right in pairwise(known))
    return [*below, *known, *between, *above]
