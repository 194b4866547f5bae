"""From the workbook of an XLSForm to an outline."""

from __future__ import annotations

from pathlib import Path

from assess.core.faults import N_
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.ids import word
from assess.definitions.importing.outline import Outline
from assess.definitions.importing.sizes import fitted
from assess.definitions.importing.texts import cleaned
from assess.definitions.importing.xlsform.choices import lists_of
from assess.definitions.importing.xlsform.survey import Survey
from assess.definitions.importing.xlsform.tables import Row, Table, cell_name, spoken_in
from assess.definitions.sheets.cells import Book, Sheet

SHEETS = ("survey", "choices", "settings")


def read_xlsform(book: Book, path: Path, account: Account) -> Outline:
    """The questionnaire in the sheets of a workbook."""
    file = str(path)
    sheets = {sheet.name.strip().casefold(): sheet for sheet in reversed(book.sheets)}
    if "survey" not in sheets:
        message = N_("no sheet “survey” in it — an XLSForm has one, with a row for each question")
        raise NotImportable(path, message)
    tables = {name: Table(sheets[name], file, account) for name in SHEETS if name in sheets}
    survey = tables["survey"]
    if "type" not in {column.key for column in survey.columns.values()}:
        message = N_("the sheet “survey” has no column “type” — name its columns in the first row")
        raise NotImportable(path, message)
    settings = (
        tables["settings"].rows[0] if "settings" in tables and tables["settings"].rows else None
    )
    default = settings.text("default_language") if settings else ""
    languages = spoken_in(list(tables.values()), default, account)
    outline = _titled(settings, path, languages, account)
    Survey(survey, lists_of(tables.get("choices")), outline, account).read()
    _leftovers(tables, book, sheets, account, file)
    if not outline.dimensions:
        message = N_(
            "no question in it can be scored — such are select_one, select_multiple, integer, "
            "decimal and range"
        )
        raise NotImportable(path, message)
    fitted(outline, account)
    return outline


def _titled(
    settings: Row | None, path: Path, languages: tuple[str, ...], account: Account
) -> Outline:
    title = id = ""
    if settings:
        id = settings.text("form_id") or settings.text("id_string")
        said = settings.text("form_title") or settings.text("title")
        title = cleaned(said, account, settings.where("form_title"))
    id = word(id or path.stem, "form").lower()
    outline = Outline(id=id, languages=languages, source=path)
    outline.title = {languages[0]: title} if title else {}
    return outline


def _leftovers(
    tables: dict[str, Table], book: Book, sheets: dict[str, Sheet], account: Account, file: str
) -> None:
    """Everything in the workbook that nobody asked for."""
    for name, table in tables.items():
        found = table.leftover_columns() if name == "choices" else table.leftovers()
        account.leftovers(found, N_("no place for this: {text}"))
    for sheet in book.sheets:
        if (
            sheets[sheet.name.strip().casefold()] is sheet
            and sheet.name.strip().casefold() in SHEETS
        ):
            continue
        rows = (
            " | ".join(cell.content.seen for cell in row.values()) for row in sheet.rows().values()
        )
        text = "\n".join(rows)
        if text.strip():
            where = f"{file}:{cell_name(sheet.name, 1, 1)}"
            account.left(where, N_("this sheet is no part of an XLSForm that is read"), text)
