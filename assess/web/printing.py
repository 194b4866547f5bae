"""Printed reports, kept by their seal: the same result is printed once in each language."""

from __future__ import annotations

import os
import tempfile
from importlib import import_module
from pathlib import Path

from flask import Response, send_file

from assess.core.report import Report
from assess.language import languages
from assess.rendering.presentation import Presentation
from assess.web.context import services
from assess.web.faults import NoSuchPlace, PrintingUnavailable


def pdf_of(report: Report, language: str) -> Response:
    """The report in a language, as a download."""
    if language not in languages():
        raise NoSuchPlace("language")
    path = services().reports / f"{report.seal}-{language}.pdf"
    if not path.exists():
        _keep(path, _print(report, language))
    name = f"{report.questionnaire.id}-{report.seal[:8]}-{language}.pdf"
    return send_file(path.absolute(), mimetype="application/pdf", download_name=name, max_age=0)


def _print(report: Report, language: str) -> bytes:
    # Only who prints pays for the import, and a machine without Pango can still ask.
    try:
        printer = import_module("assess.rendering.pdf")
    except (ImportError, OSError) as fault:
        raise PrintingUnavailable from fault
    pdf: bytes = printer.render_report(report, Presentation(language=language))
    return pdf


def _keep(path: Path, pdf: bytes) -> None:
    """Write a file that is there wholly or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
