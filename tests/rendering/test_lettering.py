"""How wide words will be, and where they break."""

from hypothesis import given
from hypothesis import strategies as st

from assess.rendering.lettering import width, wrapped

TEXTS = st.text(alphabet="abc mWi–,.客户管理，。；ABC 123-", max_size=80)


def test_chinese_characters_are_as_wide_as_high():
    assert width("客户管理", 11) == 44


def test_latin_letters_differ():
    assert width("i") < width("a") < width("M") <= width("客")


def test_nothing_is_not_wide():
    assert width("") == 0


def test_english_breaks_between_words():
    assert wrapped("Staffing & organization", 10, 1) == ("Staffing &", "organization")


def test_chinese_breaks_between_characters():
    assert wrapped("客户管理运营", 4) == ("客户管理", "运营")


def test_chinese_punctuation_begins_no_line():
    assert wrapped("客户管理，运营", 4)[0] == "客户管"
    assert wrapped("客户管理，运营", 4)[1].startswith("理，")


def test_brackets_of_both_kinds_of_chinese_stay_with_what_they_hold():
    assert wrapped("客户管（理）运营", 4) == ("客户管", "（理）运", "营")
    assert wrapped("客戶「管理」運營", 5) == ("客戶「管", "理」運營")
    assert wrapped("評價采《管理》", 4) == ("評價采", "《管理》")


def test_a_word_that_is_too_long_is_broken():
    lines = wrapped("Kundenbeziehungsmanagement", 6)

    assert len(lines) > 2
    assert "".join(lines) == "Kundenbeziehungsmanagement"


def test_no_words_are_one_empty_line():
    assert wrapped("", 10) == ("",)
    assert wrapped("   ", 10) == ("",)


@given(TEXTS, st.floats(min_value=3, max_value=40))
def test_no_letter_is_lost(text, limit):
    assert "".join("".join(wrapped(text, limit)).split()) == "".join(text.split())


@given(TEXTS, st.floats(min_value=3, max_value=40))
def test_no_line_is_wider_than_the_limit(text, limit):
    for line in wrapped(text, limit):
        assert width(line.rstrip()) <= limit or len(line.strip()) <= 2
