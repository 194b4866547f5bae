"""The language of a page: what was chosen, else what the browser asks for."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, request
from werkzeug.wrappers import Response

from assess.language import SOURCE, best_of, languages, speak
from assess.web.faults import NoSuchPlace

bp = Blueprint("speech", __name__)

COOKIE = "language"
A_YEAR = 31_536_000


def prepare(app: Flask) -> None:
    """Speak the reader's language in every request."""
    app.before_request(speak_as_wanted)


def speak_as_wanted() -> None:
    """Speak the language that was chosen, else the best that the browser asks for."""
    chosen = request.cookies.get(COOKIE, "")
    speak(chosen if chosen in languages() else _asked_for())


@bp.post("/language")
def choose() -> Response:
    """Speak another language from now on, on the same page."""
    return speaking_from_now(redirect(own_path(request.form.get("back", "")), 303), wanted())


def wanted() -> str:
    """The language that a language button of this page's form asks for, or "" for none."""
    language = request.form.get("speak", "")
    if language and language not in languages():
        raise NoSuchPlace("language")
    return language


def speaking_from_now(response: Response, language: str) -> Response:
    """The response, which remembers a language."""
    if language:
        response.set_cookie(
            COOKIE,
            language,
            max_age=A_YEAR,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure,
        )
    return response


def _asked_for() -> str:
    known = {language.split("-")[0].lower() for language in languages()}
    for code in request.accept_languages.values():
        if code.replace("_", "-").split("-")[0].lower() in known:
            return best_of(code)
    return SOURCE


def own_path(path: str) -> str:
    """A path of this site, so that no form can send people elsewhere."""
    safe = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if safe and path.isprintable() else "/"
