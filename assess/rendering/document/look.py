"""Colours, letters and measures of the document, and the markup that says them.

Sizes and heights are points, places along a line millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass

from assess.core.typefaces import chinese_typefaces
from assess.language import current
from assess.rendering.charts.marks import LEVEL_COLOURS, rgb

PALE, CLAIMED, EVIDENCED = LEVEL_COLOURS[0], LEVEL_COLOURS[2], LEVEL_COLOURS[4]
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN, EDGE = 17.0, 9.0
"""Around the text, and from the edge of the paper to the running lines."""
ACROSS = PAGE_WIDTH - 2 * MARGIN

LATIN_LANGUAGE = "en-GB"
_EAST_ASIAN = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """A font, and what stands in for it where it is not installed."""

    name: str
    instead: str
    family: str
    charset: str = "00"


SANS = Typeface(name="Noto Sans", instead="Calibri", family="swiss")
SERIF = Typeface(name="Noto Serif", instead="Cambria", family="roman")


def typefaces() -> tuple[Typeface, Typeface, Typeface, Typeface]:
    """The fonts of a document in the language spoken: sans and serif, Latin and then Chinese."""
    chinese = chinese_typefaces(current())
    sans = Typeface(
        name=chinese.sans, instead=chinese.office_sans, family="swiss", charset=chinese.charset
    )
    serif = Typeface(
        name=chinese.serif, instead=chinese.office_serif, family="roman", charset=chinese.charset
    )
    return (SANS, SERIF, sans, serif)


def language_tag() -> str:
    """The language spoken, as Office names it."""
    return _EAST_ASIAN.get(current(), LATIN_LANGUAGE)


def east_asian_language() -> str:
    """The language of Chinese letters, also where English is spoken."""
    return _EAST_ASIAN.get(current(), "zh-CN")


def twips(millimetres: float) -> int:
    """A length in the unit of Word, a twentieth of a point."""
    return round(millimetres * 1440 / 25.4)


def fonts(*, serif: bool = False) -> str:
    """The fonts of Latin and of Chinese letters."""
    latin, chinese = typefaces()[serif::2]
    return (
        f'<w:rFonts w:ascii="{latin.name}" w:hAnsi="{latin.name}"'
        f' w:eastAsia="{chinese.name}" w:cs="{latin.name}"/>'
    )


def spaced(before: float = 0, after: float = 0, line: float = 1.08) -> str:
    """The space above and below a paragraph, and how far its lines stand apart, in lines."""
    return (
        f'<w:spacing w:before="{before * 20:.0f}" w:after="{after * 20:.0f}"'
        f' w:line="{line * 240:.0f}" w:lineRule="auto"/>'
    )


def indented(left: float, hanging: float = 0) -> str:
    """How far a paragraph stands in, and its first line out again."""
    return f'<w:ind w:left="{twips(left)}" w:hanging="{twips(hanging)}"/>'


def tab(kind: str, at: float, leader: str = "none") -> str:
    """One tab stop."""
    return f'<w:tabs><w:tab w:val="{kind}" w:leader="{leader}" w:pos="{twips(at)}"/></w:tabs>'


def edge(side: str, eighths: int, colour: str, space: int = 0) -> str:
    """A border, `eighths` of a point thick."""
    look = "single" if eighths else "nil"
    return f'<w:{side} w:val="{look}" w:sz="{eighths}" w:space="{space}" w:color="{rgb(colour)}"/>'


def shading(colour: str) -> str:
    """A ground of one colour."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{rgb(colour)}"/>'
