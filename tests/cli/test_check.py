"""`assess check`: every problem at once, with its place."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import HARBOUR, SHIPPED, Run


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    """The shipped questionnaire with a misspelt key and a number that is none."""
    folder = tmp_path / "customer-management"
    source = SHIPPED / "customer-management"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.lock"))
    leadership = folder / "leadership.yaml"
    text = leadership.read_text(encoding="utf-8")
    text = text.replace("        weight: 3\n", "        wieght: 3\n", 1)
    leadership.write_text(text.replace("points: 12", "points: twelve", 1), encoding="utf-8")
    return folder


def line_of(folder: Path, words: str) -> int:
    """In which line of the spoilt file these words stand."""
    lines = (folder / "leadership.yaml").read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if words in line)


def test_what_is_shipped_has_no_problems(process: Run):
    done = process("check", SHIPPED)

    assert (done.status, done.err) == (0, "")
    assert done.out.endswith("checked: no problems\n")


@pytest.mark.parametrize(
    "path",
    [
        SHIPPED / "customer-management",
        SHIPPED / "customer-management" / "manifest.yaml",
        SHIPPED / "customer-management" / "leadership.yaml",
        SHIPPED / "benchmarks" / "published.yaml",
        HARBOUR,
    ],
    ids=lambda path: path.name,
)
def test_a_folder_or_any_file_may_be_named(assess: Run, path):
    done = assess("check", path)

    assert (done.status, done.out) == (0, "1 checked: no problems\n")


def test_several_paths_are_checked_together(assess: Run):
    assert assess("check", HARBOUR, SHIPPED / "benchmarks" / "published.yaml").out.startswith("2 ")


def test_every_problem_is_told_with_its_place(assess: Run, spoiled):
    done = assess("check", spoiled)

    problems = [line for line in done.out.splitlines() if "leadership.yaml:" in line]
    assert done.status == 1
    assert len(problems) >= 2
    assert any("wieght" in problem and "weight" in problem for problem in problems)
    assert any("twelve" in problem for problem in problems)
    assert done.out.splitlines()[-1] == f"{len(problems)} problems"


def test_problems_come_in_the_order_of_the_file(assess: Run, spoiled):
    lines = assess("check", spoiled, "--json").out

    places = [(p["path"], p["line"], p["column"]) for p in json.loads(lines)]
    assert places == sorted(places)


def test_machines_get_the_problems_as_json(assess: Run, spoiled):
    done = assess("check", spoiled, "--json")

    assert done.status == 1
    for problem in json.loads(done.out):
        assert list(problem) == [
            "path",
            "line",
            "column",
            "code",
            "severity",
            "message",
            "suggestion",
            "source",
        ]
    (misspelt,) = [p for p in json.loads(done.out) if p["code"] == "S201"]
    assert misspelt == {
        "path": str(spoiled / "leadership.yaml"),
        "line": line_of(spoiled, "wieght"),
        "column": 9,
        "code": "S201",
        "severity": "error",
        "message": "unknown key 'wieght'",
        "suggestion": "did you mean 'weight'?",
        "source": "        wieght: 3",
    }


def test_json_may_be_asked_for_in_two_ways(assess: Run, spoiled):
    assert assess("check", spoiled, "--json").out == assess("check", spoiled, "--format=json").out


def test_the_line_follows_with_a_caret_under_the_place(assess: Run, spoiled):
    lines = assess("check", spoiled).out.splitlines()
    at = next(n for n, line in enumerate(lines) if "wieght" in line)

    assert lines[at + 1 : at + 3] == [
        f"{line_of(spoiled, 'wieght'):>5} |         wieght: 3",
        "      |         ^",
    ]


def test_github_gets_annotations(assess: Run, spoiled):
    done = assess("check", spoiled, "--format", "github")

    path = spoiled / "leadership.yaml"
    assert done.status == 1
    first, second = done.out.splitlines()
    assert first == (
        f"::error file={path},line={line_of(spoiled, 'wieght')},col=9,title=S201::"
        "unknown key 'wieght' — did you mean 'weight'?"
    )
    assert second == (
        f"::error file={path},line={line_of(spoiled, 'twelve')},col=13,title=S203::"
        "'points' takes a number, not “twelve” — write digits, for example 12, 0.5 or 70%25"
    )


def test_what_cannot_be_read_hides_no_problem(assess: Run, spoiled, tmp_path):
    done = assess("check", tmp_path / "gone.yaml", spoiled)

    assert done.status == 2
    assert "wieght" in done.out
    assert done.err == f"assess: {tmp_path / 'gone.yaml'}: cannot be read — {NO_SUCH}\n"


NO_SUCH = "there is no such file or folder"


def test_a_problem_that_is_met_twice_is_told_once(assess: Run, spoiled):
    once = assess("check", spoiled).out

    assert assess("check", spoiled, spoiled / "manifest.yaml").out == once


def test_answers_of_a_faulty_questionnaire_are_told_with_it(assess: Run, spoiled):
    example = spoiled / "examples" / "harbour.yaml"
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("purpose: self-assessment", "purpose: curiosity"), "utf-8")

    done = assess("check", spoiled.parent)

    assert done.status == 1
    assert "harbour.yaml:" in done.out
    assert done.out.count("unknown key 'wieght'") == 1


def test_a_draft_may_lack_translations_but_is_warned(assess: Run, tmp_path: Path):
    from tests.definitions.files import MANIFEST, spoilt, write

    draft = spoilt(
        MANIFEST,
        ("languages: [en]", "languages: [en, zh-Hans]"),
        ("status: released", "status: draft"),
    )
    done = assess("check", write(tmp_path, manifest=draft))
    machine = assess("check", tmp_path, "--format", "github")

    assert done.status == machine.status == 0
    assert f"{tmp_path}/manifest.yaml:5:12: warning: T301 languages: no text" in done.out
    assert done.out.splitlines()[-1] == "1 checked: no problems, 1 warning"
    assert machine.out.startswith("::warning file=")


def test_no_problems_are_an_empty_list(assess: Run):
    done = assess("check", HARBOUR, "--json")

    assert (done.status, json.loads(done.out)) == (0, [])


def test_a_wrong_answer_is_found_where_it_stands(assess: Run, answers):
    path = answers(("intention: 3", "intention: 7"))
    line = path.read_text(encoding="utf-8").splitlines().index("    intention: 7") + 1

    done = assess("check", path)

    assert done.status == 1
    assert f"{path}:{line}:16: " in done.out
    assert "7" in done.out


def test_a_folder_without_anything_to_check_is_2(assess: Run, tmp_path: Path):
    done = assess("check", tmp_path)

    assert done.status == 2
    assert str(tmp_path) in done.err


def test_glossary_and_case_are_checked_with_their_questionnaire(assess: Run, tmp_path):
    folder = tmp_path / "customer-management"
    source = SHIPPED / "customer-management"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.lock"))
    for name, schema in (("glossary.yaml", "glossary@1"), ("calibration.yaml", "calibration@1")):
        path = folder / name
        path.write_text(path.read_text().replace(schema, "poem@1"))

    done = assess("check", folder)

    assert done.status == 1
    assert "glossary.yaml:" in done.out
    assert "calibration.yaml:" in done.out
    assert "2 problems" in done.out
    for file in ("articles.yaml", "glossary.yaml", "calibration.yaml"):
        assert assess("check", folder / file).out == done.out


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    """A folder with a brand that has a name and a colour."""
    folder = tmp_path / "northlight"
    folder.mkdir()
    text = 'schema: assess/brand@1\nid: northlight\nname: Northlight\naccent: "#7A1F3D"\n'
    (folder / "brand.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_brand_is_checked_by_its_folder_or_its_file(assess: Run, brand):
    path = brand / "brand.yaml"
    for named in (brand, path):
        assert assess("check", named).out == "1 checked: no problems\n"

    path.write_text(path.read_text().replace("#7A1F3D", "#FFD700"), encoding="utf-8")
    for named in (brand, path):
        done = assess("check", named)
        assert done.status == 1
        assert f"{path}:4:9: B102 " in done.out


def test_a_dimension_may_be_called_brand(assess: Run, tmp_path):
    folder = tmp_path / "customer-management"
    source = SHIPPED / "customer-management"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.lock"))
    (folder / "leadership.yaml").rename(folder / "brand.yaml")
    manifest = folder / "manifest.yaml"
    text = manifest.read_text(encoding="utf-8").replace("leadership.yaml", "brand.yaml")
    manifest.write_text(text, encoding="utf-8")

    for named in (folder, folder / "brand.yaml"):
        assert assess("check", named).out == "1 checked: no problems\n"


ELSEWHERE = "assess: name the folder of others with --questionnaires DIR\n"


def test_where_a_questionnaire_is_not_known_the_option_that_finds_it_is_told(assess: Run, tmp_path):
    answers = tmp_path / "answers.yaml"
    answers.write_text(HARBOUR.read_text().replace("customer-management", "service"))

    for command in ("check", "score"):
        told = assess(command, answers)
        assert told.err.endswith(ELSEWHERE)
        assert told.status == 1
    assert ELSEWHERE not in assess("check", answers, "--questionnaires", SHIPPED).err
    assert assess("sheet", "service").err.endswith(
        "; name the folder of others with --questionnaires DIR\n"
    )


def test_the_folder_of_questionnaires_may_be_a_setting(assess: Run, tmp_path, monkeypatch):
    folder = tmp_path / "others" / "mine"
    shutil.copytree(SHIPPED / "service-capability", folder)
    manifest = folder / "manifest.yaml"
    (folder / "manifest.lock").unlink()
    text = manifest.read_text(encoding="utf-8").replace("id: service-capability", "id: mine")
    manifest.write_text(text.replace("status: released", "status: draft"), encoding="utf-8")

    assert assess("sheet", "mine").status == 2
    monkeypatch.setenv("ASSESS_QUESTIONNAIRES", str(folder.parent))
    assert assess("sheet", "mine").status == 0
    # The option goes before the setting.
    assert assess("sheet", "mine", "--questionnaires", SHIPPED).status == 2


def test_of_many_warnings_of_one_code_a_few_are_shown(assess: Run, tmp_path):
    assert assess("new", "questionnaire", "draft", "-o", tmp_path).status == 0
    folder = tmp_path / "draft"

    few, every = assess("check", folder), assess("check", folder, "--all")
    assert few.out.count(": warning: T305 ") == 5
    number = every.out.count(": warning: T305 ")
    assert number > 12
    assert f"\nT305: {number - 5} more like these — see them with --all\n" in few.out
    assert few.out.splitlines()[-1] == every.out.splitlines()[-1]
    assert len(json.loads(assess("check", folder, "--json").out)) == number


def test_problems_are_all_shown_however_many_there_are(assess: Run, tmp_path):
    assert assess("new", "questionnaire", "draft", "-o", tmp_path).status == 0
    first = tmp_path / "draft" / "first.yaml"
    first.write_text(first.read_text().replace("effort:", "efort:").replace("weeks:", "weaks:"))

    assert assess("check", tmp_path / "draft").out.count(": S201 ") == 10
