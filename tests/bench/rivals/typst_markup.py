"""A report's HTML as Typst markup: the same words, tables, charts and links, in a similar look.

Words are written as strings in code (`#"so";`), where nothing but quotes and backslashes has a
meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from tests.bench.tree import Element, parsed

MARK = "@mark@"
"""Stands where `marked` puts something else each time, so that Typst remembers nothing."""

HEAD = """\
#set document(title: {title})
#set page(paper: "a4", margin: 17mm, footer: text(size: 7.5pt, fill: rgb("#5b6673"), context [
  #{running}; #h(1fr) {pages}
]))
#set text(font: ("Noto Sans", "Noto Sans CJK SC"), size: {size}pt, lang: {language},
  hyphenate: auto, fill: rgb("#1b2430"))
#set par(leading: 0.62em, spacing: 0.9em)
#set table(stroke: (bottom: 0.5pt + rgb("#d9dee4"), rest: none), inset: (x: 0pt, y: 1.3mm),
  align: left + top, column-gutter: 2mm)
#show heading: set text(font: ("Noto Serif", "Noto Serif CJK SC"))
#show heading.where(level: 1): set text(size: 21pt)
#show heading.where(level: 2): set text(size: 15pt)
#show heading.where(level: 3): set text(size: 10.5pt)
#let muted(body) = text(size: 7.8pt, fill: rgb("#5b6673"), body)
"""

WIDTHS = {"chart-curve": "41mm", "chart-spark": "24mm", "segno": "24mm"}
"""Of charts that do not fill their line."""
BESIDE = {"headline": "(93mm, 80mm)", "summary-lists": "(45mm, 45mm, 76mm)"}
"""What floats side by side, and how wide its columns are."""
_ANNEX = re.compile(r'<section class="annex[\w -]*" id="([\w-]+)">\s*$')
_SPACE = re.compile(r"\s+")
_FOOTER = re.compile(r'content: ("[^;]*counter\(pages\)[^;]*");')
_RULE = re.compile(r"([^{}]+)\{[^{}]*\bwidth: ([\d.]+)%[^{}]*\}")
_CLASS = re.compile(r"\s*\.([\w-]+)\s*")


def markup(html: str, css: str) -> str:
    """The report as Typst markup that takes a mark."""
    root = parsed(html)
    running = next(each for each in root.all("p") if "running-name" in each.classes)
    head = HEAD.format(
        title=_string(next(root.all("title")).text),
        running=_string(running.text),
        pages=_pages(css),
        language=_string(next(root.all("html")).attributes["lang"][:2]),
        size=f"9.{MARK}",
    )
    return head + _Writer(html, _widths(css)).inside(next(root.all("body")))


def marked(source: str, number: int) -> str:
    """The markup with letters larger by some millionths of a point, and its charts renumbered."""
    return source.replace(MARK, f"{number:06}")


def _pages(css: str) -> str:
    """What stands at the foot of every page: words, its number, the number of pages."""
    found = _FOOTER.search(css)
    if not found:
        raise ValueError("the style sheet says nothing about a foot with page numbers")
    words = re.split(r"counter\((pages?)\)", found[1])
    numbers = {"page": "#counter(page).display();", "pages": "#counter(page).final().first();"}
    said = (numbers.get(each) or f"#{each.strip()};" for each in words)
    return "".join(said)


def _widths(css: str) -> dict[str, str]:
    """How many per cent of its table the column of each class fills."""
    return {
        found[1]: width
        for selectors, width in _RULE.findall(css)
        for selector in selectors.split(",")
        if (found := _CLASS.fullmatch(selector))
    }


def _string(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


class _Writer:
    def __init__(self, html: str, widths: dict[str, str]) -> None:
        self.html = html
        self.widths = widths
        self.kinds: dict[str, Callable[[Element], str]] = {
            "svg": self._chart,
            "table": self._table,
            "ul": self._list,
            "ol": self._list,
            "dl": self._terms,
            "a": self._link,
            "strong": lambda each: f"#strong[{self.inside(each)}];",
            "br": lambda _: "#linebreak();",
            "img": lambda _: "",
            "p": self._paragraph,
            "div": self._block,
            "section": self._block,
            "nav": self._block,
            "span": self._span,
            **dict.fromkeys(("h1", "h2", "h3"), self._heading),
        }

    def inside(self, element: Element) -> str:
        """The markup of all that an element holds."""
        return "".join(
            self._words(child) if isinstance(child, str) else self.kinds[child.tag](child)
            for child in element.children
        )

    def _words(self, text: str) -> str:
        said = _SPACE.sub(" ", text)
        return f"#{_string(said)};" if said.strip() else said[:1]

    def _paragraph(self, element: Element) -> str:
        if "running-name" in element.classes:
            return ""
        return f"#par[{self._shaded(element)}];"

    def _span(self, element: Element) -> str:
        return self._shaded(element)

    def _shaded(self, element: Element) -> str:
        said = self.inside(element)
        return f"#muted[{said}];" if "muted" in element.classes else said

    def _block(self, element: Element) -> str:
        before = "#pagebreak(weak: true);" if "page" in element.classes else ""
        for kind, columns in BESIDE.items():
            if kind in element.classes:
                cells = "".join(f"[{self.inside(each)}]," for each in element.elements)
                return f"#grid(columns: {columns}, column-gutter: 5mm, {cells});"
        said = self._shaded(element)
        return f"{before}\n\n{said}\n\n" if element.tag != "div" or before else f"#block[{said}];"

    def _heading(self, element: Element) -> str:
        anchor = element.attributes.get("id") or self._annex(element)
        label = f" <{anchor}>" if anchor else ""
        return f"\n#heading(level: {element.tag[1]})[{self.inside(element)}]{label}\n"

    def _annex(self, heading: Element) -> str:
        """The name of the section that a heading begins."""
        before = self.html[self.html.rfind("<section", 0, heading.start) : heading.start]
        found = _ANNEX.match(before)
        return found[1] if found else ""

    def _link(self, element: Element) -> str:
        anchor = element.attributes["href"].removeprefix("#")
        page = f"#context counter(page).at(<{anchor}>).first()"
        return f"#link(<{anchor}>)[{self.inside(element)}#box(width: 1fr, repeat[ .]);{page}];"

    def _list(self, element: Element) -> str:
        cells = "".join(f"[{self.inside(each)}]," for each in element.elements)
        return f"#list(marker: none, body-indent: 0pt, {cells});"

    def _terms(self, element: Element) -> str:
        pairs = zip(element.elements[::2], element.elements[1::2], strict=True)
        cells = "".join(f"([{self.inside(a)}], [{self.inside(b)}])," for a, b in pairs)
        return f"#terms({cells});"

    def _chart(self, element: Element) -> str:
        source = self.html[element.start : element.end]
        drawn = re.sub(r"(?=</svg>$)", f"<!-- {MARK} -->", source)
        if "xmlns=" not in drawn:
            drawn = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        width = next((w for kind, w in WIDTHS.items() if kind in element.classes), "100%")
        said = next((each.text for each in element.all("title")), "")
        alt = f", alt: {_string(said)}" if said else ""
        return f'#image(bytes({_string(drawn)}), format: "svg", width: {width}{alt});'

    def _table(self, element: Element) -> str:
        captions = "".join(f"#muted[{self.inside(each)}];" for each in element.all("caption"))
        columns = "".join(f"{self.widths[each.classes[0]]}fr," for each in element.all("col"))
        parts = "".join(self._rows(part) for part in element.all("thead", "tbody", "tfoot"))
        return f"\n{captions}#table(columns: ({columns}), {parts});\n"

    def _rows(self, part: Element) -> str:
        cells = "".join(self._cells(part))
        kind = {"thead": "table.header", "tfoot": "table.footer"}.get(part.tag)
        return f"{kind}({cells})," if kind else cells

    def _cells(self, part: Element) -> Iterator[str]:
        for row in part.all("tr"):
            for cell in row.elements:
                if "number" in cell.classes:
                    yield f"table.cell(align: right)[{self.inside(cell)}],"
                else:
                    yield f"[{self.inside(cell)}],"
