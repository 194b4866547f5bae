"""Whom a questionnaire asks what: by the form, and by the role of who answers."""

from __future__ import annotations

from assess.core.items import Item
from assess.core.questionnaire import Fact, Form, Questionnaire, Role


def facts_asked(questionnaire: Questionnaire, form: Form) -> tuple[Fact, ...]:
    """The facts that a form needs: those its conditions ask about, and those none asks about."""
    needed: set[str] = set()
    others: set[str] = set()
    for item in questionnaire.items():
        references = item.applies_if.references() if item.applies_if else ()
        facts = {each.id for each in references if each.function == "facts"}
        (needed if form.asks(item) else others).update(facts)
    return tuple(fact for fact in questionnaire.facts if fact.id not in others - needed)


def is_asked(item: Item, form: Form, role: Role | None) -> bool:
    """Whether a form asks the item of somebody in a role, or of everybody."""
    return form.asks(item) and (role is None or role.id in item.roles)
