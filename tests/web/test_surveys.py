"""Starting surveys and reading them; mirrors assess/web/surveys.py."""

import re

import pytest

from assess.storage import surveys as storage
from tests.web.asking import begin, many, send


@pytest.fixture
def begun(visitor, hub):
    return begin(visitor, hub)


def row(page, title):
    """The cells of a measure in the table, without tags."""
    found = re.search(rf'<th scope="row">\s*{title}(.*?)</tr>', page, re.DOTALL)
    assert found
    cells = re.findall(r"<td[^>]*>(.*?)</td>", found[1], re.DOTALL)
    return [re.sub(r"\s+", " ", cell).strip() for cell in cells]


def test_the_hub_leads_to_the_survey(visitor, hub):
    assert f'href="{hub}surveys"' in visitor.get(hub).text


def test_a_survey_is_started_in_the_name_that_customers_know(visitor, hub):
    begun = begin(visitor, hub, "港湾 <Trading>")
    page = visitor.get(begun.questions).text

    assert "港湾 &lt;Trading&gt;" in page
    assert begun.results in visitor.get(f"{hub}surveys").text


def test_the_name_of_the_organization_is_proposed(visitor, hub):
    visitor.post(f"{hub}organization", {"name": "Harbour", "rev": "1"})

    assert re.search(r'name="name"[^>]*value="Harbour"', visitor.get(f"{hub}surveys").text)


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_survey_without_a_fitting_name_is_not_started(visitor, hub, name):
    page = visitor.post(f"{hub}surveys", {"survey": "customer-voice", "name": name})

    assert page.status_code == 422
    assert 'id="name-fault"' in page.text
    assert f"{hub}surveys/" not in visitor.get(f"{hub}surveys").text


@pytest.mark.parametrize("survey", ["", "customer-management", "../etc", "客户"])
def test_only_a_survey_that_is_offered_can_be_started(visitor, hub, survey):
    page = visitor.post(f"{hub}surveys", {"survey": survey, "name": "Harbour"})

    assert page.status_code in {404, 422}
    assert f"{hub}surveys/" not in visitor.get(f"{hub}surveys").text


def test_a_name_that_cannot_be_kept_is_refused_kindly(visitor, hub):
    page = visitor.post(f"{hub}surveys", {"survey": "customer-voice", "name": "nul \0 byte"})

    assert page.status_code == 400


def test_nothing_changes_without_a_token(visitor, hub, begun):
    start = {"survey": "customer-voice", "name": "Harbour"}

    assert visitor.client.post(f"{hub}surveys", data=start).status_code == 400
    state = visitor.client.post(f"{begun.results}/state", data={"state": "closed"})
    assert state.status_code == 400
    assert "Send my answers" in visitor.get(begun.questions).text


def test_so_many_surveys_and_no_more(visitor, hub, begun, monkeypatch):
    monkeypatch.setattr(storage, "MOST_SURVEYS", 1)
    page = visitor.post(f"{hub}surveys", {"survey": "customer-voice", "name": "Harbour"})

    assert page.status_code == 409
    assert "There are 1 surveys already" in page.text


def test_a_closed_assessment_starts_no_survey_and_keeps_its_own(visitor, hub, begun, services):
    record = services.store.find(hub.split("/")[2])
    services.store.set_status(record.id, "finalized")
    page = visitor.post(f"{hub}surveys", {"survey": "customer-voice", "name": "Harbour"})

    assert page.status_code == 409
    assert visitor.get(begun.results).status_code == 200


def test_a_survey_is_closed_and_opened_again(visitor, begun):
    answer = visitor.post(f"{begun.results}/state", {"state": "closed"})

    assert (answer.status_code, answer.headers["Location"]) == (303, begun.results)
    assert "Open it again" in visitor.get(begun.results).text
    visitor.post(f"{begun.results}/state", {"state": "open"})
    assert "Close the survey" in visitor.get(begun.results).text
    assert visitor.post(f"{begun.results}/state", {"state": "gone"}).status_code == 404


def test_another_assessment_has_no_way_to_it(stranger, begun):
    other = str(stranger.post("/start").headers["Location"])
    number = begun.results.rpartition("/")[2]

    for number_tried in (number, "0", str(2**31), str(2**70)):
        assert stranger.get(f"{other}surveys/{number_tried}").status_code == 404
    state = stranger.post(f"{other}surveys/{number}/state", {"state": "closed"})
    assert state.status_code == 404
    assert "Send my answers" in stranger.get(begun.questions).text


def test_nothing_is_shown_below_the_minimum(visitor, customer, begun):
    many(customer, begun, {"3": 9})
    page = visitor.get(begun.results).text

    assert "9 answers" in page
    assert "Figures appear here from 10 answers on" in page
    assert "<table" not in page
    assert "<svg" not in page
    send(customer, begun, {"satisfaction": "3"})
    assert "<table" in visitor.get(begun.results).text


def test_values_intervals_and_numbers_are_shown(visitor, customer, begun):
    many(customer, begun, {"10": 50, "8": 30, "5": 20})
    page = visitor.get(begun.results).text

    assert row(page, "Customer satisfaction")[:3] == ["84.0", "80.2 to 87.8", "100"]
    assert row(page, "Net promoter score") == ["fewer than 10 answers, so nothing is shown"]


def test_a_net_promoter_score_is_shown_with_its_interval(visitor, customer, begun):
    for mark, times in {"10": 50, "8": 30, "5": 20}.items():
        token = customer.token()
        for n in range(times):
            sent = {"op_id": f"{int(mark):016x}{n:016x}", "recommendation": mark}
            customer.client.post(begun.questions, data={"csrf_token": token, **sent})
    page = visitor.get(begun.results).text

    assert row(page, "Net promoter score") == ["30.0", "14.7 to 45.3", "100", "–"]


def test_the_distribution_stands_in_a_chart_and_in_a_table(visitor, customer, begun):
    many(customer, begun, {"10": 5, "8": 15})
    page = visitor.get(begun.results).text
    section = page[page.index('id="q-satisfaction"') :]
    table = section[: section.index("</table>")]

    assert "<svg" in table
    assert re.search(r">75.%<", table)
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", table)
    assert [int(times) for times in cells[::2]] == [0] * 8 + [15, 0, 5]


def test_all_alike_has_no_interval_and_says_why(visitor, customer, begun):
    many(customer, begun, {"8": 12})

    assert "none: all answers are alike" in visitor.get(begun.results).text


def test_comments_are_read_only_from_ten_on(visitor, customer, begun):
    many(customer, begun, {"8": 9}, change="Answer the phone.")
    send(customer, begun, {"satisfaction": "8"})
    assert "Answer the phone." not in visitor.get(begun.results).text

    send(customer, begun, {"change": "Answer the phone."})
    assert visitor.get(begun.results).text.count("Answer the phone.") == 10


def test_the_results_speak_chinese(visitor, customer, begun):
    many(customer, begun, {"8": 6, "10": 6})
    visitor.speak("zh-Hans")
    page = visitor.get(begun.results).text

    assert "客户满意度" in page
    assert "95%置信区间" in page
    assert not re.search(r"\[en\]", page)


def test_a_survey_goes_on_with_what_it_asked_when_it_began(visitor, begun, monkeypatch):
    monkeypatch.setattr("assess.definitions.library.Library.survey", lambda *_: None)

    assert visitor.get(begun.results).status_code == 200
    assert "Send my answers" in visitor.get(begun.questions).text


def test_a_survey_that_is_gone_altogether_is_explained(visitor, begun, monkeypatch, services):
    services.surveys._thawed.clear()
    monkeypatch.setattr("assess.definitions.library.Library.survey", lambda *_: None)
    monkeypatch.setattr(
        "assess.storage.assessments.AssessmentStore.questionnaire_source", lambda *_: "damaged"
    )

    assert visitor.get(begun.questions).status_code == 503
