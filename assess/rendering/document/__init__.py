"""The report as a Word document: the same parts as the printed one, to be finished by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from assess.core.brand import Brand
from assess.core.report import Report
from assess.language import gettext
from assess.rendering.document import annexes
from assess.rendering.document.blank import blank, packed
from assess.rendering.document.chapters import chapter, overall
from assess.rendering.document.front import cover, summary
from assess.rendering.document.manuscript import Manuscript
from assess.rendering.document.measures import measures
from assess.rendering.document.moved import moved
from assess.rendering.document.plan import plan
from assess.rendering.document.reading import reading
from assess.rendering.filters import text


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document: its title, who writes it, and whether a page begins with it."""

    title: str
    write: Callable[[Manuscript], None]
    new_page: bool = True


def render_document(report: Report, brand: Brand | None = None) -> bytes:
    """The report as a .docx file in the language spoken; the same report gives the same bytes."""
    written = Manuscript()
    cover(report, brand, written)
    first, *rest = _parts(report, brand)
    _write(first, written)
    written.contents([part.title for part in (first, *rest)])
    for part in rest:
        _write(part, written)
    document = blank(report, brand)
    written.into(document)
    return packed(document, report.assessment.assessed_on)


def _write(part: Part, written: Manuscript) -> None:
    written.part(part.title, new_page=part.new_page)
    part.write(written)


def _parts(report: Report, brand: Brand | None) -> Iterator[Part]:
    """All parts in order."""
    yield Part(gettext("Summary"), partial(summary, report))
    yield Part(gettext("How to read this report"), partial(reading, report))
    yield Part(gettext("Overall result"), partial(overall, report))
    if report.change:
        yield Part(gettext("What moved"), partial(moved, report))
    for said in report.chapters:
        yield Part(text(said.score.dimension.title), partial(chapter, said, report))
    if report.measures:
        yield Part(gettext("Measures"), partial(measures, report))
    yield Part(gettext("Plan"), partial(plan, report))
    yield Part(gettext("Annex A: every answer"), partial(annexes.answers, report))
    yield Part(gettext("Annex B: how every number comes about"), partial(annexes.trace, report))
    yield Part(gettext("Annex C: what is published elsewhere"), partial(annexes.references, report))
    yield Part(
        gettext("Annex D: how far the result can be relied on"),
        partial(annexes.quality, report),
    )
    yield Part(gettext("Annex E: words"), annexes.glossary, new_page=False)
    yield Part(gettext("Annex F: seal"), partial(annexes.seal, report, brand), new_page=False)
