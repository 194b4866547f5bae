"""Conditions in questionnaires: a small language of comparisons, no code.

A condition is one line of Python-like text: numbers, quoted words, true and false,
`and or not`, comparisons, `in`, `facts.<id>` and the functions below.  It is parsed once with `ast`
and whitelisted.  What is not answered compares false.
"""

from __future__ import annotations

import ast
import difflib
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import isfinite
from typing import Any, Protocol, cast

from assess.core.faults import N_, Fault, words

Value = Fraction | str | bool | None

FUNCTIONS = {
    # name: how many words it takes
    "answered": 1,
    "level": 1,
    "value": 1,
    "score": 1,
    "chosen": 2,
    "count": 1,
    "not_applicable": 1,
    "data_share": 1,
    "trend_periods": 1,
}
DIMENSION_FUNCTIONS = frozenset({"data_share", "trend_periods"})
MAXIMUM_LENGTH = 500
NO_CONDITION = N_("not a condition")

_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_ELSEWHERE = re.compile(
    r"&&|\|\||<>|=<|=>|[“”‘’„「」（）＝＞＜≥≤≠，＆｜]|(?<![=!<>])=(?!=)|!(?!=)|\b(?:AND|OR|NOT|IN|And|Or|Not)\b"
)
"""What is written otherwise here: signs of other languages and keyboards, capitals."""
_INSTEAD = {"&&": "and", "||": "or", "!": "not", "<>": "!=", "=<": "<=", "=>": ">="}
_INSTEAD |= {"≥": ">=", "≤": "<=", "≠": "!=", "＝": "==", "＞": ">", "＜": "<", "，": ","}
_INSTEAD |= {"（": "(", "）": ")", "＆": "and", "｜": "or"} | dict.fromkeys("“”„「」", '"')
_INSTEAD |= dict.fromkeys("‘’", "'")
_TRUTHS = {
    "yes": "true",
    "no": "false",
    "on": "true",
    "off": "false",
    "true": "true",
    "false": "false",
}
_GLUED = re.compile(r"""("[^"]*"|'[^']*')|\d(?=(?:and|else|for|if|in|is|not|or)\b)""")
_QUOTED_OR_PERCENT = re.compile(r"""("[^"]*"|'[^']*')|(?<=\d)%""")


class Scope(Protocol):
    """What a condition may ask about one assessment."""

    def fact(self, id: str) -> Value:
        """A fact of the organization, or None when it is not stated."""

    def ask(self, function: str, words: tuple[str, ...]) -> Value:
        """The answer of one of FUNCTIONS, or None when there is none."""


class ConditionFault(ValueError):
    """The text is not a condition; `column` counts from 0 within the text."""

    def __init__(
        self, column: int, message: str, *, cure: Fault | None = None, **details: object
    ) -> None:
        self.column = column
        self.fault = words(message, **details)
        self.cure = cure or words(N_("see “Conditions” in questionnaires/README.md"))
        super().__init__(self.fault.sentence())


@dataclass(frozen=True, slots=True)
class Reference:
    """One id a condition asks about: a fact (function is "facts") or the first word of a call."""

    function: str
    id: str
    column: int
    option: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A condition that is one comparison, taken apart so that a gate can print both sides."""

    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed condition."""

    text: str
    tree: ast.expr = field(compare=False, repr=False)
    percents: frozenset[int] = field(compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Read one line of text; ConditionFault tells the column and what is not understood."""
        if len(text) > MAXIMUM_LENGTH:
            raise ConditionFault(0, N_("longer than {limit} characters"), limit=MAXIMUM_LENGTH)
        # A blank in place of "%" keeps every column where the author sees it.
        found = [m.start() for m in _QUOTED_OR_PERCENT.finditer(text) if m[1] is None]
        blanked = _QUOTED_OR_PERCENT.sub(lambda match: match[1] or " ", text)
        _refuse_what_is_warned_of(text)
        try:
            tree = ast.parse(blanked, mode="eval").body
        except SyntaxError as error:
            raise _slip(text) or ConditionFault((error.offset or 1) - 1, NO_CONDITION) from error
        except (ValueError, RecursionError, MemoryError) as error:
            raise ConditionFault(0, NO_CONDITION) from error
        tree = _TruthAsInYaml().visit(tree)
        _count_characters(tree, blanked)
        placed = set(_placed(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Name | ast.List | ast.Tuple) and node not in placed:
                raise ConditionFault(
                    node.col_offset,
                    N_("not understood: {what}"),
                    what=_spelled(node),
                    cure=_instead_of(node),
                )
            _refuse_unknown(node)
        return cls(text, tree, frozenset(found))

    def references(self) -> Iterator[Reference]:
        """Every fact and id this condition asks about, for checks at load time."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute):
                yield Reference("facts", node.attr, node.col_offset)
            elif isinstance(node, ast.Call):
                given = [word.value for word in node.args if isinstance(word, ast.Constant)]
                option = str(given[1]) if len(given) > 1 else None
                name = node.func.id if isinstance(node.func, ast.Name) else ""
                yield Reference(name, str(given[0]), node.args[0].col_offset, option)

    def expected_values(self) -> Iterator[tuple[str, str | bool | float, int]]:
        """Every constant that a fact is compared with: fact, constant, column."""
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.Compare):
                continue
            sides = [node.left, *node.comparators]
            facts = [side.attr for side in sides if isinstance(side, ast.Attribute)]
            lists = [side.elts for side in sides if isinstance(side, ast.List | ast.Tuple)]
            for word in [*sides, *(word for choices in lists for word in choices)]:
                if isinstance(word, ast.Constant):
                    value = cast("str | bool | float", word.value)
                    yield from ((fact, value, word.col_offset) for fact in facts)

    def holds(self, scope: Scope) -> bool:
        """Whether the condition is true; a comparison with something unanswered is false."""
        return bool(self._value(self.tree, scope))

    def compared(self, scope: Scope) -> Comparison | None:
        """Both sides when the whole condition is one comparison, else None."""
        if isinstance(self.tree, ast.Compare) and len(self.tree.ops) == 1:
            return Comparison(
                self._value(self.tree.left, scope), self._value(self.tree.comparators[0], scope)
            )
        return None

    def _value(self, node: ast.expr, scope: Scope) -> Value:
        match node:
            case ast.Constant(value=bool() | str() as plain):
                return plain
            case ast.Constant(value=number):
                exact = Fraction(str(number))
                return exact / 100 if node.end_col_offset in self.percents else exact
            case ast.Attribute(attr=name):
                return scope.fact(name)
            case ast.Call(func=ast.Name(id=name), args=asked):
                return scope.ask(name, tuple(str(word.value) for word in asked))  # type: ignore[attr-defined]
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return not self._value(operand, scope)
            case ast.UnaryOp(operand=ast.Constant() as number):
                return -cast("Fraction", self._value(number, scope))
            case ast.BoolOp(op=ast.And(), values=values):
                return all(self._value(value, scope) for value in values)
            case ast.BoolOp(values=values):
                return any(self._value(value, scope) for value in values)
            case ast.Compare():
                return self._compare(node, scope)
        raise AssertionError(f"{ast.dump(node)} passed the whitelist")

    def _compare(self, node: ast.Compare, scope: Scope) -> bool:
        left = self._value(node.left, scope)
        for comparison, right_node in zip(node.ops, node.comparators, strict=True):
            if isinstance(comparison, ast.In | ast.NotIn):
                choices = [self._value(choice, scope) for choice in right_node.elts]  # type: ignore[attr-defined]
                if left is None or (left in choices) is isinstance(comparison, ast.NotIn):
                    return False
                continue
            right = self._value(right_node, scope)
            if left is None or right is None or _kind(left) is not _kind(right):
                return False
            if not _COMPARISONS[type(comparison)](left, right):
                return False
            left = right
        return True


class _TruthAsInYaml(ast.NodeTransformer):
    """true and false, as the files around a condition spell them."""

    def visit_Name(self, node: ast.Name) -> ast.expr:
        truth = {"true": True, "false": False}.get(node.id)
        return node if truth is None else ast.copy_location(ast.Constant(truth), node)


def _kind(value: Value) -> type:
    """What compares with what: words with words, numbers with numbers, truth with truth."""
    return next(kind for kind in (str, bool, Fraction) if isinstance(value, kind))


def _refuse_what_is_warned_of(text: str) -> None:
    """Refuse what Python reads with a warning, which would go to whoever loads the file."""
    if "\\" in text:
        message = N_("“{sign}” has no place in a condition")
        raise ConditionFault(text.index("\\"), message, sign="\\")
    for found in _GLUED.finditer(text):
        if found[1] is None:
            raise ConditionFault(found.end(), NO_CONDITION)


def _count_characters(tree: ast.expr, text: str) -> None:
    """Let every node know its column in characters; `ast` counts in bytes of UTF-8."""
    if text.isascii():
        return
    data = text.encode()
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            node.col_offset = len(data[: node.col_offset].decode())
            node.end_col_offset = len(data[: node.end_col_offset or 0].decode())


def _placed(tree: ast.expr) -> Iterator[ast.AST]:
    """The names and lists that stand where names and lists may stand."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name() as name) | ast.Attribute(value=ast.Name() as name):
                yield name
            case ast.Compare(ops=ops, comparators=sides):
                yield from (
                    side
                    for comparison, side in zip(ops, sides, strict=True)
                    if isinstance(comparison, ast.In | ast.NotIn)
                    and isinstance(side, ast.List | ast.Tuple)
                    and all(isinstance(choice, ast.Constant) for choice in side.elts)
                )


def _slip(text: str) -> ConditionFault | None:
    """What somebody wrote as in another language, where the text is no condition."""
    # Whatever stands in quotation marks may be anything.
    bare = _QUOTED_OR_PERCENT.sub(lambda match: " " * len(match[0]), text)
    for match in _ELSEWHERE.finditer(bare):
        sign = match[0]
        wanted = _INSTEAD.get(sign) or (sign.lower() if sign.isalpha() else "==")
        cure = words(N_("write “{sign}”"), sign=wanted)
        message = N_("“{sign}” has no place in a condition")
        return ConditionFault(match.start(), message, sign=sign, cure=cure)
    return None


def _instead_of(node: ast.expr) -> Fault | None:
    """What may have been meant by a word that stands alone."""
    if not isinstance(node, ast.Name) or node.id == "facts":
        return None
    if node.id.lower() in _TRUTHS:
        return words(N_("write “{sign}”"), sign=_TRUTHS[node.id.lower()])
    return words(
        N_("write “facts.{name}” for a fact; put any other word in quotation marks"), name=node.id
    )


def _spelled(node: ast.expr) -> Fault | str:
    return f"'{node.id}'" if isinstance(node, ast.Name) else words(N_("a list outside `in`"))


def _refuse_unknown(node: ast.AST) -> None:
    match node:
        case ast.Call(func=ast.Name(id=name), args=asked, keywords=[]):
            _refuse_bad_call(node, name, asked)
        case ast.Attribute(value=ast.Name(id="facts")):
            pass
        case ast.Compare(ops=ops, comparators=sides):
            for comparison, side in zip(ops, sides, strict=True):
                if isinstance(comparison, ast.In | ast.NotIn) and not isinstance(
                    side, ast.List | ast.Tuple
                ):
                    message = N_("`in` takes a list such as ['a', 'b']")
                    raise ConditionFault(side.col_offset, message)
        case ast.Constant(value=float() as number) if not isfinite(number):
            raise ConditionFault(node.col_offset, N_("a number beyond all bounds"))
        case ast.Constant(value=str() | bool() | int() | float()):
            pass
        case (
            ast.BoolOp()
            | ast.UnaryOp(op=ast.Not())
            | ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float()))
            | ast.Name()
            | ast.List()
            | ast.Tuple()
            | ast.boolop()
            | ast.Not()
            | ast.USub()
            | ast.expr_context()
        ):
            pass
        case ast.cmpop() if type(node) in {*_COMPARISONS, ast.In, ast.NotIn}:
            pass
        case _:
            column = getattr(node, "col_offset", 0)
            raise ConditionFault(
                column, N_("{what} has no place in a condition"), what=type(node).__name__
            )


def _refuse_bad_call(node: ast.Call, name: str, asked: list[ast.expr]) -> None:
    if name not in FUNCTIONS:
        near = difflib.get_close_matches(name, FUNCTIONS, n=1)
        raise ConditionFault(
            node.col_offset,
            N_("unknown function '{name}'; one of {known}"),
            name=name,
            known=", ".join(sorted(FUNCTIONS)),
            cure=words(N_("did you mean '{near}'?"), near=near[0]) if near else None,
        )
    quoted = all(isinstance(w, ast.Constant) and isinstance(w.value, str) for w in asked)
    if len(asked) != FUNCTIONS[name] or not quoted:
        raise ConditionFault(
            node.col_offset,
            N_("{name}() takes {number} quoted id(s), for example {name}('L1')"),
            name=name,
            number=FUNCTIONS[name],
        )
