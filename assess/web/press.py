"""Reports in the making: each is written once, in the background, and kept by what it follows from.

A file's name is a digest of seal, presentation and format, so the same wish finds the same file.
What was being written when the program ended leaves nothing behind; it is simply asked for again.
"""

from __future__ import annotations

import logging
import os
import tempfile
from enum import StrEnum
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread

from assess.core.report import Report
from assess.core.seal import canonical
from assess.errors import AssessError
from assess.language import gettext, speaking
from assess.rendering.presentation import Presentation
from assess.web.faults import PrintingUnavailable

UNFINISHED = ".tmp"
_log = logging.getLogger(__name__)


class State(StrEnum):
    """How far a file is."""

    READY = "ready"
    PRINTING = "printing"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Press:
    """The folder of written reports and those being written now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._printing: set[Path] = set()
        self._failed: dict[Path, str] = {}
        for left in folder.glob(f"*{UNFINISHED}"):
            left.unlink(missing_ok=True)

    def place(self, report: Report, presentation: Presentation, ending: str) -> Path:
        """Where this report is or will be."""
        wish = canonical([report.seal, presentation.record(), ending])
        return self.folder / f"{sha256(wish).hexdigest()[:40]}.{ending}"

    def state(self, place: Path) -> State:
        """How far the file at this place is."""
        with self._lock:
            if place in self._printing:
                return State.PRINTING
            if place in self._failed:
                return State.FAILED
        return State.READY if place.exists() else State.UNKNOWN

    def why(self, place: Path) -> str:
        """Why a file could not be written."""
        with self._lock:
            return self._failed.get(place, "")

    def begin(self, report: Report, presentation: Presentation, ending: str) -> Path:
        """Write a report in the background, unless it is there or on its way."""
        place = self.place(report, presentation, ending)
        if self.state(place) in {State.READY, State.PRINTING}:
            return place
        with self._lock:
            self._failed.pop(place, None)
            self._printing.add(place)
        work = (report, presentation, ending, place)
        Thread(target=self._work, args=work, daemon=True, name=f"press {place.name}").start()
        return place

    def _work(self, report: Report, presentation: Presentation, ending: str, place: Path) -> None:
        why = ""
        with speaking(presentation.language):
            try:
                _keep(place, _written(report, presentation, ending))
            except AssessError as fault:
                why = str(fault)
            except Exception:  # noqa: BLE001 — a thread has nobody to raise it to
                _log.exception("a report could not be written")
                why = gettext("the report could not be printed; the log says why")
        with self._lock:
            self._printing.discard(place)
            if why:
                self._failed[place] = why

    def now(self, report: Report, presentation: Presentation, ending: str) -> Path:
        """The written report, waiting for it where it is not there yet."""
        place = self.place(report, presentation, ending)
        if not place.exists():
            _keep(place, _written(report, presentation, ending))
        return place


def _written(report: Report, presentation: Presentation, ending: str) -> bytes:
    # Only who prints pays for the import, and a machine without Pango can still ask.
    try:
        outputs = import_module("assess.rendering.outputs")
        written: bytes = outputs.render(report, presentation, ending)
    except (ImportError, OSError) as fault:
        raise PrintingUnavailable from fault
    return written


def _keep(place: Path, written: bytes) -> None:
    """Write a file that is there wholly or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent, suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(place)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
