"""Files that a command writes, where somebody may have written into them since."""

from __future__ import annotations

import argparse
from pathlib import Path

from assess.core.faults import N_
from assess.errors import AssessError
from assess.language import gettext


class WouldOverwrite(AssessError):
    """There is a file already."""

    def __init__(self, path: Path) -> None:
        said = gettext(N_("{path} is there already — name another file, or add --overwrite"))
        super().__init__(said.format(path=path))


def require_free(options: argparse.Namespace) -> None:
    """Raise where the file to be written is there and may not be overwritten."""
    if options.output and options.output.exists() and not options.overwrite:
        raise WouldOverwrite(options.output)
