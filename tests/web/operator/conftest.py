"""A site with an operator, who signs in and sends questionnaires."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from assess.app import create_app
from assess.settings import Settings
from assess.web import access
from tests.definitions.files import FILES, MANIFEST, TWO, spoilt, write
from tests.web.conftest import NOON, Visitor

KEY = "the operator's key, which nobody can guess"
QUESTION = "text: What is there?"
BROKEN = spoilt(TWO, (QUESTION, f"wieght: 3\n    {QUESTION}"))
OTHER = spoilt(TWO, (QUESTION, "text: What else is there?"))


def manifest(version: str = "1.0.0", *changes: tuple[str, str]) -> str:
    draft = ("status: released", "status: draft")
    return spoilt(MANIFEST, ('"1.0.0"', f'"{version}"'), draft, *changes)


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """What comes with this program: what the site is about, and nothing else."""
    folder = tmp_path / "shipped" / "customer-management"
    folder.mkdir(parents=True)
    write(folder, manifest=spoilt(MANIFEST, ("id: small", "id: customer-management")))
    return tmp_path / "shipped"


def site(var: Path, shipped: Path, key: str = KEY) -> Flask:
    var.mkdir(exist_ok=True)
    settings = Settings(
        var=var,
        database_url=f"sqlite:///{var}/assess.sqlite",
        secret_key=b"k" * 32,
        operator_key=key.encode(),
        questionnaires=shipped,
    )
    made = create_app(settings)
    made.config["CLOCK"] = lambda: NOON
    return made


@pytest.fixture
def app(var: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setattr(access, "LONGEST_PAUSE", 0.0)
    made = site(var, shipped)
    yield made
    made.extensions["assess"].engine.dispose()


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    assert signed_in(visitor).status_code == 303
    return visitor


def signed_in(visitor: Visitor, key: str = KEY, wanted: str = "/operator") -> TestResponse:
    return visitor.post("/operator/sign-in", {"key": key, "wanted": wanted})


def zipped(**files: str) -> tuple[io.BytesIO, str]:
    made = io.BytesIO()
    given = {f"{stem}.yaml": text for stem, text in files.items()}
    with ZipFile(made, "w") as archive:
        for name, text in (FILES | {"manifest.yaml": manifest()} | given).items():
            archive.writestr(f"small/{name}", text)
    made.seek(0)
    return made, "small.zip"


def sent(operator: Visitor, path: str = "/operator", **files: str) -> str:
    """The address of the draft of what is sent."""
    reply = operator.post(path, {"zip": zipped(**files)})
    assert reply.status_code == 303, reply.text
    return str(reply.headers["Location"]).removesuffix("#content")


def released(operator: Visitor, draft: str) -> TestResponse:
    found = re.search(r'name="sha256"\s+value="(\w+)"', operator.get(draft).text)
    assert found
    return operator.post(f"{draft}/release", {"sha256": found[1]})


def tried(operator: Visitor, draft: str, form: str = "full") -> str:
    reply = operator.post(f"{draft}/try", {"form": form})
    assert reply.status_code == 303
    return str(reply.headers["Location"]).rpartition("/")[0]
