import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.core.brand import (
    ACCENT,
    LARGEST_LOGO,
    LEAST_CONTRAST,
    LONGEST,
    WHITE,
    Brand,
    Logo,
    brand_of,
    contrast,
    is_colour,
)
from assess.core.record import InvalidRecord
from assess.core.text import Text
from tests.core.factory import More

BLACK = "#000000"
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)

LOGO = Logo(media_type="image/png", data=b"\x89PNG and so on", alt=Text({"en": "A star"}))
NORTHLIGHT = Brand(
    id="northlight",
    name=Text({"en": "Northlight", "zh-Hans": "北光"}),
    accent="#7A1F3D",
    logo=LOGO,
    contact=Text({"en": "hello@northlight.example"}),
    disclaimer=Text({"en": "For the board only."}),
    white_label=True,
)


def texts(key: str) -> st.SearchStrategy[Text]:
    said = st.text(st.characters(exclude_categories=["Cs"]), max_size=LONGEST[key])
    languages = st.sampled_from(["en", "zh-Hans"])
    return st.dictionaries(languages, said, min_size=1).map(Text)


LOGOS = st.builds(
    Logo,
    media_type=st.sampled_from(["image/png", "image/svg+xml", "image/jpeg"]),
    data=st.binary(),
    alt=texts("alt"),
)
BRANDS = st.builds(
    Brand,
    id=st.text(st.characters(exclude_categories=["Cs"])),
    name=texts("name"),
    accent=COLOURS,
    logo=st.none() | LOGOS,
    contact=st.none() | texts("contact"),
    disclaimer=st.none() | texts("disclaimer"),
    white_label=st.booleans(),
)


@pytest.mark.parametrize(
    ("colour", "on_white"),
    [
        (BLACK, 21),
        (WHITE, 1),
        ("#101010", 19.028),
        ("#FF0000", 3.998),
        ("#008000", 5.137),
        ("#0000FF", 8.592),
        ("#767676", 4.542),
        ("#777777", 4.478),
    ],
)
def test_contrasts_are_those_of_the_standard(colour, on_white):
    assert contrast(colour, WHITE) == pytest.approx(on_white, abs=0.001)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, one) == 1


@given(COLOURS, st.integers(0, 2), st.integers(1, 255))
def test_a_colour_with_more_light_stands_out_less_on_white(colour, channel, more):
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    lighter = [min(255, c + more) if n == channel else c for n, c in enumerate(channels)]

    assert contrast("#{:02X}{:02X}{:02X}".format(*lighter), WHITE) <= contrast(colour, WHITE)


@given(COLOURS)
def test_small_letters_spell_the_same_colour(colour):
    assert is_colour(colour.lower())
    assert contrast(colour, colour.lower()) == 1


@pytest.mark.parametrize(
    "text", ["", "#", "0B5C6B", "#0B5", "#0B5C6B0", "#0B5C6G", "#0B5C6B\n", "red", "#-12345"]
)
def test_nothing_else_is_a_colour(text):
    assert not is_colour(text)


def test_a_brand_without_a_colour_has_one_that_can_be_read():
    plain = Brand(id="plain", name=Text({"en": "Plain"}))

    assert plain.accent == ACCENT
    assert contrast(plain.accent, WHITE) >= LEAST_CONTRAST


def test_the_record_holds_every_word_and_the_logo():
    assert NORTHLIGHT.record() == {
        "id": "northlight",
        "name": {"en": "Northlight", "zh-Hans": "北光"},
        "accent": "#7A1F3D",
        "logo": {
            "media_type": "image/png",
            "data": "iVBORyBhbmQgc28gb24=",
            "alt": {"en": "A star"},
        },
        "contact": {"en": "hello@northlight.example"},
        "disclaimer": {"en": "For the board only."},
        "white_label": True,
    }


def test_what_a_brand_lacks_is_recorded_as_lacking():
    record = Brand(id="plain", name=Text({"en": "Plain"})).record()

    assert [record[key] for key in ("logo", "contact", "disclaimer")] == [None, None, None]
    assert record["white_label"] is False


@given(BRANDS)
def test_a_record_reads_back_as_the_brand(brand):
    kept = json.loads(json.dumps(brand.record()))

    assert brand_of(kept) == brand


def test_a_logo_is_read_back_up_to_the_size_that_a_brand_may_load():
    def of(size: int) -> dict[str, object]:
        return replace(NORTHLIGHT, logo=replace(LOGO, data=b"x" * size)).record()

    assert brand_of(of(LARGEST_LOGO)).record() == of(LARGEST_LOGO)
    with pytest.raises(InvalidRecord):
        brand_of(of(LARGEST_LOGO + 1))


def logo(**values: More) -> dict[str, object]:
    return {"media_type": "image/png", "data": "", "alt": {"en": "A star"}, **values}


def changed(**values: More) -> dict[str, object]:
    return {**NORTHLIGHT.record(), **values}


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (None, "brand"),
        ([], "brand"),
        ({}, "brand.accent"),
        (changed(id=7), "brand.id"),
        (changed(name=None), "brand.name"),
        (changed(name="Northlight"), "brand.name"),
        (changed(name={}), "brand.name"),
        (changed(name={"en": 7}), "brand.name"),
        (changed(name={7: "Northlight"}), "brand.name"),
        (changed(name={"en": "Northlight", "zh-Hans": None}), "brand.name"),
        (changed(name={"en": "N" * 81}), "brand.name"),
        (changed(accent=None), "brand.accent"),
        (changed(accent="red;} * {display: none"), "brand.accent"),
        (changed(contact={"en": "c" * 201}), "brand.contact"),
        (changed(contact=False), "brand.contact"),
        (changed(disclaimer={"en": "d" * 601}), "brand.disclaimer"),
        (changed(logo="logo.png"), "brand.logo"),
        (changed(logo={}), "brand.logo"),
        (changed(logo=logo(media_type="text/html")), "brand.logo"),
        (changed(logo=logo(data=None)), "brand.logo"),
        (changed(logo=logo(data="no base64!")), "brand.logo"),
        (changed(logo=logo(data="文")), "brand.logo"),
        (changed(logo=logo(alt="A star")), "brand.logo"),
        (changed(logo=logo(alt={"en": 3})), "brand.alt"),
        (changed(logo=logo(alt={"en": "a" * 201})), "brand.alt"),
        (changed(white_label=None), "brand.white_label"),
        (changed(white_label=1), "brand.white_label"),
    ],
)
def test_a_record_that_is_none_says_where(record, key):
    with pytest.raises(InvalidRecord) as told:
        brand_of(record)

    assert told.value.key == key
