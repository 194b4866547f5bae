"""How numbers, days and words are printed."""

from datetime import date
from fractions import Fraction

import pytest

from assess.core.text import Text
from assess.language import speaking
from assess.rendering import filters
from tests.rendering.cases import shipped

UNIT = Text({"en": "points", "zh-Hans": "分"})


@pytest.mark.parametrize(
    ("value", "printed"),
    [("464.45", "464.5"), ("464.4499", "464.4"), ("0", "0.0"), ("1000", "1000.0"), ("0.05", "0.1")],
)
def test_points_have_one_decimal_rounded_half_up(value, printed):
    assert filters.points(Fraction(value)) == printed


@pytest.mark.parametrize(
    ("share", "printed"),
    [("0.345", "35"), ("0.3449", "34"), ("0", "0"), ("1", "100"), ("1/3", "33")],
)
def test_shares_are_whole_percentages(share, printed):
    assert filters.percent_number(Fraction(share)) == printed
    with speaking("en"):
        assert filters.percent(Fraction(share)) == f"{printed}\u00a0%"
    with speaking("zh-Hans"):
        assert filters.percent(Fraction(share)) == f"{printed}%"


@pytest.mark.parametrize(
    "filter_", [filters.points, filters.whole, filters.percent, filters.percent_number]
)
def test_what_is_not_known_is_a_dash(filter_):
    assert filter_(None) == "–"
    assert filters.number(None) == filters.signed(None) == "–"
    assert filters.value_with_unit(None, UNIT) == "–"


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        ("0.04", "+4"),
        ("-0.07", "−7"),
        ("0", "+0"),
        ("-0.004", "+0"),
        ("0.005", "+1"),
        ("-0.005", "−1"),
    ],
)
def test_differences_have_a_sign_and_never_minus_nothing(share, printed):
    assert filters.signed(Fraction(share)) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (8, "8"),
        ("76.5", "76.5"),
        ("0.1234", "0.1234"),
        ("0.12345", "0.12"),
        ("1/3", "0.33"),
        ("2/3", "0.67"),
        ("1000000", "1000000"),
        ("-3.25", "-3.25"),
    ],
)
def test_numbers_are_as_exact_as_they_were_given_up_to_four_decimals(value, printed):
    assert filters.number(Fraction(value)) == printed


@pytest.mark.parametrize(
    ("language", "printed"), [("en", "76.5\u00a0points"), ("zh-Hans", "76.5分")]
)
def test_a_unit_stands_as_its_language_sets_it(language, printed):
    with speaking(language):
        assert filters.value_with_unit(Fraction("76.5"), UNIT) == printed


@pytest.mark.parametrize(
    ("language", "printed"), [("en", "1 October 2026"), ("zh-Hans", "2026年10月1日")]
)
def test_a_day_is_written_out(language, printed):
    with speaking(language):
        assert filters.day(date(2026, 10, 1)) == printed


def test_words_come_in_the_language_spoken_or_marked():
    with speaking("zh-Hans"):
        assert filters.text(UNIT) == "分"
        assert filters.text(Text({"en": "only English"})) == "only English [en]"
        assert filters.text(None) == ""


def test_words_in_another_language_than_the_page_name_their_own():
    words = Text({"en": "R & D", "zh-Hans": "研发"}, ("en", "zh-Hans"))

    with speaking("en"):
        assert filters.said(words) == "R &amp; D"
    with speaking("zh-Hant"):
        assert filters.said(words) == '<span lang="zh-Hans">研发</span>'
        assert filters.said(UNIT) == '<span lang="zh-Hans">分 [zh-Hans]</span>'
        assert filters.said(Text({"en": "R & D"}, ("en",))) == '<span lang="en">R &amp; D</span>'
        assert filters.said(None) == ""


@pytest.mark.parametrize(
    ("id", "value", "printed"),
    [
        ("sector", "wholesale", "Wholesale"),
        ("sector", "dancing", "dancing"),
        ("region", "CN-ZJ", "China (CN-ZJ)"),
        ("headcount", Fraction(240), "240"),
        ("listed", True, "yes"),
        ("listed", False, "no"),
    ],
)
def test_facts_are_put_into_words(id, value, printed):
    with speaking("en"):
        assert filters.fact(value, shipped(), id) == printed


@pytest.mark.parametrize(
    ("rows", "printed"),
    [
        ("自评。\n   证据支持。 总分。", "自评。证据支持。总分。"),
        ("As claimed.\n  Of all.", "As claimed.\n  Of all."),
        ("两年之后：R1 。", "两年之后：R1 。"),
    ],
)
def test_chinese_sentences_stand_without_a_space_between_them(rows, printed):
    assert filters.prose(rows) == printed


def test_a_per_cent_sign_keeps_to_its_number():
    with speaking("en"):
        assert (
            filters.text(Text({"en": "80 % or more, a % of 5 %"}))
            == "80\u00a0% or more, a % of 5\u00a0%"
        )


@pytest.mark.parametrize(
    ("language", "said"), [("en", "A, B and C"), ("zh-Hans", "A、B和C"), ("zh-Hant", "A、B和C")]
)
def test_names_in_a_row_are_joined_as_in_a_sentence(language, said):
    with speaking(language):
        assert filters.enumerated("ABC") == said
        assert filters.enumerated("A") == "A"
