"""What a translator wrote into a workbook, found again by its hidden row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assess.core.characters import one_line
from assess.core.faults import N_, words
from assess.definitions.problems import letters
from assess.definitions.sheets.cells import Book, Cell, Sheet
from assess.definitions.sheets.contents import BLANK
from assess.definitions.sheets.parts import Refused
from assess.definitions.sheets.unpacking import unpack
from assess.definitions.translation.exchange import (
    X907,
    X910,
    X913,
    Delivery,
    NotADelivery,
    Remark,
    Row,
    remark,
    subject_of,
)
from assess.definitions.translation.states import State, digest, is_digest
from assess.definitions.translation.units import told
from assess.definitions.translation.workbook import DIGESTS, KEY, STATE, STATES, TRANSLATION
from assess.language import gettext, languages, speaking

_REFUSED = {
    "F101": N_("no program can open it"),
    "F102": N_("it is too large"),
    "F103": N_("it is too large"),
    "F104": N_("it holds macros"),
    "F105": N_("it takes something from other files or programs"),
}
_MARKED_ROWS = 5
"""The hidden row is looked for so far down."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet with texts: its rows from the first text on, and the columns by their marks."""

    sheet: Sheet
    rows: Mapping[int, Mapping[int, Cell]]
    columns: Mapping[str, int]
    subject: tuple[str, str]


def read_workbook(path: Path, data: bytes) -> Delivery:
    """The rows of all sheets that have a hidden row; `NotADelivery` when there is none."""
    book = _opened(path, data)
    tables = [table for sheet in book.sheets if (table := _table(sheet))]
    if not tables:
        raise NotADelivery(path, gettext(N_("no sheet has the hidden first row")))
    reading = _Reading(path.name)
    rows = [row for table in tables for row in reading.rows(table)]
    id, language = tables[0].subject
    return Delivery(id=id, language=language, rows=rows, remarks=reading.remarks)


def _opened(path: Path, data: bytes) -> Book:
    try:
        return unpack(data)
    except Refused as refused:
        raise NotADelivery(path, gettext(_REFUSED[refused.fault.code])) from refused


def _table(sheet: Sheet) -> _Table | None:
    """The sheet as one with texts, None where it has no hidden row."""
    rows = sheet.rows()
    for down in [each for each in rows if each <= _MARKED_ROWS]:
        marks = {
            cell.content.text: column
            for column, cell in rows[down].items()
            if cell.content.kind == "text"
        }
        subjects = (subject_of(mark.removeprefix(DIGESTS)) for mark in marks)
        subject = next((found for found in subjects if found), None)
        columns = {mark.split(" ")[0]: column for mark, column in marks.items() if mark}
        if subject and {KEY, TRANSLATION, STATE, DIGESTS} <= columns.keys():
            texts = {number: cells for number, cells in rows.items() if number >= down + 2}
            return _Table(sheet, texts, columns, subject)
    return None


class _Reading:
    """Reads sheets, and notes what in them is no translation."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.remarks: list[Remark] = []

    def rows(self, table: _Table) -> Iterator[Row]:
        for number, there in table.rows.items():
            cells = {
                mark: there.get(at) or Cell(number, at, BLANK) for mark, at in table.columns.items()
            }
            if row := self._row(table.sheet, cells):
                yield row

    def _row(self, sheet: Sheet, cells: Mapping[str, Cell]) -> Row | None:
        key = one_line(cells[KEY].content.seen).strip()
        cell = cells[TRANSLATION]
        place = self._place(sheet, cell)
        if what := _no_text(cell):
            remark(self.remarks, place, X907(details={"key": key, "what": words(what)}))
            return None
        said = told(cell.content.text)
        if not key:
            if said:
                remark(self.remarks, place, X913(details={"said": said}))
            return None
        source, _, given = cells[DIGESTS].content.text.partition(" ")
        stale = self._is_stale(sheet, cells[STATE], key)
        return Row(
            place=place,
            key=key,
            said=said,
            source=source if is_digest(source) else None,
            given=given if is_digest(source) else None,
            # Who writes new words need not think of the state as well.
            doubtful=stale and not (source and digest(said) != given),
        )

    def _is_stale(self, sheet: Sheet, cell: Cell, key: str) -> bool:
        said = cell.content.seen.strip()
        state = _states().get(said.casefold())
        if said and state is None:
            known = gettext(", ").join(gettext(name) for name in STATES.values())
            fault = X910(details={"key": key, "said": said, "known": known})
            remark(self.remarks, self._place(sheet, cell), fault)
            return True
        return state is State.STALE

    def _place(self, sheet: Sheet, cell: Cell) -> str:
        return f"{self.file}, {one_line(sheet.name)}!{letters(cell.column)}{cell.row}"


def _no_text(cell: Cell) -> str:
    """What stands in a cell that holds no text; "" where it holds one or nothing."""
    kinds = {
        "number": N_("a number"),
        "percent": N_("a number"),
        "day": N_("a date"),
        "truth": N_("a value of true or false"),
        "fault": N_("a fault of a formula"),
    }
    return N_("a formula") if cell.formula else kinds.get(cell.content.kind, "")


@cache
def _states() -> dict[str, State]:
    """The words of the states in every language of the program, whoever made the export."""
    found = {state.value: state for state in State}
    for language in languages():
        with speaking(language):
            found |= {gettext(said).casefold(): state for state, said in STATES.items()}
    return found
