"""What stands where on the sheets of a workbook: rows in order, and where an item has its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from assess.core.items import ChecklistItem, Item
from assess.core.questionnaire import Dimension
from assess.definitions.sheets.fields import Field, lines, said
from assess.definitions.sheets.items import item_fields, labelled
from assess.definitions.sheets.marks import OVERVIEW, VERSION_ROW
from assess.definitions.sheets.orders import Order
from assess.definitions.sheets.overview import Section, sections_of
from assess.language import gettext

Look = Literal["title", "heads", "section", "item", "words", "field", "locked", "progress"]

MARKS = 0
"""The hidden first row; rows and columns count from 0 where a workbook is written."""
LONGEST_NAME = 31
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; `answer` stands in the column of answers where nothing is to be filled in.

    A row of the progress `counts` the page of this id, or all of them.
    """

    look: Look
    id: str = ""
    asked: str = ""
    answer: str = ""
    means: str = ""
    field: Field | None = None
    mark: str = ""
    counts: str = ""


@dataclass(slots=True, kw_only=True)
class Block:
    """The rows of an item: its head, its fields by slot, its last."""

    item: Item
    head: int
    last: int = 0
    fields: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Page:
    """A sheet: its id, its name at the tab, and its rows behind the hidden one."""

    id: str
    name: str
    title: str
    rows: list[Row] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    fields: dict[str, int] = field(default_factory=dict)
    frozen: int = 0

    def add(self, row: Row) -> int:
        """Put a row below the others; tells its number in the sheet."""
        self.rows.append(row)
        at = len(self.rows)
        if row.field:
            self.fields[row.field.key] = at
        return at

    @property
    def last(self) -> int:
        """The number of the last row."""
        return len(self.rows)


def pages_of(order: Order) -> list[Page]:
    """The first sheet and one for each dimension that asks something, in the language spoken."""
    dimensions = [d for d in order.questionnaire.dimensions if order.items(d)]
    titles = {d.id: said(d.short) for d in dimensions}
    names = sheet_names({OVERVIEW: gettext("Overview"), **titles})
    pages = [_dimension(order, d, names[d.id]) for d in dimensions]
    return [_overview(order, names[OVERVIEW], pages), *pages]


def sheet_names(titles: Mapping[str, str]) -> dict[str, str]:
    """Titles as a workbook allows them for its sheets: short, without some signs, only once."""
    names: dict[str, str] = {}
    for id, title in titles.items():
        plain = _FORBIDDEN_IN_NAMES.sub(" ", title).strip() or id
        name, number = plain[:LONGEST_NAME].strip(), 1
        while name.casefold() in {taken.casefold() for taken in names.values()}:
            number += 1
            ending = f" ({number})"
            name = plain[: LONGEST_NAME - len(ending)] + ending
        names[id] = name
    return names


# --- the first sheet ---------------------------------------------------------------------


def _overview(order: Order, name: str, pages: Iterable[Page]) -> Page:
    q = order.questionnaire
    page = Page(id=OVERVIEW, name=name, title=said(q.title))
    page.add(Row(look="title", asked=page.title))
    page.add(
        Row(
            look="words",
            asked=_particulars(order),
            answer=f"{q.id} {q.version}",
            mark=VERSION_ROW,
        )
    )
    page.add(Row(look="section", asked=gettext("How to fill it in")))
    for sentence in _instructions(order):
        page.add(Row(look="words", asked=sentence))
    sections = sections_of(order)
    for section in (each for each in sections if not each.optional):
        _add_section(page, section)
    page.add(Row(look="section", asked=gettext("How far it is")))
    for other in pages:
        page.add(Row(look="progress", asked=other.title, counts=other.id))
    page.add(Row(look="progress", asked=gettext("In total")))
    for section in (each for each in sections if each.optional):
        _add_section(page, section)
    return page


def _add_section(page: Page, section: Section) -> None:
    page.add(Row(look="section", asked=section.title))
    for each in section.fields:
        look: Look = "locked" if section.locked else "field"
        page.add(Row(look=look, asked=each.label, means=each.means, field=each))


def _particulars(order: Order) -> str:
    form = labelled(gettext("Form"), said(order.form.title))
    if order.role is None:
        return form
    return lines(form, labelled(gettext("To be answered by"), said(order.role.title)))


def _instructions(order: Order) -> Iterator[str]:
    yield gettext(
        "Fill in the yellow cells, on this sheet and on the others. Where a cell has a list, take "
        "an answer from it. What you do not know stays empty."
    )
    yield gettext(
        "Write numbers as digits, without a unit and without a per cent sign. Write texts as you "
        "like; do not use formulas."
    )
    yield gettext(
        "Questions turn grey when they do not apply by what you tell about the organization. Leave "
        "them as they are."
    )
    yield gettext(
        "Do not insert, sort or delete rows, and do not merge cells: answers are found again by "
        "hidden marks in their rows. You may change widths and heights as you like."
    )
    if order.assessment:
        yield gettext(
            "Save the file as .xlsx and upload it where you downloaded it. You are shown what "
            "would change before anything does."
        )
    else:
        yield gettext("Save the file as .xlsx and send the whole file back.")


# --- the sheet of a dimension ------------------------------------------------------------


def _dimension(order: Order, dimension: Dimension, name: str) -> Page:
    page = Page(id=dimension.id, name=name, title=said(dimension.title))
    page.add(Row(look="title", asked=page.title))
    page.frozen = page.add(
        Row(
            look="heads",
            id=gettext("No."),
            asked=gettext("Question"),
            answer=gettext("Answer"),
            means=gettext("What it means"),
        )
    )
    page.add(Row(look="words", asked=said(dimension.intro)))
    stages = {stage.id: said(stage.title) for stage in dimension.stages}
    for stage, items in groupby(order.items(dimension), key=lambda item: item.stage or ""):
        if stage in stages:
            page.add(Row(look="section", asked=stages[stage]))
        for item in items:
            _add_block(page, order, item)
    return page


def _add_block(page: Page, order: Order, item: Item) -> None:
    tag = f" [{gettext('knock-out')}]" if item.knock_out else ""
    head = Row(look="item", id=item.id, asked=f"{said(item.title)}{tag}", means=said(item.why))
    block = Block(item=item, head=page.add(head))
    page.add(Row(look="words", id=item.id, asked=said(item.text), means=_help(item)))
    for each in item_fields(order.questionnaire, item):
        row = Row(look="field", id=item.id, asked=each.label, means=each.means, field=each)
        slot = each.key.removeprefix(f"answers.{item.id}.")
        block.fields[slot] = page.add(row)
    block.last = page.last
    page.blocks.append(block)


def _help(item: Item) -> str:
    if not isinstance(item, ChecklistItem):
        return said(item.help)
    return lines(
        said(item.help),
        gettext("Choose more than the lowest answer only if all points under the statement hold."),
    )
