"""Somebody who fills in a sheet: opens it in a program, writes into its cells, saves it."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

import openpyxl  # type: ignore[import-untyped]
from openpyxl.cell import Cell  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from assess import resources
from assess.core.answers import Answer
from assess.core.assessment import Assessment, Organization
from assess.core.conditions import Condition
from assess.core.questionnaire import Fact, Questionnaire
from assess.core.text import Text
from assess.definitions.answer_files import workbook_document
from assess.definitions.assessments import read_assessment
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition
from assess.definitions.sheets.marks import RowMark
from assess.definitions.sheets.orders import Order, texts_of
from assess.definitions.sheets.workbook import render_sheet
from tests.core.factory import (
    More,
    checklist,
    choice,
    coverage,
    deduction,
    dimension,
    kpi,
    maturity,
    practice,
    questionnaire,
    rating,
    words,
)

F = Fraction
DAY = date(2026, 10, 1)
DEALERS = Condition.parse("not (facts.dealers == false)")
CLIENTS = {"curve_source": "set by client"}
FACTS = (
    Fact(id="dealers", type="yes-no", title=words("Dealers")),
    Fact(id="people", type="number", title=words("People")),
    Fact(id="region", type="text", title=words("Region")),
)


def small() -> Questionnaire:
    """Every type of item, on two sheets, the second in two stages."""
    return questionnaire(
        dimension(
            "one",
            maturity("M1", na_allowed=True),
            maturity("M2", axes=("reality",), applies_if=DEALERS),
            checklist(practice("a"), practice("b", mandatory=True), id="C1", na_allowed=True),
            coverage("P1", na_allowed=True, core=True),
        ),
        dimension(
            "two",
            kpi("K1", stage="early"),
            kpi("K2", stage="early", better="lower", curve=((1, 1), (9, 0)), **CLIENTS),
            choice("X1", stage="late"),
            rating("R1", stage="late"),
            rating("R2", stage="late", highest=100, increment=None, unit=words("%")),
            stages=("early", "late"),
        ),
        facts=FACTS,
        deductions=(deduction("fine", points=5, most=3), deduction("gap", points=1)),
    )


SMALL = small()


def assessment_of(answers: Mapping[str, Answer], **more: More) -> Assessment:
    """Answers to the small questionnaire."""
    given: dict[str, More] = {
        "organization": Organization(name=Text({"en": "Acme"}), facts={}),
        "answers": answers,
        **more,
    }
    return Assessment(
        questionnaire=SMALL.id,
        version=SMALL.version,
        sha256=SMALL.sha256,
        purpose="audit",
        form="full",
        profile="even",
        assessed_on=DAY,
        **given,
    )


def order(assessment: Assessment | None = None, **more: More) -> Order:
    """An order for a sheet of the small questionnaire, with what is answered already."""
    texts = texts_of(assessment) if assessment else {"name": "Acme"}
    given: dict[str, More] = {
        "questionnaire": SMALL,
        "form": SMALL.form("full"),
        "language": "en",
        "day": DAY,
        "texts": texts,
        **more,
    }
    return Order(**given)


def shipped() -> Questionnaire:
    """The questionnaire that comes with the program."""
    found = Library(resources.questionnaires()).questionnaire("customer-management")
    assert found is not None
    return found


class Person:
    """Works on a sheet in a program for spreadsheets."""

    def __init__(self, data: bytes | None = None, *, path: str = "sheet.xlsx") -> None:
        self.path = path
        with warnings.catch_warnings():
            # The program does not know every new look that Excel has.
            warnings.simplefilter("ignore")
            self.book = openpyxl.load_workbook(io.BytesIO(data or render_sheet(order())))

    def cell(self, key: str) -> Cell:
        """The cell in which a field is filled in."""
        for sheet in self.book.worksheets:
            for row in range(1, sheet.max_row + 1):
                mark = RowMark.of(str(sheet.cell(row, 1).value))
                if mark and mark.key == key:
                    return sheet.cell(row, 4)
        raise LookupError(key)

    @property
    def sheets(self) -> list[Worksheet]:
        """The sheets that can be seen."""
        return [sheet for sheet in self.book.worksheets if sheet.sheet_state == "visible"]

    def sheet(self, name: str) -> Worksheet:
        """A sheet by its name at the tab."""
        return self.book[name]

    def write(self, key: str, value: object, shown_as: str | None = None) -> Person:
        """Write into the cell of a field, perhaps with another format of numbers."""
        cell = self.cell(key)
        cell.value = value
        if shown_as:
            cell.number_format = shown_as
        return self

    def type(self, key: str, text: str) -> Person:
        """Type into a cell for texts, where nothing becomes a formula."""
        cell = self.cell(key)
        cell.value = text
        cell.data_type = "s"
        return self

    def place(self, key: str) -> str:
        """How a program names the cell of a field."""
        cell = self.cell(key)
        return f"{self.path}:{cell.parent.title}!{cell.coordinate}"

    def saved(self) -> bytes:
        """The file as the program saves it."""
        kept = io.BytesIO()
        self.book.save(kept)
        return kept.getvalue()

    def answers(self) -> Mapping[str, Answer]:
        """What the saved sheet says."""
        return read(self.saved(), self.path).answers

    def told(self) -> list[str]:
        """What is wrong with the saved sheet."""
        return told(self.saved(), self.path)


def read(data: bytes, path: str = "sheet.xlsx", asked: Questionnaire = SMALL) -> Assessment:
    """What a workbook says; InvalidDefinition tells what is wrong."""

    def find(id: str, version: str) -> Questionnaire | None:
        return asked if id == asked.id else None

    known = {asked.id: asked}
    return read_assessment(workbook_document(data, path, find, known), find, known)[1]


def told(data: bytes, path: str = "sheet.xlsx", asked: Questionnaire = SMALL) -> list[str]:
    """What is wrong with a workbook."""
    try:
        read(data, path, asked)
    except InvalidDefinition as invalid:
        return [problem.sentence() for problem in invalid.problems]
    return []


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The same file with its parts changed, as no honest program would."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return made.getvalue()
