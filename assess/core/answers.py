"""What was answered, item by item, and the slots that an answer is typed in.

An item has *slots*, the single fields a person fills ("reality", "practices.owner",
"note").  How they are read is in `readings`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from assess.core.items import (
    ChecklistItem,
    CoverageItem,
    CurvePoint,
    Item,
    KpiItem,
    MaturityItem,
    RatingItem,
)
from assess.core.numbers import shortest

Comparison = Literal["above", "at", "below", "none"]
COMPARISONS: tuple[Comparison, ...] = ("above", "at", "below", "none")
TARGETS = ("worst", "target", "best")
TARGET_SCORES = {"worst": Fraction(0), "target": Fraction(4, 5), "best": Fraction(1)}
"""What a client's own targets are worth: meeting the target is step 4 of 5, "targets met"."""

MAXIMUM_NOTE = 5000
MAXIMUM_FIELD = 200
MAXIMUM_LIST = 1_000
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
