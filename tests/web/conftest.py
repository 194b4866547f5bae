"""The site on a temporary folder, with a clock that stands still and people who visit it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assess.app import create_app
from assess.settings import Settings
from assess.web.context import Services

NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)


@dataclass
class Visitor:
    """Somebody with a browser of their own."""

    client: FlaskClient

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers=headers, buffered=True)

    def token(self) -> str:
        return str(self.client.get("/csrf").get_json()["token"])

    def post(self, path: str, data: Mapping[str, object] | None = None) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token(), **(data or {})})

    def put(
        self, path: str, value: object, *, base_rev: object = 0, op_id: object = "op"
    ) -> TestResponse:
        body = {"value": value, "base_rev": base_rev, "op_id": op_id}
        return self.client.put(
            path,
            data=json.dumps(body),
            headers={"X-CSRFToken": self.token(), "Content-Type": "application/json"},
        )

    def speak(self, language: str) -> None:
        self.client.set_cookie("language", language)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    settings = Settings.from_environ({"ASSESS_VAR": str(tmp_path_factory.mktemp("var"))})
    made = create_app(settings)
    made.config["CLOCK"] = lambda: NOON
    yield made
    made.extensions["assess"].engine.dispose()


@pytest.fixture
def services(app: Flask) -> Services:
    found = app.extensions["assess"]
    assert isinstance(found, Services)
    return found


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def stranger(app: Flask) -> Visitor:
    """Somebody else with the same link."""
    return Visitor(app.test_client())


@pytest.fixture
def hub(visitor: Visitor) -> str:
    """The address of a new assessment."""
    return str(visitor.post("/start").headers["Location"])


@pytest.fixture
def customer(stranger: Visitor) -> Visitor:
    """Somebody who is asked by the organization."""
    return stranger


@pytest.fixture
def var(services: Services) -> Path:
    return services.press.folder.parent


@pytest.fixture
def leadership(hub: str) -> str:
    """The page of its first dimension."""
    return f"{hub}leadership"


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch, var: Path) -> Mock:
    """Stands for what writes reports, which takes seconds; none of them is there yet."""
    for left in var.glob("reports/*"):
        left.unlink()
    writing = Mock()
    writing.render.side_effect = lambda *_: b"%PDF-1.7"
    monkeypatch.setattr("assess.web.press.import_module", Mock(return_value=writing))
    return writing
