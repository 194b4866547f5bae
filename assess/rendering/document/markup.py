"""Words as WordprocessingML: whatever a person wrote stays text.

Everything here gives XML as a string without declarations of namespaces; `parse` reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from assess.core.characters import alike_lines
from assess.language import current
from assess.tags import is_chinese

_BREAKS = re.compile("([\t\n])")
_MARKS = {"\t": "<w:tab/>", "\n": "<w:br/>"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one character style of the document; "" is that of the paragraph."""

    text: str
    style: str = ""
    bold: bool = False


Said = str | Words
Line = Said | tuple[Said, ...]
"""What stands in one paragraph, piece by piece; a piece may hold tabs and line breaks."""


def strong(text: str) -> Words:
    """Words that carry the weight."""
    return Words(text, "Strong")


def muted(text: str) -> Words:
    """Words that step back."""
    return Words(text, "Muted")


def parse(xml: str) -> BaseOxmlElement:
    """An element of WordprocessingML from its markup."""
    head, mark, rest = re.split(r"(\s|/|>)", xml, maxsplit=1)
    element: BaseOxmlElement = parse_xml(f"{head} {nsdecls('w')}{mark}{rest}")
    return element


def style_id(name: str) -> str:
    """The id of a style: its name without spaces."""
    return name.replace(" ", "")


def attribute(text: str) -> str:
    """A text in quotation marks, for an attribute."""
    return quoteattr(alike_lines(text))


def run(said: Said) -> str:
    """One piece of text; what is East Asian or may be so is set in Chinese letters."""
    words = Words(said) if isinstance(said, str) else said
    return f"<w:r>{_look(words)}{_written(words.text)}</w:r>" if words.text else ""


def _look(words: Words) -> str:
    style = f'<w:rStyle w:val="{style_id(words.style)}"/>' if words.style else ""
    # Without the hint Word takes quotation marks and dashes from the Latin letters.
    hint = '<w:rFonts w:hint="eastAsia"/>' if is_chinese(current()) else ""
    bold = "<w:b/><w:bCs/>" if words.bold else ""
    look = style + hint + bold
    return f"<w:rPr>{look}</w:rPr>" if look else ""


def _written(text: str) -> str:
    return "".join(
        _MARKS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _BREAKS.split(alike_lines(text))
        if part
    )


def runs(line: Line) -> str:
    """The pieces of a line, one after the other."""
    return "".join(run(said) for said in (line if isinstance(line, tuple) else (line,)))


def paragraph(line: Line, style: str = "Normal", *, layout: str = "") -> str:
    """A paragraph in a style of the document; `layout` is markup that departs from it."""
    return paragraph_of(runs(line), style, layout=layout)


def paragraph_of(content: str, style: str, *, layout: str = "") -> str:
    """A paragraph around markup."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{layout}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str, *, style: str = "") -> str:
    """A field that Word works out; `shown` stands there until it does.

    The instruction is the program's own, never a person's words.
    """
    return (
        mark("begin")
        + f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        + mark("separate")
        + run(Words(shown, style))
        + mark("end")
    )


def mark(kind: str) -> str:
    """One of the three marks of a field: begin, separate, end."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def around(template: str, **fields: str) -> str:
    """A sentence with fields in the place of its names: `{page}` of {pages}."""
    parts = re.split(r"\{(\w+)\}", template)
    return "".join(fields[part] if n % 2 else run(part) for n, part in enumerate(parts))
