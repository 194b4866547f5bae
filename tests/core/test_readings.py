"""Slots are read into a typed answer, and what is not understood is blamed at its field."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assess.core.answers import ChoiceAnswer, CoverageAnswer, MaturityAnswer
from assess.core.readings import read_all, read_slots
from tests.core.factory import dimension, kpi, measured, questionnaire, ticked, words
from tests.core.slots import EVERY, read

F = Fraction


def codes(reading):
    return [(found.slot, found.fault.code) for found in reading.faults]


@pytest.mark.parametrize(
    ("id", "typed", "answer"),
    [
        ("M1", {"intention": "3", "reality": " 2 "}, MaturityAnswer(intention=3, reality=2)),
        ("M1", {"reality": "0"}, MaturityAnswer(reality=0)),
        ("M2", {"reality": "5", "intention": "5"}, MaturityAnswer(reality=5)),
        ("C1", {"practices.a": "0.25"}, ticked({"a": "0.25"})),
        ("C1", {"practices.a": "half", "practices.b": "no"}, ticked({"a": "0.5", "b": 0})),
        ("C1", {"practices.a": "50%", "practices.b": "1.0"}, ticked({"a": "0.5", "b": 1})),
        (
            "P1",
            {"numerator": "12", "denominator": "20", "period": "2026-Q3", "sample": "20"},
            CoverageAnswer(numerator=F(12), denominator=F(20), period="2026-Q3", sample=20),
        ),
        ("P1", {"percent": "62.5"}, CoverageAnswer(numerator=F("62.5"), denominator=F(100))),
        ("P1", {"percent": "62.5%"}, CoverageAnswer(numerator=F("62.5"), denominator=F(100))),
        ("P1", {"percent": "62.5％"}, CoverageAnswer(numerator=F("62.5"), denominator=F(100))),
        (
            "P1",
            {"percent": "60", "numerator": "12", "denominator": "20"},
            CoverageAnswer(numerator=F(60), denominator=F(100)),
        ),
        ("K1", {"value": "76", "periods": "72 74 76"}, measured(76, 72, 74, 76)),
        ("K1", {"value": "76", "periods": "72, 74; 76"}, measured(76, 72, 74, 76)),
        ("K1", {"value": "７６", "periods": "７２、７４、７６"}, measured(76, 72, 74, 76)),
        ("K1", {"value": "-3.5"}, measured("-3.5")),
        (
            "K1",
            {"value": "76", "comparison": "above", "segments": "yes"},
            measured(76, comparison="above", segments=True),
        ),
        (
            "K2",
            {"value": "5", "targets.worst": "0", "targets.target": "8", "targets.best": "10"},
            measured(5, targets={"worst": F(0), "target": F(8), "best": F(10)}),
        ),
        (
            "K3",
            {"value": "5", "targets.worst": "9", "targets.target": "4", "targets.best": "1"},
            measured(5, targets={"worst": F(9), "target": F(4), "best": F(1)}),
        ),
        ("X1", {"chosen": "partly"}, ChoiceAnswer(chosen="partly")),
        ("X1", {"chosen": "none", "evidence": "4"}, ChoiceAnswer(chosen="none", evidence=4)),
        ("M1", {"note": " as agreed "}, MaturityAnswer(note="as agreed")),
        ("M1", {"not_applicable": "none"}, MaturityAnswer(not_applicable="none")),
    ],
)
def test_slots_are_read_into_a_typed_answer(id, typed, answer):
    reading = read(id, **typed)

    assert reading.answer == answer
    assert reading.faults == ()


@pytest.mark.parametrize("id", ["M1", "M2", "C1", "P1", "K1", "K2", "X1"])
def test_empty_slots_are_no_answer(id):
    assert read(id).answer is None
    assert read(id, note="  ", evidence="").answer is None


def test_the_words_of_no_comparison_and_no_segments_are_no_answer():
    assert read("K1", comparison="none", segments="no").answer is None


@pytest.mark.parametrize(
    ("id", "typed", "fault"),
    [
        ("M1", {"intention": "6"}, ("intention", "A602")),
        ("M1", {"reality": "2.5"}, ("reality", "A602")),
        ("M1", {"evidence": "5"}, ("evidence", "A602")),
        ("M1", {"note": "x" * 5001}, ("note", "A603")),
        ("M2", {"not_applicable": "none"}, ("not_applicable", "A610")),
        ("C1", {"practices__a": "0.7"}, ("practices.a", "A602")),
        ("C1", {"practices__b": "maybe"}, ("practices.b", "A602")),
        ("P1", {"numerator": "many"}, ("numerator", "A601")),
        ("P1", {"numerator": "-1"}, ("numerator", "A606")),
        ("P1", {"numerator": "1", "denominator": "0"}, ("denominator", "A604")),
        ("P1", {"numerator": "21", "denominator": "20"}, ("numerator", "A605")),
        ("P1", {"percent": "120"}, ("numerator", "A605")),
        ("P1", {"percent": "50", "numerator": "12", "denominator": "20"}, ("percent", "A611")),
        ("P1", {"sample": "-3"}, ("sample", "A606")),
        ("P1", {"period": "x" * 201}, ("period", "A603")),
        ("K1", {"value": "good"}, ("value", "A601")),
        ("K1", {"periods": "72 many"}, ("periods", "A609")),
        ("K1", {"comparison": "better"}, ("comparison", "A602")),
        ("K1", {"segments": "true"}, ("segments", "A602")),
        ("K2", {"targets__worst": "1"}, ("targets.target", "A607")),
        (
            "K2",
            {"targets__worst": "9", "targets__target": "4", "targets__best": "1"},
            ("targets.target", "A607"),
        ),
        (
            "K3",
            {"targets__worst": "1", "targets__target": "4", "targets__best": "9"},
            ("targets.target", "A607"),
        ),
        ("X1", {"chosen": "perhaps"}, ("chosen", "A602")),
    ],
)
def test_what_is_not_understood_is_blamed_at_its_field(id, typed, fault):
    assert codes(read(id, **typed)) == [fault]


def test_a_slot_that_is_not_understood_counts_as_not_filled():
    reading = read("M1", intention="nine", reality="2")

    assert reading.answer == MaturityAnswer(reality=2)
    assert len(reading.faults) == 1


def test_a_whole_of_zero_says_what_to_do():
    (found,) = read("P1", numerator="0", denominator="0").faults

    assert found.fault.sentence() == (
        "the whole is 0, so no share can be formed — "
        "if there is nothing to count, mark the item as not applicable and say why"
    )


def test_faults_quote_what_was_typed():
    (found,) = read("K1", value="{seventy}").faults

    assert "“{seventy}”" in found.fault.sentence()


def test_faults_are_told_in_the_readers_language():
    (found,) = read("K1", value="七十").faults
    chinese = {
        "“{typed}” is not a number": "“{typed}”不是数字",
        "{fault} — {cure}": "{fault}——{cure}",
    }

    said = found.fault.sentence(lambda message: chinese.get(message, "…"))

    assert said == "“七十”不是数字——…"


def test_long_rubbish_is_quoted_in_part():
    (found,) = read("K1", value="x" * 1000).faults

    assert len(found.fault.sentence()) < 300


def test_targets_are_read_only_where_the_client_sets_the_curve():
    assert read("K1", value="5", targets__worst="1").answer == measured(5)


def test_all_faults_of_an_item_come_at_once():
    found = read("P1", numerator="a", denominator="b", sample="c", evidence="d")

    assert [slot for slot, _ in codes(found)] == ["evidence", "numerator", "denominator", "sample"]


def test_a_whole_questionnaire_is_read_by_item():
    answers, faults = read_all(
        EVERY, {"M1": {"reality": "3"}, "X1": {"chosen": "?"}, "gone": {"a": "b"}}
    )

    assert answers == {"M1": MaturityAnswer(reality=3)}
    assert {item: [found.slot for found in said] for item, said in faults.items()} == {
        "X1": ["chosen"]
    }


@pytest.mark.parametrize("typed", ["76", "76%", "76 %", "76％"])
def test_a_per_cent_sign_behind_a_kpi_in_per_cent_is_its_unit(typed):
    item = replace(kpi(), unit=words("%"))
    asked = questionnaire(dimension("only", item))
    sent = {"value": typed, "periods": f"70{typed[2:].strip()} 72"}

    assert read_slots(asked, item, sent).answer == measured(76, 70, 72)


def test_more_periods_than_anybody_measures_are_refused():
    many = " ".join(["72"] * 2000)

    assert codes(read("K1", value="76", periods=many)) == [("periods", "A603")]
