"""What a reader sees first: cover, summary, and how to read the rest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from assess.core.brand import Brand
from assess.core.maturity import Gate
from assess.core.recommendations import Recommendation
from assess.core.report import Report
from assess.core.scorecard import ItemScore
from assess.language import gettext, ngettext
from assess.rendering import sentences, wording
from assess.rendering.document import figures
from assess.rendering.document.look import ACROSS
from assess.rendering.document.manuscript import Column, Manuscript
from assess.rendering.document.markup import Line, Words, muted, strong
from assess.rendering.filters import number, percent, points, text
from assess.rendering.issuer import particulars

SEAL_SHOWN = 16
GATES_SHOWN = 4


def cover(report: Report, brand: Brand | None, written: Manuscript) -> None:
    """Who was assessed, with what, where it stands, and from whom the report comes."""
    screening = gettext("screening by the short form") if report.form.screening else ""
    written.say(text(report.questionnaire.title), "Cover Line")
    written.say(text(report.assessment.organization.name), "Title")
    written.say(
        wording.listed(wording.purpose(report.assessment.purpose, report.questionnaire), screening),
        "Subtitle",
    )
    written.say(_facts(report), "Cover Facts")
    written.grid(figures.level_scale(report))
    for label, said in (*_details(report), *particulars(brand)):
        written.say((muted(f"{label}\t"), said), "Details")


def _facts(report: Report) -> str:
    return "  |  ".join(sentences.facts(report))


def _details(report: Report) -> tuple[tuple[str, str], ...]:
    quality = report.quality
    return (
        (gettext("Questionnaire"), f"{report.questionnaire.id} {report.questionnaire.version}"),
        (
            gettext("Form and weights"),
            wording.listed(text(report.form.title), text(report.scorecard.profile.title)),
        ),
        (
            gettext("Answered"),
            gettext("{answered} of {asked} items").format(
                answered=quality.answered, asked=quality.asked
            ),
        ),
        (gettext("Seal"), report.seal[:SEAL_SHOWN]),
    )


def summary(report: Report, written: Manuscript) -> None:
    """Score, level, what stands before the next, strengths, gaps, first moves."""
    written.say(_facts(report), "Facts")
    if report.decision.rated:
        _score(report, written)
        _blocking(report, written)
    else:
        _unrated(report, written)
    written.figure(figures.dimension_bars(report))
    written.note(figures.legend(report))
    _best_and_worst(report, written)
    written.section(gettext("The first moves"))
    _first_moves(report, written)


def _score(report: Report, written: Manuscript) -> None:
    decision, total = report.decision, report.scorecard.total
    of = gettext("of {maximum} points").format(maximum=number(total.maximum))
    written.say(
        (points(report.scorecard.headline), Words(f"  {of}", "Beside Number")), "Big Number"
    )
    level = gettext("Below level 1")
    if decision.level:
        level = gettext("Level {number}: {name}").format(
            number=decision.number, name=text(decision.level.name)
        )
    written.say(level, "Level")
    written.grid(figures.level_scale(report))
    written.note(_beside(report))


def _beside(report: Report) -> str:
    total = report.scorecard.total
    if report.scorecard.decided_on_evidence:
        said = gettext("Backed by evidence. Claimed were {points} points.").format(
            points=points(total.claimed)
        )
    else:
        said = gettext("As claimed. Evidence backs {points} points ({level}).").format(
            points=points(total.evidenced),
            level=wording.level_words(report.evidence_decision.number),
        )
    if total.completeness == 1:
        return said
    rest = gettext(
        "{share} is answered; with the rest the total lies between {low} and {high}. "
        "The level counts what is open as nothing."
    ).format(share=percent(total.completeness), low=points(total.low), high=points(total.high))
    return f"{said} {rest}"


def _blocking(report: Report, written: Manuscript) -> None:
    decision = report.decision
    blocking, level = decision.blocking, decision.next_level
    if level is None:
        written.section(gettext("Every gate of the highest level holds"))
    elif blocking:
        written.section(
            ngettext(
                "{number} gate stands before level {level}, {name}",
                "{number} gates stand before level {level}, {name}",
                len(blocking),
            ).format(number=len(blocking), level=level.level, name=text(level.name))
        )
        gates_table(blocking[:GATES_SHOWN], gettext("Gates that do not hold yet"), written)
        if len(blocking) > GATES_SHOWN:
            written.note(
                gettext("{number} more stand under “Overall result”.").format(
                    number=len(blocking) - GATES_SHOWN
                )
            )


def gates_table(gates: Sequence[Gate], caption: str, written: Manuscript) -> None:
    """Gates with their value, threshold and what is missing."""
    columns = (
        Column(gettext("Gate"), ACROSS - 60),
        Column(gettext("now"), 20, numeric=True),
        Column(gettext("needed"), 20, numeric=True),
        Column(gettext("missing"), 20, numeric=True),
    )
    written.table(caption, columns, [_gate(gate) for gate in gates])


def _gate(gate: Gate) -> tuple[Line, ...]:
    mark = ""
    if gate.kind == "knock_out" and gate.item:
        mark = f"  {wording.listed(gate.item.id, gettext('knock-out'))}"
    missing = wording.shortfall(gate)
    return (
        (wording.gate_name(gate), Words(mark, "Small")),
        strong(wording.gate_number(gate, gate.value)),
        wording.gate_number(gate, gate.threshold),
        missing if gate.met else Words(missing, "Alarm"),
    )


def _unrated(report: Report, written: Manuscript) -> None:
    total = report.scorecard.total
    written.say(gettext("No level can be given yet"), "Level")
    for score in report.scorecard.dimensions:
        if score.unrated:
            why = gettext(wording.UNRATED[score.unrated])
            written.say(wording.labelled(text(score.dimension.title), why), "List Bullet")
    if total.low is not None:
        written.note(
            gettext("{share} is answered; the total lies between {low} and {high}.").format(
                share=percent(total.completeness), low=points(total.low), high=points(total.high)
            )
        )


def _best_and_worst(report: Report, written: Manuscript) -> None:
    """Strengths and gaps side by side."""
    titles = (gettext("What carries you"), gettext("What holds you back"))
    if not report.strengths:
        written.note(gettext("Nothing is answered yet."))
        return
    pairs = zip_longest(map(_item, report.strengths), map(_gap, report.gaps), fillvalue="")
    written.table(
        wording.listed(*titles),
        [Column(title, ACROSS / 2, lead=True) for title in titles],
        list(pairs),
        bare=True,
    )


def _item(score: ItemScore) -> Line:
    detail = wording.listed(score.item.id, percent(score.claimed))
    return (strong(text(score.item.title)), Words(f"  {detail}", "Small"))


def _gap(score: ItemScore) -> Line:
    mark = gettext("knock-out") if score.item.knock_out else ""
    detail = wording.listed(score.item.id, percent(score.claimed), mark)
    return (strong(text(score.item.title)), Words(f"  {detail}", "Small"))


def _first_moves(report: Report, written: Manuscript) -> None:
    for move in report.first_moves:
        detail = f"  {wording.listed(*move_words(move))}"
        written.say((strong(text(move.step.do)), Words(detail, "Small")), "List Number")
    outlook = report.first_moves_projection
    if not report.first_moves:
        written.note(gettext("No advice yet: answer some items first."))
    elif outlook:
        written.say(
            gettext("All of these done: {low} to {high} points, {level}.").format(
                low=points(outlook.low),
                high=points(outlook.high),
                level=wording.level_words(outlook.decision.number),
            ),
            "Outlook",
        )


def move_words(move: Recommendation) -> tuple[str, str, str]:
    """The kind of a move, its effort and what it gains."""
    return (
        gettext(wording.KINDS[move.kind]),
        gettext("{days} person-days").format(days=number(move.step.effort)),
        f"+{points(move.points_gained)}",
    )
