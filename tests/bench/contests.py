"""What is measured, each against a yardstick that does not change when our code does."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from assess import __version__, resources
from assess.app import create_app
from assess.core.assessment import Assessment
from assess.core.benchmark import Benchmark
from assess.core.benchmark import compare as compare_with_others
from assess.core.maturity import level_of
from assess.core.questionnaire import Dimension, Item, Questionnaire
from assess.core.recommendations import Recommendation, recommend
from assess.core.report import compile_report
from assess.core.result import result_of
from assess.core.scoring import score
from assess.definitions.library import Library
from assess.language import SOURCE
from assess.rendering import pdf
from assess.rendering.presentation import Presentation
from assess.settings import Settings
from assess.storage.answers import Saved
from assess.storage.assessments import AssessmentStore
from assess.web.samples import keep_sample
from tests.bench.measure import Measured, compare

QUESTIONNAIRE, EXAMPLE = "customer-management", "harbour"
MANY_ITEMS = 83


def _example() -> tuple[Library, Questionnaire, Assessment]:
    library = Library(resources.questionnaires())
    return library, *library.assessment(_example_path())


def _example_path() -> Path:
    return resources.questionnaires() / QUESTIONNAIRE / "examples" / f"{EXAMPLE}.yaml"


def one_assessment(folder: Path) -> list[Measured]:
    """S3: score, level, compare and advise; and all that a report needs besides."""
    library, questionnaire, assessment = _example()
    asked = sum(item.core for item in questionnaire.items())
    bigger, answered = enlarged(questionnaire, assessment, MANY_ITEMS)
    result = result_of(
        compile_report(questionnaire, assessment, library.benchmark, engine=__version__)
    )
    return compare(
        "S3",
        {
            f"score to advice, {MANY_ITEMS} items": lambda: _advised(
                bigger, answered, library.benchmark
            ),
            f"compile_report, {asked} items": lambda: compile_report(
                questionnaire, assessment, library.benchmark, engine=__version__
            ),
            f"compile_report, {MANY_ITEMS} items": lambda: compile_report(
                bigger, answered, library.benchmark, engine=__version__
            ),
        },
        ("json.dumps of the result", lambda: json.dumps(result)),
        calls=5,
        yardstick_calls=200,
    )


def _advised(
    questionnaire: Questionnaire, assessment: Assessment, benchmark: Benchmark | None
) -> tuple[Recommendation, ...]:
    """Steps 5 to 8 of the path of data."""
    facts = assessment.organization.facts
    scorecard = score(
        questionnaire,
        assessment.answers,
        purpose=assessment.purpose,
        form=questionnaire.form(assessment.form),
        profile=questionnaire.profile(assessment.profile),
        facts=facts,
    )
    decision = level_of(scorecard)
    compare_with_others(scorecard, benchmark, facts=facts, year=assessment.assessed_on.year)
    return recommend(scorecard, decision, assessment.priorities)


def enlarged(
    questionnaire: Questionnaire, assessment: Assessment, size: int
) -> tuple[Questionnaire, Assessment]:
    """The same questionnaire with its core items repeated under new ids, and the answers too."""
    core = [item for item in questionnaire.items() if item.core]
    copies = {item.id: [item.id] for item in core}
    for n in range(len(core), size):
        id = core[n % len(core)].id
        copies[id].append(f"{id}x{n // len(core)}")

    def repeated(item: Item) -> Iterator[Item]:
        for id in copies.get(item.id, ()):
            yield replace(item, id=id)

    def grown(dimension: Dimension) -> Dimension:
        return replace(dimension, items=tuple(c for i in dimension.items for c in repeated(i)))

    dimensions = tuple(grown(dimension) for dimension in questionnaire.dimensions)
    answers = {id: assessment.answers[first] for first, ids in copies.items() for id in ids}
    return replace(questionnaire, dimensions=dimensions), replace(assessment, answers=answers)


def command_line(folder: Path) -> list[Measured]:
    """C1: the command from cold."""

    def started(*arguments: str) -> Callable[[], object]:
        command = [sys.executable, *arguments]
        return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    return compare(
        "C1",
        {
            "assess score ANSWERS": started("-m", "assess", "score", str(_example_path())),
            "assess --version": started("-m", "assess", "--version"),
        },
        ("python -c pass", started("-c", "pass")),
        calls=2,
        yardstick_calls=4,
        rounds=9,
    )


def report(folder: Path) -> list[Measured]:
    """The whole PDF against one line in the same kind of child process."""
    library, questionnaire, assessment = _example()
    compiled = compile_report(questionnaire, assessment, library.benchmark, engine=__version__)
    line = {
        "html": "<!DOCTYPE html><html lang=en><title>One line</title><p>One line.",
        "documents": {},
        "identifier": compiled.seal,
        "day": "2026-10-01",
        "attachments": [],
    }
    job = json.dumps(line).encode()
    return compare(
        "report",
        {
            "render_report, English": lambda: pdf.render_report(
                compiled, Presentation(language="en")
            ),
            "render_report, Chinese": lambda: pdf.render_report(
                compiled, Presentation(language="zh-Hans")
            ),
        },
        ("one line, same child", lambda: pdf._printed(job)),
        rounds=5,
    )


def _hello() -> FlaskClient:
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    return app.test_client()


@contextmanager
def _site(folder: Path) -> Iterator[tuple[Flask, FlaskClient, str]]:
    """The site with the sample assessment: application, visitor and the sample's path."""
    app = create_app(Settings.from_environ({"ASSESS_VAR": str(folder / "var")}))
    try:
        with app.app_context():
            token = keep_sample(QUESTIONNAIRE, EXAMPLE, SOURCE, folder)
        yield app, app.test_client(), f"/a/{token}"
    finally:
        app.extensions["assess"].engine.dispose()


def _get(client: FlaskClient, path: str) -> Callable[[], object]:
    def get() -> object:
        answer = client.get(path, buffered=True)
        assert answer.status_code == 200, f"{path}: {answer.status}"
        return answer

    return get


def pages(folder: Path) -> list[Measured]:
    """Pages of the site through Flask's test client, without a server."""
    with _site(folder) as (_, client, sample):
        contenders = {
            "the assessment's page": _get(client, f"{sample}/"),
            "an answer page": _get(client, f"{sample}/leadership"),
            "the result": _get(client, f"{sample}/result"),
        }
        hello = _get(_hello(), "/")
        return compare(
            "page", contenders, ("bare Flask hello", hello), calls=3, yardstick_calls=300
        )


def autosave(folder: Path) -> list[Measured]:
    """One answer kept, through the site and by the store alone."""
    with _site(folder) as (app, client, sample):
        headers = {"X-CSRFToken": client.get("/csrf").get_json()["token"]}
        attempts = count(1)
        path = f"{sample}/answers/L1/note"
        at = {"rev": 1}  # the sample itself has a note there

        def put() -> None:
            body = {"value": "x", "base_rev": at["rev"], "op_id": f"bench-{next(attempts)}"}
            answer = client.put(path, json=body, headers=headers)
            assert answer.status_code == 200, answer.get_data(as_text=True)
            at["rev"] = answer.get_json()["rev"]

        csrf = _get(client, "/csrf")
        through_site = compare(
            "autosave",
            {"PUT of one answer": put},
            ("a view of the same site", csrf),
            calls=20,
            yardstick_calls=100,
        )
        return through_site + _store_alone(app, folder, sample)


def _store_alone(app: Flask, folder: Path, sample: str) -> list[Measured]:
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

    bare = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    try:
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("PRAGMA synchronous=FULL")
        bare.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, value TEXT)")

        def commit() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO answer (value) VALUES ('x')")
            bare.execute("COMMIT")

        return compare(
            "autosave",
            {"store.save": save},
            ("a bare SQLite commit, FULL", commit),
            calls=50,
            yardstick_calls=50,
        )
    finally:
        bare.close()


CONTESTS: dict[str, Callable[[Path], list[Measured]]] = {
    "S3": one_assessment,
    "C1": command_line,
    "report": report,
    "page": pages,
    "autosave": autosave,
}
