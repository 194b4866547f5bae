"""The summary, the overall result and what moved: every number where it belongs."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from docx.oxml.ns import qn

from assess.rendering.charts.marks import LEVEL_COLOURS
from assess.rendering.filters import points
from assess.rendering.tables import tables_of
from tests.rendering.cases import second
from tests.rendering.document.documents import (
    Case,
    beneath,
    raw,
    rows_of,
    said,
    sections,
    shown,
    styled,
    tables,
)


def test_the_summary_gives_score_level_and_projection(case):
    blocks, total = case.part("Summary"), case.result["total"]
    words = "\n".join(map(said, blocks))

    if case.result["level"] is None:
        assert case.says("No level can be given yet") in words
        assert total["low"] in words
        return
    (big,) = (said(block) for block in blocks if styled(block, "Big Number"))
    (level,) = (said(block) for block in blocks if styled(block, "Level"))
    assert big.split()[0] == total["claimed"]
    assert str(case.result["level"]) in level
    assert total["evidenced"] in words
    if total["low"] != total["high"]:
        assert all(total[end] in words for end in ("low", "high"))
        assert case.percent(total["completeness"]) in words
    outlook = case.report.first_moves_projection
    (promised,) = (said(block) for block in blocks if styled(block, "Outlook"))
    assert points(outlook.low) in promised
    assert points(outlook.high) in promised


def test_the_summary_names_strengths_gaps_and_first_moves(case):
    blocks, scores = case.part("Summary"), {item["id"]: item for item in case.result["items"]}
    pairs = list(zip(case.report.strengths, case.report.gaps, strict=True))
    if pairs:
        heads, *rows = rows_of(tables(blocks)[-1])
        assert heads == [case.says("What carries you"), case.says("What holds you back")]
        for row, pair in zip(rows, pairs, strict=True):
            for cell, score in zip(row, pair, strict=True):
                title, detail = cell.split("  ")
                assert title == score.item.title.within(case.language)
                assert score.item.id in detail
                assert case.percent(scores[score.item.id]["claimed"]) in detail
    moves = [said(block) for block in blocks if styled(block, "List Number")]
    wanted = case.result["recommendations"][:5]
    assert len(moves) == len(wanted)
    for move, advice in zip(moves, wanted, strict=True):
        assert f"+{advice['points_gained']}" in move
        assert advice["effort"] in move


def test_the_bars_are_as_long_as_their_numbers_say(case):
    dimensions = case.result["dimensions"]
    *rows, reference = beneath(
        case.part("Summary"),
        case.says(
            "Bars of the dimensions: claimed and backed by evidence in per cent, "
            "with the published reference"
        ),
    )
    assert reference[11] == "35"

    for row, dimension in zip(rows, dimensions, strict=True):
        assert row[11:13] == [shown(dimension["claimed"]), shown(dimension["evidenced"])]
        if dimension["low"] != dimension["high"]:
            assert row[13] == f"{shown(dimension['low'])}–{shown(dimension['high'])}"
    table = next(t for t in tables(case.part("Summary")) if len(t.columns) > 10)
    for row, dimension in zip(raw(table, "./w:tr")[1:], dimensions, strict=False):
        fills = [shade.get(qn("w:fill")) for shade in row.xpath(".//w:shd")]
        dark, pale = (f"{LEVEL_COLOURS[n]}".removeprefix("#") for n in (4, 2))
        tenths = [
            int((Decimal(dimension[score] or 0) * 10).quantize(Decimal(1), ROUND_HALF_UP))
            for score in ("evidenced", "claimed")
        ]
        assert fills == [
            *[dark] * tenths[0],
            *[pale] * (tenths[1] - tenths[0]),
            *[LEVEL_COLOURS[0].removeprefix("#")] * (10 - tenths[1]),
        ]


def test_the_dimensions_stand_in_the_overall_result(case):
    *rows, total = beneath(case.part("Overall result"), case.says("The dimensions in numbers"))

    for row, dimension, chapter in zip(
        rows, case.result["dimensions"], case.report.chapters, strict=True
    ):
        interval = f"{shown(dimension['low'])}–{shown(dimension['high'])}"
        is_open = Decimal(case.result["total"]["completeness"]) < 1
        axes = chapter.axes
        assert row == [
            chapter.score.dimension.title.within(case.language),
            shown(dimension["claimed"]),
            shown(dimension["evidenced"]),
            *([shown(dimension["coverage"]), interval] if is_open else []),
            dimension["points"] or "–",
            dimension["maximum"].removesuffix(".0"),
            points(axes.intention if axes else None),
            points(axes.reality if axes else None),
        ]
        assert is_open or dimension["low"] == dimension["high"]
    assert case.result["total"]["claimed"] in (*total, None)
    assert case.result["total"]["maximum"].removesuffix(".0") in total


def test_every_gate_stands_with_its_numbers(case):
    wanted = case.result["next_level"]["gates"]
    if not wanted:
        assert not case.report.decision.rated
        return
    rows = beneath(
        case.part("Overall result"), case.says("Every gate with its value and threshold")
    )
    made = next(table for table in tables_of(case.report) if table.id == "gates")
    for row, cells, gate in zip(rows, made.rows, wanted, strict=True):
        assert [row[0].split("  ")[0], *row[1:]] == [cells[0], *cells[2:]]
        assert (row[3] == "–") == gate["met"]
        if gate["name"] == "total":
            assert row[1:3] == [gate["value"], points(case.report.decision.gates[0].threshold)]


def test_the_overall_result_says_how_far_it_hangs_on_the_weights(case):
    found = case.result["sensitivity"]
    by_title = dict(sections(case.part("Overall result")))
    title = case.says("If the weights were others")
    assert (title in by_title) == (found is not None)
    if found is None:
        return
    words = "\n".join(map(said, by_title[title]))

    unchanged = Decimal(found["level_unchanged"]) / found["trials"]
    assert case.percent(str(unchanged)) in words
    assert all(str(found[name]) in words for name in ("trials", "lowest", "highest"))
    for other in found["profiles"]:
        assert other["total"] in words
        profile = case.report.questionnaire.profile(other["id"])
        assert profile.title.within(case.language) in words


@cache
def a_second_time(language: str) -> Case:
    """The example with an assessment before it."""
    return Case(second(), language)


def test_what_moved_stands_after_the_overall_result_and_adds_up(language):
    case = a_second_time(language)
    change, titles = case.result["change"], list(case.parts)
    moved = case.part("What moved")
    opening = said(moved[0])
    *dimensions, total = beneath(
        moved, case.says("The dimensions before and now; what they added to the change")
    )
    items = rows_of(tables(dict(sections(moved))[case.says("What moved it")])[0])[1:]

    assert titles.index(case.says("What moved")) == titles.index(case.says("Overall result")) + 1
    assert all(change[name] in opening for name in ("before", "after"))
    assert [row[1:] for row in dimensions] == [
        moved_as_printed(case, d) for d in change["dimensions"]
    ]
    assert total[-1] == with_sign(change["difference"])
    assert [row[0].split()[0] for row in items] == [each["id"] for each in change["items"]]
    for row, each in zip(items, change["items"], strict=True):
        effect = Decimal(each["by_answer"]) + Decimal(each["by_scope"])
        assert row[1:3] == [case.percent(each[time]) for time in ("before", "after")]
        assert abs(Decimal(row[3].replace("−", "-")) - effect) <= Decimal("0.06")


def moved_as_printed(case: Case, move: dict[str, str]) -> list[str]:
    shares = [case.percent(move[time]) for time in ("before", "after")]
    return [*shares, with_sign(move["effect"])]


def with_sign(points: str) -> str:
    return points.replace("-", "−") if points.startswith("-") else f"+{points}"


def test_every_item_stands_on_the_heat_map(case):
    (heat,) = (t for t in tables(case.part("Overall result")) if len(t.columns) == 10)
    cells = [cell.split("\n") for row in rows_of(heat)[:-1] for cell in row[1:] if cell]

    assert cells == [[item["id"], shown(item["claimed"])] for item in case.result["items"]]
