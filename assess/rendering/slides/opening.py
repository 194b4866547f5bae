"""The cover, and the result on one slide."""

from __future__ import annotations

from collections.abc import Iterator

from pptx.slide import Slide

from assess.core.maturity import Gate
from assess.core.report import Report
from assess.language import gettext
from assess.rendering import method, sentences, wording
from assess.rendering.charts import level_scale
from assess.rendering.charts.marks import ACCENT, INK, MUTED
from assess.rendering.filters import number, percent, points, text
from assess.rendering.issuer import particulars
from assess.rendering.slides import findings, look
from assess.rendering.slides.deck import Deck
from assess.rendering.slides.drawing import Frame, set_paragraphs, write
from assess.rendering.slides.fitting import (
    SMALLEST,
    Box,
    Entry,
    Paragraph,
    fitted,
    height_of,
    shortened,
)
from assess.rendering.slides.gates import in_notes
from assess.rendering.tables.result import overview
from assess.rendering.tables.table import Kind, printed

GAP = 24.0
FIGURE_HEIGHT = 134.0
SCALE_TOP, SCALE_HEIGHT = 262.0, 56.0
GATES = Box(look.LEFT, 330, look.ACROSS, look.BOTTOM - 330)


def cover(deck: Deck, report: Report) -> None:
    """Who was assessed, with what, when, and what for."""
    notes = [
        wording.labelled(str(what), str(said) or printed(of, Kind.POINTS))
        for what, said, of, share in overview(report).rows
        if share is None
    ]
    issuer = list(particulars(deck.brand))
    notes += [wording.labelled(label, said) for label, said in issuer]
    slide = deck.add_cover(findings.of_cover(report), notes)
    purpose = wording.listed(
        wording.purpose(report.assessment.purpose, report.questionnaire),
        gettext("screening by the short form") if report.form.screening else "",
    )
    lines = [
        Paragraph(text=text(report.questionnaire.title), size=24, colour=ACCENT, after=6),
        Paragraph(text=purpose, size=18, after=6),
        Paragraph(text=wording.listed(*sentences.facts(report)), size=18, colour=MUTED, after=6),
        Paragraph(text=answered(report), size=18, colour=MUTED, after=12 if issuer else 0),
    ]
    if deck.brand:
        who, *rest = (said for _, said in issuer)
        lines.append(Paragraph(text=who, size=14, bold=True))
        lines += [Paragraph(text=said, size=SMALLEST, colour=MUTED) for said in rest]
    subtitle = slide.placeholders[1].text_frame
    set_paragraphs(subtitle, fitted(lines, look.COVER_SUBTITLE))


def answered(report: Report) -> str:
    """How many items are answered."""
    return gettext("{answered} of {asked} items answered").format(
        answered=report.quality.answered, asked=report.quality.asked
    )


def result(deck: Deck, report: Report) -> None:
    """Total, evidence and reference; the level on its scale; what blocks the next."""
    slide = deck.add(findings.of_result(report), list(_result_notes(report)))
    total, maximum = report.scorecard.total, number(report.scorecard.total.maximum)
    claimed = (gettext("Total, claimed"), points(total.claimed), _of(maximum))
    backed = (
        gettext("Total, backed by evidence"),
        points(total.evidenced),
        _level_on_evidence(report),
    )
    by_evidence = report.scorecard.decided_on_evidence
    first, second = (backed, claimed) if by_evidence else (claimed, backed)
    _figure(slide, 0, *first, colour=INK)
    _figure(slide, 1, *second, colour=ACCENT)
    _figure(slide, 2, *_reference(report), colour=MUTED)
    _scale(slide, report)
    write(
        slide,
        GATES,
        _before_next_level(report),
        name=gettext("Gates"),
        words=gettext("What stands before the next level, in sentences"),
    )


def _of(maximum: str) -> str:
    return gettext("of {maximum} points").format(maximum=maximum)


def _level_on_evidence(report: Report) -> str:
    if not report.evidence_decision.rated:
        return ""
    level = wording.level_words(report.evidence_decision.number)
    return gettext("{level} on evidence alone").format(level=level)


def _reference(report: Report) -> tuple[str, str, str]:
    """What stands for the published reference: its head, its share, what it means."""
    head, gap = gettext("Published reference"), report.comparison.headline
    if gap is None:
        return head, "–", sentences.no_benchmark()
    beside = (wording.citation(gap.reference, gap.historic), sentences.distance(gap))
    return head, percent(gap.theirs), gettext(". ").join(filter(None, beside))


def _figure(slide: Slide, n: int, head: str, said: str, under: str, *, colour: str) -> None:
    across = (look.ACROSS - 2 * GAP) / 3
    write(
        slide,
        Box(look.LEFT + n * (across + GAP), look.TOP, across, FIGURE_HEIGHT),
        [
            Paragraph(text=head, size=16, colour=MUTED),
            Paragraph(text=said, size=48, bold=True, colour=colour),
            Paragraph(text=under, size=14, colour=MUTED),
        ],
        name=head,
        words=wording.listed(wording.labelled(head, said), under),
    )


def _scale(slide: Slide, report: Report) -> None:
    """The levels side by side, the reached one outlined."""
    steps = level_scale(report, report.decision).steps
    across = look.ACROSS / len(steps)
    for n, step in enumerate(steps):
        name = text(step.level.name)
        said = gettext("Level {number}: {name}").format(number=step.level.level, name=name)
        write(
            slide,
            Box(look.LEFT + n * across, SCALE_TOP, across - 5, SCALE_HEIGHT),
            [
                Paragraph(text=str(step.level.level), size=16, bold=True, colour=step.ink),
                Paragraph(text=name, size=16, bold=step.here, colour=step.ink),
            ],
            name=said,
            words=wording.listed(said, gettext("reached") if step.here else ""),
            frame=Frame(fill=step.colour, outline=INK if step.here else "", weight=3.5, inset=8),
        )


def _before_next_level(report: Report) -> Entry:
    """The gates that block, or what is not rated, as many as fit; then what moved and is open."""
    said_below = (*_change_sentences(report), *_open_sentences(report))
    remark = [Paragraph(text=said, size=14, colour=MUTED) for said in said_below]
    room = Box(0, 0, GATES.width, GATES.height - height_of(remark, GATES.width))
    head = (Paragraph(text=_head_of_gates(report), size=20, bold=True, after=6),)
    gates = [(Paragraph(text=said, size=16, after=4),) for said in _gate_sentences(report)]
    return (*shortened([head, *gates], room, _more_gates), *remark)


def _head_of_gates(report: Report) -> str:
    decision = report.decision
    if not decision.rated:
        return gettext("Not every dimension is rated")
    if decision.next_level is None:
        return gettext("Every gate of the highest level holds")
    return gettext("What stands before level {level}, {name}").format(
        level=decision.next_level.level, name=text(decision.next_level.name)
    )


def _more_gates(left: int) -> Paragraph:
    return Paragraph(text=in_notes(left), size=14, colour=MUTED, after=6)


def _change_sentences(report: Report) -> Iterator[str]:
    if report.change:
        yield sentences.moved(report, report.change)


def _open_sentences(report: Report) -> Iterator[str]:
    total = report.scorecard.total
    if total.completeness == 1 or total.low is None:
        return
    template = (
        gettext(
            "{share} is answered; with the rest the total lies between {low} and {high}. The level "
            "counts what is open as nothing."
        )
        if report.decision.rated
        else gettext("{share} is answered; the total lies between {low} and {high}.")
    )
    yield template.format(
        share=percent(total.completeness), low=points(total.low), high=points(total.high)
    )


def _gate_sentences(report: Report) -> Iterator[str]:
    decision = report.decision
    if not decision.rated:
        for score in report.scorecard.dimensions:
            if score.unrated:
                unrated = gettext(wording.UNRATED[score.unrated])
                yield wording.labelled(text(score.dimension.title), unrated)
    elif decision.next_level is not None:
        yield from map(blocking_sentence, decision.blocking)


def blocking_sentence(gate: Gate) -> str:
    """A gate that does not hold, with its value and threshold."""
    if gate.value is None:
        return wording.labelled(wording.gate_name(gate), gettext("no value yet"))
    return gettext("{gate} stands at {now}, needs {needed} for the next level").format(
        gate=wording.gate_name(gate),
        now=wording.gate_number(gate, gate.value),
        needed=wording.gate_number(gate, gate.threshold),
    )


def _result_notes(report: Report) -> Iterator[str]:
    total, maximum = report.scorecard.total, number(report.scorecard.total.maximum)
    for head, of in (
        (gettext("Total, claimed"), total.claimed),
        (gettext("Total, backed by evidence"), total.evidenced),
    ):
        yield wording.labelled(head, wording.listed(points(of), _of(maximum)))
    if deducted := method.deductions(report):
        yield deducted
    if report.evidence_decision.rated:
        yield _level_on_evidence(report)
    yield wording.labelled(*_reference(report)[:2])
    yield _reference(report)[2]
    yield from _gate_sentences(report)
    yield from _change_sentences(report)
    yield from _open_sentences(report)
