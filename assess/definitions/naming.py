"""Ids: words that files of answers, conditions and addresses can name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from assess.core.faults import N_, Fault, words
from assess.core.items import ChecklistItem, ChoiceItem
from assess.core.questionnaire import Questionnaire
from assess.definitions.checks.scoreable import Found

Q542 = partial(Fault, "Q542", N_("'{id}' cannot be an id"), N_("{hint}"))

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_CURES = {
    _WORD: N_("write letters, digits, “-” and “_”, a letter first"),
    _NAME: N_("write letters, digits and “_”, a letter first; conditions name it"),
    _PLAIN: N_("write letters, digits, “-”, “_” and “.”, a letter or a digit first"),
}


def checks(questionnaire: Questionnaire) -> Iterator[Found]:
    """Checks that do not look at what another one looks at, so that each can be passed over."""
    yield _named([questionnaire], _WORD)
    yield _named(questionnaire.dimensions, _WORD)
    yield _named(questionnaire.items(), _WORD)
    yield _facts(questionnaire)
    for part in ("roles", "articles", "forms", "profiles", "deductions"):
        yield _parts(questionnaire, part)
    for dimension in questionnaire.dimensions:
        yield _parts(dimension, "stages")
    for item in questionnaire.items():
        if isinstance(item, ChecklistItem | ChoiceItem):
            yield _parts(item, "practices" if isinstance(item, ChecklistItem) else "options")


def _facts(questionnaire: Questionnaire) -> Found:
    yield from _named(questionnaire.facts, _NAME)
    for fact in questionnaire.facts:
        yield from _named(fact.choices, _PLAIN)


def _parts(owner: object, part: str) -> Found:
    yield from _named(getattr(owner, part), _PLAIN)


def _named(values: Iterable[object], pattern: re.Pattern[str]) -> Found:
    for value in values:
        id = str(getattr(value, "id"))  # noqa: B009 — the groups have nothing but `id` in common
        # Where it could not be read it is "", which is told already.
        if id and not pattern.fullmatch(id):
            yield value, "id", Q542(details={"id": id, "hint": words(_CURES[pattern])})
