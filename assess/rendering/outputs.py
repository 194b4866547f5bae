"""One result, many outputs: every format that a report can be written in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module

from assess.core.brand import ACCENT
from assess.core.faults import N_
from assess.core.report import Report
from assess.core.result import result_of
from assess.language import speaking
from assess.rendering.places import require_short_texts
from assess.rendering.presentation import Presentation
from assess.rendering.rounding import rounding_of


@dataclass(frozen=True, slots=True)
class Output:
    """A format: its name for readers, its media type, and the module and function that write it.

    A module is imported only by who writes its format.  A `paged` format shows all of a
    presentation, a `branded` one its language and the words of its brand, others the language.
    """

    title: str
    media_type: str
    module: str = ""
    function: str = ""
    paged: bool = False
    branded: bool = False

    @property
    def shows_brand(self) -> bool:
        """Whether anything of a brand is seen in it."""
        return self.paged or self.branded


_OFFICE = "application/vnd.openxmlformats-officedocument"

OUTPUTS: Mapping[str, Output] = {
    "pdf": Output(N_("PDF"), "application/pdf", "pdf", "render_report", paged=True),
    "xlsx": Output(
        N_("Excel workbook"),
        f"{_OFFICE}.spreadsheetml.sheet",
        "workbook",
        "render_workbook",
        branded=True,
    ),
    "docx": Output(
        N_("Word document"),
        f"{_OFFICE}.wordprocessingml.document",
        "document",
        "render_document",
        branded=True,
    ),
    "pptx": Output(
        N_("slides"),
        f"{_OFFICE}.presentationml.presentation",
        "slides",
        "render_slides",
        branded=True,
    ),
    "zip": Output(N_("CSV tables in a zip file"), "application/zip", "csv_files", "render_csv"),
    "json": Output(N_("JSON for machines"), "application/json"),
}
"""Every format by the ending of its files."""


def shown_in(ending: str, presentation: Presentation) -> Presentation:
    """What a format shows of a presentation: where this is equal, the files are the same."""
    output, brand = OUTPUTS[ending], presentation.brand
    if output.paged:
        return presentation
    words = replace(brand, accent=ACCENT, logo=None) if brand and output.branded else None
    return Presentation(language=presentation.language, brand=words)


def render(report: Report, presentation: Presentation, ending: str) -> bytes:
    """The report in the format of this ending; the same report gives the same bytes."""
    output, presentation = OUTPUTS[ending], shown_in(ending, presentation)
    if not output.module:
        return json.dumps(result_of(report), ensure_ascii=False, indent=1).encode()
    write = getattr(import_module(f"assess.rendering.{output.module}"), output.function)
    written: bytes
    with speaking(presentation.language), rounding_of(report.questionnaire):
        require_short_texts(report.assessment)
        if output.paged:
            written = write(report, presentation)
        elif output.branded:
            written = write(report, presentation.brand)
        else:
            written = write(report)
    return written
