"""The formulas of a workbook: which questions apply, which are answered, how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.core.conditions import Scope, Value
from assess.core.numbers import number_typed
from assess.definitions.sheets.fields import Field
from assess.definitions.sheets.formulas import Applies, done, quoted, ways_to_answer
from assess.definitions.sheets.layout import Block, Page
from assess.definitions.sheets.looks import Looks
from assess.definitions.sheets.marks import COLUMNS, OVERVIEW
from assess.definitions.sheets.orders import Order
from assess.language import gettext

ANSWERS, DONE, LAST = "D", "F", "E"
"""The letters of the columns of answers, of what is done, and of the last that can be seen."""
_AT = {name: number for number, name in enumerate(COLUMNS, start=1)}
_SHARE_OF_BAR = "#8FB8C0"


class Counting:
    """Writes formulas, each with the value it has for the texts that stand in the sheet already."""

    def __init__(
        self, book: Workbook, order: Order, pages: list[Page], texts: Mapping[str, str]
    ) -> None:
        self.order = order
        self.pages = pages
        self.texts = texts
        self.facts = {fact.id: fact for fact in order.questionnaire.facts}
        self.applies = Applies(self.facts, self._names(book, pages[0]), self._label)

    def _names(self, book: Workbook, overview: Page) -> dict[str, str]:
        """Name the cells of the facts, so that formulas on other sheets can be read."""
        names = {}
        for number, id in enumerate(self.facts, start=1):
            row = overview.fields.get(f"facts.{id}")
            if row is not None:
                names[id] = f"fact_{number}"
                book.define_name(names[id], f"={_sheet(overview)}!${ANSWERS}${row + 1}")
        return names

    def _label(self, id: str, value: object) -> str | None:
        """The words by which the value of a fact is chosen."""
        field = self._fact_field(id)
        if field is None or not field.choices:
            return str(value)
        if isinstance(value, bool):
            return field.label_of("yes" if value else "no")
        return field.label_of(str(value))

    def _fact_field(self, id: str) -> Field | None:
        rows = (row.field for row in self.pages[0].rows if row.field)
        return next((field for field in rows if field.key == f"facts.{id}"), None)

    def write(self, sheet: Worksheet, page: Page, looks: Looks) -> None:
        """The formulas of a page."""
        if page.id == OVERVIEW:
            self._progress(sheet, page, looks)
        for block in page.blocks:
            self._block(sheet, block, looks)

    def _block(self, sheet: Worksheet, block: Block, looks: Looks) -> None:
        """Whether an item is answered, in words beside its head; grey where it does not apply."""
        item, row = block.item, block.head
        answered = done(item, lambda slot: f"${ANSWERS}${block.fields[slot] + 1}")
        formula = f"IF({answered},1,0)"
        applies = self.applies.formula(item.applies_if)
        if applies:
            formula = f'IF({applies},{formula},"")'
        known = self._done(block)
        sheet.write_formula(row, _AT["done"], f"={formula}", looks.hidden(), known)
        cell = f"${DONE}${row + 1}"
        words = {1: gettext("answered"), 0: gettext("open"), "": gettext("does not apply")}
        said = f"IF({cell}=1,{quoted(words[1])},{quoted(words[0])})"
        if applies:
            said = f'IF({cell}="",{quoted(words[""])},{said})'
            rule = {"type": "formula", "criteria": f'={cell}=""', "format": looks.out_of_play()}
            sheet.conditional_format(row, _AT["id"], block.last, _AT["means"], rule)
        look = looks.of("item", "answer")
        sheet.write_formula(row, _AT["answer"], f"={said}", look, words[known])

    def _done(self, block: Block) -> int | str:
        """1 where an item is answered by the texts, 0 where not, "" where it does not apply."""
        item = block.item
        known = item.applies_if if self.applies.formula(item.applies_if) else None
        if known and not known.holds(self._scope()):
            return ""
        key = f"answers.{item.id}."
        ways = ways_to_answer(item)
        return int(any(all(self.texts.get(key + slot) for slot in way) for way in ways))

    def _scope(self) -> Scope:
        return _Facts({id: self._fact(id) for id in self.facts})

    def _fact(self, id: str) -> Value:
        text, kind = self.texts.get(f"facts.{id}", ""), self.facts[id].type
        if kind == "number":
            return number_typed(text)
        return {"yes": True, "no": False}.get(text) if kind == "yes-no" else text or None

    def _progress(self, sheet: Worksheet, overview: Page, looks: Looks) -> None:
        """So many of so many answered, by dimension and in total, with a bar for the share."""
        known = {
            page.id: [d for block in page.blocks if (d := self._done(block)) != ""]
            for page in self.pages
        }
        everything = [d for found in known.values() for d in found]
        ranges = {page.id: _range(page) for page in self.pages if page.blocks}
        rows = [n for n, row in enumerate(overview.rows, start=1) if row.look == "progress"]
        for down in rows:
            id = overview.rows[down - 1].counts
            cells = ranges.get(id) or ",".join(ranges.values())
            found = known[id] if id else everything
            answered, asked = sum(map(int, found)), len(found)
            said = gettext("{n} of {m}")
            spelled = said.format(n=answered, m=asked)
            joined = quoted(said).format(n=f'"&SUM({cells})&"', m=f'"&COUNT({cells})&"')
            look = looks.of("progress", "answer")
            sheet.write_formula(down, _AT["answer"], f"={joined}", look, spelled)
            share = float(Fraction(answered, asked)) if asked else 0
            formula = f"=IF(COUNT({cells})=0,0,SUM({cells})/COUNT({cells}))"
            sheet.write_formula(down, _AT["means"], formula, looks.share(), share)
        bar = {"type": "data_bar", "bar_color": _SHARE_OF_BAR, "bar_solid": True}
        bar |= {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
        sheet.conditional_format(rows[0], _AT["means"], rows[-1], _AT["means"], bar)


def _sheet(page: Page) -> str:
    return "'" + page.name.replace("'", "''") + "'"


def _range(page: Page) -> str:
    """Where a page says what of it is done; rows inserted below are in it as well."""
    return f"{_sheet(page)}!${DONE}$2:${DONE}${page.last + 1}"


class _Facts:
    """What a condition about facts may ask."""

    def __init__(self, facts: Mapping[str, Value]) -> None:
        self._facts = facts

    def fact(self, id: str) -> Value:
        """The value of a fact."""
        return self._facts.get(id)

    def ask(self, function: str, words: tuple[str, ...]) -> Value:
        """Nothing: only conditions about facts come here."""
        return None
