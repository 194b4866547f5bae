"""`assess sheet`: the form for those who answer in an editor or in a spreadsheet."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assess import resources
from assess.definitions.library import Library
from tests.cli.conftest import HARBOUR, Run
from tests.definitions.files import FILES
from tests.definitions.sheets.people import Person, shipped

LANGUAGES = ("en", "zh-Hans")


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return str(request.param)


@pytest.fixture
def sheet(assess: Run, tmp_path, language) -> str:
    """A sheet on which only the name was filled in."""
    text = assess("sheet", "customer-management", "--lang", language).out
    assert "  name:\n" in text
    return text.replace("  name:\n", "  name: Acme\n", 1)


def test_a_sheet_is_printed_or_written(process: Run, tmp_path):
    printed = process("sheet", "customer-management")
    written = process("sheet", "customer-management", "-o", "sheet.yaml")

    assert (printed.status, written.status) == (0, 0)
    assert (tmp_path / "sheet.yaml").read_text(encoding="utf-8") == printed.out
    assert "sheet.yaml" in written.out


def test_a_sheet_with_only_a_name_has_no_answers_and_no_problems(assess: Run, tmp_path, sheet):
    path = tmp_path / "sheet.yaml"
    path.write_text(sheet, encoding="utf-8")

    assert assess("check", path).status == 0
    result = json.loads(assess("score", path, "--json").out)
    assert {item["status"] for item in result["items"]} == {"unanswered"}
    assert len(result["items"]) == 28


def test_a_sheet_asks_in_the_language_spoken(sheet, language):
    titles = {"en": "Executive accountability", "zh-Hans": "高层客户管理责任"}

    for spoken, title in titles.items():
        assert (title in sheet) == (spoken == language)


def test_a_sheet_speaks_of_every_item_of_its_form(sheet):
    questionnaire = Library(resources.questionnaires()).questionnaire("customer-management")
    assert questionnaire is not None

    for item in questionnaire.items():
        asked = f"\n  {item.id}:\n" in sheet
        assert asked == item.core, item.id


def test_the_full_form_asks_more(assess: Run):
    assert "\n  V12:\n" in assess("sheet", "customer-management", "--form", "full").out


def test_a_filled_sheet_scores(assess: Run, tmp_path, sheet):
    """Answers of the example, typed into the sheet, give the score of the example."""
    filled = re.sub(
        r"(?<=\n  S1:\n)(.*?)    intention:\n",
        r"\1    intention: 3\n",
        sheet,
        flags=re.DOTALL,
        count=1,
    )
    filled = re.sub(
        r"(?<=\n  S1:\n)(.*?)    reality:\n",
        r"\1    reality: 3\n",
        filled,
        flags=re.DOTALL,
        count=1,
    )
    path = tmp_path / "filled.yaml"
    path.write_text(filled, encoding="utf-8")

    ours = json.loads(assess("score", path, "--json").out)
    theirs = json.loads(assess("score", HARBOUR, "--json").out)

    def claimed(result: dict[str, Any]) -> object:
        return next(item["claimed"] for item in result["items"] if item["id"] == "S1")

    assert claimed(ours) == claimed(theirs) == "0.600000"


def test_an_unknown_questionnaire_names_the_known_ones(assess: Run):
    done = assess("sheet", "dancing")

    assert done.status == 2
    assert "'dancing'" in done.err
    assert "customer-management" in done.err


def test_an_unknown_form_names_the_known_ones(assess: Run):
    done = assess("sheet", "customer-management", "--form", "tiny")

    assert done.status == 2
    assert "'tiny'" in done.err
    assert "core" in done.err


def test_a_sheet_is_not_written_where_nothing_may_be(assess: Run, tmp_path):
    done = assess("sheet", "customer-management", "-o", tmp_path / "none" / "sheet.yaml")

    assert done.status == 2
    assert "none" in done.err
    assert done.err.count("\n") == 1


# --- as a workbook -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sheet.yaml", "sheet.xlsx"])
def test_a_sheet_that_may_be_filled_in_already_is_not_overwritten(assess: Run, tmp_path, name):
    path = tmp_path / name
    path.write_text("somebody's work", encoding="utf-8")

    done = assess("sheet", "customer-management", "-o", path)
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        f"assess: {path} is there already — name another file, or add --overwrite\n"
    )
    assert path.read_text(encoding="utf-8") == "somebody's work"

    assert assess("sheet", "customer-management", "-o", path, "--overwrite").status == 0
    assert path.read_bytes() != b"somebody's work"


@pytest.fixture
def filled(assess: Run, tmp_path: Path) -> Path:
    """The answers of the example as a workbook."""
    path = tmp_path / "filled.xlsx"
    done = assess("sheet", "customer-management", "--answers", HARBOUR, "-o", path)
    assert (done.status, done.out) == (0, f"{path} written\n")
    return path


def edited(path: Path, key: str, value: object) -> Person:
    person = Person(path.read_bytes(), path=str(path)).write(key, value)
    path.write_bytes(person.saved())
    return person


def test_a_workbook_scores_like_the_file_it_was_filled_from(assess: Run, filled):
    ours, theirs = (json.loads(assess("score", p, "--json").out) for p in (filled, HARBOUR))

    assert ours == theirs
    assert assess("explain", filled, "I12").out == assess("explain", HARBOUR, "I12").out
    assert assess("check", filled).out == "1 checked: no problems\n"


def test_a_workbook_is_reported_on_alone_and_among_others(assess: Run, filled, tmp_path):
    folder = tmp_path / "answers"
    folder.mkdir()
    among = filled.rename(folder / "filled.xlsx")
    (folder / "~$filled.xlsx").write_bytes(b"kept by a spreadsheet while the file is open")
    alone = assess("report", among, "-o", tmp_path / "alone.json")
    all_ = assess("report", "--all", folder, "-o", tmp_path / "out", "--format", "json")

    assert (alone.status, all_.status) == (0, 0)
    assert [path.name for path in (tmp_path / "out").glob("[!.]*")] == ["filled.json"]
    written = (tmp_path / "out" / "filled.json").read_bytes()
    assert written == (tmp_path / "alone.json").read_bytes()


def test_a_workbook_in_chinese_is_the_same_answers(assess: Run, tmp_path):
    path = tmp_path / "zh.xlsx"
    options = ("--answers", HARBOUR, "-o", path, "--lang", "zh-Hans")
    assert assess("sheet", "customer-management", *options).status == 0

    ours, theirs = (assess("score", p, "--json", "--lang", "en").out for p in (path, HARBOUR))
    assert ours == theirs


def test_an_empty_workbook_has_no_answers(assess: Run, tmp_path):
    path = tmp_path / "empty.xlsx"
    assert assess("sheet", "customer-management", "-o", path).status == 0
    told = assess("score", path)
    person = Person(path.read_bytes(), path=str(path))
    assert told.status == 1
    assert told.err == f"{person.place('name')}: T303 name: the text is empty — write it\n"

    edited(path, "name", "Acme")
    result = json.loads(assess("score", path, "--json").out)
    assert {item["status"] for item in result["items"]} == {"unanswered"}
    assert len(result["items"]) == 28


def test_faults_are_told_with_their_cells(assess: Run, filled):
    person = edited(filled, "answers.V1.value", "12 %")
    place = person.place("answers.V1.value")
    told = assess("check", filled)
    listed = json.loads(assess("check", filled, "--json").out)

    assert told.status == 1
    assert told.out.startswith(f"{place}: F133 “12 %” is a text")
    assert told.out.endswith("1 problem\n")
    assert f"{filled}:{listed[0]['cell']}" == place
    assert listed[0]["source"] is None
    assert f"::error file={filled},line=" in assess("check", filled, "--format", "github").out
    assert f"{listed[0]['cell']}: “12 %25”" in assess("check", filled, "--format", "github").out


def test_what_is_no_workbook_is_told_without_its_bytes(assess: Run, tmp_path):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 \x00\x01 nothing")
    told = assess("check", path)

    assert told.out == (
        f"{path}: F101 no Excel workbook that can be read — "
        "save it as .xlsx, without a password\n1 problem\n"
    )


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsm"])
def test_other_workbooks_are_told_what_to_do(assess: Run, filled, ending):
    other = filled.rename(filled.with_suffix(f".{ending}"))
    if ending != "xlsm":
        other.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    told = assess("check", other)

    assert told.status == (0 if ending == "xlsm" else 1)
    assert ending == "xlsm" or "F101" in told.out


def test_a_workbook_turns_into_an_answers_file_and_back(assess: Run, filled, tmp_path):
    path = tmp_path / "a.yaml"
    assert assess("sheet", "customer-management", "--answers", filled, "-o", path).status == 0

    library = Library(resources.questionnaires())
    assert library.assessment(path) == library.assessment(HARBOUR)
    assert "# L1 Executive accountability" in path.read_text(encoding="utf-8")


def test_a_role_is_asked_only_its_own(assess: Run, tmp_path):
    options = ("customer-management", "--form", "full", "--role", "service")
    path = tmp_path / "service.xlsx"
    plain = assess("sheet", *options).out
    assert assess("sheet", *options, "-o", path).status == 0
    person = Person(path.read_bytes())

    for item in shipped().items():
        mine = "service" in item.roles
        assert (f"\n  {item.id}:\n" in plain) is mine
        if mine:
            assert person.cell(f"answers.{item.id}.note")
        else:
            with pytest.raises(LookupError):
                person.cell(f"answers.{item.id}.note")


def test_an_unknown_role_names_the_known_ones(assess: Run):
    done = assess("sheet", "customer-management", "--role", "king")

    assert done.status == 2
    assert "no role 'king' — known are executive, " in done.err


def test_the_answers_of_another_questionnaire_are_refused(assess: Run, tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = assess("sheet", folder, "--answers", HARBOUR)

    assert done.status == 2
    assert "answers 'customer-management', not 'small'" in done.err


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_sheet_is_not_written_as_what_we_do_not_write(assess: Run, tmp_path, ending):
    done = assess("sheet", "customer-management", "-o", tmp_path / f"a.{ending}")

    assert done.status == 2
    assert "is no format of a sheet — known are .xlsx and .yaml" in done.err
    assert not (tmp_path / f"a.{ending}").exists()
