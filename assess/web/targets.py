"""The client's own targets for measures without a published curve, set before answering."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assess.core.answers import slots_of
from assess.core.items import Item, KpiItem
from assess.storage.answers import Cell, Conflict
from assess.web.autosave import by_words
from assess.web.context import Opened, open_assessment
from assess.web.forms import AnswersForm, answers_form
from assess.web.saving import save_page, texts_after
from assess.web.sheet import cards_of
from assess.web.speech import speaking_from_now, wanted

bp = Blueprint("targets", __name__, url_prefix="/a/<token>/targets")

PREFIX = "targets."


@bp.get("")
def page(token: str) -> ResponseReturnValue:
    """Every measure whose curve the client may set, with the curve that holds until then."""
    opened = open_assessment(token)
    return _page(opened, _form(opened))


@bp.post("")
def save(token: str) -> ResponseReturnValue:
    """Keep the targets as typed; they are slots of the answers they belong to."""
    opened = open_assessment(token)
    form = _form(opened)
    language = wanted()
    _, conflicts = save_page(opened, form)
    opened = open_assessment(token)
    if conflicts:
        texts = texts_after(opened, form, conflicts)
        again = answers_form(
            opened.questionnaire, measures_of(opened), texts, of=target_slots, posted=False
        )
        return _page(opened, again, conflicts), HTTPStatus.CONFLICT
    if language or form.validate():
        place = ".page" if language else "assessments.hub"
        return speaking_from_now(redirect(url_for(place, token=token), 303), language)
    return _page(opened, form), HTTPStatus.UNPROCESSABLE_ENTITY


def measures_of(opened: Opened) -> list[Item]:
    """The measured items of this form whose curve the client may set."""
    items = opened.questionnaire.items()
    return [item for item in items if opened.asks(item) and target_slots(item)]


def target_slots(item: Item) -> tuple[str, ...]:
    """The slots of an item that hold targets: worst, target and best, or none."""
    if not isinstance(item, KpiItem):
        return ()
    return tuple(slot for slot in slots_of(item) if slot.startswith(PREFIX))


def _form(opened: Opened) -> AnswersForm:
    return answers_form(opened.questionnaire, measures_of(opened), opened.typed, of=target_slots)


def _page(opened: Opened, form: AnswersForm, conflicts: dict[Cell, Conflict] | None = None) -> str:
    scores = [opened.scorecard.item(item.id) for item, _ in form.asked]
    asked = [score for score in scores if score]
    cards = cards_of(asked, form, opened.revisions, conflicts)
    return render_template("targets/page.html", opened=opened, cards=cards, by_words=by_words)
