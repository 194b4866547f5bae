"""Charts: every mark inside the drawing, no label upon another, whatever the answers."""

import re
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from assess import web
from assess.rendering.pdf import report_html
from assess.rendering.presentation import Presentation
from tests.rendering.charts.drawings import (
    BOTH_WAYS,
    CHARTS,
    ROUNDING,
    UNDRAWN,
    box_of,
    boxes,
    parsed,
)
from tests.rendering.charts.reports import REPORTS, report_of

BESIDE = ("bars", "curve", "dumbbell", "effort_map", "gantt")
NARROW = tuple(f"narrow {chart}" for chart in BESIDE)
"""Charts whose labels stand beside their marks; in the others a mark carries its label."""


class Drawing(NamedTuple):
    """A drawing and the report that it is of, which a failing test names."""

    report: str
    svg: ET.Element


@pytest.fixture(params=CHARTS)
def drawings(request, language) -> list[Drawing]:
    """One chart in one language, of every report that has it."""
    return drawn(request.param, language)


@cache
def drawn(chart: str, language: str) -> list[Drawing]:
    """Each drawing is looked at by many tests, and changed by none."""
    found = []
    for report in REPORTS:
        drawings = parsed(chart, report_of(report))
        assert bool(drawings) == ((report, chart) not in UNDRAWN), report
        found += [Drawing(report, drawing) for drawing in drawings]
    return found


def test_the_title_comes_first(drawings):
    for report, drawing in drawings:
        assert drawing[0].tag == "title", report
        assert (drawing[0].text or "").strip(), report
        assert drawing.get("role") == "img", report


def test_every_mark_lies_inside_the_drawing(drawings):
    for report, drawing in drawings:
        *_, wide, high = map(float, drawing.get("viewBox", "").split())
        for box in boxes(drawing):
            inside = (
                box.left >= -ROUNDING
                and box.top >= -ROUNDING
                and box.right <= wide + ROUNDING
                and box.bottom <= high + ROUNDING
            )
            assert inside, f"{report}: {box} leaves {wide} × {high}"


@pytest.mark.parametrize("chart", [each for each in BOTH_WAYS if each != "radar"])
@pytest.mark.parametrize("name", ["the harbour example", "35 items and long words"])
def test_a_narrow_drawing_has_the_width_of_a_telephone_and_letters_that_can_be_read(
    name, chart, language
):
    if (name, chart) in UNDRAWN:
        return
    for drawing in parsed(f"narrow {chart}", report_of(name)):
        *_, wide, _ = map(float, drawing.get("viewBox", "").split())
        assert wide == 320
        sizes = [float(mark.get("font-size", drawing.get("font-size", 0))) for mark in drawing]
        assert min(sizes) >= 8.5


def test_the_narrow_radar_of_the_model_is_no_wider_than_a_telephone(language):
    (drawing,) = parsed("narrow radar", report_of("the harbour example"))
    *_, wide, _ = map(float, drawing.get("viewBox", "").split())

    assert 300 <= wide <= 340


@pytest.mark.parametrize("chart", ["bars", "dumbbell", "heat_map", "gantt", "radar", "stage_flow"])
def test_a_narrow_drawing_says_what_the_wide_one_says(chart, language):
    name = "the full form"
    both = zip(
        parsed(chart, report_of(name)), parsed(f"narrow {chart}", report_of(name)), strict=True
    )
    for wide, narrow in both:
        assert _said(narrow) == _said(wide)


def _said(drawing: ET.Element) -> set[str]:
    """The single words, in Chinese the single letters, that stand in a drawing, without ticks."""
    texts = [mark.text or "" for mark in drawing if mark.tag in {"text", "title"}]
    words = " ".join(said for said in texts if not said.endswith("%")).split()
    return {
        part for word in words for part in (word if "\u3400" <= word[0] <= "\u9fff" else [word])
    }


def test_no_label_stands_upon_another(drawings):
    for report, drawing in drawings:
        labels = [box for box in boxes(drawing) if box.what.startswith("text")]
        clashes = [(a.what, b.what) for a, b in combinations(labels, 2) if a.overlaps(b)]
        assert clashes == [], report


@pytest.mark.parametrize("chart", [each for each in CHARTS if each in BESIDE + NARROW])
def test_no_label_stands_upon_a_mark(chart, language):
    for report, drawing in drawn(chart, language):
        labels = [box for box in boxes(drawing) if box.what.startswith("text")]
        marks = [box for mark in drawing if _is_solid(mark) for box in box_of(mark, 0)]
        clashes = [(a.what, b) for a in labels for b in marks if a.overlaps(b)]
        assert clashes == [], report


def _is_solid(mark: ET.Element) -> bool:
    """Not a grid line, which may pass under a label, nor a slanting line, which is no box."""
    if mark.get("class") == "chart-rule":
        return False
    upright = mark.get("x1") == mark.get("x2") or mark.get("y1") == mark.get("y2")
    if mark.tag == "line":
        return upright
    return mark.tag in {"rect", "circle", "polygon", "path"}


@pytest.mark.parametrize("edition", ["full", "summary", "board"])
def test_paper_has_the_wide_drawings_only(edition):
    shown = Presentation(language="en", edition=edition)
    html = report_html(report_of("the harbour example"), shown)

    widths = {int(width) for width in re.findall(r'class="chart [^>]*viewBox="0 0 (\d+)', html)}
    assert widths
    assert min(widths) > 320
    assert "on-narrow" not in html


def test_titles_are_said_in_the_language_spoken(drawings, language):
    for report, drawing in drawings:
        chinese = any("\u3400" <= letter <= "\u9fff" for letter in drawing[0].text or "")
        assert chinese == (language == "zh-Hans"), report


def test_the_dark_scheme_knows_every_class(drawings):
    css = (Path(web.__file__).parent / "static/result.css").read_text()
    dark = set(re.findall(r"\.(chart-[a-z-]+)", css[css.index("prefers-color-scheme: dark") :]))
    for report, drawing in drawings:
        assert {mark.get("class") for mark in drawing if mark.get("class")} <= dark, report


def test_every_number_of_a_drawing_is_a_number(drawings):
    for report, drawing in drawings:
        for mark in drawing.iter():
            for value in mark.attrib.values():
                assert "nan" not in value.lower().replace("nanny", ""), report
                assert "None" not in value, report
