from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.core.answers import (
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
    read_all,
    read_slots,
    slots_from,
    slots_of,
)
from tests.core.factory import (
    More,
    at,
    checklist,
    choice,
    coverage,
    dimension,
    kpi,
    maturity,
    measured,
    practice,
    questionnaire,
    ticked,
    words,
)

F = Fraction
EVERY = questionnaire(
    dimension(
        "all",
        maturity(na_allowed=True),
        maturity("M2", axes=("reality",)),
        checklist(practice("a"), practice("b"), na_allowed=True),
        coverage(na_allowed=True),
        kpi(na_allowed=True),
        kpi("K2", curve_source="set by client"),
        kpi("K3", better="lower", curve=((2, 1), (10, 0)), curve_source="set by client"),
        choice(),
    )
)


def read(id, **typed: More):
    """What the slots of an item say; a double underscore stands for the point in a name."""
    item = EVERY.item(id)
    assert item is not None
    return read_slots(EVERY, item, {slot.replace("__", "."): text for slot, text in typed.items()})


def codes(reading):
    return [(found.slot, found.fault.code) for found in reading.faults]


@pytest.mark.parametrize(
    ("id", "slots"),
    [
        ("M1", ("intention", "reality", "evidence", "not_applicable", "note")),
        ("M2", ("reality", "evidence", "note")),
        ("C1", ("practices.a", "practices.b", "evidence", "not_applicable", "note")),
        (
            "P1",
            (
                *("numerator", "denominator", "percent", "period", "sample"),
                *("evidence", "not_applicable", "note"),
            ),
        ),
        (
            "K1",
            ("value", "periods", "comparison", "segments", "evidence", "not_applicable", "note"),
        ),
        (
            "K2",
            (
                *("value", "periods", "comparison", "segments"),
                *("targets.worst", "targets.target", "targets.best", "evidence", "note"),
            ),
        ),
        ("X1", ("chosen", "evidence", "note")),
    ],
)
def test_fields_have_names_never_positions(id, slots):
    item = EVERY.item(id)
    assert item is not None
    assert slots_of(item) == slots


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


# Reading typed slots back gives the same answer

WORDS = st.text(max_size=30).map(str.strip)
NUMBERS = st.decimals(
    min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=5
).map(Fraction)
COUNTS = NUMBERS.map(abs)
STEPS = st.none() | st.integers(0, 5)
COMMON = {"evidence": st.none() | st.integers(0, 4), "note": WORDS, "not_applicable": WORDS}


@st.composite
def shares(draw):
    whole = draw(COUNTS.filter(bool))
    part = draw(st.none() | st.sampled_from([Fraction(0), whole / 2, whole]))
    return draw(
        st.builds(
            CoverageAnswer,
            numerator=st.just(part),
            denominator=st.sampled_from([None, whole]),
            period=WORDS,
            sample=st.none() | st.integers(0, 10**6),
            **COMMON,
        )
    )


@st.composite
def series(draw):
    periods = tuple(draw(st.lists(NUMBERS, max_size=5)))
    value = draw(st.none() | (st.just(periods[-1]) if periods else NUMBERS))
    return draw(
        st.builds(
            KpiAnswer,
            value=st.just(value),
            periods=st.just(periods),
            comparison=st.sampled_from(["above", "at", "below", "none"]),
            segments=st.booleans(),
            **COMMON,
        )
    )


ANSWERS = {
    "M1": st.builds(MaturityAnswer, intention=STEPS, reality=STEPS, **COMMON),
    "C1": st.builds(
        ChecklistAnswer,
        practices=st.dictionaries(
            st.sampled_from(["a", "b"]),
            st.sampled_from([F(0), F(1, 4), F(1, 2), F(1)]),
        ),
        **COMMON,
    ),
    "P1": shares(),
    "K1": series(),
    "X1": st.builds(
        ChoiceAnswer,
        chosen=st.none() | st.sampled_from(["none", "partly", "fully"]),
        evidence=COMMON["evidence"],
        note=WORDS,
    ),
}


@given(st.sampled_from(sorted(ANSWERS)).flatmap(lambda id: st.tuples(st.just(id), ANSWERS[id])))
def test_an_answer_written_into_slots_reads_back_as_itself(case):
    id, answer = case
    item = EVERY.item(id)
    assert item is not None
    reading = read_slots(EVERY, item, slots_from(answer))

    assert reading.faults == ()
    assert reading.answer == (None if answer == type(answer)() else answer)


SOME_TEXT = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["0", "3", "50", "50%", "yes", "none", "72 74 76", "1,200", "half", "above"]),
)


@given(
    st.sampled_from([item.id for item in EVERY.items()]).flatmap(
        lambda id: st.tuples(
            st.just(id),
            st.dictionaries(st.sampled_from(slots_of(EVERY.item(id))), SOME_TEXT),  # type: ignore[arg-type]
        )
    )
)
def test_whatever_is_typed_is_read_or_blamed_and_reads_back_the_same(case):
    id, typed = case
    item = EVERY.item(id)
    assert item is not None
    answer = read_slots(EVERY, item, typed).answer

    again = read_slots(EVERY, item, slots_from(answer)) if answer else None

    assert again is None or (again.answer == answer and again.faults == ())


def test_targets_read_back():
    own = measured(5, targets={"worst": F(0), "target": F(8), "best": F(10)})
    item = EVERY.item("K2")
    assert item is not None

    assert read_slots(EVERY, item, slots_from(own)).answer == own


def test_a_note_that_was_cut_reads_back_as_itself():
    reading = read("M1", note="x" * 4999 + " y", reality="1")
    item = EVERY.item("M1")
    assert item is not None
    assert reading.answer is not None

    assert read_slots(EVERY, item, slots_from(reading.answer)).answer == reading.answer


def test_equal_answers_have_equal_slots():
    assert slots_from(at(3)) == {"intention": "3", "reality": "3"}
    assert slots_from(MaturityAnswer()) == {}


@pytest.mark.parametrize("typed", ["76", "76%", "76 %", "76％"])
def test_a_per_cent_sign_behind_a_kpi_in_per_cent_is_its_unit(typed):
    item = replace(kpi(), unit=words("%"))
    asked = questionnaire(dimension("only", item))
    sent = {"value": typed, "periods": f"70{typed[2:].strip()} 72"}

    assert read_slots(asked, item, sent).answer == measured(76, 70, 72)
