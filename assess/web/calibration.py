"""The calibration case: read it, rate it, and see how lenient you are. Nothing is kept."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from assess.core.answers import slots_of
from assess.core.calibration import Calibration, Case, calibrate
from assess.core.duration import minutes
from assess.core.items import Item
from assess.core.questionnaire import Questionnaire
from assess.core.readings import read_all
from assess.core.scoring import score
from assess.language import current, speak
from assess.web.autosave import by_words
from assess.web.context import services
from assess.web.faults import NoSuchPlace
from assess.web.forms import AnswersForm, answers_form, slots_from_form
from assess.web.sheet import Card, cards_of
from assess.web.speech import speaking_from_now, wanted

bp = Blueprint("calibration", __name__, url_prefix="/calibration")

BESIDES = {"evidence", "not_applicable", "note"}


@bp.get("")
def case() -> ResponseReturnValue:
    """The case with its documents, and the questions to rate."""
    questionnaire, told = _shown()
    return _page(questionnaire, told, _form(questionnaire, told))


@bp.post("")
def rate() -> ResponseReturnValue:
    """The same page with the experts' ratings beside yours; or only in another language."""
    language = wanted()
    if language:
        speak(language)
    questionnaire, told = _shown()
    form = _form(questionnaire, told)
    answers, faults = read_all(questionnaire, slots_from_form(form))
    compare = request.form.get("then") == "compare" and not faults
    compared = calibrate(questionnaire, told, answers) if compare else None
    page = make_response(_page(questionnaire, told, form, compared))
    page.status_code = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return speaking_from_now(page, language)


def _shown() -> tuple[Questionnaire, Case]:
    questionnaire = services().questionnaire(services().asked)
    told = services().library.case(services().asked)
    if told is None:
        raise NoSuchPlace("calibration case")
    return questionnaire, told


def _form(questionnaire: Questionnaire, told: Case) -> AnswersForm:
    rated = [item for item in questionnaire.items() if item.id in told.judgements]
    return answers_form(questionnaire, rated, {}, of=_rated_slots)


def _rated_slots(item: Item) -> tuple[str, ...]:
    """What is judged of an item: all but what stands behind the judgement."""
    return tuple(slot for slot in slots_of(item) if slot not in BESIDES and "targets." not in slot)


def _page(
    questionnaire: Questionnaire,
    told: Case,
    form: AnswersForm,
    compared: Calibration | None = None,
) -> str:
    return render_template(
        "calibration/case.html",
        questionnaire=questionnaire,
        case=told,
        cards=_cards(questionnaire, form),
        minutes=minutes((item for item, _ in form.asked), current()),
        compared=compared,
        deviations={each.item.id: each for each in compared.deviations} if compared else {},
        by_words=by_words,
    )


def _cards(questionnaire: Questionnaire, form: AnswersForm) -> list[Card]:
    answers, _ = read_all(questionnaire, slots_from_form(form))
    whole = score(
        questionnaire,
        answers,
        form=questionnaire.forms[0],
        profile=questionnaire.profiles[0],
    )
    found = [whole.item(item.id) for item, _ in form.asked]
    return cards_of([each for each in found if each], form)
