"""Words in several languages: which of them a reader of one language sees, and with what mark."""

import pytest

from assess.core.text import Text

BOTH = ("en", "zh-Hans")


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "en"), ("zh-Hans", "zh-Hans"), ("zh-Hant", "zh-Hans")]
)
def test_a_reader_sees_the_language_that_is_nearest(language, shown):
    text = Text({"en": "Sector", "zh-Hans": "行业"}, BOTH)

    assert (text.shown_in(language), text.shown_in("de")) == (shown, "en")


def test_a_missing_translation_into_a_declared_language_is_marked():
    assert Text({"en": "Sector"}, BOTH).within("zh-Hans") == "Sector [en]"


def test_words_in_a_language_that_is_not_declared_bear_no_mark():
    text = Text({"en": "Sector", "zh-Hans": "行业"}, BOTH)

    assert text.within("zh-Hant") == "行业"
    assert text.within("de") == "Sector"


def test_what_is_missing_where_readers_expect_it_instead_is_marked_too():
    """Readers of Traditional Chinese have been told that they get Simplified Chinese."""
    assert Text({"en": "Sector"}, BOTH).within("zh-Hant") == "Sector [en]"


def test_a_text_of_which_nobody_tells_the_languages_is_marked():
    assert Text({"en": "Sector"}).within("zh-Hans") == "Sector [en]"


def test_the_languages_declared_make_no_other_text():
    assert Text({"en": "Sector"}, BOTH) == Text({"en": "Sector"})
