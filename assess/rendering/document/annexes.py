"""The annexes: every answer, every number, what is published, how far to rely on it, the seal."""

from __future__ import annotations

from assess.core.brand import Brand
from assess.core.report import Report
from assess.core.scorecard import ItemScore
from assess.language import gettext
from assess.rendering import method, sentences, wording
from assess.rendering.document.look import ACROSS
from assess.rendering.document.manuscript import Column, Manuscript
from assess.rendering.document.markup import Line, Words, strong
from assess.rendering.filters import DASH, fact, number, text
from assess.rendering.tables import bearing


def answers(report: Report, written: Manuscript) -> None:
    """Every question with its answer, evidence grade and note."""
    columns = (
        Column(gettext("Item"), 14),
        Column(gettext("Question and answer"), ACROSS - 86),
        Column(gettext("Evidence"), 18),
        Column(gettext("Note"), 54),
    )
    rows = [
        _answer(report, finding.score)
        for chapter in report.chapters
        for finding in chapter.findings
    ]
    written.table(gettext("Answers with evidence grade and note"), columns, rows)


def _answer(report: Report, score: ItemScore) -> tuple[Line, ...]:
    answer = score.answer
    graded = answer is not None and score.claimed is not None
    return (
        score.item.id,
        (text(score.item.text), strong(f"\n{wording.given(report, score)}")),
        number(answer.evidence or 0) if answer and graded else DASH,
        answer.note if answer else "",
    )


def trace(report: Report, written: Manuscript) -> None:
    """Every number with its formula; the legend first."""
    written.say(method.legend(report.questionnaire))
    columns = (
        Column(gettext("Number"), 38),
        Column(gettext("Formula"), 42),
        Column(gettext("With its inputs"), ACROSS - 118),
        Column(gettext("Result"), 38),
    )
    rows: list[tuple[Line, ...]] = []
    for explanation in report.trace:
        left_out = wording.exclusions(explanation)
        out = f"\n{gettext('left out:')} {left_out}" if left_out else ""
        rows.append(
            (
                wording.subject(report, explanation),
                explanation.formula,
                (explanation.worked, Words(out, "Small")),
                explanation.result,
            )
        )
    written.table(gettext("Score trace"), columns, rows)


def references(report: Report, written: Manuscript) -> None:
    """What is published elsewhere and fits this organization."""
    benchmark = report.comparison.benchmark
    if benchmark is None:
        written.say(sentences.no_benchmark())
        return
    written.say(text(benchmark.about))
    columns = (
        Column(gettext("Figure"), 46),
        Column(gettext("Value"), 26),
        Column(gettext("Whose, how many, when"), 54),
        Column(gettext("Source"), ACROSS - 126),
    )
    published = bearing.references(report)
    rows = [
        tuple(str(record[id]) for id in ("figure", "value", "population", "source"))
        for record in published.records()
    ]
    written.table(gettext("Published references that fit this organization"), columns, rows)


def quality(report: Report, written: Manuscript) -> None:
    """The facts that decide what applies, and how much there is to rely on."""
    facts = report.assessment.organization.facts
    stated: list[tuple[Line, ...]] = [
        (text(known.title), fact(facts[known.id], report.questionnaire, known.id))
        for known in report.questionnaire.facts
        if known.id in facts
    ]
    if facts:
        written.table(
            gettext("The organization, as stated; it decides which questions apply"),
            (Column(gettext("What"), 76), Column(gettext("Stated"), ACROSS - 76)),
            stated,
        )
    written.table(
        gettext("Quality of the data"),
        (Column(gettext("What"), ACROSS - 40), Column(gettext("Items"), 40, numeric=True)),
        [(name, number(items)) for name, items in sentences.counts(report)],
    )
    written.note(sentences.caution())


def glossary(written: Manuscript) -> None:
    """The words of the model."""
    for word, meaning in (
        (
            gettext("Item"),
            gettext("one thing that is judged, with its own question, answers and evidence"),
        ),
        (
            gettext("Knock-out item"),
            gettext("an item that must reach a floor of its own before a level is given"),
        ),
        (gettext("Gate"), gettext("one condition of a level; all of them must hold")),
        (
            gettext("Evidence grade"),
            gettext("0 to 4, from nothing to verified with results data"),
        ),
        (gettext("Coverage"), gettext("the share of a dimension’s weight that is answered")),
        (gettext("Reference"), gettext("a published figure with year, number and source")),
        (
            gettext("Quick win"),
            gettext(
                "a move of at most ten person-days and ninety days without an open prerequisite"
            ),
        ),
    ):
        written.say(word, "Term")
        written.say(meaning)


def seal(report: Report, brand: Brand | None, written: Manuscript) -> None:
    """What is sealed, with what, and how to verify it."""
    benchmark, questionnaire = report.comparison.benchmark, report.questionnaire
    written.say(
        gettext(
            "The seal is a digest (SHA-256) over the questionnaire, the answers, the references, "
            "the version of the program and the result. The same inputs give the same seal; any "
            "change gives another."
        )
    )
    written.table(
        gettext("What is sealed"),
        (Column(gettext("What"), 50), Column(gettext("Value"), ACROSS - 50)),
        (
            (gettext("Questionnaire"), f"{questionnaire.id} {questionnaire.version}"),
            (gettext("Digest of the questionnaire"), questionnaire.sha256),
            (gettext("Digest of the references"), benchmark.sha256 if benchmark else DASH),
            (gettext("Version of the program"), report.engine),
            (gettext("Seal"), report.seal),
        ),
    )
    written.note(_how_to_verify(brand))


def _how_to_verify(brand: Brand | None) -> str:
    if brand and brand.white_label:
        return gettext(
            "This document can be edited, so it proves nothing by itself. The PDF with the same "
            "seal carries the answers from which everything in it can be worked out again."
        )
    return gettext(
        "This document can be edited, so it proves nothing by itself. Verify the PDF with the "
        "same seal with the command “assess verify”: it works everything out again from the "
        "answers inside that file."
    )
