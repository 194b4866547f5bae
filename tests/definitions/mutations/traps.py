"""Files made to hurt, each with the way that people would take with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from tests.definitions.mutations import import_traps, workbook_traps, yaml_traps
from tests.definitions.mutations.mutants import Mutant
from tests.definitions.mutations.ways import WAYS

Content = str | bytes
Made = Content | Mapping[str, Content]

_TABLES: tuple[tuple[str, str, Mapping[str, Callable[[], Made]]], ...] = (
    ("questionnaire", "", yaml_traps.QUESTIONNAIRES),
    ("beside", "", yaml_traps.BESIDE),
    ("lock", "", yaml_traps.LOCKS),
    ("answers", "", yaml_traps.ANSWERS),
    ("release", "", yaml_traps.RELEASES),
    ("questionnaire", "one.yaml", yaml_traps.PLAIN),
    ("answers", "answers.yaml", yaml_traps.PLAIN),
    ("ciso-assistant", "library.yaml", yaml_traps.PLAIN),
    ("ciso-assistant", "library.yaml", import_traps.LIBRARIES),
    ("samm", "", import_traps.MODELS),
    ("xlsform", "form.xlsx", import_traps.FORMS),
    ("catalogue", "back.po", import_traps.CATALOGUES),
    ("sheet", "sheet.xlsx", workbook_traps.SHEETS),
    ("translation", "back.xlsx", workbook_traps.TRANSLATIONS),
    *((way, f"{way}.xlsx", workbook_traps.ANY) for way in ("sheet", "xlsform", "translation")),
)
"""The ways, the names of the files where a trap does not say them, and the traps."""


def traps() -> dict[str, Callable[[], Mutant]]:
    """Every trap by its label; it is made when it is called, since many are large."""
    return {
        f"{way}: {label}": partial(_made, way, name, label, make)
        for way, name, table in _TABLES
        for label, make in table.items()
    }


def _made(way: str, name: str, label: str, make: Callable[[], Made]) -> Mutant:
    made = make()
    files = made if isinstance(made, Mapping) else {name: made}
    (taken,) = [each for each in WAYS if each.name == way]
    return Mutant(f"{way}: {label}", taken, {each: _bytes(said) for each, said in files.items()})


def _bytes(said: Content) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
