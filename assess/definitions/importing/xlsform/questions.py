"""A question of an XLSForm as an item, by its type."""

from __future__ import annotations

import re
from fractions import Fraction

from assess.core.faults import N_
from assess.core.numbers import number_typed, shortest
from assess.definitions.importing.account import Account
from assess.definitions.importing.emitting import Value
from assess.definitions.importing.ids import Ids
from assess.definitions.importing.outline import Item, Outline
from assess.definitions.importing.scores import NOT_APPLICABLE
from assess.definitions.importing.texts import Said
from assess.definitions.importing.xlsform.choices import NONE_OF_THEM, Choice, How, scores_of
from assess.definitions.importing.xlsform.conditions import Asked, bounds_of
from assess.definitions.importing.xlsform.tables import Row

Made = tuple[Item, Asked]

UNIT: Said = ("the unit", "单位", "單位")
MEASURE: Said = ("how it is measured", "测量方法", "測量方法")
NUMBERS = {"integer", "int", "decimal"}
WHOLE = {"integer", "int"}
_SELECT = re.compile(
    r"(?:select|add)[ _](?P<how>one|multiple|all[ _]that[ _]apply)(?:[ _]from)?\s+"
    r"(?P<list>\S+)(?P<other>\s+or[ _](?:specify[ _])?other)?",
    re.IGNORECASE,
)
RENAMED = N_("“{name}” is called {id} here")
SCORE_ROW = "score__row"
"""A question in a group of KoboToolbox whose questions share their answers."""
FEWEST = 2
"""Answers of a choice."""
_PARAMETER = re.compile(r"(\w+)\s*=\s*(-?\d+(?:\.\d+)?)")
MOST_ANSWERS = 500
"""Of a question; a longer list is one of places or people."""
LONGEST = 500
"""Characters of the parameters of a range."""
_SCORED = {
    "yes-no": N_("item {id}: “yes” counts 1, “no” 0"),
    "numbers": N_("item {id}: scored by the numbers of its answers, the least 0, the greatest 1"),
    "order": N_("item {id}: scored by the order of its answers, the first 0, the last 1"),
}


class Questions:
    """Makes items of rows."""

    def __init__(self, lists: dict[str, list[Choice]], outline: Outline, account: Account) -> None:
        self.lists = lists
        self.outline = outline
        self.account = account
        self.renamed: set[str] = set()

    def item(self, row: Row, around: str = "") -> Made | None:
        """The item of a row with what conditions may ask about it; None is told.

        `around` is the list of answers that the group around it gives to all its rows.
        """
        typed = row.text("type")
        kind = typed.casefold()
        if found := _SELECT.fullmatch(typed.strip()):
            return self._select(row, found)
        if kind == SCORE_ROW and around:
            return self._one(row, choices) if (choices := self._list(row, around)) else None
        if kind in NUMBERS:
            return self._number(row, whole=kind in WHOLE)
        if kind == "range":
            return self._range(row)
        message = N_("a question of type “{type}” cannot be scored")
        self.account.left(row.where("type"), message, row.rest(), type=typed)
        return None

    def _new(self, row: Row, kind: str) -> Item:
        name = row.text("name")
        words = row.words("label") or ({self.outline.languages[0]: name} if name else {})
        hint = row.words("hint") or row.words("guidance_hint")
        self.outline.hold("items", words, hint)
        id = self.outline.ids.of(name, "q")
        if name and id != name:
            self.account.changed(row.where("name"), RENAMED, name=name, id=id)
        return Item(id=id, type=kind, text=words, help=hint)

    # --- answers of a list ---------------------------------------------------------------

    def _select(self, row: Row, found: re.Match[str]) -> Made | None:
        choices = self._list(row, found["list"])
        if not choices:
            return None
        if found["other"]:
            message = N_("no other answer than those of the list can be given")
            self.account.left(row.where("type"), message, found["other"].strip())
        return (
            self._one(row, choices)
            if found["how"].lower() == "one"
            else self._several(row, choices)
        )

    def _list(self, row: Row, name: str) -> list[Choice]:
        """The answers of a list; where there are none, or too many, that is told."""
        choices = self.lists.get(name, [])
        if not choices:
            message = N_("the list of answers “{list}” is not on the sheet “choices”")
            self.account.left(row.where("type"), message, row.rest(), list=name)
        if len(choices) > MOST_ANSWERS:
            message = N_("a list of {number} answers is too long to be scored")
            self.account.left(row.where("type"), message, row.rest(), number=len(choices))
            return []
        self.outline.hold("answers", number=len(choices))
        return choices

    def _one(self, row: Row, choices: list[Choice]) -> Made:
        item = self._new(row, "choice")
        choices = self._applying(choices, item)
        scores, how, empty = scores_of([choice.name for choice in choices])
        self._tell_scores(row, item, how, empty)
        named = self._named(choices)
        options: list[Value] = [
            {"id": named[choice.name], "score": score, "text": self._said(choice)}
            for choice, score in zip(choices, scores, strict=True)
        ]
        item.own = {"options": options}
        return item, Asked("choice", item.id, named)

    def _applying(self, choices: list[Choice], item: Item) -> list[Choice]:
        """The answers without those by which nothing applies, if a choice is left."""
        kept = [each for each in choices if each.name.casefold() not in NOT_APPLICABLE]
        if len(kept) < FEWEST or len(kept) == len(choices):
            return choices
        item.na_allowed = True
        for each in choices:
            if each not in kept:
                message = N_(
                    "item {id}: this answer is “does not apply”, which the item takes as well"
                )
                text = "\n".join(each.taken().values())
                self.account.changed(each.row.where("name"), message, text, id=item.id)
        return kept

    def _tell_scores(self, row: Row, item: Item, how: How, empty: list[str]) -> None:
        self.account.changed(row.where("type"), _SCORED[how], id=item.id)
        if empty:
            message = N_("item {id}: {names} look like no answer and count 0")
            self.account.changed(row.where("type"), message, id=item.id, names=", ".join(empty))

    def _several(self, row: Row, choices: list[Choice]) -> Made | None:
        real = [each for each in choices if each.name.casefold() not in NONE_OF_THEM]
        item = self._new(row, "checklist")
        for each in choices:
            if each not in real:
                text = "\n".join(each.taken().values())
                message = N_("item {id}: “{name}” is no practice; say “no” to all instead")
                where = each.row.where("name")
                self.account.left(where, message, text, id=item.id, name=each.name)
        if not real:
            text = "\n".join([*item.text.values(), *item.help.values()])
            text = "\n".join([text, row.rest()])
            self.account.left(row.where("type"), N_("none of its answers is a practice"), text)
            return None
        named = self._named(real)
        practices: list[Value] = [
            {"id": named[choice.name], "text": self._said(choice)} for choice in real
        ]
        item.own = {"scale": self.outline.yes_no(), "practices": practices}
        message = N_("item {id}: every answer is a practice with yes or no, all of one weight")
        self.account.changed(row.where("type"), message, id=item.id)
        return item, Asked("checklist", item.id, named)

    def _named(self, choices: list[Choice]) -> dict[str, str]:
        """The ids of answers by their names; one that cannot stay is told once."""
        ids = Ids()
        named = {choice.name: ids.plain(choice.name, "a") for choice in choices}
        for choice in choices:
            where, id = choice.row.where("name"), named[choice.name]
            if id != choice.name and where not in self.renamed:
                self.renamed.add(where)
                self.account.changed(where, RENAMED, name=choice.name, id=id)
        return named

    def _said(self, choice: Choice) -> Value:
        words = choice.taken() or {self.outline.languages[0]: choice.name}
        self.outline.hold("answers", words, number=0)
        return self.outline.text(words)

    # --- numbers -------------------------------------------------------------------------

    def _number(self, row: Row, *, whole: bool) -> Made:
        bounds = bounds_of(row.peek("constraint"), whole=whole)
        if bounds:
            row.text("constraint")
            return self._rating(row, *bounds, Fraction(1) if whole else None)
        item = self._new(row, "kpi")
        ends: list[Value] = [
            {"at": 0, "score": 0},
            {"at": 100, "score": 1},
        ]
        item.own = {
            "unit": self.outline.text({}, UNIT, item.id),
            "better": "higher",
            "measure": self.outline.text(item.help, MEASURE, item.id),
            "curve": ends,
            "curve_source": "set by client",
        }
        message = N_(
            "item {id}: nobody says what a value is worth; the curve from 0 to 100 is a start only"
        )
        self.account.changed(row.where("type"), message, id=item.id)
        return item, Asked("kpi", item.id)

    def _range(self, row: Row) -> Made:
        found = dict(_PARAMETER.findall(row.peek("parameters")[:LONGEST]))
        numbers = {key: number_typed(text) for key, text in found.items()}
        low, high = numbers.get("start") or Fraction(0), numbers.get("end")
        step = numbers.get("step") or Fraction(1)
        if "start" not in numbers:
            low = Fraction(1)
        high = Fraction(10) if high is None else high
        if low >= high or step <= 0:
            message = N_("the range from {low} to {high} is none; 0 to 10 was taken")
            ends = {"low": shortest(low), "high": shortest(high)}
            self.account.changed(row.where("parameters"), message, **ends)
            return self._rating(row, Fraction(0), Fraction(10), Fraction(1))
        whole = len(row.peek("parameters")) <= LONGEST
        if found and set(found) <= {"start", "end", "step"} and whole:
            row.text("parameters")
        fits = (high - low) % step == 0
        if not fits:
            message = N_("steps of {step} do not lead to the end; every number may be given")
            self.account.changed(row.where("parameters"), message, step=shortest(step))
        return self._rating(row, low, high, step if fits else None)

    def _rating(self, row: Row, low: Fraction, high: Fraction, step: Fraction | None) -> Made:
        item = self._new(row, "rating")
        item.own = {"lowest": low, "highest": high}
        if step is not None:
            item.own["increment"] = step
        message = N_("item {id}: {low} counts 0 and {high} counts 1")
        ends = {"low": shortest(low), "high": shortest(high)}
        self.account.changed(row.where("type"), message, id=item.id, **ends)
        return item, Asked("rating", item.id)
