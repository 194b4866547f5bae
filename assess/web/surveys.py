"""Asking customers: an organization starts surveys, hands out their links and reads the results."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Literal

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # not yet typed
from wtforms.validators import DataRequired, Length

from assess.core.surveys.survey import Survey
from assess.language import current, gettext
from assess.storage.answers import Locked
from assess.storage.surveys import MOST_SHEETS, TooMany
from assess.web.context import Opened, open_assessment, services
from assess.web.details import LONGEST_NAME
from assess.web.faults import AssessmentClosed, NoSuchPlace

bp = Blueprint("surveys", __name__, url_prefix="/a/<token>/surveys")

LINK_BYTES = 16
STATES: tuple[Literal["open", "closed"], ...] = ("open", "closed")


class StartForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF publishes no types
    """Which survey, and under what name customers know who asks."""

    survey = SelectField()
    name = StringField()

    def ask(self, surveys: list[Survey], name: str) -> None:
        """Set what can be chosen, and what is there before anybody types."""
        words = [SelectChoice(each.id, each.title.within(current())) for each in surveys]
        self["survey"].choices = words
        if not self.is_submitted():
            self["name"].data = name
        too_long = gettext("longer than {limit} characters — shorten it")
        self["name"].validators = [
            DataRequired(gettext("Customers must see who asks — write the name they know")),
            Length(max=LONGEST_NAME, message=too_long.format(limit=LONGEST_NAME)),
        ]


@bp.route("", methods=["GET", "POST"])
def overview(token: str) -> ResponseReturnValue:
    """The surveys of this assessment, and the start of another."""
    opened = open_assessment(token)
    form = StartForm()
    form.ask(services().surveys.feeding(opened.questionnaire.id), opened.details.name.strip())
    if request.method == "GET":
        return _overview(opened, form)
    if not form.validate():
        return _overview(opened, form), HTTPStatus.UNPROCESSABLE_ENTITY
    survey = services().library.survey(form["survey"].data)
    if survey is None:
        raise NoSuchPlace("survey")
    started = services().surveys.store.start(
        opened.record.id,
        sha256=survey.sha256,
        link=secrets.token_urlsafe(LINK_BYTES),
        name=form["name"].data.strip(),
    )
    if isinstance(started, Locked):
        raise AssessmentClosed(started.status)
    if isinstance(started, TooMany):
        said = gettext("There are {n} surveys already — go on with one of them")
        form["name"].errors = [said.format(n=started.most)]
        return _overview(opened, form), HTTPStatus.CONFLICT
    return redirect(url_for(".results", token=token, number=started.id), 303)


def _overview(opened: Opened, form: StartForm) -> str:
    surveys = services().surveys
    records = surveys.store.of_assessment(opened.record.id)
    return render_template(
        "surveys/overview.html",
        opened=opened,
        form=form,
        surveys=[(record, surveys.definition(record)) for record in records],
        offered=surveys.feeding(opened.questionnaire.id),
    )


@bp.get("/<int:number>")
def results(token: str, number: int) -> ResponseReturnValue:
    """What customers said so far."""
    opened = open_assessment(token)
    record = services().surveys.store.get(opened.record.id, number)
    return render_template(
        "surveys/results.html",
        opened=opened,
        record=record,
        survey=services().surveys.definition(record),
        counted=services().surveys.counted(record),
        most=MOST_SHEETS,
    )


@bp.post("/<int:number>/state")
def state(token: str, number: int) -> ResponseReturnValue:
    """Close a survey, or open it again."""
    opened = open_assessment(token)
    wanted = next((each for each in STATES if each == request.form.get("state")), None)
    if wanted is None:
        raise NoSuchPlace("state")
    services().surveys.store.set_status(opened.record.id, number, wanted)
    return redirect(url_for(".results", token=token, number=number), 303)
