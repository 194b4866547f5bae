"""The fields of one item: those of its type, then what backs the answer, and a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from assess.core import vocabulary
from assess.core.answers import COMPARISONS, GRADES, TARGETS, slots_of
from assess.core.faults import N_
from assess.core.items import (
    TOP,
    Axis,
    ChecklistItem,
    ChoiceItem,
    CoverageItem,
    Item,
    KpiItem,
    MaturityItem,
    RatingItem,
)
from assess.core.numbers import shortest
from assess.core.questionnaire import Questionnaire
from assess.core.scale import scale_of
from assess.core.text import Text
from assess.definitions.sheets.fields import (
    Choice,
    Field,
    bullets,
    choice_field,
    lines,
    note_field,
    said,
)
from assess.language import gettext

NOTHING = Fraction(0)
EVERYTHING = Fraction(100)
TARGET_LABELS = {"worst": N_("Worst"), "target": N_("Target"), "best": N_("Best")}
AXIS_QUESTIONS: Mapping[Axis, str] = {
    "intention": N_("what is decided and written"),
    "reality": N_("what is done and can be shown"),
}


def item_fields(questionnaire: Questionnaire, item: Item) -> tuple[Field, ...]:
    """Every field of an item in the order it is asked, in the language spoken."""
    made = {field.key: field for field in _fields(questionnaire, item)}
    return tuple(made[key] for slot in slots_of(item) if (key := answer_key(item, slot)) in made)


def answer_key(item: Item, slot: str) -> str:
    """The key of a field of an answer."""
    return f"answers.{item.id}.{slot}"


def answer_keys(questionnaire: Questionnaire) -> dict[str, tuple[Item, str]]:
    """The item and the slot of every field of an answer, by its key."""
    return {
        answer_key(item, slot): (item, slot)
        for item in questionnaire.items()
        for slot in slots_of(item)
    }


def labelled(label: str, value: str) -> str:
    """Words behind a label."""
    return gettext("{label}: {value}").format(label=label, value=value) if value else label


def after(label: str, words: str) -> str:
    """Words behind a label that ends with its colon; a full-width one has its space in itself."""
    return f"{label}{words}" if label.endswith("：") else f"{label} {words}"


def _fields(questionnaire: Questionnaire, item: Item) -> Iterator[Field]:
    match item:
        case MaturityItem():
            yield from _maturity(questionnaire, item)
        case ChecklistItem():
            yield from _checklist(questionnaire, item)
        case CoverageItem():
            yield from _coverage(item)
        case KpiItem():
            yield from _kpi(item)
        case ChoiceItem():
            yield _choice(item)
        case RatingItem():
            yield _rating(item)
    yield _evidence(questionnaire, item)
    yield note_field(
        answer_key(item, "not_applicable"),
        gettext("This does not apply to us"),
        lines(
            gettext("Why not? A reason takes the question out of the score."), said(item.na_when)
        ),
    )
    yield note_field(
        answer_key(item, "note"),
        gettext("Note"),
        gettext("what stands behind it, for whoever reads the report"),
    )


def _maturity(questionnaire: Questionnaire, item: MaturityItem) -> Iterator[Field]:
    steps = [Choice(str(step), str(step)) for step in range(TOP + 1)]
    for axis in item.axes:
        named = questionnaire.axes.get(axis)
        if named:
            label = said(named)
        else:
            label = labelled(gettext(vocabulary.AXES[axis]), gettext(AXIS_QUESTIONS[axis]))
        anchors = sorted(item.anchors.of(axis).items())
        means = lines(*(labelled(str(step), said(words)) for step, words in anchors))
        yield choice_field(answer_key(item, axis), label, steps, means)


def _checklist(questionnaire: Questionnaire, item: ChecklistItem) -> Iterator[Field]:
    grades = [
        Choice(shortest(grade.value), said(grade.text), also=(grade.id,))
        for grade in questionnaire.scales[item.scale]
    ]
    for practice in item.practices:
        tag = gettext("mandatory") if practice.mandatory else ""
        yield choice_field(
            answer_key(item, f"practices.{practice.id}"),
            f"{said(practice.text)} [{tag}]" if tag else said(practice.text),
            grades,
            lines(*bullets(practice.quality)),
        )


def _coverage(item: CoverageItem) -> Iterator[Field]:
    yield _number(item, "numerator", labelled(gettext("How many"), said(item.numerator)))
    yield _number(item, "denominator", labelled(gettext("Out of"), said(item.denominator)))
    share = _number(
        item,
        "percent",
        gettext("or only the share, if you have no counts"),
        gettext("in per cent: 60 for 60 %"),
        highest=EVERYTHING,
        percent=True,
    )
    yield share
    yield Field(
        key=answer_key(item, "period"), label=labelled(gettext("Period"), said(item.period))
    )
    yield Field(
        key=answer_key(item, "sample"),
        label=gettext("Sample size"),
        means=gettext("if not everything was counted"),
        kind="whole",
        lowest=NOTHING,
    )


def _kpi(item: KpiItem) -> Iterator[Field]:
    measured = after(gettext("How it is measured:"), said(item.measure))
    yield _number(item, "value", _with_unit(gettext("Value"), item.unit), measured, lowest=None)
    yield Field(
        key=answer_key(item, "periods"),
        label=gettext("Values of three or more periods"),
        means=gettext("oldest first, separated by spaces; the last is the value above"),
        kind="numbers",
    )
    comparisons = [Choice(id, gettext(vocabulary.COMPARISONS[id])) for id in COMPARISONS]
    yield choice_field(answer_key(item, "comparison"), gettext("Compared with others"), comparisons)
    yield choice_field(
        answer_key(item, "segments"), gettext("Is it split by customer group?"), yes_or_no()
    )
    for target in TARGETS:
        yield _number(
            item,
            f"targets.{target}",
            _with_unit(
                labelled(gettext("Your own targets"), gettext(TARGET_LABELS[target])), item.unit
            ),
            gettext("all three, or none"),
            lowest=None,
        )


def _choice(item: ChoiceItem) -> Field:
    options = [Choice(option.id, said(option.text)) for option in item.options]
    means = lines(*bullets([option.text for option in item.options]))
    return choice_field(answer_key(item, "chosen"), gettext("Choose one"), options, means)


def _rating(item: RatingItem) -> Field:
    key = answer_key(item, "value")
    anchors = [labelled(shortest(at), said(words)) for at, words in sorted(item.anchors.items())]
    means = lines(scale_of(item).sentence(gettext), *anchors)
    if item.values:
        values = [Choice(shortest(value), shortest(value)) for value in item.values]
        return choice_field(key, _with_unit(gettext("Choose a value"), item.unit), values, means)
    return Field(
        key=key,
        label=_with_unit(gettext("Value"), item.unit),
        means=means,
        kind="number",
        lowest=item.lowest,
        highest=item.highest,
        percent=item.unit is not None and item.unit.source == "%",
    )


def _evidence(questionnaire: Questionnaire, item: Item) -> Field:
    words = [said(text) for text in questionnaire.evidence_grades]
    grades = [Choice(str(grade), f"{grade} – {words[grade]}", (words[grade],)) for grade in GRADES]
    return choice_field(
        answer_key(item, "evidence"),
        gettext("What backs this answer?"),
        grades,
        after(gettext("A certifier asks for:"), said(item.evidence)),
    )


def yes_or_no() -> list[Choice]:
    """The two answers of a question that takes no other."""
    return [
        Choice("yes", gettext("yes"), also=("true",)),
        Choice("no", gettext("no"), also=("false",)),
    ]


def _number(
    item: Item,
    slot: str,
    label: str,
    means: str = "",
    *,
    lowest: Fraction | None = NOTHING,
    highest: Fraction | None = None,
    percent: bool = False,
) -> Field:
    return Field(
        key=answer_key(item, slot),
        label=label,
        means=means,
        kind="number",
        lowest=lowest,
        highest=highest,
        percent=percent,
    )


def _with_unit(label: str, unit: Text | None) -> str:
    if unit is None:
        return label
    return gettext("{label} ({unit})").format(label=label, unit=said(unit))
