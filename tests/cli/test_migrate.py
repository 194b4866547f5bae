"""`assess migrate`: answers go along to the next version, and nothing of them disappears."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.definitions.files import spoilt, write
from tests.definitions.sheets.people import Person

ANSWERS = """\
schema: assess/answers@1
questionnaire: small
version: "1.0.0"
profile: even
organization: {name: Acme, sector: retail}
assessed_on: 2026-10-01
answers:
  # seen on site
  M1: {intention: 3, reality: 2, note: "客户说：好"}
  C1: {practices: {a: 1, b: half}}
  X1: {chosen: best}
"""


def edit(path: Path, *changes: tuple[str, str]) -> None:
    path.write_text(spoilt(path.read_text(encoding="utf-8"), *changes), encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path, assess: Run) -> Path:
    """The small questionnaire in the versions 1.0.0 and 2.0.0."""
    folder = tmp_path / "questionnaires" / "small"
    folder.mkdir(parents=True)
    assess("release", write(folder))
    edit(folder / "manifest.yaml", ('"1.0.0"', '"2.0.0"'), ("total: 150", "total: 160"))
    edit(folder / "one.yaml", ("points: 20", "points: 21"))
    edit(
        folder / "two.yaml",
        ("{id: a, text: First", "{id: z, renamed_from: a, text: First"),
        ("      - {id: b, text: Second, quality: [Well done]}\n", ""),
    )
    assert assess("release", folder).status == 0
    return folder.parent


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


@pytest.fixture
def migrate(assess: Run, library, answers):
    def run(*words: object) -> object:
        return assess("migrate", answers, "--questionnaires", library, *words)

    return run


def test_what_became_of_the_answers_is_told_and_written(migrate, assess: Run, library, tmp_path):
    new = tmp_path / "new.yaml"
    done = migrate("--to", "2.0.0", "-o", new)

    assert done.status == 0
    assert done.out.splitlines() == [
        f"{tmp_path / 'answers.yaml'}: small 1.0.0 → 2.0.0",
        "3 answers carried",
        "  practices.a is called practices.z now",
        "means something else now, so look at these answers again:",
        "  M1 Maturity",
        "    major  points: 20 → 21",
        "  C1 Checklist",
        "    major  practices.b: removed: “Second”",
        "scored by other rules now:",
        "  levels.1.total: 150 → 160",
        "without a place, kept under “lost” and scored no longer:",
        "  answers.C1.practices.b: half",
        f"{new} written",
    ]
    text = new.read_text(encoding="utf-8")
    assert '  # seen on site\n  M1: {intention: 3, reality: 2, note: "客户说：好"}\n' in text
    assert 'lost:\n  "1.0.0":\n    answers.C1.practices.b: "half"\n' in text
    assert assess("score", new, "--questionnaires", library).status == 0


def test_without_a_file_nothing_is_written(migrate, tmp_path, answers):
    before = sorted(tmp_path.iterdir())
    done = migrate("--to", "2.0.0")

    assert done.status == 0
    assert done.out.endswith("nothing is written: name a file with -o\n")
    assert sorted(tmp_path.iterdir()) == before
    assert answers.read_text(encoding="utf-8") == ANSWERS


@pytest.fixture
def filled(assess: Run, library: Path, answers: Path, tmp_path: Path) -> Path:
    """The answers as a workbook for version 1.0.0."""
    path = tmp_path / "filled.xlsx"
    options = ("--answers", answers, "--questionnaires", library, "-o", path)
    assert assess("sheet", "small", *options).status == 0
    return path


def test_answers_in_a_workbook_go_along_as_well(migrate, assess: Run, library, filled, tmp_path):
    migrate("--to", "2.0.0", "-o", tmp_path / "of-file.yaml")
    new = tmp_path / "new.yaml"
    done = assess("migrate", filled, "--questionnaires", library, "--to", "2.0.0", "-o", new)

    assert done.status == 0
    assert f"{filled}: small 1.0.0 → 2.0.0" in done.out
    assert "  answers.C1.practices.b: 0.5" in done.out
    scored = [
        assess("score", path, "--json", "--questionnaires", library).out
        for path in (new, tmp_path / "of-file.yaml")
    ]
    assert scored[0] == scored[1]
    assert "客户说：好" in new.read_text(encoding="utf-8")


def test_a_workbook_for_an_earlier_version_says_how_to_go_on(assess: Run, library, filled):
    shutil.rmtree(library / "small" / "releases")
    told = assess("score", filled, "--questionnaires", library)

    assert told.status == 1
    assert f"{filled}:Overview!D3: A621 the questionnaire is version 2.0.0" in told.err
    assert "“assess migrate” carries answers from one version to another" in told.err


def test_what_is_wrong_in_a_workbook_is_told_at_its_cell(assess: Run, library, filled, tmp_path):
    person = Person(filled.read_bytes(), path=str(filled)).write("answers.M1.reality", 9)
    filled.write_bytes(person.saved())
    told = assess("migrate", filled, "--questionnaires", library, "--to", "2.0.0")

    assert told.status == 1
    assert told.err.startswith(f"{person.place('answers.M1.reality')}: F135 “9” is not one of")


def test_answers_are_not_carried_into_a_workbook(migrate, tmp_path):
    done = migrate("--to", "2.0.0", "-o", tmp_path / "new.xlsx")

    assert done.status == 2
    assert "go into a .yaml file, which “assess sheet --answers” makes a workbook of" in done.err
    assert not (tmp_path / "new.xlsx").exists()


def test_both_versions_are_scored_each_by_its_own(migrate, assess: Run, library, answers, tmp_path):
    migrate("--to", "2.0.0", "-o", tmp_path / "new.yaml")
    versions = [
        json.loads(assess("score", path, "--json", "--questionnaires", library).out)[
            "questionnaire"
        ]
        for path in (answers, tmp_path / "new.yaml")
    ]

    assert [each["version"] for each in versions] == ["1.0.0", "2.0.0"]


def test_nothing_is_overwritten_unless_it_is_told_to(migrate, answers):
    refused = migrate("--to", "2.0.0", "-o", answers)
    assert refused.status == 2
    assert "--overwrite" in refused.err
    assert answers.read_text(encoding="utf-8") == ANSWERS

    assert migrate("--to", "2.0.0", "-o", answers, "--overwrite").status == 0
    assert 'version: "2.0.0"' in answers.read_text(encoding="utf-8")


def test_machines_get_what_became_of_the_answers(migrate):
    told = json.loads(migrate("--to", "2.0.0", "--json").out)

    assert (told["from"], told["to"], told["written"]) == ("1.0.0", "2.0.0", None)
    assert [each["from"] for each in told["carried"]] == ["M1", "C1", "X1"]
    assert told["carried"][1]["renamed"] == {"practices.a": "practices.z"}
    assert told["carried"][0]["changed"][0]["place"] == "points"
    assert told["lost"] == {"answers.C1.practices.b": "half"}
    assert [each["place"] for each in told["rules"]] == ["levels.1.total"]


def test_versions_may_be_named_by_where_they_lie(assess: Run, answers, library, tmp_path):
    """Also where the version that was answered is not kept among the questionnaires."""
    other = tmp_path / "other"
    other.mkdir()
    write(other, manifest=(library / "small" / "manifest.yaml").read_text(encoding="utf-8"))
    kept = library / "small" / "releases" / "1.0.0.json"
    done = assess("migrate", answers, "--to", other, "--from", kept, "--questionnaires", library)

    assert done.status == 0
    assert "small 1.0.0 → 2.0.0" in done.out


def test_chinese_is_spoken(migrate):
    done = migrate("--to", "2.0.0", "--lang", "zh-Hans")

    assert "沿用3道题的答案" in done.out
    assert "在新版本中已无对应之处" in done.out


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--to", "1.0.0"), 2, "name a later version"),
        (("--to", "3.0.0"), 2, "known are 1.0.0, 2.0.0"),
        (("--to", "nowhere"), 2, "nowhere"),
        (("--to", "2.0.0", "--from", "nowhere"), 2, "nowhere"),
    ],
)
def test_nonsense_is_refused_with_what_could_be_meant(migrate, words, status, told):
    done = migrate(*words)

    assert done.status == status
    assert told in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        (('version: "1.0.0"', 'version: "2.0.0"'), 2, "is for 2.0.0"),
        (('version: "1.0.0"', 'version: "1.5.0"'), 2, "known are 1.0.0, 2.0.0"),
        (('version: "1.0.0"\n', ""), 1, "missing key 'version'"),
        (("questionnaire: small", "questionnaire: large"), 1, "A622"),
        (("reality: 2", "reality: 9"), 1, "A602"),
        ((ANSWERS, "- 1\n"), 1, "S203"),
        ((ANSWERS, ""), 1, "Y111"),
        ((ANSWERS, "a: [\n"), 1, "Y102"),
    ],
)
def test_a_file_that_cannot_be_carried_says_why(migrate, answers, change, status, told):
    answers.write_text(spoilt(ANSWERS, change), encoding="utf-8")
    done = migrate("--to", "2.0.0")

    assert done.status == status
    assert told in done.err
    assert "Traceback" not in done.err
