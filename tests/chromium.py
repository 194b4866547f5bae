"""The Chromium of this machine, for those who read pages and those who are raced against."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The one without windows first: a new page costs it a third of the time."""
SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Where the program is, if it is anywhere."""
    return next(filter(None, map(shutil.which, NAMES)), None)
