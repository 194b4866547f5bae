"""How the words people type become typed answers, with the faults to show beside the fields.

Slots hold text exactly as typed, so nothing is ever lost; what is not understood in them is
blamed at its slot, and the rest is read all the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

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
from assess.core.answers import (
    COMPARISONS,
    GRADES,
    MAXIMUM_FIELD,
    MAXIMUM_LIST,
    MAXIMUM_NOTE,
    TARGETS,
    Answer,
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
    RatingAnswer,
    Slots,
)
from assess.core.faults import Fault
from assess.core.items import (
    TOP,
    ChecklistItem,
    ChoiceItem,
    CoverageItem,
    Item,
    KpiItem,
    MaturityItem,
    RatingItem,
)
from assess.core.numbers import number_typed, shortest
from assess.core.questionnaire import Grade, Questionnaire
from assess.core.scale import scale_of
from assess.core.text import Text


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
        if len(self.text(slot)) > MAXIMUM_LIST:
            self.blame(slot, A603, limit=MAXIMUM_LIST)
            return ()
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
