"""P1 and P2: our print beside that of others, each report with another answer changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from itertools import cycle
from typing import Any, Protocol

from tests.bench.documents import FORMS, LANGUAGES, SHORT, Document, example
from tests.bench.measure import (
    PRINTS,
    Contender,
    Missing,
    Remark,
    Row,
    Scope,
    against,
    take_turns,
)
from tests.bench.rivals.chromium import Chromium
from tests.bench.rivals.faults import NotHere
from tests.bench.rivals.naive import Naive
from tests.bench.rivals.typst import Typst
from tests.bench.words import pages, share_of_words

OURS, BEFORE, WHOLE = "our print", "compile, HTML", "compile, HTML and our print"
SAME_WORDS = 0.97
"""The share of our words that a rival's PDF must have; the rest are page numbers and hyphens."""


class Rival(Protocol):
    """Somebody else who prints the same report."""

    name: str

    def prepared(self, job: bytes) -> Any:  # noqa: ANN401 — each takes what it likes
        """What it prints, made from a job of ours before the time is taken."""

    def printed(self, prepared: Any) -> bytes:  # noqa: ANN401 — the same
        """The PDF."""


class OtherWords(ValueError):
    """A rival printed another report than ours."""


@dataclass
class Race:
    """The contenders at one document, and what each printed last."""

    rivals: list[Rival]
    pdfs: dict[str, bytes] = field(default_factory=dict)

    def contenders(self, documents: list[Document]) -> dict[str, Contender]:
        """Everybody, each going through the documents in turn."""
        jobs = [each.job for each in documents]
        return {
            OURS: self._printing(OURS, [each.printed for each in documents]),
            **{
                rival.name: self._printing(rival.name, [_turn(rival, job) for job in jobs])
                for rival in self.rivals
            },
            BEFORE: _each([_fresh(each) for each in documents]),
        }

    def _printing(self, name: str, turns: list[Contender]) -> Contender:
        following = _each(turns)

        def printed() -> None:
            pdf = following()
            assert isinstance(pdf, bytes)
            self.pdfs[name] = pdf

        return printed

    def check(self) -> None:
        """Raise OtherWords where a rival did not print what we did."""
        for rival in self.rivals:
            share = share_of_words(self.pdfs[OURS], self.pdfs[rival.name])
            if share < SAME_WORDS:
                raise OtherWords(f"{rival.name} printed {share:.1%} of our words")

    def sizes(self) -> str:
        """Pages and sizes."""
        return "; ".join(
            f"{name} {pages(pdf)} pages, {len(pdf) / 1000:.0f} KB"
            for name, pdf in self.pdfs.items()
        )


def _each(turns: list[Contender]) -> Contender:
    following = cycle(turns)

    def call() -> object:
        return next(following)()

    return call


def _turn(rival: Rival, job: bytes) -> Contender:
    prepared = rival.prepared(job)
    return lambda: rival.printed(prepared)


def _fresh(document: Document) -> Contender:
    """All of the way from answers to the printing, once more."""
    return lambda: replace(document).job


def races(scope: Scope) -> Iterator[Row]:
    """Both forms in both languages."""
    with ExitStack() as stack:
        rivals: list[Rival] = []
        for kind in (Naive, Chromium, Typst):
            try:
                rivals.append(stack.enter_context(closing(kind())))
            except NotHere as fault:
                yield Missing(goal="P1", what=kind.name, why=str(fault))
        small = replace(example(SHORT, "en"), edition="board")
        take_turns(Race(rivals).contenders([small]), rounds=1, warm=True)  # now they are warm
        for name in FORMS:
            for language in LANGUAGES:
                yield from race(example(name, language), rivals, scope.turns(PRINTS))


def race(document: Document, rivals: list[Rival], rounds: int) -> Iterator[Row]:
    """One document, in each round with another answer changed."""
    ran = Race(rivals)
    contenders = ran.contenders([document.changed(number) for number in range(rounds)])
    times = take_turns(contenders, rounds=rounds, warm=True)
    ran.check()
    said = document.said
    for rival in rivals:
        yield against("P1", times, OURS, rival.name, said)
    times[WHOLE] = [sum(both) for both in zip(times[BEFORE], times[OURS], strict=True)]
    if Chromium.name in times:
        yield against("P2", times, WHOLE, Chromium.name, said)
    for rival in rivals:
        if isinstance(rival, Naive) and rival.not_undone:
            measures = ", ".join(sorted(rival.not_undone))
            yield Remark(f"{said}: not undone, as our report does without: {measures}")
    yield Remark(f"{said}: {ran.sizes()}")
