"""The look of the slides: white paper, ink, one accent, and where things stand.

Measures are points on a slide of 960 × 540.
"""

from __future__ import annotations

from collections.abc import Mapping

from pptx.dml.color import ColorFormat, RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER

from assess.core.typefaces import chinese_typefaces
from assess.language import current
from assess.rendering.charts.marks import ACCENT, ALARM, INK, LEVEL_COLOURS, MUTED, PAPER, rgb
from assess.rendering.slides.fitting import Box

PALE = LEVEL_COLOURS[0]
CLAIMED, CLAIMED_EDGE = LEVEL_COLOURS[1], LEVEL_COLOURS[3]
LATIN = "Calibri"

WIDTH, HEIGHT = 960, 540
LEFT, ACROSS = 48.0, 864.0
TOP, BOTTOM = 112.0, 496.0
PAGE = Box(LEFT, TOP, ACROSS, BOTTOM - TOP)
TITLE = Box(LEFT, 30, ACROSS, 72)
TITLE_SIZES = (28.0, 24.0, 20.0)
COVER_TITLE = Box(LEFT, 96, ACROSS, 176)
COVER_TITLE_SIZES = (44.0, 36.0, 32.0, 28.0)
COVER_SUBTITLE = Box(LEFT, 296, ACROSS, BOTTOM - 296)
FOOTER = Box(LEFT, 506, 744, 18)
NUMBER = Box(LEFT + 764, 506, 100, 18)
RUNNING = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)

THEME: Mapping[str, MSO_THEME_COLOR] = {
    INK: MSO_THEME_COLOR.TEXT_1,
    PAPER: MSO_THEME_COLOR.BACKGROUND_1,
    MUTED: MSO_THEME_COLOR.TEXT_2,
    PALE: MSO_THEME_COLOR.BACKGROUND_2,
    ACCENT: MSO_THEME_COLOR.ACCENT_1,
    LEVEL_COLOURS[3]: MSO_THEME_COLOR.ACCENT_2,
    LEVEL_COLOURS[1]: MSO_THEME_COLOR.ACCENT_3,
    LEVEL_COLOURS[2]: MSO_THEME_COLOR.ACCENT_4,
    LEVEL_COLOURS[4]: MSO_THEME_COLOR.ACCENT_5,
    ALARM: MSO_THEME_COLOR.ACCENT_6,
}
"""The colours that a deck's theme carries: who changes the theme changes the deck."""
_SPEECH = {
    "en": MSO_LANGUAGE_ID.ENGLISH_UK,
    "zh-Hans": MSO_LANGUAGE_ID.SIMPLIFIED_CHINESE,
    "zh-Hant": MSO_LANGUAGE_ID.TRADITIONAL_CHINESE,
}


def east_asian() -> str:
    """The font of Chinese letters, also where English is spoken."""
    return chinese_typefaces(current()).office_sans


def speech() -> MSO_LANGUAGE_ID:
    """The language spoken, for spelling checkers and screen readers."""
    return _SPEECH.get(current(), MSO_LANGUAGE_ID.ENGLISH_UK)


def paint(place: ColorFormat, colour: str) -> None:
    """Give a colour, by its place in the theme where it has one."""
    if colour in THEME:
        place.theme_color = THEME[colour]
    else:
        place.rgb = RGBColor(*bytes.fromhex(rgb(colour)))  # type: ignore[no-untyped-call]
