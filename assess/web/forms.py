"""WTForms for the pages: they parse, validate and guard; the HTML comes from our own macros.

Fields are named by ids ("L1.practices.owner"), never by positions, and the rules of what
a field may hold live in the core, in `read_slots`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, Field, RadioField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # not yet typed
from wtforms.validators import Length, Optional

from assess.core.answers import COMPARISONS, GRADES, Slots, slots_of
from assess.core.asking import facts_asked
from assess.core.characters import one_line
from assess.core.items import TOP, ChecklistItem, ChoiceItem, Item, RatingItem
from assess.core.numbers import number_typed, shortest
from assess.core.questionnaire import Fact, Form, Questionnaire
from assess.core.readings import Reading, read_slots
from assess.language import current, gettext
from assess.rendering import wording
from assess.rendering.filters import REGION
from assess.web.details import LONGEST_NAME, Details

AXES = {"intention", "reality"}
LONGEST_FACT = 200


SlotsOf = Callable[[Item], tuple[str, ...]]


class AnswersForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF publishes no types
    """One field per slot of the items that a page asks; made by `answers_form`."""

    questionnaire: Questionnaire
    asked: tuple[tuple[Item, tuple[str, ...]], ...]

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """What the core reads in the slots of each item."""
        slots = slots_from_form(self)
        return {
            item.id: read_slots(self.questionnaire, item, slots[item.id]) for item, _ in self.asked
        }


def answers_form(
    questionnaire: Questionnaire,
    items: Iterable[Item],
    slots: Mapping[str, Slots],
    *,
    of: SlotsOf = slots_of,
    posted: bool = True,
) -> AnswersForm:
    """The form of some items: what was posted, or the slots given where nothing was.

    `of` chooses the slots of an item that the page asks, all of them unless it is given.
    """
    asked = tuple((item, of(item)) for item in items)
    fields: dict[str, object] = {
        f"{item.id}.{slot}": _field(questionnaire, item, slot)
        for item, names in asked
        for slot in names
    }
    fields |= {"questionnaire": questionnaire, "asked": asked}
    made: Any = type("AnswersForm", (AnswersForm,), fields)
    data = {f"{id}.{slot}": text for id, typed in slots.items() for slot, text in typed.items()}
    bound: AnswersForm = made(data=data) if posted else made(formdata=None, data=data)
    return bound


def slots_from_form(form: AnswersForm) -> dict[str, dict[str, str]]:
    """The slots of every item in a form, with one way to end a line."""
    return {
        item.id: {slot: as_one_text(form[f"{item.id}.{slot}"].data) for slot in names}
        for item, names in form.asked
    }


def as_one_text(typed: str | None) -> str:
    """The text of a field; forms end lines otherwise than scripts do."""
    return (typed or "").replace("\r\n", "\n").replace("\r", "\n")


def choices_of(questionnaire: Questionnaire, item: Item, slot: str) -> tuple[SelectChoice, ...]:
    """The closed choices of a slot in the language spoken, or none for a free text."""
    language = current()
    if slot in AXES:
        return tuple(SelectChoice(str(step), str(step)) for step in range(TOP + 1))
    if slot.startswith("practices.") and isinstance(item, ChecklistItem):
        grades = questionnaire.scales[item.scale]
        return tuple(SelectChoice(shortest(g.value), g.text.within(language)) for g in grades)
    if slot == "chosen" and isinstance(item, ChoiceItem):
        return tuple(SelectChoice(o.id, o.text.within(language)) for o in item.options)
    if slot == "value" and isinstance(item, RatingItem):
        return tuple(SelectChoice(shortest(v), _rating_label(item, v)) for v in item.values)
    if slot == "comparison":
        return tuple(SelectChoice(c, gettext(wording.COMPARISONS[c])) for c in COMPARISONS)
    if slot == "segments":
        return (SelectChoice("yes", gettext("yes")), SelectChoice("no", gettext("no")))
    if slot == "evidence":
        words = questionnaire.evidence_grades
        return tuple(SelectChoice(str(g), words[g].within(language)) for g in GRADES)
    return ()


def _rating_label(item: RatingItem, value: Fraction) -> str:
    """A value of a scale with its words, where it has some."""
    number = shortest(value)
    words = item.anchors.get(value)
    return f"{number} {words.within(current())}" if words else number


def _field(questionnaire: Questionnaire, item: Item, slot: str) -> Field:
    validators = [_as_the_core_reads(item, slot)]
    choices = choices_of(questionnaire, item, slot)
    if choices:
        return RadioField(validators=validators, choices=list(choices), validate_choice=False)
    return StringField(validators=validators)


def _as_the_core_reads(item: Item, slot: str) -> Callable[[AnswersForm, Field], None]:
    def validate(form: AnswersForm, field: Field) -> None:
        for found in form.readings[item.id].faults:
            if found.slot == slot:
                raise ValidationError(found.fault.sentence(gettext))

    return validate


class OrganizationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF publishes no types
    """Name, facts and day of an assessment; made by `organization_form`."""

    asked: tuple[Fact, ...]
    kept: Mapping[str, str]

    def details(self) -> Details:
        """Everything exactly as typed."""
        return Details(
            name=self["name"].data or "",
            assessed_on=" ".join(self["assessed_on"].raw_data or []),
            facts={
                **self.kept,
                **{fact.id: self[f"fact.{fact.id}"].data or "" for fact in self.asked},
            },
        )


def organization_form(
    questionnaire: Questionnaire, form: Form, details: Details
) -> OrganizationForm:
    """The form about the organization; where nothing was posted it holds these details.

    Facts that only questions outside the form depend on are not asked.
    """
    asked = facts_asked(questionnaire, form)
    fields: dict[str, object] = {
        "name": StringField(validators=[Length(max=LONGEST_NAME, message=_too_long(LONGEST_NAME))]),
        "assessed_on": DateField(validators=[Optional()]),
        **{f"fact.{fact.id}": _fact_field(fact) for fact in asked},
        "asked": asked,
        "kept": details.facts,
    }
    made: Any = type("OrganizationForm", (OrganizationForm,), fields)
    data = {f"fact.{id}": text for id, text in details.facts.items()}
    bound: OrganizationForm = made(data={**data, "name": details.name})
    return bound


def _fact_field(fact: Fact) -> Field:
    if fact.type == "choice":
        choices = [SelectChoice(c.id, c.text.within(current())) for c in fact.choices]
        return SelectField(choices=[SelectChoice("", "–"), *choices], default="")
    if fact.type == "yes-no":
        choices = [SelectChoice("yes", gettext("yes")), SelectChoice("no", gettext("no"))]
        return RadioField(choices=choices, validate_choice=False)
    if fact.type == "number":
        return StringField(validators=[_number])
    limit = Length(max=LONGEST_FACT, message=_too_long(LONGEST_FACT))
    return StringField(validators=[limit], description=_help(fact))


def _help(fact: Fact) -> str:
    """What is expected in the field of a fact, where its name does not tell."""
    if fact.id != REGION:
        return ""
    return gettext(
        "An ISO 3166 code names the country too: CN-ZJ, GB-YOR or only FR. "
        "Anything else is shown as you write it."
    )


def _number(form: FlaskForm, field: Field) -> None:
    if field.data and field.data.strip() and number_typed(field.data) is None:
        said = gettext("“{typed}” is not a number — write digits, for example 240")
        raise ValidationError(said.format(typed=one_line(field.data)))


def _too_long(limit: int) -> str:
    return gettext("longer than {limit} characters — shorten it").format(limit=limit)
