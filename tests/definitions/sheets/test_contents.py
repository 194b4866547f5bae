"""What stands in a cell and what its field says, both ways."""

from fractions import Fraction

import pytest

from assess.definitions.sheets.contents import (
    BLANK,
    Content,
    Unclear,
    as_kept,
    content_of,
    text_of,
)
from assess.definitions.sheets.fields import Choice, Field, choice_field

NUMBER = Field(key="n", label="n", kind="number")
SHARE = Field(key="n", label="n", kind="number", percent=True)
NUMBERS = Field(key="n", label="n", kind="numbers")
TEXT = Field(key="t", label="t")
DAY = Field(key="d", label="d", kind="day")
GRADES = choice_field(
    "g",
    "g",
    [Choice("0", "No", ("no",)), Choice("0.5", "At least half"), Choice("1", "Most (80 %)")],
)
STEPS = choice_field("s", "s", [Choice(str(n), str(n)) for n in range(6)])


def fault(field: Field, content: Content) -> str:
    with pytest.raises(Unclear) as unclear:
        text_of(field, content)
    return unclear.value.fault.sentence()


@pytest.mark.parametrize(
    ("field", "text", "content"),
    [
        (NUMBER, "12.1", Content("number", "12.1")),
        (NUMBER, "1,200", Content("number", "1200")),
        (NUMBER, " -3 ", Content("number", "-3")),
        (NUMBER, "５", Content("number", "5")),
        (NUMBER, "123456789012345678", Content("text", "123456789012345678")),
        (NUMBER, "a lot", Content("text", "a lot")),
        (SHARE, "60%", Content("percent", "60")),
        (SHARE, "12.5 ％", Content("percent", "12.5")),
        (GRADES, "0.5", Content("text", "At least half")),
        (GRADES, "no", Content("text", "No")),
        (GRADES, "7", Content("number", "7")),
        (STEPS, "3", Content("number", "3")),
        (DAY, "2026-10-01", Content("day", "2026-10-01")),
        (DAY, "soon", Content("text", "soon")),
        (NUMBERS, "72 74", Content("text", "72 74")),
        (TEXT, "=1+1", Content("text", "=1+1")),
        (TEXT, "  ", BLANK),
    ],
)
def test_a_text_becomes_what_a_person_would_have_typed(field, text, content):
    assert content_of(field, text) == content


@pytest.mark.parametrize(
    ("field", "content", "text"),
    [
        (NUMBER, Content("number", "12.1"), "12.1"),
        (NUMBER, Content("text", "12.1"), "12.1"),
        (NUMBER, Content("text", " １２．１ "), "12.1"),
        (SHARE, Content("percent", "60"), "60%"),
        (SHARE, Content("text", "60 %"), "60%"),
        (SHARE, Content("number", "60"), "60"),
        (GRADES, Content("text", "at  least HALF"), "0.5"),
        (GRADES, Content("number", "0.5"), "0.5"),
        (GRADES, Content("text", "Most（80％）"), "1"),
        (STEPS, Content("number", "3"), "3"),
        (STEPS, Content("text", "3"), "3"),
        (DAY, Content("day", "2026-10-01"), "2026-10-01"),
        (DAY, Content("text", "2026/10/1"), "2026-10-01"),
        (DAY, Content("text", "2026年10月1日"), "2026-10-01"),
        (NUMBERS, Content("number", "72"), "72"),
        (NUMBERS, Content("text", "72; 74、 76.5, ７８"), "72 74 76.5 78"),
        (TEXT, Content("number", "2026"), "2026"),
        (TEXT, Content("percent", "12"), "12%"),
        (TEXT, Content("truth", "TRUE"), "TRUE"),
        (TEXT, BLANK, ""),
    ],
)
def test_a_cell_becomes_the_text_of_its_field(field, content, text):
    assert text_of(field, content) == text


@pytest.mark.parametrize("typed", ["12 %", "1,234", "1.234,5", "about 12", "½", "12 000", "0x1F"])
def test_a_text_that_may_be_one_number_or_another_is_no_number(typed):
    assert fault(NUMBER, Content("text", typed)) == (
        f"“{typed}” is a text, not a number that can be read in one way only — "
        "write digits, with a point before decimals and without other signs: 1234.5"
    )


@pytest.mark.parametrize("typed", ["72,74", "72 74,5", "172,174,176", "72 to 74"])
def test_a_list_of_numbers_has_no_commas_inside_numbers(typed):
    assert "is a text, not a number" in fault(NUMBERS, Content("text", typed))


@pytest.mark.parametrize(
    ("field", "content", "said"),
    [
        (NUMBER, Content("percent", "76"), "76% is a percentage, which is not asked here"),
        (NUMBER, Content("day", "2026-02-01"), "this is a date: 2026-02-01"),
        (TEXT, Content("day", "2026-02-01"), "this is a date: 2026-02-01"),
        (GRADES, Content("day", "2026-02-01"), "this is a date: 2026-02-01"),
        (NUMBER, Content("truth", "TRUE"), "“TRUE” is a text, not a number"),
        (NUMBER, Content("fault", "#DIV/0!"), "this is the fault of a formula: #DIV/0!"),
        (GRADES, Content("text", "half"), "“half” is not one of No, At least half, Most (80 %)"),
        (STEPS, Content("number", "3.5"), "“3.5” is not one of 0, 1, 2, 3, 4, 5"),
        (DAY, Content("text", "2026-02-30"), "“2026-02-30” is no day"),
        (DAY, Content("number", "45000"), "“45000” is no day"),
    ],
)
def test_what_is_no_answer_is_told_with_what_was_typed(field, content, said):
    assert fault(field, content).startswith(said)


def test_a_fault_repeats_only_the_beginning_of_a_long_text():
    assert "…” is a text" in fault(NUMBER, Content("text", "x" * 5000))
    assert len(fault(NUMBER, Content("text", "x" * 5000))) < 300


@pytest.mark.parametrize("digits", ["12.1", "0.1", "1e300", "0.000123456789012", "999999999999999"])
def test_fifteen_digits_are_kept(digits):
    assert as_kept(Fraction(float(digits))) == Fraction(digits)


def test_words_that_stand_for_two_values_are_told_apart():
    field = choice_field("g", "g", [Choice("0", "Some"), Choice("1", "Some")])

    assert [choice.label for choice in field.choices] == ["Some (0)", "Some (1)"]
    assert text_of(field, Content("text", "Some (1)")) == "1"


def test_the_same_content_has_the_same_name_however_it_is_spaced():
    assert Content("text", "a\r\nb ").digest == Content("text", "a\nb").digest
    assert Content("text", "a\nb").digest != Content("text", "a b").digest
    assert Content("text", "3").digest != Content("number", "3").digest
