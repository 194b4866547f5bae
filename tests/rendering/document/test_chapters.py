"""The chapters of the dimensions: stages, measures, and a section for every item."""

from assess.core.items import KpiItem
from assess.rendering import wording
from assess.rendering.filters import number, percent, text, value_with_unit
from assess.rendering.tables import tables_of
from assess.rendering.tables.table import Kind, printed
from tests.rendering.document.documents import beneath, rows_of, said, sections, styled, tables


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
