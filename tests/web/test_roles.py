"""Several people share one assessment, each in a role; mirrors assess/web/roles.py."""

import pytest


@pytest.fixture
def judged(services):
    """How many items of the short form each role judges."""
    asked = services.questionnaire("customer-management")
    core = [item for item in asked.items() if item.core]
    return {role.id: sum(role.id in item.roles for item in core) for role in asked.roles}


def test_a_role_is_asked_only_what_it_can_judge(visitor, hub, judged):
    answer = visitor.post(f"{hub}role", {"role": "finance"})

    assert (answer.status_code, answer.headers["Location"]) == (303, hub)
    assert f"0 of {judged['finance']} answered" in visitor.get(hub).text
    page = visitor.get(f"{hub}strategy").text
    assert 'id="item-S1"' in page
    assert 'id="item-S3"' not in page
    assert "You answer as Finance" in page


def test_a_page_without_a_question_for_the_role_leads_to_the_overview(visitor, hub):
    visitor.post(f"{hub}role", {"role": "finance"})

    assert visitor.get(f"{hub}staffing").headers["Location"] == hub


def test_everybody_else_still_sees_everything(visitor, stranger, hub):
    visitor.post(f"{hub}role", {"role": "finance"})

    assert "0 of 28 answered" in stranger.get(hub).text


def test_a_role_can_be_left_again(visitor, hub):
    visitor.post(f"{hub}role", {"role": "finance"})
    visitor.post(f"{hub}role", {"role": ""})

    assert "0 of 28 answered" in visitor.get(hub).text


def test_an_unknown_role_is_not_found(visitor, hub):
    assert visitor.post(f"{hub}role", {"role": "king"}).status_code == 404


def test_what_was_typed_before_the_role_changed_is_saved(visitor, hub):
    visitor.post(f"{hub}role", {"role": "finance"})
    answer = visitor.post(f"{hub}staffing", {"P5.numerator": "12"})
    visitor.post(f"{hub}role", {"role": ""})

    assert answer.status_code == 303
    assert 'value="12"' in visitor.get(f"{hub}staffing").text
