"""The rules of wording, each on an item that breaks it, and on the shipped questionnaire."""

from dataclasses import replace

import pytest

from assess import resources
from assess.core.items import Anchors
from assess.core.questionnaire import Questionnaire
from assess.core.text import Text
from assess.definitions.glossary import Term
from assess.definitions.library import Library
from assess.definitions.wording.style import remarks
from tests.core.factory import checklist as plain_checklist
from tests.core.factory import coverage as plain_coverage
from tests.core.factory import dimension, maturity, practice, questionnaire

LIBRARY = Library(resources.questionnaires())


def said(english: str, chinese: str = "") -> Text:
    return Text({"en": english, "zh-Hans": chinese or "这是一句中文，字数不多也不少。"})


ANCHORS = {
    step: said(
        f"Case number {step} is described here in ten plain words at least.",
        f"第{step}种情形在这里用平实的文字写明，数目可查。",
    )
    for step in (0, 1, 3, 5)
}
GOOD = replace(
    maturity(
        "M1",
        anchors=Anchors(
            intention=ANCHORS,
            reality={
                step: said(
                    f"Record {step} shows that it was done in all units of the firm.",
                    f"第{step}份记录表明各单位都已做到。",
                )
                for step in (0, 1, 3, 5)
            },
        ),
    ),
    text=said("Is the customer asked before anything is changed?", "变更之前是否先问过客户？"),
    short=said("Asking", "先问客户"),
    evidence=said("Five dated notes.", "五条注明日期的记录。"),
    improve=(),
)


def found(item) -> list[tuple[str, str]]:
    asked: Questionnaire = questionnaire(dimension("one", item))
    return [(each.code, each.where) for each in remarks(asked)]


def test_a_good_item_is_left_alone():
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("english", "chinese", "rule"),
    [
        ("Is it done well?", "", "W902"),
        ("Is the customer asked before?", "是否及时询问客户的意见？", "W902"),
        ("Is the customer asked. Is it so?", "是否先问客户，再作变更。", "W906"),
        ("Is the customer asked? Is it so?", "变更之前是否先问过客户？", "W906"),
        ("Is it asked and how often is that?", "变更之前是否先问过客户？", "W907"),
        ("Is the customer asked before it?", "是否询问客户以及如何记录答复？", "W907"),
        ("Asked?", "变更之前是否先问过客户？", "W901"),
        ("Is " + "very " * 25 + "long?", "变更之前是否先问过客户？", "W901"),
        ("Is the customer asked before it?", "很" * 50 + "长？", "W901"),
        ("Is the 客户 asked before it is done?", "变更之前是否先问过客户？", "W904"),
        ("Is the customer asked before it?", "是否 ask the customer first 再变更？", "W904"),
        ("Isn't the customer asked before it?", "变更之前是否先问过客户？", "W905"),
        ("Is the customer asked before it?", "变更之前,是否先问过客户？", "W905"),
    ],
)
def test_a_question_that_a_reader_would_stumble_over(english, chinese, rule):
    item = replace(GOOD, text=said(english, chinese or "变更之前是否先问过客户？"))

    assert (rule, "M1.text") in found(item)


def traditional(words: str) -> Text:
    asked = said("Is the customer asked before anything is changed?", "变更之前是否先问过客户？")
    return Text({**asked.translations, "zh-Hant": words})


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("變更之前是否先問過客戶？", ""),
        ("變更之前是否適時詢問客戶？", "W902"),
        ("變更之前是否先問過客戶", "W906"),
        ("是否詢問客戶以及如何記錄答覆？", "W907"),
        ("問過嗎？", "W901"),
        ("變更之前是否 ask the customer first？", "W904"),
        ("變更之前,是否先問過客戶？", "W905"),
        ("變更之前是否先說“請問”？", "W905"),
    ],
)
def test_traditional_chinese_has_rules_of_its_own(words, rule):
    told = found(replace(GOOD, text=traditional(words)))

    assert told == ([(rule, "M1.text")] if rule else [])


def test_a_term_has_its_counterpart_in_each_kind_of_chinese():
    term = Term(text=Text({"en": "contact point", "zh-Hans": "触点", "zh-Hant": "接觸點"}))
    words = {"en": "A list of contact points.", "zh-Hans": "触点清单。", "zh-Hant": "地點清單。"}

    (told,) = glossary_remarks(replace(GOOD, evidence=Text(words)), term)
    assert "but never “接觸點” in Chinese" in told


def test_a_step_in_traditional_chinese_says_what_is_done():
    step = maturity("M1").improve[0]
    words = {**step.do.translations, "zh-Hant": "落實詢問客戶的方式並留下紀錄。"}

    told = found(replace(GOOD, improve=(replace(step, do=Text(words)),)))
    assert ("W903", "M1.improve.1.do") in told


def test_anchors_of_one_axis_are_about_as_long():
    long = said("Word " * 45 + "end.", "字" * 40 + "。")
    item = replace(GOOD, anchors=Anchors(intention={**ANCHORS, 3: long}, reality=ANCHORS))

    assert ("W911", "M1.anchors.intention") in found(item)


def test_what_is_done_is_counted():
    vague = said(
        "It is done in the usual way and people like it here.", "按惯例都在做，大家都说好。"
    )
    item = replace(GOOD, anchors=Anchors(intention=ANCHORS, reality={**ANCHORS, 3: vague}))

    assert ("W912", "M1.anchors.reality.3") in found(item)


def test_a_step_says_what_is_done():
    step = replace(
        maturity("M1").improve[0],
        do=said("Improve the way in which customers are asked.", "优化询问客户的方式并形成记录。"),
        proves=said("Five notes of the new way to ask.", "采用新方式询问的五条记录。"),
    )

    assert found(replace(GOOD, improve=(step,))) == [("W903", "M1.improve.1.do")] * 2


def test_no_sentence_stands_twice():
    again = said(
        "Ten customers were asked before. Five dated notes of them exist.", "新的证据写在这里。"
    )
    item = replace(GOOD, evidence=said("Five dated notes of them exist.", "五条记录。"), why=again)

    assert [where for rule, where in found(item) if rule == "W915"] == ["M1.evidence"] or [
        where for rule, where in found(item) if rule == "W915"
    ] == ["M1.why"]


def test_a_checklist_has_practices_with_criteria():
    bare = plain_checklist(practice("a"), practice("b"))
    rules = [(rule, where) for rule, where in found(bare) if rule in {"W908", "W910"}]

    assert ("W908", "C1") in rules
    assert ("W910", "C1.practices.a") in rules


TERM = Term(
    text=said("contact point", "触点"), never={"en": ("touchpoint",), "zh-Hans": ("接触点",)}
)


def glossary_remarks(item, term=TERM):
    asked = questionnaire(dimension("one", item))
    found = [each.fault.sentence() for each in remarks(asked, [term])]
    return [said for said in found if "glossary" in said]


def test_a_word_outside_the_glossary_is_told():
    item = replace(GOOD, evidence=said("A list of touchpoints and a touchpoint.", "接触点清单。"))

    assert glossary_remarks(item) == [
        "the glossary has another word for “touchpoint” — write “contact point”",
        "the glossary has another word for “接触点” — write “触点”",
    ]


def test_a_term_has_its_counterpart_in_the_other_language():
    item = replace(GOOD, evidence=said("A list of contact points.", "地点清单。"))

    (told,) = glossary_remarks(item)
    assert told.startswith("M1 says “contact point” in English, but never “触点” in Chinese — ")
    assert glossary_remarks(item, replace(TERM, ambiguous=True)) == []


@pytest.mark.parametrize("id", list(LIBRARY.ids))
def test_nobody_stumbles_over_the_shipped_questionnaires(id):
    asked = LIBRARY.questionnaire(id)
    assert asked is not None
    glossary = LIBRARY.glossary(id)

    assert len(glossary) > 30
    found = [f"{each.where}: {each.fault.sentence()}" for each in remarks(asked, glossary)]
    assert found == []


def cures(item) -> list[str]:
    return [each.fault.advised() for each in remarks(questionnaire(dimension("one", item)))]


@pytest.mark.parametrize(
    ("english", "chinese", "cure"),
    [
        ("Asked?", "", "say what is missing"),
        ("Is " + "very " * 25 + "long?", "", "shorten it"),
        ("Isn't the customer asked before it?", "", "write “’”"),
        ("Is the customer asked before it?", "变更之前,是否先问过客户？", "write “，”"),
        # Nothing else is wrong with a question that ends in a mark of the wrong width.
        ("Is the customer asked before it?", "变更之前是否先问过客户?", "write “？”"),
    ],
)
def test_a_remark_says_what_to_do_about_this_text(english, chinese, cure):
    item = replace(GOOD, text=said(english, chinese or "变更之前是否先问过客户？"))

    assert cures(item) == [cure]


def test_what_is_still_to_be_written_is_not_remarked_on():
    unwritten = said("TODO well, and well again: well?", "TODO 全面")

    assert found(replace(GOOD, text=unwritten, help=unwritten, why=unwritten)) == []


def test_what_is_counted_and_when_may_be_the_same_for_several_measures():
    again = said("The quarter before this.")
    share = replace(
        plain_coverage("P1"),
        text=GOOD.text,
        short=GOOD.short,
        numerator=again,
        denominator=again,
        period=again,
    )

    assert [rule for rule, _ in found(share) if rule == "W915"] == []
