"""When an XLSForm asks a question, as a condition of ours.

Its conditions are XPath.  What compares answers with fixed values can be said here; what
computes, or asks for anything else, cannot, and is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from assess.core.conditions import MAXIMUM_LENGTH
from assess.core.numbers import number_typed
from assess.definitions.importing.emitting import number

MOST_DEPTH = 30
MOST_OPTIONS = 200
"""Of a question; those that a number stands for are named one by one, if there is room."""
LONGEST = 4 * MAXIMUM_LENGTH
"""Characters of a condition in XPath, which says the same in more words."""
_TOKEN = re.compile(
    r"""\s*(?:\$\{\s*(?P<ref>[^{}]+?)\s*\}|(?P<num>-?\d+(?:\.\d+)?)|'(?P<single>[^']*)'|"""
    r""""(?P<double>[^"]*)"|(?P<name>[A-Za-z][\w-]*)|(?P<sign><=|>=|!=|[=<>(),]))"""
)
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_BOUND = re.compile(r"\(*\s*\.\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*\)*")


class Unsayable(Exception):
    """A condition that has no counterpart."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that conditions may name: its item or fact, and its options by their names."""

    kind: str
    id: str
    options: dict[str, str] = field(default_factory=dict)


class _Token(NamedTuple):
    kind: str
    text: str


def condition_of(xpath: str, asked: dict[str, Asked]) -> str:
    """The condition that says the same; Unsayable where there is none."""
    said = _Reading(_tokens(xpath), asked).whole()
    if len(said) > MAXIMUM_LENGTH:
        raise Unsayable
    return said


def bounds_of(constraint: str, *, whole: bool) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest value that a constraint allows, if it says both and no more."""
    low: Fraction | None = None
    high: Fraction | None = None
    if len(constraint) > MAXIMUM_LENGTH:
        return None
    for part in " ".join(constraint.split()).split(" and "):
        found = _BOUND.fullmatch(part)
        at = number_typed(found[2]) if found else None
        if found is None or at is None or (found[1] in {"<", ">"} and not whole):
            return None
        if found[1] in {">", ">="}:
            low = at + (found[1] == ">")
        else:
            high = at - (found[1] == "<")
    return (low, high) if low is not None and high is not None and low < high else None


def _tokens(xpath: str) -> list[_Token]:
    tokens, at = [], 0
    text = xpath.strip()
    if len(text) > LONGEST:
        raise Unsayable
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise Unsayable
        kind = str(found.lastgroup)
        tokens.append(_Token("str" if kind in {"single", "double"} else kind, found[kind]))
        at = found.end()
    return tokens


class _Reading:
    """Reads tokens from left to right; every method gives a condition, or an operand."""

    def __init__(self, tokens: list[_Token], asked: dict[str, Asked]) -> None:
        self.tokens = tokens
        self.asked = asked
        self.depth = 0

    def whole(self) -> str:
        said = self._any()
        if self.tokens:
            raise Unsayable
        return said

    def _next(self, text: str) -> bool:
        if self.tokens and self.tokens[0].kind != "str" and self.tokens[0].text == text:
            self.tokens.pop(0)
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._next(text):
            raise Unsayable

    def _any(self) -> str:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise Unsayable
        parts = [self._every()]
        while self._next("or"):
            parts.append(self._every())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})"

    def _every(self) -> str:
        parts = [self._one()]
        while self._next("and"):
            parts.append(self._one())
        return " and ".join(parts)

    def _one(self) -> str:
        if self._next("("):
            said = self._any()
            self._expect(")")
            return f"({said})"
        if self._next("not"):
            self._expect("(")
            said = self._any()
            self._expect(")")
            return f"not ({said})"
        if self._next("selected"):
            return self._selected()
        return self._comparison()

    def _selected(self) -> str:
        self._expect("(")
        asked = self._reference()
        self._expect(",")
        option = self._constant().text
        self._expect(")")
        if asked.kind not in {"choice", "checklist"}:
            raise Unsayable
        return _chosen(asked, option)

    def _comparison(self) -> str:
        left, sign, right = self._operand(), self._sign(), self._operand()
        if isinstance(left, _Token):
            left, sign, right = right, _FLIPPED[sign], left
        if isinstance(left, _Token) or not isinstance(right, _Token):
            raise Unsayable
        if isinstance(left, str):
            return _compared(left, sign, right)
        return _compare(left, sign, right)

    def _operand(self) -> Asked | str | _Token:
        if self.tokens and self.tokens[0].kind == "ref":
            return self._reference()
        if self._next("count-selected"):
            self._expect("(")
            asked = self._reference()
            self._expect(")")
            if asked.kind != "checklist":
                raise Unsayable
            return f'count("{asked.id}")'
        return self._constant()

    def _sign(self) -> str:
        if not self.tokens or self.tokens[0].kind != "sign" or self.tokens[0].text not in _FLIPPED:
            raise Unsayable
        return self.tokens.pop(0).text

    def _reference(self) -> Asked:
        if not self.tokens or self.tokens[0].kind != "ref":
            raise Unsayable
        name = self.tokens.pop(0).text
        if name not in self.asked:
            raise Unsayable
        return self.asked[name]

    def _constant(self) -> _Token:
        if not self.tokens or self.tokens[0].kind not in {"num", "str"}:
            raise Unsayable
        return self.tokens.pop(0)


def _chosen(asked: Asked, option: str) -> str:
    if option not in asked.options:
        raise Unsayable
    return f'chosen("{asked.id}", "{asked.options[option]}")'


def _compared(what: str, sign: str, right: _Token) -> str:
    """A number compared; nothing is unlike everything in XPath, as it is with “not” here."""
    at = number_typed(right.text)
    if at is None:
        raise Unsayable
    if sign == "!=":
        return f"not ({what} == {number(at)})"
    return f"{what} {'==' if sign == '=' else sign} {number(at)}"


def _compare(asked: Asked, sign: str, right: _Token) -> str:
    if right.text == "" and asked.kind != "fact":
        if sign not in {"=", "!="}:
            raise Unsayable
        answered = f'answered("{asked.id}")'
        return answered if sign == "!=" else f"not {answered}"
    match asked.kind:
        case "choice":
            return _compare_choice(asked, sign, right)
        case "rating" | "kpi":
            return _compared(f'value("{asked.id}")', sign, right)
        case "fact":
            return _compare_fact(asked, sign, right)
    raise Unsayable


def _compare_choice(asked: Asked, sign: str, right: _Token) -> str:
    if sign in {"=", "!="}:
        chosen = _chosen(asked, right.text)
        return chosen if sign == "=" else f"not {chosen}"
    at = number_typed(right.text)
    if len(asked.options) > MOST_OPTIONS:
        raise Unsayable
    names = {name: number_typed(name) for name in asked.options}
    if at is None or None in names.values():
        raise Unsayable
    holds = [name for name, value in names.items() if value is not None and _holds(value, sign, at)]
    if not holds or len(holds) == len(names):
        raise Unsayable
    return "(" + " or ".join(_chosen(asked, name) for name in holds) + ")"


def _holds(value: Fraction, sign: str, at: Fraction) -> bool:
    return {"<": value < at, "<=": value <= at, ">": value > at, ">=": value >= at}[sign]


def _compare_fact(asked: Asked, sign: str, right: _Token) -> str:
    text = right.text
    if right.kind != "str" or not text or set(text) & set("'\\\"\n\r") or sign not in {"=", "!="}:
        raise Unsayable
    same = f"facts.{asked.id} == '{text}'"
    return same if sign == "=" else f"not ({same})"
