"""The files of a version that is kept: one JSON object of their texts by their names.

It may come from anywhere.  A reader of all JSON would make millions of things of a hostile file
before anybody could refuse them; here is nothing but texts, and not many.
"""

from __future__ import annotations

import json
import re

MOST_FILES = 1_000

_SPACE = re.compile(r"[ \t\n\r]*")


def texts_in(data: bytes) -> dict[str, str]:
    """The texts by their names; ValueError where there is anything else."""
    text = data.decode()
    at = _behind(text, 0, "{")
    found: dict[str, str] = {}
    while len(found) < MOST_FILES:
        name, at = _text(text, at)
        found[name], at = _text(text, _behind(text, at, ":"))
        if text[at : at + 1] != ",":
            if _behind(text, at, "}") < len(text):
                break
            return found
        at = _behind(text, at, ",")
    raise ValueError("no object of texts")


def _text(text: str, at: int) -> tuple[str, int]:
    """The text in quotation marks that begins here, and where what follows it begins."""
    if text[at : at + 1] != '"':
        raise ValueError("no text")
    said, end = json.JSONDecoder().raw_decode(text, at)
    # Half a character can be written in JSON, and nowhere else.
    said.encode()
    return said, _spaces(text, end)


def _behind(text: str, at: int, sign: str) -> int:
    """The place behind a sign that must stand here or behind spaces."""
    at = _spaces(text, at)
    if text[at : at + 1] != sign:
        raise ValueError(f"no {sign}")
    return _spaces(text, at + 1)


def _spaces(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    assert found is not None, "nothing is a match too"
    return found.end()
