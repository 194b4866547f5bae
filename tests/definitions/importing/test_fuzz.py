"""Whatever stands in a source, there is a draft that can be read, or a sentence."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from assess.definitions.importing.account import Account
from assess.definitions.importing.ciso_assistant import read_ciso_assistant
from assess.definitions.importing.outline import Outline
from assess.definitions.importing.samm import read_samm
from assess.definitions.importing.xlsform.reading import read_xlsform
from assess.definitions.sheets.cells import Book, Cell, Sheet
from assess.definitions.sheets.contents import Content
from assess.errors import AssessError
from tests.definitions.importing.drafts import drafted
from tests.definitions.importing.sources import (
    CHOICES,
    LIBRARY,
    SAMM,
    SETTINGS,
    SURVEY,
    Rows,
    cells,
    library,
    samm,
)

TOKENS = st.sampled_from(
    [
        "", "null", "~", "TODO", "{x}", "${greeted}", "}{", "\x00", "\u2028", "yes", "no",
        "1e999", "-1", "0", "99", "1.5", "9" * 30, "select_one pace", "select_multiple pace",
        "select_one yn", "integer", "decimal", "range", "note", "text", "begin_group", "end_group",
        "begin_repeat", "end", "manifest", "general", "imported", "start=5 end=1", "step=0",
        ". > 1 and . < 2", "${mark} = 1", "selected(${ways}, 'card')", "not(${till}='yes')",
        "urn:acme:node:a", "[]", "{}", "[a, b]", "true", "&a b", "*a", "!!int 3", "- x", "x: y",
    ]
)  # fmt: skip
WORDS = TOKENS | st.text(max_size=12)


def holds(read: Callable[[Account], Outline], folder: Path) -> None:
    """A draft in which every key and value can be read, or a reason."""
    try:
        draft, _ = drafted(folder / "d", read)
    except AssessError:
        return
    strange = [each for each in draft.problems if each.fault.code[0] in "SYT"]
    assert [each.sentence() for each in strange] == []


def sheet(name: str, rows: Rows) -> Sheet:
    return Sheet(
        name=name,
        cells=tuple(
            Cell(row, column, Content("text", str(value)))
            for row, line in enumerate(rows, start=1)
            for column, value in enumerate(line, start=1)
            if value is not None and str(value).strip()
        ),
    )


@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 30), st.integers(0, 12), WORDS),
        min_size=1,
        max_size=6,
    )
)
def test_forms_with_anything_in_any_cell(changes):
    survey, choices = cells(SURVEY), cells(CHOICES)
    for in_survey, row, column, text in changes:
        rows = survey if in_survey else choices
        line = rows[row % len(rows)]
        line += [None] * (column + 1 - len(line))
        line[column] = text
    book = Book(
        sheets=(sheet("survey", survey), sheet("choices", choices), sheet("settings", SETTINGS))
    )
    with TemporaryDirectory() as folder:
        holds(lambda account: read_xlsform(book, Path("f.xlsx"), account), Path(folder))


def spoiled(text: str, changes: list[tuple[int, int, str]]) -> str:
    """A file with values, lines or stretches put otherwise."""
    lines = text.split("\n")
    for at, how, word in changes:
        number = at % len(lines)
        if how == 0:
            key, colon, _ = lines[number].partition(": ")
            lines[number] = f"{key}: {word}" if colon else lines[number]
        elif how == 1:
            del lines[number : number + 2]
        elif how == 2:
            lines.insert(number, lines[(number * 7) % len(lines)])
        else:
            lines[number] += word
        lines = lines or [""]
    return "\n".join(lines)


CHANGES = st.lists(
    st.tuples(st.integers(0, 200), st.sampled_from([0, 0, 0, 1, 2, 3]), WORDS),
    min_size=1,
    max_size=4,
)


def _held(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@given(CHANGES)
def test_libraries_with_anything_in_them(changes):
    with TemporaryDirectory() as folder:
        path = library(Path(folder), _held(spoiled(LIBRARY, changes)))
        holds(lambda account: read_ciso_assistant(path, account), Path(folder))


@given(st.lists(st.tuples(st.sampled_from(sorted(SAMM)), CHANGES), min_size=1, max_size=3))
def test_models_with_anything_in_them(changes):
    files = dict(SAMM)
    for name, each in changes:
        files[name] = _held(spoiled(files[name], each))
    with TemporaryDirectory() as folder:
        source = samm(Path(folder) / "source", files)
        holds(lambda account: read_samm(source, account), Path(folder))
