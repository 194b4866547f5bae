"""Where the questionnaires and templates lie, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def questionnaires() -> Path:
    """The folder of the shipped questionnaires."""
    return _folder("questionnaires")


def templates() -> Path:
    """The folder of the templates."""
    return _folder("templates")
