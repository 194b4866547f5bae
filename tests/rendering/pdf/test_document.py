"""The printed report: valid, complete, legible, and the same every time."""

import json

import page as validator
import pytest

from assess.core.record import assessment_of
from assess.language import speaking
from assess.rendering import conformance
from assess.rendering.filters import text
from assess.rendering.pdf import render_report
from assess.rendering.presentation import Presentation
from tests.rendering.cases import shipped
from tests.rendering.pages import missing_glyphs
from tests.rendering.pdf.reports import squeezed

pytestmark = pytest.mark.pdf

A4 = (595.28, 841.89)
HALF, FOOT = 300, 790
"""Where the middle of a page and its running foot are, about, in points from its top."""


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
