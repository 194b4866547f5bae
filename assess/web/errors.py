"""Every fault as a page in our own voice: what happened, what was kept, what to do.

A page that was being sent is shown again with everything typed and a button to send it
once more.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug import exceptions
from werkzeug.exceptions import HTTPException

from assess.core.faults import N_
from assess.definitions.releasing.shelf import ShelfUnwritable, UnknownDraft
from assess.errors import AssessError
from assess.language import gettext
from assess.rendering.fonts import MissingFont
from assess.rendering.places import TextTooLong
from assess.storage.faults import (
    StorageUnavailable,
    UnknownAssessment,
    UnknownSurvey,
    UnstorableText,
)
from assess.web import faults
from assess.web.speech import speak_as_wanted

_KEPT = N_("Everything that was marked as saved before is kept.")


@dataclass(frozen=True, slots=True)
class Told:
    """One fault in words; `code` is for the scripts of our pages.

    A `cure` may name the `place`, and tell `why` in the fault's own sentence.
    `again` says that sending the same page once more may help; such a page then shows
    what was typed and says so, in place of `kept` and `cure`.
    """

    status: int
    code: str
    title: str
    kept: str
    cure: str
    again: bool = False


_NOT_FOUND = Told(
    404,
    "not-found",
    N_("There is no page at this address"),
    N_("Nothing was changed."),
    N_("Check the address, or begin at the front page."),
)
_INTERNAL = Told(
    500,
    "fault",
    N_("Something went wrong on our side"),
    _KEPT,
    N_("Try again. If it happens again, tell whoever runs this site what you did and when."),
    again=True,
)
_UNREADABLE = Told(
    400,
    "unreadable",
    N_("This page could not be read as it was sent"),
    _KEPT,
    N_("Go back, check what you typed and send it again."),
)
_UNPRINTABLE = Told(
    422,
    "unprintable",
    N_("This report cannot be written as it stands"),
    N_("All answers are kept, and the result can be read on the screen."),
    N_("What stands in the way: {why}"),
)

TABLE: dict[type[Exception], Told] = {
    CSRFError: Told(
        400,
        "csrf",
        N_("This page was open for so long that it must be sent once more"),
        N_("Nothing was changed."),
        N_("Open it again and try once more."),
        again=True,
    ),
    UnknownAssessment: Told(
        404,
        "unknown-assessment",
        N_("There is no assessment behind this link"),
        N_("Nothing was changed."),
        N_("Check that the whole link was copied, from the first to the last character."),
    ),
    faults.NoSuchPlace: _NOT_FOUND,
    faults.QuestionnaireGone: Told(
        503,
        "questionnaire-gone",
        N_("This assessment was begun with a version of the questionnaire that is not here"),
        N_("All answers are kept."),
        N_("Tell whoever runs this site; answers are scored with the version they were given for."),
    ),
    faults.AssessmentClosed: Told(
        409,
        "closed",
        N_("This assessment is closed and takes no more answers"),
        N_("Your changes were not saved; they are on this page, for you to copy."),
        N_("Ask whoever closed it to open it again."),
    ),
    UnknownSurvey: Told(
        404,
        "unknown-survey",
        N_("There is no survey behind this link"),
        N_("Nothing was changed."),
        N_("Check that the whole link was copied, from the first to the last character."),
    ),
    faults.SurveyClosed: Told(
        409,
        "survey-closed",
        N_("This survey is closed"),
        N_("Your answers were not kept; they are on this page, for you to copy."),
        N_("If you think that this is a mistake, tell whoever sent you the link."),
    ),
    faults.SurveyFull: Told(
        409,
        "survey-full",
        N_("This survey has all the answers it can take"),
        N_("Your answers were not kept; they are on this page, for you to copy."),
        N_("If you think that this is a mistake, tell whoever sent you the link."),
    ),
    faults.TooMuchSent: Told(
        413,
        "too-much-sent",
        N_("That was more text than this page can take"),
        N_("Nothing of it was kept; your browser still has it when you go back."),
        N_("Go back and shorten the longest text."),
    ),
    faults.SheetTooLarge: Told(
        413,
        "sheet-too-large",
        N_("That file is larger than any filled sheet"),
        N_("Nothing was changed."),
        N_("Take out pictures and whatever else was added, and send it again."),
    ),
    faults.ParcelTooLarge: Told(
        413,
        "parcel-too-large",
        N_("That is larger than any questionnaire"),
        N_("Nothing was changed."),
        N_("Upload the folder of the questionnaire alone, without what lies around it."),
    ),
    UnknownDraft: _NOT_FOUND,
    ShelfUnwritable: Told(
        503,
        "shelf",
        N_("The folder of the questionnaires cannot be written to"),
        N_("Nothing was changed."),
        N_("Free some space on that disk, or let this program write there: {why}."),
    ),
    faults.PrintingUnavailable: Told(
        503,
        "no-printing",
        N_("Reports cannot be printed here at the moment"),
        N_("All answers are kept, and the result can be read on the screen."),
        N_("Try again later, or tell whoever runs this site."),
    ),
    MissingFont: _UNPRINTABLE,
    TextTooLong: _UNPRINTABLE,
    UnstorableText: Told(
        400,
        "unstorable",
        N_("A text holds a character that cannot be kept"),
        N_("Nothing that was sent with it was saved; it is on this page, for you to copy."),
        N_("Take what cannot be seen out of {place} and send it again."),
    ),
    StorageUnavailable: Told(
        503,
        "storage",
        N_("The place where answers are kept cannot be reached just now"),
        _KEPT,
        N_("Try again in a minute."),
        again=True,
    ),
    exceptions.NotFound: _NOT_FOUND,
    exceptions.Forbidden: Told(
        403,
        "forbidden",
        N_("This page is not open to you"),
        N_("Nothing was changed."),
        N_("Ask the person who sent you the link."),
    ),
    exceptions.MethodNotAllowed: Told(
        405,
        "method",
        N_("This address cannot be used in this way"),
        N_("Nothing was changed."),
        N_("Begin at the front page."),
    ),
    exceptions.RequestEntityTooLarge: Told(
        413,
        "too-large",
        N_("That was more text than one page can take"),
        N_("Nothing of it was saved; your browser still has it when you go back."),
        N_("Go back and shorten the longest text; a note may have 5,000 characters."),
    ),
    exceptions.InternalServerError: _INTERNAL,
    HTTPException: _UNREADABLE,
    AssessError: _INTERNAL,
}


def prepare(app: Flask) -> None:
    """Show every fault by the table."""
    app.register_error_handler(HTTPException, show_http)
    app.register_error_handler(AssessError, show)


def show_http(fault: HTTPException) -> ResponseReturnValue:
    """The page of an HTTP fault; redirects are none."""
    if fault.code is None or fault.code < HTTPStatus.BAD_REQUEST:
        return fault
    body, status = _page(fault, status=fault.code)
    allowed = getattr(fault, "valid_methods", None) or ()
    headers = {"Allow": ", ".join(allowed)} if allowed else {}
    return make_response(body, status, headers)


def show(fault: Exception) -> ResponseReturnValue:
    """The page of one of our own faults."""
    if told_of(fault).status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s: %s", type(fault).__name__, fault)
    return _page(fault)


def told_of(fault: Exception) -> Told:
    """The words for a fault: those of the nearest class in the table."""
    return next(TABLE[kind] for kind in type(fault).__mro__ if kind in TABLE)


def closed_words() -> str:
    """That an assessment takes no more answers, for a script."""
    return gettext(TABLE[faults.AssessmentClosed].title)


def _page(fault: Exception, status: int | None = None) -> tuple[Response | str, int]:
    # The fault may have come before the language was settled.
    speak_as_wanted()
    told = told_of(fault)
    status = status or told.status
    if request.method == "PUT":
        return jsonify(error=told.code, said=gettext(told.title)), status
    cure = gettext(told.cure).format(place=getattr(fault, "field", ""), why=fault)
    page = render_template("errors/fault.html", told=told, status=status, typed=typed(), cure=cure)
    return page, status


def typed() -> list[tuple[str, str]]:
    """Every field that was sent, without the token; nothing when it cannot be read."""
    if request.method != "POST":
        return []
    try:
        return [(k, v) for k, v in request.form.items(multi=True) if k != "csrf_token"]
    except HTTPException:
        return []
