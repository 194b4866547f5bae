"""An empty document in the house's look, and its bytes with no trace of when it was made."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from assess.core.brand import Brand
from assess.core.characters import one_line
from assess.core.report import Report
from assess.language import gettext
from assess.rendering.charts.marks import ACCENT, ALARM, INK, LEVEL_COLOURS, MUTED, rgb
from assess.rendering.document.look import (
    EDGE,
    LATIN_LANGUAGE,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PALE,
    Typeface,
    east_asian_language,
    language_tag,
    twips,
    typefaces,
)
from assess.rendering.document.markup import around, field, paragraph, paragraph_of, parse
from assess.rendering.document.styles import BULLETS, NUMBERED, style_sheet
from assess.rendering.filters import text
from assess.rendering.issuer import author
from assess.rendering.office import LONGEST_PROPERTY, stamped

_FOREIGN = (
    "/customXml",
    "/stylesWithEffects",
    "/webSettings",
    "/thumbnail",
    "/extended-properties",
)
"""Endings of what the library's template brings along and this document does not need."""
_THEME_COLOURS = {
    "dk2": INK,
    "lt2": PALE,
    "accent1": ACCENT,
    "accent2": LEVEL_COLOURS[3],
    "accent3": LEVEL_COLOURS[2],
    "accent4": MUTED,
    "accent5": LEVEL_COLOURS[4],
    "accent6": ALARM,
    "hlink": ACCENT,
    "folHlink": MUTED,
}


def blank(report: Report, brand: Brand | None) -> Document:
    """A document without words, but with styles, page, running lines and properties."""
    document = docx.Document()
    _drop_foreign(document)
    _replace(document.styles.element, style_sheet())
    _replace(document.part.numbering_part.element, _numbering())
    _replace(document.settings.element, _settings())
    _exchange(document, RELATIONSHIP_TYPE.FONT_TABLE, lambda _: _font_table())
    _exchange(document, RELATIONSHIP_TYPE.THEME, _theme)
    _set_page(document, one_line(text(report.assessment.organization.name)))
    _name(document, report, one_line(author(brand)))
    return document


def packed(document: Document, day: date) -> bytes:
    """The document as a file of this day; the same document gives the same bytes ever after."""
    saved = BytesIO()
    document.save(saved)
    return stamped(saved.getvalue(), day)


def _drop_foreign(document: Document) -> None:
    package = document.part.package
    assert package is not None
    for relations in (document.part.rels, package.rels):
        for id, relation in list(relations.items()):
            if relation.reltype.endswith(_FOREIGN):
                del relations[id]


def _exchange(document: Document, kind: str, change: Callable[[str], str]) -> None:
    """Change a part of the document that the library keeps as bytes."""
    before = document.part.part_related_by(kind)
    after = Part(
        before.partname,
        before.content_type,
        change(before.blob.decode()).encode(),
        document.part.package,
    )
    del document.part.rels[document.part.relate_to(before, kind)]
    document.part.relate_to(after, kind)


def _replace(element: BaseOxmlElement, markup: str) -> None:
    """Put the content of a markup in the place of all that an element holds."""
    for child in list(element):
        element.remove(child)
    element.extend(list(parse(markup)))


def _settings() -> str:
    """Word works out the fields when it opens the document; nothing runs in an old mode."""
    compatible = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        '<w:settings><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:updateFields w:val="true"/>'
        f"<w:compat>{compatible}</w:compat>"
        f'<w:themeFontLang w:val="{LATIN_LANGUAGE}" w:eastAsia="{east_asian_language()}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _numbering() -> str:
    kinds = ((NUMBERED, "decimal", "%1."), (BULLETS, "bullet", "–"))
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{twips(6)}" w:hanging="{twips(6)}"/></w:pPr></w:lvl>'
        "</w:abstractNum>"
        for id, kind, sign in kinds
    )
    numbers = "".join(
        f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>' for id, *_ in kinds
    )
    return f"<w:numbering>{lists}{numbers}</w:numbering>"


def _font_table() -> str:
    def entry(face: Typeface) -> str:
        return (
            f'<w:font w:name="{face.name}"><w:altName w:val="{face.instead}"/>'
            f'<w:charset w:val="{face.charset}"/><w:family w:val="{face.family}"/>'
            '<w:pitch w:val="variable"/></w:font>'
        )

    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:fonts {nsdecls('w')}>{''.join(map(entry, typefaces()))}</w:fonts>"
    )


def _theme(markup: str) -> str:
    """The theme with the colours of the house, which Word offers when something is coloured."""
    for name, colour in _THEME_COLOURS.items():
        markup = re.sub(rf'(<a:{name}>\s*<a:srgbClr val=")\w+', rf"\g<1>{rgb(colour)}", markup)
    return markup


def _set_page(document: Document, name: str) -> None:
    """A4 with the name of the organization above and the number of the page below."""
    (section,) = document.sections
    section.orientation = WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(EDGE)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    numbers = around(
        gettext("Page {page} of {pages}"), page=field("PAGE", "1"), pages=field("NUMPAGES", "1")
    )
    _replace(section.header.part.element, f"<w:hdr>{paragraph(name, 'Header')}</w:hdr>")
    _replace(section.footer.part.element, f"<w:ftr>{paragraph_of(numbers, 'Footer')}</w:ftr>")


def _name(document: Document, report: Report, author: str) -> None:
    properties, name = document.core_properties, one_line(text(report.assessment.organization.name))
    made = datetime.combine(report.assessment.assessed_on, time(), UTC)
    questionnaire = text(report.questionnaire.title)
    properties.title = f"{name} – {questionnaire}"[:LONGEST_PROPERTY]
    properties.subject = questionnaire[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author
    properties.identifier = report.seal
    properties.language = language_tag()
    properties.comments = ""
    properties.created = properties.modified = made
