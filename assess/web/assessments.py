"""One assessment behind its secret link: hub, organization, answers, result, report."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assess.core.benchmark import compare
from assess.core.questionnaire import Dimension
from assess.core.result import result_of
from assess.core.seal import canonical
from assess.storage.answers import Cell, Conflict, Locked
from assess.storage.assessments import DetailsConflict
from assess.web.autosave import by_words, progress_words
from assess.web.context import Opened, now, open_assessment, services
from assess.web.details import Details
from assess.web.faults import AssessmentClosed, NoSuchPlace
from assess.web.forms import DimensionForm, OrganizationForm, dimension_form, organization_form
from assess.web.printing import pdf_of
from assess.web.saving import save_page, texts_after
from assess.web.sheet import progress_of, sheet_of
from assess.web.speech import speaking_from_now, wanted

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
    rows = [(score, progress_of(score)) for score in opened.scorecard.dimensions]
    return render_template(
        "assessments/hub.html",
        opened=opened,
        rows=rows,
        answered=sum(progress.answered for _, progress in rows),
        asked=sum(progress.asked for _, progress in rows),
        first_open=next((score for score, progress in rows if progress.open), None),
        headline=comparison.headline,
    )


@bp.route("/organization", methods=["GET", "POST"])
def organization(token: str) -> ResponseReturnValue:
    """Who is assessed, and when."""
    opened = open_assessment(token)
    form = organization_form(opened.questionnaire, opened.details)
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


@bp.route("/<dimension_id>", methods=["GET", "POST"])
def answer(token: str, dimension_id: str) -> ResponseReturnValue:
    """Answer one dimension."""
    opened = open_assessment(token)
    dimension = opened.questionnaire.dimension(dimension_id)
    if dimension is None:
        raise NoSuchPlace("dimension")
    form = dimension_form(opened.questionnaire, dimension, opened.form, opened.typed)
    if request.method == "GET":
        return _answer_page(opened, dimension, form)
    language = wanted()
    tried, conflicts = save_page(opened, form)
    opened = open_assessment(token)
    if not conflicts and (language or _understood(form, tried)):
        return speaking_from_now(redirect(_place_after(opened, dimension), 303), language)
    texts = texts_after(opened, form, conflicts)
    again = dimension_form(opened.questionnaire, dimension, opened.form, texts, posted=False)
    page = _answer_page(opened, dimension, again, conflicts)
    return page, CONFLICT if conflicts else NOT_UNDERSTOOD


def _answer_page(
    opened: Opened,
    dimension: Dimension,
    form: DimensionForm,
    conflicts: dict[Cell, Conflict] | None = None,
) -> str:
    sheet = sheet_of(opened, dimension, form, conflicts)
    return render_template(
        "assessments/answer.html",
        opened=opened,
        sheet=sheet,
        progress=progress_words(sheet.progress),
        by_words=by_words,
    )


def _understood(form: DimensionForm, tried: set[Cell]) -> bool:
    """Whether nothing that was just typed has a fault; older faults need not hold anybody up."""
    form.validate()
    return not any(form[f"{item}.{slot}"].errors for item, slot in tried)


def _place_after(opened: Opened, dimension: Dimension) -> str:
    """Where a button of the answer page leads."""
    dimensions = opened.questionnaire.dimensions
    places = {each.id for each in dimensions}
    then = request.form.get("then", dimension.id)
    if request.form.get("speak") or then not in {*places, "hub"}:
        then = dimension.id
    if then == "hub":
        return url_for(".hub", token=opened.token)
    return url_for(".answer", token=opened.token, dimension_id=then)


@bp.get("/result")
def result(token: str) -> ResponseReturnValue:
    """What the answers come to."""
    opened = open_assessment(token)
    return render_template("assessments/result.html", opened=opened, report=opened.report)


@bp.get("/report")
def report(token: str) -> ResponseReturnValue:
    """Choose the language of the report and take it away."""
    opened = open_assessment(token)
    quality = opened.report.quality
    return render_template(
        "assessments/report.html",
        opened=opened,
        report=opened.report,
        open=quality.unanswered + quality.partly,
    )


@bp.get("/report/<language>.pdf")
def pdf(token: str, language: str) -> ResponseReturnValue:
    """The report as a PDF."""
    return pdf_of(open_assessment(token).report, language)


@bp.get("/result.json")
def machine_result(token: str) -> ResponseReturnValue:
    """The result for machines."""
    body = canonical(result_of(open_assessment(token).report))
    response = Response(body, mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename="result.json")
    return response
