import html
import re

import pytest

NOTE = "客户说：“我们从没见过这份规定。”\n<b>& more</b>"


def field(page, name):
    """The value that a field of a page holds."""
    quoted = re.escape(name)
    text = re.search(rf'<textarea[^>]*name="{quoted}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    if text:
        return html.unescape(text[1])
    for found in re.findall(rf'<input[^>]*name="{quoted}"[^>]*>', page):
        if 'type="radio"' not in found or "checked" in found:
            return html.unescape(found.partition('value="')[2].partition('"')[0])
    return None


def test_the_hub_shows_the_link_and_what_is_missing(visitor, hub, leadership):
    visitor.post(leadership, {"L4.intention": "3", "L4.reality": "2"})
    page = visitor.get(hub).text
    assert f"http://localhost{hub}" in page
    assert "1 of 28 answered" in page
    assert "1 of 4 answered" in page
    assert f'{hub}leadership#item-L1"' in page
    assert f'{hub}leadership#item-L4"' not in page
    assert re.search(r"<b>40.%</b>", page)
    assert re.search(r"reference 35.%", page)


def test_a_page_sent_without_script_is_saved_and_leads_on(visitor, hub, leadership):
    answer = visitor.post(
        leadership, {"L4.intention": "3", "L4.reality": "2", "L4.note": NOTE, "then": "strategy"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{hub}strategy")
    page = visitor.get(leadership).text
    assert field(page, "L4.reality") == "2"
    assert field(page, "L4.note") == NOTE
    assert field(page, "rev:L4.note") == "1"
    assert "1 of 4 answered" in page


def test_lines_end_the_same_way_however_they_were_sent(visitor, leadership):
    visitor.post(leadership, {"L4.note": "one\r\ntwo"})
    page = visitor.get(leadership).text
    assert field(page, "L4.note") == "one\ntwo"
    visitor.post(leadership, {"L4.note": "one\r\ntwo", "rev:L4.note": "1"})
    assert field(visitor.get(leadership).text, "rev:L4.note") == "1"


def test_an_answer_can_be_taken_back(visitor, leadership):
    visitor.post(leadership, {"L4.reality": "2"})
    visitor.post(leadership, {"L4.reality": "", "rev:L4.reality": "1"})
    page = visitor.get(leadership).text
    assert field(page, "L4.reality") == ""
    assert field(page, "rev:L4.reality") == "2"


def test_what_is_not_understood_is_kept_as_typed_and_explained(visitor, hub):
    sent = {"V1.value": "about eighty", "V3.value": "81", "then": "hub"}
    page = visitor.post(f"{hub}results", sent)
    assert page.status_code == 422
    assert "“about eighty” is not a number" in page.text
    assert field(page.text, "V1.value") == "about eighty"
    assert field(page.text, "V3.value") == "81"
    again = visitor.get(f"{hub}results").text
    assert field(again, "V1.value") == "about eighty"
    assert "1 of 4 answered" in again


def test_a_fault_that_was_shown_once_holds_nobody_up(visitor, hub):
    visitor.post(f"{hub}results", {"V1.value": "about eighty", "then": "hub"})
    sent = {"V1.value": "about eighty", "rev:V1.value": "1", "then": "hub"}
    assert visitor.post(f"{hub}results", sent).headers["Location"] == hub


def test_a_reason_takes_an_item_out_of_the_score(visitor, hub, services):
    dimension, item = next(
        (dimension.id, item)
        for dimension in services.questionnaire("customer-management").dimensions
        for item in dimension.items
        if item.na_allowed and item.core
    )
    visitor.post(f"{hub}{dimension}", {f"{item.id}.not_applicable": "we have no partners"})
    page = visitor.get(f"{hub}{dimension}").text
    assert "not applicable" in page
    assert "1 of" in page


def test_two_people_on_one_answer_lose_nothing(visitor, stranger, leadership, services, hub):
    visitor.post(leadership, {"L4.note": "first", "L4.intention": "3"})
    stranger.post(leadership, {"L4.note": "theirs", "rev:L4.note": "1"})
    page = visitor.post(
        leadership, {"L4.note": "mine", "rev:L4.note": "1", "L4.intention": "4", "then": "hub"}
    )
    assert page.status_code == 409
    assert field(page.text, "L4.note") == "mine"
    assert "<dd>theirs</dd>" in page.text
    assert "someone else" in page.text
    assert field(page.text, "rev:L4.note") == "2"
    visitor.post(leadership, {"L4.note": "mine", "rev:L4.note": "2"})
    assert field(visitor.get(leadership).text, "L4.note") == "mine"
    record = services.store.find(hub.split("/")[2])
    texts = {event.value for event in services.store.history(record.id, "L4")}
    assert {"first", "mine", "theirs"} <= texts


@pytest.mark.parametrize(
    ("button", "kept"), [("theirs", "theirs"), ("merge", "mine\n\ntheirs"), ("mine", "mine")]
)
def test_a_conflict_is_settled_by_one_button(visitor, stranger, leadership, button, kept):
    visitor.post(leadership, {"L4.note": "first"})
    stranger.post(leadership, {"L4.note": "theirs", "rev:L4.note": "1"})
    visitor.post(leadership, {"L4.note": "mine", "rev:L4.note": "1"})
    visitor.post(leadership, {"L4.note": "mine", "rev:L4.note": "2", button: "L4.note"})
    assert field(visitor.get(leadership).text, "L4.note") == kept


def test_an_untouched_field_of_an_old_page_overwrites_nothing(visitor, stranger, leadership):
    visitor.post(leadership, {"L4.note": "first"})
    stranger.post(leadership, {"L4.note": "newer", "rev:L4.note": "1"})
    answer = visitor.post(
        leadership, {"L4.note": "first", "rev:L4.note": "1", "L4.reality": "1", "then": "hub"}
    )
    assert answer.status_code == 303
    assert field(visitor.get(leadership).text, "L4.note") == "newer"


def test_a_conflict_page_shows_untouched_fields_as_they_stand(visitor, stranger, leadership):
    visitor.post(leadership, {"L4.note": "first", "L1.note": "old"})
    stranger.post(
        leadership,
        {"L4.note": "theirs", "rev:L4.note": "1", "L1.note": "new", "rev:L1.note": "1"},
    )
    page = visitor.post(
        leadership, {"L4.note": "mine", "rev:L4.note": "1", "L1.note": "old", "rev:L1.note": "1"}
    )
    assert field(page.text, "L1.note") == "new"


def test_switching_the_language_keeps_what_was_typed(visitor, leadership):
    sent = {"L4.note": NOTE, "V1.value": "", "speak": "zh-Hans", "then": "hub"}
    answer = visitor.post(leadership, sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, leadership)
    page = visitor.get(leadership).text
    assert '<html lang="zh-Hans">' in page
    assert "领导力" in page
    assert field(page, "L4.note") == NOTE


def test_a_choice_nobody_offered_is_kept_but_does_not_count(visitor, leadership):
    page = visitor.post(leadership, {"L4.reality": "9"})
    assert page.status_code == 422
    assert "“9” is not one of" in page.text
    assert "0 of 4 answered" in page.text


def test_forty_items_of_chinese_notes_fit_into_one_page(visitor, leadership):
    sent = {f"L{n}.note": "客" * 5000 for n in range(40)}
    assert visitor.post(leadership, {**sent, "then": "hub"}).status_code == 303
    assert len(field(visitor.get(leadership).text, "L4.note")) == 5000


def test_the_stages_of_operations_are_headings(visitor, hub, services):
    operations = services.questionnaire("customer-management").dimension("operations")
    page = visitor.get(f"{hub}operations").text
    for stage in operations.stages:
        if any(item.stage == stage.id and item.core for item in operations.items):
            assert f'<h2 class="stage">{stage.title.source}</h2>' in page


def test_a_share_is_shown_when_it_is_saved(visitor, hub):
    visitor.post(f"{hub}it", {"I7.numerator": "1", "I7.denominator": "8"})
    coverage = re.search(r'data-share="(\w+)"', visitor.get(f"{hub}it").text)
    assert coverage
    sent = {f"{coverage[1]}.numerator": "65", f"{coverage[1]}.denominator": "100"}
    visitor.post(f"{hub}it", sent)
    assert re.search(r"<output[^>]*>65.%</output>", visitor.get(f"{hub}it").text)


def test_details_are_kept_and_named_on_the_hub(visitor, hub):
    sent = {
        "name": "海港 & Sons",
        "fact.sector": "wholesale",
        "fact.region": "Ningbo",
        "fact.headcount": "2,400",
        "assessed_on": "2026-09-30",
        "rev": "1",
    }
    answer = visitor.post(f"{hub}organization", sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, hub)
    page = visitor.get(hub).text
    assert "海港 &amp; Sons" in page
    assert "30 September 2026" in page


@pytest.mark.parametrize(
    ("language", "shown", "helped"),
    [
        ("en", "China (CN-ZJ)", "An ISO 3166 code names the country too"),
        ("zh-Hans", "中国（CN-ZJ）", "填写ISO 3166代码可同时显示国家名称"),
    ],
)
def test_a_region_is_typed_as_a_code_and_shown_with_its_country(
    visitor, hub, language, shown, helped
):
    visitor.speak(language)
    visitor.post(f"{hub}organization", {"fact.region": "CN-ZJ", "rev": "1"})
    visitor.post(f"{hub}leadership", {"L4.intention": "3"})
    page = visitor.get(f"{hub}organization").text
    help_of = re.search(r'name="fact.region".*?aria-describedby="([^"]+)"', page, re.DOTALL)

    assert field(page, "fact.region") == "CN-ZJ"
    assert help_of
    assert re.search(rf'id="{re.escape(help_of[1])}">\s*{helped}', page)
    assert shown in visitor.get(f"{hub}result").text


def test_the_day_of_the_assessment_is_today_until_one_is_set(visitor, hub):
    assert field(visitor.get(f"{hub}organization").text, "assessed_on") == "2026-10-01"
    assert "1 October 2026" in visitor.get(hub).text


def test_details_that_are_not_understood_are_kept_as_typed(visitor, hub):
    page = visitor.post(f"{hub}organization", {"fact.headcount": "many", "rev": "1"})
    assert page.status_code == 422
    assert "“many” is not a number" in page.text
    assert field(visitor.get(f"{hub}organization").text, "fact.headcount") == "many"
    assert visitor.get(f"{hub}result").status_code == 200


def test_a_conflict_of_details_shows_both(visitor, stranger, hub):
    stranger.post(f"{hub}organization", {"name": "Theirs", "rev": "1"})
    page = visitor.post(f"{hub}organization", {"name": "Mine", "rev": "1"})
    assert page.status_code == 409
    assert field(page.text, "name") == "Mine"
    assert "<dd>Theirs</dd>" in page.text
    visitor.post(f"{hub}organization", {"name": "Mine", "rev": field(page.text, "rev")})
    assert "Mine" in visitor.get(hub).text


def test_a_language_switch_on_details_keeps_what_was_typed(visitor, hub):
    answer = visitor.post(f"{hub}organization", {"name": "Mine", "rev": "1", "speak": "zh-Hans"})
    assert answer.headers["Location"] == f"{hub}organization"
    assert field(visitor.get(f"{hub}organization").text, "name") == "Mine"


def test_a_result_without_answers_teaches_the_next_step(visitor, hub):
    page = visitor.get(f"{hub}result").text
    assert "There is no result yet" in page
    assert f'{hub}leadership"' in page


def test_a_result_shows_what_is_known_so_far(visitor, hub, leadership):
    visitor.post(leadership, {"L4.intention": "3", "L4.reality": "2"})
    page = visitor.get(f"{hub}result").text
    assert "There is no result yet" not in page
    assert re.search(r"40.%", page)


def test_the_result_for_machines_carries_the_seal(visitor, hub):
    answer = visitor.get(f"{hub}result.json")
    assert answer.headers["Content-Disposition"] == "attachment; filename=result.json"
    assert len(answer.get_json()["seal"]) == 64
