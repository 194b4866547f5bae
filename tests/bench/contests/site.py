"""Pages of the site, and answers kept, through Flask's test client, without a server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from assess.app import create_app
from assess.language import SOURCE
from assess.settings import Settings
from assess.storage.answers import Saved
from assess.storage.assessments import AssessmentStore
from assess.web.samples import keep_sample
from tests.bench.documents import QUESTIONNAIRE, SHORT
from tests.bench.measure import ROUNDS, Contender, Row, Scope, compare


@contextmanager
def _site(folder: Path) -> Iterator[tuple[Flask, FlaskClient, str]]:
    """The site with the sample assessment: application, visitor and the sample's path."""
    app = create_app(Settings.from_environ({"ASSESS_VAR": str(folder / "var")}))
    try:
        with app.app_context():
            token = keep_sample(QUESTIONNAIRE, SHORT, SOURCE, folder)
        yield app, app.test_client(), f"/a/{token}"
    finally:
        app.extensions["assess"].engine.dispose()


def _get(client: FlaskClient, path: str) -> Contender:
    def get() -> object:
        answer = client.get(path, buffered=True)
        assert answer.status_code == 200, f"{path}: {answer.status}"
        return answer

    return get


def pages(scope: Scope) -> Iterator[Row]:
    """What a page costs beside the smallest one that Flask can make."""
    hello = Flask("hello")
    hello.add_url_rule("/", view_func=lambda: "hello")
    with _site(scope.folder) as (_, client, sample):
        yield from compare(
            "page",
            {
                "the assessment's page": _get(client, f"{sample}/"),
                "an answer page": _get(client, f"{sample}/leadership"),
                "the result": _get(client, f"{sample}/result"),
            },
            ("bare Flask hello", _get(hello.test_client(), "/")),
            calls=3,
            yardstick_calls=300,
            rounds=scope.turns(ROUNDS),
        )


def autosave(scope: Scope) -> Iterator[Row]:
    """One answer kept, through the site and by the store alone."""
    with _site(scope.folder) as (app, client, sample):
        headers = {"X-CSRFToken": client.get("/csrf").get_json()["token"]}
        attempts = count(1)
        path = f"{sample}/answers/L1/note"
        at = {"rev": 1}  # the sample itself has a note there

        def put() -> None:
            body = {"value": "x", "base_rev": at["rev"], "op_id": f"bench-{next(attempts)}"}
            answer = client.put(path, json=body, headers=headers)
            assert answer.status_code == 200, answer.get_data(as_text=True)
            at["rev"] = answer.get_json()["rev"]

        yield from compare(
            "autosave",
            {"PUT of one answer": put},
            ("a view of the same site", _get(client, "/csrf")),
            calls=20,
            yardstick_calls=100,
            rounds=scope.turns(ROUNDS),
        )
        yield from _store_alone(app, scope, sample)


def _store_alone(app: Flask, scope: Scope, sample: str) -> Iterator[Row]:
    store: AssessmentStore = app.extensions["assess"].store
    record = store.find(sample.removeprefix("/a/"))
    attempts = count(1)
    at = {"rev": 1}

    def save() -> None:
        outcome = store.save(
            record.id,
            "L4",
            "note",
            "x",
            base_rev=at["rev"],
            op_id=f"bench-{next(attempts)}",
            actor="bench",
        )
        assert isinstance(outcome, Saved)
        at["rev"] = outcome.rev

    with closing(sqlite3.connect(scope.folder / "bare.sqlite", isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("PRAGMA synchronous=FULL")
        bare.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, value TEXT)")

        def commit() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO answer (value) VALUES ('x')")
            bare.execute("COMMIT")

        yield from compare(
            "autosave",
            {"store.save": save},
            ("a bare SQLite commit, FULL", commit),
            calls=50,
            yardstick_calls=50,
            rounds=scope.turns(ROUNDS),
        )
