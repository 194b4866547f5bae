"""The calibration case; mirrors assess/web/calibration.py."""

import pytest

from assess.core.answers import slots_from


@pytest.fixture
def experts(services):
    """What the experts answered, as a form would send it."""
    case = services.library.case("customer-management")
    return {
        f"{id}.{slot}": value
        for id, judgement in case.judgements.items()
        for slot, value in slots_from(judgement.answer).items()
    }


def test_the_case_is_told_in_both_languages(visitor):
    assert "Brightwell Home Appliances" in visitor.get("/calibration").text
    visitor.speak("zh-Hans")
    assert "明井家电" in visitor.get("/calibration").text


def test_the_reasons_of_the_experts_wait_until_you_have_rated(visitor):
    assert "The experts:" not in visitor.get("/calibration").text


def test_whoever_answers_as_the_experts_did_is_close(visitor, experts):
    page = visitor.post("/calibration", {**experts, "then": "compare"}).text

    assert "You rate about as the experts do." in page
    assert "+0.0 steps" in page
    assert page.count("The experts:") == 14


def test_a_lenient_rater_sees_it(visitor, experts):
    lenient = {name: "5" for name in experts if name.endswith(("intention", "reality"))}
    page = visitor.post("/calibration", {**lenient, "then": "compare"}).text

    assert "You rate more leniently than the experts." in page
    assert "Nine notes in 40 enquiries" in page


def test_an_empty_form_is_not_compared(visitor):
    page = visitor.post("/calibration", {"then": "compare"}).text

    assert "There is nothing to compare yet" in page


def test_what_is_not_understood_is_kept_and_explained(visitor):
    page = visitor.post("/calibration", {"V1.value": "about 80", "then": "compare"})

    assert page.status_code == 422
    assert "“about 80” is not a number" in page.text
    assert 'value="about 80"' in page.text


def test_the_language_changes_without_losing_ratings(visitor, experts):
    page = visitor.post("/calibration", {**experts, "speak": "zh-Hans"})

    assert '<html lang="zh-Hans">' in page.text
    assert 'value="69.7"' in page.text
    assert "language=zh-Hans" in page.headers["Set-Cookie"]


def test_nothing_is_kept(visitor, experts):
    visitor.post("/calibration", {**experts, "then": "compare"})

    assert 'value="69.7"' not in visitor.get("/calibration").text
