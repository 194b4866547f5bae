"""How a Word document is made: styles, tables and fields to work on with, the same bytes."""

import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from assess.core.assessment import Organization
from assess.core.text import Text
from assess.language import speaking
from assess.rendering.document import render_document
from tests.rendering.cases import compiled, harbour
from tests.rendering.document.documents import Case, cell_text, raw, said, styled, tables, written


def test_table_heads_repeat_and_rows_do_not_split(case):
    for table in tables(case.blocks):
        first, *rest = raw(table, "./w:tr")
        if table.style and table.style.name == "Report Table":
            assert first.xpath("./w:trPr/w:tblHeader")
        for row in (first, *rest):
            length = sum(len(cell_text(cell)) for cell in row.xpath("./w:tc"))
            assert bool(row.xpath("./w:trPr/w:cantSplit")) == (length < 1250), length


def test_every_table_says_what_it_is_and_stands_apart_from_the_next(case):
    for before, block in zip(case.blocks, case.blocks[1:], strict=False):
        assert not (isinstance(before, Table) and isinstance(block, Table))
    for table in tables(case.blocks):
        (about,) = raw(table, "./w:tblPr/w:tblCaption")
        assert about.get(qn("w:val"))
        widths = [column.width for column in table.columns]
        assert sum(widths) <= Mm(176) + len(widths) * 635


def test_captions_count_tables_and_figures_by_fields(case):
    for kind, message in (
        ("Table", "Table {number}: {caption}"),
        ("Figure", "Figure {number}: {caption}"),
    ):
        pattern = f"SEQ {kind} "
        captions = [
            block
            for block in case.blocks
            if styled(block, "Caption")
            and any(pattern in x.text for x in raw(block, ".//w:instrText"))
        ]
        assert captions
        for count, caption in enumerate(captions, 1):
            head = case.says(message).partition("{caption}")[0].format(number=count)
            assert said(caption).startswith(head)


def test_the_contents_are_a_field_that_leads_to_every_part(case):
    blocks = case.part("Contents")
    fields = [x.text.strip() for block in blocks for x in raw(block, ".//w:instrText")]
    targets = {
        mark.get(qn("w:name")): said(block)
        for block in case.blocks
        for mark in raw(block, "./w:bookmarkStart")
    }
    links = [link for block in blocks if isinstance(block, Paragraph) for link in block.hyperlinks]
    marks = [x.get(qn("w:fldCharType")) for block in blocks for x in raw(block, ".//w:fldChar")]

    assert fields == [r'TOC \o "1-1" \h \z \u']
    assert marks == ["begin", "separate", "end"]
    titles = [title for title in case.parts if title != case.says("Contents")]
    assert [targets[link.fragment] for link in links] == titles
    assert [link.text for link in links] == titles
    settings = case.document.settings.element
    assert settings.xpath("./w:updateFields[@w:val='true']")


def test_the_page_is_a4_with_running_name_and_numbers(case):
    (section,) = case.document.sections
    name = case.report.assessment.organization.name.within(case.language)

    assert round(section.page_width.mm) == 210
    assert round(section.page_height.mm) == 297
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == name
    (foot,) = section.footer.paragraphs
    assert foot.text == case.says("Page {page} of {pages}").format(page=1, pages=1)
    fields = [x.text.strip() for x in raw(foot, ".//w:instrText")]
    assert sorted(fields) == ["NUMPAGES", "PAGE"]
    assert not section.first_page_footer.paragraphs[0].text


def test_styles_carry_the_look_in_both_scripts(example):
    styles = example.document.styles
    (letters,) = styles.element.xpath("./w:docDefaults//w:rPr")
    (fonts,), (speech,) = letters.xpath("./w:rFonts"), letters.xpath("./w:lang")

    assert fonts.get(qn("w:eastAsia")) == "Noto Sans CJK SC"
    assert fonts.get(qn("w:ascii")) == "Noto Sans"
    assert speech.get(qn("w:eastAsia")) == "zh-CN"
    for name in ("Title", "Heading 1"):
        (fonts,) = styles[name].element.xpath("./w:rPr/w:rFonts")
        assert fonts.get(qn("w:eastAsia")) == "Noto Serif CJK SC"
    tag = {"en": "en-GB", "zh-Hans": "zh-CN"}[example.language]
    assert example.document.core_properties.language == tag
    with ZipFile(BytesIO(example.bytes)) as file:
        table = file.read("word/fontTable.xml").decode()
    for stand_in in ("Microsoft YaHei", "SimSun", "Calibri"):
        assert f'w:altName w:val="{stand_in}"' in table


def test_chinese_runs_take_their_punctuation_from_the_chinese_font():
    for language, wanted in (("en", False), ("zh-Hans", True)):
        body = written("harbour", language).document.element.body
        runs = body.xpath(".//w:r[w:t]")
        hinted = body.xpath(".//w:r[w:t][w:rPr/w:rFonts/@w:hint='eastAsia']")
        assert len(hinted) == (len(runs) if wanted else 0)


def test_every_style_that_is_used_is_there(case):
    known = {style.style_id for style in case.document.styles}
    body = case.document.element.body
    used = {x.get(qn("w:val")) for x in body.xpath(".//w:pStyle | .//w:rStyle | .//w:tblStyle")}

    assert used <= known
    assert {"Title", "Heading1", "Heading2", "Caption", "ListNumber", "ReportTable"} <= known
    assert {"Title", "Heading1", "Caption", "ReportTable"} <= used


def test_the_same_report_gives_the_same_bytes_on_another_day(example, monkeypatch):
    later = time.time() + 400 * 86400
    monkeypatch.setattr(time, "time", lambda: later)

    with speaking(example.language):
        assert render_document(example.report) == example.bytes


def test_the_properties_tell_of_the_report_and_not_of_the_library(case):
    properties, name = case.document.core_properties, case.report.assessment.organization.name
    day = case.report.assessment.assessed_on

    assert properties.title.startswith(name.within(case.language))
    assert properties.created == datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert properties.modified == properties.created
    assert properties.identifier == case.result["seal"]
    with ZipFile(BytesIO(case.bytes)) as file:
        names, everything = file.namelist(), b"".join(map(file.read, file.namelist()))
    assert b"python-docx" not in everything
    assert not [n for n in names if "thumbnail" in n or "customXml" in n or "app.xml" in n]
    assert len(names) == len(set(names))


@cache
def hostile() -> Case:
    """A name and a note with markup, a field code, and characters that XML forbids."""
    base = harbour()
    name = Text({"en": '</w:t> { TOC \\o "1-9" } & \x00\x0b\ufffe Co.' + "!" * 400})
    note = "one\r\ntwo\tthree\x1f { INCLUDETEXT c:\\\\x } <w:p/> =1+1"
    answers = dict(base.answers)
    answers["L1"] = replace(answers["L1"], note=note)
    organization = Organization(name=name, facts=base.organization.facts)
    return Case(compiled(replace(base, answers=answers, organization=organization)), "en")


def test_what_people_wrote_stays_text():
    case = hostile()
    (title,) = (said(block) for block in case.blocks if styled(block, "Title"))
    instructions = " ".join(x.text for x in case.document.element.xpath(".//w:instrText"))
    section = next(section for item, section in case.items() if item["id"] == "L1")

    assert title == '</w:t> { TOC \\o "1-9" } & � � Co.' + "!" * 400
    assert "one\ntwo\tthree� { INCLUDETEXT c:\\\\x } <w:p/> =1+1" in section
    assert "1-9" not in instructions
    assert "INCLUDETEXT" not in instructions
    assert case.document.sections[0].header.paragraphs[0].text == title


def test_a_property_is_never_longer_than_office_allows():
    assert len(hostile().document.core_properties.title) == 255
