"""The sheets of a filled workbook that are ours: found by their marks, and each taken once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from assess.core.faults import Fault
from assess.definitions.problems import Problem, add, letters
from assess.definitions.sheets.cells import Book, Cell, Range, Sheet
from assess.definitions.sheets.contents import BLANK, Content
from assess.definitions.sheets.faults import (
    F106,
    F110,
    F111,
    F112,
    F113,
    F120,
    F121,
    F122,
    F123,
    F124,
)
from assess.definitions.sheets.marks import (
    ANSWER,
    ASKED,
    COLUMNS,
    ID,
    OURS,
    VERSION_ROW,
    Identity,
    RowMark,
    digest_of_question,
)
from assess.definitions.yaml.documents import Place

MARKED_ROWS = 20
"""The hidden first row is looked for so far down, should rows have been put above it."""
QUOTED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What stands in the cell of a field, and where."""

    mark: RowMark
    cell: Cell
    place: Place

    @property
    def content(self) -> Content:
        """What stands there."""
        return self.cell.content


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a workbook says of itself, the cells that were to be filled in, and what is wrong.

    The cells of `spoilt` fields may belong to other fields.
    """

    identity: Identity
    place: Place
    answered: Mapping[str, Answered]
    problems: tuple[Problem, ...]
    spoilt: frozenset[str] = frozenset()


class NoSheet(Exception):
    """No sheet of the workbook is ours."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def find_sheets(book: Book, path: str) -> Found:
    """Everything that was filled in, by the keys of the fields; NoSheet where nothing is ours."""
    pages = [page for n, sheet in enumerate(book.sheets) if (page := _page(sheet, n, path))]
    if not pages:
        raise NoSheet(Place(path=path, line=0, column=0).blame(F106()))
    finding = _Finding(pages[0])
    for page in pages:
        finding.take(page)
    finding.miss_pages()
    place = next((page.version_place for page in pages if page.version_place), pages[0].corner)
    return Found(
        identity=pages[0].identity,
        place=place,
        answered=finding.answered,
        problems=tuple(finding.problems),
        spoilt=frozenset(finding.spoilt),
    )


@dataclass(slots=True, kw_only=True)
class _Page:
    """A sheet of ours: what it says of itself, and its columns by their marks."""

    sheet: Sheet
    path: str
    number: int
    identity: Identity
    marks: int
    columns: Mapping[str, int]
    rows: Mapping[int, Mapping[int, Cell]]

    def place(self, row: int, column: int) -> Place:
        """A place on this sheet."""
        return Place(
            path=self.path, line=row, column=column, sheet=self.sheet.name, page=self.number
        )

    @property
    def corner(self) -> Place:
        """The place of the sheet as a whole: its first cell that can be seen."""
        return self.place(self.marks + 1, self.columns["mark"] + 1)

    @property
    def version_place(self) -> Place | None:
        """Where it says which questionnaire it is, if it does."""
        for row, cells in self.rows.items():
            if self.mark(cells) == VERSION_ROW and ANSWER in self.columns:
                return self.place(row, self.columns[ANSWER])
        return None

    def mark(self, cells: Mapping[int, Cell]) -> str:
        """What the mark of a row says."""
        return _words(cells, self.columns["mark"])


def _page(sheet: Sheet, number: int, path: str) -> _Page | None:
    """The sheet as one of ours, None where it is none."""
    rows = sheet.rows()
    for row in [each for each in rows if each <= MARKED_ROWS]:
        for column, cell in rows[row].items():
            identity = Identity.of(cell.content.text) if cell.content.kind == "text" else None
            if identity:
                named = {c.content.text: at for at, c in rows[row].items() if at != column}
                columns = {name: named[name] for name in COLUMNS if name in named}
                return _Page(
                    sheet=sheet,
                    path=path,
                    number=number,
                    identity=identity,
                    marks=row,
                    columns={**columns, "mark": column},
                    rows={n: cells for n, cells in rows.items() if n > row},
                )
    return None


def _words(cells: Mapping[int, Cell], column: int) -> str:
    return cells[column].content.text if column in cells else ""


class _Finding:
    """Goes through the sheets of a workbook and notes what is not as it was made."""

    def __init__(self, first: _Page) -> None:
        self.first = first
        self.answered: dict[str, Answered] = {}
        self.problems: list[Problem] = []
        self.spoilt: set[str] = set()
        self._pages: dict[str, _Page] = {}
        self._foreign: set[str] = set()

    def take(self, page: _Page) -> None:
        """Take the rows of a sheet, unless the whole sheet is out of place."""
        if page.identity.whole != self.first.identity.whole:
            self._blame(page.corner, F110())
            self._foreign.add(page.identity.page)
        elif page.identity.page in self._pages:
            first = self._pages[page.identity.page].sheet.name
            self._blame(page.corner, F111(details={"first": first}))
        else:
            self._pages[page.identity.page] = page
            if set(COLUMNS) <= page.columns.keys():
                self._rows(page)
            else:
                self._blame(page.corner, F113())

    def miss_pages(self) -> None:
        """Note which sheets are gone."""
        for id in self.first.identity.pages:
            if id not in self._pages and id not in self._foreign:
                self._blame(self.first.corner, F112(details={"id": id}))

    def _rows(self, page: _Page) -> None:
        at = page.columns[ANSWER]
        found: dict[int, int] = {}
        for row, cells in page.rows.items():
            said, cell = page.mark(cells), cells.get(at, Cell(row, at, BLANK))
            mark = RowMark.of(said)
            if mark:
                if mark.key not in self.answered:
                    found[mark.number] = row
                self._answer(
                    page, row, cells, Answered(mark=mark, cell=cell, place=page.place(row, at))
                )
            elif not said.startswith(OURS) and cell.content != BLANK:
                typed = cell.content.seen
                short = typed if len(typed) <= QUOTED else f"{typed[:QUOTED]}…"
                self._blame(page.place(row, at), F123(details={"typed": short}))
        self._gaps(page, found)
        self._merged(page)

    def _answer(self, page: _Page, row: int, cells: Mapping[int, Cell], answered: Answered) -> None:
        mark = answered.mark
        if mark.key in self.answered:
            first = self.answered[mark.key].place.blame(F121()).cell
            self._blame(answered.place, F121(details={"first": first}))
            self.spoilt.add(mark.key)
            return
        self.answered[mark.key] = answered
        asked = [_words(cells, page.columns[name]) for name in (ID, ASKED)]
        if digest_of_question(*asked) != mark.asked:
            self._blame(answered.place, F122())
            self.spoilt.add(mark.key)

    def _gaps(self, page: _Page, found: Mapping[int, int]) -> None:
        """Note where rows are gone: each was numbered when the sheet was made."""
        at, above, gone = page.columns[ANSWER], page.corner.line, 0
        for number in range(1, page.identity.rows + 2):
            if number in found or number > page.identity.rows:
                if gone:
                    self._blame(page.place(above, at), F120(details={"number": gone}))
                above, gone = found.get(number, above), 0
            else:
                gone += 1

    def _merged(self, page: _Page) -> None:
        """Note merged cells of answers: all but the first have lost what stood in them."""
        at = page.columns[ANSWER]
        keys = {
            each.place.line: key
            for key, each in self.answered.items()
            if each.place.page == page.number
        }
        rows = sorted(keys)
        for merged in page.sheet.merged:
            if merged.left <= at <= merged.right:
                lost = slice(bisect_left(rows, merged.top), bisect_right(rows, merged.bottom))
                if rows[lost]:
                    place = page.place(merged.top, merged.left)
                    self._blame(place, F124(details={"range": _named(merged)}))
                    self.spoilt.update(keys[row] for row in rows[lost])
                    # Nothing is merged twice; who says so need not be told twice.
                    del rows[lost]

    def _blame(self, place: Place, fault: Fault) -> None:
        add(self.problems, place.blame(fault))


def _named(merged: Range) -> str:
    """A range as programs name it: "D12:D15"."""
    return f"{letters(merged.left)}{merged.top}:{letters(merged.right)}{merged.bottom}"
