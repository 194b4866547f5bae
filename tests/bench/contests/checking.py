"""C2: every problem of a questionnaire, beside PyYAML that only loads the same files."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from assess import resources
from assess.definitions.checking import check
from assess.definitions.questionnaires import examine
from assess.definitions.wording.lint import lint
from tests.bench.measure import ROUNDS, Row, Scope, compare

SHIPPED = "customer-management"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MANY = 300
"""Items of a questionnaire that is larger than any we know of."""


def checking(scope: Scope) -> Iterator[Row]:
    """The shipped questionnaire and one of 300 items."""
    shipped = resources.questionnaires() / SHIPPED
    for folder in (shipped, enlarged(shipped, scope.folder / SHIPPED)):
        yield from _checked(folder, scope.turns(ROUNDS))


def _checked(folder: Path, rounds: int) -> Iterator[Row]:
    size = f"{len(list(examine(folder).questionnaire.items()))} items"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))]
    yield from compare(
        "C2",
        {
            f"check, {size}": lambda: check([folder]),
            f"lint, {size}": lambda: lint([folder]),
        },
        ("yaml.load", lambda: [yaml.load(text, LOADER) for text in texts]),  # noqa: S506
        rounds=rounds,
    )


def enlarged(source: Path, folder: Path) -> Path:
    """A copy in which every dimension asks its items several times, under other ids."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.lock", "examples", "releases"))
    ids = [item.id for item in examine(source).questionnaire.items()]
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if not text.startswith("schema: assess/dimension@1"):
            continue
        head, _, items = text.partition("\nitems:\n")
        copies = [items.rstrip("\n")]
        for n in range(2, 2 + (MANY - 1) // len(ids)):
            copies.append(re.sub(rf"\b({'|'.join(ids)})\b", rf"\g<1>x{n}", copies[0]))
        path.write_text(f"{head}\nitems:\n" + "\n".join(copies) + "\n", encoding="utf-8")
    return folder
