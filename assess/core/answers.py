"""What was answered: how the words people type become typed answers, and back.

An item has *slots*, the single fields a person fills ("reality", "practices.owner",
"note").  Slots hold text exactly as typed, so nothing is ever lost; reading them gives
a typed answer and the faults to show beside the fields.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeVar

from assess.core.answer_faults import (
    A601,
    A602,
    A603,
    A604,
    A605,
    A606,
    A607,
    A609,
    A610,
    A611,
    A612,
)
from assess.core.faults import N_, Fault, words
from assess.core.numbers import number_typed, shortest
from assess.core.questionnaire import (
    TOP,
    ChecklistItem,
    ChoiceItem,
    CoverageItem,
    CurvePoint,
    Grade,
    Item,
    KpiItem,
    MaturityItem,
    Questionnaire,
    RatingItem,
)
from assess.core.scale import Scale
from assess.core.text import Text

Comparison = Literal["above", "at", "below", "none"]
COMPARISONS: tuple[Comparison, ...] = ("above", "at", "below", "none")
TARGETS = ("worst", "target", "best")
TARGET_SCORES = {"worst": Fraction(0), "target": Fraction(4, 5), "best": Fraction(1)}
"""What a client's own targets are worth: meeting the target is step 4 of 5, "targets met"."""

MAXIMUM_NOTE = 5000
MAXIMUM_FIELD = 200
GRADES = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said about one item; `evidence` is the grade 0 to 4 of what backs it."""

    evidence: int | None = None
    note: str = ""
    not_applicable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaturityAnswer(Answer):
    """Steps 0 to 5 on the axes that were judged."""

    intention: int | None = None
    reality: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistAnswer(Answer):
    """The value 0 to 1 of each practice that was judged."""

    practices: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageAnswer(Answer):
    """So many of so many; `sample` is the sample size when not everything was counted."""

    numerator: Fraction | None = None
    denominator: Fraction | None = None
    period: str = ""
    sample: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiAnswer(Answer):
    """A measured value, its earlier periods (oldest first) and how it compares."""

    value: Fraction | None = None
    periods: tuple[Fraction, ...] = ()
    comparison: Comparison = "none"
    segments: bool = False
    targets: Mapping[str, Fraction] = field(default_factory=dict)

    def curve(self, item: KpiItem) -> tuple[CurvePoint, ...]:
        """The curve that applies: the client's own targets where they are set and may be."""
        if not (item.curve_is_clients and len(self.targets) == len(TARGETS)):
            return item.curve
        points = [CurvePoint(at=self.targets[t], score=TARGET_SCORES[t]) for t in TARGETS]
        return tuple(points if item.better == "higher" else reversed(points))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceAnswer(Answer):
    """The option chosen."""

    chosen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingAnswer(Answer):
    """The value given on the scale of the item."""

    value: Fraction | None = None


Slots = Mapping[str, str]
Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class SlotFault:
    """A fault in one slot."""

    slot: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Reading:
    """What the slots of one item say, and what in them could not be understood."""

    answer: Answer | None
    faults: tuple[SlotFault, ...] = ()


def slots_of(item: Item) -> tuple[str, ...]:
    """The fields of an item, in the order they are asked; never positions, always names."""
    own: Sequence[str]
    match item:
        case MaturityItem():
            own = item.axes
        case ChecklistItem():
            own = [f"practices.{practice.id}" for practice in item.practices]
        case CoverageItem():
            own = ["numerator", "denominator", "percent", "period", "sample"]
        case KpiItem():
            targets = [f"targets.{target}" for target in TARGETS] if item.curve_is_clients else []
            own = ["value", "periods", "comparison", "segments", *targets]
        case RatingItem():
            own = ["value"]
        case _:
            own = ["chosen"]
    return (*own, "evidence", *(["not_applicable"] if item.na_allowed else []), "note")


def read_slots(questionnaire: Questionnaire, item: Item, typed: Slots) -> Reading:
    """The answer in the slots of an item; a slot that is not understood counts as not filled."""
    reader = _SlotReader(typed)
    common = {
        "evidence": reader.whole("evidence", GRADES),
        "note": reader.words("note", MAXIMUM_NOTE),
        "not_applicable": reader.words("not_applicable", MAXIMUM_NOTE),
    }
    forbidden = questionnaire.scoring.not_applicable.policy == "forbidden"
    if common["not_applicable"] and (forbidden or not item.na_allowed):
        reader.blame("not_applicable", A610)
        common["not_applicable"] = ""
    answer = _READERS[type(item)](questionnaire, item, reader, common)
    said_nothing = answer == type(answer)()
    return Reading(None if said_nothing else answer, tuple(reader.faults))


def slots_from(answer: Answer) -> dict[str, str]:
    """The slots that read back as this answer."""
    filled = {"note": answer.note, "not_applicable": answer.not_applicable}
    if answer.evidence is not None:
        filled["evidence"] = str(answer.evidence)
    match answer:
        case MaturityAnswer():
            steps = {"intention": answer.intention, "reality": answer.reality}
            filled |= {axis: str(step) for axis, step in steps.items() if step is not None}
        case ChecklistAnswer():
            filled |= {f"practices.{id}": shortest(v) for id, v in answer.practices.items()}
        case CoverageAnswer():
            numbers = {
                "numerator": answer.numerator,
                "denominator": answer.denominator,
                "sample": None if answer.sample is None else Fraction(answer.sample),
            }
            filled |= {slot: shortest(n) for slot, n in numbers.items() if n is not None}
            filled["period"] = answer.period
        case KpiAnswer():
            filled |= {"comparison": answer.comparison} if answer.comparison != "none" else {}
            filled |= {"segments": "yes"} if answer.segments else {}
            filled |= {} if answer.value is None else {"value": shortest(answer.value)}
            filled["periods"] = " ".join(shortest(period) for period in answer.periods)
            filled |= {f"targets.{id}": shortest(value) for id, value in answer.targets.items()}
        case ChoiceAnswer():
            filled["chosen"] = answer.chosen or ""
        case RatingAnswer():
            filled |= {} if answer.value is None else {"value": shortest(answer.value)}
    return {slot: text for slot, text in filled.items() if text}


_V = TypeVar("_V")


class _SlotReader:
    """Takes slots one by one and collects the faults."""

    def __init__(self, typed: Slots) -> None:
        self.typed = typed
        self.faults: list[SlotFault] = []

    def blame(self, slot: str, fault: Callable[..., Fault], **details: object) -> None:
        self.faults.append(SlotFault(slot, fault(details={**details})))

    def text(self, slot: str) -> str:
        return self.typed.get(slot, "").strip()

    def words(self, slot: str, limit: int) -> str:
        text = self.text(slot)
        if len(text) > limit:
            self.blame(slot, A603, limit=limit)
        return text[:limit].strip()

    def number(
        self, slot: str, *, at_least_zero: bool = False, unit: Text | None = None
    ) -> Fraction | None:
        text = self.text(slot)
        number = _in_unit(text, unit) if text else None
        if text and number is None:
            self.blame(slot, A601, typed=text[:MAXIMUM_FIELD])
        if number is not None and at_least_zero and number < 0:
            self.blame(slot, A606, typed=text)
            return None
        return number

    def numbers(self, slot: str, unit: Text) -> tuple[Fraction, ...]:
        text = unicodedata.normalize("NFKC", self.text(slot))
        parts = text.replace(";", " ").replace("、", " ").replace(", ", " ").split()
        numbers = [_in_unit(part, unit) for part in parts]
        if any(number is None for number in numbers):
            self.blame(slot, A609, typed=self.text(slot)[:MAXIMUM_FIELD])
            return ()
        return tuple(number for number in numbers if number is not None)

    def whole(self, slot: str, allowed: range) -> int | None:
        return self.one_of(slot, {str(number): number for number in allowed})

    def graded(self, slot: str, grades: Sequence[Grade]) -> Fraction | None:
        """The value of a grade given by its number or its id."""
        number = number_typed(self.text(slot))
        named = {grade.id: grade.value for grade in grades}
        if number is not None and number in named.values():
            return number
        allowed = {shortest(value): value for value in named.values()}
        return (
            named.get(self.text(slot)) if self.text(slot) in named else self.one_of(slot, allowed)
        )

    def one_of(self, slot: str, allowed: Mapping[str, _V]) -> _V | None:
        text = self.text(slot)
        if text and text not in allowed:
            self.blame(slot, A602, typed=text[:MAXIMUM_FIELD], known=", ".join(allowed))
        return allowed.get(text)


def _in_unit(typed: str, unit: Text | None) -> Fraction | None:
    """The number in a person's text; where the unit is per cent, "45" and "45 %" are the same."""
    number = number_typed(typed)
    if number is None or unit is None or unit.source != "%":
        return number
    return number * 100 if typed.endswith(("%", "％")) else number


def _read_maturity(
    questionnaire: Questionnaire, item: Item, reader: _SlotReader, common: Mapping[str, object]
) -> Answer:
    assert isinstance(item, MaturityItem)
    steps = {axis: reader.whole(axis, range(TOP + 1)) for axis in item.axes}
    return MaturityAnswer(**steps, **common)  # type: ignore[arg-type]


def _read_checklist(
    questionnaire: Questionnaire, item: Item, reader: _SlotReader, common: Mapping[str, object]
) -> Answer:
    assert isinstance(item, ChecklistItem)
    grades = questionnaire.scales[item.scale]
    given = {p.id: reader.graded(f"practices.{p.id}", grades) for p in item.practices}
    practices = {id: value for id, value in given.items() if value is not None}
    return ChecklistAnswer(practices=practices, **common)  # type: ignore[arg-type]


def _read_coverage(
    questionnaire: Questionnaire, item: Item, reader: _SlotReader, common: Mapping[str, object]
) -> Answer:
    numerator = reader.number("numerator", at_least_zero=True)
    denominator = reader.number("denominator", at_least_zero=True)
    percent = reader.number("percent", at_least_zero=True)
    if percent is not None:
        share = percent if reader.text("percent").endswith(("%", "％")) else percent / 100
        counted = None if numerator is None or not denominator else numerator / denominator
        if counted is not None and counted != share:
            reader.blame("percent", A611)
        else:
            numerator, denominator = share * 100, Fraction(100)
    if denominator == 0:
        reader.blame("denominator", A604)
        denominator = None
    if numerator is not None and denominator is not None and numerator > denominator:
        told = {"numerator": shortest(numerator), "denominator": shortest(denominator)}
        reader.blame("numerator", A605, **told)
        numerator = None
    sample = reader.number("sample", at_least_zero=True)
    return CoverageAnswer(
        numerator=numerator,
        denominator=denominator,
        period=reader.words("period", MAXIMUM_FIELD),
        sample=None if sample is None else int(sample),
        **common,  # type: ignore[arg-type]
    )


def _read_kpi(
    questionnaire: Questionnaire, item: Item, reader: _SlotReader, common: Mapping[str, object]
) -> Answer:
    assert isinstance(item, KpiItem)
    return KpiAnswer(
        value=reader.number("value", unit=item.unit),
        periods=reader.numbers("periods", item.unit),
        comparison=reader.one_of("comparison", {word: word for word in COMPARISONS}) or "none",
        segments=reader.one_of("segments", {"yes": True, "no": False}) or False,
        targets=_read_targets(item, reader),
        **common,  # type: ignore[arg-type]
    )


def _read_targets(item: KpiItem, reader: _SlotReader) -> dict[str, Fraction]:
    if not item.curve_is_clients:
        return {}
    given = {target: reader.number(f"targets.{target}", unit=item.unit) for target in TARGETS}
    targets = {target: value for target, value in given.items() if value is not None}
    if not targets:
        return {}
    ladder = list(targets.values()) if item.better == "higher" else [-v for v in targets.values()]
    rising = all(low < high for low, high in pairwise(ladder))
    if len(targets) < len(TARGETS) or not rising:
        reader.blame("targets.target", A607)
        return {}
    return targets


def _read_choice(
    questionnaire: Questionnaire, item: Item, reader: _SlotReader, common: Mapping[str, object]
) -> Answer:
    assert isinstance(item, ChoiceItem)
    chosen = reader.one_of("chosen", {option.id: option.id for option in item.options})
    return ChoiceAnswer(chosen=chosen, **common)  # type: ignore[arg-type]


def _read_rating(
    questionnaire: Questionnaire, item: Item, reader: _SlotReader, common: Mapping[str, object]
) -> Answer:
    assert isinstance(item, RatingItem)
    value, typed = reader.number("value", unit=item.unit), reader.text("value")
    if value is not None and not item.has(value):
        reader.blame("value", A612, typed=typed[:MAXIMUM_FIELD], scale=scale_of(item))
        value = None
    return RatingAnswer(value=value, **common)  # type: ignore[arg-type]


def scale_of(item: Scale) -> Fault:
    """Which values a rating takes, in words."""
    ends = {"lowest": shortest(item.lowest), "highest": shortest(item.highest)}
    if item.increment is None:
        return words(N_("from {lowest} to {highest}"), **ends)
    step = shortest(item.increment)
    return words(N_("from {lowest} to {highest} in steps of {increment}"), **ends, increment=step)


_READERS: dict[
    type[Item], Callable[[Questionnaire, Item, _SlotReader, Mapping[str, object]], Answer]
] = {
    MaturityItem: _read_maturity,
    ChecklistItem: _read_checklist,
    CoverageItem: _read_coverage,
    KpiItem: _read_kpi,
    ChoiceItem: _read_choice,
    RatingItem: _read_rating,
}


def read_all(
    questionnaire: Questionnaire, typed: Mapping[str, Slots]
) -> tuple[dict[str, Answer], dict[str, tuple[SlotFault, ...]]]:
    """Every answer in these slots by item id, and the faults by item id."""
    answers: dict[str, Answer] = {}
    faults: dict[str, tuple[SlotFault, ...]] = {}
    for item in questionnaire.items():
        reading = read_slots(questionnaire, item, typed.get(item.id, {}))
        if reading.answer is not None:
            answers[item.id] = reading.answer
        if reading.faults:
            faults[item.id] = reading.faults
    return answers, faults
