"""The public page that tells whether a printed report is genuine."""

from __future__ import annotations

from importlib import import_module

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assess import __version__
from assess.core.questionnaire import Questionnaire
from assess.web.context import services
from assess.web.faults import PrintingUnavailable, QuestionnaireGone

bp = Blueprint("verification", __name__, url_prefix="/verify")


@bp.get("")
def page() -> ResponseReturnValue:
    """Ask for a report."""
    return render_template("verification/page.html", verdict=None, missing=False)


@bp.post("")
def judge() -> ResponseReturnValue:
    """Work the report out again and tell what was found; nothing of it is kept."""
    sent = request.files.get("report")
    if sent is None or not sent.filename:
        return render_template("verification/page.html", verdict=None, missing=True), 422
    # Only who verifies pays for the import, and a machine without Pango can still ask.
    try:
        judging = import_module("assess.rendering.verification")
    except (ImportError, OSError) as fault:
        raise PrintingUnavailable from fault
    verdict = judging.verify(
        sent.read(judging.MOST_BYTES), _known, services().library.benchmark, engine=__version__
    )
    return render_template(
        "verification/page.html",
        verdict=verdict,
        missing=False,
        said=judging.told(verdict),
        name=sent.filename,
    )


def _known(id: str, sha256: str) -> Questionnaire | None:
    """Today's questionnaire, or the one that was kept when assessments began with it."""
    try:
        return services().questionnaire(id, sha256)
    except QuestionnaireGone:
        return None
