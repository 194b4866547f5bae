"""An answers file in which the questions stand as comments, for who has an editor."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import get_args

from assess.core.answers import COMPARISONS, TARGETS
from assess.core.items import (
    ChecklistItem,
    ChoiceItem,
    CoverageItem,
    Item,
    KpiItem,
    MaturityItem,
    RatingItem,
)
from assess.core.numbers import number_typed, shortest
from assess.core.questionnaire import Fact
from assess.core.scale import scale_of
from assess.core.scoring_rules import Purpose
from assess.core.text import Text
from assess.definitions.assessments import SCHEMA
from assess.definitions.sheets.items import answer_key
from assess.definitions.sheets.orders import (
    ASSESSED_ON,
    CAPACITY,
    NAME,
    PROFILE,
    PURPOSE,
    Order,
)
from assess.definitions.yaml.rewriting import quoted
from assess.language import gettext
from assess.tags import nearest

WIDTH = 96
PRIORITIES = "priorities."
_TRUTH = {"yes": "true", "no": "false"}
_PLAIN = re.compile(r"(?!(true|false|null)$)[a-z][a-z0-9-]*|\d{4}-\d\d-\d\d")


def plain_sheet(order: Order) -> str:
    """An answers file, ready to be filled in with an editor."""
    return "\n".join(_Writer(order).lines()) + "\n"


class _Writer:
    def __init__(self, order: Order) -> None:
        self.order = order
        self.questionnaire = order.questionnaire
        languages = order.questionnaire.languages
        self.language = nearest(order.language, languages) or languages[0]

    def lines(self) -> Iterator[str]:
        q, form = self.questionnaire, self.order.form
        profiles = " | ".join(profile.id for profile in q.profiles)
        yield f"# {self._words(q.title)} — {self._words(form.title)}"
        yield f"schema: {SCHEMA}"
        yield f"questionnaire: {q.id}"
        yield f'version: "{q.version}"'
        yield f"{self._key('', PURPOSE, 'self-assessment')}  # {' | '.join(get_args(Purpose))}"
        yield f"form: {form.id}"
        yield f"{self._key('', PROFILE, q.profiles[0].id)}  # {profiles}"
        yield from self._organization()
        yield self._key("", ASSESSED_ON, self.order.day.isoformat())
        yield from self._plan()
        yield from self._deductions()
        yield "answers:"
        for dimension in q.dimensions:
            yield ""
            yield f"  # ===== {self._words(dimension.title)} ====="
            for item in self.order.items(dimension):
                yield from self._item(item)

    def _organization(self) -> Iterator[str]:
        yield "organization:"
        names = [language for language in self.questionnaire.languages if self._has(language)]
        yield "  name:" if names else self._key("  ", NAME)
        yield from (self._key("    ", f"{NAME}.{language}") for language in names)
        for fact in self.questionnaire.facts:
            text = self.order.texts.get(f"facts.{fact.id}", "")
            said = _TRUTH.get(text, text) if fact.type == "yes-no" else _in_yaml(text)
            line = f"  {fact.id}: {said}" if text else f"  # {fact.id}:"
            yield f"{line}  # {self._words(fact.ask or fact.title)}{_known(fact)}"

    def _has(self, language: str) -> bool:
        return f"{NAME}.{language}" in self.order.texts

    def _plan(self) -> Iterator[str]:
        """What steers the plan, where it is told already."""
        if CAPACITY in self.order.texts:
            yield self._key("", CAPACITY)
        priorities = [key for key in self.order.texts if key.startswith(PRIORITIES)]
        if priorities:
            yield "priorities:"
        for key in priorities:
            yield f"  {key.removeprefix(PRIORITIES)}: {self.order.texts[key]}"

    def _deductions(self) -> Iterator[str]:
        """How often each thing was found that costs points; nothing means never."""
        if self.questionnaire.deductions:
            yield "deductions:"
        for deduction in self.questionnaire.deductions:
            most = "" if deduction.most is None else f" (0 – {deduction.most})"
            yield from self._comment(f"{self._words(deduction.text)}{most}", "  ")
            yield self._key("  ", f"deductions.{deduction.id}", "0")

    def _key(self, indent: str, key: str, otherwise: str = "") -> str:
        """A key with what stands there already; the last part of its name is what YAML calls it."""
        text = self.order.texts.get(key) or otherwise
        return f"{indent}{key.rpartition('.')[2]}: {_in_yaml(text)}".rstrip()

    def _slot(self, item: Item, slot: str, indent: str = "    ") -> str:
        """The key of a slot of an answer with what stands there already."""
        return self._key(indent, answer_key(item, slot))

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
        yield self._slot(item, "evidence")
        if item.na_allowed:
            if item.na_when:
                yield from self._comment(self._words(item.na_when), "    ")
            yield self._slot(item, "not_applicable")
        yield self._slot(item, "note")

    def _fields(self, item: Item) -> Iterator[str]:
        match item:
            case MaturityItem():
                yield from self._maturity(item)
            case ChecklistItem():
                yield from self._checklist(item)
            case CoverageItem():
                yield from self._comment(self._words(item.numerator), "    ")
                yield self._slot(item, "numerator")
                yield from self._comment(self._words(item.denominator), "    ")
                yield self._slot(item, "denominator")
                yield from self._comment(self._words(item.period), "    ")
                yield self._slot(item, "period")
                yield self._slot(item, "sample")
            case KpiItem():
                yield from self._kpi(item)
            case ChoiceItem():
                for option in item.options:
                    yield from self._comment(f"{option.id}: {self._words(option.text)}", "    ")
                yield self._slot(item, "chosen")
            case RatingItem():
                for at, words in sorted(item.anchors.items()):
                    yield from self._comment(f"{shortest(at)}: {self._words(words)}", "    ")
                unit = f" {self._words(item.unit)}" if item.unit else ""
                yield f"{self._slot(item, 'value')}  # {scale_of(item).sentence(gettext)}{unit}"

    def _maturity(self, item: MaturityItem) -> Iterator[str]:
        for axis in item.axes:
            if named := self.questionnaire.axes.get(axis):
                yield from self._comment(self._words(named), "    ")
            for step, words in sorted(item.anchors.of(axis).items()):
                yield from self._comment(f"{step}: {self._words(words)}", "    ")
            yield self._slot(item, axis)

    def _checklist(self, item: ChecklistItem) -> Iterator[str]:
        grades = self.questionnaire.scales[item.scale]
        scale = "; ".join(f"{shortest(grade.value)} {self._words(grade.text)}" for grade in grades)
        yield from self._comment(scale, "    ")
        yield "    practices:"
        for practice in item.practices:
            yield from self._comment(self._words(practice.text), "      ")
            for criterion in practice.quality:
                yield from self._comment(f"- {self._words(criterion)}", "      ")
            yield self._slot(item, f"practices.{practice.id}", "      ")

    def _kpi(self, item: KpiItem) -> Iterator[str]:
        yield from self._comment(f"{self._words(item.measure)} ({self._words(item.unit)})", "    ")
        yield self._slot(item, "value")
        periods = self.order.texts.get(answer_key(item, "periods"), "").split()
        yield f"    periods: [{', '.join(periods)}]"
        yield f"{self._slot(item, 'comparison')}  # {' | '.join(COMPARISONS)}"
        yield f"{self._slot(item, 'segments')}  # true | false"
        if item.curve_is_clients:
            yield "    targets:"
            for target in TARGETS:
                yield self._slot(item, f"targets.{target}", "      ")


def _in_yaml(text: str) -> str:
    """A text as the value of a key: a number, a day or a word as it is, all else in quotes."""
    plain = _PLAIN.fullmatch(text) or (number_typed(text) is not None and "," not in text)
    return text if not text or plain else quoted(text)


def _known(fact: Fact) -> str:
    """What may be answered, where that is a short list."""
    known = [choice.id for choice in fact.choices]
    if fact.type == "yes-no":
        known = ["true", "false"]
    return f": {' | '.join(known)}" if known else ""
