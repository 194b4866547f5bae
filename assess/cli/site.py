"""The site on this machine: serve, with a sample organization where one is wanted."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assess import language
from assess.cli.status import DONE
from assess.core.faults import N_
from assess.errors import AssessError
from assess.language import gettext

if TYPE_CHECKING:
    from flask import Flask

SAMPLE = "harbour"
SAMPLE_QUESTIONNAIRE = "customer-management"
THREADS = 8
SECONDS_TO_ANSWER = 20


class PortTaken(AssessError):
    """Another program listens there."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            gettext(
                N_(
                    "{host}:{port} is taken by another program — "
                    "choose another with --port (PORT= for make)"
                )
            ).format(host=host, port=port)
        )


class NoAnswer(AssessError):
    """The site was started but does not answer as it should."""

    def __init__(self, address: str, reason: object) -> None:
        super().__init__(
            gettext(N_("{address} does not answer: {reason}")).format(
                address=address, reason=reason
            )
        )


def serve(options: argparse.Namespace) -> int:
    """Serve until interrupted; with --once check two pages and leave."""
    from assess.app import create_app
    from assess.settings import Settings

    settings = Settings.from_environ(os.environ)
    app = create_app(settings)
    address = f"http://{options.host}:{options.port}"
    if options.demo:
        for line in prepare_sample(app, settings.var, address):
            print(line, flush=True)
    with _listening(app, options.host, options.port) as server:
        if options.once:
            check_answers(address)
            print(gettext("{address} answers").format(address=address))
            return DONE
        print(
            gettext("Assess runs on {address} — stop it with Ctrl-C").format(address=address),
            flush=True,
        )
        with contextlib.suppress(KeyboardInterrupt):
            server.join()
    return DONE


@contextlib.contextmanager
def _listening(app: Flask, host: str, port: int) -> Iterator[threading.Thread]:
    from waitress import create_server

    # It warns of a queue whenever a request comes before its threads have begun to wait,
    # also at the very first one; nobody at a terminal can do anything about that.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        server = create_server(app, host=host, port=port, threads=THREADS)
    except OSError as taken:
        raise PortTaken(host, port) from taken
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        server.close()


def check_answers(address: str) -> None:
    """Ask for the home page and the sample's result; NoAnswer when one is not served."""
    import urllib.request

    for page in ("/", "/sample"):
        try:
            with urllib.request.urlopen(address + page, timeout=SECONDS_TO_ANSWER) as answer:  # noqa: S310 — our own address
                answer.read()
        except OSError as fault:
            raise NoAnswer(address + page, fault) from fault


def prepare_sample(app: Flask, var: Path, address: str) -> Iterator[str]:
    """Put the sample organization into the database and its reports into the folder.

    What is there already is left alone, so that a second run is quick.
    """
    from assess.web.samples import keep_sample

    with app.app_context():
        link = keep_sample(SAMPLE_QUESTIONNAIRE, SAMPLE, var / f"{SAMPLE}-link")
    yield gettext("Sample organization: {link}").format(link=f"{address}/a/{link}/")
    yield from _print_sample(app, var)


def _print_sample(app: Flask, var: Path) -> Iterator[str]:
    from assess import __version__
    from assess.cli.results import write_report
    from assess.core.report import compile_report
    from assess.rendering.presentation import Presentation

    library = app.extensions["assess"].library
    questionnaire, assessment = library.assessment(library.examples(SAMPLE_QUESTIONNAIRE)[SAMPLE])
    report = compile_report(questionnaire, assessment, library.benchmark, engine=__version__)
    for spoken in language.languages():
        path = var / f"{SAMPLE}-{spoken}.pdf"
        sealed = path.with_suffix(".seal")
        if not (path.exists() and sealed.exists() and sealed.read_text() == report.seal):
            write_report(report, Presentation(language=spoken), path, "pdf")
            sealed.write_text(report.seal)
        yield gettext("Its report: {path}").format(path=path)
