"""Comparison with others, honestly: what is compared, from whom, from when, and how far it holds.

A published reference is one cited figure.  It is a labelled line beside a score, never a
percentile; older than five years it is called historic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assess.core.answers import KpiAnswer
from assess.core.conditions import Value
from assess.core.items import KpiItem
from assess.core.scorecard import Scorecard
from assess.core.text import Text

HISTORIC_AFTER_YEARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Where a figure was published."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One published figure with what it takes to judge it.

    `compares_with` is "total" (a share of the best attainable result), "kpi:<item>" (the
    value of that item) or "context" (worth reading, not worth comparing).
    """

    key: str
    label: Text
    value: Fraction
    unit: Text
    population: Text
    n: int | None = None
    n_is: Literal["exactly", "more than", "about"] = "exactly"
    n_note: Text | None = None
    year: int
    year_from: int | None = None
    year_is: Literal["exactly", "about"] = "exactly"
    country: Text | None = None
    sector: str | None = None
    source: Publication
    compares_with: str
    meaning: Text

    def historic(self, year: int) -> bool:
        """Whether the figure is older than five years in this year."""
        return year - self.year > HISTORIC_AFTER_YEARS


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A set of published references; `sha256` is the digest of its file.

    `questionnaires` are the ids of those whose results may be held against it, of any if none.
    """

    id: str
    kind: Literal["published-references"]
    questionnaires: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en", "zh-Hans")
    title: Text
    about: Text
    references: tuple[Reference, ...]
    sha256: str = ""

    def fits(self, questionnaire: str) -> bool:
        """Whether results of the questionnaire of this id may be held against it."""
        return not self.questionnaires or questionnaire in self.questionnaires


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A value of ours beside a reference; both shares of 1, or both in the KPI's unit."""

    reference: Reference
    ours: Fraction | None
    theirs: Fraction
    historic: bool
    item: KpiItem | None = None

    @property
    def difference(self) -> Fraction | None:
        """Positive when the figure is above the reference."""
        return None if self.ours is None else self.ours - self.theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything an assessment may be held against.

    `headline` is the one line drawn in charts: the reference of the organization's own
    sector, else that of all sectors, else None, and then a report says so.
    """

    benchmark: Benchmark | None
    headline: Gap | None
    totals: tuple[Gap, ...]
    kpis: tuple[Gap, ...]
    context: tuple[Reference, ...]
    of_sector: bool


def compare(
    scorecard: Scorecard,
    benchmark: Benchmark | None,
    *,
    facts: Mapping[str, Value],
    year: int,
) -> Comparison:
    """Hold a scorecard against the references that fit its organization."""
    if benchmark is None or not benchmark.fits(scorecard.questionnaire.id):
        return Comparison(
            benchmark=None, headline=None, totals=(), kpis=(), context=(), of_sector=False
        )
    sector = facts.get("sector")
    fitting = [r for r in benchmark.references if r.sector is None or r.sector == sector]
    totals = tuple(
        _total_gap(reference, scorecard, year)
        for reference in fitting
        if reference.compares_with == "total"
    )
    own = [gap for gap in totals if gap.reference.sector is not None]
    return Comparison(
        benchmark=benchmark,
        headline=next(iter([*own, *totals]), None),
        totals=totals,
        kpis=tuple(_kpi_gaps(fitting, scorecard, year)),
        context=tuple(r for r in fitting if r.compares_with == "context"),
        of_sector=bool(own),
    )


def _total_gap(reference: Reference, scorecard: Scorecard, year: int) -> Gap:
    total = scorecard.total
    return Gap(
        reference=reference,
        ours=None if total.claimed is None else total.claimed / total.maximum,
        theirs=reference.value / 100,
        historic=reference.historic(year),
    )


def _kpi_gaps(references: list[Reference], scorecard: Scorecard, year: int) -> list[Gap]:
    gaps = []
    for reference in references:
        kind, _, id = reference.compares_with.partition(":")
        score = scorecard.item(id) if kind == "kpi" else None
        if score is not None and isinstance(score.item, KpiItem):
            value = score.answer.value if isinstance(score.answer, KpiAnswer) else None
            gaps.append(
                Gap(
                    reference=reference,
                    ours=value,
                    theirs=reference.value,
                    historic=reference.historic(year),
                    item=score.item,
                )
            )
    return gaps
