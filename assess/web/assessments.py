"""One assessment behind its secret link: hub, organization, answers, result."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assess.core.benchmark import compare
from assess.core.duration import minutes
from assess.core.result import result_of
from assess.core.seal import canonical
from assess.language import current
from assess.rendering.rounding import rounding_of
from assess.storage.answers import Cell, Conflict, Locked
from assess.storage.assessments import DetailsConflict
from assess.web.autosave import by_words, progress_words
from assess.web.context import Opened, now, open_assessment, services
from assess.web.details import Details
from assess.web.faults import AssessmentClosed
from assess.web.forms import AnswersForm, OrganizationForm, answers_form, organization_form
from assess.web.hub import minutes_left, rows_of
from assess.web.measured import measurable, take
from assess.web.renewal import is_renewable
from assess.web.roles import take_role
from assess.web.saving import save_page, texts_after
from assess.web.sections import Section
from assess.web.sheet import sheet_of
from assess.web.speech import speaking_from_now, wanted
from assess.web.targets import measures_of

bp = Blueprint("assessments", __name__, url_prefix="/a/<token>")

CONFLICT = HTTPStatus.CONFLICT
NOT_UNDERSTOOD = HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/")
def hub(token: str) -> ResponseReturnValue:
    """Where everything stands, and what is missing."""
    opened = open_assessment(token)
    comparison = compare(
        opened.scorecard,
        services().library.benchmark,
        facts=opened.assessment.organization.facts,
        year=opened.assessment.assessed_on.year,
    )
    rows = rows_of(opened)
    parts = [part for row in rows for part in row.parts]
    with rounding_of(opened.questionnaire):
        return render_template(
            "assessments/hub.html",
            opened=opened,
            rows=rows,
            answered=sum(part.progress.answered for part in parts),
            asked=sum(part.progress.asked for part in parts),
            first_open=next((part.section for part in parts if part.progress.open), None),
            minutes=minutes_left(parts, current()),
            measures=len(measures_of(opened)),
            surveyed=bool(services().surveys.feeding(opened.questionnaire.id)),
            headline=comparison.headline,
            renewable=is_renewable(opened),
        )


@bp.post("/role")
def role(token: str) -> ResponseReturnValue:
    """Answer in a role: see only the questions that it may judge."""
    opened = open_assessment(token)
    take_role(opened.questionnaire, opened.record.id, request.form.get("role", ""))
    return redirect(url_for(".hub", token=token), 303)


@bp.route("/organization", methods=["GET", "POST"])
def organization(token: str) -> ResponseReturnValue:
    """Who is assessed, and when."""
    opened = open_assessment(token)
    form = organization_form(opened.questionnaire, opened.form, opened.details)
    if request.method == "GET":
        return _organization_page(opened, form, opened.details)
    details = form.details()
    outcome = services().store.save_details(
        opened.record.id, details.kept(), request.form.get("rev", type=int, default=0)
    )
    if isinstance(outcome, Locked):
        raise AssessmentClosed(outcome.status)
    if isinstance(outcome, DetailsConflict):
        return _organization_page(opened, form, details, outcome), CONFLICT
    if not form.validate():
        return _organization_page(opened, form, details, rev=outcome.rev), NOT_UNDERSTOOD
    language = wanted()
    place = "organization" if language else "hub"
    return speaking_from_now(redirect(url_for(f".{place}", token=token), 303), language)


def _organization_page(
    opened: Opened,
    form: OrganizationForm,
    details: Details,
    conflict: DetailsConflict | None = None,
    rev: int | None = None,
) -> str:
    standing = conflict.rev if conflict else opened.record.details_rev
    return render_template(
        "assessments/organization.html",
        opened=opened,
        form=form,
        details=details,
        rev=rev or standing,
        today=now().date(),
        theirs=Details.of(conflict.details) if conflict else None,
    )


@bp.route("/<dimension_id>", methods=["GET", "POST"], defaults={"stage_id": ""})
@bp.route("/<dimension_id>/<stage_id>", methods=["GET", "POST"])
def answer(token: str, dimension_id: str, stage_id: str) -> ResponseReturnValue:
    """Answer one dimension, or one stage of a long one."""
    opened = open_assessment(token)
    if request.method == "POST":
        return _take_answers(opened, opened.whole_section(dimension_id, stage_id))
    section = opened.section(dimension_id, stage_id)
    if section is None:
        return redirect(_nearest(opened, dimension_id, stage_id), 303)
    return _answer_page(
        opened, section, answers_form(opened.questionnaire, section.items, opened.typed)
    )


def _take_answers(opened: Opened, whole: Section) -> ResponseReturnValue:
    """Save what was sent, also of items that are no longer asked since the page was made."""
    form = answers_form(opened.questionnaire, whole.items, opened.typed)
    language = wanted()
    tried, conflicts = save_page(opened, form)
    opened = open_assessment(opened.token)
    section = opened.section(whole.dimension.id, whole.stage.id if whole.stage else "")
    if not conflicts and (key := request.form.get("use")):
        return redirect(opened.address(section or whole, take(opened, key)), 303)
    if not conflicts and (language or section is None or _understood(form, tried)):
        place = _place_after(opened, section or whole)
        return speaking_from_now(redirect(place, 303), language)
    texts = texts_after(opened, form, conflicts)
    again = answers_form(opened.questionnaire, whole.items, texts, posted=False)
    page = _answer_page(opened, section or whole, again, conflicts)
    return page, CONFLICT if conflicts else NOT_UNDERSTOOD


def _nearest(opened: Opened, dimension_id: str, stage_id: str) -> str:
    """Where to go from an address of the questionnaire that asks nothing here and now."""
    whole = opened.whole_section(dimension_id, stage_id)
    near = [section for section in opened.sections if section.dimension == whole.dimension]
    return opened.address(near[0]) if near else url_for(".hub", token=opened.token)


def _answer_page(
    opened: Opened,
    section: Section,
    form: AnswersForm,
    conflicts: dict[Cell, Conflict] | None = None,
) -> str:
    sheet = sheet_of(opened, section, form, conflicts)
    return render_template(
        "assessments/answer.html",
        opened=opened,
        sheet=sheet,
        progress=progress_words(sheet.progress),
        minutes=minutes(section.items, current()),
        by_words=by_words,
        measurable=measurable(opened, section.items),
    )


def _understood(form: AnswersForm, tried: set[Cell]) -> bool:
    """Whether nothing that was just typed has a fault; older faults need not hold anybody up."""
    form.validate()
    return not any(form[f"{item}.{slot}"].errors for item, slot in tried)


def _place_after(opened: Opened, section: Section) -> str:
    """Where a button of the answer page leads."""
    then = request.form.get("then", section.place)
    if then == "hub" and not request.form.get("speak"):
        return url_for(".hub", token=opened.token)
    places = {each.place: each for each in [section, *opened.sections]}
    wanted_place = section.place if request.form.get("speak") else then
    return opened.address(places.get(wanted_place, section))


@bp.get("/result")
def result(token: str) -> ResponseReturnValue:
    """What the answers come to."""
    opened = open_assessment(token)
    with rounding_of(opened.questionnaire):
        return render_template("assessments/result.html", opened=opened, report=opened.report)


@bp.get("/result.json")
def machine_result(token: str) -> ResponseReturnValue:
    """The result for machines."""
    body = canonical(result_of(open_assessment(token).report))
    response = Response(body, mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename="result.json")
    return response
