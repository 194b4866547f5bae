"""From the bytes of an Excel file to its cells.

Read by a parser of our own rather than by a library: its work is bounded (see `parts`), so that
it may read a file of unknown origin, and it sees formulas with their last values in one go.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from posixpath import join, normpath

from assess.core.numbers import shortest
from assess.definitions.sheets.cells import Book, Cell, Range, Sheet, book_of, plainly
from assess.definitions.sheets.contents import BLANK, Content, as_kept
from assess.definitions.sheets.faults import F101, F102, F103, F104, F105
from assess.definitions.sheets.parts import MOST_BYTES, Handler, Package, Refused
from assess.limits import limit

MOST_CELLS = 40_000
"""A thousand texts for translators take 6,000."""
MOST_MERGED = 10_000
MOST_SHEETS = 500
LONGEST_TEXT = 32_767
"""Characters in a cell, which is all that Excel takes."""
MOST_CHARACTERS = 5_000_000
"""In all cells together, and in all shared texts; one of these may stand in many cells."""
LONGEST_FORMAT = 255
"""Characters of a format of numbers, which is all that Excel takes."""

EXCELS_ORIGIN = date(1899, 12, 30)
DAYS_BEFORE_MARCH_1900 = 60

_WORKBOOK = "xl/workbook.xml"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_NUMBER = re.compile(r"[+-]?(\d{1,400}\.?\d{0,400}|\.\d{1,400})([eE][+-]?\d{1,3})?")
_LARGEST, _LEAST = 10.0**300, 10.0**-30
"""Of numbers; what is less is what is left over where a formula should have come to 0."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hmsHMS]+\])[^\]]*\]')
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENTS = {9, 10}
"""Number formats that every program knows by number: days and times; shares of a hundred."""


def unpack(data: bytes) -> Book:
    """The sheets of a workbook, or Refused."""
    package = Package(data)
    types = package.read("[Content_Types].xml").lower()
    if b"macroenabled" in types:
        raise Refused(F104())
    book, relations = _Workbook(), _Relations()
    package.parse(_WORKBOOK, book)
    package.parse(_RELATIONS, relations)
    strings, styles = _Strings(), _Styles()
    if package.has(_STRINGS):
        package.parse(_STRINGS, strings)
    if package.has(_STYLES):
        package.parse(_STYLES, styles)
    reading = _Reading(package, strings.texts, styles, since_1904=book.since_1904)
    return Book(
        sheets=tuple(
            reading.sheet(name, relations.targets[id])
            for name, id in book.sheets
            if relations.targets.get(id, "").startswith("xl/worksheets/")
        )
    )


class _Workbook(Handler):
    """The sheets by name and relation, and from when days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.since_1904 = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))
            if len(self.sheets) > MOST_SHEETS:
                raise Refused(F103())
        elif tag == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in {"1", "true"}


class _Relations(Handler):
    """The parts that a workbook names, by the ids of the relations."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        target = attributes.get("Target", "")
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            place = target.lstrip("/") if target.startswith("/") else join("xl", target)
            self.targets[attributes.get("Id", "")] = normpath(place)


class _Strings(Handler):
    """The texts that cells share; how Chinese or Japanese words are spoken is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._words = _Words()
        self._characters_left = MOST_CHARACTERS

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "si":
            self._words = _Words()
        self._words.start(tag)

    def end(self, tag: str) -> None:
        self._words.end(tag)
        if tag == "si":
            self.texts.append(self._words.said)

    def text(self, words: str) -> None:
        self._words.text(words)
        self._characters_left -= len(words)
        if self._characters_left < 0:
            raise Refused(F103())


@dataclass(slots=True)
class _Words:
    """The text of one string, which may come in runs of several looks."""

    parts: list[str] = field(default_factory=list)
    inside: bool = False
    spoken: int = 0

    def start(self, tag: str) -> None:
        self.spoken += tag == "rPh"
        self.inside = tag == "t" and not self.spoken

    def end(self, tag: str) -> None:
        self.spoken -= tag == "rPh"
        self.inside = False

    def text(self, words: str) -> None:
        if self.inside:
            self.parts.append(words)

    @property
    def said(self) -> str:
        return _as_typed("".join(self.parts))


def _as_typed(text: str) -> str:
    """A text with the characters that XML cannot hold, which programs write by number."""
    if "_x" not in text and "\r" not in text:
        return text
    said = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    # Two halves of one character come one by one; a half alone is no character.
    whole = said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


class _Styles(Handler):
    """Which looks of cells show a day, and which a share of a hundred."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._inside = False
        self._formats: list[int] = []
        self._kinds: dict[int, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt":
            self._codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            self._formats.append(_whole(attributes.get("numFmtId")))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._inside = False

    def kind(self, look: int) -> str:
        """What a number means that is shown in this look: "day", "percent" or "number"."""
        if not 0 <= look < len(self._formats):
            return "number"
        number = self._formats[look]
        if number not in self._kinds:
            code = self._codes.get(number, "")[:LONGEST_FORMAT]
            self._kinds[number] = _kind_of(number, _LITERAL.sub("", code.split(";")[0]).lower())
        return self._kinds[number]


def _kind_of(number: int, code: str) -> str:
    """What a format of numbers shows, by its number and its code."""
    if number in _PERCENTS or "%" in code:
        return "percent"
    named = code.replace("general", "")
    return "day" if number in _DATES or set(named) & set("dmyhs") else "number"


class _Reading:
    """Reads sheets that share their texts and looks."""

    def __init__(
        self, package: Package, strings: list[str], styles: _Styles, *, since_1904: bool
    ) -> None:
        self.package = package
        self.strings = strings
        self.styles = styles
        self.origin = date(1904, 1, 1) if since_1904 else EXCELS_ORIGIN
        self.cells_left = MOST_CELLS
        self.characters_left = MOST_CHARACTERS

    def sheet(self, name: str, part: str) -> Sheet:
        """A sheet with all its cells."""
        found = _Cells(self)
        self.package.parse(part, found)
        return Sheet(name=name, cells=tuple(found.cells), merged=tuple(found.merged))

    def content(self, kind: str, look: int, typed: str) -> Content:
        """What the value of a cell means, by its kind and its look."""
        found = self._content(kind, look, typed)
        if len(found.text) > LONGEST_TEXT:
            raise Refused(F103())
        if kind == "s":
            self.take(len(found.text))
        return found

    def take(self, characters: int) -> None:
        """Count characters that stand in cells, or Refused where there are too many."""
        self.characters_left -= characters
        if self.characters_left < 0:
            raise Refused(F103())

    def _content(self, kind: str, look: int, typed: str) -> Content:
        match kind:
            case "s":
                at = _whole(typed)
                return _text(self.strings[at] if 0 <= at < len(self.strings) else "")
            case "str" | "inlineStr":
                return _text(typed)
            case "b":
                return Content("truth", "TRUE" if typed.strip() in {"1", "true"} else "FALSE")
            case "e":
                return Content("fault", typed.strip())
            case "d":
                return _iso_day(typed.strip()[:10])
        return self._number(look, typed.strip())

    def _number(self, look: int, typed: str) -> Content:
        if not typed:
            return BLANK
        if not _NUMBER.fullmatch(typed) or not abs(binary := float(typed)) < _LARGEST:
            return Content("fault", typed)
        kind, seen = self.styles.kind(look), f"{binary:.15g}"
        if kind == "number" and "e" not in seen:
            return Content("number", "0" if seen == "-0" else seen)
        if kind == "day":
            return self._day(float(seen))
        number = as_kept(binary) if abs(binary) > _LEAST else Fraction(0)
        if kind == "percent":
            return Content("percent", shortest(as_kept(number * 100)))
        return Content("number", shortest(number))

    def _day(self, number: float) -> Content:
        days = int(number)
        # Excel counts a 29 February 1900, which there never was.
        days += self.origin == EXCELS_ORIGIN and 0 < days <= DAYS_BEFORE_MARCH_1900
        try:
            return Content("day", (self.origin + timedelta(days=days)).isoformat())
        except OverflowError:
            return Content("number", shortest(as_kept(number)))


class _Cells(Handler):
    """The cells of one sheet."""

    def __init__(self, reading: _Reading) -> None:
        self.reading = reading
        self.cells: list[Cell] = []
        self.merged: list[Range] = []
        self._row = self._column = 0
        self._kind, self._look, self._formula = "n", 0, False
        self._value: list[str] = []
        self._words = _Words()
        self._inside = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._inside = tag
        if tag == "c":
            self._begin(attributes)
        elif self._kind == "inlineStr":
            self._words.start(tag)
        if tag == "row":
            self._row = _whole(attributes.get("r"), otherwise=self._row + 1)
            self._column = 0
        elif tag == "f":
            self._formula = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        self._inside = ""
        if self._kind == "inlineStr":
            self._words.end(tag)
        if tag == "c":
            typed = self._words.said if self._kind == "inlineStr" else "".join(self._value)
            typed = _as_typed(typed) if self._kind == "str" else typed
            content = self.reading.content(self._kind, self._look, typed)
            if content != BLANK or self._formula:
                self.cells.append(Cell(self._row, self._column, content, self._formula))

    def text(self, words: str) -> None:
        self.reading.take(len(words))
        if self._kind == "inlineStr":
            self._words.text(words)
        elif self._inside == "v":
            self._value.append(words)

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self.reading.cells_left -= 1
        if self.reading.cells_left < 0:
            raise Refused(F103())
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._row = int(place[2]) if place else self._row
        self._column = _number_of(place[1]) if place else self._column + 1
        self._kind = attributes.get("t", "n")
        self._look = _whole(attributes.get("s"))
        self._formula, self._value = False, []
        if self._kind == "inlineStr":
            self._words = _Words()

    def _merge(self, ref: str) -> None:
        corners = [_PLACE.fullmatch(corner) for corner in ref.split(":")]
        if len(corners) == 2 and corners[0] and corners[1]:  # noqa: PLR2004 — two corners
            (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
            edges = (int(top), _number_of(left), int(bottom), _number_of(right))
            self.merged.append(Range(*edges))
            if len(self.merged) > MOST_MERGED:
                raise Refused(F103())


def _iso_day(typed: str) -> Content:
    try:
        return Content("day", date.fromisoformat(typed).isoformat())
    except ValueError:
        return Content("fault", typed)


def _text(text: str) -> Content:
    return Content("text", text) if text.strip() else BLANK


def _whole(text: str | None, *, otherwise: int = 0) -> int:
    """A whole number that a part names, or another one where it names none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise  # noqa: PLR2004 — it fits anywhere


def _number_of(letters: str) -> int:
    """The number of a column by its letters, counted from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


_REFUSALS = {made().code: made for made in (F101, F102, F103, F104, F105)}


def main() -> None:
    """Read a workbook from standard input; its cells, or why not, go to standard output."""
    limit()
    sys.stdout.buffer.write(said_of(sys.stdin.buffer.read(MOST_BYTES + 1)))


def said_of(data: bytes) -> bytes:
    """A workbook, or why it is refused, as one process tells another."""
    try:
        said: dict[str, object] = {"sheets": plainly(unpack(data))}
    except Refused as refused:
        said = {"code": refused.fault.code, "details": dict(refused.fault.details)}
    return json.dumps(said).encode()


def told(said: bytes) -> Book:
    """The workbook of which `main` told in another process, or Refused."""
    found = json.loads(said)
    if "code" in found:
        raise Refused(_REFUSALS[found["code"]](details=found["details"]))
    return book_of(found["sheets"])


if __name__ == "__main__":
    main()
