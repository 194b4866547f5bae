"""The one page that customers see: without an account, without a script, nothing asked of who."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask import make_response as response_of
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from assess.core.faults import Fault
from assess.core.surveys.sheets import SheetReader
from assess.core.surveys.survey import ChoiceQuestion, Question, Survey, opener
from assess.core.text import Text
from assess.language import speak
from assess.storage.surveys import SurveyRecord
from assess.web import errors
from assess.web.context import services
from assess.web.faults import SurveyClosed, SurveyFull, TooMuchSent
from assess.web.forms import as_one_text
from assess.web.speech import speaking_from_now, wanted

bp = Blueprint("customers", __name__, url_prefix="/s/<link>")

MOST_BYTES = 128 * 1024
"""Bytes of one sheet: every text of a survey filled with Chinese, encoded, and room to spare."""
_OP_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question on the page: what is typed, what is wrong with it, and what it opens.

    `number` counts the questions that everybody is asked; the others have 0.  `opens` are the
    options behind which the `followers` stand, `after` the words of the option that opened it.
    """

    question: Question
    number: int
    typed: str
    fault: Fault | None
    after: Text | None = None
    opens: frozenset[str] = frozenset()
    followers: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a customer sees, with everything typed so far."""

    record: SurveyRecord
    survey: Survey
    op_id: str
    typed: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, Fault] = field(default_factory=dict)
    empty: bool = False

    @property
    def asked(self) -> list[Asked]:
        """The questions in order; one that an answer opens stands below the one that opens it."""
        return list(self._asked())

    def _asked(self) -> Iterator[Asked]:
        questions = self.survey.questions
        heads = [question for question in questions if not self._opener(question)]
        for number, question in enumerate(heads, start=1):
            followers = [q for q in questions if self._opener(q) == question.id]
            references = [reference for q in followers if (reference := opener(q))]
            yield Asked(
                question=question,
                number=number,
                typed=self.typed.get(question.id, ""),
                fault=self.faults.get(question.id),
                opens=frozenset(str(reference.option) for reference in references),
                followers=tuple(self._follower(question, q) for q in followers),
            )

    def _follower(self, head: Question, question: Question) -> Asked:
        reference = opener(question)
        assert reference is not None
        assert isinstance(head, ChoiceQuestion)
        option = head.option(str(reference.option))
        return Asked(
            question=question,
            number=0,
            typed=self.typed.get(question.id, ""),
            fault=self.faults.get(question.id),
            after=option.text if option else None,
        )

    def _opener(self, question: Question) -> str:
        """The question below which this one stands: only one that everybody is asked."""
        reference = opener(question)
        head = self.survey.question(reference.id) if reference else None
        return head.id if head and head.applies_if is None else ""


@bp.url_value_preprocessor
def limit(endpoint: str | None, values: dict[str, object] | None) -> None:
    """Take no more than one sheet can hold; this comes before anybody looks at the form."""
    request.max_content_length = MOST_BYTES


@bp.errorhandler(RequestEntityTooLarge)
def too_large(fault: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say it in the words of this page."""
    return errors.show(TooMuchSent())


@bp.get("")
def form(link: str) -> ResponseReturnValue:
    """The questions, or that the survey is closed."""
    record = services().surveys.store.find(link)
    survey = services().surveys.definition(record)
    if not record.is_open:
        return render_template("customers/closed.html", record=record, survey=survey)
    return _shown(Page(record=record, survey=survey, op_id=secrets.token_hex(16)))


@bp.post("")
def send(link: str) -> ResponseReturnValue:
    """Keep a sheet once, or show it again with what is wrong."""
    record = services().surveys.store.find(link)
    survey = services().surveys.definition(record)
    op_id = request.form.get("op_id", "")
    if not _OP_ID.fullmatch(op_id):
        raise BadRequest
    typed = _typed(survey)
    language = wanted()
    if language:
        speak(language)
        page = response_of(_shown(Page(record=record, survey=survey, op_id=op_id, typed=typed)))
        return speaking_from_now(page, language)
    reading = SheetReader(survey).read(typed)
    empty = not reading.sheet.answers and not reading.faults
    if reading.faults or empty:
        page_again = Page(
            record=record,
            survey=survey,
            op_id=op_id,
            typed=typed,
            faults=reading.faults,
            empty=empty,
        )
        return _shown(page_again), HTTPStatus.UNPROCESSABLE_ENTITY
    receipt = services().surveys.store.receive(record.id, op_id=op_id, answers=typed)
    if receipt == "closed":
        raise SurveyClosed
    if receipt == "full":
        raise SurveyFull
    again = "yes" if receipt == "changed" else None
    return redirect(url_for(".thanks", link=link, again=again), 303)


@bp.get("/thanks")
def thanks(link: str) -> ResponseReturnValue:
    """That the answers have arrived."""
    record = services().surveys.store.find(link)
    return render_template(
        "customers/thanks.html",
        record=record,
        survey=services().surveys.definition(record),
        again=request.args.get("again") == "yes",
    )


def _typed(survey: Survey) -> dict[str, str]:
    """What was typed, by question; nothing else that was sent is looked at."""
    sent = {q.id: as_one_text(request.form.get(q.id)).strip() for q in survey.questions}
    return {id: text for id, text in sent.items() if text}


def _shown(page: Page) -> str:
    return render_template("customers/form.html", page=page, record=page.record, survey=page.survey)
