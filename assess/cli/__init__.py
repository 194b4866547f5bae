"""The `assess` command.

Exit status: 0 done, 1 the files have problems (all are told), 2 it could not be done.
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
from assess.core.faults import N_
from assess.errors import AssessError
from assess.language import gettext


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its status; no traceback ever reaches a person."""
    language.speak(language.of_terminal())
    options = command_line().parse_args(arguments)
    if options.language:
        language.speak(options.language)
    sys.exit(_run(options))


def _run(options: argparse.Namespace) -> int:
    from assess.definitions.problems import InvalidDefinition

    module, function = options.command
    try:
        run = getattr(import_module(f"assess.cli.{module}"), function)
        status: int = run(options)
        sys.stdout.flush()
    except InvalidDefinition as invalid:
        for problem in invalid.problems:
            print(problem.sentence(gettext), file=sys.stderr)
        return PROBLEMS
    except AssessError as fault:
        print(f"assess: {fault}", file=sys.stderr)
        return IMPOSSIBLE
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"assess: {where}{error.strerror or error}", file=sys.stderr)
        return IMPOSSIBLE
    except Exception as error:
        if os.environ.get("ASSESS_DEBUG"):
            raise
        told = gettext(
            N_("this is a defect of the program ({kind}); set ASSESS_DEBUG=1 to see where")
        )
        print(f"assess: {told.format(kind=type(error).__name__)}", file=sys.stderr)
        return IMPOSSIBLE
    return status
