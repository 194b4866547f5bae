"""The operator puts questionnaires on the site: sends, tries, releases and withdraws them.

Nothing here is for anybody else.  What is released is offered on the pages for everybody at once,
in every process of the site; what was begun goes on with what it was begun with.
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from assess.core.duration import minutes
from assess.core.questionnaire import Questionnaire
from assess.definitions.problems import InvalidDefinition, Problem, UnreadableFile
from assess.definitions.releasing import parcels
from assess.definitions.releasing.parcels import Parcel, Refused
from assess.definitions.releasing.shelf import ChangedMeanwhile, Draft
from assess.language import current, gettext
from assess.rendering import amendments
from assess.web import access, errors, home, offering
from assess.web.context import now, services
from assess.web.faults import NoSuchPlace, ParcelTooLarge
from assess.web.speech import own_path

bp = Blueprint("operator", __name__, url_prefix="/operator")

LARGEST_UPLOAD = parcels.MOST_UNPACKED + 1_000_000
"""Bytes of an upload: a folder comes unpacked, and a browser adds a little to each file."""
SENT = {"operator.upload", "operator.mend"}


@bp.url_value_preprocessor
def limit(endpoint: str | None, values: dict[str, object] | None) -> None:
    """Take no more than a questionnaire can hold; this comes before anybody looks at the form."""
    if endpoint in SENT:
        request.max_content_length = LARGEST_UPLOAD


@bp.errorhandler(RequestEntityTooLarge)
def too_large(fault: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say it in the words of these pages."""
    return errors.show(ParcelTooLarge())


# --- who may ------------------------------------------------------------------------------


@bp.before_request
def ask_for_the_key() -> ResponseReturnValue | None:
    """Let nobody see or do anything without the key; afterwards they go on to where they were."""
    if not access.is_operated():
        raise NoSuchPlace("page")
    if access.is_operator() or request.endpoint == "operator.sign_in":
        return None
    return _sign_in_page(request.path if request.method == "GET" else url_for(".overview"))


@bp.post("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Go on to the page that was wanted, if the key is right."""
    wanted = own_path(request.form.get("wanted", ""))
    if not access.sign_in(request.form.get("key", "")):
        current_app.logger.warning("somebody tried a wrong key of the operator")
        return _sign_in_page(wanted, wrong=True)
    current_app.logger.info("the operator signed in")
    return redirect(wanted if wanted != "/" else url_for(".overview"), 303)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Forget the key in this browser."""
    access.sign_out()
    return redirect(url_for("home.front"), 303)


def _sign_in_page(wanted: str, *, wrong: bool = False) -> ResponseReturnValue:
    page = render_template(
        "operator/sign_in.html", wanted=wanted, wrong=wrong, hours=access.HOURS, lost=_sent_files()
    )
    return page, HTTPStatus.FORBIDDEN


def _sent_files() -> bool:
    """Whether files came with this request, which must then be sent once more."""
    return request.endpoint in SENT and request.method == "POST"


# --- what is here -------------------------------------------------------------------------


@bp.get("")
def overview() -> ResponseReturnValue:
    """What the site offers, the drafts, and the form to send another one."""
    return _overview()


@bp.post("")
def upload() -> ResponseReturnValue:
    """Keep what was sent as a draft, or tell what is wrong with how it was packed."""
    try:
        return _keep_sent()
    except Refused as fault:
        return _overview(refused=fault.problems), HTTPStatus.UNPROCESSABLE_ENTITY
    except NothingToTake as fault:
        return _overview(missing=str(fault)), HTTPStatus.UNPROCESSABLE_ENTITY


def _overview(*, refused: tuple[Problem, ...] = (), missing: str = "") -> str:
    library, shelf = services().library, services().shelf
    return render_template(
        "operator/overview.html",
        own=[services().questionnaire(id) for id in library.own_ids],
        others=[services().questionnaire(id) for id in library.ids if id not in library.own_ids],
        behind=library.behind,
        faulty=library.faulty,
        drafts=shelf.drafts(),
        refused=refused,
        missing=missing,
    )


# --- one draft ----------------------------------------------------------------------------


@bp.get("/drafts/<key>")
def draft(key: str) -> ResponseReturnValue:
    """What is wrong with a draft, what it asks, and what releasing it would change."""
    return _draft(services().shelf.draft(key))


@bp.post("/drafts/<key>")
def mend(key: str) -> ResponseReturnValue:
    """Put what was sent in the place of the draft."""
    standing = services().shelf.draft(key)
    try:
        return _keep_sent(standing.key)
    except Refused as fault:
        return _draft(standing, refused=fault.problems), HTTPStatus.UNPROCESSABLE_ENTITY
    except NothingToTake as fault:
        return _draft(standing, missing=str(fault)), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.post("/drafts/<key>/try")
def begin(key: str) -> ResponseReturnValue:
    """Begin an assessment with the draft as it is, on a secret link."""
    try:
        questionnaire, source = offering.tried(services().shelf.draft(key))
    except (InvalidDefinition, UnreadableFile):
        return redirect(url_for(".draft", key=key), 303)
    services().keep_questionnaire(questionnaire, source)
    return home.begin(questionnaire, request.form.get("form", ""))


@bp.post("/drafts/<key>/release")
def release(key: str) -> ResponseReturnValue:
    """Offer the draft from now on, if it still is what was shown."""
    shelf, library = services().shelf, services().library
    standing = shelf.draft(key)
    try:
        done = shelf.release(key, library.behind(standing.id), request.form.get("sha256", ""))
    except ChangedMeanwhile:
        said = gettext(
            "The draft was changed meanwhile. Look at it once more before you release it."
        )
        return _draft(standing, missing=said), HTTPStatus.CONFLICT
    except (InvalidDefinition, UnreadableFile):
        return _draft(shelf.draft(key)), HTTPStatus.CONFLICT
    made = done.questionnaire
    current_app.logger.info("the operator released %s %s (%s)", made.id, made.version, made.sha256)
    said = gettext("{id} {version} is released; new assessments begin with it.")
    flash(said.format(id=made.id, version=made.version))
    return redirect(url_for(".overview"), 303)


@bp.post("/drafts/<key>/discard")
def discard(key: str) -> ResponseReturnValue:
    """Take a draft away."""
    standing = services().shelf.draft(key)
    services().shelf.discard(standing)
    flash(gettext("The draft of {id} is deleted.").format(id=standing.id))
    return redirect(url_for(".overview"), 303)


def _draft(standing: Draft, *, refused: tuple[Problem, ...] = (), missing: str = "") -> str:
    judged = offering.judged(standing)
    shown = judged.seen.questionnaire
    compared = judged.release.before if judged.release else None
    return render_template(
        "operator/draft.html",
        draft=standing,
        judged=judged,
        seen=judged.seen,
        shown=shown,
        forms=_forms(shown) if shown else [],
        places=_places(shown) if shown else {},
        compared=compared,
        different=list(amendments.groups(compared, compared.amendments)) if compared else [],
        told=amendments,
        behind=services().library.behind(standing.id),
        offered=services().library.questionnaire(standing.id),
        refused=refused,
        missing=missing,
    )


def _forms(shown: Questionnaire) -> list[tuple[object, int, int]]:
    """Every form with the number of its items and the minutes they take."""
    asked = [(form, [i for i in shown.items() if form.asks(i)]) for form in shown.forms]
    return [(form, len(items), minutes(items, current())) for form, items in asked]


def _places(shown: Questionnaire) -> dict[str, str]:
    """The dimension of each item."""
    return {item.id: dimension.id for dimension in shown.dimensions for item in dimension.items}


# --- what is offered ----------------------------------------------------------------------


@bp.get("/questionnaires/<id>/withdraw")
def leave(id: str) -> ResponseReturnValue:
    """What follows from withdrawing a questionnaire, before it is done."""
    library = services().library
    if id not in library.own_ids and id not in library.faulty:
        raise NoSuchPlace("questionnaire")
    return render_template(
        "operator/withdraw.html",
        id=id,
        standing=library.questionnaire(id) if id in library.own_ids else None,
        behind=library.shadowed().get(id),
    )


@bp.post("/questionnaires/<id>/withdraw")
def withdraw(id: str) -> ResponseReturnValue:
    """Offer a questionnaire of this site no longer."""
    library = services().library
    standing = library.questionnaire(id) if id in library.own_ids else None
    services().shelf.withdraw(id)
    current_app.logger.info(
        "the operator withdrew %s %s (%s)",
        id,
        standing.version if standing else "–",
        standing.sha256 if standing else "–",
    )
    flash(gettext("{id} is withdrawn; what was begun with it goes on.").format(id=id))
    return redirect(url_for(".overview"), 303)


# --- what was sent ------------------------------------------------------------------------


class NothingToTake(Exception):
    """No file was chosen, or two things at once."""


def _keep_sent(key: str = "") -> ResponseReturnValue:
    parcel, name = _sent()
    kept = services().shelf.keep(parcel, name, now(), key)
    current_app.logger.info("the operator sent %s as draft %s", kept.id, kept.key)
    # Else the page would be shown from where the form stood.
    return redirect(url_for(".draft", key=kept.key, _anchor="content"), 303)


def _sent() -> tuple[Parcel, str]:
    """What was sent, packed or as the files of a folder, and under which name."""
    packed = [file for file in request.files.getlist("zip") if file.filename]
    files = [file for file in request.files.getlist("folder") if file.filename]
    if packed and files:
        raise NothingToTake(gettext("Choose either a zip or a folder, not both."))
    if packed:
        name = str(packed[0].filename)
        return parcels.unpack(packed[0].read(parcels.MOST_BYTES + 1), name), name
    if not files:
        raise NothingToTake(gettext("Choose a zip or a folder first."))
    return _gathered(files)


def _gathered(files: list[FileStorage]) -> tuple[Parcel, str]:
    name = str(files[0].filename).partition("/")[0]
    sent = [(str(file.filename), file.stream) for file in files]
    return parcels.gather(sent, name), name
