"""The offline form on the site: download, fill in, see what would change, take it over."""

import html
import re
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from assess.definitions.sheets import parts
from assess.definitions.sheets.orders import Order
from assess.definitions.sheets.workbook import render_sheet
from tests.definitions.sheets.people import DAY, Person, shipped
from tests.web.uploads import (
    asked,
    downloaded,
    fields,
    history,
    save,
    sent,
    sent_as_it_is,
    taken,
    texts,
    token,
)

ANSWER = "L4.reality"
NOTE = "L4.note"


@pytest.fixture
def offline(hub: str) -> str:
    return f"{hub}offline"


# --- the sheet ---------------------------------------------------------------------------


def test_the_overview_leads_to_the_offline_form(visitor, hub):
    assert f'href="{hub}offline"' in visitor.get(hub).text


def test_the_sheet_has_what_stands_here_already(visitor, hub, offline):
    save(visitor, hub, ANSWER, "2")
    save(visitor, hub, NOTE, "=1+1\n第二行")
    visitor.post(f"{hub}organization", {"name": "Harbour", "fact.sector": "wholesale", "rev": "1"})
    person = downloaded(visitor, offline)

    assert person.cell(f"answers.{ANSWER}").value == 2
    assert person.cell(f"answers.{NOTE}").value == "=1+1\n第二行"
    assert person.cell("name").value == "Harbour"
    assert person.cell("facts.sector").value == "Wholesale"
    assert person.cell("purpose").protection.locked
    with pytest.raises(LookupError):
        person.cell("capacity")


def test_the_sheet_speaks_the_language_of_the_reader(visitor, offline):
    visitor.speak("zh-Hans")
    person = downloaded(visitor, offline)

    assert person.sheets[0].title == "概览"


def test_the_sheet_of_a_role_asks_what_the_role_may_judge(visitor, hub, offline):
    visitor.post(f"{hub}role", {"role": "service"})
    others = next(item.id for item in asked() if "service" not in item.roles)
    save(visitor, hub, f"{others}.note", "not for service")
    person = downloaded(visitor, offline)

    assert "service" in visitor.get(f"{offline}/sheet.xlsx").headers["Content-Disposition"]
    for item in asked():
        if "service" in item.roles:
            assert person.cell(f"answers.{item.id}.note")
    with pytest.raises(LookupError):
        person.cell(f"answers.{others}.note")


def test_nobody_learns_the_link_from_a_sheet(visitor, hub, offline):
    save(visitor, hub, ANSWER, "2")
    data = visitor.get(f"{offline}/sheet.xlsx").data

    cells = [c.value for s in Person(data).book.worksheets for row in s.iter_rows() for c in row]
    assert not [value for value in cells if token(hub) in str(value)]


# --- what would change -------------------------------------------------------------------


def test_a_filled_sheet_is_shown_before_anything_changes(visitor, services, hub, offline):
    person = downloaded(visitor, offline)
    person.write(f"answers.{ANSWER}", 2).write("answers.L1.practices.owner", "At least half")
    page = sent(visitor, offline, person.saved())

    assert page.status_code == 200
    assert "2 texts differ." in page.text
    assert "At least half" in page.text
    assert fields(page)[ANSWER] == "2"
    assert fields(page)["L1.practices.owner"] == "0.5"
    assert texts(services, hub) == {}


def test_it_is_taken_over_like_any_other_save(visitor, services, hub, offline):
    person = downloaded(visitor, offline)
    person.write(f"answers.{ANSWER}", 2).type(f"answers.{NOTE}", '=cmd|" /C calc"\nnext')
    page = sent(visitor, offline, person.saved())
    done = taken(visitor, offline, page)

    assert done.status_code == 303
    assert "2 texts were taken over" in visitor.get(done.headers["Location"]).text
    assert texts(services, hub) == {ANSWER: "2", NOTE: '=cmd|" /C calc"\nnext'}
    assert ("reality", "2", "saved") in history(services, hub, "L4")


def test_sending_it_twice_saves_once(visitor, services, hub, offline):
    person = downloaded(visitor, offline).write(f"answers.{ANSWER}", 2)
    page = sent(visitor, offline, person.saved())
    for _ in range(2):
        assert taken(visitor, offline, page).status_code == 303

    assert history(services, hub, "L4") == [("reality", "2", "saved")]


def test_a_sheet_that_nobody_touched_changes_nothing(visitor, hub, offline):
    save(visitor, hub, ANSWER, "2")
    save(visitor, hub, "V1.value", "1,200")
    save(visitor, hub, "V1.periods", "72, 74")
    save(visitor, hub, "P5.percent", "60%")
    page = sent(visitor, offline, downloaded(visitor, offline).saved())

    assert "Nothing: all that can be taken from it stands here already." in page.text
    assert "errors" not in re.findall(r'class="(\w+)" role="alert"', page.text)


def test_a_cell_that_nobody_touched_gives_way_to_what_is_newer_here(
    visitor, stranger, services, hub, offline
):
    save(visitor, hub, ANSWER, "2")
    person = downloaded(visitor, offline).write("answers.L4.intention", 3)
    save(stranger, hub, ANSWER, "5", rev=1)
    page = sent(visitor, offline, person.saved())
    taken(visitor, offline, page)

    assert texts(services, hub) == {ANSWER: "5", "L4.intention": "3"}


def test_what_is_typed_anew_as_it_stands_here_is_the_same(visitor, hub, offline):
    save(visitor, hub, "V1.value", "76.0")
    person = downloaded(visitor, offline)
    save(visitor, hub, ANSWER, "4")
    person.write("answers.V1.value", "76").write(f"answers.{ANSWER}", "4")
    page = sent(visitor, offline, person.saved())

    assert "Nothing: all that can be taken from it stands here already." in page.text
    assert "2 are the same as here." in page.text


def test_a_cell_that_is_emptied_is_taken_back(visitor, services, hub, offline):
    save(visitor, hub, ANSWER, "2")
    person = downloaded(visitor, offline).write(f"answers.{ANSWER}", None)
    page = sent(visitor, offline, person.saved())

    assert "Taken back" in page.text
    taken(visitor, offline, page)
    assert texts(services, hub) == {ANSWER: ""}


def test_the_organization_is_taken_over_too(visitor, services, hub, offline):
    visitor.post(f"{hub}organization", {"name": "Old", "fact.headcount": "7", "rev": "1"})
    person = downloaded(visitor, offline)
    person.write("name", "New & Co.").write("facts.sector", "Retail").write("facts.headcount", None)
    page = sent(visitor, offline, person.saved())
    taken(visitor, offline, page)

    details = services.store.find(token(hub)).details
    assert details["name"] == "New & Co."
    assert details["facts"]["sector"] == "retail"
    assert details["facts"]["headcount"] == ""


def test_the_day_that_a_sheet_begins_with_is_in_nobodys_way(visitor, services, hub, offline):
    person = downloaded(visitor, offline).write("assessed_on", "2026-09-30")
    page = sent(visitor, offline, person.saved())

    assert "keep:details.assessed_on" not in fields(page)
    taken(visitor, offline, page)
    assert services.store.find(token(hub)).details["assessed_on"] == "2026-09-30"


# --- two people --------------------------------------------------------------------------


@pytest.fixture
def conflict(visitor, stranger, hub, offline) -> TestResponse:
    """The page of a sheet in which a note was changed that somebody else changed meanwhile."""
    save(visitor, hub, NOTE, "first")
    person = downloaded(visitor, offline).write(f"answers.{NOTE}", "mine")
    save(stranger, hub, NOTE, "theirs", rev=1)
    return sent(visitor, offline, person.saved())


def test_both_texts_are_shown_where_somebody_was_faster(conflict):
    assert "Answered otherwise here" in conflict.text
    assert fields(conflict)[f"keep:{NOTE}"] == "site"
    for text in ("mine", "theirs"):
        assert re.search(rf"<dd>\s*{text}\s*</dd>", conflict.text)


def test_the_one_here_stands_unless_another_is_chosen_and_the_other_is_kept(
    visitor, services, hub, offline, conflict
):
    assert taken(visitor, offline, conflict).status_code == 303

    assert texts(services, hub) == {NOTE: "theirs"}
    assert history(services, hub, "L4")[-1] == ("note", "mine", "conflict")


@pytest.mark.parametrize(("keep", "stands"), [("sheet", "mine"), ("both", "mine\n\ntheirs")])
def test_the_other_or_both_can_be_chosen(visitor, hub, conflict, keep, stands):
    done = visitor.post(f"{hub}offline/take", {**fields(conflict), f"keep:{NOTE}": keep})

    assert done.status_code == 303
    assert f">\n{stands}</textarea>" in visitor.get(f"{hub}leadership").text


def test_who_is_faster_than_a_click_is_shown_as_well(visitor, stranger, services, hub, offline):
    person = downloaded(visitor, offline)
    person.write(f"answers.{ANSWER}", 2).write("answers.L4.intention", 1).write("name", "Mine")
    page = sent(visitor, offline, person.saved())
    save(stranger, hub, ANSWER, "5")
    stranger.post(f"{hub}organization", {"name": "Theirs", "rev": "1"})
    again = taken(visitor, offline, page)

    assert again.status_code == 409
    assert "1 text was taken over from the sheet." in again.text
    assert set(fields(again)) >= {ANSWER, "details.name", f"keep:{ANSWER}", "keep:details.name"}
    assert "L4.intention" not in fields(again)
    chosen = {**fields(again), f"keep:{ANSWER}": "sheet", "keep:details.name": "sheet"}
    assert visitor.post(f"{offline}/take", chosen).status_code == 303
    assert texts(services, hub) == {ANSWER: "2", "L4.intention": "1"}
    assert services.store.find(token(hub)).details["name"] == "Mine"


def test_what_is_not_wanted_of_the_organization_stays(visitor, stranger, services, hub, offline):
    person = downloaded(visitor, offline).write("name", "Mine")
    stranger.post(f"{hub}organization", {"name": "Theirs", "rev": "1"})
    page = sent(visitor, offline, person.saved())
    taken(visitor, offline, page)

    assert services.store.find(token(hub)).details["name"] == "Theirs"


def test_a_sheet_from_elsewhere_asks_before_it_takes_the_place_of_anything(
    visitor, services, hub, offline
):
    save(visitor, hub, ANSWER, "5")
    questionnaire = shipped()
    order = Order(
        questionnaire=questionnaire, form=questionnaire.form("full"), language="en", day=DAY
    )
    person = Person(render_sheet(order))
    person.write(f"answers.{ANSWER}", 2).write("answers.L4.intention", 3)
    person.write("answers.L2.reality", 3).write("purpose", "Audit").write("capacity", 90)
    page = sent(visitor, offline, person.saved())

    assert "This sheet was not downloaded from this assessment." in page.text
    assert "1 question of the sheet is not asked here" in page.text
    assert "Purpose and weights stay as they are here." in page.text
    assert "for the plan has no place here" in page.text
    assert fields(page)[f"keep:{ANSWER}"] == "site"
    taken(visitor, offline, page)
    assert texts(services, hub) == {ANSWER: "5", "L4.intention": "3"}


def test_a_sheet_of_another_assessment_is_one_from_elsewhere(visitor, stranger, offline):
    other = str(stranger.post("/start").headers["Location"])
    person = downloaded(stranger, f"{other}offline").write(f"answers.{ANSWER}", 2)

    assert "not downloaded from this assessment" in sent(visitor, offline, person.saved()).text


# --- what is wrong -----------------------------------------------------------------------


def test_faults_are_told_with_their_cells_and_the_rest_can_be_taken(
    visitor, services, hub, offline
):
    person = downloaded(visitor, offline)
    person.write("answers.V1.value", "12 %").write("answers.P5.numerator", 12)
    person.write("answers.P5.denominator", 10).write(f"answers.{ANSWER}", 2)
    page = sent(visitor, offline, person.saved())
    told = html.unescape(page.text)

    cells = [person.place(f"answers.{key}").split(":")[1] for key in ("V1.value", "P5.numerator")]
    for cell, said in zip(cells, ("“12 %” is a text", "12 of 10 is more than"), strict=True):
        assert re.search(rf"<b>{re.escape(cell)}</b>\s*{said}", told)
    assert "Correct these cells and send the sheet again, or take over the rest now." in told
    assert {name for name in fields(page) if ":" not in name} == {
        ANSWER,
        "P5.denominator",
        "unclear",
    }
    taken(visitor, offline, page)
    assert texts(services, hub) == {ANSWER: "2", "P5.denominator": "10"}


def test_it_is_all_told_in_chinese(visitor, offline):
    visitor.speak("zh-Hans")
    person = downloaded(visitor, offline).write("answers.V1.value", "12 %")
    person.write(f"answers.{ANSWER}", 2)
    page = sent(visitor, offline, person.saved())

    assert "“12 %”是文字" in page.text
    assert "有1项不同。" in page.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"name,answer", "no Excel workbook that can be read"),
        (b"", "no Excel workbook that can be read"),
    ],
)
def test_what_is_no_sheet_is_told(visitor, offline, data, said):
    page = sent(visitor, offline, data, "<b>x</b>.xlsx")

    assert page.status_code == 422
    assert "Nothing can be taken from this file" in page.text
    assert said in page.text


def test_a_sheet_for_another_version_is_told(visitor, offline):
    questionnaire = replace(shipped(), version="2.0.0")
    form = questionnaire.form("core")
    data = render_sheet(Order(questionnaire=questionnaire, form=form, language="en", day=DAY))
    page = sent(visitor, offline, data)

    assert page.status_code == 422
    assert (
        "for customer-management 2.0.0, this assessment for customer-management 1.0.0" in page.text
    )


def test_without_a_file_the_page_asks_for_one(visitor, offline):
    page = visitor.post(offline)

    assert page.status_code == 422
    assert "Choose a file first." in page.text


def test_a_file_that_is_too_large_is_told_in_words_about_files(visitor, offline):
    page = sent_as_it_is(visitor, offline, bytes(parts.MOST_BYTES + 200_000))

    assert page.status_code == 413
    assert "That file is larger than any filled sheet" in page.text


def test_a_file_just_too_large_for_a_sheet_is_told_on_the_page(visitor, offline):
    page = sent_as_it_is(visitor, offline, bytes(parts.MOST_BYTES + 1))

    assert page.status_code == 422
    assert "larger than 8 megabytes" in page.text


def test_a_closed_assessment_takes_nothing(visitor, services, hub, offline):
    person = downloaded(visitor, offline).write(f"answers.{ANSWER}", 2).write("name", "Mine")
    page = sent(visitor, offline, person.saved())
    services.store.set_status(services.store.find(token(hub)).id, "finalized")
    done = taken(visitor, offline, page)

    assert done.status_code == 409
    assert "takes no more answers" in done.text
    assert texts(services, hub) == {}


def test_another_language_can_be_chosen_while_it_is_shown(
    visitor, services, hub, offline, conflict
):
    chosen = {**fields(conflict), f"keep:{NOTE}": "both", "speak": "zh-Hans", "unclear": "1"}
    page = visitor.post(f"{offline}/take", chosen)

    assert page.status_code == 200
    assert '<html lang="zh-Hans">' in page.text
    assert fields(page)[f"keep:{NOTE}"] == "both"
    assert "无法识别的内容在上传时已经列出" in page.text
    assert texts(services, hub) == {NOTE: "theirs"}


def test_only_fields_of_this_assessment_are_taken(visitor, services, hub, offline):
    visitor.post(
        f"{offline}/take",
        {"L2.reality": "3", "L4.nothing": "3", "X.y": "1", ANSWER: "2", "details.facts.x": "y"},
    )

    assert texts(services, hub) == {ANSWER: "2"}
