"""What takes seconds to make is made once for all tests of a run.

The processes that run tests side by side share a folder; whoever first wants a thing makes it
while the others wait.
"""

import fcntl
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

FOLDER = "ASSESS_TEST_FOLDER"
"""The setting that names the folder of this run."""


def once(key: bytes, make: Callable[[], str]) -> str:
    """What `make` gives, or gave to whoever asked for this key before."""
    path = Path(os.environ[FOLDER]) / sha256(key).hexdigest()
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        kept = file.read()
        if kept:
            return kept
        made = make()
        file.write(made)
        return made
