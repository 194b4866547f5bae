"""The site on this machine: serve, with a sample organization where one is wanted."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import threading
from collections.abc import Iterable, Iterator
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
QUESTIONNAIRE = "customer-management"
"""What the site asks, and what the sample answers."""
THREADS = 8
SECONDS_TO_ANSWER = 20
SECONDS_TO_STOP = 0.1


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
    from assess.cli.definitions import UnknownQuestionnaire, folder_of
    from assess.settings import Settings

    settings = Settings.from_environ(os.environ, questionnaires=folder_of(options))
    app = create_app(settings)
    known = app.extensions["assess"].library.ids
    if QUESTIONNAIRE not in known:
        raise UnknownQuestionnaire(QUESTIONNAIRE, list(known))
    address = f"http://{options.host}:{options.port}"
    if options.demo:
        for line in prepare_sample(app, settings.var, address):
            print(line, flush=True)
    with listening(app, options.host, options.port) as server:
        if options.once:
            check_answers(address)
            print(gettext("{address} answers").format(address=address))
            return DONE
        print(
            gettext("Assess runs on {address} — stop it with Ctrl-C").format(address=address),
            flush=True,
        )
        print(_way_of_the_operator(address, settings.var), flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            server.join()
    return DONE


def _way_of_the_operator(address: str, var: Path) -> str:
    """Where questionnaires are put on the site and where the key for it lies, but not the key."""
    from assess.settings import OPERATOR_KEY

    given = bool(os.environ.get("ASSESS_OPERATOR_KEY"))
    said = gettext("Questionnaires are uploaded on {address}; the key lies in {place}")
    place = "ASSESS_OPERATOR_KEY" if given else var / OPERATOR_KEY
    return said.format(address=f"{address}/operator", place=place)


@contextlib.contextmanager
def listening(app: Flask, host: str, port: int) -> Iterator[threading.Thread]:
    """Serve as long as the block runs; the thread that does ends only with it."""
    from waitress import create_server, wasyncore

    # It warns of a queue whenever a request comes before its threads have begun to wait,
    # also at the very first one; nobody at a terminal can do anything about that.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    sockets: dict[int, object] = {}
    try:
        server = create_server(app, map=sockets, host=host, port=port, threads=THREADS)
    except OSError as taken:
        raise PortTaken(host, port) from taken
    stopping = threading.Event()

    def attend() -> None:
        while not stopping.is_set():
            wasyncore.loop(SECONDS_TO_STOP, use_poll=True, map=sockets, count=1)

    thread = threading.Thread(target=attend, daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        # Nothing may be closed that somebody still attends to: neither this thread, nor one that
        # has answered already and has not done yet.
        stopping.set()
        thread.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets, ignore_all=True)


def check_answers(address: str, pages: Iterable[str] = ("/", "/sample")) -> None:
    """Ask for pages, by default the home page and the sample; NoAnswer if one is not served."""
    import urllib.request

    for page in pages:
        try:
            with urllib.request.urlopen(address + page, timeout=SECONDS_TO_ANSWER) as answer:  # noqa: S310 — our own address
                answer.read()
        except OSError as fault:
            raise NoAnswer(address + page, fault) from fault


def prepare_sample(app: Flask, var: Path, address: str) -> Iterator[str]:
    """Put the sample organization into the database and its reports into the folder.

    Both are done in the edition of every language.  What is there already is left alone, so
    that a second run is quick.
    """
    from assess.web.samples import keep_sample

    for spoken in language.languages():
        with app.app_context():
            link = keep_sample(QUESTIONNAIRE, SAMPLE, spoken, var)
        yield gettext(N_("Sample organization in {language}: {link}")).format(
            language=language.NAMES[spoken], link=f"{address}/a/{link}/"
        )
    yield from _print_sample(app, var)


def _print_sample(app: Flask, var: Path) -> Iterator[str]:
    from assess import __version__
    from assess.cli.results import write_report
    from assess.core.report import compile_report
    from assess.rendering.presentation import Presentation

    services = app.extensions["assess"]
    library = services.library
    for spoken in language.languages():
        edition = library.examples(QUESTIONNAIRE, spoken)[SAMPLE]
        questionnaire, assessment = library.assessment(edition)
        report = compile_report(questionnaire, assessment, library.benchmark, engine=__version__)
        path = var / f"{SAMPLE}-{spoken}.pdf"
        presentation = Presentation(language=spoken, brand=services.brand)
        noted, origin = path.with_suffix(".seal"), f"{report.seal} {presentation.digest}"
        if not (path.exists() and noted.exists() and noted.read_text() == origin):
            write_report(report, presentation, path, "pdf")
            noted.write_text(origin)
        yield gettext("Its report: {path}").format(path=path)
