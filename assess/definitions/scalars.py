"""Single values: a node of a file as a text, a number, a day, a condition, or a problem."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from assess.core.conditions import Condition, ConditionFault
from assess.core.faults import N_, Fault, words
from assess.core.numbers import number_typed
from assess.definitions.faults import C401, S203
from assess.definitions.notes import Asked, Notes
from assess.definitions.yaml.documents import Mapping, Node, Place, Scalar
from assess.definitions.yaml.nodes import spelled

MOST_IN_CONDITIONS = 100_000
"""Characters of all conditions that are read; to understand one takes long."""
TRUTH = {"true": True, "false": False}
NEARLY_TRUE = {"yes": "true", "on": "true", "no": "false", "off": "false"}
NEARLY_TRUE |= {"y": "true", "n": "false", "1": "true", "0": "false"}
NEARLY_TRUE |= {"true": "true", "false": "false"}


class Unreadable(Exception):
    """A value has a problem, which is already noted; whoever needs the value does without."""


class ScalarReader(Notes):
    """Reads nodes that stand for one value each."""

    def __init__(self) -> None:
        super().__init__()
        self._in_conditions = 0

    def mapping(self, node: Node, key: str) -> Mapping:
        """The node as keys and values."""
        if isinstance(node, Mapping):
            return node
        raise self._wrong(
            node, key, N_("keys and values"), words(N_("indent “key: value” lines below it"))
        )

    def scalar(self, node: Node, key: str, wanted: str, hint: Fault) -> str:
        """The text of a single value."""
        if not isinstance(node, Scalar):
            raise self._wrong(node, key, wanted, hint)
        if node.refused:
            raise Unreadable
        return node.text

    def _wrong(self, node: Node, key: str, wanted: str, hint: Fault) -> Unreadable:
        details = {"key": key, "wanted": words(wanted), "given": spelled(node), "hint": hint}
        self.blame(node.place, S203(details=details))
        return Unreadable()

    def read_str(self, node: Node, key: str) -> str:
        """A text that is the same in every language, such as an id."""
        text = self.scalar(node, key, N_("a text"), words(N_("write it on one line")))
        if not text.strip() or (text in {"null", "~"} and getattr(node, "plain", False)):
            raise self._wrong(node, key, N_("a text"), words(N_("write it, or remove the key")))
        return text

    def read_bool(self, node: Node, key: str) -> bool:
        """True or false, nothing like them."""
        text = self.scalar(node, key, N_("true or false"), words(N_("write true or false")))
        if text in TRUTH and getattr(node, "plain", False):
            return TRUTH[text]
        hint = words(N_("write true or false"))
        if text in TRUTH:
            hint = words(N_("write {word} without quotation marks"), word=text)
        elif near := NEARLY_TRUE.get(text.lower()):
            hint = words(N_("did you mean '{near}'?"), near=near)
        raise self._wrong(node, key, N_("true or false"), hint)

    def read_number(self, node: Node, key: str) -> Fraction:
        """An exact number; a percentage such as 70% is taken as a share."""
        text = self.scalar(node, key, N_("a number"), words(N_("write digits")))
        number = number_typed(text)
        if number is None:
            raise self._wrong(
                node, key, N_("a number"), words(N_("write digits, for example 12, 0.5 or 70%"))
            )
        return number

    def read_whole(self, node: Node, key: str) -> int:
        """A whole number."""
        number = self.read_number(node, key)
        if number.denominator != 1:
            raise self._wrong(
                node, key, N_("a whole number"), words(N_("write digits without a point"))
            )
        return int(number)

    def read_date(self, node: Node, key: str) -> date:
        """A day."""
        text = self.scalar(node, key, N_("a day"), words(N_("write it as 2026-10-01")))
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self._wrong(node, key, N_("a day"), words(N_("write it as 2026-10-01"))) from None

    def read_condition(self, node: Node, key: str) -> Condition:
        """A condition; the problem points at the column inside it."""
        text = self.scalar(node, key, N_("a condition"), words(N_("write it on one line")))
        self._in_conditions += len(text)
        if self._in_conditions > MOST_IN_CONDITIONS:
            reason = words(
                N_("all conditions together are longer than {limit} characters"),
                limit=MOST_IN_CONDITIONS,
            )
            hint = words(N_("ask less often"))
            self.blame(node.place, C401(details={"key": key, "reason": reason, "hint": hint}))
            raise Unreadable
        try:
            condition = Condition.parse(text)
        except ConditionFault as fault:
            place = within(node, fault.column)
            self.blame(place, C401(details={"key": key, "reason": fault.fault, "hint": fault.cure}))
            raise Unreadable from None
        self.conditions.append(Asked(condition, node, key))
        return condition


def within(node: Node, column: int) -> Place:
    """The place so many characters into a one-line text."""
    quote = 0 if getattr(node, "plain", True) else 1
    place = node.place
    return Place(path=place.path, line=place.line, column=place.column + quote + column)
