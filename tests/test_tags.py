"""Which language is nearest to the one that is wanted."""

import pytest

from assess.tags import canonical, is_chinese, is_tag, nearest, stand_in

CHINESE = ("en", "zh-Hans", "zh-Hant")


@pytest.mark.parametrize(
    ("wanted", "known", "found"),
    [
        ("en", CHINESE, "en"),
        ("EN-gb", CHINESE, "en"),
        ("zh-Hant", CHINESE, "zh-Hant"),
        ("zh-Hant-HK", CHINESE, "zh-Hant"),
        ("zh-TW", CHINESE, "zh-Hant"),
        ("zh-HK", CHINESE, "zh-Hant"),
        ("zh-mo", CHINESE, "zh-Hant"),
        ("zh", CHINESE, "zh-Hans"),
        ("zh-SG", CHINESE, "zh-Hans"),
        ("zh-Hans-TW", CHINESE, "zh-Hans"),
        ("zh-Hant", ("en", "zh-Hans"), "zh-Hans"),
        ("zh-Hans", ("en", "zh-TW"), "zh-TW"),
        ("pt-BR", ("pt", "pt-BR"), "pt-BR"),
        ("pt-AO", ("pt-BR", "pt"), "pt-BR"),
        ("de", CHINESE, None),
        ("zhx", CHINESE, None),
        ("", CHINESE, None),
        ("en", (), None),
    ],
)
def test_the_nearest_of_the_known_languages_is_taken(wanted, known, found):
    assert nearest(wanted, known) == found


def test_where_none_is_near_the_first_stands_in():
    assert stand_in("zh-TW", ["en", "zh-Hans"]) == "zh-Hans"
    assert stand_in("de", ["en", "zh-Hans"]) == "en"


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("ZH-hant", "zh-Hant"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("pt-br", "pt-BR"),
        ("ES-419", "es-419"),
        ("de", "de"),
    ],
)
def test_a_tag_is_written_as_it_usually_is(typed, usual):
    assert canonical(typed) == usual


def test_chinese_is_chinese_in_every_script_and_place():
    assert all(map(is_chinese, ("zh", "zh-Hans", "zh-Hant", "ZH-TW")))
    assert not any(map(is_chinese, ("en", "ja", "zhx", "")))


def test_only_what_looks_like_a_tag_is_one():
    assert all(map(is_tag, ("en", "zh-Hant", "sr-Latn-RS")))
    assert not any(map(is_tag, ("", "e", "../etc", "en_GB", "en GB", "zh-", "客户")))
