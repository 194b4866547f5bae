"""The command schema: what editors know the keys of files by."""

from __future__ import annotations

import argparse
import json

from assess.cli.status import DONE
from assess.definitions.schemas import schema_of
from assess.files import write_whole
from assess.language import gettext


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a kind of file, or write it."""
    text = json.dumps(schema_of(options.kind), ensure_ascii=False, indent=1) + "\n"
    if options.output is None:
        print(text, end="")
    else:
        write_whole(options.output, text.encode())
        print(gettext("{path} written").format(path=options.output))
    return DONE
