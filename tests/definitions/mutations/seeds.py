"""The files that are spoilt: small ones of every kind, and the shipped ones, whole or shortened."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from assess import resources
from assess.definitions.library import Library
from assess.definitions.releasing.lock import Lock, lock_text
from assess.definitions.sheets.orders import Order, texts_of
from assess.definitions.sheets.workbook import render_sheet
from assess.definitions.translation.catalogue import render_catalogue
from assess.definitions.translation.workbook import render_workbook
from assess.definitions.yaml import documents
from assess.definitions.yaml.documents import Entry, Sequence, parse_document
from assess.language import gettext, languages, speaking
from tests.definitions import files
from tests.definitions.brands import NORTHLIGHT
from tests.definitions.importing import sources
from tests.definitions.sheets.people import DAY, order
from tests.definitions.translation import small as bilingual

SHIPPED = resources.questionnaires()
HARBOUR = "customer-management/examples/harbour.yaml"
NAMES = sorted(
    path.relative_to(SHIPPED)
    for path in SHIPPED.rglob("*")
    if path.suffix in {".yaml", ".lock", ".json"}
)
"""Every file that is shipped but the pages that explain them."""

ARTICLES = """\
schema: assess/articles@1
articles:
  - {id: "000", title: Start, about: How it began}
  - id: "001"
    title: More
    about: What came then
    practices:
      - {text: What is done, items: [M1, C1]}
"""
ANSWERS = """\
schema: assess/answers@1
questionnaire: small
version: "1.0.0"
purpose: audit
form: full
profile: even
assessed_on: 2026-10-01
organization: {name: Acme, sector: retail, headcount: 12, listed: true, region: North}
priorities: {two: high}
capacity: 4
answers:
  M1: {intention: 3, reality: 2, evidence: 2, note: "As they said"}
  P1: {numerator: 12, denominator: 20, period: 2026-Q3}
  C1: {practices: {a: 1, b: 0.5}, evidence: 1}
  K1: {value: 76, periods: [72, 74, 76], comparison: above, segments: true}
  X1: {chosen: best}
"""
SURVEY = """\
schema: assess/survey@1
id: voice
version: "1.0.0"
status: released
languages: [en]
title: Voice
about: A few questions about {organization}.
thanks: Thank you.
minimum: 8
questions:
  - id: overall
    type: rating
    short: All
    text: How is it?
    highest: 10
    anchors: {0: Bad, 10: Good}
  - id: told
    type: choice
    short: Told
    text: Did you tell?
    options: [{id: a, text: A}, {id: b, text: B}]
  - id: words
    type: text
    short: Words
    text: What else?
    longest: 300
    applies_if: chosen("told", "a")
measures:
  - {id: mean, title: Mean, questions: [overall], statistic: mean}
  - id: share
    title: Share
    questions: [told]
    statistic: share
    counts: [a]
    feeds: [{questionnaire: small, item: K1}]
  - id: nps
    title: NPS
    questions: [overall]
    statistic: net-promoter
    detractors: 6
    promoters: 9
"""
BENCHMARK = files.spoilt(files.BENCHMARK, ("compares_with: total", "compares_with: kpi:K1"))
GLOSSARY = """\
schema: assess/glossary@1
terms:
  - text: contact point
    means: Where they meet
    never: {en: [touchpoint]}
  - {text: lead, ambiguous: true}
"""
ARTICLES_APART = files.spoilt(
    files.MANIFEST,
    (
        'articles:\n  - {id: "000", title: Start, about: How it began}\n',
        "articles: articles.yaml\n",
    ),
)
"""The small manifest, its articles in a file of their own."""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'

ALONE = files.spoilt(
    files.MANIFEST,
    ("status: released", "status: draft"),
    ("languages: [en]", "languages: [en, zh-Hans, zh-Hant]"),
    ("dimensions: [one.yaml, two.yaml]", "dimensions: [{name}]"),
)
"""A manifest for a dimension of another questionnaire."""


@dataclass(frozen=True, slots=True)
class Seed:
    """An honest file: its name, or where it lies, and its bytes."""

    name: str
    data: bytes


def shortened(text: str, chance: random.Random, most: int = 2) -> str:
    """A file with few members in each of its lists, which is read much faster."""
    lines = text.split("\n")
    blocks = _blocks(text)
    kept = lines[: blocks[0][0]] if blocks else lines
    for begin, starts, end in blocks:
        first = chance.randrange(max(1, len(starts) - most))
        last = min(first + most, len(starts) - 1)
        if len(starts) > most + 1:
            kept += lines[begin : starts[0]] + lines[starts[first] : starts[last]]
        else:
            kept += lines[begin:end]
    return "\n".join(kept) + "\n"


@cache
def _blocks(text: str) -> list[tuple[int, list[int], int]]:
    """Of every key of a file its first line, those of its members and the end, and its end."""
    root = parse_document(text.encode(), "seed").root
    entries = list(root.entries.values()) if isinstance(root, documents.Mapping) else []
    ends = [each.place.line - 1 for each in entries[1:]] + [text.count("\n") + 1]
    return [
        (entry.place.line - 1, [*_starts(entry), end], end)
        for entry, end in zip(entries, ends, strict=True)
    ]


def _starts(entry: Entry) -> list[int]:
    """The numbers of the lines, from 0, on which the members of a list begin; none in one line."""
    match entry.node:
        case Sequence(nodes=nodes):
            lines = [node.place.line - 1 for node in nodes]
        case documents.Mapping(entries=entries) if not {"en", "name"} & set(entries):
            lines = [each.place.line - 1 for each in entries.values()]
        case _:
            lines = []
    return lines if len(set(lines)) == len(lines) and entry.place.line - 1 not in lines else []


@cache
def shipped(name: Path) -> str:
    """The text of a shipped file."""
    return (SHIPPED / name).read_text(encoding="utf-8")


@cache
def first_items(name: Path) -> str:
    """A shipped file with the first member of each of its lists."""
    return shortened(shipped(name), random.Random(0), most=1)


@cache
def library() -> Library:
    """The shipped questionnaires, each loaded once."""
    return Library(SHIPPED)


# --- YAML and JSON -----------------------------------------------------------------------

_OF_SMALL = {
    "manifest.yaml": (8, ARTICLES_APART),
    "one.yaml": (8, files.ONE),
    "two.yaml": (8, files.TWO),
    "articles.yaml": (1, ARTICLES),
    "glossary.yaml": (1, GLOSSARY),
    "calibration.yaml": (1, files.CASE),
}
_BESIDE = {
    "survey.yaml": (2, SURVEY),
    "set.yaml": (1, BENCHMARK),
    "brand.yaml": (1, NORTHLIGHT),
}


def _one_of(known: Mapping[str, tuple[int, str]], chance: random.Random) -> Seed:
    (name,) = chance.choices(list(known), [often for often, _ in known.values()])
    return Seed(name, known[name][1].encode())


def of_small_texts() -> dict[str, str]:
    """The small questionnaire with all that belongs to it, by the names of its files."""
    return {name: text for name, (_, text) in _OF_SMALL.items()}


def of_small(chance: random.Random) -> Seed:
    """A file of the small questionnaire."""
    return _one_of(_OF_SMALL, chance)


def beside(chance: random.Random) -> Seed:
    """A survey, references or a brand."""
    return _one_of(_BESIDE, chance)


def answers(chance: random.Random) -> Seed:
    """Answers to the small questionnaire."""
    return Seed("answers.yaml", ANSWERS.encode())


def a_release(chance: random.Random) -> Seed:
    """The small questionnaire as a version of it is kept."""
    return Seed("1.0.0.json", json.dumps(files.FILES, indent=1).encode())


def a_lock(chance: random.Random) -> Seed:
    """A lock of the small questionnaire."""
    digests = {name: sha256(text.encode()).hexdigest() for name, text in files.FILES.items()}
    plain = "\n".join(f"{name} {digest}" for name, digest in digests.items())
    whole = sha256(plain.encode()).hexdigest()
    lock = Lock(version="1.0.0", digest=whole, files=digests, earlier={"0.9.0": whole})
    return Seed("manifest.lock", lock_text(lock).encode())


def a_shipped_one(chance: random.Random) -> Seed:
    """A shipped file: most of them shortened, some of them whole."""
    name = chance.choice(NAMES)
    text = shipped(name)
    if name.suffix == ".json":
        kept = {each: shortened(said, chance) for each, said in json.loads(text).items()}
        text = json.dumps(kept, ensure_ascii=False, indent=1)
    elif name.suffix == ".yaml" and chance.random() < 0.9:
        text = shortened(text, chance)
    return Seed(str(name), text.encode())


def a_library(chance: random.Random) -> Seed:
    """A framework of CISO Assistant."""
    return Seed("library.yaml", sources.LIBRARY.encode())


def of_a_model(chance: random.Random) -> Seed:
    """A file of a SAMM model."""
    name = chance.choice(sorted(sources.SAMM))
    return Seed(name, sources.SAMM[name].encode())


def a_catalogue(chance: random.Random) -> Seed:
    """A catalogue for translators."""
    return Seed("back.po", _exported()[1])


# --- workbooks ---------------------------------------------------------------------------


def a_sheet(chance: random.Random) -> Seed:
    """A workbook that was made to be filled in, the small one or a shipped one."""
    small = chance.random() < 0.95
    return Seed("sheet.xlsx", filled() if small else filled_in(HARBOUR))


@cache
def filled() -> bytes:
    """The sheet of the small questionnaire, some of it filled in."""
    texts = {"name": "Acme", "answers.M1.intention": "3", "answers.C1.practices.a": "1"}
    return render_sheet(order(texts=texts))


@cache
def filled_in(name: str) -> bytes:
    """The sheet of a shipped example."""
    asked, answered = library().assessment(SHIPPED / name)
    return render_sheet(
        Order(
            questionnaire=asked,
            form=asked.form("core"),
            language="en",
            day=DAY,
            texts=texts_of(answered),
        )
    )


def a_form(chance: random.Random) -> Seed:
    """An XLSForm."""
    return Seed("form.xlsx", _form())


@cache
def _form() -> bytes:
    tables = {"survey": sources.SURVEY, "choices": sources.CHOICES, "settings": sources.SETTINGS}
    return sources.workbook(tables)


def a_translation(chance: random.Random) -> Seed:
    """A workbook for translators."""
    return Seed("back.xlsx", _exported()[0])


@cache
def _exported() -> tuple[bytes, bytes]:
    """What translators get of a small questionnaire, as a workbook and as a catalogue."""
    with TemporaryDirectory() as folder:
        exported = bilingual.export(bilingual.folder_of(Path(folder)))
        return render_workbook(exported, DAY)[0], render_catalogue(exported, DAY)


def warm() -> None:
    """Make everything that many files need, so that no single one is charged with it."""
    for id in library().ids:
        library().questionnaire(id)
    for language in languages():
        with speaking(language):
            gettext("missing key '{key}'")
    _exported(), filled(), filled_in(HARBOUR), _form()
