"""What the report says as a Word document: every number where it belongs, in order."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest
from docx.oxml.ns import qn

from assess.core.questionnaire import KpiItem
from assess.core.report import Report
from assess.language import gettext, speaking
from assess.rendering import wording
from assess.rendering.charts.marks import LEVEL_COLOURS
from assess.rendering.filters import number, percent, points, text, value_with_unit
from assess.rendering.tables import Kind, printed, tables_of
from tests.rendering.cases import CASES, LONG_NAME, compiled
from tests.rendering.documents import (
    LANGUAGES,
    Case,
    beneath,
    cell_text,
    raw,
    rows_of,
    said,
    sections,
    shown,
    styled,
    tables,
    written,
)
from tests.rendering.test_editions import second


@pytest.fixture(params=LANGUAGES)
def language(request) -> Iterator[str]:
    with speaking(request.param):
        yield request.param


@pytest.fixture(params=list(CASES))
def case(request, language) -> Case:
    return written(request.param, language)


@pytest.fixture
def example(language) -> Case:
    return written("harbour", language)


@cache
def a_second_time(language: str) -> Case:
    """The example with an assessment before it."""
    return Case(second(), language)


def test_the_parts_are_those_of_the_printed_report_in_its_order(case):
    titles = [
        chapter.score.dimension.title.within(case.language) for chapter in case.report.chapters
    ]
    before = ("Summary", "Contents", "How to read this report", "Overall result")
    behind = (
        *(["Measures"] if case.report.measures else []),
        "Plan",
        "Annex A: every answer",
        "Annex B: how every number comes about",
        "Annex C: what is published elsewhere",
        "Annex D: how far the result can be relied on",
        "Annex E: words",
        "Annex F: seal",
    )

    assert list(case.parts) == [*map(case.says, before), *titles, *map(case.says, behind)]


def test_a_chapter_has_a_section_for_each_item_and_one_for_the_next_steps(case):
    for chapter in case.report.chapters:
        headings = [heading for heading, _ in sections(case.chapter(chapter))]
        wanted = [
            f"{score.item.id}  {score.item.title.within(case.language)}"
            for score in chapter.score.items
        ]
        steps = [case.says("Next steps here")] if chapter.opportunities else []
        assert headings == [*wanted, *steps]


def test_the_cover_names_organization_purpose_and_level(case):
    cover = case.blocks[: next(n for n, b in enumerate(case.blocks) if styled(b, "Heading 1"))]
    (title,) = (said(block) for block in cover if styled(block, "Title"))
    words = "\n".join(map(said, cover))
    (scale,) = tables(cover)

    assert title == case.report.assessment.organization.name.within(case.language)
    assert case.says(wording.PURPOSES[case.report.assessment.purpose]) in words
    assert case.result["seal"][:16] in words
    levels = [level.name.within(case.language) for level in case.report.questionnaire.levels]
    assert [cell.split("\n")[1] for cell in rows_of(scale)[0]] == levels
    framed = [n for n, cell in enumerate(raw(scale, ".//w:tc"), 1) if cell.xpath(".//w:tcBorders")]
    assert framed == ([case.result["level"]] if case.result["level"] else [])


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


def test_every_chapter_gives_the_scores_of_its_dimension(case):
    for chapter, dimension in zip(case.report.chapters, case.result["dimensions"], strict=True):
        first = said(case.chapter(chapter)[0])
        if dimension["unrated"]:
            assert first == case.says(wording.UNRATED[chapter.score.unrated])
        else:
            assert first.startswith(case.percent(dimension["claimed"]))
            assert case.percent(dimension["evidenced"]) in first
            assert dimension["points"] in first


def test_stages_stand_with_what_is_claimed_and_what_is_backed(case):
    caption = case.says("The stages of the customer life cycle")
    for chapter, dimension in zip(case.report.chapters, case.result["dimensions"], strict=True):
        blocks = case.chapter(chapter)
        shown_here = any(styled(b, "Caption") and caption in said(b) for b in blocks)
        assert shown_here == (len(chapter.score.stages) > 1), dimension["id"]
        if not shown_here:
            continue
        claimed, evidenced = beneath(blocks, caption)
        means = [stage.mean for stage in chapter.score.stages]
        assert claimed == [case.says("claimed"), *(percent(mean.claimed) for mean in means)]
        assert evidenced[0] == case.says("backed by evidence")
        assert evidenced[1:] == [percent(mean.evidenced) for mean in means]


def test_every_measure_stands_with_periods_score_and_comparison(case):
    measures = case.report.measures
    if not measures:
        assert case.says("Measures") not in case.parts
        return
    rows = beneath(case.part("Measures"), case.says("Measures with periods, score and comparison"))
    scores = {item["id"]: item["claimed"] for item in case.result["items"]}
    made = next(table for table in tables_of(case.report) if table.id == "measures")
    records = {str(record["item"]): record for record in made.records()}
    for row, measure in zip(rows, measures, strict=True):
        title, id = row[0].split("\n")
        record = records[id]
        several = "→" in str(record["periods"])
        assert title == measure.item.title.within(case.language)
        assert row[1].startswith(printed(record["value"], Kind.NUMBER))
        assert row[2] == (record["periods"] if several else case.says("one period only"))
        assert row[3].startswith(str(record["comparison"]))
        assert all(cited in row[3] for cited in str(record["beside"]).split("; "))
        assert row[4] == case.percent(scores[id])


def test_every_item_has_its_scores_evidence_and_note(case):
    answers = {score.item.id: score.answer for score in case.report.scorecard.items}
    met = []
    for item, section in case.items():
        met.append(item["id"])
        answer, score_line = answers[item["id"]], section.split("\n")[0]
        if item["claimed"] is None:
            assert case.says(wording.STATUSES[item["status"]]) in score_line
        else:
            assert score_line.startswith(case.percent(item["claimed"]))
            assert case.percent(item["evidenced"]) in score_line
            assert item["points"] in score_line
            assert case.says("Evidence") in section
        if answer and answer.note:
            assert answer.note in section
        if answer and answer.not_applicable:
            assert answer.not_applicable in section

    assert met == [item["id"] for item in case.result["items"]]


def test_what_was_found_is_said_in_the_words_that_were_chosen(case):
    spoken = case.language
    found = {f.score.item.id: f for chapter in case.report.chapters for f in chapter.findings}
    for item, section in case.items():
        for anchored in found[item["id"]].anchored:
            assert f"{case.says(wording.AXES[anchored.axis])} {anchored.step}" in section
            assert text(anchored.words) in section
            assert text(anchored.next_words) in section
        for practised in found[item["id"]].practised:
            assert practised.practice.text.within(spoken) in section
        score = found[item["id"]].score
        if isinstance(score.item, KpiItem) and getattr(score.answer, "value", None) is not None:
            assert value_with_unit(score.answer.value, score.item.unit) in section
        if score.item.type == "coverage" and getattr(score.answer, "numerator", None) is not None:
            assert number(score.answer.numerator) in section


def test_practices_are_a_table_with_the_answer_of_each(example):
    finding = next(f for c in example.report.chapters for f in c.findings if f.practised)
    (chapter,) = (c for c in example.report.chapters if finding in c.findings)
    blocks = dict(sections(example.chapter(chapter)))
    title = f"{finding.score.item.id}  {finding.score.item.title.within(example.language)}"
    (table,) = tables(blocks[title])

    rows = [[cell.split("\n")[0] for cell in row] for row in rows_of(table)[1:]]
    assert rows == [[text(p.practice.text), text(p.words)] for p in finding.practised]


def test_every_recommendation_stands_in_the_table_of_its_kind(case):
    titles = {
        "must-fix": "Must fix first",
        "quick-win": "Quick wins",
        "strategic": "Strategic moves",
        "fill-in": "Fill-ins",
        "defer": "Later",
    }
    by_title = dict(sections(case.part("Plan")))
    for kind, title in titles.items():
        wanted = [r for r in case.result["recommendations"] if r["class"] == kind]
        moves = [move for move in case.report.recommendations if move.kind == kind]
        assert (case.says(title) in by_title) == bool(wanted)
        if not wanted:
            continue
        (table,) = tables(by_title[case.says(title)])
        for row, advice, move in zip(rows_of(table)[1:], wanted, moves, strict=True):
            do, detail = row[0].split("\n")
            assert do == move.step.do.within(case.language)
            assert detail.split()[0] == advice["item"]
            assert row[1].startswith(wording.reason(move))
            assert all(id in row[1] for id in advice["reason"]["open_needs"])
            assert row[2:4] == [advice["effort"], str(advice["weeks"])]
            quarter = case.report.roadmap.planned(advice["item"])
            assert row[5] == wording.quarter(quarter)
            assert row[6] == f"+{advice['points_gained']}"


def test_the_waves_lead_where_the_roadmap_says(case):
    if not case.report.recommendations:
        assert case.says("No advice yet: answer some items first.") in said(case.part("Plan")[0])
        return
    rows = beneath(case.part("Plan"), case.says("Waves with effort and where they lead"))
    made = next(table for table in tables_of(case.report) if table.id == "waves")
    for row, (name, moves, days, low, high, level) in zip(rows, made.rows, strict=True):
        led = f"{printed(low, Kind.POINTS)}–{printed(high, Kind.POINTS)}"
        counts = [printed(cell, Kind.NUMBER) for cell in (moves, days)]
        assert row == [name, *counts, led, printed(level, Kind.NUMBER)]


def test_the_calendar_shades_the_quarters_in_which_a_move_runs(example):
    *_, calendar = tables(example.part("Plan"))
    rows = raw(calendar, "./w:tr")[1:]
    moves = [move for wave in example.report.roadmap.waves for move in wave.moves]
    for row, move in zip(rows, moves, strict=True):
        fills = [shade.get(qn("w:fill")) for shade in row.xpath(".//w:shd")]
        dark = [n for n, fill in enumerate(fills, 1) if fill != LEVEL_COLOURS[0].removeprefix("#")]
        cells = [cell_text(cell) for cell in row.xpath("./w:tc")]
        assert cells[0].split()[0] == move.recommendation.item.id
        assert cells[-2:] == [str(move.quarter), str(move.recommendation.step.weeks)]
        assert dark[0] == move.quarter
        assert len(dark) >= min(-(-move.recommendation.step.weeks // 13), 9 - move.quarter)


def test_the_annexes_hold_every_answer_every_formula_and_the_seal(case):
    made = {table.id: table for table in tables_of(case.report)}
    answers = rows_of(tables(case.part("Annex A: every answer"))[0])[1:]
    for row, record in zip(answers, made["answers"].records(), strict=True):
        assert row[0] == record["item"]
        assert row[1] == f"{record['question']}\n{record['answer']}"
        assert row[2] == printed(record["evidence"], Kind.NUMBER)
        assert row[3] == record["note"]
    trace = rows_of(tables(case.part("Annex B: how every number comes about"))[0])[1:]
    for row, record in zip(trace, made["trace"].records(), strict=True):
        assert [row[0], row[1], row[3]] == [record["number"], record["formula"], record["result"]]
        assert row[2].startswith(str(record["worked"]))
        assert row[2].endswith(str(record["left_out"]))
    references = rows_of(tables(case.part("Annex C: what is published elsewhere"))[0])[1:]
    assert references == [list(row[:4]) for row in made["references"].rows]
    sealed = rows_of(tables(case.part("Annex F: seal"))[0])
    assert sealed[-1][1] == case.result["seal"]


def test_the_seal_says_that_the_pdf_and_not_the_document_is_verified(example):
    words = said(example.part("Annex F: seal")[-1])

    assert "assess verify" in words
    assert "PDF" in words


def test_the_quality_of_the_data_is_counted(case):
    quality = case.report.quality
    rows = beneath(
        case.part("Annex D: how far the result can be relied on"), case.says("Quality of the data")
    )

    assert [row[1] for row in rows] == [
        str(count)
        for count in (
            quality.asked,
            quality.answered,
            quality.partly,
            quality.unanswered,
            quality.not_applicable,
            quality.hidden,
            quality.with_note,
            *(count for _, count in quality.evidence),
        )
    ]


def test_without_a_benchmark_the_document_says_so():
    report = replace_comparison(compiled(CASES["harbour"]))
    case = Case(report, "en")
    words = gettext("No benchmark: nothing published can be held against this result.")

    for part in ("Overall result", "Annex C: what is published elsewhere"):
        assert words in "\n".join(map(said, case.part(part)))
    bars = tables(case.part("Summary"))
    assert all("published reference" not in said(table) for table in bars)


def replace_comparison(report: Report) -> Report:
    comparison = replace(
        report.comparison, benchmark=None, headline=None, totals=(), kpis=(), context=()
    )
    return replace(report, comparison=comparison)


def test_long_names_stand_whole(language):
    case = written("noted", language)

    assert LONG_NAME.within(language) in [said(b) for b in case.blocks if styled(b, "Title")]


def test_a_chinese_document_speaks_chinese():
    case = written("harbour", "zh-Hans")
    headings = [said(block) for block in case.blocks if styled(block, "Heading 1", "Heading 2")]
    captions = [said(block) for block in case.blocks if styled(block, "Caption")]

    assert headings
    assert all(not words.isascii() for words in [*headings, *captions])
