"""A deck being written: a slide for every finding, and bytes in the end."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pptx.oxml import parse_xml
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import Slide
from pptx.util import Pt

from assess.core.brand import Brand
from assess.core.characters import one_line
from assess.core.report import Report
from assess.language import current
from assess.rendering import wording
from assess.rendering.filters import text
from assess.rendering.issuer import author
from assess.rendering.office import LONGEST_PROPERTY, stamped
from assess.rendering.slides import look
from assess.rendering.slides.fitting import LEADING, Box, cut, size_for
from assess.rendering.slides.look import speech
from assess.rendering.slides.master import COVER, FINDING, blank, field_of_number

WIDEST_PURPOSE, WIDEST_DRAFT = 260, 130
"""Points that the words beside the name take in the foot of a slide at most."""


class Deck:
    """The slides on one report, in the language spoken."""

    def __init__(self, report: Report, brand: Brand | None) -> None:
        self.report = report
        self.brand = brand
        self._author = one_line(author(brand))
        self._deck = blank(self._author)

    def add_cover(self, title: str, notes: Sequence[str]) -> Slide:
        """The first slide, with a large title and a subtitle."""
        return self._add(COVER, title, notes, look.COVER_TITLE, look.COVER_TITLE_SIZES)

    def add(self, title: str, notes: Sequence[str]) -> Slide:
        """A slide with a title over a free page; notes are paragraphs."""
        return self._add(FINDING, title, notes, look.TITLE, look.TITLE_SIZES)

    def _add(
        self, layout: int, title: str, notes: Sequence[str], box: Box, sizes: Sequence[float]
    ) -> Slide:
        slide: Slide = self._deck.slides.add_slide(self._deck.slide_layouts[layout])
        title = one_line(title)
        size = size_for(title, box, sizes)
        lines = int(box.height / (size * LEADING))
        _title(slide, cut(title, size, box.width, lines), None if size == sizes[0] else size)
        words = slide.notes_slide.notes_text_frame
        assert words is not None
        words.text = "\n".join([title, *map(one_line, notes)])
        for paragraph in words.paragraphs:
            for run in paragraph.runs:
                run.font.language_id = speech()
        return slide

    def to_bytes(self) -> bytes:
        """The deck as a file; the same report gives the same bytes."""
        self._set_properties()
        for number, slide in enumerate(self._deck.slides, start=1):
            _run_along_foot(slide, self._footer(), number)
        made = BytesIO()
        self._deck.save(made)
        return stamped(made.getvalue(), self.report.assessment.assessed_on)

    def _footer(self) -> str:
        report = self.report
        purpose = wording.purpose(report.assessment.purpose, report.questionnaire)
        beside = WIDEST_PURPOSE + (WIDEST_DRAFT if wording.draft(report.questionnaire) else 0)
        name = one_line(text(report.assessment.organization.name))
        return wording.listed(cut(name, 12, look.FOOTER.width - beside, 1), purpose)

    def _set_properties(self) -> None:
        report, properties = self.report, self._deck.core_properties
        name = text(report.assessment.organization.name)
        subject = text(report.questionnaire.title)
        properties.title = one_line(wording.labelled(name, subject))[:LONGEST_PROPERTY]
        properties.subject = one_line(subject)[:LONGEST_PROPERTY]
        properties.author = properties.last_modified_by = self._author
        properties.language = current()
        properties.identifier = report.seal
        properties.content_status = wording.purpose(report.assessment.purpose, report.questionnaire)
        properties.comments = text(report.form.title)
        properties.revision = 1


def _title(slide: Slide, words: str, size: float | None) -> None:
    shape = slide.shapes.title
    assert shape is not None
    run = shape.text_frame.paragraphs[0].add_run()
    run.text = words
    run.font.language_id = speech()
    if size is not None:
        run.font.size = Pt(size)


def _run_along_foot(slide: Slide, footer: str, number: int) -> None:
    """The footer and the number of the slide, last in the order of reading."""
    for place in slide.slide_layout.shapes:
        if isinstance(place, LayoutPlaceholder) and place.element.ph_type in look.RUNNING:
            slide.shapes.clone_placeholder(place)
    of_foot, of_number = list(slide.placeholders)[-2:]
    run = of_foot.text_frame.paragraphs[0].add_run()
    run.text = footer
    run.font.language_id = speech()
    of_number.text_frame.clear()
    line = of_number.element.xpath("p:txBody/a:p")[0]
    line.insert(0, parse_xml(field_of_number(str(number))))
