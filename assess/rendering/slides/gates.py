"""What blocks the next level."""

from __future__ import annotations

from collections.abc import Iterator

from assess.core.maturity import Gate
from assess.core.report import Report
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.charts.marks import ALARM, INK, MUTED
from assess.rendering.slides import findings, look
from assess.rendering.slides.deck import Deck
from assess.rendering.slides.drawing import write
from assess.rendering.slides.fitting import Paragraph
from assess.rendering.slides.tabulation import Cell, Column, Grid, tabulate
from assess.rendering.tables.result import gates as gates_table

NUMBER = 116.0


def gates(deck: Deck, report: Report) -> None:
    """Every gate of the next level, those that hold last."""
    judged = sorted(report.decision.gates, key=lambda gate: gate.met)
    slide = deck.add(findings.of_gates(report), list(_notes(judged)))
    title = gates_table(report).title
    if not judged:
        words = gettext("Gates are judged once every dimension has a score.")
        write(slide, look.PAGE, [Paragraph(text=words, size=20)], name=title, words=words)
        return
    heads = (gettext("now"), gettext("needed"), gettext("missing"))
    columns = (
        Column(title=gettext("Gate"), width=look.ACROSS - len(heads) * NUMBER),
        *(Column(title=head, width=NUMBER, number=True) for head in heads),
    )
    rows = [_row(gate) for gate in judged]
    tabulate(
        slide,
        look.PAGE,
        Grid(
            columns=columns, rows=rows, more=in_notes, most=1, leading=len(report.decision.blocking)
        ),
        name=title,
        words=gettext("Every gate with its value and threshold"),
    )


def in_notes(left: int) -> str:
    """How many rows or entries a slide has no room for."""
    return gettext("and {number} more, in the notes").format(number=left)


def _row(gate: Gate) -> list[Cell]:
    colour = MUTED if gate.met else INK
    return [
        Cell(text=_name(gate), bold=not gate.met, colour=colour),
        Cell(text=wording.gate_number(gate, gate.value), bold=not gate.met, colour=colour),
        Cell(text=wording.gate_number(gate, gate.threshold), colour=colour),
        Cell(text=wording.shortfall(gate), bold=not gate.met, colour=MUTED if gate.met else ALARM),
    ]


def _name(gate: Gate) -> str:
    if gate.kind != "knock_out" or gate.item is None:
        return wording.gate_name(gate)
    return wording.listed(wording.gate_name(gate), gate.item.id, gettext("knock-out"))


def _notes(judged: list[Gate]) -> Iterator[str]:
    for gate in judged:
        template = (
            gettext("{gate} stands at {now}, needs {needed}: it holds")
            if gate.met
            else gettext("{gate} stands at {now}, needs {needed}: it blocks")
        )
        yield template.format(
            gate=_name(gate),
            now=wording.gate_number(gate, gate.value),
            needed=wording.gate_number(gate, gate.threshold),
        )
