"""Files that are there wholly or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

UNFINISHED = ".tmp"
"""How the name of a file ends while it is being written."""

EVERYBODY = 0o666
"""May read and write a file, as far as the umask lets them."""
OWNER_ALONE = 0o600


def write_whole(path: Path, content: bytes, *, mode: int = EVERYBODY) -> None:
    """Write a file at once; where that fails, the old one stays and no part of the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".assess-{secrets.token_hex(8)}{UNFINISHED}")
    try:
        unfinished.touch(mode, exist_ok=False)
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            # Else a power failure may leave the name without its content.
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as fault:
        # The person knows the file by its own name.
        raise OSError(fault.errno, fault.strerror, str(path)) from fault
    finally:
        unfinished.unlink(missing_ok=True)
