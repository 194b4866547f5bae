"""What each of our measures gains by itself: naive WeasyPrint beside one with that measure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing

from tests.bench.documents import LANGUAGES, SHORT, Document, example
from tests.bench.measure import PRINTS, Contender, Row, Scope, compare
from tests.bench.rivals.naive import Measure, Naive


def each_measure(scope: Scope) -> Iterator[Row]:
    """The same warm child prints with one measure, and with all."""
    with closing(Naive()) as naive:
        for language in LANGUAGES:
            document = example(SHORT, language)
            naive.prepared(document.job)  # tells which of them our report takes
            taken = [each for each in Measure if each not in naive.not_undone]
            contenders = {
                f"{each}, {document.said}": _printing(naive, document, [each]) for each in taken
            }
            contenders[f"all of them, {document.said}"] = _printing(naive, document, tuple(Measure))
            yield from compare(
                "measures",
                contenders,
                (naive.name, _printing(naive, document, [])),
                rounds=scope.turns(PRINTS),
            )


def _printing(naive: Naive, document: Document, kept: Collection[Measure]) -> Contender:
    prepared = naive.prepared(document.job, [each for each in Measure if each not in kept])
    return lambda: naive.printed(prepared)
