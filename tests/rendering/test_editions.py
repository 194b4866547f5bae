"""The other ways to show a report: editions, paper, brand, an earlier assessment."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import product
from typing import Any

import page as validator
import pikepdf
import pytest
from _pytest.mark import ParameterSet

from assess import __version__
from assess.core.brand import Brand
from assess.core.result import result_of
from assess.language import gettext, speaking
from assess.rendering.presentation import PAPERS, Edition, Paper, Presentation, presentation_of
from assess.rendering.verification import verify
from tests.rendering.brands import BRAND, BRANDS, WORDY
from tests.rendering.cases import CASES, compiled, library, second, shipped
from tests.rendering.pages import Printed, missing_glyphs
from tests.rendering.prints import print_of

SIZES = {"A4": (595.3, 841.9), "Letter": (612, 792)}
PAGES: dict[Edition, int] = {"summary": 4, "board": 1}
EXAMPLES = library().examples("customer-management")
LONGEST = "riverside-bank"
"""The example with the most to say."""


def at_night(names: Iterable[str]) -> list[ParameterSet]:
    """More of the same, which only the tests of the night print."""
    return [pytest.param(name, marks=pytest.mark.night) for name in names]


@cache
def printed(
    name: str, language: str, edition: Edition, paper: Paper = "A4", brand: str = "none"
) -> Printed:
    shown = Presentation(language=language, edition=edition, paper=paper, brand=BRANDS[brand])
    examples = library().examples("customer-management", language)
    assessment = CASES.get(name) or library().assessment(examples[name])[1]
    return Printed(print_of(compiled(assessment), shown).pdf)


def short_ones(names: Iterable[str], by_day: Callable[[str, str], bool]) -> list[ParameterSet]:
    """The short editions of all these in two languages and on both papers, the others at night.

    Letter is shorter than A4, so that what is long otherwise is printed on it by day.
    """
    return [
        pytest.param(*each, marks=() if by_day(each[0], "-".join(each)) else pytest.mark.night)
        for each in product(names, ["en", "zh-Hans"], ["summary", "board"], PAPERS)
    ]


LONG = {"half-en-summary-Letter", "noted-en-summary-Letter", "half-zh-Hans-board-Letter"}


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("name", "language", "edition", "paper"),
    short_ones(CASES, lambda name, all_of_it: name == "gated" or all_of_it in LONG),
)
def test_the_short_editions_keep_to_their_pages(name, language, edition, paper):
    found = printed(name, language, edition, paper)

    assert len(found.pages) == PAGES[edition]
    for each in found.reader.pages:
        assert [float(e) for e in each.mediabox][2:] == pytest.approx(SIZES[paper], abs=0.1)


@pytest.mark.pdf
def test_the_number_of_a_page_stays_in_one_line_beside_the_longest_name():
    found = printed("noted", "en", "summary", "Letter")

    assert all(page.find(f"Page {n} of 4") for n, page in enumerate(found.pages, start=1))


def words_of(brand: Brand, language: str) -> list[str]:
    """Name, contact and disclaimer as a page of these letters without spaces has them."""
    said = (brand.name, brand.contact, brand.disclaimer)
    return ["".join(each.within(language).split()) for each in said if each]


def unhyphenated(found: Printed, number: int) -> str:
    """The text of a page without spaces and without hyphens at the ends of lines."""
    return found.pages[number].plain.replace("‐", "")


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("name", "language", "edition", "paper"),
    short_ones(
        dict.fromkeys([*EXAMPLES, *CASES]),
        lambda name, all_of_it: name == LONGEST or all_of_it in LONG,
    ),
)
def test_the_longest_brand_stands_whole_in_the_short_editions(name, language, edition, paper):
    found = printed(name, language, edition, paper, "many words")

    assert len(found.pages) == PAGES[edition]
    last = unhyphenated(found, -1)
    assert [words for words in words_of(WORDY, language) if words not in last] == []


@pytest.mark.pdf
@pytest.mark.parametrize("edition", ["summary", "board"])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_brand_stands_at_the_end_of_the_short_editions_with_its_logo(language, edition):
    found = printed("harbour", language, edition, brand="few words")

    assert len(found.pages) == PAGES[edition]
    assert all(words in found.pages[-1].plain for words in words_of(BRAND, language))
    assert BRAND.logo is not None
    with pikepdf.open(BytesIO(found.bytes)) as pdf:
        told = {
            str(each.get("/Alt")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)
        }
    assert BRAND.logo.alt.within(language) in told
    assert "assessverify" not in "".join(page.plain for page in found.pages)


@pytest.mark.pdf
@pytest.mark.parametrize("brand", ["none", "few words"])
@pytest.mark.parametrize("edition", ["summary", "board"])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_short_editions_are_valid_and_say_what_they_are(language, edition, brand):
    found = printed("harbour", language, edition, brand=brand)
    for profile in ("PDF_UA_1", "PDF_A_3A"):
        judged = validator.validate_pdf_bytes(
            found.bytes, profile=getattr(validator.ValidationProfile, profile)
        )
        assert [failure.rule_id for failure in judged.failures] == []

    report = compiled(CASES["harbour"])
    assert missing_glyphs(found.bytes) == 0
    assert "464.5" in found.pages[0].plain
    assert report.seal[:16] in found.pages[0].plain
    with speaking(language):
        assert "".join(gettext("self-assessment, unverified").split()) in found.pages[0].plain


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", *at_night(["zh-Hans"])])
def test_a_brand_stands_on_the_cover_and_at_the_foot(language):
    shown = Presentation(language=language, brand=BRAND)
    found = Printed(print_of(compiled(CASES["empty"]), shown).pdf)

    cover, summary = found.pages[0].plain, found.pages[1].plain
    for words in (BRAND.name, BRAND.contact, BRAND.disclaimer):
        assert words is not None
        assert "".join(words.within(language).split()) in cover
    assert "".join(BRAND.name.within(language).split()) in summary
    assert "assessverify" not in "".join(page.plain for page in found.pages)
    assert found.reader.metadata is not None
    assert found.reader.metadata.author == BRAND.name.within(language)


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("edition", "brand"),
    [
        pytest.param("full", "few words", marks=pytest.mark.night),
        ("summary", "few words"),
        ("board", "many words"),
    ],
)
def test_a_branded_report_is_verified_with_its_brand(edition, brand):
    pdf = printed("harbour", "en", edition, brand=brand).bytes

    verdict = verify(pdf, lambda *_: shipped(), library().benchmark, engine=__version__)
    assert verdict.findings == ()


@pytest.mark.parametrize(
    "shown",
    [
        Presentation(language="en"),
        Presentation(language="zh-Hans", edition="board", paper="Letter", verify_at="https://x/v"),
        Presentation(language="en", brand=BRAND),
        Presentation(language="en", brand=replace(BRAND, logo=None, contact=None)),
    ],
)
def test_a_presentation_reads_back_from_its_record(shown):
    assert presentation_of(shown.record()) == shown


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.update(language="tlh"),
        lambda record: record.update(edition="poster"),
        lambda record: record.update(paper="papyrus"),
        lambda record: record.update(verify_at=None),
        lambda record: record["brand"].update(accent="red; } body { display: none"),
        lambda record: record["brand"]["logo"].update(data="no base64!"),
    ],
)
def test_a_record_of_something_else_is_no_presentation(change: Callable[[dict[str, Any]], None]):
    record = Presentation(language="en", brand=BRAND).record()
    change(record)

    assert presentation_of(record) is None
    assert presentation_of("nothing") is None


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", *at_night(["zh-Hans"])])
def test_what_moved_is_printed_and_adds_up(language):
    found = Printed(print_of(second(), Presentation(language=language)).pdf)
    change = result_of(second())["change"]
    assert isinstance(change, dict)

    with speaking(language):
        pages = found.chapter(gettext("What moved"))
    plain = "".join(page.plain for page in pages)
    for item in change["items"]:
        assert item["id"] in plain
    numbers = [change["before"], change["after"], change["difference"].removeprefix("-")]
    assert all(number in plain for number in numbers)


@pytest.mark.pdf
@pytest.mark.parametrize("edition", ["board", *at_night(["full"])])
def test_a_report_of_what_moved_is_verified_with_both_assessments(edition):
    pdf = print_of(second(), Presentation(language="en", edition=edition)).pdf

    assert verify(pdf, lambda *_: shipped(), library().benchmark, engine=__version__).genuine
