"""The page that customers see; mirrors assess/web/customers.py."""

import html
import re

import pytest

from assess.storage import surveys as storage
from assess.web import customers
from tests.web.asking import begin, many, op_id, send
from tests.web.test_pages import CONTENT_SECURITY

HOSTILE = "</textarea><script>alert(1)</script> \u202e {{ 7*7 }} \x00 客户 👩‍🔬 ' OR 1=1 --"


@pytest.fixture
def begun(visitor, hub):
    return begin(visitor, hub)


def sheets(services, begun):
    record = services.surveys.store.find(begun.questions.rpartition("/")[2])
    return services.surveys.store.sheets(record.id)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("place", ["", "/thanks"])
def test_every_page_speaks_both_languages_and_names_who_asks(customer, begun, language, place):
    customer.speak(language)
    page = customer.get(begun.questions + place)

    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert "Harbour Trading" in page.text
    assert "{organization}" not in page.text


@pytest.mark.parametrize("place", ["", "/thanks"])
def test_every_page_is_protected_and_loads_no_script(customer, begun, place):
    page = customer.get(begun.questions + place)

    assert page.headers["Content-Security-Policy"] == CONTENT_SECURITY
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "<script" not in page.text
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page.text)
    loaded = re.findall(r'<(?:link|img|iframe)[^>]*(?:src|href)="([^"]*)"', page.text)
    assert all(address.startswith(("/static/", "/bootstrap/")) for address in loaded)


def test_the_way_to_the_assessment_is_not_on_it(customer, begun, hub):
    page = customer.get(begun.questions).text

    assert hub not in page
    assert "/a/" not in page


def test_progress_counts_the_questions_that_everybody_is_asked(customer, begun):
    page = customer.get(begun.questions).text

    assert "12 questions on one page" in page
    assert re.findall(r"Question (\d+) of 12", page) == [str(n) for n in range(1, 13)]
    assert page.count("Only if you answered “Yes”") == 2


def test_answers_are_kept_and_thanked_for(customer, begun, services):
    answer = send(customer, begun, {"satisfaction": "9", "change": "Be  quicker.\r\nPlease."})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{begun.questions}/thanks")
    assert "Your answers have arrived" in customer.get(answer.headers["Location"]).text
    (sheet,) = sheets(services, begun)
    assert sheet.answers == {"satisfaction": "9", "change": "Be  quicker.\nPlease."}


def test_only_what_is_asked_is_kept(customer, begun, services):
    send(customer, begun, {"satisfaction": "9", "email": "me@example.org", "since": ""})

    assert sheets(services, begun)[0].answers == {"satisfaction": "9"}


def test_no_cookie_follows_a_customer(customer, begun):
    page = customer.get(begun.questions)
    names = {cookie.partition("=")[0] for cookie in page.headers.getlist("Set-Cookie")}

    assert names <= {"session"}
    assert "Expires" not in str(page.headers.getlist("Set-Cookie"))


def test_the_same_form_counts_once(customer, begun, services):
    form = {"op_id": op_id(customer.get(begun.questions).text), "satisfaction": "9"}
    first, again = (customer.post(begun.questions, form) for _ in range(2))

    assert first.headers["Location"] == again.headers["Location"]
    assert len(sheets(services, begun)) == 1


def test_a_form_that_was_changed_and_sent_again_says_that_the_first_one_counts(
    customer, begun, services
):
    form = {"op_id": op_id(customer.get(begun.questions).text)}
    customer.post(begun.questions, {**form, "satisfaction": "9"})
    again = customer.post(begun.questions, {**form, "satisfaction": "1"})

    assert "What you sent first counts" in customer.get(again.headers["Location"]).text
    assert [sheet.answers for sheet in sheets(services, begun)] == [{"satisfaction": "9"}]


def test_every_opened_form_has_an_id_of_its_own(customer, begun):
    assert op_id(customer.get(begun.questions).text) != op_id(customer.get(begun.questions).text)


@pytest.mark.parametrize("forged", ["", "x", "A" * 32, "0" * 33, "客" * 32])
def test_a_forged_id_is_refused(customer, begun, services, forged):
    answer = customer.post(begun.questions, {"op_id": forged, "satisfaction": "9"})

    assert answer.status_code == 400
    assert sheets(services, begun) == []


def test_an_empty_form_is_not_sent(customer, begun, services):
    page = send(customer, begun, {"change": "   "})

    assert page.status_code == 422
    assert "answer at least one question" in page.text
    assert sheets(services, begun) == []


@pytest.mark.parametrize(
    ("question", "typed"),
    [("satisfaction", "11"), ("satisfaction", "unsure"), ("complained", "perhaps")],
)
def test_what_no_form_offers_is_refused_kindly(customer, begun, services, question, typed):
    page = send(customer, begun, {question: typed, "change": "Be quicker."})

    assert page.status_code == 422
    assert f"“{typed}”" in page.text
    assert "Be quicker." in page.text
    assert sheets(services, begun) == []


def test_a_text_that_is_too_long_is_shown_again_with_its_form(customer, begun, services):
    form = {"op_id": op_id(customer.get(begun.questions).text)}
    page = customer.post(begun.questions, {**form, "change": "客" * 1001, "satisfaction": "7"})

    assert page.status_code == 422
    assert "longer than 1000 characters" in page.text
    assert "客" * 1001 in page.text
    assert op_id(page.text) == form["op_id"]
    assert re.search(r'name="satisfaction"\s+value="7"\s+checked', page.text)
    assert 'aria-invalid="true"' in page.text


def test_the_longest_answers_of_all_are_taken(customer, begun, services):
    longest = {"keep": "客" * 1000, "change": "👩" * 1000}

    assert send(customer, begun, longest).status_code == 303
    assert sheets(services, begun)[0].answers == longest


def test_more_than_a_sheet_can_hold_is_refused_before_it_is_read(customer, begun, services):
    page = send(customer, begun, {"change": "x" * customers.MOST_BYTES})

    assert page.status_code == 413
    assert "more text than this page can take" in page.text
    assert sheets(services, begun) == []


def test_the_language_changes_without_losing_what_was_typed(customer, begun, services):
    page = send(customer, begun, {"satisfaction": "7", "change": "Be quicker."}, speak="zh-Hans")

    assert page.status_code == 200
    assert '<html lang="zh-Hans">' in page.text
    assert "Be quicker." in page.text
    assert re.search(r'name="satisfaction"\s+value="7"\s+checked', page.text)
    assert sheets(services, begun) == []
    assert '<html lang="zh-Hans">' in customer.get(begun.questions).text


def test_hostile_words_are_words(customer, begun, services, visitor):
    for n in range(10):
        sent = send(customer, begun, {"change": f"{HOSTILE} {n}"})
        assert sent.status_code == 303
    page = visitor.get(begun.results).text

    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "49" not in re.findall(r"<li>([^<]*)", page)
    assert sheets(services, begun)[0].answers["change"] == f"{HOSTILE} 0"


def test_hostile_words_come_back_into_the_field_as_they_were_typed(customer, begun):
    page = send(customer, begun, {"change": HOSTILE + "x" * 1000}).text
    field = re.search(r'<textarea[^>]*name="change"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)

    assert field
    assert html.unescape(field[1]).startswith("</textarea><script>alert(1)</script>")


def test_without_a_token_nothing_is_kept_and_nothing_is_lost(customer, begun, services):
    form = {"op_id": op_id(customer.get(begun.questions).text), "change": "Be quicker."}
    page = customer.client.post(begun.questions, data=form)

    assert page.status_code == 400
    assert "Be quicker." in page.text
    assert sheets(services, begun) == []


def test_a_closed_survey_says_so_and_keeps_nothing(customer, begun, visitor, services):
    form = {"op_id": op_id(customer.get(begun.questions).text), "change": "Be quicker."}
    visitor.post(f"{begun.results}/state", {"state": "closed"})

    assert "This survey is closed" in customer.get(begun.questions).text
    late = customer.post(begun.questions, form)
    assert late.status_code == 409
    assert "Be quicker." in late.text
    assert sheets(services, begun) == []
    visitor.post(f"{begun.results}/state", {"state": "open"})
    assert customer.post(begun.questions, form).status_code == 303


def test_a_full_survey_says_so(customer, begun, services, monkeypatch):
    monkeypatch.setattr(storage, "MOST_SHEETS", 1)
    send(customer, begun, {"satisfaction": "9"})
    page = send(customer, begun, {"satisfaction": "9"})

    assert page.status_code == 409
    assert "all the answers it can take" in page.text
    assert len(sheets(services, begun)) == 1


@pytest.mark.parametrize("link", ["nobody", "客户", "..", "%00", "%ff", "' OR 1", "x" * 100_000])
@pytest.mark.parametrize("place", ["", "/thanks"])
def test_a_wrong_link_is_not_found(customer, link, place):
    page = customer.get(f"/s/{link}{place}")

    assert page.status_code == 404
    assert "<h1>" in page.text


def test_the_link_of_customers_opens_nothing_else(customer, begun):
    link = begun.questions.rpartition("/")[2]

    assert customer.get(f"/a/{link}/").status_code == 404
    assert customer.get(f"/a/{link}/surveys").status_code == 404


def test_answers_to_what_does_not_apply_are_kept_and_not_counted(customer, begun, visitor):
    many(customer, begun, {"9": 12}, complained="content", outcome="in-time")
    page = visitor.get(begun.results).text

    solved = page[page.index("Complaints solved in time") :]
    assert "fewer than 10 answers" in solved[: solved.index("</tr>")]


def test_a_page_stays_small(customer, begun):
    page = customer.get(begun.questions, **{"Accept-Encoding": "gzip"})

    assert len(page.data) < 20_000
