"""`assess new`, `assess diff`, `assess release`: from a draft to a version, and to the next."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SHIPPED, Run
from tests.definitions.files import spoilt, write

SHIPPED_ID = "customer-management"


@pytest.fixture
def library(tmp_path: Path, assess: Run) -> Path:
    """A folder of questionnaires with the small one, whose version 1.0.0 is released."""
    folder = tmp_path / "questionnaires" / "small"
    folder.mkdir(parents=True)
    assert assess("release", write(folder)).status == 0
    return folder.parent


def edit(path: Path, *changes: tuple[str, str]) -> None:
    path.write_text(spoilt(path.read_text(encoding="utf-8"), *changes), encoding="utf-8")


# --- new ----------------------------------------------------------------------------------


def test_a_new_questionnaire_needs_nothing_but_words(process: Run, tmp_path):
    made = process("new", "questionnaire", "service", "--languages", "en,zh-Hans")
    checked = process("check", "service")

    assert (made.status, made.err) == (0, "")
    assert "service/manifest.yaml written" in made.out
    assert "assess check service" in made.out
    assert checked.status == 0
    assert "no problems" in checked.out
    assert set((tmp_path / "service").iterdir()) == {
        tmp_path / "service" / name for name in ("manifest.yaml", "first.yaml")
    }


def test_the_comments_speak_chinese_to_who_speaks_it(assess: Run, tmp_path):
    assess("new", "questionnaire", "service", "-o", tmp_path, "--lang", "zh-Hans")

    assert "# 一经确定不再改动" in (tmp_path / "service" / "manifest.yaml").read_text(
        encoding="utf-8"
    )


def test_a_sheet_of_a_new_questionnaire_can_be_filled_and_scored(assess: Run, tmp_path):
    assess("new", "questionnaire", "service", "-o", tmp_path)
    folder = ("--questionnaires", tmp_path)
    sheet = assess("sheet", "service", *folder).out.replace("  name:", "  name: Acme", 1)
    path = tmp_path / "answers.yaml"
    path.write_text(sheet, encoding="utf-8")

    assert assess("score", path, *folder).status == 0


def test_a_dimension_beside_no_manifest_is_told_to_be_alone(assess: Run, tmp_path):
    done = assess("new", "dimension", "care", "-o", tmp_path)

    assert done.status == 0
    assert "no manifest.yaml lies beside it" in done.out
    assert "under “dimensions”" not in done.out


def test_a_dimension_and_an_item_are_added(assess: Run, tmp_path):
    assess("new", "questionnaire", "service", "-o", tmp_path, "--languages", "en,zh-Hans")
    folder = tmp_path / "service"
    dimension = assess("new", "dimension", "care", "-o", folder)
    item = assess("new", "item", "kpi", "C2", "--into", folder / "care.yaml")

    assert (dimension.status, item.status) == (0, 0)
    assert "care.yaml under “dimensions”" in dimension.out
    # What the manifest does not name yet has ids all the same.
    assert (
        "V712 'C2' is in use already"
        in assess("new", "item", "rating", "C2", "--into", folder / "care.yaml").err
    )
    edit(folder / "manifest.yaml", ("[first.yaml]", "[first.yaml, care.yaml]"))
    edit(folder / "manifest.yaml", ("{first: 1000}", "{first: 500, care: 500}"))
    checked = assess("check", folder, "--json")
    assert checked.status == 0
    assert {each["code"] for each in json.loads(checked.out)} == {"T305"}
    assert (folder / "care.yaml").read_text(encoding="utf-8").count("zh-Hans:") > 20


def test_an_item_is_printed_for_who_wants_to_paste_it(assess: Run):
    done = assess("new", "item", "choice", "X1", "--languages", "en")

    assert done.status == 0
    assert done.out.startswith("  - id: X1\n    type: choice\n")


@pytest.mark.parametrize(
    "words",
    [
        ("questionnaire", "service"),
        ("dimension", "first", "-o", "service"),
        ("dimension", "F1", "-o", "service"),
        ("item", "kpi", "F1", "--into", "service/first.yaml"),
    ],
)
def test_nothing_that_is_there_is_overwritten(assess: Run, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    assess("new", "questionnaire", "service")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    done = assess("new", *words)

    assert done.status in {1, 2}
    assert "already" in done.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("questionnaire", "two words"), "two words"),
        (("questionnaire", "../up"), "../up"),
        (("questionnaire", "ok", "--languages", "en,en"), "'en'"),
        (("questionnaire", "ok", "--languages", "english!"), "'english!'"),
        (
            ("questionnaire", "ok", "--languages", "en,jp"),
            "'jp' cannot be used — did you mean 'ja'",
        ),
        (("item", "kpi", "F2", "--into", "none.yaml"), "none.yaml"),
    ],
)
def test_a_word_that_cannot_be_used_is_quoted_with_what_can(
    assess: Run, tmp_path, monkeypatch, words, told
):
    monkeypatch.chdir(tmp_path)
    done = assess("new", *words)

    assert done.status == 2
    assert told in done.err
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


# --- diff ---------------------------------------------------------------------------------


def test_nothing_is_different_between_a_version_and_itself(assess: Run):
    done = assess("diff", SHIPPED / SHIPPED_ID, f"{SHIPPED_ID}@1.0.0")

    assert done.status == 0
    assert "no difference" in done.out


def test_differences_are_told_in_the_words_of_the_files(assess: Run, library):
    small = library / "small"
    edit(small / "one.yaml", ("points: 20", "points: 21"), ("title: Share", "title: Portion"))
    edit(small / "two.yaml", ("{at: 80, score: 0.8}", "{at: 80, score: 0.7}"))
    edit(small / "manifest.yaml", ('"1.0.0"', '"1.1.0"'), ("total: 150", "total: 160"))
    done = assess("diff", "small@1.0.0", small, "--questionnaires", library)

    assert done.status == 1
    assert done.out.splitlines() == [
        "small 1.0.0 → 1.1.0",
        "the questionnaire",
        "  major  levels.1.total: 150 → 160",
        "M1 Maturity",
        "  major  points: 20 → 21",
        "P1 Portion",
        "  patch  title (en): “Share” → “Portion”",
        "K1 Measure",
        "  major  curve: 60: 0, 80: 0.8, 90: 1 → 60: 0, 80: 0.7, 90: 1",
        "",
        "4 differences: 3 major, 0 minor, 1 patch",
        "a major step is due, but the version says minor — write “2.0.0”",
    ]


def test_a_version_that_says_enough_is_fine(assess: Run, library):
    small = library / "small"
    edit(small / "one.yaml", ("points: 20", "points: 21"))
    edit(small / "manifest.yaml", ('"1.0.0"', '"2.0.0"'))
    done = assess("diff", "small@1.0.0", "small", "--questionnaires", library)

    assert done.status == 0
    assert done.out.endswith("a major step is due, and the version says so\n")


def test_a_comment_is_a_difference_too(assess: Run, library):
    edit(library / "small" / "two.yaml", ("title: Two", "title: Two  # remark"))
    done = assess(
        "diff", "small@1.0.0", library / "small" / "two.yaml", "--questionnaires", library
    )

    assert done.status == 1
    assert "only comments or the layout of the files differ" in done.out
    assert "write “1.0.1”" in done.out


def test_two_folders_two_files_and_a_kept_source_are_named_alike(assess: Run, library, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    write(other)
    edit(other / "one.yaml", ("points: 20", "points: 21"))
    first = assess("diff", library / "small", other).out

    assert "points: 20 → 21" in first
    assert assess("diff", library / "small" / "manifest.yaml", other / "one.yaml").out == first
    assert assess("diff", library / "small" / "releases" / "1.0.0.json", other).out == first


def test_machines_get_every_difference(assess: Run, library):
    edit(library / "small" / "one.yaml", ("points: 20", "points: 21"))
    done = assess("diff", "small@1.0.0", "small", "--questionnaires", library, "--json")
    told = json.loads(done.out)

    assert (told["due"], told["stated"], told["sufficient"], told["next"]) == (
        "major",
        None,
        False,
        "2.0.0",
    )
    assert told["amendments"] == [
        {
            "subject": "M1",
            "place": "points",
            "kind": "changed",
            "step": "major",
            "language": None,
            "old": "20",
            "new": "21",
        }
    ]


def test_chinese_is_spoken(assess: Run, library):
    edit(library / "small" / "one.yaml", ("points: 20", "points: 21"))
    done = assess("diff", "small@1.0.0", "small", "--questionnaires", library, "--lang", "zh-Hans")

    assert "  主版本  points：20 → 21" in done.out
    assert "应升主版本" in done.out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("small@1.2.0", "small", "known are 1.0.0"),
        ("nowhere", "small", "nowhere"),
        ("small", "nobody@1.0.0", "nobody@1.0.0"),
        (SHIPPED / SHIPPED_ID, "small", "two questionnaires"),
        (SHIPPED, "small", "no questionnaire lies there"),
    ],
)
def test_what_cannot_be_compared_is_told_with_what_can(assess: Run, library, old, new, told):
    done = assess("diff", old, new, "--questionnaires", library)

    assert done.status == 2
    assert told in done.err
    assert done.err.count("\n") == 1


# --- release ------------------------------------------------------------------------------


def test_a_release_is_told_with_what_was_written(assess: Run, library):
    small = library / "small"
    edit(small / "two.yaml", ("title: Two", "title: Second"))
    edit(small / "manifest.yaml", ('"1.0.0"', '"1.0.1"'), ("status: released", "status: draft"))
    done = assess("release", small / "manifest.yaml")

    assert done.status == 0
    assert "small 1.0.1 is released" in done.out
    assert "since 1.0.0: 1 difference: 0 major, 0 minor, 1 patch" in done.out
    assert f"{small / 'manifest.lock'} written" in done.out
    assert "status: released" in (small / "manifest.yaml").read_text(encoding="utf-8")
    assert "nothing of it has changed" in assess("release", small).out


def test_a_release_that_is_refused_says_which_version_is_due(assess: Run, library):
    edit(library / "small" / "one.yaml", ("points: 20", "points: 21"))
    done = assess("release", library / "small")

    assert done.status == 1
    assert "manifest.yaml:3:10: V705" in done.err
    assert "“2.0.0”" in done.err


def test_what_is_no_questionnaire_is_not_released(assess: Run, tmp_path):
    done = assess("release", tmp_path)

    assert done.status == 2
    assert "no questionnaire lies there" in done.err


def test_a_broken_lock_stops_every_command_with_the_file_that_changed(process: Run, library):
    edit(library / "small" / "one.yaml", ("points: 20", "points: 21"))
    for words in (("check", library / "small"), ("sheet", "small"), ("serve", "--once")):
        done = process(*words, "--questionnaires", library)

        assert done.status == 1
        assert "one.yaml:1:1: V701" in done.out + done.err
        assert "Traceback" not in done.err
