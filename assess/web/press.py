"""Reports in the making: each is written once, in the background, and kept by what it follows from.

A file's name is a digest of seal, presentation and format, so the same wish finds the same file.
What was being written when the program ended leaves nothing behind; it is simply asked for again.
"""

from __future__ import annotations

import logging
import time
from enum import StrEnum
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from threading import Condition, Thread

from assess.core.report import Report
from assess.core.seal import canonical
from assess.errors import AssessError
from assess.files import OWNER_ALONE, UNFINISHED, write_whole
from assess.language import gettext, speaking
from assess.rendering.presentation import Presentation
from assess.web.faults import PrintingUnavailable

OLD_SECONDS = 3600
"""After which nobody is writing an unfinished file any more."""
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
        self._changed = Condition()
        self._printing: set[Path] = set()
        self._failed: dict[Path, str] = {}
        # Younger ones may be in the hands of another process.
        for left in folder.glob(f"*{UNFINISHED}"):
            if left.stat().st_mtime < time.time() - OLD_SECONDS:
                left.unlink(missing_ok=True)

    def place(self, report: Report, presentation: Presentation, ending: str) -> Path:
        """Where this report is or will be."""
        wish = canonical([report.seal, presentation.record(), ending])
        return self.folder / f"{sha256(wish).hexdigest()[:40]}.{ending}"

    def state(self, place: Path) -> State:
        """How far the file at this place is."""
        with self._changed:
            if place in self._printing:
                return State.PRINTING
            if place in self._failed:
                return State.FAILED
        return State.READY if place.exists() else State.UNKNOWN

    def why(self, place: Path) -> str:
        """Why a file could not be written."""
        with self._changed:
            return self._failed.get(place, "")

    def begin(self, report: Report, presentation: Presentation, ending: str) -> Path:
        """Write a report in the background, unless it is there or on its way."""
        place = self.place(report, presentation, ending)
        with self._changed:
            if place in self._printing or place.exists():
                return place
            self._take(place)
        work = (report, presentation, ending, place)
        Thread(target=self._work, args=work, daemon=True, name=f"press {place.name}").start()
        return place

    def _work(self, report: Report, presentation: Presentation, ending: str, place: Path) -> None:
        why = ""
        with speaking(presentation.language):
            try:
                write_whole(place, _written(report, presentation, ending), mode=OWNER_ALONE)
            except AssessError as fault:
                why = str(fault)
            except Exception:  # noqa: BLE001 — a thread has nobody to raise it to
                _log.exception("a report could not be written")
                why = gettext("the report could not be printed; the log says why")
        self._leave(place, why)

    def now(self, report: Report, presentation: Presentation, ending: str) -> Path:
        """The written report, waiting for it where it is not there yet."""
        place = self.place(report, presentation, ending)
        with self._changed:
            self._changed.wait_for(lambda: place not in self._printing)
            if place.exists():
                return place
            self._take(place)
        try:
            write_whole(place, _written(report, presentation, ending), mode=OWNER_ALONE)
        finally:
            self._leave(place)
        return place

    def _take(self, place: Path) -> None:
        self._failed.pop(place, None)
        self._printing.add(place)

    def _leave(self, place: Path, why: str = "") -> None:
        with self._changed:
            self._printing.discard(place)
            if why:
                self._failed[place] = why
            self._changed.notify_all()


def _written(report: Report, presentation: Presentation, ending: str) -> bytes:
    # Only who prints pays for the import, and a machine without Pango can still ask.
    try:
        outputs = import_module("assess.rendering.outputs")
        written: bytes = outputs.render(report, presentation, ending)
    except (ImportError, OSError) as fault:
        raise PrintingUnavailable from fault
    return written
