"""Slides to read back: a deck for each case and language, and what stands on a slide."""

import io
from dataclasses import replace
from fractions import Fraction
from functools import cache

from pptx import Presentation

from assess.core.assessment import Assessment
from assess.core.report import Report
from assess.language import speaking
from assess.rendering.filters import percent
from assess.rendering.slides import render_slides
from tests.rendering.cases import CASES, answered, compiled, harbour, library, shipped

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def extreme(share: int) -> Assessment:
    """Every item of the full form at its worst or its best."""
    answers = {item.id: answered(item, Fraction(share)) for item in shipped().items()}
    return replace(harbour(), form="full", answers=answers)


EXAMPLES = library().examples("customer-management")
EVERY = (
    dict(CASES)
    | {"worst": extreme(0), "best": extreme(1)}
    | {"one": replace(harbour(), answers={"L1": harbour().answers["L1"]})}
    | {"certified": replace(harbour(), purpose="certification")}
    | {name: library().assessment(path)[1] for name, path in EXAMPLES.items() if name != "harbour"}
)


@cache
def report_of(case: str) -> Report:
    return compiled(EVERY[case])


@cache
def file_of(case: str, language: str = "en") -> bytes:
    with speaking(language):
        return render_slides(report_of(case))


@cache
def deck_of(case, language="en"):
    return Presentation(io.BytesIO(file_of(case, language)))


def read(report, language="en"):
    with speaking(language):
        return Presentation(io.BytesIO(render_slides(report)))


def slide(deck, number):
    return deck.slides[number - 1]


def title(of) -> str:
    return str(of.shapes.title.text_frame.text)


def notes(of) -> str:
    return str(of.notes_slide.notes_text_frame.text)


def words(of) -> str:
    return "\n".join(shape.text_frame.text for shape in of.shapes if shape.has_text_frame)


def chart(of):
    return next(shape.chart for shape in of.shapes if shape.has_chart)


def table(of) -> list[list[str]]:
    found = next(shape.table for shape in of.shapes if shape.has_table)
    return [[cell.text_frame.text for cell in row.cells] for row in found.rows]


def share(score: str | None) -> str:
    """A score of the result as a slide prints it."""
    return percent(None if score is None else Fraction(score))
