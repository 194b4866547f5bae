"""`assess import`: a folder, a list of what became of everything, and sentences for all else."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.definitions.importing.sources import LIBRARY, SURVEY, library, samm, workbook, xlsform

BOMB_BYTES = 80_000_000


def sources(folder: Path) -> dict[str, Path]:
    """A source of each kind."""
    return {
        "xlsform": xlsform(folder),
        "ciso-assistant": library(folder),
        "samm": samm(folder / "samm"),
    }


MADE = {"xlsform": "guests_2", "ciso-assistant": "acme-doors", "samm": "samm"}


@pytest.mark.parametrize("kind", MADE)
def test_a_source_becomes_a_draft_that_check_accepts(assess: Run, tmp_path, kind):
    done = assess("import", kind, sources(tmp_path)[kind], "-o", tmp_path / "out")
    folder = tmp_path / "out" / MADE[kind]

    assert (done.status, done.err) == (0, "")
    assert f"{folder / 'manifest.yaml'} written" in done.out
    assert f"assess check {folder}" in done.out
    assert assess("check", folder).status == 0


@pytest.mark.parametrize("kind", MADE)
def test_a_sheet_of_it_can_be_filled_and_scored(assess: Run, tmp_path, kind):
    assess("import", kind, sources(tmp_path)[kind], "-o", tmp_path / "out")
    folder = ("--questionnaires", tmp_path / "out")
    sheet = assess("sheet", MADE[kind], "--form", "full", *folder).out
    path = tmp_path / "answers.yaml"
    path.write_text(sheet.replace("  name:", "  name: Acme", 1), encoding="utf-8")

    assert assess("score", path, *folder).status == 0


def test_what_is_told_is_kept_with_its_texts(assess: Run, tmp_path):
    done = assess("import", "xlsform", xlsform(tmp_path), "-o", tmp_path)
    kept = (tmp_path / "guests_2" / "imported.md").read_text(encoding="utf-8")

    assert "Carried (13)" in done.out
    assert "survey!C9: a note between questions has no place" in done.out
    assert "survey!C9: a note between questions has no place" in kept
    assert "Take a break." in kept


def test_it_speaks_chinese(assess: Run, tmp_path):
    done = assess("import", "samm", samm(tmp_path / "s"), "-o", tmp_path, "--lang", "zh-Hans")

    assert "未带入" in done.out
    assert "业务职能 → 维度shop" in done.out


def test_nothing_is_overwritten(assess: Run, tmp_path):
    path = xlsform(tmp_path)
    (tmp_path / "guests_2").mkdir()
    done = assess("import", "xlsform", path, "-o", tmp_path)

    assert done.status == 2
    assert "is there already, and nothing is overwritten" in done.err
    assert list((tmp_path / "guests_2").iterdir()) == []


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", b" " * BOMB_BYTES)
    return file.getvalue()


def with_part(name: str) -> bytes:
    file = io.BytesIO(workbook({"survey": SURVEY}))
    with zipfile.ZipFile(file, "a") as made:
        made.writestr(name, b"x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no Excel workbook"),
        (b"PK\x03\x04 and more", "no Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "no Excel workbook"),
        (b"type,name,label\n", "no Excel workbook"),
        (b"\0" * 8_000_001, "larger than 8 megabytes"),
        (bomb(), "holds more than can be read"),
        (with_part("xl/vbaProject.bin"), "holds macros"),
        (with_part("xl/externalLinks/externalLink1.xml"), "from other files or programs"),
        (workbook({"Sheet1": [["a"]]}), "no sheet “survey”"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_workbook_that_nobody_should_read_gets_a_sentence(assess: Run, tmp_path, data, reason):
    path = tmp_path / "form.xlsx"
    path.write_bytes(data)
    done = assess("import", "xlsform", path, "-o", tmp_path / "out")

    assert done.status == 2
    assert done.err.startswith(f"assess: {path}: ")
    assert reason in done.err
    assert not (tmp_path / "out").exists()


def test_why_nothing_can_be_made_of_a_form_is_told_of_each_part(assess: Run, tmp_path):
    survey = [["type", "name", "label"], ["select_one ghosts", "who", "Who?"]]
    done = assess("import", "xlsform", xlsform(tmp_path, survey), "-o", tmp_path / "out")

    assert done.status == 2
    assert "survey!A2: the list of answers “ghosts” is not on the sheet “choices”" in done.out
    assert "no question in it can be scored" in done.err


@pytest.mark.parametrize("kind", MADE)
def test_what_is_not_there_gets_a_sentence(assess: Run, tmp_path, kind):
    done = assess("import", kind, tmp_path / "gone", "-o", tmp_path / "out")

    assert done.status == 2
    assert "gone" in done.err


@pytest.mark.parametrize("kind", ["xlsform", "ciso-assistant"])
def test_a_folder_in_place_of_a_file_gets_a_sentence(assess: Run, tmp_path, kind):
    done = assess("import", kind, tmp_path, "-o", tmp_path / "out")

    assert (done.status, done.err.split(" — ")[0]) == (2, f"assess: {tmp_path}: this is a folder")


def test_the_sheet_of_a_large_draft_can_be_read_back(assess: Run, tmp_path):
    words = "How is the floor kept? " * 400
    node = "    - {{urn: 'u:{n}', assessable: true, ref_id: R{n}, description: '{words}'}}\n"
    nodes = "".join(node.format(n=n, words=words) for n in range(120))
    begin = LIBRARY[: LIBRARY.index("    requirement_nodes")]
    path = library(tmp_path, f"{begin}    requirement_nodes:\n{nodes}")
    folder = ("--questionnaires", tmp_path / "out")
    assert assess("import", "ciso-assistant", path, "-o", tmp_path / "out").status == 0
    sheet = assess("sheet", "acme-doors", "--form", "full", *folder).out
    answers = tmp_path / "answers.yaml"
    answers.write_text(sheet.replace("  name:", "  name: Acme", 1), encoding="utf-8")

    assert answers.stat().st_size > 1_000_000
    assert assess("score", answers, *folder).status == 0


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("a: *x\n", 1, "Y106"),
        ("[" * 100, 1, "Y104"),
        ("a: b\n" + "#" * 20_000_000, 1, "Y103"),
        (LIBRARY.replace("requirement_nodes", "others"), 2, "no framework in it"),
    ],
)
def test_yaml_that_is_no_framework_gets_a_sentence(assess: Run, tmp_path, text, status, reason):
    done = assess("import", "ciso-assistant", library(tmp_path, text), "-o", tmp_path / "out")

    assert done.status == status
    assert reason in done.err
    assert not (tmp_path / "out").exists()
