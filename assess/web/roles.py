"""The role that a browser answers in: it is then asked only what that role may judge."""

from __future__ import annotations

from flask import session

from assess.core.questionnaire import Questionnaire, Role
from assess.web.faults import NoSuchPlace

KEPT = "roles"


def role_taken(questionnaire: Questionnaire, assessment: int) -> Role | None:
    """The role this browser took in an assessment, None when it answers everything."""
    taken = session.get(KEPT, {}).get(str(assessment))
    return next((role for role in questionnaire.roles if role.id == taken), None)


def take_role(questionnaire: Questionnaire, assessment: int, id: str) -> None:
    """Remember the role for this browser; an empty id asks everything again."""
    if id and id not in {role.id for role in questionnaire.roles}:
        raise NoSuchPlace("role")
    others = {key: role for key, role in session.get(KEPT, {}).items() if key != str(assessment)}
    session[KEPT] = {**others, str(assessment): id} if id else others
