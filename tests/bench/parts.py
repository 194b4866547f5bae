"""The parts of a report's HTML: which of them a changed answer touches, and how long they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.bench.tree import Element, parsed


@dataclass(frozen=True)
class Part:
    """A section as it stands in the source; `anchor` is "" where no link leads to it."""

    name: str
    anchor: str
    begins_page: bool
    start: int
    end: int
    source: str


def parts_of(html: str) -> list[Part]:
    """Cover, summary, chapters, plan and annexes, in their order."""
    body = next(parsed(html).all("body"))
    return [_part(each, html) for each in _sections(body)]


def _sections(parent: Element) -> Iterator[Element]:
    for each in parent.elements:
        if each.tag in {"section", "nav"}:
            yield each
        elif each.tag == "div":  # the annexes share their pages
            yield from _sections(each)


def _part(section: Element, html: str) -> Part:
    title = next(section.all("h2"), None)
    anchors = [each.attributes.get("id", "") for each in (section, title) if each]
    return Part(
        name=title.text if title else "cover",
        anchor=next(filter(None, anchors), ""),
        begins_page=not {"page", "cover"}.isdisjoint(section.classes),
        start=section.start,
        end=section.end,
        source=html[section.start : section.end],
    )


def changed_parts(before: list[Part], after: list[Part]) -> list[Part]:
    """Those parts of the later document that are new or other than they were."""
    known = {part.name: part.source for part in before}
    return [part for part in after if known.get(part.name) != part.source]


def only(parts: list[Part], html: str) -> str:
    """The page without its other parts."""
    kept = {part.start for part in parts}
    for part in reversed(parts_of(html)):
        if part.start not in kept:
            html = html[: part.start] + html[part.end :]
    return html


def lengths(parts: list[Part], places: Mapping[str, float], pages: int) -> dict[str, float]:
    """Pages that each part fills, by name; a place is a page, from 0, and a fraction of it."""
    starts: list[float] = []
    for number, part in enumerate(parts):
        # What has no anchor ends where the next part with one begins, on the same page or before.
        following = next((places[p.anchor] for p in parts[number:] if p.anchor), float(pages))
        start = places[part.anchor] if part.anchor else following
        starts.append(float(int(start)) if part.begins_page else start)
    if parts and not parts[0].anchor:
        starts[0] = 0.0
    ends = [*starts[1:], float(pages)]
    return {part.name: end - start for part, start, end in zip(parts, starts, ends, strict=True)}
