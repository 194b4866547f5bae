"""From a benchmark file to a `Benchmark`, or every problem in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path

from assess.core.benchmark import Benchmark, Reference
from assess.core.faults import N_, Fault
from assess.definitions.declared import declared_languages
from assess.definitions.problems import InvalidDefinition
from assess.definitions.reader import Reader
from assess.definitions.scalars import Unreadable
from assess.definitions.texts import Languages
from assess.definitions.yaml.documents import Document, parse_document, read_bytes

SCHEMA = "assess/benchmark@1"
LANGUAGES = ("en", "zh-Hans")
"""What a file is written in that does not say it."""

B701 = partial(
    Fault, "B701", N_("{key} says neither how many (n) nor why not (n_note)"), N_("add one of them")
)
B702 = partial(Fault, "B702", N_("the key '{key}' stands twice"), N_("give one another key"))
B703 = partial(
    Fault,
    "B703",
    N_("{key} compares with “{given}”"),
    N_("write total, context, or kpi: and the id of an item"),
)

B704 = partial(
    Fault,
    "B704",
    N_("no questionnaire beside it has a KPI item '{id}'"),
    N_("known are {known}"),
)
B705 = partial(
    Fault,
    "B705",
    N_("there is no questionnaire '{id}' beside it"),
    N_("known are {known}"),
)

Beside = Mapping[str, Collection[str]]
"""The questionnaires in the same folder by id, each with the ids of its KPI items."""


def load_benchmark(path: Path, beside: Beside | None = None) -> Benchmark:
    """Load one file of published references; InvalidDefinition holds all problems at once.

    `beside` is what figures may be held against, None where nobody knows.
    """
    document = parse_document(read_bytes(path), str(path))
    declared = declared_languages(document.root, otherwise=LANGUAGES)
    reader = Reader(Languages(declared, complete=True, told=False))
    benchmark = _benchmark(document, reader, beside) if document.root is not None else None
    problems = [*document.problems, *reader.problems]
    if problems or benchmark is None:
        raise InvalidDefinition(problems)
    return benchmark


def _benchmark(document: Document, reader: Reader, beside: Beside | None) -> Benchmark | None:
    assert document.root is not None
    try:
        root = reader.mapping(document.root, "the file")
        reader.expect_schema(root, SCHEMA)
        benchmark = reader.dataclass(
            Benchmark, root, "the file", extra=["schema"], sha256=document.sha256
        )
    except Unreadable:
        return None
    kpis = None if beside is None else _kpis(benchmark, reader, beside)
    seen: set[str] = set()
    for reference in benchmark.references:
        for key, fault in _faults(reference, seen, kpis):
            reader.blame(reader.place_of(reference, key), fault)
        seen.add(reference.key)
    return benchmark


def _kpis(benchmark: Benchmark, reader: Reader, beside: Beside) -> list[str]:
    """The KPI items that its figures may be held against; what is not there is told."""
    for id in benchmark.questionnaires:
        if id not in beside:
            details = {"id": id, "known": ", ".join(beside) or "–"}
            reader.blame(reader.place_of(benchmark, "questionnaires"), B705(details=details))
    return [kpi for id, kpis in beside.items() if benchmark.fits(id) for kpi in kpis]


def _faults(
    reference: Reference, seen: set[str], kpis: Collection[str] | None
) -> Iterator[tuple[str, Fault]]:
    """What is wrong with a reference, and which of its keys is to blame."""
    key = reference.key
    if reference.n is None and reference.n_note is None:
        yield "", B701(details={"key": key})
    if key in seen:
        yield "key", B702(details={"key": key})
    kind, _, id = reference.compares_with.partition(":")
    if not (reference.compares_with in {"total", "context"} or (kind == "kpi" and id)):
        details = {"key": key, "given": reference.compares_with}
        yield "compares_with", B703(details=details)
    elif kind == "kpi" and kpis is not None and id not in kpis:
        yield "compares_with", B704(details={"id": id, "known": ", ".join(kpis) or "–"})
