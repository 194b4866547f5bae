"""From a benchmark file to a `Benchmark`, or every problem in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from assess.core.benchmark import Benchmark, Reference
from assess.core.faults import N_, Fault
from assess.definitions.documents import Document, parse_document, read_bytes
from assess.definitions.problems import InvalidDefinition
from assess.definitions.reader import Languages, Reader, Unreadable

SCHEMA = "assess/benchmark@1"

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


def load_benchmark(path: Path, languages: tuple[str, ...] = ("en", "zh-Hans")) -> Benchmark:
    """Load one file of published references; InvalidDefinition holds all problems at once."""
    document = parse_document(read_bytes(path), str(path))
    reader = Reader(Languages(languages, complete=True))
    benchmark = _benchmark(document, reader) if document.root is not None else None
    problems = [*document.problems, *reader.problems]
    if problems or benchmark is None:
        raise InvalidDefinition(problems)
    return benchmark


def _benchmark(document: Document, reader: Reader) -> Benchmark | None:
    assert document.root is not None
    try:
        root = reader.mapping(document.root, "the file")
        reader.expect_schema(root, SCHEMA)
        benchmark = reader.dataclass(
            Benchmark, root, "the file", extra=["schema"], sha256=document.sha256
        )
    except Unreadable:
        return None
    seen: set[str] = set()
    for reference in benchmark.references:
        for fault in _faults(reference, seen):
            reader.blame(reader.place_of(reference), fault)
        seen.add(reference.key)
    return benchmark


def _faults(reference: Reference, seen: set[str]) -> Iterator[Fault]:
    key = reference.key
    if reference.n is None and reference.n_note is None:
        yield B701(details={"key": key})
    if key in seen:
        yield B702(details={"key": key})
    kind, _, id = reference.compares_with.partition(":")
    if not (reference.compares_with in {"total", "context"} or (kind == "kpi" and id)):
        yield B703(details={"key": key, "given": reference.compares_with})
