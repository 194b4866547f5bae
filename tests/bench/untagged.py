"""Our own printing without tags and PDF/A, as a child of our own nursery."""

from __future__ import annotations

import gc
import json
import sys

from weasyprint import HTML

from assess.limits import limit
from assess.rendering.printing import BASE, Assets, prepare

__all__ = ["main", "prepare"]


def main() -> None:
    """Read a job from standard input, write its PDF to standard output."""
    limit()
    gc.disable()
    job = json.load(sys.stdin.buffer)
    page = HTML(string=job["html"], base_url=BASE, url_fetcher=Assets(job["documents"]))
    sys.stdout.buffer.write(page.write_pdf())
