"""The options of the commands that make, try and translate questionnaires and their versions."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assess.cli.options import (
    add_command,
    add_json,
    add_once,
    add_output_folder,
    add_overwrite,
)
from assess.language import gettext

TYPES = ("maturity", "checklist", "coverage", "kpi", "choice", "rating")
"""Types of items; a test holds them equal to those there are, whose import takes time."""


def add_new(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess new questionnaire ID`, `assess new dimension ID`, `assess new item TYPE ID`."""
    command = commands.add_parser(
        "new", help=gettext("write the beginning of a questionnaire, a dimension or an item")
    )
    what = command.add_subparsers(metavar="questionnaire|dimension|item", required=True)
    languages, place = _languages(), _place()
    for name, told in (
        ("questionnaire", gettext("a folder with a manifest and a first dimension")),
        ("dimension", gettext("a file with a first item, beside the manifest")),
    ):
        runs = ("authoring", f"new_{name}")
        add_command(what, name, place, languages, common, runs=runs, told=told)
    told = gettext("an item with all its keys")
    made = add_command(what, "item", languages, common, runs=("authoring", "new_item"), told=told)
    made.add_argument("type", choices=TYPES, metavar="|".join(TYPES))
    made.add_argument("id", metavar="ID")
    made.add_argument(
        "--into",
        type=Path,
        metavar="FILE.yaml",
        help=gettext("add it at the end of this dimension (default: print it)"),
    )


def _languages() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(add_help=False)
    made.add_argument(
        "--languages",
        metavar="en,zh-Hans",
        help=gettext(
            "languages of the texts, the source first (default: those of the manifest, else en)"
        ),
    )
    return made


def _place() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(add_help=False)
    made.add_argument("id", metavar="ID")
    add_output_folder(made)
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
        runs = ("importing", name.replace("-", "_"))
        made = add_command(kinds, name, common, runs=runs, told=told)
        made.add_argument("file", type=Path, metavar=what)
        add_output_folder(made)


def add_diff(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess diff OLD NEW`."""
    told = gettext("tell what is different between two versions, and which step of it is due")
    command = add_command(commands, "diff", common, runs=("authoring", "diff"), told=told)
    for name in ("old", "new"):
        command.add_argument(
            name,
            metavar=name.upper(),
            help=gettext("a folder, a file, or ID@VERSION"),
        )
    add_json(command, gettext("print it as JSON"))


def add_release(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess release PATH`."""
    told = gettext("check a questionnaire, then lock this version for ever")
    command = add_command(commands, "release", common, runs=("authoring", "release"), told=told)
    command.add_argument("path", type=Path, metavar="PATH")


def add_migrate(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess migrate ANSWERS --to VERSION|PATH [-o FILE]`."""
    told = gettext("carry an answers file to a later version of its questionnaire")
    command = add_command(commands, "migrate", common, runs=("migration", "migrate"), told=told)
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
    add_overwrite(command)
    add_json(command, gettext("print it as JSON"))


def add_preview(commands: Any, speech: argparse.ArgumentParser) -> None:
    """`assess preview PATH`, which takes no folder of questionnaires."""
    told = gettext("show a draft as respondents will see it, with its problems, after each save")
    command = add_command(commands, "preview", speech, runs=("preview", "preview"), told=told)
    command.add_argument("path", type=Path, metavar="PATH")
    command.add_argument("--port", type=int, default=8001, metavar="N")
    add_once(command)
    command.add_argument("--questionnaires", type=_no_folder, help=argparse.SUPPRESS)


def _no_folder(text: str) -> str:
    """Refuse what every other command takes, rather than not heed it."""
    said = gettext(
        "a preview shows the questionnaire at PATH alone — leave this option and '{text}' out"
    )
    raise argparse.ArgumentTypeError(said.format(text=text))


def add_translate(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess translate export|import`."""
    command = commands.add_parser(
        "translate", help=gettext("send the texts of a questionnaire to translators and back")
    )
    ways = command.add_subparsers(metavar="export|import", required=True)
    _add_translate_export(ways, common)
    _add_translate_import(ways, common)


def _add_translate_export(ways: Any, common: argparse.ArgumentParser) -> None:
    """`assess translate export QUESTIONNAIRE --to LANG -o FILE.xlsx|FILE.po`."""
    told = gettext("write every text into a workbook or a .po file")
    command = add_command(ways, "export", common, runs=("translation", "export"), told=told)
    command.add_argument("questionnaire", metavar="QUESTIONNAIRE")
    command.add_argument(
        "--to",
        required=True,
        metavar="LANG",
        help=gettext("the language to translate into, such as zh-Hant"),
    )
    command.add_argument(
        "--beside",
        default="",
        metavar="LANG",
        help=gettext("another language to show (default: one of the same kind)"),
    )
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx|FILE.po")
    add_overwrite(command)


def _add_translate_import(ways: Any, common: argparse.ArgumentParser) -> None:
    """`assess translate import FILE --into QUESTIONNAIRE`."""
    told = gettext("put what translators wrote into the questionnaire")
    command = add_command(ways, "import", common, runs=("translation", "take"), told=told)
    command.add_argument("file", type=Path, metavar="FILE.xlsx|FILE.po")
    command.add_argument("--into", required=True, metavar="QUESTIONNAIRE")
    command.add_argument(
        "--dry-run", action="store_true", help=gettext("tell what would happen, write nothing")
    )
    command.add_argument(
        "--incomplete",
        action="store_true",
        help=gettext("write also what leaves the questionnaire unusable until the rest is there"),
    )
