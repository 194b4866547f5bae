"""WeasyPrint as its manual shows it, in a warm child: its own fonts, its own collector."""

from __future__ import annotations

import gc
from typing import Any

from weasyprint import HTML, Attachment

from assess.rendering.conformance import VARIANT
from assess.rendering.printing import BASE, Assets
from tests.bench.warm import serve


def prepare() -> None:
    """Find the fonts, as our own child does before it forks."""
    HTML(string="<p lang=en>A</p><p lang=zh>\u4e2d</p>").render()


def printed(job: dict[str, Any]) -> bytes:
    """The document of a job, tagged and with the same attachments."""
    if not job["collect"]:
        gc.disable()
    page = HTML(string=job["html"], base_url=BASE, url_fetcher=Assets(job["documents"]))
    pdf: bytes = page.write_pdf(
        pdf_variant=VARIANT,
        pdf_tags=True,
        pdf_identifier=job["identifier"].encode(),
        custom_metadata=True,
        attachments=[
            Attachment(string=each["text"], name=each["name"], relationship=each["relationship"])
            for each in job["attachments"]
        ],
    )
    return pdf


if __name__ == "__main__":
    prepare()
    serve({"print": printed})
