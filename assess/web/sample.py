"""The shipped examples as finished assessments, for people who want to see before they start."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assess.core.report import Report
from assess.definitions.library import Library
from assess.language import current
from assess.rendering.rounding import rounding_of
from assess.web.context import compiled, services
from assess.web.faults import NoSuchPlace
from assess.web.printing import Wish, file_of

bp = Blueprint("sample", __name__, url_prefix="/sample")

FIRST = "harbour"


@bp.get("", defaults={"name": FIRST})
@bp.get("/<name>")
def result(name: str) -> ResponseReturnValue:
    """The result of an example, and the way to the others, the first one first."""
    report = _report(name, current())
    names = sorted(_editions(current()), key=lambda name: (name != FIRST, name))
    reports = {name: _report(name, current()) for name in names}
    with rounding_of(report.questionnaire):
        return render_template("sample/result.html", name=name, report=report, reports=reports)


@bp.get("/<name>/report/<language>.pdf")
def pdf(name: str, language: str) -> ResponseReturnValue:
    """The report of an example as a PDF, with notes in its own language, not the reader's."""
    wish = Wish.of({"language": language}, language)
    return file_of(_report(name, wish.language), wish)


def _editions(language: str) -> Mapping[str, Path]:
    return services().library.examples(services().asked, language)


def _report(name: str, language: str) -> Report:
    editions = _editions(language)
    if name not in editions:
        raise NoSuchPlace("example")
    return _compiled(services().library, editions[name])


@lru_cache(maxsize=64)
def _compiled(library: Library, edition: Path) -> Report:
    """The report of one edition; it changes only with what is offered."""
    return compiled(*library.assessment(edition))
