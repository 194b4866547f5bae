"""Reports in the making: each is written once, in the background, and kept by what it follows from.

A file's name is a digest of seal, presentation and format, so the same wish finds the same file.
What was being written when it was stopped or the program ended leaves nothing behind; it is
simply asked for again.
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
from assess.rendering.children import Stop, Stopped
from assess.rendering.presentation import Presentation
from assess.web.faults import PrintingUnavailable
from assess.web.kept import MOST_BYTES, Kept

OLD_SECONDS = 3600
"""After which nobody is writing an unfinished file any more."""
STOPPING_SECONDS = 2
"""How long who stops a report waits for it to end."""
MOST_FAILED = 100
"""Reports of which it is remembered why they could not be written."""
_log = logging.getLogger(__name__)


class State(StrEnum):
    """How far a file is."""

    READY = "ready"
    PRINTING = "printing"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Press:
    """The folder of written reports and those being written now."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self.folder = folder
        self.kept = Kept(folder, most)
        self._changed = Condition()
        self._printing: dict[Path, Stop] = {}
        self._failed: dict[Path, str] = {}
        # Younger ones may be in the hands of another process.
        for left in folder.glob(f"*{UNFINISHED}"):
            if left.stat().st_mtime < time.time() - OLD_SECONDS:
                left.unlink(missing_ok=True)

    def place(self, report: Report, presentation: Presentation, ending: str) -> Path:
        """Where this report is or will be."""
        wish = canonical([report.seal, presentation.record(), ending])
        return self.kept.asked_for(self.folder / f"{sha256(wish).hexdigest()[:40]}.{ending}")

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
            stop = self._take(place)
        work = (report, presentation, ending, place, stop)
        Thread(target=self._work, args=work, daemon=True, name=f"press {place.name}").start()
        return place

    def _work(
        self, report: Report, presentation: Presentation, ending: str, place: Path, stop: Stop
    ) -> None:
        why = ""
        with speaking(presentation.language):
            try:
                self._write(report, presentation, ending, place, stop)
            except Stopped:
                pass
            except AssessError as fault:
                why = str(fault)
            except Exception:  # noqa: BLE001 — a thread has nobody to raise it to
                _log.exception("a report could not be written")
                why = gettext("the report could not be printed; the log says why")
        self._leave(place, why)

    def _write(
        self, report: Report, presentation: Presentation, ending: str, place: Path, stop: Stop
    ) -> None:
        with stop.heeded():
            written = _written(report, presentation, ending)
        if stop.wanted:  # What no child makes is made before anybody can stop it.
            raise Stopped
        write_whole(place, written, mode=OWNER_ALONE)
        self.kept.make_room()

    def stop(self, place: Path) -> None:
        """Write this file no longer; nothing of it is left.  It may be ready already."""
        with self._changed:
            stop = self._printing.get(place)
            if stop:
                stop.now()
                self._changed.wait_for(
                    lambda: self._printing.get(place) is not stop, STOPPING_SECONDS
                )

    def now(self, report: Report, presentation: Presentation, ending: str) -> Path:
        """The written report, waiting for it where it is not there yet."""
        place = self.place(report, presentation, ending)
        with self._changed:
            self._changed.wait_for(lambda: place not in self._printing)
            if place.exists():
                return place
            stop = self._take(place)
        try:
            self._write(report, presentation, ending, place, stop)
        finally:
            self._leave(place)
        return place

    def _take(self, place: Path) -> Stop:
        self._failed.pop(place, None)
        stop = self._printing[place] = Stop()
        return stop

    def _leave(self, place: Path, why: str = "") -> None:
        with self._changed:
            del self._printing[place]
            if why:
                self._failed[place] = why
                while len(self._failed) > MOST_FAILED:
                    del self._failed[next(iter(self._failed))]
            self._changed.notify_all()


def _written(report: Report, presentation: Presentation, ending: str) -> bytes:
    # Only who prints pays for the import, and a machine without Pango can still ask.
    try:
        outputs = import_module("assess.rendering.outputs")
        written: bytes = outputs.render(report, presentation, ending)
    except (ImportError, OSError) as fault:
        raise PrintingUnavailable from fault
    return written
