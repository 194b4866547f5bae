from dataclasses import replace

import pytest

from assess.core.duration import minutes, seconds
from assess.core.text import Text
from tests.core.factory import checklist, coverage, kpi, maturity, practice


def said(english: str, chinese: str = "") -> Text:
    return Text({"en": english, "zh-Hans": chinese or english})


def test_no_item_takes_no_time():
    assert minutes([], "en") == 0


def test_minutes_are_rounded_up():
    assert minutes([coverage("P1")], "en") == 1


def test_reading_takes_time_in_words_of_english_and_characters_of_chinese():
    short = replace(coverage("P1"), text=said("One?", "一？"))
    long = replace(short, text=said("One " * 231, "一" * 401))

    assert seconds(long, "en") - seconds(short, "en") == pytest.approx(60)
    assert seconds(long, "zh-Hans") - seconds(short, "zh-Hans") == pytest.approx(60)


def test_every_practice_and_every_axis_is_judged_one_by_one():
    one, two = checklist(practice("a")), checklist(practice("a"), practice("b"))

    assert seconds(two, "en") > seconds(one, "en")
    assert seconds(maturity("M1"), "en") > seconds(replace(maturity("M1"), axes=("reality",)), "en")


def test_a_criterion_is_read_half_as_carefully_as_a_practice():
    item = checklist(practice("a"))
    (only,) = item.practices
    words = said("word " * 100)
    as_criterion = replace(item, practices=(replace(only, quality=(words,)),))
    as_practice = replace(item, practices=(replace(only, text=words),))
    bare = replace(item, practices=(replace(only, text=said(""), quality=()),))

    assert seconds(as_practice, "en") - seconds(bare, "en") == pytest.approx(
        2 * (seconds(as_criterion, "en") - seconds(item, "en"))
    )


def test_a_measure_takes_longer_to_look_up_than_a_step_to_choose():
    assert seconds(kpi("K1"), "en") > seconds(maturity("M1"), "en")
