"""What is taken from a zip or a folder that somebody sends, and which names are refused."""

import io
import stat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

import pytest

from assess.definitions.releasing import parcels
from assess.definitions.releasing.parcels import Parcel, gather, unpack
from tests.definitions.files import FILES, MANIFEST
from tests.definitions.zips import WHOLE, packed, refusal, with_entry

# --- what is taken ------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["", "small/", "project-main/questionnaires/small/"])
def test_a_questionnaire_is_taken_from_whatever_folder_it_lies_in(folder):
    parcel = unpack(packed({f"{folder}{name}": text for name, text in FILES.items()}), "sent.zip")

    assert parcel.id == "small"
    assert parcel.files == {name: text.encode() for name, text in FILES.items()}
    assert parcel.left_out == ()


def test_what_belongs_to_a_questionnaire_is_taken_and_the_rest_told():
    more = {
        "small/manifest.lock": "l",
        "small/glossary.yaml": "g: 1",
        "small/translations/ja.po": "p",
        "small/translations/ja.lock": "p",
        "small/examples/harbour.zh-Hans.yaml": "e: 1",
        "small/releases/1.0.0.json": "{}",
        "small/survey.yaml": "s",
        "small/README.md": "r",
        "small/.git/config": "c",
        "small/examples/deep/er.yaml": "d: 1",
        "small/releases/1.0.0.yaml": "no: 1",
        "small/Makefile": "m",
        "small/.hidden.yaml": "h: 1",
        "around.txt": "a",
    }
    quiet = {"__MACOSX/small/._manifest.yaml": "q", "small/.DS_Store": "q", "small/Thumbs.db": "q"}
    parcel = unpack(packed(WHOLE | more | quiet), "sent.zip")

    assert set(parcel.files) == {
        *FILES,
        "manifest.lock",
        "glossary.yaml",
        "translations/ja.po",
        "translations/ja.lock",
        "examples/harbour.zh-Hans.yaml",
        "releases/1.0.0.json",
    }
    assert set(parcel.left_out) == {
        "small/survey.yaml",
        "small/README.md",
        "small/.git/config",
        "small/examples/deep/er.yaml",
        "small/releases/1.0.0.yaml",
        "small/Makefile",
        "small/.hidden.yaml",
        "around.txt",
    }


def test_a_folder_is_taken_file_by_file():
    sent = [(name, io.BytesIO(text.encode())) for name, text in WHOLE.items()]
    parcel = gather([*sent, ("small/notes.txt", io.BytesIO(b"n"))], "small")

    assert parcel == Parcel(
        id="small",
        files={name: text.encode() for name, text in FILES.items()},
        left_out=("small/notes.txt",),
    )


def test_names_are_composed_as_the_manifest_writes_them():
    """Macs pack letters apart from their accents."""
    parcel = unpack(packed(WHOLE | {"small/cafe\u0301.yaml": "a: 1"}), "sent.zip")

    assert "caf\u00e9.yaml" in parcel.files


def test_a_name_in_chinese_is_a_name():
    assert "领导力.yaml" in unpack(packed(WHOLE | {"small/领导力.yaml": "a: 1"}), "s.zip").files


def test_stored_and_deflated_zips_are_read_alike():
    assert unpack(packed(WHOLE, ZIP_STORED), "a") == unpack(packed(WHOLE, ZIP_DEFLATED), "a")


@pytest.mark.parametrize("manifest", ["id: [", "title: none", "- a", "", "id: [a]"])
def test_a_questionnaire_that_does_not_tell_its_id_is_kept_to_be_checked(manifest):
    assert unpack(packed({"a/manifest.yaml": manifest}), "sent.zip").id == parcels.DRAFT


# --- what is no questionnaire -------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04", b"PK\x05\x06" + bytes(17)])
def test_what_is_no_zip_is_told(data):
    assert refusal(data) == [("sent.zip", "no zip that can be read")]


def test_a_zip_without_a_manifest_is_told():
    assert refusal(packed({"small/one.yaml": "a: 1"}))[0][1] == "no manifest.yaml in it"
    assert refusal(packed({".small/manifest.yaml": "a: 1"}))[0][1] == "no manifest.yaml in it"
    assert refusal(packed({}))[0][1] == "no manifest.yaml in it"


def test_two_questionnaires_are_told_by_their_names():
    ((_, said),) = refusal(packed({"a/manifest.yaml": MANIFEST, "b/manifest.yaml": MANIFEST}))

    assert said == "more than one questionnaire in it: a/manifest.yaml and b/manifest.yaml"


@pytest.mark.parametrize(
    "id", ["../small", "a/b", "a b", "", ".", "..", "客户", "9a", "a" * 65, "-a", "a\\nb"]
)
def test_an_id_that_can_be_no_folder_is_told_at_its_line(id):
    manifest = f'schema: assess/questionnaire@1\nid: "{id}"\n'
    ((place, said),) = refusal(packed({"small/manifest.yaml": manifest}))

    assert place == "manifest.yaml:2:5"
    assert said.endswith("cannot be the id of a questionnaire here")


# --- names --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../small/evil.yaml",
        "small/../../evil.yaml",
        "small/..",
        "/etc/passwd",
        "//server/share.yaml",
        "small//two.yaml",
        "./small/x.yaml",
        "small/./x.yaml",
        "C:/Windows/x.yaml",
        "c:x.yaml",
        "small\\evil.yaml",
        "..\\evil.yaml",
        "small/two.yaml\0.png",
        "../",
        "/",
    ],
)
def test_a_name_that_leads_out_is_refused(name):
    assert (name, "a name that leads out of the folder") in refusal(with_entry(_named(name)))


@pytest.mark.parametrize(
    "name",
    [
        "small/a\nb.yaml",
        "small/\x1b[31m.yaml",
        "small/\u202eyaml.exe",
        "small/" + "a" * 151 + ".yaml",
        "small/" + "é" * 90 + ".yaml",
        "/".join("a" * 21),
        "small/\ufeff.yaml",
    ],
)
def test_a_name_that_not_every_system_can_hold_is_refused(name):
    assert [said for _, said in refusal(with_entry(ZipInfo(name)))] == [
        "a name that not every system can hold"
    ]


def _named(name: str) -> ZipInfo:
    """An entry with this name as it is, whatever the library would make of it."""
    entry = ZipInfo("x")
    entry.filename = entry.orig_filename = name
    return entry


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, 0xC000])
def test_links_and_devices_are_refused_wherever_they_lie(kind):
    for name in ("small/three.yaml", "elsewhere"):
        entry = ZipInfo(name)
        entry.create_system = 3
        entry.external_attr = (kind | 0o777) << 16
        assert refusal(with_entry(entry, "/etc/passwd")) == [
            (name, "a link or a device, not a file")
        ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", ["two.yaml", "TWO.yaml", "Two.yaml", "ﬅ.yaml"])
def test_a_name_that_stands_twice_is_told(twin):
    other = {"ﬅ.yaml": "ﬆ.yaml"}.get(twin, twin)
    files = [*WHOLE.items(), (f"small/{twin}", "a: 1"), (f"small/{other}", "a: 1")]
    found = refusal(packed(files))

    assert all("the same name as" in said for _, said in found)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_manifests_in_one_place_are_told_as_one_name():
    ((place, said),) = refusal(packed([*WHOLE.items(), ("small/manifest.yaml", "x")]))

    assert (place, "the same name as" in said) == ("small/manifest.yaml", True)


def test_at_most_twenty_names_are_told():
    assert len(refusal(packed({f"../{n}": "" for n in range(500)}))) == parcels.MOST_TOLD
