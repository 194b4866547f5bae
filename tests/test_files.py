"""Files are there wholly or not at all."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.files import OWNER_ALONE, write_whole


@pytest.fixture
def umask() -> Iterator[None]:
    """What new files allow to others."""
    before = os.umask(0o027)
    yield
    os.umask(before)


def break_down(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_file_is_written_into_folders_that_are_made(tmp_path):
    path = tmp_path / "new" / "folder" / "report.pdf"

    write_whole(path, b"whole")

    assert path.read_bytes() == b"whole"
    assert list(path.parent.iterdir()) == [path]


def test_files_with_similar_names_stay(tmp_path):
    neighbours = [tmp_path / f"report.pdf{ending}" for ending in (".part", ".tmp", "~")]
    for path in neighbours:
        path.write_bytes(b"somebody's")

    write_whole(tmp_path / "report.pdf", b"whole")

    assert [path.read_bytes() for path in neighbours] == [b"somebody's"] * 3


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.open"])
def test_where_it_fails_the_old_one_stays_and_nothing_else(tmp_path: Path, monkeypatch, step):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")
    with monkeypatch.context() as broken:
        broken.setattr(step, break_down)
        with pytest.raises(OSError, match="No space left") as failed:
            write_whole(path, b"new")

    assert failed.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_nothing_either(tmp_path, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "report.pdf", b"new")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("umask")
def test_a_file_is_as_open_as_others_or_its_owners_alone(tmp_path):
    write_whole(tmp_path / "open", b"")
    write_whole(tmp_path / "secret", b"", mode=OWNER_ALONE)

    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("open", "secret")]
    assert modes == [0o640, 0o600]
