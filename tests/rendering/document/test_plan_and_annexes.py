"""The plan and the annexes: every move, every answer, every formula and the seal."""

from dataclasses import replace

from docx.oxml.ns import qn

from assess.core.report import Report
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.charts.marks import LEVEL_COLOURS
from assess.rendering.filters import together
from assess.rendering.tables import tables_of
from assess.rendering.tables.table import Kind, printed
from tests.rendering.cases import CASES, compiled
from tests.rendering.document.documents import (
    Case,
    beneath,
    cell_text,
    raw,
    rows_of,
    said,
    sections,
    tables,
)


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
            assert do == together(move.step.do.within(case.language))
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
