"""What is asked and why, for everybody: items, roles, sources, words."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, has_request_context, render_template, request
from flask.typing import ResponseReturnValue

from assess.core.duration import minutes
from assess.core.questionnaire import Item, Questionnaire
from assess.language import current
from assess.web.context import services
from assess.web.faults import NoSuchPlace

bp = Blueprint("questionnaire", __name__, url_prefix="/questionnaire")


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
        glossary=services().library.glossary(asked.id),
    )


def _shown() -> Questionnaire:
    """The questionnaire that the address names under `of`, else the one this site is about."""
    id = request.args.get("of", services().asked)
    if id not in services().library.ids:
        raise NoSuchPlace("questionnaire")
    return services().questionnaire(id)


@bp.url_defaults
def _stay(endpoint: str, values: dict[str, object]) -> None:
    """Links between these pages stay with the questionnaire that is shown."""
    if has_request_context() and "of" in request.args:
        values.setdefault("of", request.args["of"])


def _judged_by(asked: Questionnaire, role: str) -> list[Item]:
    return [item for item in asked.items() if role in item.roles]


def _places(asked: Questionnaire) -> Mapping[str, tuple[Item, str]]:
    """Every item by its id, with its dimension's."""
    return {item.id: (item, d.id) for d in asked.dimensions for item in d.items}
