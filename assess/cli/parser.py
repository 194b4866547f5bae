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
)
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
        _add_score,
        _add_explain,
        _add_report,
        _add_verify,
        _add_sheet,
        _add_translate,
        add_new,
        add_import,
        add_preview,
        add_diff,
        add_release,
        add_migrate,
        _add_survey,
        _add_serve,
    ):
        add(commands, common)
    return made


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--lang",
        dest="language",
        choices=language.languages(),
        help=gettext("language of the output (default: that of the terminal)"),
    )
    common.add_argument(
        "--questionnaires",
        type=Path,
        metavar="DIR",
        help=gettext("folder of questionnaires (default: the shipped ones)"),
    )
    return common


def _add_before(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--before",
        type=Path,
        metavar="ANSWERS",
        help=gettext("an earlier assessment, to tell what moved since"),
    )


def _add_check(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess check PATH…`."""
    command = commands.add_parser(
        "check",
        parents=[common],
        help=gettext("find every problem in questionnaires, benchmarks and answers files"),
    )
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    _add_format(command)
    command.set_defaults(command=("checking", "check"))


def _add_lint(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess lint PATH…`."""
    command = commands.add_parser(
        "lint",
        parents=[common],
        help=gettext("find what a reader of a questionnaire would stumble over"),
    )
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE",
        help=gettext("leave this rule out; may be given several times"),
    )
    _add_format(command)
    command.set_defaults(command=("checking", "lint"))


def _add_schema(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess schema [KIND] -o FILE`."""
    command = commands.add_parser(
        "schema",
        parents=[common],
        help=gettext("print the JSON Schema of a kind of file, for editors"),
    )
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
    command.set_defaults(command=("schemas", "schema"))


def _add_format(command: argparse.ArgumentParser) -> None:
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
    command = commands.add_parser(
        "sheet",
        parents=[common],
        help=gettext("write what is asked into a workbook or an answers file, to be filled in"),
    )
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
    command.set_defaults(command=("sheets", "sheet"))


def _add_translate(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess translate export|import`."""
    command = commands.add_parser(
        "translate", help=gettext("send the texts of a questionnaire to translators and back")
    )
    ways = command.add_subparsers(metavar="export|import", required=True)
    _add_translate_export(ways, common)
    _add_translate_import(ways, common)


def _add_translate_export(ways: Any, common: argparse.ArgumentParser) -> None:
    """`assess translate export QUESTIONNAIRE --to LANG -o FILE.xlsx|FILE.po`."""
    command = ways.add_parser(
        "export",
        parents=[common],
        help=gettext("write every text into a workbook or a .po file"),
    )
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
    command.set_defaults(command=("translation", "export"))


def _add_translate_import(ways: Any, common: argparse.ArgumentParser) -> None:
    """`assess translate import FILE --into QUESTIONNAIRE`."""
    command = ways.add_parser(
        "import",
        parents=[common],
        help=gettext("put what translators wrote into the questionnaire"),
    )
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
    command.set_defaults(command=("translation", "take"))


def _add_score(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess score ANSWERS [--json]`."""
    command = commands.add_parser(
        "score", parents=[common], help=gettext("score an answers file and name its level")
    )
    command.add_argument("answers", type=Path, metavar="ANSWERS")
    _add_before(command)
    command.add_argument("--json", action="store_true", help=gettext("print the result as JSON"))
    command.set_defaults(command=("results", "score"))


def _add_explain(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess explain ANSWERS ITEM|DIMENSION|total`."""
    command = commands.add_parser(
        "explain", parents=[common], help=gettext("show how a number comes about")
    )
    command.add_argument("answers", type=Path, metavar="ANSWERS")
    command.add_argument("subject", metavar="ITEM|DIMENSION|total")
    command.add_argument("--json", action="store_true", help=gettext("print it as JSON"))
    command.set_defaults(command=("results", "explain"))


def _add_report(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess report ANSWERS -o FILE.pdf|.xlsx|…` or `assess report --all DIR -o DIR`."""
    command = commands.add_parser(
        "report", parents=[common], help=gettext("write the report of an answers file")
    )
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
    command.set_defaults(command=("results", "report"))


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


def _add_verify(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess verify FILE.pdf…`."""
    command = commands.add_parser(
        "verify",
        parents=[common],
        help=gettext("work a PDF report out again and tell whether it is genuine"),
    )
    command.add_argument("files", nargs="+", type=Path, metavar="FILE.pdf")
    command.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar="PEM",
        help=gettext("genuine only if signed by who this root vouches for; may be given again"),
    )
    command.add_argument("--json", action="store_true", help=gettext("print the verdict as JSON"))
    command.set_defaults(command=("verification", "verify"))


def _add_survey(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess survey FILE.csv [--survey ID]`."""
    command = commands.add_parser(
        "survey",
        parents=[common],
        help=gettext("count what customers answered, each measure with its interval"),
    )
    command.add_argument("file", type=Path, metavar="FILE.csv")
    command.add_argument(
        "--survey",
        default="customer-voice",
        metavar="ID",
        help=gettext("which survey they answered (default: customer-voice)"),
    )
    command.add_argument("--json", action="store_true", help=gettext("print the result as JSON"))
    command.set_defaults(command=("surveys", "survey"))


def _add_serve(commands: Any, common: argparse.ArgumentParser) -> None:
    """`assess serve`."""
    command = commands.add_parser("serve", parents=[common], help=gettext("run the site"))
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument(
        "--demo",
        action="store_true",
        help=gettext("load a sample organization and print its reports"),
    )
    command.add_argument(
        "--once", action="store_true", help=gettext("check that the site answers, then stop")
    )
    command.set_defaults(command=("site", "serve"))
