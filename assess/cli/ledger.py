"""What the reports of a folder were printed from, so that none is printed twice."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from assess.files import write_whole

LEDGER = ".assess-batch.json"
SCHEMA = "assess/batch@1"
SECONDS_BETWEEN_SAVES = 1.0
"""What a kill makes forget; those reports are printed once more."""


class Ledger:
    """What every file of a folder was printed from, by its path there; threads may share it.

    An origin is the seal of the report and the digest of its presentation.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._origins = _origins(folder / LEDGER)
        self._lock = Lock()
        self._saved_at = time.monotonic()
        self._unsaved = False

    def names(self, target: Path) -> bool:
        """Whether a file is one of ours."""
        return target.as_posix() in self._origins

    def tells(self, target: Path, origin: Mapping[str, str]) -> bool:
        """Whether a file was printed from exactly this."""
        return self._origins.get(target.as_posix()) == origin

    def note(self, target: Path, origin: Mapping[str, str]) -> None:
        """A file has been printed from this."""
        with self._lock:
            self._origins[target.as_posix()] = origin
            self._unsaved = True
            if time.monotonic() - self._saved_at >= SECONDS_BETWEEN_SAVES:
                self._save()

    def save(self) -> None:
        """Write down what was noted since the last time."""
        with self._lock:
            if self._unsaved:
                self._save()

    def _save(self) -> None:
        record = {"schema": SCHEMA, "outputs": dict(sorted(self._origins.items()))}
        content = json.dumps(record, ensure_ascii=False, indent=1).encode()
        write_whole(self.folder / LEDGER, content)
        self._saved_at, self._unsaved = time.monotonic(), False


def _origins(path: Path) -> dict[str, object]:
    """What a ledger holds; where it is missing or spoiled nothing, and all is printed anew."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    known = isinstance(found, dict) and found.get("schema") == SCHEMA
    outputs = found.get("outputs") if known else None
    return outputs if isinstance(outputs, dict) else {}
