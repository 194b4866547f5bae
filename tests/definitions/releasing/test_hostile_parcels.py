"""Zips that are made to do harm, and those that chance has spoilt."""

import io
import struct
import subprocess
import sys
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.definitions.releasing import parcels
from assess.definitions.releasing.parcels import Refused, gather, unpack
from tests.definitions.zips import CENTRAL, LOCAL, WHOLE, overlapping, packed, patched, refusal

# --- contents -----------------------------------------------------------------------------


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method):
    found = refusal(packed(WHOLE, method))

    assert found == [("small/manifest.yaml", "packed in a way that is not read here")]


def test_a_password_is_told():
    locked = patched(patched(packed(WHOLE), CENTRAL, 8, b"\x01\x00"), LOCAL, 6, b"\x01\x00")

    assert refusal(locked) == [("small/manifest.yaml", "locked with a password")]


def lying(size: int) -> bytes:
    """A zip that tells another size of each file than it has."""
    return patched(packed(WHOLE), CENTRAL, 24, struct.pack("<I", size))


def test_sizes_that_lie_are_not_believed():
    assert refusal(lying(0))[0][1].startswith("damaged")
    assert refusal(lying(1))[0][1].startswith("damaged")
    assert unpack(lying(2**31 - 1), "sent.zip") == unpack(packed(WHOLE), "sent.zip")


def test_a_wrong_checksum_is_told():
    assert refusal(patched(packed(WHOLE), CENTRAL, 16, b"\0\0\0\0"))[0][1].startswith("damaged")


def test_a_name_that_differs_in_the_two_headers_is_told():
    other = packed(WHOLE).replace(b"small/two.yaml", b"small/tow.yaml", 1)

    assert refusal(other)[0] == (
        "small/two.yaml",
        "damaged: what is unpacked is not what was packed",
    )


def test_entries_that_share_their_bytes_are_refused():
    assert refusal(overlapping(300)) == [
        ("sent.zip", "damaged: what is unpacked is not what was packed")
    ]


def test_a_file_that_unpacks_to_too_much_is_told():
    bomb = packed(WHOLE | {"small/three.yaml": bytes(parcels.LARGEST_FILE + 1)})

    assert refusal(bomb) == [("small/three.yaml", "unpacks to more than 4 megabytes")]


def test_files_that_unpack_to_too_much_together_are_told():
    bomb = packed(WHOLE | {f"small/examples/{n}.yaml": bytes(3_900_000) for n in range(6)})

    assert refusal(bomb) == [("sent.zip", "unpacks to more than 16 megabytes")]


def test_what_is_left_out_is_never_unpacked():
    bomb = packed(WHOLE | {"small/film.mp4": bytes(200_000_000)})

    assert unpack(bomb, "sent.zip").left_out == ("small/film.mp4",)


def test_a_zip_in_the_zip_is_no_more_than_a_file():
    inner = packed(WHOLE)

    assert unpack(packed(WHOLE | {"small/inner.zip": inner}), "s").left_out == ("small/inner.zip",)


def test_a_zip_that_is_too_large_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(parcels, "ZipFile", None)

    assert refusal(bytes(parcels.MOST_BYTES + 1)) == [("sent.zip", "larger than 8 megabytes")]


def test_a_directory_without_end_is_not_even_read(monkeypatch):
    monkeypatch.setattr(parcels, "ZipFile", None)
    many = CENTRAL * (parcels.MOST_ENTRIES + 1)

    assert refusal(many) == [("sent.zip", "holds more than 5000 files")]


def test_too_many_files_are_told():
    many = {f"small/examples/{n}.yaml": "a: 1" for n in range(parcels.MOST_FILES)}
    sent = [(f"{n}.txt", io.BytesIO()) for n in range(parcels.MOST_ENTRIES + 1)]

    assert refusal(packed(WHOLE | many)) == [("sent.zip", "holds more than 300 files")]
    with pytest.raises(Refused, match="more than 5000 files"):
        gather(sent, "small")


@pytest.mark.parametrize("folder", ["small/", "small/examples/"])
def test_too_many_values_are_told(folder):
    many = {f"{folder}{n}.yaml": "a: [" + "1, " * 40_000 + "1]" for n in range(3)}

    assert refusal(packed(WHOLE | many)) == [
        ("sent.zip", "its files hold more than 80000 values together")
    ]


def test_a_folder_is_judged_like_a_zip():
    for path, said in [
        ("../small/x.yaml", "leads out"),
        ("small\\manifest.yaml", "leads out"),
        ("small/TWO.yaml", "the same name"),
    ]:
        sent = [(name, io.BytesIO(text.encode())) for name, text in WHOLE.items()]
        with pytest.raises(Refused, match=said):
            gather([*sent, (path, io.BytesIO(b"x"))], "small")
    with pytest.raises(Refused, match="more than 4 megabytes"):
        gather([("small/manifest.yaml", io.BytesIO(bytes(5_000_000)))], "small")


# --- whatever is sent ---------------------------------------------------------------------

SOUND = packed(WHOLE | {"small/README.md": "r", "small/examples/a.yaml": "a: 1"})


def judged(data: bytes) -> None:
    """Taken or refused with sentences, never anything else."""
    try:
        parcel = unpack(data, "sent.zip")
    except Refused:
        return
    assert "manifest.yaml" in parcel.files


@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1))
@settings(max_examples=300, deadline=None)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_flipped_bytes_do_no_harm(flips):
    data = bytearray(SOUND)
    for at, value in flips:
        data[at] = value
    judged(bytes(data))


DIRECTORY = SOUND.index(CENTRAL)


@given(
    st.lists(
        st.tuples(st.integers(DIRECTORY, len(SOUND) - 1), st.integers(0, 255)),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=500, deadline=None)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_flipped_bytes_of_the_directory_do_no_harm(flips):
    data = bytearray(SOUND)
    for at, value in flips:
        data[at] = value
    judged(bytes(data))


@given(st.integers(0, len(SOUND) - 1), st.integers(0, len(SOUND)))
@settings(max_examples=200, deadline=None)
def test_a_zip_cut_anywhere_does_no_harm(start, end):
    judged(SOUND[:end])
    judged(SOUND[start:])
    judged(SOUND[:start] + SOUND[end:])


@given(st.binary(max_size=200), st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_what_stands_around_a_zip_does_no_harm(before, behind):
    judged(before + SOUND + behind)


@given(st.text(max_size=60), st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_name_and_any_content_is_taken_or_told(name, content):
    try:
        parcel = gather(
            [("a/manifest.yaml", io.BytesIO(b"id: a")), (name, io.BytesIO(content))], "a"
        )
    except Refused:
        return
    for path in parcel.files:
        assert not path.startswith("/")
        assert ".." not in path.split("/")


@pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc")
def test_the_worst_zips_take_little_time_and_memory(tmp_path):
    bombs = {
        "entries": packed({f"../{n}": b"" for n in range(4_900)}, ZIP_STORED),
        "bytes": packed(WHOLE | {f"small/{n}.yaml": bytes(3_900_000) for n in range(6)}),
        "overlap": overlapping(4_000),
        "values": packed(
            WHOLE | {f"small/{n}.yaml": "a:\n" + "- 1\n" * 49_000 for n in range(200)}
        ),
    }
    for name, data in bombs.items():
        path = tmp_path / name
        path.write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-c", WORST, str(path)], capture_output=True, text=True, check=True
        )
        seconds, megabytes = map(float, done.stdout.split())
        assert seconds < 5, name  # far less; a machine may be busy
        assert megabytes < 200, name


WORST = """
import re, sys, time
from pathlib import Path
from assess.definitions.releasing.parcels import Refused, unpack
data = Path(sys.argv[1]).read_bytes()
start = time.process_time()
try:
    unpack(data, "sent.zip")
except Refused:
    pass
most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(time.process_time() - start, int(most[1]) / 1000)
"""
