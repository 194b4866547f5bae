"""The options of the commands that make questionnaires, try them, and go to their next version."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assess.language import gettext

TYPES = ("maturity", "checklist", "coverage", "kpi", "choice", "rating")
"""Types of items; a test holds them equal to those there are, whose import takes time."""


def add_new(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess new questionnaire ID`, `assess new dimension ID`, `assess new item TYPE ID`."""
    command = commands.add_parser(
        "new", help=gettext("write the beginning of a questionnaire, a dimension or an item")
    )
    what = command.add_subparsers(metavar="questionnaire|dimension|item", required=True)
    languages, output = _languages(), _place()
    made = what.add_parser(
        "questionnaire",
        parents=[output, languages, common],
        help=gettext("a folder with a manifest and a first dimension"),
    )
    made.set_defaults(command=("authoring", "new_questionnaire"))
    made = what.add_parser(
        "dimension",
        parents=[output, languages, common],
        help=gettext("a file with a first item, beside the manifest"),
    )
    made.set_defaults(command=("authoring", "new_dimension"))
    made = what.add_parser(
        "item", parents=[languages, common], help=gettext("an item with all its keys")
    )
    made.add_argument("type", choices=TYPES, metavar="|".join(TYPES))
    made.add_argument("id", metavar="ID")
    made.add_argument(
        "--into",
        type=Path,
        metavar="FILE.yaml",
        help=gettext("add it at the end of this dimension (default: print it)"),
    )
    made.set_defaults(command=("authoring", "new_item"))


def _languages() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(add_help=False)
    made.add_argument(
        "--languages",
        metavar="en,zh-Hans",
        help=gettext("languages of the texts, the source first (default: those of the manifest)"),
    )
    return made


def _place() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(add_help=False)
    made.add_argument("id", metavar="ID")
    made.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path(),
        metavar="DIR",
        help=gettext("folder to write into (default: this one)"),
    )
    return made


def add_import(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess import xlsform|ciso-assistant|samm SOURCE -o DIR`."""
    command = commands.add_parser(
        "import", help=gettext("write a questionnaire of another tool as a draft")
    )
    kinds = command.add_subparsers(metavar="xlsform|ciso-assistant|samm", required=True)
    for name, what, told in (
        ("xlsform", "FILE.xlsx", gettext("a form in a workbook, as ODK and KoboToolbox have it")),
        ("ciso-assistant", "FILE.yaml", gettext("a library of CISO Assistant with a framework")),
        ("samm", "DIR", gettext("the folder of a model of OWASP SAMM")),
    ):
        made = kinds.add_parser(name, parents=[common], help=told)
        made.add_argument("file", type=Path, metavar=what)
        made.add_argument(
            "-o",
            "--output",
            type=Path,
            default=Path(),
            metavar="DIR",
            help=gettext("folder to write into (default: this one)"),
        )
        made.set_defaults(command=("importing", name.replace("-", "_")))


def add_diff(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess diff OLD NEW`."""
    command = commands.add_parser(
        "diff",
        parents=[common],
        help=gettext("tell what is different between two versions, and which step of it is due"),
    )
    for name in ("old", "new"):
        command.add_argument(
            name,
            metavar=name.upper(),
            help=gettext("a folder, a file, or ID@VERSION"),
        )
    command.add_argument("--json", action="store_true", help=gettext("print it as JSON"))
    command.set_defaults(command=("authoring", "diff"))


def add_release(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess release PATH`."""
    command = commands.add_parser(
        "release",
        parents=[common],
        help=gettext("check a questionnaire, then lock this version for ever"),
    )
    command.add_argument("path", type=Path, metavar="PATH")
    command.set_defaults(command=("authoring", "release"))


def add_migrate(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess migrate ANSWERS --to VERSION|PATH [-o FILE]`."""
    command = commands.add_parser(
        "migrate",
        parents=[common],
        help=gettext("carry an answers file to a later version of its questionnaire"),
    )
    command.add_argument("answers", type=Path, metavar="ANSWERS")
    command.add_argument(
        "--to",
        required=True,
        metavar="VERSION|PATH",
        help=gettext("the later version, or where it lies"),
    )
    command.add_argument(
        "--from",
        dest="origin",
        metavar="PATH",
        help=gettext("where the version lies that was answered, if it is not kept here"),
    )
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=gettext("the file to write (default: only tell what would become of the answers)"),
    )
    command.add_argument(
        "--overwrite", action="store_true", help=gettext("write the file even if it is there")
    )
    command.add_argument("--json", action="store_true", help=gettext("print it as JSON"))
    command.set_defaults(command=("migration", "migrate"))


def add_preview(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess preview PATH`."""
    command = commands.add_parser(
        "preview",
        parents=[common],
        help=gettext("show a draft as respondents will see it, with its problems, after each save"),
    )
    command.add_argument("path", type=Path, metavar="PATH")
    command.add_argument("--port", type=int, default=8001, metavar="N")
    command.add_argument(
        "--once", action="store_true", help=gettext("check that the site answers, then stop")
    )
    command.set_defaults(command=("preview", "preview"))
