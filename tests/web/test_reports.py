"""Reports on the site: ordered, written once, waited for, found again."""

import os
import re
import stat
import threading
import time
from dataclasses import replace
from unittest.mock import Mock
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from assess.errors import AssessError
from assess.rendering.children import run_child
from assess.web.press import Press
from tests.rendering.brands import BRAND


def test_a_report_is_printed_once_and_kept(visitor, hub, var, outputs):
    first = visitor.get(f"{hub}report/zh-Hans.pdf")
    second = visitor.get(f"{hub}report/zh-Hans.pdf")
    assert first.data == second.data
    assert first.mimetype == "application/pdf"
    assert outputs.render.call_count == 1
    (kept,) = var.glob("reports/*")
    assert (kept.suffix, stat.S_IMODE(kept.stat().st_mode)) == (".pdf", 0o600)


def ready(visitor, hub: str, state: str = "ready") -> str:
    """The page about reports once nothing is being written any more."""
    page = str(visitor.get(f"{hub}report").text)
    for _ in range(200):
        if 'data-state="printing"' not in page:
            break
        time.sleep(0.02)
        page = str(visitor.get(f"{hub}report").text)
    assert f'data-state="{state}"' in page
    return page


def test_an_ordered_report_is_written_in_the_background_and_found_again(visitor, hub, outputs):
    gate = threading.Event()
    outputs.render.side_effect = lambda *_: gate.wait(10) and b"PK"
    wish = {"language": "en", "ending": "docx"}
    answer = visitor.post(f"{hub}report", wish)
    assert (answer.status_code, answer.location) == (303, f"{hub}report#made")
    assert 'data-state="printing"' in visitor.get(f"{hub}report").text
    visitor.post(f"{hub}report", wish)
    gate.set()

    page = ready(visitor, hub)
    assert "Word document, English" in page
    assert outputs.render.call_count == 1
    file = visitor.get(f"{hub}report/file?language=en&ending=docx")
    assert file.data == b"PK"
    assert re.search(r"-en\.docx", file.headers["Content-Disposition"])
    assert outputs.render.call_count == 1


def test_an_edition_is_written_as_it_was_wished(visitor, hub, outputs):
    wish = {"language": "zh-Hans", "ending": "pdf", "edition": "board", "paper": "Letter"}
    visitor.post(f"{hub}report", wish)
    page = ready(visitor, hub)

    (_, presentation, ending), _ = outputs.render.call_args
    assert (ending, presentation.edition, presentation.paper) == ("pdf", "board", "Letter")
    assert presentation.verify_at == ""
    assert "one page for the board" in page


def test_a_report_names_the_page_that_verifies_it_only_where_the_site_knows_its_name(
    app, visitor, hub, outputs, monkeypatch
):
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["localhost"])
    visitor.get(f"{hub}report/en.pdf")

    (_, presentation, _), _ = outputs.render.call_args
    assert presentation.verify_at == "http://localhost/verify"


def test_a_name_that_a_visitor_sends_gives_no_report_of_its_own(visitor, hub, var, outputs):
    for name in ("one.example", "two.example"):
        visitor.get(f"{hub}report/en.pdf", Host=name)

    assert outputs.render.call_count == 1
    assert len(list(var.glob("reports/*.pdf"))) == 1


def test_who_wants_a_report_that_is_being_written_waits_for_it(visitor, hub, outputs):
    gate = threading.Event()
    outputs.render.side_effect = lambda *_: gate.wait(10) and b"%PDF-1.7"
    visitor.post(f"{hub}report", {"language": "en", "ending": "pdf"})
    threading.Timer(0.2, gate.set).start()

    assert visitor.get(f"{hub}report/en.pdf").data == b"%PDF-1.7"
    assert outputs.render.call_count == 1


def ordered(visitor, hub, **wish: str) -> str:
    """The page about reports right after one was ordered."""
    visitor.post(f"{hub}report", wish)
    return str(visitor.get(f"{hub}report").text)


def test_a_report_that_nobody_wants_any_more_is_stopped_and_leaves_nothing(
    visitor, hub, var, outputs
):
    begun = threading.Event()

    def hang(*_: object) -> bytes:
        begun.set()
        return run_child("tests.rendering.chores", b"hang", seconds=60).stdout

    outputs.render.side_effect = hang
    page = ordered(visitor, hub, language="en")
    (form,) = found(page, ".//form[@class='stop']")
    sent = {each.get("name"): each.get("value") for each in form.iter("input")}
    assert begun.wait(10)
    answer = visitor.post(form.get("action"), sent)

    assert (answer.status_code, answer.location) == (303, f"{hub}report#made")
    assert "data-state" not in visitor.get(f"{hub}report").text
    assert list(var.glob("reports/*")) == []


def test_what_is_written_at_once_is_not_kept_when_nobody_wants_it(visitor, hub, var, outputs):
    gate = threading.Event()
    outputs.render.side_effect = lambda *_: gate.wait(10) and b"PK"
    visitor.post(f"{hub}report", {"language": "en", "ending": "docx"})
    threading.Timer(0.3, gate.set).start()
    visitor.post(f"{hub}report/stop", {"language": "en", "ending": "docx"})

    assert "data-state" not in visitor.get(f"{hub}report").text
    assert list(var.glob("reports/*")) == []


def test_what_was_stopped_may_be_wanted_again(visitor, hub, outputs):
    gate = threading.Event()
    outputs.render.side_effect = lambda *_: gate.wait(10) and b"PK"
    visitor.post(f"{hub}report", {"language": "en", "ending": "docx"})
    threading.Timer(0.3, gate.set).start()
    visitor.post(f"{hub}report/stop", {"language": "en", "ending": "docx"})
    visitor.post(f"{hub}report", {"language": "en", "ending": "docx"})

    ready(visitor, hub)


def test_who_stops_what_is_ready_or_was_never_wanted_changes_nothing(visitor, hub, var, outputs):
    assert visitor.post(f"{hub}report/stop", {"language": "en"}).status_code == 303
    visitor.post(f"{hub}report", {"language": "en"})
    ready(visitor, hub)
    visitor.post(f"{hub}report/stop", {"language": "en"})

    ready(visitor, hub)
    assert len(list(var.glob("reports/*.pdf"))) == 1


def found(page: str, path: str) -> list[Element]:
    """The elements of a page at this path."""
    tree: Element = tinyhtml5.parse(page, namespace_html_elements=False)
    return tree.findall(path)


def choices(page: str, name: str) -> list[str | None]:
    """What a choice on the page offers."""
    return [option.text for option in found(page, f".//select[@name='{name}']/option")]


def test_the_brand_of_the_site_is_chosen_or_left_out(app, visitor, hub, outputs, monkeypatch):
    assert choices(visitor.get(f"{hub}report").text, "brand") == []

    branded = replace(app.extensions["assess"], brand=BRAND)
    monkeypatch.setitem(app.extensions, "assess", branded)
    offered = choices(visitor.get(f"{hub}report").text, "brand")
    assert offered == [BRAND.name.within("en"), "nobody: without a brand"]

    for brand in ("own", "none"):
        ordered(visitor, hub, language="en", ending="docx", brand=brand)
        ready(visitor, hub)
    under = {
        presentation.brand and presentation.brand.id
        for (_, presentation, _), _ in outputs.render.call_args_list
    }
    assert under == {None, BRAND.id}
    links = found(visitor.get(f"{hub}report").text, ".//ul[@class='downloads']//a")
    assert [link.text for link in links] == [
        "Word document, English",
        "Word document, English, without a brand",
    ]
    for link in links:
        assert visitor.get(link.get("href")).status_code == 200
    assert outputs.render.call_count == 2


def test_a_format_that_shows_no_brand_is_written_once(app, visitor, hub, outputs, monkeypatch):
    branded = replace(app.extensions["assess"], brand=BRAND)
    monkeypatch.setitem(app.extensions, "assess", branded)
    for brand in ("own", "none"):
        ordered(visitor, hub, language="en", ending="zip", brand=brand)
        ready(visitor, hub)

    assert outputs.render.call_count == 1


def test_what_a_stopped_program_left_is_swept_and_what_another_writes_is_not(tmp_path):
    old, young = tmp_path / ".assess-old.tmp", tmp_path / ".assess-young.tmp"
    for left in (old, young):
        left.touch()
    os.utime(old, (0, 0))

    Press(tmp_path)

    assert (old.exists(), young.exists()) == (False, True)


def test_a_report_that_cannot_be_written_says_why_and_may_be_tried_again(visitor, hub, outputs):
    outputs.render.side_effect = AssessError("no font here can draw 㐀")
    visitor.post(f"{hub}report", {"language": "en"})
    assert "no font here can draw 㐀" in ready(visitor, hub, "failed")

    outputs.render.side_effect = ZeroDivisionError
    visitor.post(f"{hub}report", {"language": "en"})
    assert "the log says why" in ready(visitor, hub, "failed")

    outputs.render.side_effect = lambda *_: b"%PDF-1.7"
    visitor.post(f"{hub}report", {"language": "en"})
    ready(visitor, hub)


def test_only_the_last_failures_are_remembered(visitor, hub, outputs, monkeypatch):
    monkeypatch.setattr("assess.web.press.MOST_FAILED", 1)
    outputs.render.side_effect = AssessError("no font here can draw 㐀")
    for language in ("en", "zh-Hans"):
        visitor.post(f"{hub}report", {"language": language})
        ready(visitor, hub, "failed")

    assert visitor.get(f"{hub}report").text.count('data-state="failed"') == 1


def test_a_changed_answer_asks_for_a_new_report(visitor, hub, leadership, outputs):
    visitor.post(f"{hub}report", {"language": "en"})
    ready(visitor, hub)
    visitor.post(leadership, {"L4.intention": "3", "L4.reality": "2"})

    assert 'data-state="' not in visitor.get(f"{hub}report").text


@pytest.mark.parametrize(
    "wish",
    [{"language": "tlh"}, {"ending": "exe"}, {"edition": "poster"}, {"paper": "papyrus"}],
)
def test_a_wish_that_cannot_be_is_not_found(visitor, hub, wish):
    assert visitor.post(f"{hub}report", wish).status_code == 404


def test_a_machine_that_cannot_print_says_so(visitor, hub, leadership, monkeypatch):
    visitor.post(leadership, {"L4.note": "what nobody has printed yet"})
    missing = Mock(side_effect=OSError("cannot load library 'libpango-1.0-0'"))
    monkeypatch.setattr("assess.web.press.import_module", missing)
    page = visitor.get(f"{hub}report/en.pdf")
    assert page.status_code == 503
    assert "cannot be printed" in page.text


def test_a_report_in_a_language_nobody_speaks_is_not_found(visitor, hub):
    assert visitor.get(f"{hub}report/tlh.pdf").status_code == 404
