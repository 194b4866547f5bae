"""What a translator wrote into a workbook, found again by its hidden row."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
from openpyxl.cell import Cell  # type: ignore[import-untyped]
from openpyxl.workbook import Workbook  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.core.characters import one_line
from assess.core.faults import N_, Fault, words
from assess.definitions.translation.exchange import (
    X907,
    X910,
    X913,
    Delivery,
    NotADelivery,
    Remark,
    Row,
    subject_of,
)
from assess.definitions.translation.states import State, digest
from assess.definitions.translation.units import told
from assess.definitions.translation.workbook import DIGESTS, KEY, STATE, STATES, TRANSLATION
from assess.language import gettext, languages, speaking

MOST_UNPACKED = 100_000_000
"""Bytes that the parts of a workbook may have together; a longer one is no translation."""
_MARKED_ROWS = 5
"""The hidden row is looked for so far down."""
_OF_EXCEL = "_x000D_"
"""How Excel writes one half of an end of a line."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet with texts: where its first text is, and the columns by their marks, from 1."""

    sheet: Worksheet
    first: int
    columns: Mapping[str, int]
    subject: tuple[str, str]


def read_workbook(path: Path, data: bytes) -> Delivery:
    """The rows of all sheets that have a hidden row; `NotADelivery` when there is none."""
    book = _opened(path, data)
    tables = [table for sheet in book.worksheets for table in _tables(sheet)]
    if not tables:
        raise NotADelivery(path, gettext(N_("no sheet has the hidden first row")))
    reading = _Reading(path.name)
    rows = [row for table in tables for row in reading.rows(table)]
    id, language = tables[0].subject
    return Delivery(id=id, language=language, rows=rows, remarks=reading.remarks)


def _opened(path: Path, data: bytes) -> Workbook:
    too_large = False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            too_large = sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED
        with warnings.catch_warnings():
            # What other programs add to a workbook is no matter of ours.
            warnings.simplefilter("ignore")
            if not too_large:
                return openpyxl.load_workbook(io.BytesIO(data))
    except Exception as fault:  # a damaged part raises whatever its reader raises
        raise NotADelivery(path, gettext(N_("no program can open it"))) from fault
    raise NotADelivery(path, gettext(N_("it is too large")))


def _tables(sheet: Worksheet) -> Iterator[_Table]:
    for down in range(1, min(sheet.max_row, _MARKED_ROWS) + 1):
        marks = {
            str(cell.value): cell.column for cell in sheet[down] if isinstance(cell.value, str)
        }
        subjects = (subject_of(mark.removeprefix(DIGESTS)) for mark in marks)
        subject = next((found for found in subjects if found), None)
        columns = {mark.split(" ")[0]: column for mark, column in marks.items() if mark}
        if subject and {KEY, TRANSLATION, STATE, DIGESTS} <= columns.keys():
            yield _Table(sheet, down + 2, columns, subject)
            return


class _Reading:
    """Reads sheets, and notes what in them is no translation."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.remarks: list[Remark] = []

    def rows(self, table: _Table) -> Iterator[Row]:
        for down in range(table.first, table.sheet.max_row + 1):
            cells = {mark: table.sheet.cell(down, at) for mark, at in table.columns.items()}
            if row := self._row(table.sheet, cells):
                yield row

    def _row(self, sheet: Worksheet, cells: Mapping[str, Cell]) -> Row | None:
        key = one_line(_text(cells[KEY])).strip()
        cell = cells[TRANSLATION]
        place = f"{self.file}, {sheet.title}!{cell.coordinate}"
        if what := _no_text(cell):
            self._note(place, X907(details={"key": key, "what": words(what)}))
            return None
        said = told(_text(cell))
        if not key:
            if said:
                self._note(place, X913(details={"said": said}))
            return None
        source, _, given = _text(cells[DIGESTS]).partition(" ")
        stale = self._is_stale(sheet, cells[STATE], key)
        return Row(
            place=place,
            key=key,
            said=said,
            source=source or None,
            given=given if source else None,
            # Who writes new words need not think of the state as well.
            doubtful=stale and not (source and digest(said) != given),
        )

    def _is_stale(self, sheet: Worksheet, cell: Cell, key: str) -> bool:
        said = _text(cell).strip()
        state = _states().get(said.casefold())
        if said and state is None:
            place = f"{self.file}, {sheet.title}!{cell.coordinate}"
            known = gettext(", ").join(gettext(name) for name in STATES.values())
            self._note(place, X910(details={"key": key, "said": said, "known": known}))
            return True
        return state is State.STALE

    def _note(self, place: str, fault: Fault) -> None:
        self.remarks.append(Remark(place=place, fault=fault))


def _text(cell: Cell) -> str:
    value = "" if cell.value is None else str(cell.value)
    return value.replace(f"{_OF_EXCEL}\n", "\n").replace(_OF_EXCEL, "\n")


def _no_text(cell: Cell) -> str:
    """What stands in a cell that holds no text; "" where it holds one or nothing."""
    if cell.value is None or cell.data_type in {"s", "inlineStr"}:
        return ""
    kinds = {
        "f": N_("a formula"),
        "d": N_("a date"),
        "b": N_("a value of true or false"),
        "n": N_("a number"),
        "e": N_("a fault of a formula"),
    }
    return kinds.get(cell.data_type, N_("a value"))


@cache
def _states() -> dict[str, State]:
    """The words of the states in every language of the program, whoever made the export."""
    found = {state.value: state for state in State}
    for language in languages():
        with speaking(language):
            found |= {gettext(said).casefold(): state for state, said in STATES.items()}
    return found
