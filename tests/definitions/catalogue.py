"""The catalogue of problems in docs/problems: its entries, and its examples as files.

An example is put into the minimal questionnaire that stands on the same pages: each of its keys
stands in place of the key of that name; under `items`, of the item of the same id.  What a file
alone cannot show is told in steps, see `steps`.
"""

import ast
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from assess.definitions import checking
from assess.definitions.problems import Problem
from assess.definitions.wording import lint
from assess.definitions.wording.style import CODES as RULES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (DOCS / "problems.md", *sorted((DOCS / "problems").glob("*.md")))
MARK = re.compile(r"# ←(?: line (\d+)| \S.*)?$|<!-- ← -->$", re.MULTILINE)
FENCE = re.compile(
    r"^```(\w+) (wrong|right|minimal)( whole)?(?: ([\w./-]+))?\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
STEPS = "steps"
"""The language of a block that tells what is done one after the other."""
PLACES = {
    "answers.yaml": "minimal/examples/answers.yaml",
    "figures.yaml": "benchmarks/figures.yaml",
    "brand.yaml": "brand/brand.yaml",
    "logo.svg": "brand/logo.svg",
    "survey.yaml": "voice/survey.yaml",
    "table.csv": "table.csv",
    "texts.po": "texts.po",
    "sheet.xlsx": "sheet.xlsx",
}
"""Where a file lies below the folder of the questionnaires.

Others lie in the folder that stands before their name, or in that of the minimal questionnaire.
"""
CHECKED = {
    "minimal": "minimal",
    "ready": "ready",
    "benchmarks": "benchmarks/figures.yaml",
    "brand": "brand",
    "voice": "voice",
}


@dataclass(frozen=True)
class Example:
    """A block of an entry: in which file it goes, as text or as code for the bytes; or steps."""

    kind: str
    file: str
    text: str
    language: str
    whole: bool

    @property
    def path(self) -> str:
        return _place(self.file)


def _place(file: str) -> str:
    return PLACES.get(file) or (file if "/" in file else f"minimal/{file}")


@dataclass
class Entry:
    """What a page says about a code."""

    code: str
    message: str
    meaning: str
    wrong: list[Example] = field(default_factory=list)
    right: list[Example] = field(default_factory=list)


@cache
def entries() -> dict[str, Entry]:
    """Every entry by its code."""
    found: dict[str, Entry] = {}
    for page in PAGES:
        for section in page.read_text(encoding="utf-8").split("\n### ")[1:]:
            heading, _, body = section.partition("\n")
            code, _, message = heading.partition(" · ")
            assert code not in found, f"{code} stands twice"
            entry = Entry(code, message, body.split("```")[0].split("\n## ")[0].strip())
            for example in _examples(body):
                (entry.wrong if example.kind == "wrong" else entry.right).append(example)
            found[code] = entry
    return found


@cache
def minimal() -> dict[str, str]:
    """The files that examples are put into, by name."""
    blocks = [each for page in PAGES for each in _examples(page.read_text(encoding="utf-8"))]
    return {each.file: each.text for each in blocks if each.kind == "minimal"}


def _examples(body: str) -> Iterator[Example]:
    for language, kind, whole, file, text in FENCE.findall(body):
        yield Example(kind, file, text, language, bool(whole))


@dataclass(frozen=True)
class Written:
    """An example as files: what to check, and in which line of which file the fault is marked."""

    folder: Path
    path: Path
    target: Path
    line: int


def write(examples: list[Example], folder: Path) -> Written:
    """Write the minimal files that belong together and the example over them."""
    top = examples[0].path.split("/")[0]
    # What an answers file or a figure is about lies beside it.
    lay_out(examples, folder, {top, "minimal"})
    marked = examples[0]
    line = 0
    for example in examples:
        at = _marked_line(example, content(example))
        marked, line = (example, at) if at else (marked, line)
    answers = any(example.file == "answers.yaml" for example in examples)
    target = PLACES["answers.yaml"] if answers else CHECKED[top]
    return Written(folder, folder / marked.path, folder / target, line)


def lay_out(examples: list[Example], folder: Path, tops: Container[str] = tuple(CHECKED)) -> None:
    """Write the minimal files, as far as they lie in such folders, and the examples over them."""
    for name, text in minimal().items():
        path = folder / _place(name)
        if path.relative_to(folder).parts[0] in tops:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for example in examples:
        path = folder / example.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(example))


def content(example: Example) -> bytes:
    if example.language == "python":
        code = MARK.sub("", example.text).strip()
        return bytes(eval(compile(ast.parse(code, mode="eval"), example.file, "eval")))  # noqa: S307
    if example.whole or example.file not in minimal():
        return example.text.encode()
    return merged(minimal()[example.file], example.text).encode()


def _marked_line(example: Example, data: bytes) -> int:
    if example.language == "python":
        found = MARK.search(example.text)
        return int(found[1]) if found else 0
    text = data.decode()
    found = MARK.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


TOP = re.compile(r"([\w-]+):")
ITEM = re.compile(r"  - id: (\w+)")
KEY_OF_ITEM = re.compile(r"(?:    |  - )([\w-]+):")


def merged(base: str, fragment: str) -> str:
    """The base with the keys of the fragment in place of its own, item by item."""
    ours = pieces(fragment, TOP)
    kept = [(key, text) for key, text in pieces(base, TOP) if key not in dict(ours)]
    theirs = dict(pieces(base, TOP))
    together = [
        (key, with_items(theirs[key], text) if key == "items" and key in theirs else text)
        for key, text in ours
    ]
    return "".join(text for _, text in [*kept, *together])


def with_items(base: str, fragment: str) -> str:
    """The list of items with the keys of single ones put otherwise."""
    items = dict(pieces(base, ITEM))
    for id, text in pieces(fragment, ITEM):
        given = dict(pieces(text, KEY_OF_ITEM))
        rest = pieces(items.get(id, ""), KEY_OF_ITEM)
        items[id] = text + "".join(said for key, said in rest if key not in given)
    return "items:\n" + "".join(items.values())


def pieces(text: str, head: re.Pattern[str]) -> list[tuple[str, str]]:
    """The text in pieces that each begin with such a line, by what it names."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        if begins := head.match(line):
            found.append((begins[1], line))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + line)
    return found


def told(code: str, written: Written) -> list[Problem]:
    """What the command tells that knows the code; of remarks only those by its rule."""
    if code in RULES:
        linted = lint.lint([written.target], [rule for rule in RULES if rule != code])
        return [*linted.problems, *linted.remarks]
    checked = checking.check([written.target], written.folder)
    assert not checked.unreadable
    # A draft may lack translations.
    return [*checked.problems, *(each for each in checked.warnings if each.fault.code != "T301")]
