"""The file of digests, by which a stale translation is known."""

import pytest

from assess.definitions.translation.states import (
    Digests,
    State,
    UnreadableDigests,
    digest,
    is_of_family,
    read_digests,
    written_digests,
)
from tests.definitions.translation.small import manuscript


@pytest.fixture
def unit(folder):
    """A text with a Chinese translation, from a source that reads “Small”."""
    return manuscript(folder).by_key["title"]


def test_what_nobody_recorded_is_taken_to_fit(unit):
    assert Digests({}).state(unit, "zh-Hans") is State.CURRENT


def test_a_translation_of_another_source_is_stale(unit):
    assert Digests({"title": digest("Small")}).state(unit, "zh-Hans") is State.CURRENT
    assert Digests({"title": digest("Tiny")}).state(unit, "zh-Hans") is State.STALE


def test_what_is_not_there_is_missing_whatever_was_recorded(unit):
    assert Digests({"title": digest("Small")}).state(unit, "zh-Hant") is State.MISSING


def test_digests_are_written_in_the_order_of_the_texts_and_read_again(folder, tmp_path):
    units = manuscript(folder).units
    recorded = {"about": digest("b"), "title": digest("a"), "gone/long ago": digest("c")}
    path = tmp_path / "zh-Hant.lock"

    path.write_bytes(written_digests(recorded, units))

    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    assert lines == [f"{digest('a')} title", f"{digest('b')} about"]
    assert read_digests(path).recorded == {"title": digest("a"), "about": digest("b")}


def test_without_a_file_nothing_is_recorded(tmp_path):
    assert read_digests(tmp_path / "none.lock").recorded == {}


@pytest.mark.parametrize("line", ["title", "abc title", "0123456789ab", "<<<<<<< ours"])
def test_a_damaged_file_is_told_with_its_line(tmp_path, line):
    path = tmp_path / "zh-Hant.lock"
    path.write_text(f"# by assess\n{digest('a')} title\n{line}\n")

    with pytest.raises(UnreadableDigests, match=f"{path}:3: "):
        read_digests(path)


def test_places_in_lists_are_left_open_in_a_family():
    assert is_of_family("items/C1/practices/b/quality/12", "items/C1/practices/b/quality/*")
    assert not is_of_family("items/C1/practices/b/quality/x", "items/C1/practices/b/quality/*")
    assert not is_of_family("items/C1/practices/a/quality/1", "items/C1/practices/b/quality/*")
    assert not is_of_family("terms/1", "terms/*/text")
