"""A number on a scale: what may be given, what it is worth, and what is said about it."""

from fractions import Fraction

import pytest

from assess.core.answers import RatingAnswer, slots_from, slots_of
from assess.core.conditions import Condition
from assess.core.duration import seconds
from assess.core.explaining.items import explain_item
from assess.core.findings import finding_of
from assess.core.readings import read_slots
from assess.core.scorecard import Status
from assess.core.scoring import Circumstances
from assess.definitions.wording.style import remarks
from tests.core.factory import (
    NPLF,
    More,
    card,
    dimension,
    questionnaire,
    rated,
    rating,
    rules,
    scored,
    words,
)

F = Fraction
PER_CENT: dict[str, More] = {"highest": 100, "increment": F(5), "unit": words("%")}
SURVEY: dict[str, More] = {
    "lowest": F(1),
    "highest": 7,
    "anchors": {F(1): words("never"), F(7): words("always")},
}


def read(typed, **more: More):
    item = rating(**more)
    return read_slots(questionnaire(dimension("only", item)), item, {"value": typed})


@pytest.mark.parametrize(
    ("more", "typed", "value"),
    [
        ({}, "0", 0),
        ({}, " 10 ", 10),
        ({}, "７", 7),
        ({"increment": F(1, 2)}, "7.5", F(15, 2)),
        ({"increment": None}, "7.25", F(29, 4)),
        (PER_CENT, "45", 45),
        (PER_CENT, "45%", 45),
        (PER_CENT, "45 ％", 45),
        (SURVEY, "1", 1),
        ({"lowest": F(-3), "highest": 3}, "-3", -3),
        ({"lowest": F(1), "highest": 5, "increment": F("0.4")}, "1.8", F(9, 5)),
    ],
)
def test_a_value_on_the_scale_is_taken(more, typed, value):
    reading = read(typed, **more)

    assert reading.faults == ()
    assert isinstance(reading.answer, RatingAnswer)
    assert reading.answer.value == value


@pytest.mark.parametrize(
    ("more", "typed", "scale"),
    [
        ({}, "11", "from 0 to 10 in steps of 1"),
        ({}, "-1", "from 0 to 10 in steps of 1"),
        ({}, "7.5", "from 0 to 10 in steps of 1"),
        ({}, "70%", "from 0 to 10 in steps of 1"),
        ({"increment": None}, "10.01", "from 0 to 10"),
        (PER_CENT, "47", "from 0 to 100 in steps of 5"),
        (PER_CENT, "450%", "from 0 to 100 in steps of 5"),
        (SURVEY, "0", "from 1 to 7 in steps of 1"),
    ],
)
def test_a_value_beside_the_scale_is_told_with_the_scale(more, typed, scale):
    reading = read(typed, **more)

    assert reading.answer is None
    (found,) = reading.faults
    assert (found.slot, found.fault.code) == ("value", "A612")
    expected = f"“{typed}” is not on the scale — write a number {scale}"
    assert found.fault.sentence() == expected


def test_what_is_no_number_is_told():
    (found,) = read("seven").faults

    assert found.fault.code == "A601"


def test_an_answer_reads_back_from_its_slots():
    item = rating(na_allowed=True)
    answer = rated(F(7), evidence=2, note="asked twice")
    asked = questionnaire(dimension("only", item))

    assert slots_of(item) == ("value", "evidence", "not_applicable", "note")
    assert slots_from(answer) == {"value": "7", "evidence": "2", "note": "asked twice"}
    assert read_slots(asked, item, slots_from(answer)).answer == answer


@pytest.mark.parametrize(
    ("more", "value", "score"),
    [
        ({}, 0, F(0)),
        ({}, 7, F(7, 10)),
        ({}, 10, F(1)),
        (PER_CENT, 45, F(45, 100)),
        (SURVEY, 1, F(0)),
        (SURVEY, 4, F(3, 6)),
        (SURVEY, 7, F(1)),
        ({"lowest": F(-3), "highest": 3}, 0, F(1, 2)),
    ],
)
def test_a_value_is_worth_its_place_between_the_ends(more, value, score):
    found = scored(rating(**more), rated(value, evidence=4))

    assert (found.claimed, found.low, found.high) == (score, score, score)
    assert found.status is Status.ANSWERED


def test_nothing_given_is_not_answered():
    found = scored(rating(), rated(None, note="later"))

    assert found.status is Status.UNANSWERED
    assert (found.low, found.high) == (F(0), F(1))


def test_evidence_sets_its_ceiling():
    assert scored(rating(), rated(10, evidence=1)).evidenced == F(2, 5)


@pytest.mark.parametrize(
    ("more", "values"),
    [
        ({}, list(range(11))),
        (SURVEY, [1, 2, 3, 4, 5, 6, 7]),
        ({"highest": 2, "increment": F(1, 2)}, [0, F(1, 2), 1, F(3, 2), 2]),
        ({"highest": 11}, []),
        (PER_CENT, []),
        ({"increment": None}, []),
    ],
)
def test_few_values_are_offered_side_by_side(more, values):
    assert list(rating(**more).values) == values


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ('value("R1") >= 7', True),
        ('value("R1") > 7', False),
        ('score("R1") == 70%', True),
        ('level("R1") == 3', True),
        ('value("R2") < 5', False),
    ],
)
def test_conditions_may_ask_for_its_value(condition, holds):
    asked = questionnaire(dimension("only", rating("R1"), rating("R2")))

    assert Condition.parse(condition).holds(Circumstances(asked, {"R1": rated(7)}, {})) is holds


def test_a_finding_has_the_words_of_its_value_or_the_anchors_around_it():
    asked = questionnaire(dimension("only", rating(**SURVEY)), scoring=rules(**NPLF))

    def found(value: int) -> tuple[str | None, F | None, F | None, str]:
        (score,) = card(asked, {"R1": rated(value)}).items
        finding = finding_of(asked, score)
        assert finding.rated is not None
        assert finding.band is not None
        told = finding.rated
        words = told.words.source if told.words else None
        return words, told.below, told.above, finding.band.id

    assert found(1) == ("never", F(1), F(1), "N")
    # Half way to the best is not “never”.
    assert found(5) == (None, F(1), F(7), "L")  # 4/6
    assert found(7) == ("always", F(7), F(7), "F")


def test_an_open_rating_finds_nothing():
    asked = questionnaire(dimension("only", rating()))
    (score,) = card(asked, {}).items

    finding = finding_of(asked, score)
    assert (finding.rated, finding.band) == (None, None)


def test_a_score_explains_itself():
    asked = questionnaire(dimension("only", rating(**SURVEY)), scoring=rules(**NPLF))
    found = card(asked, {"R1": rated(5)})
    claimed, *_ = explain_item(found, found.items[0])

    assert claimed.formula == "s = (x − lowest) / (highest − lowest)"
    assert claimed.inputs == (("x", "5"), ("lowest", "1"), ("highest", "7"), ("band", "L"))
    assert claimed.worked == "(5 − 1) / (7 − 1)"
    assert claimed.result == "2/3 = 0.666666…"


def test_reading_the_anchors_takes_time():
    plain, told = rating(), rating(anchors={F(0): words("never at all"), F(10): words("always")})

    assert seconds(told, "en") > seconds(plain, "en") > 0


def test_the_words_of_a_value_are_checked_for_style_as_well():
    item = rating(**SURVEY | {"anchors": {F(1): words("robust"), F(7): words("Always.")}})
    told = [each.where for each in remarks(questionnaire(dimension("only", item)))]

    assert "R1.anchors.1" in told
    assert "R1.anchors.7" not in told
