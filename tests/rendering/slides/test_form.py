"""How the slides look and read, and what their file holds: always the same bytes."""

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pptx.util import Pt

from assess.core.assessment import Organization
from assess.core.text import Text
from assess.language import speaking
from assess.rendering.lettering import wrapped
from assess.rendering.slides import render_slides
from tests.rendering.cases import CASES, compiled, harbour
from tests.rendering.slides.decks import (
    EVERY,
    A,
    chart,
    deck_of,
    file_of,
    notes,
    read,
    report_of,
    slide,
    title,
    words,
)

IN_COLUMNS = {5, 7}
"""Strengths beside gaps, and stages side by side: a head, what belongs to it, then the next head.

All other slides are read row by row.
"""


def boxes(of):
    """Every text with the width and height that it has."""
    for shape in of.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            frame = shape.text_frame
            room = [shape.width, shape.height]
            if not shape.is_placeholder:
                room[0] -= frame.margin_left + frame.margin_right
                room[1] -= frame.margin_top + frame.margin_bottom
            yield shape.name, frame, *(length / Pt(1) for length in room)


def lines(frame, width: float, size: float) -> float:
    """The height in points of the words in a column of this width."""
    high = 0.0
    for paragraph in frame.paragraphs:
        sizes = [run.font.size / Pt(1) for run in paragraph.runs if run.font.size] or [size]
        spacing = paragraph.line_spacing / Pt(1) if paragraph.line_spacing else 1.25 * sizes[0]
        high += len(wrapped(paragraph.text, width + 0.01, sizes[0])) * spacing
        high += paragraph.space_after / Pt(1) if paragraph.space_after else 0
    return high


def test_every_text_fits_its_box(case, language):
    for number, of in enumerate(deck_of(case, language).slides, start=1):
        for name, frame, width, height in boxes(of):
            running = "Footer" in name or "Number" in name
            inherited = 12.0 if running else 44.0 if number == 1 else 28.0
            last = frame.paragraphs[-1].space_after
            spare = last / Pt(1) if last else 0.0
            assert lines(frame, width, inherited) - spare <= height + 0.1, (number, name)


def test_everything_stands_on_its_slide(case, language):
    deck = deck_of(case, language)

    for number, of in enumerate(deck.slides, start=1):
        for shape in of.shapes:
            assert shape.left >= 0, (number, shape.name)
            assert shape.top >= 0, (number, shape.name)
            assert shape.left + shape.width <= deck.slide_width, (number, shape.name)
            assert shape.top + shape.height <= deck.slide_height, (number, shape.name)


def test_tables_end_above_what_stands_below_and_their_cells_hold_their_words(case, language):
    for number, of in enumerate(deck_of(case, language).slides, start=1):
        for shape in of.shapes:
            if not shape.has_table:
                continue
            assert shape.height == sum(row.height for row in shape.table.rows)
            below = [
                other.top
                for other in of.shapes
                if other.top > shape.top and other.left < shape.left + shape.width
            ]
            assert shape.top + shape.height <= min(below), number
            columns = [column.width for column in shape.table.columns]
            assert sum(columns) == pytest.approx(shape.width, abs=Pt(0.1))
            for row in shape.table.rows:
                for cell, column in zip(row.cells, columns, strict=True):
                    width = (column - cell.margin_left - cell.margin_right) / Pt(1)
                    room = (row.height - cell.margin_top - cell.margin_bottom) / Pt(1)
                    assert lines(cell.text_frame, width, 12) <= room + 0.1, (number, cell)


def test_no_letters_are_smaller_than_twelve_points(case, language):
    for of in deck_of(case, language).slides:
        for sized in of.element.iter(f"{A}rPr", f"{A}defRPr"):
            assert int(sized.get("sz", "1200")) >= 1200
        for shape in of.shapes:
            if shape.has_chart:
                for sized in shape.chart.element.iter(f"{A}defRPr"):
                    assert int(sized.get("sz", "1200")) >= 1200


def test_every_shape_has_a_name_and_an_alternative_text(case, language):
    for of in deck_of(case, language).slides:
        for shape in of.shapes:
            if not shape.is_placeholder:
                [properties] = shape.element.xpath("./*[1]/p:cNvPr")
                assert properties.get("name")
                assert properties.get("descr")


def place(shape, *, in_columns: bool) -> tuple[int, int]:
    """What sorts a shape among those of its slide; a row is 60 points high."""
    return (shape.left, shape.top) if in_columns else (shape.top // Pt(60), shape.left)


def test_a_slide_is_read_from_its_title_to_its_number(case):
    for number, of in enumerate(deck_of(case).slides, start=1):
        order = list(of.shapes)
        middle = [s for s in order if not s.is_placeholder]

        assert order[0].shape_id == of.shapes.title.shape_id
        assert [s.placeholder_format.idx for s in order[-2:]] == [11, 12]
        [field] = order[-1].element.iter(f"{A}fld")
        assert (field.get("type"), field.find(f"{A}t").text) == ("slidenum", str(number))
        places = [place(shape, in_columns=number in IN_COLUMNS) for shape in middle]
        assert places == sorted(places), number


def test_letters_are_those_of_the_look_in_both_scripts(language):
    deck = deck_of("harbour", language)
    with zipfile.ZipFile(io.BytesIO(file_of("harbour", language))) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()

    for kind in ("majorFont", "minorFont"):
        font = theme.split(f"<a:{kind}>")[1].split(f"</a:{kind}>")[0]
        assert '<a:latin typeface="Calibri"/><a:ea typeface="Microsoft YaHei"/>' in font
    for number in (3, 4):
        [letters] = chart(slide(deck, number)).element.xpath("c:txPr//a:defRPr")
        assert [font.get("typeface") for font in letters][1:] == ["Calibri", "Microsoft YaHei"]


def test_every_word_names_its_language(language):
    code = {"en": "en-GB", "zh-Hans": "zh-CN"}[language]
    deck = deck_of("harbour", language)

    for of in deck.slides:
        for page in (of, of.notes_slide):
            for run in page.element.iter(f"{A}r"):
                assert run.find(f"{A}rPr").get("lang") == code
    assert deck.core_properties.language == language


def test_a_deck_is_wide_and_has_two_layouts_of_its_own():
    deck = deck_of("harbour")

    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)
    assert [layout.name for layout in deck.slide_layouts] == ["Cover", "Finding"]


@pytest.mark.parametrize("case", list(EVERY))
def test_chinese_is_set_with_its_own_punctuation(case):
    half = re.compile(r"[\u3400-\u9fff）”][.,;:?!]")

    for of in deck_of(case, "zh-Hans").slides:
        assert not half.search(words(of)), half.search(words(of))
        assert not half.search(notes(of)), half.search(notes(of))


def test_long_names_are_whole_on_the_cover_and_cut_in_the_foot(language):
    name = CASES["noted"].organization.name.within(language)
    cover = slide(deck_of("noted", language), 1)

    assert title(cover).startswith(name)
    foot = cover.placeholders[11].text_frame.text
    assert len(foot) < len(name) + 20
    assert foot.endswith(("unverified", "未经核实"))


def test_signs_that_nobody_sees_do_not_break_the_file():
    name = Text({"en": "Harbour\x0b\x01\nTrading " * 20, "zh-Hans": "海港\x0b贸易"})
    odd = replace(harbour(), organization=Organization(name=name, facts={}))
    deck = read(compiled(odd))

    assert title(slide(deck, 1)).startswith("Harbour � Trading")
    assert len(deck.core_properties.title) <= 255


# The file


def parts(package: bytes) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Every part of the package and of the workbooks inside it."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        for entry in opened.infolist():
            content = opened.read(entry)
            yield entry, content
            if entry.filename.endswith(".xlsx"):
                yield from parts(content)


def test_the_same_report_gives_the_same_bytes_on_another_day(monkeypatch, language):
    first = file_of("harbour", language)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)

    with speaking(language):
        assert render_slides(report_of("harbour")) == first


def test_no_date_but_that_of_the_assessment_is_in_the_file():
    entries = list(parts(file_of("harbour")))
    cores = [content for entry, content in entries if entry.filename == "docProps/core.xml"]

    assert {entry.date_time for entry, _ in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert len(cores) == 3
    for core in cores:
        assert core.count(b">2026-10-01T00:00:00Z<") == 2


def test_nothing_of_the_template_is_left():
    names = {entry.filename for entry, _ in parts(file_of("harbour"))}
    properties = deck_of("harbour").core_properties

    assert not [name for name in names if "thumbnail" in name or "printer" in name.lower()]
    assert len([name for name in names if name.startswith("ppt/slideLayouts/s")]) == 2
    assert properties.author == properties.last_modified_by == "Assess"
    assert properties.identifier == report_of("harbour").seal
    assert "python" not in json.dumps([properties.comments, properties.subject])
