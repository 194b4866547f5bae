"""What every page has in common: headers, and addresses of static files that name their content."""

from __future__ import annotations

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from werkzeug.security import safe_join

CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
A_YEAR = "max-age=31536000"


def prepare(app: Flask) -> None:
    """Set headers on every answer and content hashes in every static address."""
    app.after_request(with_headers)
    app.url_defaults(with_content_hash)


def with_headers(response: Response) -> Response:
    """The same protection everywhere; only static files may be kept."""
    response.headers.update(HEADERS)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers["Strict-Transport-Security"] = f"{A_YEAR}; includeSubDomains"
    if not _is_static(request.endpoint):
        response.headers["Cache-Control"] = "no-store"
    elif response.status_code == HTTPStatus.OK and "v" in request.args:
        response.headers["Cache-Control"] = f"public, {A_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    if request.path.startswith(("/a/", "/s/", "/operator")):
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def with_content_hash(endpoint: str, values: dict[str, Any]) -> None:
    """A changed file gets another address, so that browsers may keep the old one for ever."""
    if _is_static(endpoint) and "v" not in values:
        folder = _static_folder(endpoint)
        path = safe_join(folder, values["filename"]) if folder else None
        if path is not None:
            values["v"] = content_hash(Path(path))


@cache
def content_hash(path: Path) -> str:
    """The first digits of a file's digest; files do not change while the program runs."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "none"


def _is_static(endpoint: str | None) -> bool:
    return endpoint is not None and endpoint.split(".")[-1] == "static"


def _static_folder(endpoint: str) -> str | None:
    owner = (
        current_app.blueprints[endpoint.split(".", maxsplit=1)[0]]
        if "." in endpoint
        else current_app
    )
    return owner.static_folder
