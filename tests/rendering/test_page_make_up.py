"""Where pages break, what stands in line with what, and what stays together."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from assess.language import gettext, speaking
from assess.rendering.filters import text
from assess.rendering.presentation import Edition, Presentation
from tests.rendering.cases import CASES, compiled, library
from tests.rendering.pages import Page, Printed, Row
from tests.rendering.prints import print_of

pytestmark = pytest.mark.pdf

POINTS_OF_MM = 72 / 25.4
MARGIN = 17 * POINTS_OF_MM
FOOT = 45.0
"""Points at the foot of a page that hold its name and number."""
LANGUAGES = ["en", "zh-Hans"]
ONE_BY_DAY = ["en", pytest.param("zh-Hans", marks=pytest.mark.night)]


@cache
def printed(name: str, language: str, edition: Edition = "full") -> Printed:
    examples = library().examples("customer-management", language)
    assessment = CASES.get(name) or library().assessment(examples[name])[1]
    return Printed(
        print_of(compiled(assessment), Presentation(language=language, edition=edition)).pdf
    )


def body(page: Page) -> list[Row]:
    """The rows of a page without its foot."""
    return [row for row in page.rows if row[0].y < page.height - FOOT]


def said(row: Row) -> str:
    return " ".join(cell.text for cell in row)


@pytest.fixture(params=LANGUAGES)
def report(request) -> Iterator[Printed]:
    with speaking(request.param):
        yield printed("harbour", request.param)


def in_chapters(report: Printed) -> list[Page]:
    """The pages from the first dimension to the last one."""
    titles = [title for title, _ in report.outline]
    dimensions = compiled(CASES["harbour"]).questionnaire.dimensions
    first, after = titles.index(text(dimensions[0].title)), titles.index(gettext("Measures"))
    return report.pages[report.outline[first][1] - 1 : report.outline[after][1] - 1]


def test_no_page_begins_with_the_last_line_of_a_finding(report):
    begun = [said(body(page)[0]) for page in in_chapters(report)]

    assert [words for words in begun if words.startswith(gettext("Evidence"))] == []


def test_no_finding_is_parted_from_its_heading(report):
    codes = {item.id for item in compiled(CASES["harbour"]).questionnaire.items()}
    for page in in_chapters(report):
        last = said(body(page)[-1])
        assert last.split()[0] not in codes, last
        assert last != gettext("knock-out item")


def test_no_table_shows_less_than_two_rows_below_its_head(report):
    """Of practices a row is one line; the first moves of a plan have two lines and more."""
    for page in report.pages:
        rows = [[cell.text for cell in row] for row in body(page)]
        for head, least in ((gettext("in place"), 2), (gettext("Why now"), 4)):
            below = [len(rows) - n - 1 for n, words in enumerate(rows) if head in words]
            assert all(many >= least for many in below), rows


@pytest.mark.parametrize("language", ONE_BY_DAY)
@pytest.mark.parametrize("name", ["harbour", "riverside-bank"])
def test_no_page_is_almost_empty(name, language):
    lowest = [body(page)[-1][0].y / page.height for page in printed(name, language).pages[1:]]

    assert min(lowest) > 0.25


@pytest.mark.parametrize("language", ONE_BY_DAY)
def test_the_words_of_a_narrow_column_stay_on_one_line(language):
    """The quarters and owners of the moves, and the heads above them."""
    with speaking(language):
        pages = printed("riverside-bank", language).chapter(gettext("Plan"))
        quarters = {gettext("Q{number}").format(number=n) for n in (1, 2)}
        heads = {gettext("begins"), gettext("gain"), gettext("Owner")}
    cells = {cell.text for page in pages for cell in page.cells}

    assert quarters | heads <= cells


def test_no_line_begins_with_a_per_cent_sign(report):
    begun = [row[0].text for page in report.pages for row in page.rows]

    assert [words for words in begun if words.startswith("%")] == []


@pytest.mark.parametrize(
    ("language", "edition"),
    [
        ("en", "full"),
        ("zh-Hans", "summary"),
        ("en", "board"),
        *(
            pytest.param(language, edition, marks=pytest.mark.night)
            for language, edition in (("zh-Hans", "full"), ("en", "summary"), ("zh-Hans", "board"))
        ),
    ],
)
def test_the_numbers_of_the_bars_end_at_the_edge_of_the_page(language, edition):
    found = printed("gated", language, edition)
    with speaking(language):
        page = found.pages[1 if edition == "full" else 0]
        heads = page.find(gettext("claimed"))

    width = float(found.reader.pages[0].mediabox[2])
    assert max(head.right for head in heads) == pytest.approx(width - MARGIN, abs=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_columns_of_the_gates_stand_at_even_distances(language):
    with speaking(language):
        pages = printed("harbour", language).chapter(gettext("Overall result"))
        heads = [gettext("now"), gettext("needed"), gettext("missing")]
        row = next(
            row for page in pages for row in page.rows if [cell.text for cell in row][1:] == heads
        )

    now, needed, missing = (cell.right for cell in row[1:])
    assert missing - needed == pytest.approx(needed - now, abs=0.5)


@pytest.mark.parametrize("language", ONE_BY_DAY)
def test_a_value_with_its_unit_is_not_torn(language):
    with speaking(language):
        pages = printed("riverside-bank", language).chapter(gettext("Measures"))
    words = [cell.text for page in pages for cell in page.cells]

    assert any(value in words for value in ("77.5 points", "77.5分"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", ["summary", "board"])
def test_an_edition_sends_nobody_to_a_part_it_does_not_have(language, edition):
    found = printed("gated", language, edition)
    plain = found.pages[0].plain
    with speaking(language):
        pointer = gettext("{number} more stand under “Overall result”.").format(number="")

    assert "".join(pointer.split()) not in plain
    assert re.search("moregatesdonotholdyet|另有.+道门槛尚未满足", plain)


def test_the_full_report_says_where_the_other_gates_stand():
    plain = printed("gated", "en").pages[1].plain

    assert "morestandunder“Overallresult”" in plain


@pytest.mark.parametrize("language", ["en", pytest.param("zh-Hans", marks=pytest.mark.night)])
def test_a_summary_with_many_gates_keeps_to_its_page_in_the_full_report(language):
    found = printed("gated", language)
    with speaking(language):
        assert dict(found.outline)[gettext("Contents")] == 3
