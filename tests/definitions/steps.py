"""Examples that take several steps: commands, and what somebody does to files between them.

    assess sheet minimal -o sheet.xlsx
    sheet.xlsx: cell D8 of sheet Care: 7
    assess check sheet.xlsx  # ← sheet.xlsx:Care!D8

Commands run in the folder of the questionnaires.  Behind ← stands where a problem must be told.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from flask import template_rendered
from openpyxl.cell import Cell  # type: ignore[import-untyped]
from openpyxl.workbook import Workbook  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.app import create_app
from assess.cli import main
from assess.settings import Settings
from tests.web.conftest import Visitor
from tests.web.uploads import sent

MARK = re.compile(r"  # ← (\S.*)$")
TOLD = re.compile(r"(\S.*?): (?:warning: )?([A-Z]\d{3}) .*")
SENDING = re.compile(r"(\S+) is sent to the site")
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Step:
    """What came of a step: its status, what was said, and the place of a problem that it marks."""

    line: str
    status: int
    said: str
    marked: str

    @property
    def told(self) -> list[tuple[str, str]]:
        """The place and the code of every problem."""
        found = map(TOLD.fullmatch, self.said.splitlines())
        return [(each[1], each[2]) for each in found if each]


def walk(text: str, folder: Path) -> list[Step]:
    """Take the steps in a folder, one after the other."""
    with contextlib.chdir(folder):
        return [_step(line) for line in text.splitlines()]


def _step(line: str) -> Step:
    marked, plain = MARK.search(line), MARK.sub("", line)
    status, said = 0, ""
    if plain.startswith("assess "):
        status, said = _command(shlex.split(plain)[1:])
    elif found := SENDING.fullmatch(plain):
        status, said = _sent_to_the_site(Path(found[1]))
    else:
        _change(plain)
    return Step(line, status, said, marked[1] if marked else "")


def _command(words: list[str]) -> tuple[int, str]:
    """The status of a command, and what it said."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main([*words, "--questionnaires", "."])
        except SystemExit as left:
            return int(left.code or 0), said.getvalue()
    raise AssertionError(words)


def _sent_to_the_site(path: Path) -> tuple[int, str]:
    """Upload a sheet to a new assessment by the small questionnaire as it is now."""
    var = Path("var")
    var.mkdir()
    settings = Settings(
        var=var,
        database_url=f"sqlite:///{var.absolute()}/assess.sqlite",
        secret_key=b"k" * 32,
        questionnaires=Path(),
    )
    app = create_app(settings)
    problems = []

    def shown(sender: object, template: object, context: dict[str, Any], **_: object) -> None:
        if problem := context.get("problem"):
            problems.append(problem.sentence())

    try:
        visitor = Visitor(app.test_client())
        begun = visitor.post("/start", {"questionnaire": "minimal", "form": "full"})
        token = begun.headers["Location"].split("/")[2]
        with template_rendered.connected_to(shown, app):
            page = sent(visitor, f"/a/{token}/offline", path.read_bytes(), path.name)
    finally:
        app.extensions["assess"].engine.dispose()
    return int(page.status_code >= 400), "\n".join(problems)


# --- what is done to files ----------------------------------------------------------------


def _change(line: str) -> None:
    file, _, what = line.partition(": ")
    for pattern, change in CHANGES.items():
        if found := re.fullmatch(pattern, what):
            change(Path(file), *found.groups())
            return
    raise AssertionError(f"not understood: {line}")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    """A workbook as a program for spreadsheets opens and saves it."""
    with warnings.catch_warnings():
        # The program does not know every new look that Excel has.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    yield book
    book.save(path)


def _fill(path: Path, cell: str, sheet: str, words: str) -> None:
    with _opened(path) as book:
        _put(book[sheet][cell], words)


def _put(cell: Cell, words: str) -> None:
    """What a program makes of what is typed; formulas and faults are found by openpyxl."""
    if re.fullmatch(r"-?\d+(\.\d+)?", words):
        cell.value = float(words)
    elif re.fullmatch(r"\d+ %", words):
        cell.value, cell.number_format = int(words.removesuffix(" %")) / 100, "0%"
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        cell.value, cell.number_format = datetime.fromisoformat(words), "yyyy-mm-dd"
    else:
        cell.value = words


def _empty(path: Path, cell: str, sheet: str) -> None:
    with _opened(path) as book:
        book[sheet][cell].value = None


def _merge(path: Path, cells: str, sheet: str) -> None:
    with _opened(path) as book:
        book[sheet].merge_cells(cells)


def _delete_row(path: Path, row: str, sheet: str) -> None:
    with _opened(path) as book:
        book[sheet].delete_rows(int(row))


def _copy_row(path: Path, row: str, sheet: str, to: str) -> None:
    with _opened(path) as book:
        for cell in book[sheet][int(row)]:
            book[sheet].cell(int(to), cell.column).value = cell.value


def _delete_sheet(path: Path, sheet: str) -> None:
    with _opened(path) as book:
        del book[sheet]


def _copy_sheet(path: Path, sheet: str, name: str) -> None:
    with _opened(path) as book:
        book.copy_worksheet(book[sheet]).title = name


def _take_sheet(path: Path, sheet: str, other: str) -> None:
    with _opened(Path(other)) as source, _opened(path) as book:
        del book[sheet]
        taken: Worksheet = book.create_sheet(sheet)
        for row in source[sheet].iter_rows():
            for cell in row:
                taken.cell(cell.row, cell.column).value = cell.value


def _put_in(path: Path, number: str | None, name: str, megabytes: str | None) -> None:
    """Put a part into the package that a workbook is, perhaps under many names."""
    content = bytes(int(megabytes or 0) * MEGABYTE)
    with zipfile.ZipFile(path, "a") as packed:
        for each in range(int(number or 1)):
            folder, _, file = name.rpartition("/")
            packed.writestr(f"{folder}/{each or ''}{file}", content)


CELL, SHEET = r"[A-Z]+\d+", r"sheet (\w+)"
CHANGES: dict[str, Callable[..., None]] = {
    "“(.+)” becomes “(.+)”": _replace,
    f"cell ({CELL}) of {SHEET}: (.+)": _fill,
    f"cell ({CELL}) of {SHEET} is emptied": _empty,
    f"cells ({CELL}:{CELL}) of {SHEET} are merged": _merge,
    rf"row (\d+) of {SHEET} is deleted": _delete_row,
    rf"row (\d+) of {SHEET} is copied to row (\d+)": _copy_row,
    f"{SHEET} is deleted": _delete_sheet,
    rf"{SHEET} is copied as (\w+)": _copy_sheet,
    rf"{SHEET} is taken from (\S+)": _take_sheet,
    r"(?:(\d+) times )?(\S+)(?: of (\d+) megabytes?)? is put in": _put_in,
}
"""The steps behind the name of a file, by their words."""
