"""What a whole page of answers, sent without JavaScript, changes."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import cast

from flask import request, session

from assess.storage.answers import Cell, Change, Conflict, Locked
from assess.web.context import Opened, services
from assess.web.faults import AssessmentClosed
from assess.web.forms import AnswersForm, slots_from_form

REV_DIGITS = 9


def actor() -> str:
    """Who is saving: a browser, until there are accounts."""
    if "browser" not in session:
        session["browser"] = secrets.token_hex(8)
    return cast("str", session["browser"])


def save_page(opened: Opened, form: AnswersForm) -> tuple[set[Cell], dict[Cell, Conflict]]:
    """Save every changed slot as typed, valid or not; what was tried, and what came too late."""
    changes = list(changes_in(opened, form))
    outcomes = services().store.save_many(opened.record.id, changes, actor()) if changes else []
    conflicts: dict[Cell, Conflict] = {}
    for change, outcome in zip(changes, outcomes, strict=True):
        if isinstance(outcome, Locked):
            raise AssessmentClosed(outcome.status)
        if isinstance(outcome, Conflict):
            conflicts[change.item, change.slot] = outcome
    return {(change.item, change.slot) for change in changes}, conflicts


def changes_in(opened: Opened, form: AnswersForm) -> Iterator[Change]:
    """The slots whose text differs from what stands there and from what the page showed."""
    theirs = set(request.form.getlist("theirs"))
    merged = set(request.form.getlist("merge"))
    for item, slots in slots_from_form(form).items():
        for slot, text in slots.items():
            name = f"{item}.{slot}"
            if not form[name].raw_data or name in theirs:
                continue
            change = _change(opened, (item, slot), text, merge=name in merged)
            if change is not None:
                yield change


def _change(opened: Opened, cell: Cell, text: str, *, merge: bool) -> Change | None:
    item, slot = cell
    standing = opened.cells.get(cell)
    stands, rev = (standing.value, standing.rev) if standing else ("", 0)
    base = _base_rev(f"rev:{item}.{slot}", otherwise=rev)
    if merge and text != stands:
        text = f"{text}\n\n{stands}"
    if text == stands or (base != rev and text == _seen(opened, cell, base)):
        return None
    return Change(item=item, slot=slot, value=text, base_rev=base, op_id=secrets.token_hex(16))


def _base_rev(name: str, *, otherwise: int) -> int:
    typed = request.form.get(name, "")
    return (
        int(typed)
        if typed.isascii() and typed.isdigit() and len(typed) <= REV_DIGITS
        else otherwise
    )


def _seen(opened: Opened, cell: Cell, rev: int) -> str:
    """The text that a page showed which was made when this revision stood there."""
    item, slot = cell
    events = services().store.history(opened.record.id, item)
    saved = {e.rev: e.value for e in events if e.slot == slot and e.outcome == "saved"}
    return saved.get(rev, "")


def texts_after(
    opened: Opened, form: AnswersForm, conflicts: Iterable[Cell]
) -> dict[str, dict[str, str]]:
    """The texts to show again: what stands there now, and what was sent where it came too late."""
    texts = {item: dict(slots) for item, slots in opened.typed.items()}
    sent = slots_from_form(form)
    for item, slot in conflicts:
        texts.setdefault(item, {})[slot] = sent[item][slot]
    return texts
