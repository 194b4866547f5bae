"""KPI items whose value customers have told; mirrors assess/web/measured.py."""

import re
from datetime import UTC, datetime

import pytest

from tests.web.asking import begin, many
from tests.web.test_assessments import field


@pytest.fixture
def results(hub):
    return f"{hub}results"


@pytest.fixture
def on_day(app, monkeypatch):
    """Lets it be another day at the site."""

    def on_day(year: int, month: int, day: int) -> None:
        noon = datetime(year, month, day, 12, 0, tzinfo=UTC)
        monkeypatch.setitem(app.config, "CLOCK", lambda: noon)

    return on_day


def offers(page):
    """What the buttons that take a value over send."""
    return re.findall(r'name="use"\s+value="([^"]+)"', page)


def voice(page, item):
    """The part of an item about its survey."""
    part = page[page.index(f'id="item-{item}"') :]
    return part[part.index('class="voice"') : part.index('class="backing"')]


def test_an_item_that_customers_can_measure_says_so(visitor, results):
    page = visitor.get(results).text

    assert "Your customers can tell" in voice(page, "V1")
    assert "Your customers can tell" in voice(page, "V5")
    assert page.count('class="voice"') == 2  # V2 is not asked in the short form


def test_nothing_is_offered_below_the_minimum(visitor, customer, hub, results):
    begun = begin(visitor, hub)
    many(customer, begun, {"8": 4, "9": 5})
    page = visitor.get(results).text

    assert offers(page) == []
    assert "fewer than 10 answers" in voice(page, "V1")


def test_a_measured_value_stands_beside_the_field_and_is_not_filled_by_itself(
    visitor, customer, hub, results
):
    begun = begin(visitor, hub)
    many(customer, begun, {"8": 30, "7": 10})
    page = visitor.get(results).text

    assert field(page, "V1.value") in {None, ""}
    assert re.search(r"<b>77.5.points</b>", voice(page, "V1"))
    assert "n = 40" in voice(page, "V1")
    assert "1 October 2026" in voice(page, "V1")
    assert "asks for at least" not in voice(page, "V1")
    assert len(offers(page)) == 1


def test_a_press_fills_the_value_and_says_where_it_comes_from(visitor, customer, hub, results):
    begun = begin(visitor, hub)
    many(customer, begun, {"8": 30, "7": 10})
    (key,) = offers(visitor.get(results).text)
    answer = visitor.post(results, {"use": key, "V1.note": "By phone."})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{results}#item-V1")
    page = visitor.get(results).text
    assert field(page, "V1.value") == "77.5"
    note = field(page, "V1.note")
    assert note.startswith("By phone.\nMeasured by the survey “Customer voice”")
    assert "(customer-voice 1.0.0): 77.5" in note
    assert "76.1 to 78.9" in note
    assert "n = 40" in note
    assert "1 October 2026" in note
    assert "This value stands in the field above" in voice(page, "V1")
    assert "1 of 4 answered" in page


def test_it_is_an_answer_with_its_history(visitor, customer, hub, results, services):
    begun = begin(visitor, hub)
    many(customer, begun, {"8": 30, "7": 10})
    (key,) = offers(visitor.get(results).text)
    visitor.post(results, {"V1.value": "60"})
    visitor.post(results, {"use": key, "V1.value": "61", "rev:V1.value": "1"})
    record = services.store.find(hub.split("/")[2])
    events = services.store.history(record.id, "V1")

    assert [e.value for e in events if e.slot == "value"] == ["60", "61", "77.5"]
    assert services.store.replay(record.id) == services.store.answers(record.id)


def test_two_presses_write_one_note(visitor, customer, hub, results):
    begun = begin(visitor, hub)
    many(customer, begun, {"8": 30, "7": 10})
    (key,) = offers(visitor.get(results).text)
    for _ in range(2):
        visitor.post(results, {"use": key})

    assert field(visitor.get(results).text, "V1.note").count("Measured by") == 1


def test_a_conflict_comes_before_a_measured_value(visitor, customer, hub, results):
    begun = begin(visitor, hub)
    many(customer, begun, {"8": 30, "7": 10})
    (key,) = offers(visitor.get(results).text)
    visitor.post(results, {"V1.note": "one"})
    customer.post(results, {"V1.note": "two", "rev:V1.note": "1"})
    page = visitor.post(results, {"use": key, "V1.note": "three", "rev:V1.note": "1"})

    assert page.status_code == 409
    assert field(visitor.get(results).text, "V1.value") in {None, ""}


def test_fewer_answers_than_the_item_asks_for_are_offered_with_a_warning(
    visitor, customer, hub, results
):
    begun = begin(visitor, hub)
    many(customer, begun, {"8": 6, "7": 6})
    page = visitor.get(results).text

    assert "V1 asks for at least 30 answers" in voice(page, "V1")
    assert len(offers(page)) == 1


def test_complaints_are_measured_among_those_who_complained(visitor, customer, hub, results):
    begun = begin(visitor, hub)
    many(customer, begun, {"8": 9}, complained="complained", outcome="in-time")
    many(customer, begun, {"0": 0, "1": 3}, complained="complained", outcome="late")
    many(customer, begun, {"0": 0, "1": 0, "2": 20}, complained="content")
    page = voice(visitor.get(results).text, "V5")

    assert re.search(r"<b>75.0.%</b>", page)
    assert "n = 12" in page
    assert "every complaint in your register" in page


def test_only_the_twelve_months_before_the_assessment_count(visitor, customer, hub, on_day):
    begun, results = begin(visitor, hub), f"{hub}results"
    on_day(2025, 10, 1)
    many(customer, begun, {"0": 30})
    on_day(2025, 10, 2)
    many(customer, begun, {"1": 0, "8": 15, "9": 15})
    on_day(2026, 10, 1)
    part = voice(visitor.get(results).text, "V1")

    assert "n = 30" in part
    assert "2 October 2025" in part
    visitor.post(f"{hub}organization", {"name": "x", "assessed_on": "2025-09-30", "rev": "1"})
    assert "Of the 12 months up to 30 September 2025" in voice(visitor.get(results).text, "V1")


@pytest.mark.parametrize("key", ["V1:0:satisfaction", "V9:1:satisfaction", "", "V1", "x" * 9999])
def test_what_is_not_offered_cannot_be_taken(visitor, hub, results, key):
    answer = visitor.post(results, {"use": key, "V1.note": "kept"})

    assert answer.status_code == (404 if key else 303)
    assert field(visitor.get(results).text, "V1.value") in {None, ""}
    assert field(visitor.get(results).text, "V1.note") == "kept"


def test_a_value_of_another_assessment_cannot_be_taken(visitor, customer, hub, results):
    begun = begin(visitor, hub)
    many(customer, begun, {"8": 30, "7": 10})
    (key,) = offers(visitor.get(results).text)
    other = str(customer.post("/start").headers["Location"])

    assert customer.post(f"{other}results", {"use": key}).status_code == 404


def test_the_net_promoter_score_is_offered_in_the_full_form(visitor, customer):
    hub = visitor.post("/start", {"form": "full"}).headers["Location"].removesuffix("organization")
    begun = begin(visitor, hub)
    many(customer, begun, {"8": 40}, recommendation="3")
    page = visitor.get(f"{hub}results").text

    assert re.search(r"<b>−100.0.points</b>", voice(page, "V2"))
    key = next(key for key in offers(page) if key.startswith("V2:"))
    visitor.post(f"{hub}results", {"use": key})
    page = visitor.get(f"{hub}results").text
    assert field(page, "V2.value") == "-100"
    assert "none: all answers are alike" in field(page, "V2.note")
