"""The front door: what this is, a start in one click, the references, and whether all is well."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assess.core.duration import minutes
from assess.core.questionnaire import Questionnaire
from assess.language import current
from assess.storage.assessments import new_token
from assess.storage.database import reading
from assess.web.context import now, services
from assess.web.faults import NoSuchPlace

bp = Blueprint("home", __name__)

SHORT, FULL = "core", "full"
PURPOSE = "self-assessment"


@bp.get("/")
def front() -> ResponseReturnValue:
    """Say in three lines what this is."""
    questionnaire = services().questionnaire(services().asked)
    forms = {form.id: form for form in questionnaire.forms}
    short = forms.get(SHORT, questionnaire.forms[0])
    full = forms.get(FULL, questionnaire.forms[-1])
    asked, spent = _asked(questionnaire)
    return render_template(
        "home/front.html",
        questionnaire=questionnaire,
        short=short,
        full=full,
        asked=asked,
        minutes=spent,
        hours=round(spent[full.id] / 60),
        others=_others(),
    )


def _others() -> list[tuple[Questionnaire, dict[str, int], dict[str, int]]]:
    """The other questionnaires, with the number of items and the minutes of each form."""
    found = []
    for id in services().library.ids:
        if id != services().asked:
            other = services().questionnaire(id)
            found.append((other, *_asked(other)))
    return found


def _asked(questionnaire: Questionnaire) -> tuple[dict[str, int], dict[str, int]]:
    """The number of items of each form, and the minutes that they take."""
    asked = {f.id: [i for i in questionnaire.items() if f.asks(i)] for f in questionnaire.forms}
    spent = {form: minutes(items, current()) for form, items in asked.items()}
    return {form: len(items) for form, items in asked.items()}, spent


@bp.post("/start")
def start() -> ResponseReturnValue:
    """Begin an assessment on a secret link; of the full form, what applies is asked first."""
    id = request.form.get("questionnaire", services().asked)
    if id not in services().library.ids:
        raise NoSuchPlace("questionnaire")
    questionnaire = services().questionnaire(id)
    return begin(questionnaire, request.form.get("form", SHORT))


def begin(questionnaire: Questionnaire, form: str) -> ResponseReturnValue:
    """Begin an assessment with a questionnaire that is kept, and lead to its first page."""
    if form not in {each.id for each in questionnaire.forms}:
        raise NoSuchPlace("form")
    token = new_token()
    services().store.create(
        token=token,
        questionnaire_sha256=questionnaire.sha256,
        purpose=PURPOSE,
        form=form,
        profile=questionnaire.profiles[0].id,
        language=current(),
        details={},
    )
    first = "hub" if form == SHORT else "organization"
    return redirect(url_for(f"assessments.{first}", token=token), 303)


@bp.get("/benchmarks")
def benchmarks() -> ResponseReturnValue:
    """The published references with everything it takes to judge them."""
    return render_template(
        "home/benchmarks.html", benchmark=services().library.benchmark, year=now().year
    )


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Whether the site can reach its database; `StorageUnavailable` when not."""
    with reading(services().engine) as connection:
        connection.exec_driver_sql("SELECT 1")
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}
