"""The client's own targets; mirrors assess/web/targets.py."""

import pytest

from tests.web.test_assessments import field


@pytest.fixture
def targets(hub):
    return f"{hub}targets"


def test_only_measures_without_a_published_curve_are_listed(visitor, targets):
    page = visitor.get(targets).text

    assert "V3.targets.target" in page
    assert "V1.targets.target" not in page


def test_targets_are_kept_with_the_answer_they_belong_to(visitor, hub, targets):
    sent = {"V3.targets.worst": "60", "V3.targets.target": "85", "V3.targets.best": "95"}
    answer = visitor.post(targets, sent)

    assert (answer.status_code, answer.headers["Location"]) == (303, hub)
    assert field(visitor.get(targets).text, "V3.targets.target") == "85"
    assert field(visitor.get(f"{hub}results").text, "V3.targets.target") == "85"


def test_targets_alone_answer_nothing(visitor, hub, targets):
    visitor.post(
        targets, {"V3.targets.worst": "60", "V3.targets.target": "85", "V3.targets.best": "95"}
    )

    assert "0 of 28 answered" in visitor.get(hub).text


def test_targets_that_do_not_rise_are_kept_as_typed_and_explained(visitor, targets):
    sent = {"V3.targets.worst": "95", "V3.targets.target": "85", "V3.targets.best": "60"}
    page = visitor.post(targets, sent)

    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text
    assert field(visitor.get(targets).text, "V3.targets.worst") == "95"


def test_two_people_on_one_target_lose_nothing(visitor, stranger, targets):
    visitor.post(targets, {"V3.targets.worst": "50"})
    stranger.post(targets, {"V3.targets.worst": "55", "rev:V3.targets.worst": "1"})
    page = visitor.post(targets, {"V3.targets.worst": "60", "rev:V3.targets.worst": "1"})

    assert page.status_code == 409
    assert field(page.text, "V3.targets.worst") == "60"
    assert "<dd>55</dd>" in page.text


def test_the_language_changes_without_losing_targets(visitor, targets):
    answer = visitor.post(targets, {"V3.targets.worst": "60", "speak": "zh-Hans"})

    assert answer.headers["Location"] == targets
    assert field(visitor.get(targets).text, "V3.targets.worst") == "60"
