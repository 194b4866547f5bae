"""The questionnaires of one site: drafts that its operator looks at, and what was released of them.

```
drafts/<key>/<id>/        as it was sent, and beside it upload.json, which tells about that
released/<id>/<version>…/ as it was released; never changed and never removed
offered/<id>              leads to the released one that new assessments begin with
```

Whoever reads what is offered holds on to the folder that it leads to, so that no reader ever sees
half of one version and half of another, in this process or in the others of the site.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assess.core.versions.version import Version
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from assess.definitions.releasing.lock import LOCK, read_lock
from assess.definitions.releasing.parcels import Parcel
from assess.definitions.releasing.releases import RELEASES, Release, prepare_release
from assess.errors import AssessError
from assess.files import UNFINISHED, write_whole

UPLOAD = "upload.json"
CHANGED = ".changed"
"""A file that is another one whenever something else is offered."""
_KEY = re.compile("[0-9a-f]{16}")


class UnknownDraft(AssessError, LookupError):
    """No such draft, or no such questionnaire that is offered."""

    def __init__(self) -> None:
        super().__init__("nothing of this name lies here")


class ChangedMeanwhile(AssessError):
    """What is to be released is not what was shown."""

    def __init__(self) -> None:
        super().__init__("the draft was changed after it was looked at")


class ShelfUnwritable(AssessError):
    """The folder of the questionnaires cannot be written to."""

    def __init__(self, fault: OSError) -> None:
        super().__init__(fault.strerror or str(fault))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A questionnaire as it was sent: under which name, when, and what was left out of it."""

    key: str
    folder: Path
    name: str
    at: datetime
    left_out: tuple[str, ...]

    @property
    def id(self) -> str:
        """What it calls itself."""
        return self.folder.name


class Shelf:
    """Drafts and releases below one folder; nothing lies there before something is sent.

    Every method that writes raises `ShelfUnwritable` where that fails, and has then changed
    nothing that anybody sees.
    """

    def __init__(self, folder: Path) -> None:
        self.offered = folder / "offered"
        self._mark = self.offered / CHANGED
        self._drafts = folder / "drafts"
        self._released = folder / "released"

    # --- drafts ---------------------------------------------------------------------------

    def drafts(self) -> list[Draft]:
        """Every draft, the one that was sent last first."""
        names = [path.name for path in self._drafts.glob("*")]
        found = [draft for name in names if (draft := self._draft(name))]
        return sorted(found, key=lambda draft: draft.at, reverse=True)

    def draft(self, key: str) -> Draft:
        """The draft of this key, or `UnknownDraft`."""
        found = self._draft(key)
        if found is None:
            raise UnknownDraft
        return found

    def _draft(self, key: str) -> Draft | None:
        if not _KEY.fullmatch(key):
            return None
        place = self._drafts / key
        try:
            told = json.loads((place / UPLOAD).read_bytes())
            return Draft(
                key=key,
                folder=place / told["id"],
                name=told["name"],
                at=datetime.fromisoformat(told["at"]),
                left_out=tuple(told["left_out"]),
            )
        except (OSError, ValueError):
            return None  # it is being put away at this moment

    def keep(self, parcel: Parcel, name: str, at: datetime, key: str = "") -> Draft:
        """Lay down what was sent, as a draft of its own or in place of an earlier one."""
        key = key or secrets.token_hex(8)
        with _written(), self._alone():
            made = self._unfinished(self._drafts)
            for path, content in parcel.files.items():
                _write(made / parcel.id / path, content)
            told = {
                "id": parcel.id,
                "name": name,
                "at": at.isoformat(),
                "left_out": parcel.left_out,
            }
            _write(made / UPLOAD, json.dumps(told).encode())
            self._put_away(self._drafts / key)
            made.rename(self._drafts / key)
        return self.draft(key)

    def discard(self, draft: Draft) -> None:
        """Take a draft away; what was begun with it goes on."""
        with _written(), self._alone():
            self._put_away(draft.folder.parent)

    # --- releases -------------------------------------------------------------------------

    def history(self, id: str, shipped: Path | None) -> Path | None:
        """The folder with the last release of a questionnaire: of this site, else as shipped.

        What was withdrawn counts too: a version that anybody may have answered stays what it was.
        """
        own = sorted((self._released / id).glob(f"*/{LOCK}"), key=lambda path: path.stat().st_mtime)
        folders = [*([shipped] if shipped else []), *(path.parent for path in own)]
        found = {folder: version for folder in folders if (version := _released_version(folder))}
        return max(reversed(found), key=lambda folder: found[folder], default=None)

    def release(self, key: str, shipped: Path | None, sha256: str) -> Release:
        """Offer a draft from now on, which must still be what was shown with this digest.

        `ChangedMeanwhile` if it is not; `InvalidDefinition` if it may not be released.
        """
        with _written(), self._alone():
            draft = self.draft(key)
            place = self._unfinished(self._released / draft.id)
            try:
                ready = _prepared(draft, place, self.history(draft.id, shipped), sha256)
            except BaseException:
                shutil.rmtree(place, ignore_errors=True)
                raise
            name = f"{ready.questionnaire.version}-{secrets.token_hex(4)}"
            self._offer(draft.id, place.rename(place.with_name(name)))
            self._put_away(draft.folder.parent)
        return ready

    def withdraw(self, id: str) -> None:
        """Offer a questionnaire of this site no longer; it stays for who began with it."""
        with _written(), self._alone():
            if not self._is_offered(id):
                raise UnknownDraft
            self._clear(id)
            self._changed()

    def _is_offered(self, id: str) -> bool:
        """Whether something has this name, be it readable or not."""
        names = {path.name for path in self.offered.glob("*") if path != self._mark}
        return id in names

    def stamp(self) -> object:
        """Another one as soon as something else is offered; this costs one look at the disk."""
        try:
            found = self._mark.stat()
        except OSError:
            return None
        # A new file cannot have the number of the one whose place it takes.
        return found.st_ino, found.st_mtime_ns

    def _offer(self, id: str, folder: Path) -> None:
        """Let the name of a questionnaire lead to a folder, from one moment to the next."""
        if not (self.offered / id).is_symlink():
            self._clear(id)
        link = folder.parent / f"{secrets.token_hex(8)}{UNFINISHED}"
        link.symlink_to(Path("..") / "released" / id / folder.name)
        link.replace(self.offered / id)
        self._changed()

    def _clear(self, id: str) -> None:
        """Take the name of a questionnaire away, and keep a folder that stands in its place."""
        place = self.offered / id
        if place.is_symlink():
            place.unlink()
        elif place.is_dir():
            # A backup may have come back with folders where there were links.
            kept = self._released / id
            kept.mkdir(parents=True, exist_ok=True)
            place.rename(kept / f"kept-{secrets.token_hex(4)}")

    def _changed(self) -> None:
        write_whole(self._mark, b"")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other thread or process writes meanwhile; the lock ends with who holds it."""
        self.offered.mkdir(parents=True, exist_ok=True)
        folder = os.open(self.offered, os.O_RDONLY)
        try:
            # Where a file system has no locks, two operators at once are rare enough.
            with suppress(OSError):
                fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    @staticmethod
    def _unfinished(folder: Path) -> Path:
        """A new folder that nobody takes for what it is to become."""
        place = folder / f"{secrets.token_hex(8)}{UNFINISHED}"
        place.mkdir(parents=True)
        return place

    def _put_away(self, place: Path) -> None:
        """Remove a folder, of which nobody sees a part."""
        if place.is_dir():
            gone = place.rename(place.with_name(f"{secrets.token_hex(8)}{UNFINISHED}"))
            shutil.rmtree(gone, ignore_errors=True)


def _released_version(folder: Path) -> Version | None:
    """The last version that was released in a folder, None where its lock tells none."""
    with suppress(InvalidDefinition, UnreadableFile):
        lock = read_lock(folder)
        return Version.parse(lock.version) if lock else None
    return None


def _prepared(draft: Draft, place: Path, history: Path | None, sha256: str) -> Release:
    """Lay down a draft as it is released, after what was released before."""
    shutil.copytree(draft.folder, place, dirs_exist_ok=True)
    if history:
        _inherit(place, history)
    ready = prepare_release(place)
    if ready.questionnaire.sha256 != sha256:
        raise ChangedMeanwhile
    ready.write()
    _settle(place)
    return ready


def _inherit(place: Path, history: Path) -> None:
    """Take over what was released before, in place of whatever was sent about that."""
    (place / LOCK).unlink(missing_ok=True)
    shutil.rmtree(place / RELEASES, ignore_errors=True)
    shutil.copyfile(history / LOCK, place / LOCK)
    if (history / RELEASES).is_dir():
        shutil.copytree(history / RELEASES, place / RELEASES)


def _settle(folder: Path) -> None:
    """Wait until the disk has it all: what is offered must survive a power cut."""
    for path in [*folder.rglob("*"), folder]:
        file = os.open(path, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@contextmanager
def _written() -> Iterator[None]:
    """Tell of a disk that is full or closed as a fault of ours."""
    try:
        yield
    except OSError as fault:
        raise ShelfUnwritable(fault) from fault
