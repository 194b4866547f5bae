"""From a compiled report to a PDF, printed by a limited child process."""

from __future__ import annotations

import json
import logging
import re
import subprocess
from base64 import b64encode
from collections.abc import Iterator

from assess.core.characters import printable
from assess.core.faults import N_
from assess.core.record import assessment_record
from assess.core.report import Report
from assess.core.result import result_of
from assess.core.typefaces import chinese_typefaces
from assess.errors import AssessError
from assess.language import current, gettext, speaking
from assess.rendering.children import run_child
from assess.rendering.environment import environment
from assess.rendering.filters import text
from assess.rendering.fonts import MissingFont, require_fonts, told_by_place
from assess.rendering.places import require_short_texts, texts_of
from assess.rendering.presentation import Presentation
from assess.tags import is_chinese

WALL_SECONDS = 90
RECORD_SCHEMA = "assess/record@1"
ANSWERS_FILE, RESULT_FILE = "answers.json", "result.json"
_log = logging.getLogger(__name__)

# WeasyPrint 70 breaks a line at its first space when it would fit but for the space behind it.
_SPACE_BEFORE_END = re.compile(r"\s+(?=</(?:t[dh]|p|li|d[dt]|h[1-6]|caption|div)>|<div)")

# A word that fills lines makes WeasyPrint measure all of it again for every line.
_TEXT_WITH_LONG_WORD = re.compile(r">[^<]*[^ \t\n\r<]{100}[^<]*<")
_LETTER = r"(?:&#?\w+;|[^ \t\n\r&<>\u200b\u2e80-\U0010ffff])"
_PART_OF_LONG_WORD = re.compile(rf"{_LETTER}{{30}}(?={_LETTER}{{70}})(?=[\w!-~])")
_MAY_BREAK = "\u200b"

_UNDRAWN = re.compile(r"\.notdef glyph rendered[^(]*\(U\+([0-9A-F]+)\)")


class PrintingFailed(AssessError):
    """The child process did not print a PDF."""


class ReportTooLarge(PrintingFailed):
    """The child process would have needed more than it may have."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                N_(
                    "printing this report takes more time or memory than is allowed — "
                    "shorten the longest notes"
                )
            )
        )


class MissingLibrary(PrintingFailed):
    """The system lacks a library that WeasyPrint needs."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                N_(
                    "the libraries for PDF are missing — install them with: "
                    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
                )
            )
        )


def render_report(report: Report, presentation: Presentation) -> bytes:
    """The report as tagged PDF that carries its answers; the same report gives the same bytes."""
    texts = texts_of(report.assessment, presentation.brand)
    with speaking(presentation.language), told_by_place(texts):
        require_short_texts(report.assessment)
        html = report_html(report, presentation)
        require_fonts(html)
        job = {
            "html": html,
            "documents": _documents(presentation),
            "identifier": report.seal,
            "day": report.assessment.assessed_on.isoformat(),
            "attachments": list(_attachments(report, presentation)),
        }
        return _printed(json.dumps(job).encode())


def _documents(presentation: Presentation) -> dict[str, dict[str, str]]:
    """What the page may fetch, by its name: media type and contents in base64."""
    documents = {"report.css": ("text/css; charset=utf-8", style_sheet(presentation).encode())}
    if presentation.brand and presentation.brand.logo:
        logo = presentation.brand.logo
        documents["logo"] = (logo.media_type, logo.data)
    return {
        name: {"type": media_type, "data": b64encode(data).decode()}
        for name, (media_type, data) in documents.items()
    }


def _attachments(report: Report, presentation: Presentation) -> Iterator[dict[str, str]]:
    """The files that the PDF carries: the answers it follows from, and the result."""
    record = {
        "schema": RECORD_SCHEMA,
        "engine": report.engine,
        "seal": report.seal,
        "benchmark": report.comparison.benchmark.sha256 if report.comparison.benchmark else "",
        "assessment": assessment_record(report.assessment),
        "earlier": assessment_record(report.earlier) if report.earlier else None,
        "presentation": presentation.record(),
    }
    for name, relationship, said, content in (
        (ANSWERS_FILE, "Source", gettext("The answers that this report follows from"), record),
        (RESULT_FILE, "Data", gettext("The result for machines"), result_of(report)),
    ):
        yield {
            "name": name,
            "relationship": relationship,
            "description": said,
            "text": json.dumps(content, ensure_ascii=False, indent=1),
        }


def report_html(report: Report, presentation: Presentation) -> str:
    """The report as one HTML document in the language spoken."""
    name = text(report.assessment.organization.name)
    html = (
        environment()
        .get_template("report/report.html")
        .render(
            report=report,
            contents=_contents(report),
            presentation=presentation,
            title=f"{name} – {text(report.questionnaire.title)}",
        )
    )
    return _SPACE_BEFORE_END.sub("", _breakable(printable(html)))


def _breakable(html: str) -> str:
    """The same page with places to break inside words that are longer than lines."""
    return _TEXT_WITH_LONG_WORD.sub(
        lambda text: _PART_OF_LONG_WORD.sub(rf"\g<0>{_MAY_BREAK}", text[0]), html
    )


def _contents(report: Report) -> list[tuple[str, str]]:
    """The parts of the full report: where a link leads, and its title."""
    return [
        ("summary", gettext("Summary")),
        ("reading", gettext("How to read this report")),
        ("overall", gettext("Overall result")),
        *([("moved", gettext("What moved"))] if report.change else []),
        *((c.score.dimension.id, text(c.score.dimension.title)) for c in report.chapters),
        *([("measures", gettext("Measures"))] if report.measures else []),
        ("plan", gettext("Plan")),
        ("answers", gettext("Annex A: every answer")),
        ("trace", gettext("Annex B: how every number comes about")),
        ("references", gettext("Annex C: what is published elsewhere")),
        ("quality", gettext("Annex D: how far the result can be relied on")),
        ("glossary", gettext("Annex E: words")),
        ("seal", gettext("Annex F: seal")),
    ]


def style_sheet(presentation: Presentation) -> str:
    """The style sheet of the report with its running words in the language spoken."""
    return (
        environment()
        .get_template("report/report.css")
        .render(
            chinese=is_chinese(current()),
            letters=chinese_typefaces(current()),
            presentation=presentation,
        )
    )


def _printed(job: bytes) -> bytes:
    try:
        done = run_child("assess.rendering.printing", job, seconds=WALL_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise PrintingFailed(
            gettext("printing took longer than {seconds} seconds and was stopped").format(
                seconds=WALL_SECONDS
            )
        ) from late
    remarks = done.stderr.decode(errors="replace").strip()
    if undrawn := sorted({chr(int(number, 16)) for number in _UNDRAWN.findall(remarks)}):
        raise MissingFont("".join(undrawn))
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        for line in remarks.splitlines():
            _log.warning("printing: %s", line)
        return done.stdout
    if "cannot load library" in remarks:
        raise MissingLibrary
    _log.error("printing failed with %s: %s", done.returncode, remarks[-2000:])
    if done.returncode < 0 or "MemoryError" in remarks:
        raise ReportTooLarge
    raise PrintingFailed(gettext("the report could not be printed; the log says why"))
