"""The printed report: valid, complete, legible, and the same every time."""

import json
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import page as validator
import pytest
from _pytest.mark import ParameterSet

from assess.core.record import assessment_of
from assess.core.report import Report
from assess.core.result import result_of
from assess.language import gettext, speaking
from assess.rendering import conformance
from assess.rendering.filters import text
from assess.rendering.pdf import render_report
from assess.rendering.presentation import Presentation
from tests.rendering.cases import CASES, LANGUAGES, LONG_NAME, compiled, shipped
from tests.rendering.pages import Page, Printed, Row, missing_glyphs
from tests.rendering.prints import print_of

pytestmark = pytest.mark.pdf

A4 = (595.28, 841.89)
BY_DAY = {
    *(("harbour", language) for language in LANGUAGES),
    ("half", "en"),
    ("empty", "zh-Hans"),
    ("noted", "zh-Hans"),
    ("gated", "en"),
}
HALF, FOOT = 300, 790
"""Where the middle of a page and its running foot are, about, in points from its top."""


class Case:
    """One report, printed once in one language."""

    def __init__(self, name: str, language: str) -> None:
        self.name, self.language = name, language
        self.report = _report(name)
        self.result: dict[str, Any] = result_of(self.report)
        made = print_of(self.report, Presentation(language=language))
        self.printed, self.remarks = Printed(made.pdf), made.remarks

    def __repr__(self) -> str:
        return f"{self.name} in {self.language}"

    def says(self, message: str) -> str:
        """A message of the program in the language of this report."""
        with speaking(self.language):
            return gettext(message)

    def title(self, dimension: str) -> str:
        found = self.report.questionnaire.dimension(dimension)
        assert found is not None
        return found.title.within(self.language)

    def chapter(self, message: str) -> list[Page]:
        return self.printed.chapter(self.says(message))


@cache
def _report(name: str) -> Report:
    return compiled(CASES[name])


@cache
def _case(name: str, language: str) -> Case:
    return Case(name, language)


def among(*names: str) -> list[ParameterSet]:
    """Some cases in each language; what is much like another is printed at night."""
    return [
        pytest.param(
            (name, language),
            id=f"{name}-{language}",
            marks=() if (name, language) in BY_DAY else pytest.mark.night,
        )
        for name in names
        for language in LANGUAGES
    ]


@pytest.fixture(params=among(*CASES))
def case(request) -> Iterator[Case]:
    yield from _spoken(*request.param)


@pytest.fixture(params=among("half", "empty"))
def open_case(request) -> Iterator[Case]:
    """A case in which something is still open."""
    yield from _spoken(*request.param)


@pytest.fixture(params=among("noted"))
def long_case(request) -> Iterator[Case]:
    """A case with much to say."""
    yield from _spoken(*request.param)


@pytest.fixture(params=among(*(name for name in CASES if name != "empty")))
def levelled(request) -> Iterator[Case]:
    """A case that has a level."""
    yield from _spoken(*request.param)


def _spoken(name: str, language: str) -> Iterator[Case]:
    with speaking(language):
        yield _case(name, language)


@pytest.fixture
def harbour(language) -> Case:
    return _case("harbour", language)


def squeezed(words: str) -> str:
    """Words without their spaces, as Page.plain has them."""
    return "".join(words.split())


def percent(share: str | None) -> str:
    """A share as the columns print it, worked out from the JSON alone."""
    if share is None:
        return "–"
    return str((Decimal(share) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def signed_percent(share: str | None, language: str) -> str:
    sign = "%" if language.startswith("zh") else " %"
    return "–" if share is None else percent(share) + sign


@pytest.mark.parametrize(("profile", "rules"), [("PDF_UA_1", 90), ("PDF_A_3A", 140)])
def test_a_report_is_valid_for_readers_who_listen_and_for_archives(case, profile, rules):
    report = validator.validate_pdf_bytes(
        case.printed.bytes, profile=getattr(validator.ValidationProfile, profile)
    )

    assert [failure.rule_id for failure in report.failures] == []
    assert report.rules.total > rules


def test_a_report_carries_its_answers_and_its_result(case):
    files = {
        name: json.loads(content[0]) for name, content in case.printed.reader.attachments.items()
    }

    assert files["result.json"] == case.result
    answers = files["answers.json"]
    assert assessment_of(answers["assessment"], shipped()) == case.report.assessment
    assert (answers["seal"], answers["engine"]) == (case.result["seal"], case.report.engine)
    assert answers["presentation"]["language"] == case.language


def test_a_report_knows_its_own_bytes(case):
    pdf: bytes = case.printed.bytes
    seal, digest = conformance.identifiers(pdf) or ("", "")

    assert (seal, digest) == (case.result["seal"], conformance.digest_of(pdf))
    for place in (9, len(pdf) // 2, len(pdf) - 9):
        changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
        assert conformance.digest_of(changed) != digest


def test_printing_has_nothing_to_remark(case):
    assert case.remarks == ()


def test_no_glyph_is_missing(case):
    assert missing_glyphs(case.printed.bytes) == 0


def test_the_same_report_gives_the_same_bytes(harbour):
    assert (
        render_report(harbour.report, Presentation(language=harbour.language))
        == harbour.printed.bytes
    )


def test_every_page_is_a4(case):
    for page in case.printed.reader.pages:
        assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, *A4], abs=0.1)


def test_the_document_names_its_language_and_itself(case):
    reader, organization = case.printed.reader, case.report.assessment.organization

    assert reader.trailer["/Root"]["/Lang"] == case.language
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith(organization.name.within(case.language))


def test_the_outline_names_every_chapter_in_order(case):
    with speaking(case.language):
        chapters = [text(chapter.score.dimension.title) for chapter in case.report.chapters]
    expected = [
        *map(case.says, ("Summary", "Contents", "How to read this report", "Overall result")),
        *chapters,
        *([case.says("Measures")] if case.report.measures else []),
        case.says("Plan"),
        case.says("Annex A: every answer"),
        case.says("Annex B: how every number comes about"),
        case.says("Annex C: what is published elsewhere"),
        case.says("Annex D: how far the result can be relied on"),
        case.says("Annex E: words"),
        case.says("Annex F: seal"),
    ]

    assert [title for title, _ in case.printed.outline] == expected


def test_the_contents_lead_where_they_say(case):
    pages = dict(case.printed.outline)
    (contents, *_) = case.chapter("Contents")
    links = case.printed.links_of(pages[case.says("Contents")])

    titles = [title for title in pages if title != case.says("Contents")]
    assert len(links) == len(titles)
    for title, (_, target) in zip(titles, links, strict=True):
        assert target == pages[title], title
        (row, *_) = contents.rows_starting(title)
        assert row[-1].split()[-1] == str(target), title


def test_the_summary_is_page_two_and_the_contents_page_three(case):
    titles = [(title, number) for title, number in case.printed.outline[:2]]

    assert titles == [(case.says("Summary"), 2), (case.says("Contents"), 3)]


def test_pages_are_counted(case):
    of = case.says("Page {page} of {pages}")
    for number, page in enumerate(case.printed.pages[1:], start=2):
        told = of.format(page=number, pages=len(case.printed.pages))
        assert squeezed(told) in page.plain


def test_no_chapter_page_is_almost_empty(case):
    """A page that holds nothing but a table's rest is a break in the wrong place."""
    for number in range(case.printed.outline[1][1], case.printed.outline[3][1]):
        lowest = max(cell.y for cell in case.printed.pages[number - 1].cells if cell.y < FOOT)
        assert lowest > HALF, f"page {number}"


def test_a_caption_stands_above_its_table(case):
    caption, head = case.says("The levels"), case.says("What it means")
    place = next(page for page in case.printed.pages if page.find(caption))

    assert place.find(head), "the caption of the levels is on another page than their table"


def test_each_language_is_set_in_its_fonts_with_a_bold_one(case):
    fonts = case.printed.fonts

    assert {"Noto-Sans", "Noto-Sans-Bold", "Noto-Serif-Bold"} <= fonts
    if case.language == "zh-Hans":
        chinese = {font for font in fonts if "CJK" in font}
        assert {"Noto-Sans-CJK-SC", "Noto-Sans-CJK-SC-Bold", "Noto-Serif-CJK-SC-Bold"} <= chinese
        assert all(font.startswith("Noto") for font in fonts)


# --- every number of the result stands where it belongs -------------------------


def test_the_summary_shows_the_total(case):
    total, summary = case.result["total"], case.printed.pages[1].plain

    if case.result["level"] is None:
        assert squeezed(case.says("No level can be given yet")) in summary
    else:
        template = case.says("As claimed. Evidence backs {points} points ({level}).")
        told = template.split("{level}")[0].format(points=total["evidenced"])
        assert squeezed(told) in summary
        assert total["claimed"] in [cell.text.split()[0] for cell in case.printed.pages[1].cells]


def test_an_incomplete_total_comes_with_its_interval(open_case):
    case = open_case
    total, summary = case.result["total"], case.printed.pages[1].plain

    assert total["completeness"] != "1.000000"
    template = case.says("{share} is answered; the total lies between {low} and {high}.")
    told = template.format(
        share=signed_percent(total["completeness"], case.language),
        low=total["low"],
        high=total["high"],
    )
    assert total["low"] in summary
    assert total["high"] in summary
    assert case.result["level"] is not None or squeezed(told) in summary


def test_the_overall_table_shows_every_dimension(case):
    (table, *_) = case.chapter("Overall result")

    for dimension in case.result["dimensions"]:
        row = _row(table, case.title(dimension["id"]))
        assert row[1] == percent(dimension["claimed"])
        assert row[2] == percent(dimension["evidenced"])
        assert row[3] == (dimension["points"] or "–")
        assert Decimal(row[4]) == Decimal(dimension["maximum"])


def test_the_overall_table_adds_up_to_the_total(case):
    (table, *_) = case.chapter("Overall result")
    total = case.result["total"]

    last = _row(table, case.says("Total"))
    assert last[1] == (total["claimed"] or "–")
    assert Decimal(last[2]) == Decimal(total["maximum"])


def test_the_summary_has_a_bar_with_numbers_for_every_dimension(case):
    summary = case.printed.pages[1]

    for dimension in case.result["dimensions"]:
        numbers = [percent(dimension["evidenced"]), percent(dimension["claimed"])]
        rows = summary.rows_starting(case.title(dimension["id"]))
        assert any(row[-2:] == numbers for row in rows), dimension["id"]


def _row(page: Page, title: str) -> list[str]:
    """The line of a table or chart that begins with this title and goes on with numbers."""
    rows = [row for row in page.rows_starting(title) if len(row) > 2]
    assert rows, f"no row {title!r}"
    return rows[0]


def test_every_item_shows_its_claimed_score_in_its_chapter(case):
    for dimension in case.report.chapters:
        pages = case.printed.chapter(case.title(dimension.score.dimension.id))
        headings = [row for page in pages for row in page.rows]
        for score in dimension.score.items:
            (item,) = [one for one in case.result["items"] if one["id"] == score.item.id]
            told = signed_percent(item["claimed"], case.language)
            if item["claimed"] is None:
                told = case.says({"unanswered": "not answered"}.get(item["status"], item["status"]))
            assert any(_is_heading(row, item["id"], told) for row in headings), item["id"]


def _is_heading(row: Row, item: str, told: str) -> bool:
    return len(row) > 1 and row[0].text.split()[0] == item and row[-1].text == told


def test_the_heat_map_shows_every_item(case):
    glance = squeezed(case.says("Every item at a glance"))
    page = next(page for page in case.chapter("Overall result") if glance in page.plain)

    for item in case.result["items"]:
        (place, *_) = page.find(item["id"])
        near = [
            c.text for c in page.cells if 0 < c.y - place.y < 14 and 0 < c.left - place.left < 42
        ]
        assert percent(item["claimed"]) in near, item["id"]


def test_every_gate_shows_its_value_and_threshold(levelled):
    case = levelled
    pages = case.chapter("Overall result")
    rows = [[cell.text for cell in row] for page in pages for row in page.rows]

    assert case.result["next_level"]["gates"]
    for gate in case.result["next_level"]["gates"]:
        value, threshold = _gate_numbers(gate, case.language)
        assert any(row[-3:-1] == [value, threshold] for row in rows), gate["name"]


def _gate_numbers(gate: dict[str, Any], language: str) -> tuple[str, str]:
    if gate["name"] == "total" or gate["name"].startswith("trend_periods"):
        return gate["value"] or "–", gate["threshold"]
    value, threshold = gate["value"], gate["threshold"]
    return signed_percent(value, language), signed_percent(threshold, language)


def test_blocking_gates_stand_on_the_summary(case):
    summary = case.printed.pages[1]
    blocking = [g for g in case.result["next_level"]["gates"] if not g["met"]]

    for gate in blocking[:4]:
        value, threshold = _gate_numbers(gate, case.language)
        assert any(row[1:3] == [value, threshold] for row in _left_rows(summary)), gate["name"]


def _left_rows(page: Page) -> Iterator[list[str]]:
    """The rows of the left half, beside the radar."""
    for row in page.rows:
        yield [cell.text for cell in row if cell.left < 310]


def test_every_recommendation_shows_what_it_brings_and_costs(case):
    pages = case.chapter("Plan")

    assert bool(case.result["recommendations"]) == (case.name != "empty")
    for advice in case.result["recommendations"]:
        row = _move_row(pages, advice["item"])
        assert row[-1] == f"+{advice['points_gained']}", advice["item"]
        assert row[-5] == advice["effort"], advice["item"]
        assert row[-4] == str(advice["weeks"]), advice["item"]


def _move_row(pages: list[Page], item: str) -> list[str]:
    """The first line of the row of the plan's tables that is about an item."""
    for page in pages:
        codes = [c for c in page.cells if c.left < 60 and c.text.startswith(f"{item} ")]
        starts = [row for row in page.rows if row[-1].text.startswith("+") and row[-1].left > 480]
        for code in codes:
            above = [row for row in starts if row[0].y <= code.y]
            if above:
                return [cell.text for cell in above[-1]]
    raise AssertionError(f"no row for {item}")


def test_the_whole_seal_is_printed_in_the_annex_and_its_start_on_the_cover(case):
    seal = case.result["seal"]
    annex = case.chapter("Annex F: seal")[-1]

    assert seal in annex.plain
    assert seal[:16] in case.printed.pages[0].plain


def test_every_note_is_printed_to_its_last_word(long_case):
    annex = "".join(page.plain for page in long_case.printed.pages)

    for id in ("L1", "OA1"):
        note = long_case.report.assessment.answers[id].note
        assert len(note) == 5000
        for start in range(0, 5000, 500):
            assert squeezed(note[start : start + 12]) in annex, (id, start)


def test_a_very_long_name_is_printed_whole_on_the_cover(long_case):
    name = LONG_NAME.within(long_case.language)

    assert squeezed(name) in long_case.printed.pages[0].plain


def test_a_chinese_report_speaks_chinese():
    """No sentence of the program may be left in English."""
    case = _case("harbour", "zh-Hans")
    english = {"Page", "Summary", "claimed", "evidence", "person-days", "Level", "points"}

    for number, page in enumerate(case.printed.pages[:5], start=1):
        words = {word for cell in page.cells for word in cell.text.split()}
        assert words.isdisjoint(english), f"page {number}"


def test_the_next_anchor_stands_below_the_one_reached(harbour):
    report = compiled(CASES["harbour"])
    reached = next(a for c in report.chapters for f in c.findings for a in f.anchored)
    assert reached.next_words is not None
    chapter = "".join(page.plain for page in harbour.printed.pages)

    assert squeezed(text(reached.next_words)) in chapter


def test_the_distance_to_the_reference_is_told(harbour):
    difference = Decimal(harbour.result["total"]["claimed"]) / 10 - 35
    told = harbour.says("This result stands {difference} percentage points from it.")
    whole = f"+{difference.quantize(Decimal(1), ROUND_HALF_UP)}"

    pages = "".join(page.plain for page in harbour.printed.pages)
    assert squeezed(told.format(difference=whole)) in pages
