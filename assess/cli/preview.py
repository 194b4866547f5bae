"""`assess preview`: a draft as respondents will see it, with its problems beside it."""

from __future__ import annotations

import argparse
import contextlib
import secrets
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assess.cli.site import check_answers, listening
from assess.cli.status import DONE
from assess.core.faults import N_
from assess.definitions.problems import UnreadableFile
from assess.definitions.questionnaires import MANIFEST
from assess.language import gettext

if TYPE_CHECKING:
    from types import FrameType

    from flask import Flask

HOST = "127.0.0.1"
"""Only this machine: nobody logs in, and the page tells what lies in a folder of its owner."""


def preview(options: argparse.Namespace) -> int:
    """Serve the draft until interrupted; with --once check its pages and leave."""
    folder = _folder_of(options.path)
    address = f"http://{HOST}:{options.port}"
    with _site(folder, options.language or "") as app, listening(app, HOST, options.port) as server:
        if options.once:
            shown = app.extensions["preview"].drafts
            check_answers(address, ["/", "/questionnaire"] if shown else ["/"])
            print(gettext("{address} answers").format(address=address))
            return DONE
        said = gettext("{folder} is shown on {address} — stop it with Ctrl-C")
        print(said.format(folder=folder, address=address), flush=True)
        server.join()
    return DONE


def _folder_of(path: Path) -> Path:
    """The folder of the draft that a path names, itself or by its manifest."""
    if not path.exists():
        raise UnreadableFile(path, gettext(N_("there is no such file or folder")))
    folder = path.parent if path.name == MANIFEST else path
    if not (folder / MANIFEST).is_file():
        raise UnreadableFile(path, gettext(N_("no questionnaire lies there")))
    return folder


@contextlib.contextmanager
def _site(folder: Path, language: str) -> Iterator[Flask]:
    """A site of its own around the draft; all that it keeps goes with it."""
    from assess.app import create_app
    from assess.settings import Settings
    from assess.web.preview import prepare

    with (
        _ended_by_signal(),
        tempfile.TemporaryDirectory(prefix="assess-preview-", ignore_cleanup_errors=True) as name,
    ):
        var = Path(name)
        nothing = var / "questionnaires"
        nothing.mkdir()
        settings = Settings(
            var=var,
            database_url=f"sqlite:///{var}/assess.sqlite",
            secret_key=secrets.token_bytes(32),
            questionnaires=nothing,
            trusted_hosts=(HOST, "localhost"),
        )
        app = create_app(settings)
        try:
            prepare(app, folder, language)
            yield app
        finally:
            app.extensions["assess"].engine.dispose()


@contextlib.contextmanager
def _ended_by_signal() -> Iterator[None]:
    """A program that is told to end puts its things away first, as after Ctrl-C."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
