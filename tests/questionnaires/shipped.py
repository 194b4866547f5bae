"""The shipped questionnaires, their best answers, and how they are scored."""

from fractions import Fraction

from assess import resources
from assess.core.answers import (
    Answer,
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
)
from assess.core.items import ChecklistItem, ChoiceItem, CoverageItem, Item, KpiItem, MaturityItem
from assess.core.questionnaire import Questionnaire
from assess.core.scorecard import Scorecard
from assess.core.scoring import score
from assess.definitions.library import Library

F = Fraction
LIBRARY = Library(resources.questionnaires())
CORE = [
    "L1",
    "L4",
    "L5",
    "L8",
    "S1",
    "S3",
    "S5",
    "S7",
    "P1",
    "P5",
    "P6",
    "P9",
    "R1",
    "R2",
    "R3",
    "R5",
    "I1",
    "I3",
    "I12",
    "OA1",
    "OB3",
    "OC2",
    "OD3",
    "OE1",
    "V1",
    "V3",
    "V5",
    "V8",
]


def best(item: Item) -> Answer:
    match item:
        case MaturityItem():
            return MaturityAnswer(intention=5, reality=5, evidence=4)
        case ChecklistItem():
            return ChecklistAnswer(practices={p.id: F(1) for p in item.practices}, evidence=4)
        case CoverageItem():
            return CoverageAnswer(numerator=F(1), denominator=F(1), evidence=4)
        case KpiItem():
            top = max(item.curve, key=lambda point: point.score).at
            return KpiAnswer(
                value=top, periods=(top,) * 3, comparison="above", segments=True, evidence=4
            )
        case ChoiceItem():
            top_option = max(item.options, key=lambda option: option.score)
            return ChoiceAnswer(chosen=top_option.id, evidence=4)
    raise AssertionError(item.type)


def scored(
    questionnaire: Questionnaire, answers: dict[str, Answer], form: str, profile: str
) -> Scorecard:
    return score(
        questionnaire,
        answers,
        form=questionnaire.form(form),
        profile=questionnaire.profile(profile),
    )
