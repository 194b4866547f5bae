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
    shutil.copytree(SHIPPED / "customer-management", folder)
    leadership = folder / "leadership.yaml"
    text = leadership.read_text(encoding="utf-8")
    text = text.replace("        weight: 3\n", "        wieght: 3\n", 1)
    leadership.write_text(text.replace("points: 12", "points: twelve", 1), encoding="utf-8")
    return folder


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

    problems = done.out.splitlines()[:-1]
    assert done.status == 1
    assert len(problems) >= 2
    assert all("leadership.yaml:" in problem for problem in problems)
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
        assert set(problem) == {"path", "line", "column", "code", "message"}
        assert problem["line"] > 0


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
    shutil.copytree(SHIPPED / "customer-management", folder)
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
    shutil.copytree(SHIPPED / "customer-management", folder)
    (folder / "leadership.yaml").rename(folder / "brand.yaml")
    manifest = folder / "manifest.yaml"
    text = manifest.read_text(encoding="utf-8").replace("leadership.yaml", "brand.yaml")
    manifest.write_text(text, encoding="utf-8")

    for named in (folder, folder / "brand.yaml"):
        assert assess("check", named).out == "1 checked: no problems\n"
