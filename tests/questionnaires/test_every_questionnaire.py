"""What holds for every questionnaire that is shipped."""

from fractions import Fraction

from assess.core.answers import (
    Answer,
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
)
from assess.core.items import ChecklistItem, ChoiceItem, CoverageItem, Item, KpiItem, MaturityItem
from assess.core.maturity import level_of
from assess.core.questionnaire import Questionnaire
from assess.core.text import Text
from tests.questionnaires.shipped import best, scored

F = Fraction


def lowest(item: Item) -> Answer:
    match item:
        case MaturityItem():
            return MaturityAnswer(intention=0, reality=0)
        case ChecklistItem():
            return ChecklistAnswer(practices={p.id: F(0) for p in item.practices})
        case CoverageItem():
            return CoverageAnswer(numerator=F(0), denominator=F(1))
        case KpiItem():
            return KpiAnswer(value=min(item.curve, key=lambda point: point.score).at)
        case ChoiceItem():
            return ChoiceAnswer(chosen=min(item.options, key=lambda option: option.score).id)
    raise AssertionError(item.type)


def texts(value: object) -> list[Text]:
    """Every text in a definition, however deep."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in texts(part)]
    if isinstance(value, dict):
        return texts(tuple(value.values()))
    names = getattr(type(value), "__dataclass_fields__", {})
    return texts(tuple(getattr(value, name) for name in names if name != "applies_if"))


def test_every_shipped_questionnaire_is_released_whole_in_each_language(
    questionnaire: Questionnaire,
):
    assert questionnaire.status == "released"
    assert questionnaire.languages[:2] == ("en", "zh-Hans")
    found = texts(questionnaire)
    assert len(found) > 500
    assert all(set(text.translations) == set(questionnaire.languages) for text in found)
    assert all(words.strip() for text in found for words in text.translations.values())


def test_the_lowest_answers_score_nothing_and_the_best_everything(questionnaire: Questionnaire):
    low = {item.id: lowest(item) for item in questionnaire.items()}
    high = {item.id: best(item) for item in questionnaire.items()}

    for form in questionnaire.forms:
        for profile in questionnaire.profiles:
            bottom = scored(questionnaire, low, form.id, profile.id)
            top = scored(questionnaire, high, form.id, profile.id)
            assert bottom.total.claimed == bottom.total.evidenced == 0
            maximum = questionnaire.scoring.maximum
            assert top.total.claimed == top.total.evidenced == top.total.maximum == maximum
            assert level_of(bottom).number == 0
            assert level_of(top).number == questionnaire.levels[-1].level


def test_every_item_has_five_steps(questionnaire: Questionnaire):
    for item in questionnaire.items():
        assert [step.to for step in item.improve] == [1, 2, 3, 4, 5], item.id
