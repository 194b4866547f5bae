"""The code that a telephone reads: the seal, or the address at which a report is verified."""

from __future__ import annotations

import segno
from markupsafe import Markup

from assess.core.report import Report
from assess.language import gettext
from assess.rendering.presentation import Presentation


def seal_code(report: Report, presentation: Presentation) -> Markup:
    """A QR code as SVG with its words; the seal follows the address behind a number sign."""
    held = f"{presentation.verify_at}#{report.seal}" if presentation.verify_at else report.seal
    drawing = segno.make(held, error="m").svg_inline(
        scale=2, border=0, dark="#1B2430", title=gettext("Code that holds the seal"), omitsize=True
    )
    return Markup(drawing)  # noqa: S704 — drawn by a library from letters and digits
