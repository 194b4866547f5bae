"""The reports of an assessment: ordered, waited for, stopped, taken away."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assess.language import current
from assess.rendering.outputs import OUTPUTS
from assess.rendering.presentation import EDITIONS, PAPERS
from assess.web import printing
from assess.web.context import open_assessment, services
from assess.web.printing import PLAIN, Wish

bp = Blueprint("reports", __name__, url_prefix="/a/<token>/report")


@bp.get("")
def page(token: str) -> ResponseReturnValue:
    """Choose how the report is to be, see what is ready, take it away."""
    opened = open_assessment(token)
    quality = opened.report.quality
    return render_template(
        "reports/page.html",
        opened=opened,
        report=opened.report,
        open=quality.unanswered + quality.partly,
        made=printing.made(opened.report),
        outputs=OUTPUTS,
        editions=EDITIONS,
        papers=PAPERS,
        brand=services().brand,
        plain=PLAIN,
    )


@bp.post("")
def order(token: str) -> ResponseReturnValue:
    """Have a report written; the page shows when it is ready, now or later."""
    printing.begin(open_assessment(token).report, Wish.of(request.form, current()))
    return _back(token)


@bp.post("/stop")
def stop(token: str) -> ResponseReturnValue:
    """Have a report written no longer, as nobody wants it any more."""
    printing.stop(open_assessment(token).report, Wish.of(request.form, current()))
    return _back(token)


def _back(token: str) -> ResponseReturnValue:
    return redirect(url_for(".page", token=token, _anchor="made"), 303)


@bp.get("/file")
def file(token: str) -> ResponseReturnValue:
    """A written report; it is written now when it is not there yet."""
    return printing.file_of(open_assessment(token).report, Wish.of(request.args, current()))


@bp.get("/<language>.pdf")
def pdf(token: str, language: str) -> ResponseReturnValue:
    """The whole report as a PDF."""
    wish = Wish.of({"language": language}, language)
    return printing.file_of(open_assessment(token).report, wish)
