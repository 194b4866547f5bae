"""Reports printed once for all tests that look at them: a print takes seconds."""

import json
import logging
from base64 import b64decode, b64encode
from dataclasses import dataclass

from assess.core.report import Report
from assess.language import speaking
from assess.rendering.pdf import render_report, report_html, style_sheet
from assess.rendering.presentation import Presentation
from tests.once import once


@dataclass(frozen=True)
class Print:
    """A printed report, and what the printing had to remark."""

    pdf: bytes
    remarks: tuple[str, ...]


class Remarks(logging.Handler):
    """Keeps whatever the printing has to say."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def print_of(report: Report, presentation: Presentation) -> Print:
    """The report as `render_report` prints it, by whichever test came first."""
    with speaking(presentation.language):
        page = report_html(report, presentation), style_sheet(presentation)
    logo = presentation.brand.logo.data if presentation.brand and presentation.brand.logo else b""
    record = json.dumps([*page, report.seal, presentation.record()]).encode()
    kept = once(record + logo, lambda: _print(report, presentation))
    pdf, remarks = json.loads(kept)
    return Print(b64decode(pdf), tuple(remarks))


def _print(report: Report, presentation: Presentation) -> str:
    remarks = Remarks()
    log = logging.getLogger("assess.rendering.pdf")
    log.addHandler(remarks)
    try:
        pdf = render_report(report, presentation)
        return json.dumps([b64encode(pdf).decode(), remarks.said])
    finally:
        log.removeHandler(remarks)
