"""The sheets of an XLSForm as tables, which remember what of them was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assess.core.faults import N_
from assess.definitions.declared import MOST_LANGUAGES
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.texts import Words, cleaned
from assess.definitions.importing.xlsform.spoken import code_of
from assess.definitions.problems import letters
from assess.definitions.sheets.cells import Cell, Sheet

ENGLISH = "en"
TRANSLATED = ("label", "hint", "guidance_hint")
_ALIASES = {
    "caption": "label",
    "relevance": "relevant",
    "list name": "list_name",
    "value": "name",
    "command": "type",
    "calculate": "calculation",
}


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column: its key, and the name of a language where it has one."""

    key: str
    language: str = ""

    @classmethod
    def of(cls, header: str) -> Column:
        """The column under this header: “label::English (en)” is a label in a language."""
        parts = [part.strip() for part in re.split("::|:", " ".join(header.split()))]
        parts = [part for part in parts if part]
        key = parts[0].lower() if parts else ""
        key = _ALIASES.get(key, key)
        if key in TRANSLATED:
            return cls(key, ":".join(parts[1:]))
        return cls("::".join([key, *(part.lower() for part in parts[1:])]))


class Table:
    """A sheet whose first row names its columns."""

    def __init__(self, sheet: Sheet, file: str, account: Account) -> None:
        self.sheet = sheet
        self.file = file
        self.account = account
        rows = sheet.rows()
        first = min(rows, default=0)
        self.headers: dict[int, str] = {
            number: cell.content.seen for number, cell in rows.pop(first, {}).items()
        }
        self.columns = {number: Column.of(header) for number, header in self.headers.items()}
        self.languages: dict[int, str] = {}
        labels = [column.language for column in self.columns.values() if column.key in TRANSLATED]
        self.spoken = list(dict.fromkeys(labels))
        """The languages that its labels name, once each."""
        self.numbers: dict[str, list[int]] = {}
        for number, column in self.columns.items():
            self.numbers.setdefault(column.key, []).append(number)
        self.rows = [Row(self, number, cells) for number, cells in rows.items()]

    def speak(self, codes: dict[str, str]) -> None:
        """Say which code each language has."""
        self.languages = {
            number: codes[column.language]
            for number, column in self.columns.items()
            if column.key in TRANSLATED
        }

    def where(self, row: int, column: int) -> str:
        """The place of a cell, as programs name it."""
        return f"{self.file}:{cell_name(self.sheet.name, row, column)}"

    def leftovers(self) -> Iterator[tuple[str, str]]:
        """Every cell that nobody asked for, with its header."""
        for row in self.rows:
            yield from row.leftovers()

    def leftover_columns(self) -> Iterator[tuple[str, str]]:
        """The same in one for each column, for tables that are long."""
        found: dict[int, list[str]] = {}
        for row in self.rows:
            for number in row.untaken():
                found.setdefault(number, []).append(row.cells[number].content.seen)
        for number, texts in found.items():
            said = ", ".join(texts)
            yield self.where(1, number), f"{self.headers.get(number, '')}: {said}"


@dataclass(slots=True)
class Row:
    """A row below the headers."""

    table: Table
    number: int
    cells: dict[int, Cell]
    taken: set[int] = field(default_factory=set)
    numbers: dict[str, list[int]] = field(default_factory=dict)
    """The columns of its own cells by their keys; a sheet may have thousands of one key."""

    def __post_init__(self) -> None:
        for number in sorted(self.cells):
            if column := self.table.columns.get(number):
                self.numbers.setdefault(column.key, []).append(number)

    def text(self, key: str) -> str:
        """The text under a header, "" where there is none."""
        for number in self.numbers.get(key, ()):
            self.taken.add(number)
            return self.cells[number].content.seen.strip()
        return ""

    def peek(self, key: str) -> str:
        """The text under a header that is not used up by it."""
        before = set(self.taken)
        text = self.text(key)
        self.taken = before
        return text

    def words(self, key: str) -> Words:
        """A text in every language in which it is there."""
        said: dict[str, str] = {}
        for number in self.numbers.get(key, ()):
            code = self.table.languages.get(number, "")
            if code in said:
                continue
            self.taken.add(number)
            where = self.table.where(self.number, number)
            text = cleaned(self.cells[number].content.seen, self.table.account, where)
            if text:
                said[code] = text
        return said

    def where(self, key: str = "") -> str:
        """The place of a cell by its header, or that of the row."""
        found = self.table.numbers.get(key, ())
        first = min(self.cells, default=1)
        return self.table.where(self.number, found[0] if found else first)

    def rest(self) -> str:
        """All that is left of the row, a line for each cell, which is used up by it."""
        lines = [text for _, text in self.leftovers()]
        self.taken.update(self.cells)
        return "\n".join(lines)

    def untaken(self) -> list[int]:
        """The columns of cells that nobody asked for."""
        return [
            number
            for number, cell in self.cells.items()
            if number not in self.taken and cell.content.seen.strip()
        ]

    def leftovers(self) -> Iterator[tuple[str, str]]:
        """Every cell that nobody asked for, with its header."""
        for number in self.untaken():
            said = self.cells[number].content.seen.strip()
            header = self.table.headers.get(number, "")
            yield self.table.where(self.number, number), f"{header}: {said}" if header else said


def cell_name(sheet: str, row: int, column: int) -> str:
    """A cell as programs name it: survey!B12."""
    plain = re.fullmatch(r"[^\W\d]\w*", sheet)
    quoted = sheet if plain else "'" + sheet.replace("'", "''") + "'"
    return f"{quoted}!{letters(column)}{row}"


def spoken_in(tables: list[Table], default: str, account: Account) -> tuple[str, ...]:
    """The codes of all languages, the source first; every table learns them.

    Texts without a language are in the one that the form calls its default.
    """
    names = list(dict.fromkeys(name for table in tables for name in table.spoken))
    if len(names) > MOST_LANGUAGES:
        message = N_("texts in more than {limit} languages — take columns out")
        raise NotImportable(tables[0].file, message, limit=MOST_LANGUAGES)
    codes: dict[str, str] = {}
    for name in names:
        if name:
            apart = {other: codes[other] for other in codes if not _together(name, other, tables)}
            codes[name] = _alike(name, apart) or _coded(name, codes, tables[0].file, account)
    source = codes.get(default) or _alike(default, codes)
    if "" in names:
        unnamed = _unnamed(default, source, codes, tables[0], account)
        codes[""] = unnamed
        source = source or unnamed
    elif default and not source:
        message = N_("no text is in “{name}”, the default_language; the first language is taken")
        account.changed(tables[0].file, message, name=default)
    source = source or next(iter(codes.values()), ENGLISH)
    for table in tables:
        table.speak({name: codes[name] for name in table.spoken})
    return tuple(dict.fromkeys([source, *(codes[name] for name in names)]))


def _together(name: str, other: str, tables: list[Table]) -> bool:
    """Whether a sheet has texts in both, which are then two languages whatever they are called."""
    return any({name, other} <= set(table.spoken) for table in tables)


def _coded(name: str, codes: dict[str, str], file: str, account: Account) -> str:
    code = code_of(name, set(codes.values()))
    if not code.sure:
        message = N_("no code is known for the language “{name}”; it is called {code} here")
        account.changed(file, message, name=name, code=code.code)
    return code.code


def _alike(name: str, codes: dict[str, str]) -> str:
    """The code of a language that is named otherwise there: “English”, “en”, “English (en)”."""
    code = code_of(name, set()) if name else None
    return code.code if code and code.sure and code.code in codes.values() else ""


def _unnamed(
    default: str, source: str, codes: dict[str, str], survey: Table, account: Account
) -> str:
    """The language of texts that name none."""
    if source:
        return source
    if default:
        return _coded(default, codes, survey.file, account)
    asked = Column("label") in survey.columns.values()
    code = ENGLISH if asked else next(iter(codes.values()), ENGLISH)
    message = N_("texts without a language are taken as {code}; correct it under “languages”")
    account.changed(survey.file, message, code=code)
    return code
