"""The offline form: a sheet to download, and what the filled one changes, shown before it does."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from assess.core.answers import slots_of
from assess.core.items import Item
from assess.definitions.problems import Problem
from assess.definitions.sheets.items import answer_key
from assess.definitions.sheets.orders import ASSESSED_ON, FACTS, NAME
from assess.definitions.sheets.parts import MOST_BYTES
from assess.definitions.sheets.reading import fields_of
from assess.language import current, gettext, speak
from assess.rendering.outputs import OUTPUTS
from assess.storage.answers import LONGEST_NAME, Change, Conflict, Locked
from assess.storage.assessments import DetailsConflict
from assess.web import errors
from assess.web.context import Opened, open_assessment, services
from assess.web.details import Details
from assess.web.differences import (
    DETAILS,
    KEEPS,
    Difference,
    Keep,
    Review,
    difference_of_answer,
    difference_of_details,
    review_of,
    standing_details,
)
from assess.web.faults import AssessmentClosed, SheetTooLarge
from assess.web.saving import actor
from assess.web.speech import speaking_from_now, wanted
from assess.web.workbooks import order_of, read_sent

bp = Blueprint("offline", __name__, url_prefix="/a/<token>/offline")

LARGEST_UPLOAD = MOST_BYTES + 100_000
"""Bytes of an upload: the file, and what a browser adds."""
REV_DIGITS = 9


@bp.url_value_preprocessor
def limit(endpoint: str | None, values: dict[str, object] | None) -> None:
    """Take no more than a file can hold; this comes before anybody looks at the form."""
    if endpoint == "offline.upload":
        request.max_content_length = LARGEST_UPLOAD


@bp.errorhandler(RequestEntityTooLarge)
def too_large(fault: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say it in the words of this page."""
    return errors.show(SheetTooLarge())


@bp.get("")
def page(token: str) -> ResponseReturnValue:
    """Download the sheet, send the filled one."""
    return _page(open_assessment(token))


@bp.get("/sheet.xlsx")
def sheet(token: str) -> ResponseReturnValue:
    """The sheet in the language spoken, with what stands here already."""
    # Only who wants it pays for the import.
    from assess.definitions.sheets.workbook import render_sheet  # noqa: PLC0415

    opened = open_assessment(token)
    response = Response(render_sheet(order_of(opened)), mimetype=OUTPUTS["xlsx"].media_type)
    parts = [opened.questionnaire.id, opened.form.id, opened.role.id if opened.role else ""]
    name = "-".join(part for part in parts if part)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.xlsx")
    return response


@bp.post("")
def upload(token: str) -> ResponseReturnValue:
    """Show what a filled sheet would change; nothing of it is kept yet."""
    opened = open_assessment(token)
    sent = request.files.get("sheet")
    if sent is None or not sent.filename:
        return _page(opened, missing=True), HTTPStatus.UNPROCESSABLE_ENTITY
    found = read_sent(opened, sent.read(MOST_BYTES + 1), sent.filename)
    if isinstance(found, Problem):
        return _page(opened, problem=found), HTTPStatus.UNPROCESSABLE_ENTITY
    return _review(opened, review_of(opened, found))


@bp.post("/take")
def take(token: str) -> ResponseReturnValue:
    """Take over what was shown; where somebody was faster, both are shown once more."""
    opened = open_assessment(token)
    wishes = list(wishes_in(opened))
    if language := wanted():
        speak(language)
        again = Review(differences=tuple(_again(opened, wishes)), remarks=tuple(_told_before()))
        return speaking_from_now(Response(_review(opened, again)), language)
    saved, late = _take(opened, wishes)
    if late:
        opened = open_assessment(token)
        review = Review(differences=tuple(_again(opened, late)))
        return _review(opened, review, saved=saved), HTTPStatus.CONFLICT
    return redirect(url_for(".page", token=token, taken=saved), 303)


def _page(opened: Opened, *, missing: bool = False, problem: Problem | None = None) -> str:
    return render_template(
        "offline/page.html",
        opened=opened,
        missing=missing,
        problem=problem,
        taken=request.args.get("taken", type=int),
    )


def _review(opened: Opened, review: Review, saved: int = 0) -> str:
    return render_template(
        "offline/review.html",
        opened=opened,
        review=review,
        saved=saved,
        details_rev=opened.record.details_rev,
    )


def _told_before() -> Iterator[str]:
    """That the page cannot say in another language what it does not know any more."""
    if request.form.get("unclear"):
        yield gettext(
            "What could not be understood was told when the file was sent. Send it again to read "
            "that in this language."
        )


# --- what is asked for -------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A text of a sheet that is to stand here, as the page sent it.

    `item` is None for what is about the organization; `slot` is then the key of the sheet.
    """

    item: Item | None
    slot: str
    text: str
    base: int
    seen: int
    keep: Keep
    op: str


def wishes_in(opened: Opened) -> Iterator[Wish]:
    """Everything that the page sent which this assessment asks for."""
    for key in standing_details(opened):
        if (wish := _wish(None, key, f"{DETAILS}{key}")) is not None:
            yield wish
    for item in opened.questionnaire.items():
        if opened.form.asks(item):
            for slot in slots_of(item):
                if (wish := _wish(item, slot, f"{item.id}.{slot}")) is not None:
                    yield wish


def _wish(item: Item | None, slot: str, name: str) -> Wish | None:
    form = request.form
    if name not in form:
        return None
    keep = form.get(f"keep:{name}", "")
    op = form.get(f"op:{name}", "")
    return Wish(
        item=item,
        slot=slot,
        text=form[name].replace("\r\n", "\n").replace("\r", "\n"),
        base=_number(f"rev:{name}"),
        seen=_number(f"seen:{name}"),
        keep=keep if keep in KEEPS else "site",
        op=op if 0 < len(op) <= LONGEST_NAME else secrets.token_hex(16),
    )


def _number(name: str) -> int:
    typed = request.form.get(name, "")
    plain = typed.isascii() and typed.isdigit() and len(typed) <= REV_DIGITS
    return int(typed) if plain else 0


def _again(opened: Opened, wishes: list[Wish]) -> Iterator[Difference]:
    """The same wishes beside what stands here now."""
    fields = fields_of(opened.questionnaire, current())
    for wish in wishes:
        if wish.item is None:
            changed = opened.record.details_rev != _number("rev:details")
            found = difference_of_details(
                opened,
                wish.slot,
                fields[wish.slot],
                wish.text,
                conflict=changed or f"keep:{DETAILS}{wish.slot}" in request.form,
            )
        else:
            field = fields[answer_key(wish.item, wish.slot)]
            found = difference_of_answer(
                opened, wish.item, wish.slot, field, wish.text, base=wish.base
            )
        if found.mine != found.theirs:
            yield replace(found, keep=wish.keep)


# --- taking it over ----------------------------------------------------------------------


def _take(opened: Opened, wishes: list[Wish]) -> tuple[int, list[Wish]]:
    """How many texts stand here now, and the wishes that came too late."""
    saved, late = _take_answers(opened, [wish for wish in wishes if wish.item])
    details = [wish for wish in wishes if wish.item is None and _is_wanted(wish)]
    if details:
        if _take_details(opened, details):
            saved += len(details)
        else:
            late += details
    return saved, late


def _is_wanted(wish: Wish) -> bool:
    """Whether what the sheet says about the organization is to stand here."""
    return f"keep:{DETAILS}{wish.slot}" not in request.form or wish.keep != "site"


def _take_answers(opened: Opened, wishes: list[Wish]) -> tuple[int, list[Wish]]:
    """Save answers as everywhere; the text that gives way to another one is kept in the history."""
    changes = [_change(opened, wish) for wish in wishes]
    outcomes = services().store.save_many(opened.record.id, changes, actor()) if changes else []
    saved, late = 0, []
    for wish, outcome in zip(wishes, outcomes, strict=True):
        if isinstance(outcome, Locked):
            raise AssessmentClosed(outcome.status)
        if not isinstance(outcome, Conflict):
            saved += 1
        elif wish.keep != "site" or wish.base == wish.seen:
            late.append(wish)
    return saved, late


def _change(opened: Opened, wish: Wish) -> Change:
    assert wish.item is not None
    stored = opened.cells.get((wish.item.id, wish.slot))
    base, text = wish.base, wish.text
    if wish.keep != "site":
        base = wish.seen
    if wish.keep == "both" and stored and stored.value.strip():
        text = f"{text}\n\n{stored.value}"
    return Change(item=wish.item.id, slot=wish.slot, value=text, base_rev=base, op_id=wish.op)


def _take_details(opened: Opened, wishes: list[Wish]) -> bool:
    """Save what is about the organization; False where somebody else was faster."""
    texts = standing_details(opened) | {wish.slot: wish.text for wish in wishes}
    name, day = texts.pop(NAME), texts.pop(ASSESSED_ON)
    facts = {key.removeprefix(FACTS): text for key, text in texts.items()}
    details = Details(name=name, assessed_on=day, facts={**opened.details.facts, **facts})
    rev = _number("rev:details")
    outcome = services().store.save_details(opened.record.id, details.kept(), rev)
    if isinstance(outcome, Locked):
        raise AssessmentClosed(outcome.status)
    return not isinstance(outcome, DetailsConflict)
