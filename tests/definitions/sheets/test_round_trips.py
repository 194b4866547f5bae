"""What is filled in is read back, to the last digit, whatever it is and in every language."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess import resources
from assess.core.answers import slots_of
from assess.core.assessment import Assessment, Organization
from assess.core.items import ChecklistItem, Item, KpiItem, MaturityItem, RatingItem
from assess.core.questionnaire import Questionnaire
from assess.core.readings import read_slots
from assess.core.text import Text
from assess.definitions.assessments import read_assessment
from assess.definitions.library import Library
from assess.definitions.sheets.orders import Order, texts_of
from assess.definitions.sheets.plain import plain_sheet
from assess.definitions.sheets.workbook import render_sheet
from assess.definitions.yaml.documents import parse_document
from tests.definitions.sheets.people import DAY, SMALL, Person, assessment_of, order, read

LANGUAGES = ("en", "zh-Hans")
LIBRARY = Library(resources.questionnaires())
EXAMPLES = sorted(resources.questionnaires().glob("*/examples/*.yaml"))
OTHERWISE = [(path, "zh-Hans" if "." not in path.stem else "en") for path in EXAMPLES]
IN_LANGUAGES = [
    *((path, "en" if "." not in path.stem else "zh-Hans") for path in EXAMPLES),
    *(pytest.param(*each, marks=pytest.mark.night) for each in OTHERWISE),
]
"""By day a sheet asks in the language of the answers, at night in the other one too."""

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=40
) | st.sampled_from(["=1+1", "+7", "-", "@sum", "'quoted", "_x0041_", "a\nb", "1,5", "null", "０"])
"""Ends of lines are those of the program: a \\r comes back as a \\n."""
NUMBERS = st.decimals(
    min_value=0, max_value=10**15, places=4, allow_nan=False, allow_infinity=False
) | st.sampled_from(["12.1", "0.1", "123456789012345678.123456789012", "1000000", "0"])


def numbers() -> st.SearchStrategy[str]:
    return NUMBERS.map(lambda number: f"{number:f}" if not isinstance(number, str) else number)


OF_SLOTS: dict[str, st.SearchStrategy[str]] = {
    "note": TEXTS,
    "not_applicable": TEXTS,
    "period": TEXTS,
    "evidence": st.sampled_from("01234"),
    "chosen": st.sampled_from(["none", "partly", "fully"]),
    "comparison": st.sampled_from(["above", "at", "below"]),
    "segments": st.sampled_from(["yes", "no"]),
    "periods": st.lists(numbers(), max_size=5).map(" ".join),
    "sample": st.integers(0, 500).map(str),
}


def slot_texts(item: Item, slot: str) -> st.SearchStrategy[str]:
    """What somebody may type into a slot."""
    if slot in OF_SLOTS:
        return OF_SLOTS[slot]
    match item:
        case MaturityItem():
            return st.sampled_from("012345")
        case ChecklistItem():
            return st.sampled_from(["0", "0.25", "0.5", "1"])
        case RatingItem():
            few = st.integers(0, 10).map(str)
            return few if item.increment else st.sampled_from(["12.1", "99", "0.1"])
    return st.tuples(st.sampled_from(["", "-"]), numbers()).map("".join)


@st.composite
def answered(draw):
    """Answers to some items, as far as what was typed has no fault."""
    answers = {}
    for item in SMALL.items():
        typed = {slot: draw(st.just("") | slot_texts(item, slot)) for slot in slots_of(item)}
        if isinstance(item, KpiItem) and item.curve_is_clients and draw(st.booleans()):
            typed |= {"targets.worst": "9", "targets.target": "4.5", "targets.best": "0.1"}
        reading = read_slots(SMALL, item, typed)
        if reading.answer is not None:
            answers[item.id] = reading.answer
    return answers


@given(answers=answered(), language=st.sampled_from(LANGUAGES), name=TEXTS, data=st.data())
def test_a_sheet_filled_with_answers_says_these_answers(answers, language, name, data):
    facts = {
        "dealers": data.draw(st.booleans()),
        "people": Fraction(data.draw(numbers())),
        "region": data.draw(TEXTS).strip(),
    }
    told = assessment_of(
        answers,
        organization=Organization(
            name=Text({"en": name.strip() or "Acme"}),
            facts={id: value for id, value in facts.items() if value != ""},
        ),
        capacity=Fraction(data.draw(numbers())),
        priorities=data.draw(st.sampled_from([{}, {"one": "high"}, {"K1": "low", "two": "high"}])),
        deductions=data.draw(st.sampled_from([{}, {"fine": 0}, {"gap": 7, "fine": 2}])),
    )

    assert read(render_sheet(order(told, language=language))) == told
    # An answers file says of everything that costs points how often it was found.
    never = dict.fromkeys(("fine", "gap"), 0)
    plain = of_file(plain_sheet(order(told, language=language)))
    assert plain == replace(told, deductions={**never, **told.deductions})


def of_file(text: str) -> Assessment:
    """What an answers file says."""

    def find(id: str, version: str) -> Questionnaire | None:
        return SMALL

    return read_assessment(parse_document(text.encode(), "a.yaml"), find, {})[1]


@pytest.mark.parametrize(("path", "language"), IN_LANGUAGES)
def test_every_example_says_the_same_as_a_sheet(path, language):
    questionnaire, told = LIBRARY.assessment(path)
    filled = Order(
        questionnaire=questionnaire,
        form=questionnaire.form(told.form),
        language=language,
        day=DAY,
        texts=texts_of(told),
    )

    assert read(render_sheet(filled), asked=questionnaire) == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_sheet_says_no_answers(language):
    said = read(render_sheet(order(language=language)))

    assert said.answers == {}
    assert (said.purpose, said.profile, said.assessed_on) == ("self-assessment", "even", DAY)


def test_a_name_in_several_languages_keeps_them():
    asked = replace(SMALL, languages=("en", "zh-Hans"))
    name = Text({"en": "Harbour", "zh-Hans": "海港"})
    told = assessment_of({}, organization=Organization(name=name, facts={}))
    filled = render_sheet(order(told, questionnaire=asked))

    assert read(filled, asked=asked).organization.name == name


def test_the_same_order_gives_the_same_bytes():
    filled = order(assessment_of({}), language="zh-Hans")

    assert render_sheet(filled) == render_sheet(replace(filled))
    assert render_sheet(filled) != render_sheet(replace(filled, language="en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_program_may_save_it_in_between(language):
    questionnaire, told = LIBRARY.assessment(EXAMPLES[0])
    filled = Order(
        questionnaire=questionnaire,
        form=questionnaire.form(told.form),
        language=language,
        day=DAY,
        texts=texts_of(told),
    )

    assert read(Person(render_sheet(filled)).saved(), asked=questionnaire) == told
