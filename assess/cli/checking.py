"""Commands that judge what authors wrote: check, lint."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from assess.cli.definitions import cure_of_unknown, folder_of
from assess.cli.problems import Told, render, told_of, without_repetition
from assess.cli.status import DONE, IMPOSSIBLE, PROBLEMS
from assess.definitions.checking import Checked
from assess.definitions.checking import check as check_paths
from assess.definitions.problems import UnreadableFile
from assess.language import gettext, ngettext

if TYPE_CHECKING:
    from assess.definitions.wording.lint import Linted


def check(options: argparse.Namespace) -> int:
    """Print every problem in the named files and folders; 0 when there is none."""
    checked = check_paths(options.paths, folder_of(options))
    _print(told_of(checked.problems, checked.warnings), options)
    if options.format == "text" and checked.number:
        print(_verdict(checked))
    if cure := cure_of_unknown(options, checked.problems):
        print(f"assess: {cure}", file=sys.stderr)
    return _status(checked.problems, checked.unreadable)


def lint(options: argparse.Namespace) -> int:
    """Print what a reader would stumble over; 0 when there is nothing."""
    from assess.definitions.wording.lint import lint as lint_paths

    ignored = [code for given in options.ignore for code in given.split(",")]
    linted = lint_paths(options.paths, ignored)
    _print(told_of(linted.problems, linted.remarks), options)
    if options.format == "text" and linted.number:
        print(_remarked(linted))
    return _status([*linted.problems, *linted.remarks], linted.unreadable)


def _print(told: list[Told], options: argparse.Namespace) -> None:
    left: dict[str, int] = {}
    if options.format == "text" and not options.all:
        told, left = without_repetition(told)
    if printed := render(told, options.format):
        print(printed)
    for code, number in left.items():
        said = ngettext(
            "{code}: {number} more like these — see it with --all",
            "{code}: {number} more like these — see them with --all",
            number,
        )
        print(said.format(code=code, number=number))


def _status(found: Iterable[object], unreadable: Iterable[UnreadableFile]) -> int:
    """2 when not all could be read, and why not on the error output; 1 when something was found."""
    unread = list(unreadable)
    for fault in unread:
        print(f"assess: {fault}", file=sys.stderr)
    if unread:
        return IMPOSSIBLE
    return PROBLEMS if any(True for _ in found) else DONE


def _verdict(checked: Checked) -> str:
    said = [_problems(len(checked.problems))] if checked.problems else []
    if not said:
        told = ngettext(
            "{number} checked: no problems", "{number} checked: no problems", checked.number
        )
        said.append(told.format(number=checked.number))
    if number := len(checked.warnings):
        said.append(ngettext("{number} warning", "{number} warnings", number).format(number=number))
    return gettext(", ").join(said)


def _remarked(linted: Linted) -> str:
    said = [_problems(len(linted.problems))] if linted.problems else []
    if number := len(linted.remarks):
        said.append(ngettext("{number} remark", "{number} remarks", number).format(number=number))
    if said:
        return gettext(", ").join(said)
    number = linted.number
    told = ngettext("{number} read: no remarks", "{number} read: no remarks", number)
    return told.format(number=number)


def _problems(number: int) -> str:
    return ngettext("{number} problem", "{number} problems", number).format(number=number)
