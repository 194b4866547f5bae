"""What a sheet is to be: what it asks of whom, in which language, and what stands in it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from assess.core.answers import slots_from
from assess.core.asking import facts_asked, is_asked
from assess.core.assessment import DEFAULT_CAPACITY, Assessment
from assess.core.conditions import Value
from assess.core.items import Item
from assess.core.numbers import shortest
from assess.core.questionnaire import Dimension, Fact, Form, Questionnaire, Role

NAME, FACTS = "name", "facts."
PURPOSE, PROFILE, ASSESSED_ON, CAPACITY = "purpose", "profile", "assessed_on", "capacity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A sheet to be made; `texts` stand in it already, by the key of their field.

    A sheet of the site knows the revision of each text and, without giving its link away, the
    `assessment` it was made from.  What cannot be changed there cannot be changed in it.
    """

    questionnaire: Questionnaire
    form: Form
    role: Role | None = None
    language: str
    day: date
    texts: Mapping[str, str] = field(default_factory=dict)
    revisions: Mapping[str, int] = field(default_factory=dict)
    assessment: str = ""

    def items(self, dimension: Dimension) -> list[Item]:
        """What is asked of a dimension, and what is answered already."""
        return [item for item in dimension.items if self._asks(item)]

    def facts(self) -> list[Fact]:
        """What is asked about the organization, and what is told already."""
        asked = facts_asked(self.questionnaire, self.form)
        told = [fact for fact in self.questionnaire.facts if self.texts.get(f"facts.{fact.id}")]
        return [fact for fact in self.questionnaire.facts if fact in asked or fact in told]

    def _asks(self, item: Item) -> bool:
        if is_asked(item, self.form, self.role):
            return True
        mine = self.role is None or self.role.id in item.roles
        return mine and any(key.startswith(f"answers.{item.id}.") for key in self.texts)


def texts_of(assessment: Assessment) -> dict[str, str]:
    """Everything an answers file says, by the keys of the fields that say it in a sheet."""
    texts = {
        PURPOSE: assessment.purpose,
        PROFILE: assessment.profile,
        ASSESSED_ON: assessment.assessed_on.isoformat(),
        **_names(assessment),
    }
    if assessment.capacity != DEFAULT_CAPACITY:
        texts[CAPACITY] = shortest(assessment.capacity)
    facts = assessment.organization.facts
    texts |= {f"facts.{id}": fact_text(value) for id, value in facts.items()}
    texts |= {f"priorities.{id}": word for id, word in assessment.priorities.items()}
    texts |= {f"deductions.{id}": str(times) for id, times in assessment.deductions.items()}
    for id, answer in assessment.answers.items():
        slots = slots_from(answer)
        texts |= {f"answers.{id}.{slot}": text for slot, text in slots.items()}
    return texts


def _names(assessment: Assessment) -> dict[str, str]:
    """The name of the organization: one, or one for each language where they differ."""
    names = assessment.organization.name.translations
    if len(set(names.values())) == 1:
        return {NAME: next(iter(names.values()))}
    return {f"{NAME}.{language}": name for language, name in names.items()}


def fact_text(value: Value) -> str:
    """A fact as it is typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return shortest(value) if isinstance(value, Fraction) else str(value or "")
