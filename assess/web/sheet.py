"""What a page of questions shows: every item with its fields, in the order they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # not yet typed

from assess.core.answers import CoverageAnswer, KpiAnswer
from assess.core.faults import Fault
from assess.core.items import TOP, Axis, Item, KpiItem, MaturityItem
from assess.core.questionnaire import Questionnaire, Stage
from assess.core.scorecard import ItemScore, Status
from assess.core.text import Text
from assess.storage.answers import Cell, Conflict
from assess.web.context import Opened
from assess.web.curves import Curve, draw
from assess.web.forms import AnswersForm, choices_of, slots_from_form
from assess.web.sections import Section

DONE = {Status.ANSWERED, Status.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One slot on the page: what is typed, on which revision, and what is wrong with it."""

    name: str
    slot: str
    text: str
    rev: int
    choices: Sequence[SelectChoice]
    faults: tuple[Fault, ...]
    conflict: Conflict | None

    def words_of(self, value: str) -> str:
        """How a value of this slot reads: the words of its choice, else the text itself."""
        labels = {choice.value: choice.label for choice in self.choices}
        return str(labels.get(value, value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of an axis with its anchor, or the steps of the anchors it lies between."""

    number: int
    words: Text | None
    below: int
    above: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One item on the page; `share` and `curve` are for items that are measured."""

    questionnaire: Questionnaire
    item: Item
    score: ItemScore
    fields: Mapping[str, Field]
    share: Fraction | None
    curve: Curve | None

    @property
    def done(self) -> bool:
        """Whether nothing more need be said about it."""
        return self.score.status in DONE

    def steps(self, axis: Axis) -> list[Step]:
        """The six steps of an axis."""
        assert isinstance(self.item, MaturityItem)
        anchors = self.item.anchors.of(axis)
        return [
            Step(
                number=number,
                words=anchors.get(number),
                below=max((at for at in anchors if at <= number), default=0),
                above=min((at for at in anchors if at >= number), default=TOP),
            )
            for number in range(TOP + 1)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many of the items asked are done, and which are open; hidden ones do not count."""

    answered: int
    asked: int
    open: tuple[ItemScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of questions; groups are the stages of a whole dimension, or one without a stage."""

    section: Section
    groups: Sequence[tuple[Stage | None, Sequence[Card]]]
    progress: Progress
    previous: Section | None
    next: Section | None

    @property
    def cards(self) -> list[Card]:
        """Every item, in order."""
        return [card for _, cards in self.groups for card in cards]

    @property
    def faulty(self) -> list[Field]:
        """The fields with something wrong, in order."""
        fields = [field for card in self.cards for field in card.fields.values()]
        return [field for field in fields if field.faults or field.conflict]


def sheet_of(
    opened: Opened,
    section: Section,
    form: AnswersForm,
    conflicts: Mapping[Cell, Conflict] | None = None,
) -> Sheet:
    """A page of questions with the texts in its form."""
    scores = opened.scores_of(section)
    cards = cards_of(scores, form, opened.revisions, conflicts)
    stages = {} if section.stage else {stage.id: stage for stage in section.dimension.stages}
    grouped = groupby(cards, key=lambda card: stages.get(card.item.stage or ""))
    before, after = _neighbours(opened, section)
    return Sheet(
        section=section,
        groups=[(stage, list(group)) for stage, group in grouped],
        progress=progress_of(scores),
        previous=before,
        next=after,
    )


def cards_of(
    scores: Iterable[ItemScore],
    form: AnswersForm,
    revisions: Mapping[Cell, int] | None = None,
    conflicts: Mapping[Cell, Conflict] | None = None,
) -> list[Card]:
    """A card for each of these items, with the fields that the form has for it.

    `revisions` are those of the texts that are kept; a form that keeps nothing has none.
    """
    typed = slots_from_form(form)
    return [
        _card(score, form, typed[score.item.id], revisions or {}, conflicts or {})
        for score in scores
    ]


def progress_of(scores: Iterable[ItemScore]) -> Progress:
    """How far some items are answered; hidden ones are not asked."""
    asked = [score for score in scores if score.status is not Status.HIDDEN]
    still_open = tuple(score for score in asked if score.status not in DONE)
    return Progress(answered=len(asked) - len(still_open), asked=len(asked), open=still_open)


def _card(
    score: ItemScore,
    form: AnswersForm,
    typed: Mapping[str, str],
    revisions: Mapping[Cell, int],
    conflicts: Mapping[Cell, Conflict],
) -> Card:
    item = score.item
    faults = form.readings[item.id].faults
    return Card(
        questionnaire=form.questionnaire,
        item=item,
        score=score,
        fields={
            slot: Field(
                name=f"{item.id}.{slot}",
                slot=slot,
                text=typed[slot],
                rev=_rev((item.id, slot), revisions, conflicts),
                choices=choices_of(form.questionnaire, item, slot),
                faults=tuple(found.fault for found in faults if found.slot == slot),
                conflict=conflicts.get((item.id, slot)),
            )
            for slot in typed
        },
        share=share_of(score),
        curve=_curve(score),
    )


def _rev(cell: Cell, revisions: Mapping[Cell, int], conflicts: Mapping[Cell, Conflict]) -> int:
    """The revision that the next save starts from: after a conflict, the text just shown."""
    return conflicts[cell].rev if cell in conflicts else revisions.get(cell, 0)


def share_of(score: ItemScore) -> Fraction | None:
    """The share that a coverage answer states, if it states one."""
    answer = score.answer
    if not isinstance(answer, CoverageAnswer) or answer.numerator is None:
        return None
    return answer.numerator / answer.denominator if answer.denominator else None


def _curve(score: ItemScore) -> Curve | None:
    if not isinstance(score.item, KpiItem):
        return None
    answer = score.answer if isinstance(score.answer, KpiAnswer) else KpiAnswer()
    return draw(answer.curve(score.item), answer.value)


def _neighbours(opened: Opened, section: Section) -> tuple[Section | None, Section | None]:
    sections = opened.sections
    places = [each.place for each in sections]
    if section.place not in places:
        return None, None
    at = places.index(section.place)
    return (
        sections[at - 1] if at else None,
        sections[at + 1] if at + 1 < len(sections) else None,
    )
