"""The shipped examples as finished assessments, for people who want to see before they start."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assess.core.report import Report
from assess.definitions.library import Library
from assess.web.context import QUESTIONNAIRE, compiled, services
from assess.web.faults import NoSuchPlace
from assess.web.printing import Wish, file_of

bp = Blueprint("sample", __name__, url_prefix="/sample")

FIRST = "harbour"


@bp.get("", defaults={"name": FIRST})
@bp.get("/<name>")
def result(name: str) -> ResponseReturnValue:
    """The result of an example, and the way to the others."""
    reports = _reports(services().library)
    return render_template("sample/result.html", name=name, report=_report(name), reports=reports)


@bp.get("/<name>/report/<language>.pdf")
def pdf(name: str, language: str) -> ResponseReturnValue:
    """The report of an example as a PDF."""
    return file_of(_report(name), Wish.of({"language": language}, language))


def _report(name: str) -> Report:
    reports = _reports(services().library)
    if name not in reports:
        raise NoSuchPlace("example")
    return reports[name]


@cache
def _reports(library: Library) -> Mapping[str, Report]:
    """The reports of all examples, the first one first; they change only with the program."""
    examples = library.examples(QUESTIONNAIRE)
    names = sorted(examples, key=lambda name: (name != FIRST, name))
    return {name: compiled(*library.assessment(examples[name])) for name in names}
