"""The look of the document as styles, so that whoever works on with it changes one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assess.rendering.charts.marks import ACCENT, ALARM, INK, MUTED, PAPER, RULE, rgb
from assess.rendering.document.look import (
    ACROSS,
    CLAIMED,
    EVIDENCED,
    LATIN_LANGUAGE,
    PALE,
    east_asian_language,
    edge,
    fonts,
    indented,
    shading,
    spaced,
    tab,
)
from assess.rendering.document.markup import style_id

BODY_SIZE = 9.5
TABLE, CHART = "Report Table", "Report Chart"
NUMBERED, BULLETS = 1, 2
"""The numberings of the two kinds of lists."""

KEYS = (("Key Evidenced", EVIDENCED), ("Key Claimed", CLAIMED), ("Key Reference", MUTED))
"""Character styles of the keys to the bars, with their grounds."""

_KEEP = "<w:keepNext/><w:keepLines/>"
_NEW_PAGE = "<w:pageBreakBefore/>"
_IN_CELL = spaced(line=1)
_SMALL_IN_WORD = {"Heading 1", "Heading 2", "Caption", "Header", "Footer", "TOC 1"}
"""Styles that Word knows by a name in small letters."""
_KNOWN_TO_WORD = _SMALL_IN_WORD | {
    "Normal",
    "Title",
    "Subtitle",
    "TOC Heading",
    "List Number",
    "List Bullet",
    "Strong",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style of paragraphs; `layout` is its markup, `size` 0 that of the text.

    `shown` puts it among the styles that Word offers.
    """

    name: str
    size: float = 0
    bold: bool | None = None
    serif: bool | None = None
    colour: str = ""
    ground: str = ""
    layout: str = ""
    based_on: str = "Normal"
    shown: bool = True


def _listed(numbering: int) -> str:
    return f'<w:numPr><w:numId w:val="{numbering}"/></w:numPr>'


_TITLES = (
    Style(name="Title", size=30, bold=True, serif=True, layout=_KEEP + spaced(0, 8, 1.15)),
    Style(name="Subtitle", size=13, layout=spaced(0, 6)),
    Style(
        name="Heading 1",
        size=21,
        bold=True,
        serif=True,
        layout=f'{_KEEP}{_NEW_PAGE}{spaced(0, 8, 1.1)}<w:outlineLvl w:val="0"/>',
    ),
    Style(
        name="Heading 2",
        size=11,
        bold=True,
        layout=f"{_KEEP}<w:pBdr>{edge('top', 4, RULE, 6)}</w:pBdr>"
        f'{spaced(9, 3)}<w:outlineLvl w:val="1"/>',
    ),
    Style(
        name="TOC Heading",
        size=21,
        bold=True,
        serif=True,
        layout=_KEEP + _NEW_PAGE + spaced(0, 6, 1.1),
        shown=False,
    ),
    Style(name="TOC 1", layout=tab("right", ACROSS, "dot") + spaced(0, 3), shown=False),
)
_TEXTS = (
    Style(name="Normal", colour=INK, layout=spaced(0, 6), based_on=""),
    Style(name="Cover Line", size=11, colour=ACCENT, layout=spaced(190, 8)),
    Style(name="Facts", size=9, colour=MUTED, layout=spaced(0, 4)),
    Style(name="Cover Facts", size=9, colour=MUTED, layout=spaced(0, 48)),
    Style(
        name="Details",
        layout=f"{tab('left', 42)}{spaced(40, 0, 1.4)}{indented(42, 42)}<w:contextualSpacing/>",
    ),
    Style(name="Big Number", size=30, bold=True, serif=True, layout=_KEEP + spaced(line=1)),
    Style(name="Level", size=15, bold=True, serif=True, colour=ACCENT, layout=_KEEP + spaced(0, 6)),
    Style(name="Score Line", layout=_KEEP + spaced(0, 4)),
    Style(name="Term", bold=True, layout=_KEEP + spaced(1, 0)),
    Style(name="Next Words", size=9, colour=MUTED, layout=spaced(0, 4) + indented(5)),
    Style(name="Note", size=8.5, colour=MUTED, layout=spaced(3, 4)),
    Style(name="Caption", size=8.5, colour=MUTED, layout=_KEEP + spaced(5, 3)),
    Style(name="List Number", size=9, layout=f"<w:keepLines/>{_listed(NUMBERED)}{spaced(0, 3)}"),
    Style(name="List Bullet", layout=f"<w:keepLines/>{_listed(BULLETS)}{spaced(0, 4)}"),
    Style(name="Outlook", bold=True, layout=shading(PALE) + spaced(4, 4)),
    Style(name="Header", size=8, colour=MUTED, layout=spaced(), shown=False),
    Style(
        name="Footer", size=8, colour=MUTED, layout=spaced() + '<w:jc w:val="right"/>', shown=False
    ),
)
_IN_TABLES = (
    Style(name="Table Text", size=8.5, layout=_IN_CELL),
    Style(name="Table Number", layout='<w:jc w:val="right"/>', based_on="Table Text"),
    Style(name="Table Head", size=8, colour=MUTED, layout="<w:keepNext/>", based_on="Table Text"),
    Style(name="Table Head Number", layout='<w:jc w:val="right"/>', based_on="Table Head"),
    Style(name="Table Title", size=BODY_SIZE + 1, bold=True, layout="<w:keepNext/>" + _IN_CELL),
    Style(name="On Shade", size=7.5, layout=_IN_CELL + indented(1), shown=False),
    Style(name="Chart Gap", size=1, layout=spaced(line=1), shown=False),
)
_LETTERS = (
    Style(name="Strong", bold=True),
    Style(name="Muted", bold=False, colour=MUTED),
    Style(name="Small", bold=False, colour=MUTED, size=7.5),
    Style(name="Beside Number", bold=False, colour=MUTED, size=BODY_SIZE, serif=False, shown=False),
    Style(name="Alarm", bold=True, colour=ALARM),
    Style(name="Score", bold=True, colour=ACCENT, size=16, serif=True),
    Style(name="On Dark", bold=True, colour=PAPER, shown=False),
    *(Style(name=name, ground=ground, shown=False) for name, ground in KEYS),
)
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
    ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)


def style_sheet() -> str:
    """All styles of the document in the language spoken."""
    paragraphs = (_style("paragraph", style) for style in (*_TEXTS, *_TITLES, *_IN_TABLES))
    letters = (_style("character", style) for style in _LETTERS)
    return f"<w:styles>{_defaults()}{_LATENT}{''.join((*paragraphs, *letters))}{_TABLES}</w:styles>"


def _defaults() -> str:
    letters = (
        f"{fonts()}{_size(BODY_SIZE)}"
        f'<w:lang w:val="{LATIN_LANGUAGE}" w:eastAsia="{east_asian_language()}" w:bidi="ar-SA"/>'
    )
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{letters}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
    )


def _style(kind: str, style: Style) -> str:
    default = ' w:default="1"' if style.name == "Normal" else ""
    own = "" if style.name in _KNOWN_TO_WORD else ' w:customStyle="1"'
    layout = f"<w:pPr>{style.layout}</w:pPr>" if style.layout else ""
    return (
        f'<w:style w:type="{kind}"{default}{own} w:styleId="{style_id(style.name)}">'
        f"{''.join(_heading(kind, style))}{layout}{_look(style)}</w:style>"
    )


def _heading(kind: str, style: Style) -> Iterator[str]:
    """The name of a style, its relations, and whether Word offers it."""
    yield f'<w:name w:val="{style.name.lower() if style.name in _SMALL_IN_WORD else style.name}"/>'
    if kind == "paragraph" and style.based_on:
        yield f'<w:basedOn w:val="{style_id(style.based_on)}"/>'
    if style in _TITLES:
        yield '<w:next w:val="Normal"/>'
    yield f'<w:uiPriority w:val="{9 if style.shown else 39}"/>'
    if style.shown:
        yield "<w:qFormat/>"


def _look(style: Style) -> str:
    off = "" if style.bold else ' w:val="0"'
    parts = (
        "" if style.serif is None else fonts(serif=style.serif),
        "" if style.bold is None else f"<w:b{off}/><w:bCs{off}/>",
        f'<w:color w:val="{rgb(style.colour)}"/>' if style.colour else "",
        _size(style.size) if style.size else "",
        shading(style.ground) if style.ground else "",
    )
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if any(parts) else ""


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def _table_style(name: str, borders: str, cell: tuple[int, int], *rest: str) -> str:
    """A style of tables; `cell` is the room above and below, and at the right, in twips."""
    high, right = cell
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="9"/>'
        f"<w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>"
        f'<w:top w:w="{high}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        f'<w:bottom w:w="{high}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr>{''.join(rest)}</w:style>"
    )


def _condition(kind: str, look: str, borders: str) -> str:
    return (
        f'<w:tblStylePr w:type="{kind}"><w:rPr>{look}</w:rPr>'
        f"<w:tcPr><w:tcBorders>{borders}</w:tcBorders></w:tcPr></w:tblStylePr>"
    )


_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    + _table_style(
        TABLE,
        edge("bottom", 4, RULE) + edge("insideH", 4, RULE),
        (40, 100),
        _condition("firstRow", "", edge("bottom", 8, INK)),
        _condition("lastRow", "<w:b/><w:bCs/>", edge("top", 8, INK)),
    )
    + _table_style(
        CHART,
        edge("insideH", 12, PAPER) + edge("insideV", 12, PAPER),
        (20, 60),
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr>',
    )
)
