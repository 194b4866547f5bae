"""What the result rests on."""

from __future__ import annotations

from collections.abc import Iterator

from assess.core.report import Report
from assess.language import gettext
from assess.rendering import sentences, wording
from assess.rendering.charts.marks import ACCENT
from assess.rendering.filters import day, percent, text
from assess.rendering.slides import findings, look
from assess.rendering.slides.deck import Deck
from assess.rendering.slides.drawing import write
from assess.rendering.slides.fitting import SMALLEST, Box, Entry, Paragraph, in_largest, shortened
from assess.rendering.slides.gates import in_notes
from assess.rendering.slides.scores import citation
from assess.rendering.slides.strengths import more_paragraph
from assess.rendering.slides.tabulation import Cell, Column, Grid, tabulate

LONG_WORD = 60
SIZES = (14.0, SMALLEST)
COUNTS = Box(look.LEFT, look.TOP, 400, look.BOTTOM - look.TOP)
GROUNDS = Box(look.LEFT + 436, look.TOP, 428, look.BOTTOM - look.TOP)


def basis(deck: Deck, report: Report) -> None:
    """Completeness and evidence in numbers; purpose, reference and seal in words."""
    counts, grounds = list(sentences.counts(report)), list(_grounds(report))
    notes = [wording.labelled(name, str(items)) for name, items in counts]
    notes += [wording.labelled(head, said) for head, said in grounds]
    slide = deck.add(findings.of_basis(report), notes)
    settings = [[[_entry(*ground, size) for ground in grounds]] for size in SIZES]
    [entries] = in_largest(settings, GROUNDS)
    tabulate(
        slide,
        COUNTS,
        Grid(
            columns=(
                Column(title=gettext("What"), width=330),
                Column(title=gettext("Items"), width=70, number=True),
            ),
            rows=[[Cell(text=name), Cell(text=str(items), bold=True)] for name, items in counts],
            more=in_notes,
        ),
        name=gettext("Quality of the data"),
        words=gettext("How many items are answered, and with which evidence"),
    )
    write(
        slide,
        GROUNDS,
        shortened(entries, GROUNDS, more_paragraph),
        name=gettext("Grounds"),
        words=gettext("Purpose, reference, questionnaire and seal of the result"),
    )


def _entry(head: str, said: str, size: float) -> Entry:
    # A long word such as the seal stands on one line in small letters.
    of_words = size if " " in said or len(said) < LONG_WORD else SMALLEST
    return (
        Paragraph(text=head, size=size, bold=True, colour=ACCENT),
        Paragraph(text=said, size=of_words, after=size / 2),
    )


def _grounds(report: Report) -> Iterator[tuple[str, str]]:
    """What the result rests on, each with its head."""
    assessment, questionnaire = report.assessment, report.questionnaire
    yield (
        gettext("Purpose"),
        wording.listed(
            wording.purpose(assessment.purpose, questionnaire), day(assessment.assessed_on)
        ),
    )
    yield gettext("Answered"), percent(report.scorecard.total.completeness)
    gap = report.comparison.headline
    if gap is None:
        yield gettext("Published reference"), citation(report)
    else:
        beside = wording.citation(gap.reference, gap.historic)
        source = wording.labelled(gettext("Source"), gap.reference.source.title)
        yield gettext("Published reference"), gettext(". ").join((beside, source))
    yield (
        gettext("Questionnaire"),
        wording.listed(text(questionnaire.title), questionnaire.version, text(report.form.title)),
    )
    if instead := sentences.shown_instead(report.questionnaire):
        yield gettext("Language"), instead
    if report.sensitivity:
        yield gettext("If the weights were others"), sentences.stable(report.sensitivity)
    yield gettext("Seal"), report.seal
    yield gettext("Caution"), sentences.caution()
