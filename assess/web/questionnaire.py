"""What is asked and why, for everybody: items, roles, sources, words."""

from __future__ import annotations

from collections.abc import Mapping

from flask import (
    Blueprint,
    abort,
    has_request_context,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assess.core.duration import minutes
from assess.core.items import Item
from assess.core.questionnaire import Questionnaire
from assess.definitions.glossary import Term, load_glossary
from assess.definitions.library import GLOSSARY
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from assess.definitions.releasing.shelf import Draft
from assess.language import current
from assess.web import access
from assess.web.context import services
from assess.web.faults import NoSuchPlace
from assess.web.offering import tried

bp = Blueprint("questionnaire", __name__, url_prefix="/questionnaire")

DRAFT = "draft"
"""What an address names a draft under."""


@bp.get("")
def overview() -> ResponseReturnValue:
    """Every item by its name, and the way to all the rest."""
    asked = _shown()
    items = list(asked.items())
    return render_template(
        "questionnaire/overview.html",
        questionnaire=asked,
        minutes=minutes(items, current()),
        knock_outs=sum(item.knock_out for item in items),
        conditional=[item for item in items if item.applies_if is not None],
        weighed=[asked.weights(profile) for profile in asked.profiles],
    )


@bp.get("/dimensions/<dimension_id>")
def dimension(dimension_id: str) -> ResponseReturnValue:
    """Everything that is known about the items of one dimension."""
    asked = _shown()
    found = asked.dimension(dimension_id)
    if found is None:
        raise NoSuchPlace("dimension")
    return render_template("questionnaire/dimension.html", questionnaire=asked, dimension=found)


@bp.get("/roles")
def roles() -> ResponseReturnValue:
    """Who can judge what, and how much that is for each."""
    asked = _shown()
    return render_template(
        "questionnaire/roles.html",
        questionnaire=asked,
        judged={role.id: _judged_by(asked, role.id) for role in asked.roles},
        minutes={role.id: minutes(_judged_by(asked, role.id), current()) for role in asked.roles},
    )


@bp.get("/sources")
def sources() -> ResponseReturnValue:
    """Where this comes from: article, practice, items."""
    asked = _shown()
    return render_template("questionnaire/sources.html", questionnaire=asked, places=_places(asked))


@bp.get("/words")
def words() -> ResponseReturnValue:
    """The words of the questionnaire in every language."""
    asked = _shown()
    return render_template(
        "questionnaire/words.html",
        questionnaire=asked,
        glossary=_glossary(asked),
    )


def _shown() -> Questionnaire:
    """The questionnaire that the address names under `of`, else the one this site is about.

    Under `draft` the operator sees one that was sent; whoever is none is asked for the key first.
    """
    if DRAFT in request.args:
        return _tried()
    id = request.args.get("of", services().asked)
    if id not in services().library.ids:
        raise NoSuchPlace("questionnaire")
    return services().questionnaire(id)


def _tried() -> Questionnaire:
    try:
        return tried(_draft())[0]
    except (InvalidDefinition, UnreadableFile):
        abort(redirect(url_for("operator.draft", key=request.args[DRAFT]), 303))


def _draft() -> Draft:
    key = request.args[DRAFT]
    if not access.is_operator():
        abort(redirect(url_for("operator.draft", key=key), 303))
    return services().shelf.draft(key)


def _glossary(asked: Questionnaire) -> tuple[Term, ...]:
    if DRAFT not in request.args:
        return services().library.glossary(asked.id)
    path = _draft().folder / GLOSSARY
    try:
        return load_glossary(path, asked) if path.exists() else ()
    except InvalidDefinition:
        return ()  # the page of the draft tells what is wrong with it


@bp.url_defaults
def _stay(endpoint: str, values: dict[str, object]) -> None:
    """Links between these pages stay with the questionnaire that is shown."""
    for name in ("of", DRAFT) if has_request_context() else ():
        if name in request.args:
            values.setdefault(name, request.args[name])


def _judged_by(asked: Questionnaire, role: str) -> list[Item]:
    return [item for item in asked.items() if role in item.roles]


def _places(asked: Questionnaire) -> Mapping[str, tuple[Item, str]]:
    """Every item by its id, with its dimension's."""
    return {item.id: (item, d.id) for d in asked.dimensions for item in d.items}
