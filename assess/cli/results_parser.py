"""The options of the commands that work out what was answered, report it, and verify reports."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assess.cli.options import add_command, add_json
from assess.language import gettext


def add_score(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess score ANSWERS [--json]`."""
    told = gettext("score an answers file and name its level")
    command = add_command(commands, "score", common, runs=("results", "score"), told=told)
    command.add_argument("answers", type=Path, metavar="ANSWERS")
    _add_before(command)
    add_json(command, gettext("print the result as JSON"))


def add_explain(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess explain ANSWERS ITEM|DIMENSION|total`."""
    told = gettext("show how a number comes about")
    command = add_command(commands, "explain", common, runs=("results", "explain"), told=told)
    command.add_argument("answers", type=Path, metavar="ANSWERS")
    command.add_argument("subject", metavar="ITEM|DIMENSION|total")
    add_json(command, gettext("print it as JSON"))


def _add_before(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--before",
        type=Path,
        metavar="ANSWERS",
        help=gettext("an earlier assessment, to tell what moved since"),
    )


def add_report(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess report ANSWERS -o FILE.pdf|.xlsx|…` or `assess report --all DIR -o DIR`."""
    told = gettext("write the report of an answers file")
    command = add_command(commands, "report", common, runs=("results", "report"), told=told)
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("answers", nargs="?", type=Path, metavar="ANSWERS")
    which.add_argument(
        "--all",
        type=Path,
        metavar="DIR",
        help=gettext("instead, write the reports of all answers files below a folder"),
    )
    _add_before(command)
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE|DIR",
        help=gettext("the file to write; with --all, the folder to write into"),
    )
    _add_batch(command)
    command.add_argument(
        "--edition",
        choices=("full", "summary", "board"),
        help=gettext("of a PDF: the whole (default), four pages, or one page for the board"),
    )
    command.add_argument(
        "--paper", choices=("A4", "Letter"), help=gettext("of a PDF (default: A4)")
    )
    command.add_argument(
        "--brand", type=Path, metavar="DIR", help=gettext("print under the name of this brand")
    )
    _add_signature(command)


def _add_batch(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--jobs",
        type=_jobs,
        metavar="N",
        help=gettext("with --all, how many at once (default: one for each processor)"),
    )
    command.add_argument(
        "--format", metavar="pdf|xlsx|…", help=gettext("with --all, what to write (default: pdf)")
    )


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        said = gettext("'{text}' is no number of jobs — give 1 or more")
        raise argparse.ArgumentTypeError(said.format(text=text))
    return int(text)


def _add_signature(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--sign", type=Path, metavar="KEY.pem", help=gettext("sign the PDF with this key")
    )
    command.add_argument(
        "--certificate",
        type=Path,
        metavar="CERT.pem",
        help=gettext("with --sign, the certificate of the key"),
    )
    command.add_argument(
        "--chain",
        type=Path,
        action="append",
        default=[],
        metavar="PEM",
        help=gettext("with --sign, who issued the certificate; may be given several times"),
    )


def add_verify(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess verify FILE.pdf…`."""
    told = gettext("work a PDF report out again and tell whether it is genuine")
    command = add_command(commands, "verify", common, runs=("verification", "verify"), told=told)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE.pdf")
    command.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar="PEM",
        help=gettext("genuine only if signed by who this root vouches for; may be given again"),
    )
    add_json(command, gettext("print the verdict as JSON"))
