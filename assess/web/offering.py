"""What this site offers, in step with what its operator releases and withdraws in any process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock

from flask import Flask, current_app, request

from assess.core.questionnaire import Questionnaire
from assess.definitions.drafting.previews import digest_of
from assess.definitions.releasing.judging import Judged, judge
from assess.definitions.releasing.releases import trial
from assess.definitions.releasing.shelf import Draft
from assess.web.context import services

_renewing = Lock()


def prepare(app: Flask) -> None:
    """Look before every page whether something else is offered by now."""
    app.before_request(_look_again)


def _look_again() -> None:
    endpoint = request.endpoint or ""
    if not endpoint.endswith("static") and services().is_outdated():
        renew()


def renew() -> None:
    """Offer what lies on the shelf now."""
    with _renewing:
        if services().is_outdated():
            now = services().renewed()
            for id, fault in now.library.faulty.items():
                current_app.logger.error("%s is not offered: %s", id, fault)
            current_app.extensions["assess"] = now


def judged(draft: Draft) -> Judged:
    """What is said about a draft, and what releasing it here would do."""
    here = services()
    return judge(draft.folder, here.shelf.history(draft.id, here.library.behind(draft.id)))


def tried(draft: Draft) -> tuple[Questionnaire, str]:
    """A draft as it is tried, and its source; InvalidDefinition where it cannot be."""
    return _tried(draft.folder, digest_of(draft.folder))


@lru_cache(maxsize=8)
def _tried(folder: Path, digest: str) -> tuple[Questionnaire, str]:
    """The same; the digest is what it changes with."""
    return trial(folder)
