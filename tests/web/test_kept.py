"""The folder of written reports keeps within its size and loses nothing that is wanted."""

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from unittest.mock import Mock

import pytest

from assess.app import create_app
from assess.settings import Settings
from assess.web.kept import SPARED_SECONDS, Kept
from assess.web.press import Press

LONG_AGO = SPARED_SECONDS * 10


def report(folder: Path, number: int, *, size: int = 10, ago: float = LONG_AGO) -> Path:
    """A written report that was last asked for so many seconds ago."""
    path = folder / f"{number:040x}.pdf"
    path.write_bytes(b"x" * size)
    asked = time.time() - ago
    os.utime(path, (asked, asked))
    return path


def left(folder: Path) -> set[int]:
    return {int(path.stem, 16) for path in folder.glob("*.pdf")}


def test_what_was_asked_for_longest_ago_goes_first(tmp_path):
    for number, days in enumerate((3, 1, 5, 2, 4)):
        report(tmp_path, number, ago=days * 86_400)

    Kept(tmp_path, most=30).make_room()

    assert left(tmp_path) == {0, 1, 3}


def test_what_fits_stays(tmp_path):
    for number in range(3):
        report(tmp_path, number, ago=LONG_AGO * 1000)

    Kept(tmp_path, most=30).make_room()

    assert left(tmp_path) == {0, 1, 2}


def test_what_was_asked_for_in_the_last_minutes_stays_however_large(tmp_path):
    report(tmp_path, 0, size=10_000, ago=SPARED_SECONDS / 2)
    report(tmp_path, 1)

    Kept(tmp_path, most=1).make_room()

    assert left(tmp_path) == {0}


def test_who_asks_for_a_report_spares_it(tmp_path):
    kept = Kept(tmp_path, most=10)
    first, second = report(tmp_path, 0, ago=LONG_AGO * 2), report(tmp_path, 1)

    assert kept.asked_for(first) == first
    kept.make_room()

    assert (first.exists(), second.exists()) == (True, False)


def test_asking_for_what_is_not_there_makes_nothing(tmp_path):
    missing = tmp_path / "none" / "report.pdf"

    assert Kept(missing.parent).asked_for(missing) == missing
    assert not missing.parent.exists()


def test_only_reports_are_counted_and_removed(tmp_path):
    others = [tmp_path / name for name in (".assess-12.tmp", "notes.pdf", "f" * 39 + ".pdf")]
    for other in others:
        other.write_bytes(b"x" * 1000)
        os.utime(other, (0, 0))
    ours = report(tmp_path, 0)

    Kept(tmp_path, most=10).make_room()

    assert all(other.exists() for other in (*others, ours))


def test_a_file_that_cannot_be_removed_is_no_reason_to_fail(tmp_path, monkeypatch, caplog):
    report(tmp_path, 0, ago=LONG_AGO * 2)
    report(tmp_path, 1)
    remove = Path.unlink

    def guarded(path: Path, *, missing_ok: bool = False) -> None:
        if path.stem.endswith("0"):
            raise PermissionError(13, "Permission denied", str(path))
        remove(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", guarded)
    Kept(tmp_path, most=10).make_room()

    assert left(tmp_path) == {0}
    assert "cannot be removed" in caplog.text


# --- two processes ---------------------------------------------------------------------

HOLD = "import fcntl, os, sys; f = os.open(sys.argv[1], 0); fcntl.flock(f, fcntl.LOCK_EX)"


def test_nobody_removes_a_report_while_another_process_asks_for_one(tmp_path):
    wanted = report(tmp_path, 0)
    kept = Kept(tmp_path)
    kept.most = 1
    told = f"{HOLD}; print('held', flush=True); input(); os.utime(sys.argv[2])"
    with subprocess.Popen(
        [sys.executable, "-c", told, tmp_path, wanted],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        removing = Thread(target=kept.make_room)
        removing.start()
        other.communicate("\n")
    removing.join()

    assert wanted.exists()


def test_two_processes_make_room_at_once(tmp_path):
    for number in range(300):
        report(tmp_path, number)
    told = "from pathlib import Path; from assess.web.kept import Kept; import sys; "
    told += "Kept(Path(sys.argv[1]), 100)"
    both = [subprocess.Popen([sys.executable, "-c", told, tmp_path]) for _ in range(2)]

    assert [each.wait() for each in both] == [0, 0]
    assert len(left(tmp_path)) == 10


# --- on the site -----------------------------------------------------------------------


@pytest.fixture
def small(services, var, monkeypatch) -> Press:
    """The press of the site with hardly any room and a stand-in for what takes seconds."""
    for old in var.glob("reports/*"):
        old.unlink()
    monkeypatch.setattr(services.press.kept, "most", 10)
    writing = Mock()
    writing.render.side_effect = lambda *_: b"%PDF-1.7"
    monkeypatch.setattr("assess.web.press.import_module", Mock(return_value=writing))
    found = services.press
    assert isinstance(found, Press)
    return found


def age(press: Press) -> None:
    for path in press.folder.glob("*.pdf"):
        os.utime(path, (0, 0))


def test_a_new_report_takes_the_place_of_an_old_one_which_can_be_had_again(visitor, hub, small):
    first = visitor.get(f"{hub}report/en.pdf").data
    age(small)
    visitor.get(f"{hub}report/zh-Hans.pdf")

    assert len(list(small.folder.glob("*.pdf"))) == 1
    assert visitor.get(f"{hub}report/en.pdf").data == first


def test_a_report_that_a_page_offers_stays_until_it_is_taken(visitor, hub, small):
    visitor.get(f"{hub}report/en.pdf")
    age(small)
    assert 'data-state="ready"' in visitor.get(f"{hub}report").text
    visitor.get(f"{hub}report/zh-Hans.pdf")

    assert len(list(small.folder.glob("*.pdf"))) == 2


def test_the_setting_holds_from_the_start(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    report(folder, 0, size=1_000_001, ago=LONG_AGO * 2)
    report(folder, 1, size=900_000)
    given = {"ASSESS_VAR": str(tmp_path), "ASSESS_REPORTS_MB": "1"}

    made = create_app(Settings.from_environ(given))
    made.extensions["assess"].engine.dispose()

    assert left(folder) == {1}
