"""How a command is told to the parser, and the options that mean the same in several commands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assess.language import gettext


def add_command(
    commands: Any, name: str, *parents: argparse.ArgumentParser, runs: tuple[str, str], told: str
) -> argparse.ArgumentParser:
    """A command with the options of these parents; it runs a function of a module here."""
    command: argparse.ArgumentParser = commands.add_parser(name, parents=parents, help=told)
    command.set_defaults(command=runs)
    return command


def add_json(command: argparse.ArgumentParser, told: str) -> None:
    """`--json`."""
    command.add_argument("--json", action="store_true", help=told)


def add_once(command: argparse.ArgumentParser) -> None:
    """`--once`, of what serves pages."""
    command.add_argument(
        "--once", action="store_true", help=gettext("check that the site answers, then stop")
    )


def add_overwrite(command: argparse.ArgumentParser) -> None:
    """`--overwrite`, of what may have been filled in since it was written."""
    command.add_argument(
        "--overwrite", action="store_true", help=gettext("write the file even if it is there")
    )


def add_output_folder(command: argparse.ArgumentParser) -> None:
    """`-o DIR`, which may be left out."""
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path(),
        metavar="DIR",
        help=gettext("folder to write into (default: this one)"),
    )
