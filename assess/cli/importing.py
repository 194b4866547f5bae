"""`assess import`: a questionnaire of another tool as a draft of ours."""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Callable
from pathlib import Path

from assess.cli.authoring import AlreadyThere
from assess.cli.status import DONE
from assess.core.faults import N_
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.ciso_assistant import read_ciso_assistant
from assess.definitions.importing.listing import FILE, counted, lines_of, listing
from assess.definitions.importing.outline import Outline, files_of
from assess.definitions.importing.samm import read_samm
from assess.definitions.importing.xlsform.reading import read_xlsform
from assess.definitions.sheets.cells import Book
from assess.definitions.sheets.parts import MOST_BYTES, Refused
from assess.definitions.sheets.unpacking import told
from assess.definitions.yaml.documents import read_bytes
from assess.language import gettext
from assess.rendering.children import run_child

UNPACKING = "assess.definitions.sheets.unpacking"
SECONDS = 30
REFUSED = {
    "F101": N_("no Excel workbook that can be read — save it as .xlsx, without a password"),
    "F102": N_("larger than 8 megabytes — take out pictures and whatever else was added"),
    "F103": N_("holds more than can be read — take out sheets and rows that are no part of it"),
    "F104": N_("holds macros — save it as .xlsx, which holds none"),
    "F105": N_("takes something from other files or programs — break the links and save it again"),
}
"""Why a workbook is refused, in the words of who wants it as a questionnaire."""


def xlsform(options: argparse.Namespace) -> int:
    """Write the draft of an XLSForm."""
    book = _book(options.file)
    return _write(options, lambda account: read_xlsform(book, options.file, account))


def ciso_assistant(options: argparse.Namespace) -> int:
    """Write the draft of a framework of CISO Assistant."""
    return _write(options, lambda account: read_ciso_assistant(options.file, account))


def samm(options: argparse.Namespace) -> int:
    """Write the draft of a SAMM model."""
    return _write(options, lambda account: read_samm(options.file, account))


def _book(path: Path) -> Book:
    """The cells of a workbook, read out of reach of whatever the file may do."""
    if path.is_dir():
        raise NotImportable(path, N_("this is a folder — name a workbook, such as form.xlsx"))
    data = read_bytes(path, MOST_BYTES)
    try:
        done = run_child(UNPACKING, data, seconds=SECONDS)
        if done.returncode != 0:
            raise NotImportable(path, REFUSED["F101"])
        return told(done.stdout)
    except subprocess.TimeoutExpired as late:
        raise NotImportable(path, REFUSED["F103"]) from late
    except Refused as refused:
        raise NotImportable(path, REFUSED[refused.fault.code]) from refused


def _write(options: argparse.Namespace, read: Callable[[Account], Outline]) -> int:
    account = Account()
    try:
        outline = read(account)
    except NotImportable:
        # What is wrong with each part tells why nothing could be made of the whole.
        print("\n".join(lines_of(account)))
        raise
    folder: Path = options.output / outline.id
    files = files_of(outline) | {FILE: listing(account, str(options.file))}
    options.output.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir()
    except FileExistsError:
        raise AlreadyThere(folder) from None
    print("\n".join(lines_of(account)))
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        print(gettext("{path} written").format(path=folder / name))
    print(counted(account))
    said = gettext("write what begins with “TODO”; “{command}” tells what is missing")
    print(said.format(command=f"assess check {folder}"))
    return DONE
