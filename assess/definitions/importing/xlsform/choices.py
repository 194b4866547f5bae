"""The lists of answers of an XLSForm, and what the answers are worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assess.core.numbers import number_typed
from assess.definitions.importing.scores import by_order, by_values, by_words
from assess.definitions.importing.texts import Words
from assess.definitions.importing.xlsform.tables import Row, Table

NO_ANSWER = {"dk", "dont_know", "don_t_know", "na", "n_a", "not_applicable", "refused", "no_answer"}
NO_ANSWER_NUMBERS = {77, 88, 98, 99, 777, 888, 998, 999, 8888, 9999, -77, -88, -98, -99, -999}
NONE_OF_THEM = {"none", "none_of_the_above", "none_of_these", "other", *NO_ANSWER}

How = Literal["yes-no", "numbers", "order"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list."""

    name: str
    row: Row

    def taken(self) -> Words:
        """Its words, and with them its cells are used up."""
        for key in ("name", "list_name"):
            self.row.text(key)
        return self.row.words("label")


def lists_of(table: Table | None) -> dict[str, list[Choice]]:
    """The choices by the names of their lists; a name that stands twice counts once."""
    lists: dict[str, dict[str, Choice]] = {}
    for row in table.rows if table else ():
        name, list_name = row.peek("name"), row.peek("list_name")
        known = lists.setdefault(list_name, {})
        if name and list_name and name not in known:
            known[name] = Choice(name, row)
    return {name: list(known.values()) for name, known in lists.items()}


def scores_of(names: Sequence[str]) -> tuple[list[Fraction], How, list[str]]:
    """What each answer is worth, how that was found, and the answers that stand for none.

    Yes counts 1, no 0 and what is neither something between; numbers from the least to the
    most; else the order.  An answer such as “99” or “dont_know” counts 0.
    """
    plain = [name.casefold() for name in names]
    numbers = [number_typed(name) for name in names]
    empty = _without_answer(plain, numbers)
    counted = [n for n in range(len(names)) if n not in empty] or list(range(len(names)))
    scores, how = _counted([plain[n] for n in counted], [numbers[n] for n in counted])
    made = dict(zip(counted, scores, strict=True))
    return (
        [made.get(n, Fraction(0)) for n in range(len(names))],
        how,
        [names[n] for n in range(len(names)) if n not in made],
    )


def _counted(plain: list[str], numbers: list[Fraction | None]) -> tuple[list[Fraction], How]:
    if scores := by_words(plain):
        return scores, "yes-no"
    values = [value for value in numbers if value is not None]
    if len(values) == len(numbers) and (scores := by_values(values)):
        return scores, "numbers"
    return by_order(len(plain)), "order"


def _without_answer(plain: list[str], numbers: list[Fraction | None]) -> set[int]:
    """Which answers say that there is none."""
    empty = {n for n, name in enumerate(plain) if name in NO_ANSWER}
    others = [abs(each) for each in numbers if each is not None and each not in NO_ANSWER_NUMBERS]
    most = max(others, default=None)
    for n, value in enumerate(numbers):
        # 99 among 1 to 5 is no answer; among 97 and 98 it is one.
        if value in NO_ANSWER_NUMBERS and most is not None and most * 3 < abs(value):
            empty.add(n)
    return empty
