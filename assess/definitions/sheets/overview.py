"""The fields of the first sheet: who is assessed, what for, and what the plan should respect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from assess.core.assessment import DEFAULT_CAPACITY, Priority
from assess.core.faults import N_
from assess.core.numbers import shortest
from assess.core.questionnaire import Fact, Questionnaire
from assess.core.scoring_rules import Deduction, Purpose
from assess.definitions.sheets.fields import Choice, Field, choice_field, said
from assess.definitions.sheets.items import labelled, yes_or_no
from assess.definitions.sheets.orders import (
    ASSESSED_ON,
    CAPACITY,
    NAME,
    PROFILE,
    PURPOSE,
    Order,
)
from assess.language import gettext, name_of

PURPOSES: dict[Purpose, str] = {
    "self-assessment": N_("Self-assessment"),
    "audit": N_("Audit"),
    "certification": N_("Certification"),
}
PRIORITIES: dict[Priority, str] = {
    "low": N_("low"),
    "normal": N_("normal"),
    "high": N_("high"),
}
LONGEST_NAME = 120
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields below a head; `locked` ones can only be read, `optional` ones stand last."""

    title: str
    fields: tuple[Field, ...]
    locked: bool = False
    optional: bool = False


def sections_of(order: Order) -> list[Section]:
    """The parts of the first sheet that are filled in, in the language spoken."""
    q, fixed = order.questionnaire, bool(order.assessment)
    about = [
        *_names(order),
        *(_fact(fact) for fact in order.facts()),
        Field(key=ASSESSED_ON, label=gettext("Assessed on"), kind="day"),
    ]
    found = [
        Section(title=gettext("About the organization"), fields=tuple(about)),
        Section(title=gettext("What it is for"), fields=(_purpose(), _profile(q)), locked=fixed),
    ]
    if not fixed:
        deductions = tuple(map(_deduction, q.deductions))
        found += [
            Section(title=gettext("What costs points"), fields=deductions, optional=True),
            Section(
                title=gettext("For the plan, if you like"),
                fields=tuple(_plan(order)),
                optional=True,
            ),
        ]
    return [section for section in found if section.fields]


def every_field(questionnaire: Questionnaire) -> Iterator[Field]:
    """Every field that a first sheet may have, in the language spoken."""
    q = questionnaire
    yield Field(key=NAME, label=NAME)
    yield from (Field(key=f"{NAME}.{language}", label=NAME) for language in q.languages)
    yield from map(_fact, q.facts)
    yield Field(key=ASSESSED_ON, label=ASSESSED_ON, kind="day")
    yield _purpose()
    yield _profile(q)
    yield from map(_deduction, q.deductions)
    yield _capacity()
    yield from (_priority(dimension.id, said(dimension.title)) for dimension in q.dimensions)
    yield from (_priority(item.id, said(item.title)) for item in q.items())


def _names(order: Order) -> Iterator[Field]:
    label = gettext("Name of the organization")
    several = [language for language in order.texts if language.startswith(f"{NAME}.")]
    if not several:
        yield Field(key=NAME, label=label, longest=LONGEST_NAME)
    for key in several:
        language = key.removeprefix(f"{NAME}.")
        yield Field(key=key, label=f"{label} ({name_of(language)})", longest=LONGEST_NAME)


def _fact(fact: Fact) -> Field:
    key, label = f"facts.{fact.id}", said(fact.ask or fact.title)
    if fact.type == "choice":
        return choice_field(key, label, [Choice(c.id, said(c.text)) for c in fact.choices])
    if fact.type == "yes-no":
        return choice_field(key, label, yes_or_no())
    return Field(key=key, label=label, kind="number" if fact.type == "number" else "text")


def _purpose() -> Field:
    choices = [Choice(purpose, gettext(words)) for purpose, words in PURPOSES.items()]
    return choice_field(PURPOSE, gettext("Purpose"), choices)


def _profile(questionnaire: Questionnaire) -> Field:
    choices = [Choice(profile.id, said(profile.title)) for profile in questionnaire.profiles]
    return choice_field(PROFILE, gettext("Weights"), choices)


def _deduction(deduction: Deduction) -> Field:
    most = deduction.most
    return Field(
        key=f"deductions.{deduction.id}",
        label=said(deduction.text),
        means=gettext("how often it was found; nothing means never"),
        kind="whole",
        lowest=NOTHING,
        highest=None if most is None else Fraction(most),
    )


def _plan(order: Order) -> Iterator[Field]:
    """The capacity, and priorities of all dimensions and of the items that have one already."""
    yield _capacity()
    for dimension in order.questionnaire.dimensions:
        yield _priority(dimension.id, said(dimension.title))
        for item in dimension.items:
            if f"priorities.{item.id}" in order.texts:
                yield _priority(item.id, f"{item.id} {said(item.title)}")


def _capacity() -> Field:
    usual = shortest(DEFAULT_CAPACITY)
    return Field(
        key=CAPACITY,
        label=gettext("Person-days a quarter for improvement"),
        means=gettext("{days} when nothing is stated").format(days=usual),
        kind="number",
        lowest=NOTHING,
    )


def _priority(id: str, title: str) -> Field:
    choices = [Choice(word, gettext(PRIORITIES[word])) for word in get_args(Priority)]
    return choice_field(f"priorities.{id}", labelled(gettext("Priority"), title), choices)
