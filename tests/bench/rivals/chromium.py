"""Chromium's print of the same page: one warm browser, a new page each time."""

from __future__ import annotations

import json
from base64 import b64decode

from tests.bench.rivals.faults import NotHere
from tests.chromium import SWITCHES, chromium

_LINK = '<link rel="stylesheet" href="report:///report.css">'


class Chromium:
    """The browser of the system, driven by Playwright."""

    name = "Chromium"

    def __init__(self) -> None:
        try:
            from playwright.sync_api import sync_playwright
        except ImportError as fault:
            raise NotHere("the package playwright") from fault
        found = chromium()
        if found is None:
            raise NotHere("the program chromium")
        self._driver = sync_playwright().start()
        self._browser = self._driver.chromium.launch(executable_path=found, args=SWITCHES)
        self.version = self._browser.version

    def prepared(self, job: bytes) -> str:
        """The page of a job of ours with its style sheet inside."""
        order = json.loads(job)
        css = b64decode(order["documents"]["report.css"]["data"]).decode()
        html: str = order["html"]
        if _LINK not in html:
            raise ValueError("the page names no style sheet to put inside")
        return html.replace(_LINK, f"<style>{css}</style>")

    def printed(self, prepared: str) -> bytes:
        """A tagged PDF with an outline, which is the most that Chromium can add."""
        page = self._browser.new_page()
        page.set_content(prepared)
        pdf = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
        page.close()
        return pdf

    def close(self) -> None:
        self._browser.close()
        self._driver.stop()
