"""One answer at a time, for the script of the answer page."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import BadRequest

from assess.core.answers import slots_of
from assess.core.items import Item
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.filters import percent, sentence
from assess.storage.answers import Conflict, Locked, Saved, StoredAnswer
from assess.web.context import Opened, open_assessment, services
from assess.web.errors import closed_words
from assess.web.faults import NoSuchPlace
from assess.web.saving import actor
from assess.web.sheet import DONE, Progress, progress_of, share_of

bp = Blueprint("autosave", __name__)


@bp.get("/csrf")
def csrf() -> ResponseReturnValue:
    """A fresh token, for a page that outlived its session."""
    return jsonify(token=generate_csrf())


@bp.put("/a/<token>/answers/<item_id>/<slot>")
def save(token: str, item_id: str, slot: str) -> ResponseReturnValue:
    """Keep one answer as typed; 409 tells what stands there instead."""
    opened = open_assessment(token)
    item = asked_item(opened, item_id)
    if slot not in slots_of(item):
        raise NoSuchPlace("field")
    value, base_rev, op_id = _attempt()
    outcome = services().store.save(
        opened.record.id, item.id, slot, value, base_rev=base_rev, op_id=op_id, actor=actor()
    )
    match outcome:
        case Saved():
            return jsonify(_saved(_with(opened, item, slot, value, outcome), item, outcome))
        case Conflict():
            return jsonify(_conflict(outcome)), 409
        case Locked():
            return jsonify(locked=outcome.status, said=closed_words()), 409


def asked_item(opened: Opened, id: str) -> Item:
    """An item that this assessment asks, or `NoSuchPlace`."""
    item = opened.questionnaire.item(id)
    if item is None or not opened.form.asks(item):
        raise NoSuchPlace("item")
    return item


def progress_words(progress: Progress) -> str:
    """How far a page of questions is answered, in words."""
    said = gettext("{n} of {m} answered")
    return said.format(n=progress.answered, m=progress.asked)


def by_words(who: str) -> str:
    """Who saved the other text."""
    return gettext("you, in another window") if who == actor() else gettext("someone else")


def _attempt() -> tuple[str, int, str]:
    body = request.get_json(silent=True)
    given = body if isinstance(body, dict) else {}
    value, base_rev, op_id = (given.get(key) for key in ("value", "base_rev", "op_id"))
    if not isinstance(value, str) or not isinstance(op_id, str) or not op_id:
        raise BadRequest
    if not isinstance(base_rev, int) or isinstance(base_rev, bool):
        raise BadRequest
    return value, base_rev, op_id


def _with(opened: Opened, item: Item, slot: str, value: str, saved: Saved) -> Opened:
    """The assessment as it stands after a save, without asking the database again."""
    stored = StoredAnswer(value=value, rev=saved.rev, updated_at=saved.at, actor=actor())
    return replace(opened, cells={**opened.cells, (item.id, slot): stored})


def _saved(opened: Opened, item: Item, saved: Saved) -> dict[str, object]:
    score = opened.scorecard.item(item.id)
    assert score is not None
    section = opened.section_of(item)
    progress = progress_of(opened.scores_of(section) if section else ())
    share = share_of(score)
    return {
        "rev": saved.rev,
        "at": saved.at.isoformat(),
        "status": gettext(wording.STATUSES[score.status]),
        "done": score.status in DONE,
        "faults": [
            {"slot": found.slot, "said": sentence(found.fault)}
            for found in opened.faults.get(item.id, ())
        ],
        "progress": {
            "said": progress_words(progress),
            "answered": progress.answered,
            "asked": progress.asked,
        },
        "share": None if share is None else percent(share),
    }


def _conflict(conflict: Conflict) -> dict[str, object]:
    return {
        "current": conflict.value,
        "rev": conflict.rev,
        "by": by_words(conflict.actor),
        "at": conflict.at.isoformat(),
    }
