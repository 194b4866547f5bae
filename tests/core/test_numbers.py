from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.core.numbers import decimal_string, number_typed, rounded, shortest

F = Fraction
TYPED = st.decimals(
    min_value=-(10**6), max_value=10**6, allow_nan=False, allow_infinity=False, places=6
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("76", F(76)),
        ("76.5", F(153, 2)),
        (" 76 ", F(76)),
        ("+3", F(3)),
        ("-3", F(-3)),
        ("1,200", F(1200)),
        ("1,234,567.5", F(2469135, 2)),
        ("80%", F(4, 5)),
        ("80 %", F(4, 5)),
        ("12.5%", F(1, 8)),
        ("７６．５", F(153, 2)),
        ("８０％", F(4, 5)),
        ("１，２００", F(1200)),
        ("007", F(7)),
        ("9" * 18, F(10**18 - 1)),
        ("0." + "0" * 11 + "1", F(1, 10**12)),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, number):
    assert number_typed(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "%",
        "-",
        ".5",
        "5.",
        "1e3",
        "1/3",
        "inf",
        "nan",
        "0x10",
        "1_000",
        "1,20",
        "12,00",
        "1.200,5",
        "1 200",
        "80%%",
        "seventy",
        "七十",
        "--3",
        "9" * 19,
        "0." + "0" * 12 + "1",
        "1\n2",
    ],
)
def test_what_is_no_plain_number_is_refused(typed):
    assert number_typed(typed) is None


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (F("449.96"), 1, F(450)),
        (F("449.95"), 1, F(450)),
        (F("449.9499"), 1, F("449.9")),
        (F("-0.05"), 1, F("-0.1")),
        (F(5, 2), 0, F(3)),
        (F(2, 3), 2, F("0.67")),
    ],
)
def test_halves_are_rounded_up(value, places, printed):
    assert rounded(value, places) == printed


@pytest.mark.parametrize(
    ("mode", "printed"), [("half-up", 3), ("half-even", 2), ("down", 2), ("none", F(5, 2))]
)
def test_the_questionnaire_may_choose_how_to_round(mode, printed):
    assert rounded(F(5, 2), 0, mode) == printed


def test_half_even_rounds_up_to_the_even_neighbour():
    assert rounded(F(7, 2), 0, "half-even") == 4


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (F("433.25"), 1, "433.3"),
        (F(450), 1, "450.0"),
        (F(0), 1, "0.0"),
        (F(2, 3), 0, "1"),
        (F(-1, 2), 1, "-0.5"),
        (F(1, 3), 6, "0.333333"),
    ],
)
def test_a_value_is_printed_with_exactly_so_many_decimals(value, places, text):
    assert decimal_string(value, places) == text


def test_printing_rounds_even_where_the_questionnaire_does_not():
    assert decimal_string(F(2, 3), 1, "none") == "0.7"


@pytest.mark.parametrize(
    ("value", "text"),
    [(F(3, 5), "0.6"), (F(1, 3), "1/3"), (F(76), "76"), (F(1, 8), "0.125"), (F(-5, 4), "-1.25")],
)
def test_the_shortest_exact_writing(value, text):
    assert shortest(value) == text


@pytest.mark.parametrize("typed", ["0.0000001", "123456789012345678.123456789012"])
def test_the_smallest_and_longest_numbers_are_written_as_they_were_typed(typed):
    number = number_typed(typed)

    assert number is not None
    assert shortest(number) == typed


@given(TYPED)
def test_what_is_written_reads_back_as_the_same_number(decimal):
    assert number_typed(f"{decimal:f}") == F(decimal)
    assert F(shortest(F(decimal))) == F(decimal)


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 6))
def test_rounding_moves_by_half_a_unit_at_most(value, places):
    assert abs(rounded(value, places) - value) <= F(1, 2 * 10**places)
    assert F(decimal_string(value, places)) == rounded(value, places)
