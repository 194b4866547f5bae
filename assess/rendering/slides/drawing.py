"""Words and shapes on a slide, each with a name and an alternative text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.enum.shapes import MSO_AUTO_SHAPE_TYPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Pt

from assess.core.characters import one_line
from assess.rendering.slides.fitting import LEADING, Box, Paragraph, fitted
from assess.rendering.slides.look import paint, speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How a shape is filled and outlined, and how far its words keep from its edges.

    Measures are points; the words of an arrow end `tip` before its point.
    """

    fill: str = ""
    outline: str = ""
    weight: float = 0.0
    inset: float = 0.0
    tip: float = 0.0
    form: MSO_AUTO_SHAPE_TYPE | None = None


def describe(shape: BaseShape, name: str, words: str) -> None:
    """Give a shape its name and alternative text."""
    shape.name = name
    shape.element.xpath("./*[1]/p:cNvPr")[0].set("descr", one_line(words))


def write(
    slide: Slide,
    box: Box,
    paragraphs: Sequence[Paragraph],
    *,
    name: str,
    words: str,
    frame: Frame | None = None,
) -> None:
    """Set paragraphs into a box, cut to what it holds; `words` are its alternative text."""
    frame = frame or Frame()
    shape = _shape(slide, box, frame)
    describe(shape, name, words)
    _dress(shape, frame)
    room = Box(0, 0, box.width - 2 * frame.inset - frame.tip, box.height - 2 * frame.inset)
    set_paragraphs(shape.text_frame, fitted(paragraphs, room))


def _shape(slide: Slide, box: Box, frame: Frame) -> Shape:
    corner_and_size = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    if frame.form is None:
        return slide.shapes.add_textbox(*corner_and_size)
    shape = slide.shapes.add_shape(frame.form, *corner_and_size)
    # A form brings a style with a shadow and white letters; ours are plain.
    for style in shape.element.xpath("p:style"):
        shape.element.remove(style)
    if frame.tip:
        shape.adjustments[0] = frame.tip / min(box.width, box.height)
    return shape


def _dress(shape: Shape, frame: Frame) -> None:
    if frame.fill:
        shape.fill.solid()
        paint(shape.fill.fore_color, frame.fill)
    if frame.outline:
        paint(shape.line.color, frame.outline)
        shape.line.width = Pt(frame.weight)
    else:
        shape.line.fill.background()
    words = shape.text_frame
    words.word_wrap = True
    words.auto_size = MSO_AUTO_SIZE.NONE
    words.vertical_anchor = MSO_ANCHOR.TOP
    words.margin_left = words.margin_top = words.margin_bottom = Pt(frame.inset)
    words.margin_right = Pt(frame.inset + frame.tip)


def set_paragraphs(
    frame: TextFrame, paragraphs: Sequence[Paragraph], side: PP_ALIGN = PP_ALIGN.LEFT
) -> None:
    """Set paragraphs below each other, with lines of fixed height."""
    for n, paragraph in enumerate(paragraphs):
        if n:
            frame.add_paragraph()  # type: ignore[no-untyped-call]
        line = frame.paragraphs[n]
        line.alignment = side
        line.line_spacing = Pt(paragraph.size * LEADING)
        line.space_before, line.space_after = Pt(0), Pt(paragraph.after)
        run = line.add_run()
        run.text = one_line(paragraph.text)
        run.font.size, run.font.bold = Pt(paragraph.size), paragraph.bold
        run.font.language_id = speech()
        paint(run.font.color, paragraph.colour)
