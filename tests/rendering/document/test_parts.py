"""The parts of the Word document and their order, its cover, and the language it speaks."""

from assess.rendering import wording
from tests.rendering.cases import LONG_NAME
from tests.rendering.document.documents import raw, rows_of, said, sections, styled, tables, written


def test_the_parts_are_those_of_the_printed_report_in_its_order(case):
    titles = [
        chapter.score.dimension.title.within(case.language) for chapter in case.report.chapters
    ]
    before = ("Summary", "Contents", "How to read this report", "Overall result")
    behind = (
        *(["Measures"] if case.report.measures else []),
        "Plan",
        "Annex A: every answer",
        "Annex B: how every number comes about",
        "Annex C: what is published elsewhere",
        "Annex D: how far the result can be relied on",
        "Annex E: words",
        "Annex F: seal",
    )

    assert list(case.parts) == [*map(case.says, before), *titles, *map(case.says, behind)]


def test_a_chapter_has_a_section_for_each_item_and_one_for_the_next_steps(case):
    for chapter in case.report.chapters:
        headings = [heading for heading, _ in sections(case.chapter(chapter))]
        wanted = [
            f"{score.item.id}  {score.item.title.within(case.language)}"
            for score in chapter.score.items
        ]
        steps = [case.says("Next steps here")] if chapter.opportunities else []
        assert headings == [*wanted, *steps]


def test_the_cover_names_organization_purpose_and_level(case):
    cover = case.blocks[: next(n for n, b in enumerate(case.blocks) if styled(b, "Heading 1"))]
    (title,) = (said(block) for block in cover if styled(block, "Title"))
    words = "\n".join(map(said, cover))
    (scale,) = tables(cover)

    assert title == case.report.assessment.organization.name.within(case.language)
    assert case.says(wording.PURPOSES[case.report.assessment.purpose]) in words
    assert case.result["seal"][:16] in words
    levels = [level.name.within(case.language) for level in case.report.questionnaire.levels]
    assert [cell.split("\n")[1] for cell in rows_of(scale)[0]] == levels
    framed = [n for n, cell in enumerate(raw(scale, ".//w:tc"), 1) if cell.xpath(".//w:tcBorders")]
    assert framed == ([case.result["level"]] if case.result["level"] else [])


def test_long_names_stand_whole(language):
    case = written("noted", language)

    assert LONG_NAME.within(language) in [said(b) for b in case.blocks if styled(b, "Title")]


def test_a_chinese_document_speaks_chinese():
    case = written("harbour", "zh-Hans")
    headings = [said(block) for block in case.blocks if styled(block, "Heading 1", "Heading 2")]
    captions = [said(block) for block in case.blocks if styled(block, "Caption")]

    assert headings
    assert all(not words.isascii() for words in [*headings, *captions])
