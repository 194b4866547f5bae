"""Translators at work: they open a file that was exported, write into it, and save it."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar, Protocol

import openpyxl  # type: ignore[import-untyped]
from babel.messages.pofile import read_po, write_po
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from assess.definitions.translation.catalogue import read_catalogue, render_catalogue
from assess.definitions.translation.exchange import Delivery, Export
from assess.definitions.translation.importing import Outcome, outcome_of
from assess.definitions.translation.states import read_digests
from assess.definitions.translation.workbook import render_workbook
from assess.definitions.translation.workbook_reading import read_workbook
from assess.files import write_whole
from assess.language import speaking
from tests.definitions.translation.small import manuscript

DAY = date(2026, 10, 1)
_BY_NUMBER = re.compile("(_x(?!000D)[0-9A-Fa-f]{4}_)")


class Translator(Protocol):
    """Someone with a file of one format."""

    def write(self, key: str, words: str) -> None:
        """Put words where the translation of this text belongs."""

    def approve(self, key: str) -> None:
        """Say that what is marked as out of date is still right."""

    def doubt(self, key: str) -> None:
        """Mark a translation as one that is not to be relied on."""

    def read(self, key: str) -> tuple[str, str, str]:
        """Source, translation and state of a text."""

    def __iter__(self) -> Iterator[str]:
        """The keys of all texts, in order."""

    def remove(self, key: str) -> None:
        """Take a text out of the file."""

    def delivery(self) -> Delivery:
        """What comes back."""


class WithWorkbook:
    """A translator who works in Excel."""

    def __init__(self, export: Export) -> None:
        with speaking("en"):
            data, left_out = render_workbook(export, DAY)
        assert left_out == ()
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet: Worksheet = self.book["Texts"]
        marks = [str(cell.value).split(" ")[0] for cell in self.sheet[1]]
        self.columns = {mark: number for number, mark in enumerate(marks, start=1)}
        self.rows = self.found()

    def found(self) -> dict[str, int]:
        """The rows of the texts by their keys."""
        return {cell.value: cell.row for (cell,) in self.sheet.iter_rows(min_row=3, max_col=1)}

    def cell(self, key: str, mark: str) -> openpyxl.cell.Cell:
        return self.sheet.cell(self.rows[key], self.columns[mark])

    def write(self, key: str, words: str) -> None:
        cell = self.cell(key, "translation")
        cell.value = words or None
        # What begins with “=” is a formula to openpyxl; Excel keeps a text cell a text.
        if words:
            cell.data_type = "s"

    def approve(self, key: str) -> None:
        self.cell(key, "state").value = "up to date"

    def doubt(self, key: str) -> None:
        self.cell(key, "state").value = "out of date"

    def read(self, key: str) -> tuple[str, str, str]:
        source, said, state = (
            self.cell(key, mark).value for mark in ("source", "translation", "state")
        )
        return source, said or "", state

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def remove(self, key: str) -> None:
        self.sheet.delete_rows(self.rows[key])
        self.rows = self.found()

    def delivery(self) -> Delivery:
        for cell in (cell for row in self.sheet.iter_rows() for cell in row):
            # What looks like a character by its number: openpyxl reads it as Excel does, and
            # forgets to write it so.
            if isinstance(cell.value, str) and _BY_NUMBER.search(cell.value):
                cell.value = _BY_NUMBER.sub(r"_x005F\1", cell.value)
                cell.data_type = "s"
        packed = io.BytesIO()
        self.book.save(packed)
        return read_workbook(Path("back.xlsx"), packed.getvalue())


class WithCatalogue:
    """A translator who works in an editor of .po files."""

    STATES: ClassVar = {(True, False): "untranslated", (False, False): "up to date"}

    def __init__(self, export: Export) -> None:
        with speaking("en"):
            self.catalog = read_po(io.BytesIO(render_catalogue(export, DAY)))
        self.messages = {str(message.context): message for message in self.catalog if message.id}

    def write(self, key: str, words: str) -> None:
        self.messages[key].string = words
        self.approve(key)

    def approve(self, key: str) -> None:
        self.messages[key].flags.discard("fuzzy")

    def doubt(self, key: str) -> None:
        self.messages[key].flags.add("fuzzy")

    def read(self, key: str) -> tuple[str, str, str]:
        message = self.messages[key]
        state = self.STATES.get((not message.string, message.fuzzy), "out of date")
        return str(message.id), str(message.string), state

    def __iter__(self) -> Iterator[str]:
        return iter(self.messages)

    def remove(self, key: str) -> None:
        message = self.messages[key]
        self.catalog.delete(message.id, key)

    def delivery(self) -> Delivery:
        packed = io.BytesIO()
        write_po(packed, self.catalog, width=76)
        return read_catalogue(Path("back.po"), packed.getvalue())


MakeTranslator = Callable[[Export], Translator]


def bring_back(folder: Path, translator: Translator, target: str = "zh-Hant") -> Outcome:
    """Import what a translator did, and write it."""
    opened = manuscript(folder, target)
    outcome = outcome_of(opened, translator.delivery(), read_digests(opened.digests(target)))
    for path, content in outcome.files.items():
        write_whole(path, content)
    return outcome
