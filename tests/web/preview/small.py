"""A small draft in a folder, and a site that shows it."""

from pathlib import Path

from flask import Flask

from assess.app import create_app
from assess.settings import Settings
from tests.definitions.files import MANIFEST, spoilt
from tests.web.conftest import Visitor

DRAFT = spoilt(MANIFEST, ("status: released", "status: draft"))
QUESTION = "text: What is there?"
OTHER = "text: What else is there?"


def site(var: Path) -> Flask:
    """A site without questionnaires."""
    (var / "none").mkdir(parents=True)
    settings = Settings(
        var=var,
        database_url=f"sqlite:///{var}/assess.sqlite",
        secret_key=b"k" * 32,
        questionnaires=var / "none",
    )
    return create_app(settings)


def save(folder: Path, name: str, text: str, *changes: tuple[str, str]) -> None:
    (folder / name).write_text(spoilt(text, *changes), encoding="utf-8")


def begin(author: Visitor, form: str = "full") -> str:
    """The secret link of a new filling, as far as its last slash."""
    address = str(author.post("/start", {"form": form}).headers["Location"])
    return address[: address.index("/", 3) + 1]


def follow(author: Visitor, path: str) -> str:
    """Where a page leads to in the end."""
    page = author.client.get(path, follow_redirects=True)
    assert page.status_code == 200, path
    return page.request.path
