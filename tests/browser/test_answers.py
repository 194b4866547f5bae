"""Answers are saved by themselves, and none is lost."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NOTE = '[name="L4.note"]'
UNSAVED = "Not saved — kept on this device, trying again"


def choose(page, name, value):
    page.locator(f'[name="{name}"][value="{value}"]').check()


def state(page):
    return page.locator("[data-saved-state]")


def saved(page):
    expect(state(page)).to_have_text(re.compile(r"Saved \d"))


def test_one_click_starts_and_one_click_answers(page, hub):
    page.goto(f"{hub}leadership")
    choose(page, "L4.intention", 3)
    choose(page, "L4.reality", 2)
    saved(page)
    expect(page.locator("[data-progress]")).to_have_text("1 of 4 answered")
    expect(page.locator("#item-L4 [data-status]")).to_have_text("answered")
    page.goto(hub)
    expect(page.get_by_text("1 of 28 answered")).to_be_visible()


def test_what_is_typed_is_there_after_a_reload(page, hub):
    page.goto(f"{hub}leadership")
    page.fill(NOTE, "客户说：\n“从没见过”")
    saved(page)
    page.reload()
    expect(page.locator(NOTE)).to_have_value("客户说：\n“从没见过”")


def test_a_choice_can_be_taken_back(page, hub):
    page.goto(f"{hub}leadership")
    choose(page, "L4.reality", 2)
    saved(page)
    page.locator("#item-L4 .axis").nth(1).get_by_text("clear", exact=True).click()
    expect(page.locator("#item-L4 [data-status]")).to_have_text("not answered")
    page.reload()
    expect(page.locator('[name="L4.reality"][value="2"]')).not_to_be_checked()


def test_typing_on_and_leaving_at_once_loses_nothing(page, hub):
    page.goto(f"{hub}leadership")
    page.locator(NOTE).press_sequentially("half a sentence", delay=5)
    page.goto(hub)
    page.goto(f"{hub}leadership")
    expect(page.locator(NOTE)).to_have_value("half a sentence")
    saved(page)


def test_a_fault_appears_and_goes_while_typing(page, hub):
    page.goto(f"{hub}results")
    page.fill('[name="V1.value"]', "eighty")
    fault = page.locator('[id="V1.value-fault"]')
    expect(fault).to_contain_text("“eighty” is not a number")
    page.fill('[name="V1.value"]', "80")
    expect(fault).to_be_hidden()


def test_a_share_is_computed_while_typing(page, hub):
    page.goto(f"{hub}it")
    measure = page.locator("[data-share]").first
    measure.locator("input[id$=numerator]").fill("１")
    measure.locator("input[id$=denominator]").fill("8")
    expect(measure.locator("output")).to_have_text("13\u00a0%")


def test_a_killed_server_costs_patience_and_no_text(page, hub, server):
    page.goto(f"{hub}leadership")
    page.fill(NOTE, "before")
    saved(page)
    page.locator(NOTE).press_sequentially(" and", delay=5)
    server.kill()
    try:
        page.locator(NOTE).press_sequentially(" while it was away", delay=5)
        choose(page, "L4.intention", 3)
        expect(state(page)).to_have_text(UNSAVED)
        expect(page.locator("#item-L4 [data-item-saved]")).to_have_text(UNSAVED)
    finally:
        server.start()
    saved(page)
    page.reload()
    expect(page.locator(NOTE)).to_have_value("before and while it was away")
    expect(page.locator('[name="L4.intention"][value="3"]')).to_be_checked()
    expect(page.locator(".conflict")).to_have_count(0)


def test_a_page_closed_while_the_server_was_away_is_saved_at_the_next_visit(page, hub, server):
    page.goto(f"{hub}leadership")
    server.kill()
    try:
        page.fill(NOTE, "kept on this device")
        expect(state(page)).to_have_text(UNSAVED)
        page.close()
    finally:
        server.start()
    later = page.context.new_page()
    later.goto(f"{hub}leadership")
    expect(later.locator(NOTE)).to_have_value("kept on this device")
    saved(later)


def test_offline_and_back(page, hub, context):
    page.goto(f"{hub}leadership")
    context.set_offline(True)
    page.fill(NOTE, "in a tunnel")
    choose(page, "L4.reality", 1)
    expect(state(page)).to_have_text(UNSAVED)
    page.fill(NOTE, "in a tunnel, still")
    context.set_offline(False)
    saved(page)
    page.reload()
    expect(page.locator(NOTE)).to_have_value("in a tunnel, still")
    expect(page.locator('[name="L4.reality"][value="1"]')).to_be_checked()


def test_a_page_that_outlived_its_session_goes_on_saving(page, hub, context):
    page.goto(f"{hub}leadership")
    context.clear_cookies()
    page.fill(NOTE, "after the night")
    saved(page)


def test_a_browser_without_storage_saves_all_the_same(page, hub):
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    page.goto(f"{hub}leadership")
    page.fill(NOTE, "private window")
    saved(page)
    page.reload()
    expect(page.locator(NOTE)).to_have_value("private window")


@pytest.mark.parametrize(
    ("button", "kept"),
    [("Keep mine", "mine"), ("Keep the other", "theirs"), ("Keep both", "mine\n\ntheirs")],
)
def test_two_people_on_one_note_see_both_texts(page, hub, stranger, button, kept):
    page.goto(f"{hub}leadership")
    page.fill(NOTE, "first")
    saved(page)
    stranger.goto(f"{hub}leadership")
    page.fill(NOTE, "theirs")
    expect(page.locator('[name="rev:L4.note"]')).to_have_value("2")
    stranger.fill(NOTE, "mine")
    conflict = stranger.locator(".conflict")
    expect(conflict.locator("[data-mine]")).to_have_text("mine")
    expect(conflict.locator("[data-theirs]")).to_have_text("theirs")
    expect(conflict).to_contain_text("someone else")
    conflict.get_by_role("button", name=button).click()
    saved(stranger)
    page.reload()
    expect(page.locator(NOTE)).to_have_value(kept)


def test_two_people_on_one_choice_see_the_words_of_both(page, hub, stranger):
    page.goto(f"{hub}leadership")
    stranger.goto(f"{hub}leadership")
    choose(page, "L1.practices.owner", "0")
    saved(page)
    choose(stranger, "L1.practices.owner", "1")
    conflict = stranger.locator(".conflict")
    expect(conflict.locator("[data-mine]")).to_have_text("Most or all (80 % or more)")
    expect(conflict.locator("[data-theirs]")).to_have_text("No")
    conflict.get_by_role("button", name="Keep the other").click()
    expect(stranger.locator('[name="L1.practices.owner"][value="0"]')).to_be_checked()
    saved(stranger)


def test_the_key_n_goes_to_the_next_open_question(page, hub):
    page.goto(f"{hub}leadership")
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(page.locator("#item-L1")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#item-L4")).to_be_focused()
    page.locator(NOTE).focus()
    page.keyboard.press("n")
    expect(page.locator(NOTE)).to_have_value("n")
    page.get_by_label("Key N goes to the next open question").uncheck()
    page.locator("#item-L1").focus()
    page.keyboard.press("n")
    expect(page.locator("#item-L1")).to_be_focused()


def test_a_dimension_can_be_answered_by_keyboard_alone(page, hub):
    page.goto(f"{hub}leadership")
    page.locator('[name="L1.practices.owner"]').first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator('[name="L1.practices.owner"][value="0.25"]')).to_be_checked()
    saved(page)


def test_return_in_a_field_saves_and_stays(page, hub):
    page.goto(f"{hub}results")
    page.fill('[name="V1.value"]', "80")
    page.keyboard.press("Enter")
    saved(page)
    assert page.url == f"{hub}results"
    assert page.locator("html").get_attribute("lang") == "en"


def test_saving_and_going_on_waits_for_what_was_just_typed(page, hub):
    page.goto(f"{hub}leadership")
    page.fill(NOTE, "just before the click")
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**/strategy")
    page.get_by_role("button", name="Back to Leadership").click()
    expect(page.locator(NOTE)).to_have_value("just before the click")
    expect(page.locator(".conflict")).to_have_count(0)


def test_the_language_changes_without_losing_text(page, hub):
    page.goto(f"{hub}leadership")
    page.fill(NOTE, "half-typed")
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("h1")).to_have_text("领导力")
    expect(page.locator(NOTE)).to_have_value("half-typed")
