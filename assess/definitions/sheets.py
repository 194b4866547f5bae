"""The offline form: an empty answers file in which the questions stand as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date

from assess.core.answers import COMPARISONS, TARGETS
from assess.core.numbers import shortest
from assess.core.questionnaire import (
    ChecklistItem,
    ChoiceItem,
    CoverageItem,
    Fact,
    Form,
    Item,
    KpiItem,
    MaturityItem,
    Questionnaire,
)
from assess.core.text import Text
from assess.definitions.assessments import SCHEMA

WIDTH = 96


def empty_sheet(questionnaire: Questionnaire, form: Form, language: str, day: date) -> str:
    """An answers file for a form, ready to be filled with an editor."""
    return "\n".join(_Writer(questionnaire, form, language).lines(day)) + "\n"


class _Writer:
    def __init__(self, questionnaire: Questionnaire, form: Form, language: str) -> None:
        self.questionnaire = questionnaire
        self.form = form
        self.language = (
            language if language in questionnaire.languages else questionnaire.languages[0]
        )

    def lines(self, day: date) -> Iterator[str]:
        q = self.questionnaire
        yield f"# {self._words(q.title)} — {self._words(self.form.title)}"
        yield f"schema: {SCHEMA}"
        yield f"questionnaire: {q.id}"
        yield f'version: "{q.version}"'
        yield "purpose: self-assessment  # self-assessment | audit | certification"
        yield f"form: {self.form.id}"
        yield f"profile: {q.profiles[0].id}  # {' | '.join(profile.id for profile in q.profiles)}"
        yield "organization:"
        yield "  name:"
        for fact in q.facts:
            yield f"  # {fact.id}:  # {self._words(fact.ask or fact.title)}{_known(fact)}"
        yield f"assessed_on: {day.isoformat()}"
        yield "answers:"
        for dimension in q.dimensions:
            yield ""
            yield f"  # ===== {self._words(dimension.title)} ====="
            for item in dimension.items:
                if self.form.asks(item):
                    yield from self._item(item)

    def _words(self, text: Text) -> str:
        return text.within(self.language)

    def _comment(self, text: str, indent: str) -> Iterator[str]:
        for line in textwrap.wrap(text, WIDTH) or [""]:
            yield f"{indent}# {line}"

    def _item(self, item: Item) -> Iterator[str]:
        yield ""
        yield from self._comment(f"{item.id} {self._words(item.title)}", "  ")
        yield from self._comment(self._words(item.text), "  ")
        if item.help:
            yield from self._comment(self._words(item.help), "  ")
        yield f"  {item.id}:"
        yield from self._fields(item)
        yield from self._comment(self._words(item.evidence), "    ")
        grades = "; ".join(
            f"{n} {self._words(words)}"
            for n, words in enumerate(self.questionnaire.evidence_grades)
        )
        yield from self._comment(grades, "    ")
        yield "    evidence:"
        if item.na_allowed:
            if item.na_when:
                yield from self._comment(self._words(item.na_when), "    ")
            yield "    not_applicable:"
        yield "    note:"

    def _fields(self, item: Item) -> Iterator[str]:
        match item:
            case MaturityItem():
                yield from self._maturity(item)
            case ChecklistItem():
                yield from self._checklist(item)
            case CoverageItem():
                yield from self._comment(self._words(item.numerator), "    ")
                yield "    numerator:"
                yield from self._comment(self._words(item.denominator), "    ")
                yield "    denominator:"
                yield from self._comment(self._words(item.period), "    ")
                yield "    period:"
                yield "    sample:"
            case KpiItem():
                yield from self._kpi(item)
            case ChoiceItem():
                for option in item.options:
                    yield from self._comment(f"{option.id}: {self._words(option.text)}", "    ")
                yield "    chosen:"

    def _maturity(self, item: MaturityItem) -> Iterator[str]:
        for axis in item.axes:
            for step, words in sorted(item.anchors.of(axis).items()):
                yield from self._comment(f"{step}: {self._words(words)}", "    ")
            yield f"    {axis}:"

    def _checklist(self, item: ChecklistItem) -> Iterator[str]:
        grades = self.questionnaire.scales[item.scale]
        scale = "; ".join(f"{shortest(grade.value)} {self._words(grade.text)}" for grade in grades)
        yield from self._comment(scale, "    ")
        yield "    practices:"
        for practice in item.practices:
            yield from self._comment(self._words(practice.text), "      ")
            for criterion in practice.quality:
                yield from self._comment(f"- {self._words(criterion)}", "      ")
            yield f"      {practice.id}:"

    def _kpi(self, item: KpiItem) -> Iterator[str]:
        yield from self._comment(f"{self._words(item.measure)} ({self._words(item.unit)})", "    ")
        yield "    value:"
        yield "    periods: []"
        yield f"    comparison:  # {' | '.join(COMPARISONS)}"
        yield "    segments:  # true | false"
        if item.curve_is_clients:
            yield "    targets:"
            for target in TARGETS:
                yield f"      {target}:"


def _known(fact: Fact) -> str:
    """What may be answered, where that is a short list."""
    known = [choice.id for choice in fact.choices]
    if fact.type == "yes-no":
        known = ["true", "false"]
    return f": {' | '.join(known)}" if known else ""
