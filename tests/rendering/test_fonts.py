"""A character that no font draws is told with its place and with what helps."""

from dataclasses import replace

import pytest

from assess.core.brand import Brand
from assess.core.text import Text
from assess.language import speaking
from assess.rendering import fonts
from assess.rendering.fonts import CJK, CORE, EMOJI, MissingFont, packages_for
from assess.rendering.pdf import render_report
from assess.rendering.places import texts_of
from tests.rendering.cases import LONG_NAME, harbour
from tests.rendering.hostile import ENGLISH, everywhere, reported, written

PRIVATE, UNASSIGNED, EMOJI_FACE, ETHIOPIC, HAN = "\ue000", "\u0378", "😀", "ሀ", "㐀"


@pytest.fixture(params=[()])
def here(request, monkeypatch) -> None:
    """The packages that are installed, instead of those of this machine."""
    families = {package.family for package in request.param}
    monkeypatch.setattr(fonts, "_is_here", lambda family: family in families)


def with_packages(*packages: fonts.Package) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("here", [packages], indirect=True, ids=[""])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("character", "packages"),
    [
        (PRIVATE, ()),
        ("\U0010fffd", ()),
        (UNASSIGNED, ()),
        (ETHIOPIC, ("fonts-noto-core",)),
        ("ק", ("fonts-noto-core",)),
        (EMOJI_FACE, ("fonts-noto-core", "fonts-noto-color-emoji")),
        ("✅", ("fonts-noto-core", "fonts-noto-color-emoji")),
        (HAN, ("fonts-noto-cjk",)),
        ("\U0002a6df", ("fonts-noto-cjk",)),
        ("가", ("fonts-noto-cjk",)),
        ("カ", ("fonts-noto-cjk",)),
        ("ｶ", ("fonts-noto-cjk",)),
        ("㊞", ("fonts-noto-cjk",)),
    ],
    ids=ascii,
)
def test_every_character_has_the_packages_that_may_draw_it(character, packages):
    assert packages_for(character) == packages


@pytest.mark.usefixtures("here")
@with_packages(CORE, CJK, EMOJI)
@pytest.mark.parametrize("character", [ETHIOPIC, EMOJI_FACE, HAN])
def test_a_package_that_is_here_is_no_cure(character):
    assert packages_for(character) == ()
    assert "take out" in str(MissingFont(character))
    assert "apt-get" not in str(MissingFont(character))


@pytest.mark.usefixtures("here")
@with_packages(CORE)
def test_what_helps_is_a_package_or_to_do_without():
    texts = {"organization.name": "ACME 㐀", "answers.L1.note": "so 😀 \ue000"}

    assert str(MissingFont("😀", texts)) == (
        "no font here can draw “😀” (U+1F600) in answers.L1.note — "
        "install more with: apt-get install fonts-noto-color-emoji"
    )
    assert str(MissingFont("\ue000", texts)) == (
        "no font here can draw U+E000 in answers.L1.note, and no package of fonts is known that "
        "can — take out what cannot be drawn"
    )
    assert str(MissingFont("㐀😀\ue000", texts)) == (
        "no font here can draw “㐀” (U+3400) in organization.name, “😀” (U+1F600) in "
        "answers.L1.note, U+E000 in answers.L1.note — install more with: apt-get install "
        "fonts-noto-cjk fonts-noto-color-emoji, and take out U+E000, for which no package is known"
    )


@pytest.mark.usefixtures("here")
def test_it_is_told_in_chinese_as_well():
    with speaking("zh-Hans"):
        told = str(MissingFont("😀\ue000", {"answers.L1.note": "😀\ue000"}))

    assert told.startswith("本机没有字体能显示answers.L1.note中的“😀”（U+1F600），")
    assert "apt-get install fonts-noto-color-emoji" in told
    assert "U+E000没有已知的字体包，请删去" in told


def test_a_character_from_nowhere_that_is_known_is_told_without_a_place():
    assert "can draw U+E000, and" in str(MissingFont("\ue000"))
    assert "can draw U+E000, and" in str(MissingFont("\ue000", {"organization.name": "ACME"}))


def test_a_character_that_is_everywhere_is_told_in_a_few_places():
    texts = {f"answers.L{n}.note": "\ue000" for n in range(1, 9)}

    assert "U+E000 in answers.L1.note, answers.L2.note, answers.L3.note and elsewhere" in str(
        MissingFont("\ue000", texts)
    )


def test_no_more_characters_are_told_than_anybody_reads():
    many = "".join(map(chr, range(0xE000, 0xE800)))

    assert str(MissingFont(many)).count("U+E0") <= 2 * fonts.MOST_NAMED
    assert MissingFont(many).characters == many


# --- where texts stand -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("name", "organization.name"),
        ("region", "organization.facts.region"),
        ("note", "answers.L1.note"),
        ("reason", "answers.V5.not_applicable"),
        ("period", "answers.R3.period"),
    ],
)
def test_a_report_that_cannot_be_printed_names_the_field(field, place):
    odd = written(lambda each: PRIVATE if each == field else each)

    with pytest.raises(MissingFont, match=f"U\\+E000 in {place}, and no package"):
        render_report(reported(odd), ENGLISH)


def test_a_report_that_cannot_be_printed_names_the_field_of_the_brand():
    brand = Brand(id="odd", name=Text({"en": "Odd"}), contact=Text({"en": PRIVATE, "zh-Hans": ""}))

    with pytest.raises(MissingFont, match=r"U\+E000 in brand\.contact\.en"):
        render_report(reported(harbour()), replace(ENGLISH, brand=brand))


def test_texts_are_named_as_in_an_answers_file():
    texts = texts_of(everywhere("words"))

    assert texts["organization.name"] == "words"
    assert texts["organization.facts.sector"] == "wholesale"
    assert "organization.facts.headcount" not in texts
    assert texts["answers.L1.note"] == "words"


def test_a_name_of_its_own_in_each_language_has_a_place_of_its_own():
    example = harbour()
    named = replace(example, organization=replace(example.organization, name=LONG_NAME))

    assert texts_of(named)["organization.name.zh-Hans"].startswith("浙东")
