"""An empty deck in the house's look: theme, master, and two layouts.

Colours, letters and places are those of the master, so that whoever works on with the deck
changes them in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Pt

from assess.core.typefaces import SIMPLIFIED, TRADITIONAL
from assess.language import gettext
from assess.rendering.charts.marks import ACCENT, ALARM, INK, LEVEL_COLOURS, MUTED, PAPER, rgb
from assess.rendering.slides import look
from assess.rendering.slides.fitting import Box

COVER, FINDING = 0, 1
_LAYOUTS = ("title", "titleOnly")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A placeholder: `kind` and `index` as the format names them, `style` of its first level."""

    kind: str
    index: int
    name: str
    box: Box
    style: str = ""
    anchor: str = "t"


def blank(name: str) -> Deck:
    """A deck without slides, with two layouts: a cover, and a title over a free page.

    `name` is that of the theme, its colours and its letters.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(look.WIDTH), Pt(look.HEIGHT)
    deck.element.xpath("p:sldSz")[0].attrib.pop("type")
    _drop_leftovers(deck)
    for layout in list(deck.slide_layouts):
        if layout.element.get("type") not in _LAYOUTS:
            deck.slide_layouts.remove(layout)
    _dress_master(deck.slide_master)
    _dress_layout(deck.slide_layouts[COVER], gettext("Cover"), _cover_places())
    title = _Place(kind="title", index=0, name=gettext("Title"), box=look.TITLE)
    _dress_layout(deck.slide_layouts[FINDING], gettext("Finding"), (title,))
    theme = deck.slide_master.part.part_related_by(RT.THEME)
    theme.blob = _themed(theme.blob, name)
    return deck


def _drop_leftovers(deck: Deck) -> None:
    """What the library's template brings: another program's name, a picture, a printer."""
    package = deck.part.package
    for kind in (RT.EXTENDED_PROPERTIES, RT.THUMBNAIL):
        package.drop_rel(package.relate_to(package.part_related_by(kind), kind))
    printer = deck.part.part_related_by(RT.PRINTER_SETTINGS)
    deck.part.rels.pop(deck.part.relate_to(printer, RT.PRINTER_SETTINGS))


def _dress_master(master: SlideMaster) -> None:
    title = _Place(kind="title", index=0, name=gettext("Title"), box=look.TITLE)
    body = _Place(kind="body", index=1, name=gettext("Text"), box=look.PAGE)
    _replace_shapes(master, (title, body, *_running_places(3)))
    level = master.element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr")[0]
    level.set("algn", "l")
    letters = level.find(qn("a:defRPr"))
    letters.set("sz", f"{look.TITLE_SIZES[0] * 100:.0f}")
    letters.set("b", "1")


def _dress_layout(layout: SlideLayout, name: str, places: tuple[_Place, ...]) -> None:
    layout.element.xpath("p:cSld")[0].set("name", name)
    _replace_shapes(layout, (*places, *_running_places(11)))


def _cover_places() -> tuple[_Place, _Place]:
    size = f"{look.COVER_TITLE_SIZES[0] * 100:.0f}"
    return (
        _Place(
            kind="ctrTitle",
            index=0,
            name=gettext("Title"),
            box=look.COVER_TITLE,
            style=f'<a:lvl1pPr><a:defRPr sz="{size}"/></a:lvl1pPr>',
            anchor="b",
        ),
        _Place(
            kind="subTitle",
            index=1,
            name=gettext("Subtitle"),
            box=look.COVER_SUBTITLE,
            style='<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="1800"/></a:lvl1pPr>',
        ),
    )


def _running_places(first: int) -> tuple[_Place, _Place]:
    """What runs along the foot of every slide, muted; indices from `first` on."""

    def style(side: str) -> str:
        muted = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        return f'<a:lvl1pPr algn="{side}"><a:defRPr sz="1200">{muted}</a:defRPr></a:lvl1pPr>'

    footer, number = gettext("Footer"), gettext("Slide number")
    return (
        _Place(kind="ftr", index=first, name=footer, box=look.FOOTER, style=style("l")),
        _Place(kind="sldNum", index=first + 1, name=number, box=look.NUMBER, style=style("r")),
    )


def _replace_shapes(page: SlideMaster | SlideLayout, places: tuple[_Place, ...]) -> None:
    tree = page.element.xpath("p:cSld/p:spTree")[0]
    for old in tree.xpath("p:sp"):
        tree.remove(old)
    for id, place in enumerate(places, start=2):
        tree.append(parse_xml(_placeholder(id, place)))


def _placeholder(id: int, place: _Place) -> str:
    box = place.box
    index = f' idx="{place.index}"' if place.index else ""
    said = (
        field_of_number("‹#›")
        if place.kind == "sldNum"
        else f"<a:r><a:rPr/><a:t>{escape(place.name)}</a:t></a:r>"
    )
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{id}" name={quoteattr(place.name)}/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{place.kind}"{index}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{Pt(box.left)}" y="{Pt(box.top)}"/>'
        f'<a:ext cx="{Pt(box.width)}" cy="{Pt(box.height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{place.anchor}"/><a:lstStyle>{place.style}</a:lstStyle>'
        f"<a:p>{said}</a:p></p:txBody></p:sp>"
    )


def field_of_number(shown: str) -> str:
    """The number of a slide as a field, which follows when slides are moved."""
    return (
        f'<a:fld {nsdecls("a")} id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">'
        f"<a:rPr/><a:t>{shown}</a:t></a:fld>"
    )


def _themed(theme: bytes, name: str) -> bytes:
    """The library's theme with our colours and letters."""
    root = parse_xml(theme)
    root.set("name", name)
    elements = root.find(qn("a:themeElements"))
    for tag, ours in (("a:clrScheme", _colours(name)), ("a:fontScheme", _letters(name))):
        elements.replace(elements.find(qn(tag)), parse_xml(ours))
    return serialize_part_xml(root)


def _colours(name: str) -> str:
    places = {
        "dk1": INK,
        "lt1": PAPER,
        "dk2": MUTED,
        "lt2": look.PALE,
        "accent1": ACCENT,
        "accent2": LEVEL_COLOURS[3],
        "accent3": LEVEL_COLOURS[1],
        "accent4": LEVEL_COLOURS[2],
        "accent5": LEVEL_COLOURS[4],
        "accent6": ALARM,
        "hlink": ACCENT,
        "folHlink": MUTED,
    }
    listed = "".join(
        f'<a:{place}><a:srgbClr val="{rgb(colour)}"/></a:{place}>'
        for place, colour in places.items()
    )
    return f"<a:clrScheme {nsdecls('a')} name={quoteattr(name)}>{listed}</a:clrScheme>"


def _letters(name: str) -> str:
    fonts = (
        f'<a:latin typeface="{look.LATIN}"/><a:ea typeface="{look.east_asian()}"/>'
        '<a:cs typeface=""/>'
        f'<a:font script="Hans" typeface="{SIMPLIFIED.office_sans}"/>'
        f'<a:font script="Hant" typeface="{TRADITIONAL.office_sans}"/>'
    )
    return (
        f"<a:fontScheme {nsdecls('a')} name={quoteattr(name)}><a:majorFont>{fonts}</a:majorFont>"
        f"<a:minorFont>{fonts}</a:minorFont></a:fontScheme>"
    )
