"""What axe finds wrong with a page, as people with assistive technology would meet it."""

from collections.abc import Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

COLOURS = {"runOnly": ["color-contrast"]}
ALL_BUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
WHAT_IS_WRONG = {"resultTypes": ["violations"]}
"""Without it axe describes every part that is right as well, which takes twice as long."""


def faults_of(page: Page, checks: Mapping[str, object] | None = None) -> str:
    """Every fault with its place, or nothing; some checks only, where others say the same."""
    found = Axe().run(page, options={**WHAT_IS_WRONG, **(checks or {})})
    return found.generate_report() if found.violations_count else ""
