"""Published models of levels that build on each other, worked out with pencil and paper."""

from fractions import Fraction

import pytest

from assess.core.maturity import level_of
from assess.core.result import result_of
from tests.questionnaires.published import answered, claimed, example, reported, scored

F = Fraction

# ISO/IEC 33020: attributes are N, P, L or F by per cent; level k is reached where all attributes
# of k are L or F and all of the levels below are F.

ATTRIBUTES = ("11", "21", "22", "31", "32", "41", "42", "51", "52")


def rated(process: str, *values: object) -> dict[str, str]:
    """The attributes of a process in order, in per cent; the rest of them at 0."""
    given = [*values, *("0" for _ in ATTRIBUTES[len(values) :])]
    return {f"{process}{a}": f"value: {v}" for a, v in zip(ATTRIBUTES, given, strict=True)}


@pytest.mark.parametrize(
    ("per_cent", "band"),
    [
        ("0", "N"),
        ("15", "N"),
        ("15.01", "P"),
        ("50", "P"),
        ("50.01", "L"),
        ("85", "L"),
        ("85.01", "F"),
        ("100", "F"),
    ],
)
def test_33020_includes_the_upper_limit_of_each_rating(tmp_path, per_cent, band):
    answers = rated("S", per_cent) | rated("D", 100)
    report = reported(answered(tmp_path, "process-capability", answers))
    items = {item["id"]: item for item in result_of(report)["items"]}  # type: ignore[attr-defined]

    assert items["S11"]["band"] == band
    assert claimed(report.scorecard, "S11") == F(per_cent) / 100


@pytest.mark.parametrize(
    ("attributes", "level"),
    [
        ((), 0),
        ((50,), 0),  # P
        ((50.01,), 1),  # L
        ((85.01,), 1),  # F
        ((85, 100, 100), 1),  # level 2 needs PA 1.1 at F, and it is L
        ((85.01, 50.01, 50.01), 2),
        ((100, 50.01, 50), 1),  # PA 2.2 is P
        ((100, 85, 100, 100, 100), 2),  # level 3 needs PA 2.1 at F
        ((100, 86, 86, 51, 51), 3),
        ((100, 100, 100, 100, 100, 100, 100, 51, 51), 5),
        ((100, 100, 100, 100, 100, 100, 85, 100, 100), 4),  # level 5 needs PA 4.2 at F
        ((0, 100, 100, 100, 100, 100, 100, 100, 100), 0),
    ],
)
def test_33020_reaches_a_level_on_full_levels_below(tmp_path, attributes, level):
    answers = rated("S", *attributes) | rated("D", *(100 for _ in ATTRIBUTES))
    card = scored(answered(tmp_path, "process-capability", answers))

    assert claimed(card, "supply") == F(level, 5)
    assert card.dimensions[0].points == level
    assert card.dimensions[1].points == 5
    # the lowest process is the capability of the organization
    assert card.total.claimed == level
    assert level_of(card).number == level


def test_33020_gives_an_interval_of_levels_while_attributes_are_open(tmp_path):
    answers = rated("S", 100, 90, 90, 60) | rated("D", *(100 for _ in ATTRIBUTES))
    open_ones = {id: said for id, said in answers.items() if id not in {"S32", "S41", "S42"}}
    card = scored(answered(tmp_path, "process-capability", open_ones))

    # S32 open at 0: level 2; S32 and level 4 at 100: level 3, since S31 is not F
    assert [card.total.low, card.total.high] == [2, 3]


def test_the_example_of_33020():
    card = scored(example("process-capability"))

    # supply: 95 | 90 86 | 70 51 | 88 20: F, F F, L L, F P; delivery: 80 is L, so nothing above it
    assert [dimension.points for dimension in card.dimensions] == [3, 1]
    assert card.total.claimed == 1


# C2M2: a domain's indicator level is the highest at which all practices of it and of all lower
# levels are largely or fully implemented.


def implemented(domain: str, *degrees: int) -> dict[str, str]:
    """Two practices a level, 0 not … 3 fully implemented."""
    places = [f"{domain}{level}{n}" for level in (1, 2, 3) for n in (1, 2)]
    return {id: f"value: {degree}" for id, degree in zip(places, degrees, strict=True)}


@pytest.mark.parametrize(
    ("degrees", "mil"),
    [
        ((0, 0, 0, 0, 0, 0), 0),
        ((1, 3, 3, 3, 3, 3), 0),  # partly implemented on MIL 1: MIL 0
        ((2, 2, 0, 0, 0, 0), 1),
        ((2, 3, 2, 1, 3, 3), 1),
        ((2, 2, 2, 2, 2, 1), 2),
        ((2, 2, 2, 2, 2, 2), 3),
        ((3, 3, 3, 3, 3, 3), 3),
    ],
)
def test_c2m2_is_cumulative(tmp_path, degrees, mil):
    answers = implemented("A", *degrees) | implemented("X", 3, 3, 3, 3, 3, 3)
    card = scored(answered(tmp_path, "domain-maturity", answers))

    assert card.dimensions[0].points == mil
    assert card.total.claimed == mil
    assert level_of(card).number == mil


def test_a_practice_that_does_not_apply_holds_no_domain_back(tmp_path):
    answers = implemented("A", 2, 0, 2, 2, 1, 1) | implemented("X", 3, 3, 3, 3, 3, 3)
    answers["A12"] = "not_applicable: There is none."
    card = scored(answered(tmp_path, "domain-maturity", answers))

    assert card.dimensions[0].points == 2


def test_a_level_of_which_nothing_applies_is_passed_over_but_not_reached(tmp_path):
    answers = implemented("A", 2, 2, 0, 0, 3, 3) | implemented("X", 3, 3, 3, 3, 0, 0)
    for id in ("A21", "A22", "X31", "X32"):
        answers[id] = "not_applicable: There is none."
    card = scored(answered(tmp_path, "domain-maturity", answers))

    # two thirds apply, which is less than 70 %, so that the domains are looked at, not rated
    assert [dimension.mean.claimed for dimension in card.dimensions] == [F(3, 3), F(2, 3)]
    assert card.total.claimed is None
