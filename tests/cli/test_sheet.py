"""`assess sheet`: the form for those who answer in an editor."""

import json
import re
from typing import Any

import pytest

from assess import resources
from assess.definitions.library import Library
from tests.cli.conftest import HARBOUR, Run

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
