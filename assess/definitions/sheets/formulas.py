"""What a workbook works out by itself: which questions apply, and how many are answered.

The formulas say what the core says, as far as a spreadsheet can: whether an item applies is
worked out where its condition asks about facts only, else it counts as one that applies.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from assess.core.conditions import Condition
from assess.core.items import ChecklistItem, CoverageItem, Item, KpiItem, MaturityItem, RatingItem
from assess.core.numbers import shortest
from assess.core.questionnaire import Fact

LONGEST_IN_FORMULA = 255
"""Characters of a text inside a formula, which is all that Excel takes."""

Address = Callable[[str], str]
"""Where the slot of an item is filled in: "$D$12"."""

_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "=",
    ast.NotEq: "<>",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


class Untranslatable(Exception):
    """A spreadsheet cannot tell whether the condition holds."""


class Applies:
    """Conditions about facts as formulas; `names` are those of the cells of facts.

    `labels` are the words that stand for the values of a fact: "yes" for True.
    """

    def __init__(
        self,
        facts: Mapping[str, Fact],
        names: Mapping[str, str],
        labels: Callable[[str, object], str | None],
    ) -> None:
        self.facts = facts
        self.names = names
        self.labels = labels

    def formula(self, condition: Condition | None) -> str | None:
        """What is TRUE where the condition holds; None where a spreadsheet cannot tell."""
        if condition is None:
            return None
        try:
            return self._of(condition.tree, condition)
        except Untranslatable:
            return None

    def _of(self, node: ast.expr, condition: Condition) -> str:
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"NOT({self._of(operand, condition)})"
            case ast.BoolOp(op=op, values=values):
                name = "AND" if isinstance(op, ast.And) else "OR"
                return f"{name}({','.join(self._of(value, condition) for value in values)})"
            case ast.Compare(left=ast.Attribute(attr=id), ops=[op], comparators=[other]):
                return self._comparison(id, op, other, condition)
        raise Untranslatable

    def _comparison(self, id: str, op: ast.cmpop, other: ast.expr, condition: Condition) -> str:
        """A comparison of a fact with constants; one that is not stated makes it FALSE."""
        if id not in self.names:
            raise Untranslatable
        name = self.names[id]
        if isinstance(op, ast.In | ast.NotIn):
            choices = getattr(other, "elts", [])
            equal = [self._equal(id, choice, condition) for choice in choices]
            found = f"OR({','.join(equal)})" if equal else "FALSE"
            held = f"NOT({found})" if isinstance(op, ast.NotIn) else found
        elif self.facts[id].type == "number":
            held = f"{name}{_SIGNS[type(op)]}{_number(other, condition)}"
        elif isinstance(op, ast.Eq | ast.NotEq):
            equal_to = self._equal(id, other, condition)
            held = equal_to if isinstance(op, ast.Eq) else f"NOT({equal_to})"
        else:
            raise Untranslatable
        stated = f"ISNUMBER({name})" if self.facts[id].type == "number" else f"LEN({name})>0"
        return f"IF({stated},{held},FALSE)"

    def _equal(self, id: str, node: ast.expr, condition: Condition) -> str:
        if self.facts[id].type == "number":
            return f"{self.names[id]}={_number(node, condition)}"
        label = self.labels(id, node.value) if isinstance(node, ast.Constant) else None
        if label is None or len(label) > LONGEST_IN_FORMULA:
            raise Untranslatable
        return f"EXACT({self.names[id]},{quoted(label)})"


def _number(node: ast.expr, condition: Condition) -> str:
    negative = isinstance(node, ast.UnaryOp)
    constant = node.operand if isinstance(node, ast.UnaryOp) else node
    if not isinstance(constant, ast.Constant) or isinstance(constant.value, bool | str):
        raise Untranslatable
    number = Fraction(str(constant.value))
    if constant.end_col_offset in condition.percents:
        number /= 100
    return shortest(-number if negative else number)


def quoted(words: str) -> str:
    """Words inside a formula."""
    doubled = words.replace('"', '""')
    return f'"{doubled}"'


def done(item: Item, address: Address) -> str:
    """What is TRUE where everything is answered that makes the score of an item complete."""
    return f"OR({','.join(_all_filled(cells) for cells in _ways(item, address))})"


def _all_filled(cells: Sequence[str]) -> str:
    filled = [f"LEN(TRIM({cell}))>0" for cell in cells]
    return filled[0] if len(filled) == 1 else f"AND({','.join(filled)})"


def _ways(item: Item, address: Address) -> list[list[str]]:
    """The fields of which all must be filled, in each way in which an item can be answered."""
    return [[address(slot) for slot in slots] for slots in ways_to_answer(item)]


def ways_to_answer(item: Item) -> list[list[str]]:
    """The slots that must all be filled, in each way in which an item can be answered whole."""
    ways: list[list[str]]
    match item:
        case MaturityItem():
            ways = [list(item.axes)]
        case ChecklistItem():
            ways = [[f"practices.{practice.id}" for practice in item.practices]]
        case CoverageItem():
            ways = [["numerator", "denominator"], ["percent"]]
        case KpiItem() | RatingItem():
            ways = [["value"]]
        case _:
            ways = [["chosen"]]
    return [*ways, ["not_applicable"]] if item.na_allowed else ways
