"""Every number and every word of the result stands in the printed report where it belongs."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from assess.rendering.filters import text
from tests.rendering.cases import CASES, LONG_NAME, compiled
from tests.rendering.pages import Page, Row
from tests.rendering.pdf.reports import case_of, percent, signed_percent, squeezed

pytestmark = pytest.mark.pdf


def test_the_summary_shows_the_total(case):
    total, summary = case.result["total"], case.printed.pages[1].plain

    if case.result["level"] is None:
        assert squeezed(case.says("No level can be given yet")) in summary
    else:
        template = case.says("As claimed. Evidence backs {points} points ({level}).")
        told = template.split("{level}")[0].format(points=total["evidenced"])
        assert squeezed(told) in summary
        assert total["claimed"] in [cell.text.split()[0] for cell in case.printed.pages[1].cells]


def test_an_incomplete_total_comes_with_its_interval(open_case):
    case = open_case
    total, summary = case.result["total"], case.printed.pages[1].plain

    assert total["completeness"] != "1.000000"
    template = case.says("{share} is answered; the total lies between {low} and {high}.")
    told = template.format(
        share=signed_percent(total["completeness"], case.language),
        low=total["low"],
        high=total["high"],
    )
    assert total["low"] in summary
    assert total["high"] in summary
    assert case.result["level"] is not None or squeezed(told) in summary


def test_the_overall_table_shows_every_dimension(case):
    (table, *_) = case.chapter("Overall result")

    for dimension in case.result["dimensions"]:
        row = _row(table, case.title(dimension["id"]))
        assert row[1] == percent(dimension["claimed"])
        assert row[2] == percent(dimension["evidenced"])
        assert row[3] == (dimension["points"] or "–")
        assert Decimal(row[4]) == Decimal(dimension["maximum"])


def test_the_overall_table_adds_up_to_the_total(case):
    (table, *_) = case.chapter("Overall result")
    total = case.result["total"]

    last = _row(table, case.says("Total"))
    assert last[1] == (total["claimed"] or "–")
    assert Decimal(last[2]) == Decimal(total["maximum"])


def test_the_summary_has_a_bar_with_numbers_for_every_dimension(case):
    summary = case.printed.pages[1]

    for dimension in case.result["dimensions"]:
        numbers = [percent(dimension["evidenced"]), percent(dimension["claimed"])]
        rows = summary.rows_starting(case.title(dimension["id"]))
        assert any(row[-2:] == numbers for row in rows), dimension["id"]


def _row(page: Page, title: str) -> list[str]:
    """The line of a table or chart that begins with this title and goes on with numbers."""
    rows = [row for row in page.rows_starting(title) if len(row) > 2]
    assert rows, f"no row {title!r}"
    return rows[0]


def test_every_item_shows_its_claimed_score_in_its_chapter(case):
    for dimension in case.report.chapters:
        pages = case.printed.chapter(case.title(dimension.score.dimension.id))
        headings = [row for page in pages for row in page.rows]
        for score in dimension.score.items:
            (item,) = [one for one in case.result["items"] if one["id"] == score.item.id]
            told = signed_percent(item["claimed"], case.language)
            if item["claimed"] is None:
                told = case.says({"unanswered": "not answered"}.get(item["status"], item["status"]))
            assert any(_is_heading(row, item["id"], told) for row in headings), item["id"]


def _is_heading(row: Row, item: str, told: str) -> bool:
    return len(row) > 1 and row[0].text.split()[0] == item and row[-1].text == told


def test_the_heat_map_shows_every_item(case):
    glance = squeezed(case.says("Every item at a glance"))
    page = next(page for page in case.chapter("Overall result") if glance in page.plain)

    for item in case.result["items"]:
        (place, *_) = page.find(item["id"])
        near = [
            c.text for c in page.cells if 0 < c.y - place.y < 14 and 0 < c.left - place.left < 42
        ]
        assert percent(item["claimed"]) in near, item["id"]


def test_every_gate_shows_its_value_and_threshold(levelled):
    case = levelled
    pages = case.chapter("Overall result")
    rows = [[cell.text for cell in row] for page in pages for row in page.rows]

    assert case.result["next_level"]["gates"]
    for gate in case.result["next_level"]["gates"]:
        value, threshold = _gate_numbers(gate, case.language)
        assert any(row[-3:-1] == [value, threshold] for row in rows), gate["name"]


def _gate_numbers(gate: dict[str, Any], language: str) -> tuple[str, str]:
    if gate["name"] == "total" or gate["name"].startswith("trend_periods"):
        return gate["value"] or "–", gate["threshold"]
    value, threshold = gate["value"], gate["threshold"]
    return signed_percent(value, language), signed_percent(threshold, language)


def test_blocking_gates_stand_on_the_summary(case):
    summary = case.printed.pages[1]
    blocking = [g for g in case.result["next_level"]["gates"] if not g["met"]]

    for gate in blocking[:4]:
        value, threshold = _gate_numbers(gate, case.language)
        assert any(row[1:3] == [value, threshold] for row in _left_rows(summary)), gate["name"]


def _left_rows(page: Page) -> Iterator[list[str]]:
    """The rows of the left half, beside the radar."""
    for row in page.rows:
        yield [cell.text for cell in row if cell.left < 310]


def test_every_recommendation_shows_what_it_brings_and_costs(case):
    pages = case.chapter("Plan")

    assert bool(case.result["recommendations"]) == (case.name != "empty")
    for advice in case.result["recommendations"]:
        row = _move_row(pages, advice["item"])
        assert row[-1] == f"+{advice['points_gained']}", advice["item"]
        assert row[-5] == advice["effort"], advice["item"]
        assert row[-4] == str(advice["weeks"]), advice["item"]


def _move_row(pages: list[Page], item: str) -> list[str]:
    """The first line of the row of the plan's tables that is about an item."""
    for page in pages:
        codes = [c for c in page.cells if c.left < 60 and c.text.startswith(f"{item} ")]
        starts = [row for row in page.rows if row[-1].text.startswith("+") and row[-1].left > 480]
        for code in codes:
            above = [row for row in starts if row[0].y <= code.y]
            if above:
                return [cell.text for cell in above[-1]]
    raise AssertionError(f"no row for {item}")


def test_the_whole_seal_is_printed_in_the_annex_and_its_start_on_the_cover(case):
    seal = case.result["seal"]
    annex = case.chapter("Annex F: seal")[-1]

    assert seal in annex.plain
    assert seal[:16] in case.printed.pages[0].plain


def test_every_note_is_printed_to_its_last_word(long_case):
    annex = "".join(page.plain for page in long_case.printed.pages)

    for id in ("L1", "OA1"):
        note = long_case.report.assessment.answers[id].note
        assert len(note) == 5000
        for start in range(0, 5000, 500):
            assert squeezed(note[start : start + 12]) in annex, (id, start)


def test_a_very_long_name_is_printed_whole_on_the_cover(long_case):
    name = LONG_NAME.within(long_case.language)

    assert squeezed(name) in long_case.printed.pages[0].plain


def test_a_chinese_report_speaks_chinese():
    """No sentence of the program may be left in English."""
    case = case_of("harbour", "zh-Hans")
    english = {"Page", "Summary", "claimed", "evidence", "person-days", "Level", "points"}

    for number, page in enumerate(case.printed.pages[:5], start=1):
        words = {word for cell in page.cells for word in cell.text.split()}
        assert words.isdisjoint(english), f"page {number}"


def test_the_next_anchor_stands_below_the_one_reached(harbour):
    report = compiled(CASES["harbour"])
    reached = next(a for c in report.chapters for f in c.findings for a in f.anchored)
    assert reached.next_words is not None
    chapter = "".join(page.plain for page in harbour.printed.pages)

    assert squeezed(text(reached.next_words)) in chapter


def test_the_distance_to_the_reference_is_told(harbour):
    difference = Decimal(harbour.result["total"]["claimed"]) / 10 - 35
    told = harbour.says("This result stands {difference} percentage points from it.")
    whole = f"+{difference.quantize(Decimal(1), ROUND_HALF_UP)}"

    pages = "".join(page.plain for page in harbour.printed.pages)
    assert squeezed(told.format(difference=whole)) in pages
