"""The commands and their options; a command's module is imported only when it is run."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assess import __version__, language
from assess.cli.authoring_parser import (
    add_diff,
    add_import,
    add_migrate,
    add_new,
    add_preview,
    add_release,
    add_translate,
)
from assess.cli.options import add_command, add_json, add_once, add_overwrite
from assess.cli.results_parser import add_explain, add_report, add_score, add_verify
from assess.language import gettext


def command_line() -> argparse.ArgumentParser:
    """The parser; `command` of what it parses is a module of this package and a function in it."""
    made = argparse.ArgumentParser(
        prog="assess",
        description=gettext("Measure how well an organization manages its customers."),
    )
    made.add_argument("--version", action="version", version=f"assess {__version__}")
    commands = made.add_subparsers(metavar="COMMAND", required=True)
    common = _common()
    for add in (
        _add_check,
        _add_lint,
        _add_schema,
        add_score,
        add_explain,
        add_report,
        add_verify,
        _add_sheet,
        add_translate,
        add_new,
        add_import,
        add_preview,
        add_diff,
        add_release,
        add_migrate,
        _add_survey,
        _add_serve,
    ):
        add(commands, _speech() if add is add_preview else common)
    return made


def _speech() -> argparse.ArgumentParser:
    speech = argparse.ArgumentParser(add_help=False)
    speech.add_argument(
        "--lang",
        dest="language",
        choices=language.languages(),
        help=gettext("language of the output (default: that of the terminal)"),
    )
    return speech


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, parents=[_speech()])
    common.add_argument(
        "--questionnaires",
        type=Path,
        metavar="DIR",
        help=gettext(
            "folder of questionnaires (default: ASSESS_QUESTIONNAIRES, else the shipped ones)"
        ),
    )
    return common


def _add_check(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess check PATH…`."""
    told = gettext("find every problem in questionnaires, benchmarks and answers files")
    command = add_command(commands, "check", common, runs=("checking", "check"), told=told)
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    _add_format(command)


def _add_lint(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess lint PATH…`."""
    told = gettext("find what a reader of a questionnaire would stumble over")
    command = add_command(commands, "lint", common, runs=("checking", "lint"), told=told)
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE",
        help=gettext("leave this rule out; may be given several times"),
    )
    _add_format(command)


def _add_schema(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess schema [KIND] -o FILE`."""
    told = gettext("print the JSON Schema of a kind of file, for editors")
    command = add_command(commands, "schema", common, runs=("schemas", "schema"), told=told)
    command.add_argument(
        "kind",
        nargs="?",
        choices=(
            "questionnaire",
            "dimension",
            "articles",
            "glossary",
            "calibration",
            "answers",
            "benchmark",
            "survey",
            "brand",
        ),
        help=gettext("without it, one schema for all of them"),
    )
    command.add_argument("-o", "--output", type=Path, metavar="FILE.json")


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--all",
        action="store_true",
        help=gettext("show every warning, also of a code that has many"),
    )
    command.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help=gettext("sentences with the line they are about (default), JSON, or for GitHub"),
    )
    command.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help=gettext("the same as --format json"),
    )


def _add_sheet(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess sheet QUESTIONNAIRE -o FILE.xlsx|FILE.yaml`."""
    told = gettext("write what is asked into a workbook or an answers file, to be filled in")
    command = add_command(commands, "sheet", common, runs=("sheets", "sheet"), told=told)
    command.add_argument("questionnaire", metavar="QUESTIONNAIRE")
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE.xlsx|FILE.yaml",
        help=gettext("the file to write (default: print the answers file)"),
    )
    command.add_argument(
        "--form", help=gettext("the form to ask (default: core, or that of the answers)")
    )
    command.add_argument("--role", help=gettext("ask only what this role may judge"))
    command.add_argument(
        "--answers",
        type=Path,
        metavar="ANSWERS",
        help=gettext("fill in what is answered there already"),
    )
    add_overwrite(command)


def _add_survey(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess survey FILE.csv [--survey ID]`."""
    told = gettext("count what customers answered, each measure with its interval")
    command = add_command(commands, "survey", common, runs=("surveys", "survey"), told=told)
    command.add_argument("file", type=Path, metavar="FILE.csv")
    command.add_argument(
        "--survey",
        default="customer-voice",
        metavar="ID",
        help=gettext("which survey they answered (default: customer-voice)"),
    )
    add_json(command, gettext("print the result as JSON"))


def _add_serve(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess serve`."""
    command = add_command(
        commands, "serve", common, runs=("site", "serve"), told=gettext("run the site")
    )
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument(
        "--demo",
        action="store_true",
        help=gettext("load a sample organization and print its reports"),
    )
    add_once(command)
