"""The shipped example as a finished assessment, for people who want to see before they start."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assess.core.report import Report
from assess.definitions.library import Library
from assess.web.context import QUESTIONNAIRE, compiled, services
from assess.web.printing import pdf_of

bp = Blueprint("sample", __name__, url_prefix="/sample")

EXAMPLE = "harbour"


@bp.get("")
def result() -> ResponseReturnValue:
    """The result of the example."""
    return render_template("sample/result.html", report=_example(services().library))


@bp.get("/report/<language>.pdf")
def pdf(language: str) -> ResponseReturnValue:
    """The report of the example as a PDF."""
    return pdf_of(_example(services().library), language)


@cache
def _example(library: Library) -> Report:
    """The example's report; it changes only with the program."""
    return compiled(*library.assessment(library.examples(QUESTIONNAIRE)[EXAMPLE]))
