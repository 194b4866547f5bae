"""Slots have names, and an answer written into them reads back as itself."""

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
    slots_from,
    slots_of,
)
from assess.core.readings import read_slots
from tests.core.factory import at, measured
from tests.core.slots import EVERY, read

F = Fraction


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


def test_equal_answers_have_equal_slots():
    assert slots_from(at(3)) == {"intention": "3", "reality": "3"}
    assert slots_from(MaturityAnswer()) == {}


# An answer written into slots reads back the same

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
