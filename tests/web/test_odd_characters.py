"""Whatever characters people type, pages show them without harm and fields give them back."""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from assess.rendering.fonts import MissingFont
from assess.storage.answers import Change
from tests.rendering.odd import ODD, marked

DIRECTIONS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
CONTROLS = frozenset(map(chr, (*range(9), *range(14, 32), *range(127, 160)))) - {"\x85"}
PAGES = ("", "organization", "resources", "result", "report", "targets")
TYPED = "".join(marked(kind, odd.typed) for kind, odd in ODD.items() if kind != "nul")
NAME = TYPED.replace("\n", " ").replace("\r", " ")


@pytest.fixture
def filled(hub: str, services) -> str:
    """An assessment with all of them in its details and in every kind of text of an answer."""
    record = services.store.find(hub.split("/")[2])
    details = {"name": NAME, "assessed_on": "", "facts": {"region": TYPED, "headcount": TYPED}}
    services.store.save_details(record.id, details, 1)
    slots = {
        ("L4", "intention"): "3",
        ("L4", "note"): TYPED,
        ("R3", "numerator"): "12",
        ("R3", "denominator"): "40",
        ("R3", "period"): TYPED[:200],
        ("V5", "not_applicable"): TYPED,
        ("V3", "value"): TYPED,
    }
    changes = [
        Change(item=item, slot=slot, value=value, base_rev=0, op_id=f"{item}-{slot}")
        for (item, slot), value in slots.items()
    ]
    services.store.save_many(record.id, changes, actor="somebody")
    return hub


def shown(page: str) -> Iterator[str]:
    """Every text of a page outside its fields, whose contents are what was typed."""
    root: Element = tinyhtml5.parse(page, namespace_html_elements=False)
    for element in root.iter():
        yield from (value for name, value in element.attrib.items() if name != "value")
        yield from ([] if element.tag == "textarea" else [element.text or ""])
        yield element.tail or ""


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("place", PAGES)
def test_no_page_is_turned_around_by_what_it_shows(visitor, filled, place, language):
    visitor.speak(language)
    page = visitor.get(f"{filled}{place}").text
    said = "".join(shown(page))

    assert not (DIRECTIONS | CONTROLS) & set(said)
    assert marked("overrides", ODD["overrides"].seen) in said


def test_the_pages_show_what_can_be_shown(visitor, filled):
    name = next(text for text in shown(visitor.get(filled).text) if "[overrides" in text)
    result = "".join(shown(visitor.get(f"{filled}result").text))

    for kind in ODD.keys() - {"nul", "breaks"}:
        assert marked(kind, ODD[kind].seen) in name
        assert result.count(marked(kind, ODD[kind].seen)) >= 2


def test_a_field_gives_back_what_was_typed(visitor, filled, services):
    visitor.get(f"{filled}leadership")
    record = services.store.find(filled.split("/")[2])
    before = services.store.history(record.id)
    page = visitor.get(f"{filled}leadership").text
    root = tinyhtml5.parse(page, namespace_html_elements=False)
    (note,) = (e for e in root.iter("textarea") if e.attrib.get("name") == "L4.note")

    # A browser counts a break of a line as one, however it was typed.
    assert note.text.split() == TYPED.split()
    assert services.store.history(record.id) == before


@pytest.mark.parametrize(
    ("place", "sent"),
    [
        ("results", {"V3.value": "\u202e12 \u2067"}),
        ("organization", {"fact.headcount": "\u202e12 \u2067", "rev": "1"}),
    ],
)
def test_a_fault_quotes_it_without_being_turned_around(visitor, hub, place, sent):
    page = visitor.post(f"{hub}{place}", sent)

    assert page.status_code == 422
    said = "".join(shown(page.text))
    assert "“12 ” is not a number" in said
    assert not DIRECTIONS & set(said)


def test_a_fault_is_told_to_scripts_without_being_turned_around(visitor, hub):
    (fault,) = visitor.put(f"{hub}answers/V3/value", "\u202e12\n!").get_json()["faults"]

    assert fault["said"].startswith("“12 !” is not a number")


def test_what_no_database_keeps_is_refused_with_its_place(visitor, hub):
    page = visitor.post(f"{hub}leadership", {"L4.note": "a\0b\u202e"})

    assert page.status_code == 400
    assert "Take what cannot be seen out of L4.note" in page.text
    said = "".join(shown(page.text))
    assert "a\N{REPLACEMENT CHARACTER}b" in said
    assert not DIRECTIONS & set(said)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_what_no_database_keeps_is_refused_to_scripts(visitor, hub, text):
    reply = visitor.put(f"{hub}answers/L4/note", text)

    assert (reply.status_code, reply.get_json()["error"]) == (400, "unstorable")


def test_a_name_of_nothing_that_can_be_seen_breaks_no_page(visitor, hub):
    visitor.post(f"{hub}organization", {"name": "\u202e\0", "rev": "1"})

    assert "\N{REPLACEMENT CHARACTER}</h1>" in "".join(visitor.get(hub).text.split())


def test_a_report_that_no_font_can_print_says_which_character_and_where(visitor, hub, monkeypatch):
    def render(*_: object) -> bytes:
        raise MissingFont("😀", {"answers.L4.note": "well 😀"})

    monkeypatch.setattr("assess.rendering.outputs.render", render)
    visitor.post(f"{hub}leadership", {"L4.note": "well 😀, as nobody has printed yet"})
    page = visitor.get(f"{hub}report/en.pdf")

    assert page.status_code == 422
    assert "“😀” (U+1F600) in answers.L4.note" in page.text


def test_the_name_of_a_file_does_not_turn_around_the_verdict(visitor):
    page = visitor.client.post(
        "/verify",
        data={
            "csrf_token": visitor.token(),
            "report": (io.BytesIO(b"%PDF-1.7"), "rep\u202efdp.exe"),
        },
    )

    assert "repfdp.exe" in page.text
    assert not DIRECTIONS & set("".join(shown(page.text)))
