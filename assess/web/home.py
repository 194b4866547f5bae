"""The front door: what this is, a start in one click, the references, and whether all is well."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assess.language import current
from assess.storage.assessments import new_token
from assess.storage.database import reading
from assess.web.context import QUESTIONNAIRE, now, services

bp = Blueprint("home", __name__)

FORM = "core"
PROFILE = "capability"
PURPOSE = "self-assessment"


@bp.get("/")
def front() -> ResponseReturnValue:
    """Say in three lines what this is."""
    questionnaire = services().questionnaire(QUESTIONNAIRE)
    form = questionnaire.form(FORM)
    asked = sum(form.asks(item) for item in questionnaire.items())
    return render_template("home/front.html", questionnaire=questionnaire, form=form, asked=asked)


@bp.post("/start")
def start() -> ResponseReturnValue:
    """Begin an assessment on a secret link; nothing is asked first."""
    token = new_token()
    services().store.create(
        token=token,
        questionnaire_sha256=services().questionnaire(QUESTIONNAIRE).sha256,
        purpose=PURPOSE,
        form=FORM,
        profile=PROFILE,
        language=current(),
        details={},
    )
    return redirect(url_for("assessments.hub", token=token), 303)


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
