"""A real server, a real browser, and the people who use them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.chromium import SWITCHES, chromium

RUNNER = """
import os, sys
from waitress import serve
from assess.app import create_app
from assess.settings import Settings
serve(create_app(Settings.from_environ(os.environ)), host="127.0.0.1", port=int(sys.argv[1]))
"""
START_SECONDS = 20


@dataclass
class Server:
    """The site in a process of its own, on a port that stays the same after a restart."""

    var: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUNNER, str(self.port)],
            env={**os.environ, "ASSESS_VAR": str(self.var)},
            cwd=Path(__file__).parents[2],
        )
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.05)

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/healthz", timeout=1) as reply:  # noqa: S310  (our own)
                return bool(reply.status == 200)
        except OSError:
            return False


@dataclass
class Watch:
    """What a browser says and asks for while a test runs."""

    own: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", lambda request: self._asked(request.url))

    def _heard(self, message: ConsoleMessage) -> None:
        # That a request failed is what some tests are about; they look at the page instead.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.own, "data:", "about:")):
            self.elsewhere.append(url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on this machine, and CI must not pass without it")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield started
        started.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("var"), _free_port())
    running.start()
    yield running
    running.kill()


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    """Every page of a test is watched: no complaint, no request to elsewhere."""
    watching = Watch(server.address)
    yield watching
    assert watching.complaints == []
    assert watching.elsewhere == []


@pytest.fixture
def context(browser: Browser, server: Server, watch: Watch) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=server.address, locale="en-GB")
    made.set_default_timeout(10_000)
    watch.over(made)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def hub(page: Page) -> str:
    """The address of an assessment of its own."""
    return begin(page)


def begin(page: Page) -> str:
    """Begin an assessment as people do it, with one click; what comes back is its address."""
    page.goto("/")
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url("**/a/**")
    return page.url


@pytest.fixture
def stranger(browser: Browser, watch: Watch) -> Iterator[Page]:
    """The browser of somebody else."""
    other = browser.new_context(locale="en-GB")
    watch.over(other)
    yield other.new_page()
    other.close()
