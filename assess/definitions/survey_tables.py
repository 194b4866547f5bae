"""Answers to a survey that were collected elsewhere: a CSV table with a row for each customer.

The first row names the questions, by their ids or in their own words; a cell holds a value, the
id of an option, or its words in any language of the survey.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assess.core.faults import N_, Fault
from assess.core.numbers import number_typed, shortest
from assess.core.surveys.sheets import UNSURE, Sheet, SheetReader
from assess.core.surveys.survey import ChoiceQuestion, Question, RatingQuestion, Survey
from assess.definitions.problems import InvalidDefinition, Problem, add
from assess.definitions.yaml.documents import Place, read_bytes

MOST_BYTES = 50_000_000
ENCODINGS = ("utf-8-sig", "gb18030")
"""What spreadsheets write: the second is that of Chinese systems."""
DELIMITERS = (",", ";", "\t")

F201 = partial(
    Fault,
    "F201",
    N_("no column is a question of the survey '{survey}'"),
    N_("name columns in the first row by the ids of the questions: {known}"),
)
F202 = partial(
    Fault, "F202", N_("the question '{id}' has two columns"), N_("leave one of them out")
)
F203 = partial(Fault, "F203", N_("{id}: {fault}"))
F204 = partial(
    Fault, "F204", N_("not a CSV table: {reason}"), N_("save the table as CSV with UTF-8 text")
)
F205 = partial(Fault, "F205", N_("larger than {limit} bytes"), N_("split the file"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyTable:
    """The sheets in a table, and the names of columns that are no question."""

    sheets: tuple[Sheet, ...]
    ignored: tuple[str, ...]


def read_table(path: Path, survey: Survey) -> SurveyTable:
    """Every row as a sheet; InvalidDefinition tells all cells that are not understood."""
    rows = _rows(path)
    _, head = next(rows, (1, []))
    columns = _columns(path, survey, head)
    words = {question.id: _words(question) for question in survey.questions}
    reader = SheetReader(survey)
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for line, row in rows:
        sent = {id: _as_sent(words[id], row[at]) for id, at in columns.items() if at < len(row)}
        if not any(sent.values()):
            continue
        reading = reader.read(sent)
        sheets.append(reading.sheet)
        for id, fault in reading.faults.items():
            place = Place(path=str(path), line=line, column=columns[id] + 1)
            add(problems, place.blame(F203(details={"id": id, "fault": fault})))
    if problems:
        raise InvalidDefinition(problems)
    known = set(columns.values())
    ignored = tuple(name.strip() for at, name in enumerate(head) if at not in known)
    return SurveyTable(sheets=tuple(sheets), ignored=tuple(filter(None, ignored)))


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, each with the line on which it begins."""
    data = read_bytes(path, MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise InvalidDefinition([_whole(path, F205(details={"limit": MOST_BYTES}))])
    text = _decoded(path, data)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for row in rows:
            yield begins, row
            begins = rows.line_num + 1
    except csv.Error as error:
        raise InvalidDefinition([_whole(path, F204(details={"reason": str(error)}))]) from error


def _decoded(path: Path, data: bytes) -> str:
    reason = ""
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            reason = error.reason
    raise InvalidDefinition([_whole(path, F204(details={"reason": reason}))])


def _whole(path: Path, fault: Fault) -> Problem:
    return Place(path=str(path), line=1, column=1).blame(fault)


def _columns(path: Path, survey: Survey, head: list[str]) -> dict[str, int]:
    """The column of every question that has one, counted from 0."""
    named = {
        _plain(name): question.id
        for question in survey.questions
        for name in (*question.text.translations.values(), *question.short.translations.values())
    }
    named |= {_plain(question.id): question.id for question in survey.questions}
    columns: dict[str, int] = {}
    for at, name in enumerate(head):
        id = named.get(_plain(name))
        if id in columns:
            place = Place(path=str(path), line=1, column=at + 1)
            raise InvalidDefinition([place.blame(F202(details={"id": id}))])
        if id:
            columns[id] = at
    if not columns:
        known = ", ".join(question.id for question in survey.questions)
        raise InvalidDefinition([_whole(path, F201(details={"survey": survey.id, "known": known}))])
    return columns


def _words(question: Question) -> Mapping[str, str]:
    """What a cell may say, and what a form would send for it."""
    said: dict[str, str] = {}
    if isinstance(question, ChoiceQuestion):
        for option in question.options:
            said |= {_plain(words): option.id for words in option.text.translations.values()}
    elif isinstance(question, RatingQuestion):
        for value, text in question.anchors.items():
            said |= {_plain(words): shortest(value) for words in text.translations.values()}
        if question.unsure:
            said |= {_plain(words): UNSURE for words in question.unsure.translations.values()}
        said |= {shortest(value): shortest(value) for value in question.values}
    return said


def _as_sent(words: Mapping[str, str], cell: str) -> str:
    """A cell as a form would send it; what is not understood stays as it is."""
    number = number_typed(cell)
    if number is not None and shortest(number) in words:
        return words[shortest(number)]
    return words.get(_plain(cell), cell)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
