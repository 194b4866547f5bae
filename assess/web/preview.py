"""The site around one draft: what respondents would see, and beside it what is wrong with it.

Only `assess preview` adds this to an application; the site itself knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import (
    Blueprint,
    Flask,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

from assess import resources
from assess.core.benchmark import Benchmark
from assess.core.calibration import Case
from assess.core.duration import minutes
from assess.core.questionnaire import Questionnaire
from assess.definitions.drafting.previews import Look, Said, look, stamp_of
from assess.definitions.glossary import Term
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from assess.language import current
from assess.web.context import Services, services
from assess.web.fillings import Drafts, Fillings
from assess.web.roles import KEPT, take_role
from assess.web.sample import FIRST
from assess.web.survey_services import Surveys

bp = Blueprint(
    "preview",
    __name__,
    url_prefix="/draft",
    static_folder="preview_static",
    static_url_path="/static",
)

_T = TypeVar("_T")

NAME = "preview"
OVER = "over"
"""The folder with templates that stand before those of the site, which they call `site/…`."""
WITHOUT_DRAFT = {"home.front", "preview.state", "speech.choose", "autosave.csrf", "home.healthz"}
"""What can be asked for before there is anything to ask."""


class DraftLibrary(Library):
    """A library of one: the draft as it was when it could last be asked."""

    def __init__(self, folder: Path, draft: Questionnaire, source: str) -> None:
        super().__init__(folder.parent)
        self._draft, self._place, self._source = draft, folder, source

    @cached_property
    def ids(self) -> dict[str, Path]:
        """The draft alone."""
        return {self._draft.id: self._place}

    def questionnaire(self, id: str) -> Questionnaire | None:
        """The draft, whatever lies in its folder by now."""
        return self._draft if id == self._draft.id else None

    def source(self, id: str) -> str:
        """The files that the draft was read from."""
        return self._source

    @cached_property
    def survey_ids(self) -> dict[str, Path]:
        """No survey: it may be about questionnaires that are not here."""
        return {}

    def glossary(self, id: str) -> tuple[Term, ...]:
        """The terms, none where they have problems: those are told."""
        return _unless_faulty(lambda: super(DraftLibrary, self).glossary(id)) or ()

    def case(self, id: str) -> Case | None:
        """The calibration case, None where it has problems: those are told."""
        return _unless_faulty(lambda: super(DraftLibrary, self).case(id))

    @cached_property
    def benchmark(self) -> Benchmark | None:
        """The references beside the draft; they are not what is looked at here."""
        return _unless_faulty(lambda: Library(self.folder).benchmark)


def _unless_faulty(read: Callable[[], _T]) -> _T | None:
    try:
        return read()
    except (InvalidDefinition, UnreadableFile):
        return None


class Draft:
    """What lies in the folder now, and what of it is shown.

    A draft with problems is told of, but not shown: the last one without them stays.
    """

    def __init__(self, app: Flask, folder: Path) -> None:
        self.folder = folder
        self.drafts = Drafts()
        self.fillings = Fillings(self.drafts)
        self.seen = Look(digest="")
        self._app = app
        self._stamp: object = None
        self._lock = Lock()

    def refresh(self) -> None:
        """Look again if a file was saved since the last look."""
        with self._lock:
            stamp = stamp_of(self.folder)
            if stamp != self._stamp:
                self.seen, self._stamp = look(self.folder), stamp
                if self.seen.questionnaire:
                    self._show(self.seen.questionnaire, self.seen.source)

    def _show(self, draft: Questionnaire, source: str) -> None:
        before: Services = self._app.extensions["assess"]
        library = DraftLibrary(self.folder, draft, source)
        now = replace(
            before,
            library=library,
            surveys=Surveys(library, before.surveys.store, before.store),
            asked=draft.id,
        )
        now.keep_questionnaires()
        self._app.extensions["assess"] = now
        self.drafts.add(draft)

    @property
    def outdated(self) -> bool:
        """Whether something is shown that is not what lies there now."""
        return bool(self.drafts) and self.seen.questionnaire is None

    @property
    def calibrates(self) -> bool:
        """Whether what is shown has a calibration case, one without problems."""
        now: Services = self._app.extensions["assess"]
        return now.library.case(now.asked) is not None

    @property
    def has_sample(self) -> bool:
        """Whether what is shown has the example that a sample result is of, without problems."""
        now: Services = self._app.extensions["assess"]
        path = now.library.examples(now.asked, current()).get(FIRST)
        return bool(path and _unless_faulty(lambda: now.library.assessment(path)))

    def about(self, item: str) -> list[Said]:
        """What is said about an item."""
        return [each for each in self.seen.said if each.item == item]

    @property
    def places(self) -> dict[str, str]:
        """The dimension of each item that is shown."""
        shown = self.drafts.now.dimensions if self.drafts else ()
        return {item.id: dimension.id for dimension in shown for item in dimension.items}


class Speaking:
    """An application for readers of one language, until they choose another."""

    def __init__(
        self, inner: Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]], language: str
    ) -> None:
        self._inner, self._language = inner, language

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as if the browser had asked for the language."""
        return self._inner({**environ, "HTTP_ACCEPT_LANGUAGE": self._language}, start_response)


def prepare(app: Flask, folder: Path, language: str = "") -> Draft:
    """Make a site without questionnaires the preview of the draft in this folder."""
    templates = resources.templates()
    over = ChoiceLoader(
        [
            FileSystemLoader(templates / NAME / OVER),
            PrefixLoader({"site": FileSystemLoader(templates)}),
            FileSystemLoader(templates),
        ]
    )
    draft = Draft(app, folder)
    draft.refresh()
    app.jinja_loader = over
    app.jinja_env.globals["draft"] = draft
    app.extensions[NAME] = draft
    # Another site on this machine has the same host, and so would have the same cookie.
    app.config["SESSION_COOKIE_NAME"] = NAME
    app.register_blueprint(bp)
    app.view_functions["home.front"] = front
    app.before_request(_look_again)
    if language:
        app.wsgi_app = Speaking(app.wsgi_app, language)  # type: ignore[method-assign]
    return draft


def _draft() -> Draft:
    found = current_app.extensions[NAME]
    assert isinstance(found, Draft)
    return found


def front() -> ResponseReturnValue:
    """What can be done with the draft, and everything there is to say about it."""
    draft = _draft()
    shown = draft.drafts.now if draft.drafts else None
    asked = {f.id: [i for i in shown.items() if f.asks(i)] for f in shown.forms} if shown else {}
    return render_template(
        "preview/front.html",
        shown=shown,
        asked=asked,
        minutes={form: minutes(items, current()) for form, items in asked.items()},
    )


@bp.get("/state")
def state() -> ResponseReturnValue:
    """Which draft lies there now, for the script of our pages."""
    return jsonify(digest=_draft().seen.digest)


def _look_again() -> ResponseReturnValue | None:
    """Show what was saved meanwhile; a filling goes on under the draft of now."""
    endpoint = request.endpoint or ""
    if endpoint.endswith("static"):
        return None
    draft = _draft()
    draft.refresh()
    if not draft.drafts:
        return None if endpoint in WITHOUT_DRAFT else redirect(url_for("home.front"), 303)
    given = request.view_args or {}
    if request.method != "GET" or not request.path.startswith("/a/") or "token" not in given:
        return None
    link = draft.fillings.now_of(given["token"])
    if link == given["token"]:
        return None
    _take_role_along(given["token"], link)
    return redirect(_same_place({**given, "token": link}), 303)


def _take_role_along(old: str, new: str) -> None:
    before, after = (services().store.find(link).id for link in (old, new))
    role = session.get(KEPT, {}).get(str(before), "")
    draft = _draft().drafts.now
    if role in {each.id for each in draft.roles}:
        take_role(draft, after, role)


def _same_place(given: dict[str, Any]) -> str:
    """The address of the same page, or of the overview where the draft has it no longer."""
    draft = _draft().drafts.now
    dimension = draft.dimension(given.get("dimension_id", ""))
    stages = {"", *(stage.id for stage in dimension.stages)} if dimension else set()
    if "dimension_id" in given and given.get("stage_id", "") not in stages:
        return url_for("assessments.hub", token=given["token"])
    return url_for(str(request.endpoint), **{**request.args, **given})
