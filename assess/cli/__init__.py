"""The `assess` command.

Exit status: 0 done, 1 the files have problems or are not genuine (all are told), 2 it could
not be done, 130 it was stopped.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from assess import language
from assess.cli.parser import command_line
from assess.cli.status import DONE, IMPOSSIBLE, INTERRUPTED, PROBLEMS


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its status; no traceback ever reaches a person."""
    language.speak(language.of_terminal())
    options = command_line().parse_args(arguments)
    if options.language:
        language.speak(options.language)
    sys.exit(_run(options))


def _run(options: argparse.Namespace) -> int:
    module, function = options.command
    try:
        run = getattr(import_module(f"assess.cli.{module}"), function)
        status: int = run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 — a person gets sentences
        return _told(fault, options)
    return status


def _told(fault: Exception, options: argparse.Namespace) -> int:
    from assess.cli.definitions import cure_of_unknown
    from assess.cli.faults import reasons
    from assess.definitions.problems import InvalidDefinition

    invalid = isinstance(fault, InvalidDefinition)
    for reason in reasons(fault):
        # A problem begins with its place, which editors make clickable.
        print(reason if invalid else f"assess: {reason}", file=sys.stderr)
    if isinstance(fault, InvalidDefinition) and (cure := cure_of_unknown(options, fault.problems)):
        print(f"assess: {cure}", file=sys.stderr)
    return PROBLEMS if invalid else IMPOSSIBLE
