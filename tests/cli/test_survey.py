"""`assess survey`: what customers answered elsewhere."""

import json

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "answers.csv"
    marks = ["10"] * 50 + ["8"] * 30 + ["5"] * 20
    rows = [f"{mark},{mark}" for mark in marks]
    path.write_text("\n".join(["satisfaction,recommendation,day", *rows]), encoding="utf-8")
    return path


def test_measures_are_printed_with_their_interval_and_number(assess: Run, table):
    done = assess("survey", table)

    assert done.status == 0
    assert "    84.0  Customer satisfaction\n" in done.out
    assert "95 % interval 14.7 to 45.3, n = 100, not counted –" in done.out
    assert "fewer than 10 answers, so nothing is shown" in done.out


def test_machines_get_the_same(assess: Run, table):
    found = json.loads(assess("survey", table, "--json").out)
    measures = {measure["id"]: measure for measure in found["measures"]}

    assert (found["customers"], found["ignored"]) == (100, ["day"])
    assert measures["recommendation"]["value"] == "30.000000"
    assert measures["recommendation"]["low"].startswith("14.69")
    assert measures["staff"] == {
        "id": "staff",
        "statistic": "mean",
        "shown": False,
        **dict.fromkeys(["value", "low", "high", "n", "asked", "missing", "unsure", "left_out"]),
    }


def test_a_cell_that_is_not_understood_is_told_with_its_place(assess: Run, table):
    table.write_text("satisfaction\n11\n", encoding="utf-8")
    done = assess("survey", table)

    assert done.status == 1
    assert f"{table}:2:1: F203 satisfaction: “11” is not one of 0, 1" in done.out + done.err


def test_a_survey_that_is_not_there_is_told(assess: Run, table):
    done = assess("survey", table, "--survey", "nobody")

    assert done.status == 2
    assert "known are customer-voice" in done.err


def test_it_speaks_chinese(assess: Run, table):
    assert "客户满意度" in assess("survey", table, "--lang", "zh-Hans").out
