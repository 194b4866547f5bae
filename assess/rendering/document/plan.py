"""The plan: moves by kind, waves and where they lead, and when each move runs."""

from __future__ import annotations

from collections.abc import Sequence

from assess.core.recommendations import Kind, Recommendation
from assess.core.report import Report
from assess.core.roadmap import Wave
from assess.language import gettext, ngettext
from assess.rendering import method, wording
from assess.rendering.document import figures
from assess.rendering.document.look import ACROSS
from assess.rendering.document.manuscript import Column, Manuscript
from assess.rendering.document.markup import Line, Words, strong
from assess.rendering.filters import number, points, prose, text


def plan(report: Report, written: Manuscript) -> None:
    """Every move by its kind, then in time."""
    titles = {
        Kind.MUST_FIX: gettext("Must fix first"),
        Kind.QUICK_WIN: gettext("Quick wins"),
        Kind.STRATEGIC: gettext("Strategic moves"),
        Kind.FILL_IN: gettext("Fill-ins"),
        Kind.DEFER: gettext("Later"),
    }
    for kind, title in titles.items():
        moves = [move for move in report.recommendations if move.kind is kind]
        if moves:
            written.section(title)
            _moves(moves, report, written)
    if not report.recommendations:
        written.say(gettext("No advice yet: answer some items first."))
        return
    written.section(gettext("In three waves"))
    _waves(report, written)
    written.section(gettext("When each move runs"))
    written.figure(figures.calendar(report))


def _moves(moves: Sequence[Recommendation], report: Report, written: Manuscript) -> None:
    caption = ngettext(
        "{number} move in order of priority", "{number} moves in order of priority", len(moves)
    ).format(number=len(moves))
    columns = (
        Column(gettext("What to do"), ACROSS - 115),
        Column(gettext("Why now"), 38),
        Column(gettext("days"), 13, numeric=True),
        Column(gettext("weeks"), 14, numeric=True),
        Column(gettext("Owner"), 22),
        Column(gettext("begins"), 14),
        Column(gettext("gain"), 14, numeric=True),
    )
    written.table(caption, columns, [_move(move, report) for move in moves])


def _move(move: Recommendation, report: Report) -> tuple[Line, ...]:
    up_to = gettext("up to step {number}").format(number=move.step.to)
    detail = f"\n{move.item.id} {wording.labelled(text(move.item.short), up_to)}"
    needs = wording.listed(*(item.id for item in move.open_needs))
    first = f"\n{wording.labelled(gettext('first'), needs)}" if needs else ""
    return (
        (strong(text(move.step.do)), Words(detail, "Small")),
        (wording.reason(move), Words(first, "Small")),
        number(move.step.effort),
        number(move.step.weeks),
        text(report.questionnaire.role(move.step.owner).title),
        wording.quarter(report.roadmap.planned(move.item.id)),
        strong(f"+{points(move.points_gained)}"),
    )


def _waves(report: Report, written: Manuscript) -> None:
    columns = (
        Column(gettext("Wave"), ACROSS - 110),
        Column(gettext("moves"), 22, numeric=True),
        Column(gettext("days"), 22, numeric=True),
        Column(gettext("total afterwards"), 44, numeric=True),
        Column(gettext("level"), 22, numeric=True),
    )
    names = (gettext("First 90 days"), gettext("Months 4 to 12"), gettext("Second year"))
    rows = [_wave(name, wave) for name, wave in zip(names, report.roadmap.waves, strict=True)]
    written.table(gettext("Waves with effort and where they lead"), columns, rows)
    written.note(prose(" ".join(_remarks(report))))


def _wave(name: str, wave: Wave) -> tuple[Line, ...]:
    outlook = wave.projection
    return (
        name,
        number(len(wave.moves)),
        number(wave.effort),
        f"{points(outlook.low)}–{points(outlook.high)}" if outlook else "–",
        number(outlook.decision.number if outlook else None),
    )


def _remarks(report: Report) -> list[str]:
    roadmap = report.roadmap
    said = [
        gettext(
            "The lower figure supposes that 60 % is delivered, the higher one and the level that "
            "all is. The plan uses {capacity} person-days a quarter."
        ).format(capacity=number(roadmap.capacity))
    ]
    if roadmap.ambitious:
        said.append(method.ambition(report))
    if roadmap.later:
        later = wording.listed(*(move.item.id for move in roadmap.later))
        said.append(wording.labelled(gettext("Beyond two years"), later))
    return said
