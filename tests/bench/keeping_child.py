"""A child that keeps a laid-out report, as a cache of pages would, and lays out only changes."""

from __future__ import annotations

import gc
import json
from typing import Any

from weasyprint import HTML, Document

from assess.rendering import printing
from tests.bench.warm import serve

_kept: list[Document] = []


def keep(job: dict[str, Any]) -> bytes:
    """Lay out the whole; tells where each anchor stands: pages from 0, with a fraction."""
    gc.disable()
    document = _laid_out(job)
    _kept[:] = [document]
    places = {
        anchor: number + at[1] / page.height
        for number, page in enumerate(document.pages)
        for anchor, at in page.anchors.items()
    }
    return json.dumps({"pages": len(document.pages), "places": places}).encode()


def patch(job: dict[str, Any]) -> bytes:
    """Lay out what changed; paint and write all pages of what is kept."""
    _laid_out(job)
    return printing._written(_kept[0], job, 0)


def _laid_out(job: dict[str, Any]) -> Document:
    assets = printing.Assets(job["documents"])
    return HTML(string=job["html"], base_url=printing.BASE, url_fetcher=assets).render()


if __name__ == "__main__":
    printing.prepare()
    serve({}, lasting={"keep": keep, "patch": patch})
