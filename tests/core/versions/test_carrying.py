"""What becomes of answers when the questionnaire goes on to another version."""

from dataclasses import replace
from fractions import Fraction

from assess.core.items import ChoiceItem, Item, KpiItem
from assess.core.questionnaire import Grade, Questionnaire
from assess.core.versions.carrying import Carried, carry
from assess.core.versions.comparison import compare
from tests.core.factory import (
    checklist,
    choice,
    coverage,
    dimension,
    kpi,
    maturity,
    practice,
    questionnaire,
    words,
)

ITEMS = (
    maturity("M1", na_allowed=True),
    checklist(practice("a"), practice("b"), id="C1"),
    coverage("P1"),
    kpi("K1", curve_source="set by client"),
    choice("X1"),
)
TYPED = {
    "M1": {"intention": "3", "reality": "２", "note": "  as typed "},
    "C1": {"practices.a": "0.5", "practices.b": "1", "evidence": "2"},
    "P1": {"numerator": "12", "denominator": "20", "period": "2026"},
    "K1": {"value": "76", "targets.worst": "60", "targets.target": "80", "targets.best": "90"},
    "X1": {"chosen": "partly", "note": "partly"},
}


def asked(*items: Item) -> Questionnaire:
    return questionnaire(dimension("one", *items))


def changed(id: str, item: Item) -> Questionnaire:
    """The questionnaire with another item in the place of one."""
    return asked(*(item if each.id == id else each for each in ITEMS))


def carried(*later: Questionnaire) -> dict[str, Carried]:
    return {each.was.id: each for each in carry(compare(asked(*ITEMS), *later), TYPED)}


def test_where_nothing_changed_everything_stays_as_it_was_typed():
    for id, each in carried(asked(*ITEMS)).items():
        assert each.unchanged, id
        assert each.slots == TYPED[id]
        assert each.lost == {}


def test_an_item_is_followed_to_its_new_name():
    each = carried(changed("M1", maturity("M2", na_allowed=True, renamed_from="M1")))["M1"]

    assert each.now is not None
    assert each.now.id == "M2"
    assert each.slots == TYPED["M1"]
    assert not each.unchanged


def test_what_was_removed_is_lost_with_its_words():
    each = carried(asked(*ITEMS[1:]))["M1"]

    assert each.now is None
    assert each.lost == TYPED["M1"]


def test_what_was_retired_keeps_its_answer_and_is_told():
    each = carried(changed("M1", replace(ITEMS[0], retired=True)))["M1"]

    assert each.unchanged
    assert [amendment.kind for amendment in each.meaning] == ["retired"]


def test_a_practice_is_followed_and_one_that_is_gone_is_lost():
    renamed = replace(practice("z"), renamed_from="a")
    each = carried(changed("C1", checklist(renamed, practice("c"), id="C1")))["C1"]

    assert each.slots == {"practices.z": "0.5", "evidence": "2"}
    assert each.lost == {"practices.b": "1"}


def test_an_option_is_followed_but_not_the_same_word_in_a_note():
    item = ITEMS[4]
    assert isinstance(item, ChoiceItem)
    none, partly, fully = item.options
    half = replace(partly, id="half", renamed_from="partly")
    each = carried(changed("X1", replace(item, options=(none, half, fully))))["X1"]

    assert each.slots == {"chosen": "half", "note": "partly"}


def test_an_option_that_is_gone_is_lost_and_the_note_stays():
    each = carried(changed("X1", choice("X1", options={"none": 0, "fully": 1})))["X1"]

    assert each.slots == {"note": "partly"}
    assert each.lost == {"chosen": "partly"}


def test_an_item_of_another_type_keeps_its_note_and_evidence_alone():
    each = carried(changed("C1", maturity("C1")))["C1"]

    assert each.slots == {"evidence": "2"}
    assert each.lost == {"practices.a": "0.5", "practices.b": "1"}
    assert "type" in {amendment.place for amendment in each.meaning}


def test_targets_are_lost_together_when_they_no_longer_rise():
    item = ITEMS[3]
    assert isinstance(item, KpiItem)
    each = carried(changed("K1", replace(item, better="lower")))["K1"]

    assert each.slots == {"value": "76"}
    assert set(each.lost) == {"targets.worst", "targets.target", "targets.best"}


def test_a_reason_is_lost_where_the_item_may_no_longer_be_left_out():
    typed = {"M1": {"not_applicable": "we have no partners"}}
    later = changed("M1", maturity("M1"))
    (each,) = carry(compare(asked(*ITEMS), later), typed)

    assert each.lost == typed["M1"]
    assert not each.slots


def test_a_grade_stays_the_same_grade_whatever_it_is_worth_now():
    before = asked(*ITEMS)
    scale = tuple(
        replace(grade, value=Fraction(2, 5)) if grade.id == "half" else grade
        for grade in before.scales["share"]
    )
    each = carried(replace(before, scales={"share": scale}))["C1"]

    assert each.slots == {"practices.a": "0.4", "practices.b": "1", "evidence": "2"}


def test_a_grade_that_is_gone_is_lost():
    before = asked(*ITEMS)
    scale = tuple(
        Grade(id=id, value=Fraction(v), text=words()) for id, v in (("no", 0), ("yes", 1))
    )
    each = carried(replace(before, scales={"share": scale}))["C1"]

    assert each.lost == {"practices.a": "0.5"}


def test_what_nobody_understood_before_still_waits_for_its_writer():
    typed = {"K1": {"value": "about eighty"}, "M1": {"reality": "7"}}
    renamed = maturity("M2", na_allowed=True, renamed_from="M1")
    found = list(carry(compare(asked(*ITEMS), changed("M1", renamed)), typed))

    assert [each.slots for each in found] == [{"reality": "7"}, {"value": "about eighty"}]


def test_nothing_that_is_blank_is_lost():
    typed = {"C1": {"practices.a": "", "practices.b": " "}}
    later = changed("C1", checklist(practice("a"), id="C1"))
    (each,) = carry(compare(asked(*ITEMS), later), typed)

    assert each.lost == {}
    assert each.slots == {"practices.a": ""}
    assert not each.says_something


def test_what_means_something_else_is_told_with_the_answer():
    found = carried(changed("M1", maturity("M1", 12, na_allowed=True, title=words("other"))))["M1"]

    assert found.unchanged
    assert [amendment.place for amendment in found.meaning] == ["points"]
