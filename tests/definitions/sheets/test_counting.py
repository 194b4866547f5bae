"""What a sheet works out by itself is what the program says."""

import io
import re
import warnings
from dataclasses import replace

import openpyxl  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from assess import resources
from assess.core.answers import Answer, CoverageAnswer, MaturityAnswer, RatingAnswer
from assess.core.conditions import Condition
from assess.core.questionnaire import Choice, Fact
from assess.core.scorecard import ItemScore, Status
from assess.core.scoring import score
from assess.definitions.library import Library
from assess.definitions.sheets.orders import Order, texts_of
from assess.definitions.sheets.workbook import render_sheet
from tests.core.factory import (
    checklist,
    choice,
    chosen,
    coverage,
    dimension,
    kpi,
    maturity,
    measured,
    questionnaire,
    ticked,
    words,
)
from tests.definitions.sheets.calculator import Calculator, Value
from tests.definitions.sheets.people import DAY, FACTS, SMALL, F, Person, assessment_of, order


def scores(person: Person) -> dict[str, Value]:
    """What the hidden column says of every item: 1 done, 0 open, "" where it does not apply."""
    worked = Calculator(person.book)
    found = {}
    for sheet in person.sheets[1:]:
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, 6).value is not None:
                found[str(sheet.cell(row, 2).value)] = worked.value(sheet.cell(row, 6))
    return found


def expected(found: ItemScore) -> int | str:
    if found.status is Status.HIDDEN:
        return ""
    return int(found.status in {Status.ANSWERED, Status.NOT_APPLICABLE})


STEPS = st.none() | st.integers(0, 5)
ANSWERS = st.fixed_dictionaries(
    {
        "M1": st.builds(
            MaturityAnswer,
            intention=STEPS,
            reality=STEPS,
            not_applicable=st.sampled_from(["", "none here"]),
        ),
        "C1": st.sets(st.sampled_from("ab")).map(lambda ids: ticked(dict.fromkeys(ids, "0.5"))),
        "P1": st.builds(
            CoverageAnswer,
            numerator=st.sampled_from([None, F(0), F(1)]),
            denominator=st.sampled_from([None, F(2)]),
        ),
        "K1": st.sampled_from([measured(None), measured(None, 1, 2), measured(0)]),
        "X1": st.just(chosen("partly")),
        "R1": st.just(RatingAnswer(value=F(0))),
    }
)


@given(given_answers=ANSWERS, dealers=st.sampled_from([None, True, False]))
def test_what_is_answered_is_counted_as_the_program_counts_it(given_answers, dealers):
    answers: dict[str, Answer] = {
        id: answer for id, answer in given_answers.items() if answer != type(answer)()
    }
    facts = {} if dealers is None else {"dealers": dealers}
    told = assessment_of(answers)
    told = replace(told, organization=replace(told.organization, facts=facts))
    card = score(
        SMALL, answers, form=SMALL.form("full"), profile=SMALL.profile("even"), facts=facts
    )
    person = Person(render_sheet(order(told)))

    assert scores(person) == {each.item.id: expected(each) for each in card.items}
    asked = [done for each in card.items if (done := expected(each)) != ""]
    assert seen_progress(person)["In total"] == f"{sum(map(int, asked))} of {len(asked)}"


def seen_progress(person: Person) -> dict[str, Value]:
    """The words of the progress on the first sheet, by what they are about."""
    sheet, worked = person.sheets[0], Calculator(person.book)
    rows = range(2, sheet.max_row + 1)
    return {
        str(sheet.cell(row, 3).value): worked.value(sheet.cell(row, 4))
        for row in rows
        if sheet.cell(row, 4).data_type == "f"
    }


def kept(data: bytes) -> dict[str, str]:
    """The values that a file itself gives for its formulas, where nothing is worked out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    sheet = book.worksheets[0]
    return {
        str(sheet.cell(row, 3).value): sheet.cell(row, 4).value
        for row in range(2, sheet.max_row + 1)
    }


def test_the_progress_can_be_read_before_anything_is_worked_out():
    told = assessment_of({"K1": measured(7)})
    data = render_sheet(order(told))
    found, worked = kept(data), seen_progress(Person(data))

    assert {name: found[name] for name in worked} == worked
    assert worked == {"one": "0 of 4", "two": "1 of 5", "In total": "1 of 9"}


CONDITIONS = [
    "not (facts.dealers == false)",
    "facts.dealers == true",
    "facts.dealers != true",
    "facts.people > 10",
    "not (facts.people <= 2.5)",
    "facts.people >= 50% and facts.region == 'CN'",
    "facts.region in ['CN', 'FR'] or facts.people < -1",
    "facts.region not in ['CN']",
]


@given(
    text=st.sampled_from(CONDITIONS),
    dealers=st.sampled_from([None, True, False]),
    people=st.sampled_from([None, F(-2), F(0), F(1, 2), F(5, 2), F(11)]),
    region=st.sampled_from([None, "CN", "FR", "cn"]),
)
def test_a_question_is_grey_where_its_condition_does_not_hold(text, dealers, people, region):
    asked = questionnaire(
        dimension("one", maturity("M1", applies_if=Condition.parse(text)), maturity("M2")),
        facts=FACTS,
    )
    stated = {"dealers": dealers, "people": people, "region": region}
    facts = {id: value for id, value in stated.items() if value is not None}
    told = assessment_of({})
    told = replace(told, organization=replace(told.organization, facts=facts))
    person = Person(render_sheet(order(told, questionnaire=asked, form=asked.form("full"))))
    card = score(asked, {}, form=asked.form("full"), profile=asked.profile("even"), facts=facts)

    assert scores(person) == {each.item.id: expected(each) for each in card.items}
    sheet = person.sheets[1]
    ((grey, rules),) = list(sheet.conditional_formatting._cf_rules.items())
    assert re.fullmatch(r"B4:E\d+|B5:E\d+", str(grey.sqref))
    assert rules[0].formula == [f'$F${str(grey.sqref)[1]}=""']


def test_a_condition_about_answers_leaves_a_question_as_it_is():
    asked = questionnaire(
        dimension(
            "one",
            maturity("M1"),
            maturity("M2", applies_if=Condition.parse('answered("M1")')),
            choice("X1"),
            checklist(id="C1"),
            coverage("P1"),
            kpi("K1"),
        )
    )
    person = Person(render_sheet(order(questionnaire=asked, form=asked.form("full"))))

    assert scores(person)["M2"] == 0
    assert not list(person.sheets[1].conditional_formatting)


def test_words_that_are_too_long_for_a_formula_make_no_formula():
    long = Fact(
        id="kind",
        type="choice",
        title=words("Kind"),
        choices=(Choice(id="a", text=words("a" * 300)), Choice(id="b", text=words("b"))),
    )
    asked = questionnaire(
        dimension("one", maturity("M1", applies_if=Condition.parse("facts.kind == 'a'"))),
        facts=(long,),
    )
    person = Person(render_sheet(order(questionnaire=asked, form=asked.form("full"))))

    assert scores(person) == {"M1": 0}


def test_a_sheet_of_an_example_counts_what_the_program_counts():
    library = Library(resources.questionnaires())
    path = library.examples("customer-management")["clearwater"]
    asked, told = library.assessment(path)
    form = asked.form(told.form)
    filled = Order(
        questionnaire=asked, form=form, language="zh-Hans", day=DAY, texts=texts_of(told)
    )
    card = score(
        asked,
        told.answers,
        form=form,
        profile=asked.profile(told.profile),
        facts=told.organization.facts,
    )

    found = scores(Person(render_sheet(filled)))
    assert found == {each.item.id: expected(each) for each in card.items}
