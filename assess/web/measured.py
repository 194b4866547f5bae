"""KPI items whose value customers have told: what a survey found, and taking it over."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assess.core.items import Item, KpiItem
from assess.core.numbers import number_typed, rounded, shortest
from assess.core.surveys.results import MeasureResult
from assess.core.surveys.survey import Feed, Survey
from assess.rendering.survey_words import source_note
from assess.storage.answers import Change, Locked
from assess.storage.surveys import SurveyRecord
from assess.web.context import Opened, services
from assess.web.faults import AssessmentClosed, NoSuchPlace
from assess.web.saving import actor

PLACES = 1
"""Decimals of a value that is taken over: those that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A measure of one survey that fits an item.

    `since` and `until` are the days whose answers may count, `first` and `last` those on which
    some came, None where none did.
    """

    record: SurveyRecord
    survey: Survey
    result: MeasureResult
    feed: Feed
    since: date
    until: date
    first: date | None
    last: date | None
    in_use: bool

    @property
    def key(self) -> str:
        """What the button that takes it over sends."""
        return f"{self.feed.item}:{self.record.id}:{self.result.measure.id}"

    @property
    def value(self) -> str:
        """The value as it is typed into the field."""
        assert self.result.value is not None
        return shortest(rounded(self.result.value, PLACES))

    @property
    def is_thin(self) -> bool:
        """Whether there are fewer answers than the item's own rules ask for."""
        return self.result.n < self.feed.enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurable:
    """What customers can tell about an item; without offers no survey has asked them yet."""

    offers: tuple[Offer, ...] = ()


def measurable(opened: Opened, items: Iterable[Item]) -> dict[str, Measurable]:
    """The items among these that customers can measure, with what surveys have found so far."""
    fed = {
        feed.item
        for survey in services().surveys.feeding(opened.questionnaire.id)
        for measure in survey.measures
        for feed in measure.feeds
        if feed.questionnaire == opened.questionnaire.id
    }
    # A questionnaire of the same id may have put another item in the place of a measure.
    asked = [item.id for item in items if item.id in fed and isinstance(item, KpiItem)]
    offers = list(_offers(opened, asked)) if asked else []
    return {id: Measurable(offers=tuple(o for o in offers if o.feed.item == id)) for id in asked}


def take(opened: Opened, key: str) -> Item:
    """Save a measured value as the answer, and where it comes from as its note.

    `NoSuchPlace` where nothing is offered under this key, `AssessmentClosed` when it is.
    """
    offer = next(
        (
            offer
            for offer in _offers(opened, [key.partition(":")[0]])
            if offer.key == key and offer.result.shown
        ),
        None,
    )
    item = opened.questionnaire.item(offer.feed.item) if offer else None
    if offer is None or not isinstance(item, KpiItem) or not opened.form.asks(item):
        raise NoSuchPlace("measured value")
    texts = {"value": offer.value, "note": _note(opened, offer)}
    changes = [_change(opened, item.id, slot, text) for slot, text in texts.items()]
    for outcome in services().store.save_many(opened.record.id, changes, actor()):
        if isinstance(outcome, Locked):
            raise AssessmentClosed(outcome.status)
    return item


def _offers(opened: Opened, items: Iterable[str]) -> Iterator[Offer]:
    wanted = set(items)
    for record in services().surveys.store.of_assessment(opened.record.id):
        survey = services().surveys.definition(record)
        for measure in survey.measures:
            for feed in measure.feeds:
                if feed.questionnaire == opened.questionnaire.id and feed.item in wanted:
                    yield _offer(opened, record, survey, measure.id, feed)


def _offer(opened: Opened, record: SurveyRecord, survey: Survey, measure: str, feed: Feed) -> Offer:
    until = opened.assessment.assessed_on
    since = feed.first_day(until)
    counted = services().surveys.counted(record, since, until)
    result = counted.results.measure(measure)
    return Offer(
        record=record,
        survey=survey,
        result=result,
        feed=feed,
        since=since,
        until=until,
        first=counted.first,
        last=counted.last,
        in_use=result.shown and _stands(opened, feed.item, result),
    )


def _stands(opened: Opened, item: str, result: MeasureResult) -> bool:
    assert result.value is not None
    typed = number_typed(opened.typed.get(item, {}).get("value", ""))
    return typed == rounded(result.value, PLACES)


def _note(opened: Opened, offer: Offer) -> str:
    """What stands in the note, and below it where the value comes from."""
    assert offer.first is not None
    assert offer.last is not None
    said = source_note(offer.survey, offer.result, offer.first, offer.last)
    before = opened.typed.get(offer.feed.item, {}).get("note", "").rstrip()
    if said in before.splitlines():
        return before
    return f"{before}\n{said}" if before else said


def _change(opened: Opened, item: str, slot: str, text: str) -> Change:
    standing = opened.cells.get((item, slot))
    rev = standing.rev if standing else 0
    return Change(item=item, slot=slot, value=text, base_rev=rev, op_id=secrets.token_hex(16))
