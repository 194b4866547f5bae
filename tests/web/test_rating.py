"""A site whose questionnaire asks for numbers on scales, with and without a script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from assess.app import create_app
from assess.settings import Settings
from tests.web import ratings
from tests.web.conftest import NOON, Visitor


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder: Path = tmp_path_factory.mktemp("ratings")
    settings = Settings.from_environ(
        {
            "ASSESS_VAR": str(folder / "var"),
            "ASSESS_QUESTIONNAIRES": str(ratings.write(folder / "questionnaires")),
        }
    )
    made = create_app(settings)
    made.config["CLOCK"] = lambda: NOON
    yield made
    made.extensions["assess"].engine.dispose()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def questions(hub) -> str:
    return f"{hub}rated"


def item(page: str, id: str) -> str:
    """The part of the page that asks one item."""
    return re.split(r'<section class="item', page.partition(f'id="item-{id}"')[2])[0]


def test_few_values_are_radios_with_their_words(visitor, questions):
    asked = item(visitor.get(questions).text, "R1")

    values = re.findall(r'<input type="radio"\s+name="R1.value"\s+value="(\d*)"', asked)
    assert values == [*map(str, range(11)), ""]
    assert "<legend>" in asked
    assert re.search(r"<span>0 Never</span>", asked)
    assert re.search(r"<span>10 Always</span>", asked)
    assert re.search(r"<span>5</span>", asked)


def test_many_values_are_a_field_that_says_its_scale(visitor, questions):
    asked = item(visitor.get(questions).text, "R2")

    assert re.search(r'<label for="R2.value">.*from 0 to 100 in steps of 5', asked, re.DOTALL)
    assert re.search(r'<input id="R2.value"[^>]*inputmode="decimal"', asked, re.DOTALL)
    assert '<span class="unit">%</span>' in asked
    assert "0: No result" in asked


def test_the_scale_is_told_in_chinese(visitor, questions):
    visitor.speak("zh-Hans")
    page = visitor.get(questions).text

    assert "0至100，每档5" in item(page, "R2")
    assert "<span>10 总是</span>" in item(page, "R1")
    assert "文件" in item(page, "M1")


def test_ratings_sent_without_script_are_saved_and_scored(visitor, hub, questions):
    visitor.post(
        questions, {"R1.value": "7", "R2.value": "45 %", "M1.intention": "3", "M1.reality": "4"}
    )
    page = visitor.get(questions).text

    assert re.search(r'value="7"\s+checked', item(page, "R1"))
    assert 'value="45 %"' in item(page, "R2")
    assert "3 of 3 answered" in page
    result = visitor.get(f"{hub}result.json").get_json()
    # (0.7 + 0.45 + 0.7) / 3 of 10
    assert result["total"]["claimed"] == "6.17"
    assert [i["score"] for i in result["items"]] == ["0.700000", "0.450000", "0.700000"]


def test_ratings_sent_one_by_one_are_saved_with_their_faults(visitor, hub):
    def put(value: str, rev: int) -> dict[str, object]:
        reply = visitor.put(f"{hub}answers/R2/value", value, base_rev=rev, op_id=f"op{rev}")
        return dict(reply.get_json())

    wrong, right = put("47", 0), put("45", 1)
    assert wrong["faults"] == [
        {
            "slot": "value",
            "said": "“47” is not on the scale — write a number from 0 to 100 in steps of 5",
        }
    ]
    assert wrong["done"] is False
    assert (right["faults"], right["done"], right["status"]) == ([], True, "answered")


def test_a_fault_stands_beside_the_field(visitor, questions):
    visitor.post(questions, {"R2.value": "47"})
    asked = item(visitor.get(questions).text, "R2")

    assert 'aria-invalid="true"' in asked
    assert 'aria-describedby="R2.value-fault"' in asked
    assert "“47” is not on the scale" in asked


def test_axes_go_by_their_own_names(visitor, questions):
    asked = item(visitor.get(questions).text, "M1")

    assert "<b>Documentation</b>" in asked
    assert "<b>Implementation</b>" in asked
    assert "Intention" not in asked


def test_the_result_is_printed_with_the_decimals_of_the_questionnaire(visitor, hub, questions):
    visitor.post(
        questions, {"R1.value": "7", "R2.value": "45", "M1.intention": "3", "M1.reality": "4"}
    )
    page = visitor.get(f"{hub}result").text

    assert "6.17" in page
    assert re.search(r"61\.7.%", page)
    assert "Documentation" in page


def test_what_is_asked_shows_scales_and_axes_to_everybody(visitor):
    page = visitor.get("/questionnaire/dimensions/rated").text

    assert "from 0 to 100 in steps of 5" in page
    assert "Never" in page
    assert "Implementation" in page
