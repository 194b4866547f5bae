"""The child process that prints: HTML and style sheets in, PDF out, nothing else within reach.

It limits itself before it reads anything: processor time, memory, size of files.  Its
fetcher knows the documents of the job and refuses every other address.
"""

from __future__ import annotations

import gc
import json
import logging
import sys
from base64 import b64decode
from datetime import UTC, datetime
from typing import Any

from weasyprint import HTML, Attachment, Document
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from assess.limits import limit
from assess.rendering import conformance

MOST_TRIES = 8
BASE = "report:///"


class Assets(URLFetcher):  # type: ignore[misc]
    """Answers only for the documents that came with the job."""

    def __init__(self, documents: dict[str, dict[str, str]]) -> None:
        super().__init__(allowed_protocols=("report",), allow_redirects=False)
        self.documents = documents

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """A document of the job; everything else ends the printing."""
        name = url.removeprefix(BASE)
        if not url.startswith(BASE) or name not in self.documents:
            raise FatalURLFetchingError(f"refused to fetch {url[:200]}")
        document = self.documents[name]
        data = b64decode(document["data"])
        return URLFetcherResponse(url, data, headers={"Content-Type": document["type"]})


def print_pdf(job: dict[str, Any]) -> bytes:
    """The PDF of a job: PDF/A-3a and PDF/UA-1, the same bytes for the same job."""
    assets = Assets(job["documents"])
    # A child prints one document and ends: collecting garbage only costs time.
    gc.disable()
    document = HTML(string=job["html"], base_url=BASE, url_fetcher=assets).render()
    pdf = b""
    for spare in range(MOST_TRIES):
        pdf = _written(document, job, spare)
        if conformance.ends_plainly(pdf):
            break
    return conformance.with_digest(pdf)


def _written(document: Document, job: dict[str, Any], spare: int) -> bytes:
    pdf: bytes = document.write_pdf(
        finisher=lambda _, pdf: conformance.finish(pdf, spare),
        pdf_variant=conformance.VARIANT,
        pdf_tags=True,
        pdf_identifier=job["identifier"].encode(),
        custom_metadata=True,
        attachments=[_attachment(each, job["day"]) for each in job["attachments"]],
    )
    return pdf


def _attachment(described: dict[str, str], day: str) -> Attachment:
    # A file that says when it was attached would differ from day to day.
    then = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return Attachment(
        string=described["text"],
        name=described["name"],
        description=described["description"],
        relationship=described["relationship"],
        created=then,
        modified=then,
    )


def prepare() -> None:
    """Find the fonts and read the style sheets of WeasyPrint: what every job needs alike."""
    HTML(string="<p lang=en>A</p><p lang=zh>\u4e2d</p>").render()


def main() -> None:
    """Read a job from standard input, write its PDF to standard output, remarks to stderr."""
    limit()
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    job = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(print_pdf(job))


if __name__ == "__main__":
    main()
