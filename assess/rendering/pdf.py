"""From a compiled report to a PDF, printed by a limited child process."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys

from assess.core.faults import N_
from assess.core.report import Report
from assess.errors import AssessError
from assess.language import current, gettext, speaking
from assess.rendering.environment import environment
from assess.rendering.filters import text
from assess.rendering.fonts import require_fonts

WALL_SECONDS = 90
_log = logging.getLogger(__name__)

# WeasyPrint 70 breaks a line at its first space when it would fit but for the space behind it.
_SPACE_BEFORE_END = re.compile(r"\s+(?=</(?:t[dh]|p|li|d[dt]|h[1-6]|caption|div)>|<div)")


class PrintingFailed(AssessError):
    """The child process did not print a PDF."""


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


def render_report(report: Report, language: str) -> bytes:
    """The report as tagged PDF in a language; the same report gives the same bytes."""
    with speaking(language):
        html = report_html(report)
        require_fonts(html)
        job = {
            "html": html,
            "documents": {"report.css": style_sheet()},
            "identifier": report.seal,
        }
        return _printed(json.dumps(job).encode())


def report_html(report: Report) -> str:
    """The report as one HTML document in the language spoken."""
    contents = [
        ("summary", gettext("Summary")),
        ("reading", gettext("How to read this report")),
        ("overall", gettext("Overall result")),
        *((c.score.dimension.id, text(c.score.dimension.title)) for c in report.chapters),
        ("plan", gettext("Plan")),
        ("answers", gettext("Annex A: every answer")),
        ("trace", gettext("Annex B: how every number comes about")),
        ("references", gettext("Annex C: what is published elsewhere")),
        ("quality", gettext("Annex D: how far the result can be relied on")),
        ("glossary", gettext("Annex E: words")),
        ("seal", gettext("Annex F: seal")),
    ]
    name = text(report.assessment.organization.name)
    html = (
        environment()
        .get_template("report/report.html")
        .render(
            report=report,
            contents=contents,
            title=f"{name} – {text(report.questionnaire.title)}",
        )
    )
    return _SPACE_BEFORE_END.sub("", html)


def style_sheet() -> str:
    """The style sheet of the report with its running words in the language spoken."""
    return (
        environment().get_template("report/report.css").render(chinese=current().startswith("zh"))
    )


def _printed(job: bytes) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "assess.rendering.printing"],
            input=job,
            capture_output=True,
            check=False,
            timeout=WALL_SECONDS,
        )
    except subprocess.TimeoutExpired as late:
        raise PrintingFailed(
            gettext("printing took longer than {seconds} seconds and was stopped").format(
                seconds=WALL_SECONDS
            )
        ) from late
    remarks = done.stderr.decode(errors="replace").strip()
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        for line in remarks.splitlines():
            _log.warning("printing: %s", line)
        return done.stdout
    if "cannot load library" in remarks:
        raise MissingLibrary
    _log.error("printing failed with %s: %s", done.returncode, remarks[-2000:])
    raise PrintingFailed(gettext("the report could not be printed; the log says why"))
