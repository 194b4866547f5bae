"""An assessment as plain data and back, so that a report can carry what it follows from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TypeVar, cast, get_args

from assess.core.answers import Answer, slots_from
from assess.core.assessment import Assessment, Organization, Priority
from assess.core.conditions import Value
from assess.core.numbers import number_typed, shortest
from assess.core.questionnaire import Questionnaire
from assess.core.readings import read_all
from assess.core.scoring_rules import Purpose
from assess.core.text import Text
from assess.errors import AssessError

_T = TypeVar("_T")


class InvalidRecord(AssessError):
    """A record that is not one of an assessment; says at which key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def assessment_record(assessment: Assessment) -> dict[str, object]:
    """An assessment as plain data, with each answer as the slots that read back as it."""
    record: dict[str, object] = {
        "questionnaire": assessment.questionnaire,
        "version": assessment.version,
        "sha256": assessment.sha256,
        "purpose": assessment.purpose,
        "form": assessment.form,
        "profile": assessment.profile,
        "organization": {
            "name": dict(assessment.organization.name.translations),
            "facts": {
                id: shortest(value) if isinstance(value, Fraction) else value
                for id, value in assessment.organization.facts.items()
            },
        },
        "assessed_on": assessment.assessed_on.isoformat(),
        "priorities": dict(assessment.priorities),
        "capacity": shortest(assessment.capacity),
        "answers": {id: slots_from(answer) for id, answer in assessment.answers.items()},
    }
    if assessment.deductions:
        record["deductions"] = dict(assessment.deductions)
    return record


def assessment_of(record: object, questionnaire: Questionnaire) -> Assessment:
    """The assessment that a record holds, or InvalidRecord; the inverse of assessment_record."""
    fields = _Fields(record, "")
    organization = _Fields(fields.take("organization", dict), "organization.")
    answers = _answers(fields.take("answers", dict), questionnaire)
    purpose = fields.text("purpose")
    capacity = number_typed(fields.text("capacity"))
    if purpose not in get_args(Purpose) or capacity is None:
        raise InvalidRecord("purpose" if capacity is not None else "capacity")
    known = {
        "form": {form.id for form in questionnaire.forms},
        "profile": {profile.id for profile in questionnaire.profiles},
        "questionnaire": {questionnaire.id},
        "version": {questionnaire.version},
        "sha256": {questionnaire.sha256},
    }
    for key, allowed in known.items():
        if fields.text(key) not in allowed:
            raise InvalidRecord(key)
    return Assessment(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        sha256=questionnaire.sha256,
        purpose=cast("Purpose", purpose),
        form=fields.text("form"),
        profile=fields.text("profile"),
        organization=Organization(
            name=Text(organization.texts("name"), questionnaire.languages),
            facts=_facts(organization.take("facts", dict), questionnaire),
        ),
        assessed_on=_day(fields.text("assessed_on")),
        answers=answers,
        priorities=_priorities(fields.texts("priorities")),
        capacity=capacity,
        deductions=_deductions(fields.record.get("deductions", {}), questionnaire),
    )


class _Fields:
    """A mapping read key by key; whatever is not as expected is an InvalidRecord."""

    def __init__(self, record: object, place: str) -> None:
        if not isinstance(record, dict):
            raise InvalidRecord(place.rstrip(".") or "record")
        self.record = record
        self.place = place

    def take(self, key: str, kind: type[_T]) -> _T:
        value = self.record.get(key)
        if not isinstance(value, kind):
            raise InvalidRecord(self.place + key)
        return value

    def text(self, key: str) -> str:
        return self.take(key, str)

    def texts(self, key: str) -> dict[str, str]:
        found = self.take(key, dict)
        if not all(isinstance(k, str) and isinstance(v, str) for k, v in found.items()):
            raise InvalidRecord(self.place + key)
        return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidRecord("assessed_on") from None


def _priorities(texts: Mapping[str, str]) -> dict[str, Priority]:
    if not set(texts.values()) <= set(get_args(Priority)):
        raise InvalidRecord("priorities")
    return {id: cast("Priority", priority) for id, priority in texts.items()}


def _deductions(found: object, questionnaire: Questionnaire) -> dict[str, int]:
    if not isinstance(found, dict):
        raise InvalidRecord("deductions")
    known = {deduction.id: deduction for deduction in questionnaire.deductions}
    for id, times in found.items():
        whole = isinstance(times, int) and not isinstance(times, bool)
        if id not in known or not whole or not known[id].allows(times):
            raise InvalidRecord(f"deductions.{id}")
    return found


def _facts(record: Mapping[object, object], questionnaire: Questionnaire) -> dict[str, Value]:
    facts: dict[str, Value] = {}
    for id, value in record.items():
        fact = questionnaire.fact(str(id))
        if fact is None or not isinstance(value, str | bool):
            raise InvalidRecord(f"organization.facts.{id}")
        numeric = fact.type == "number" and isinstance(value, str)
        facts[fact.id] = number_typed(str(value)) if numeric else value
    return facts


def _answers(record: Mapping[object, object], questionnaire: Questionnaire) -> dict[str, Answer]:
    typed: dict[str, dict[str, str]] = {}
    for id, slots in record.items():
        if questionnaire.item(str(id)) is None:
            raise InvalidRecord(f"answers.{id}")
        typed[str(id)] = _Fields({"answer": slots}, f"answers.{id}.").texts("answer")
    answers, faults = read_all(questionnaire, typed)
    if faults:
        raise InvalidRecord(f"answers.{next(iter(faults))}")
    return answers
