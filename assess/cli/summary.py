"""A result in lines for a person at a terminal, in the words of the report."""

from __future__ import annotations

from collections.abc import Iterator

from assess.core.change import Change
from assess.core.maturity import Gate
from assess.core.report import Report
from assess.language import gettext, ngettext
from assess.rendering import method, sentences, wording
from assess.rendering.filters import difference, percent, points, text

MOST_MOVES = 5
"""Items told of those that moved the total."""


def summary(report: Report) -> Iterator[str]:
    """Dimensions, total, level, what blocks the next one, and what moved since last time."""
    yield text(report.assessment.organization.name)
    if instead := sentences.shown_instead(report.questionnaire):
        yield instead
    yield ""
    for dimension in report.scorecard.dimensions:
        shares = f"{percent(dimension.claimed):>6} {percent(dimension.evidenced):>6}"
        yield f"{shares}  {text(dimension.dimension.title)}"
    yield ""
    yield from _total(report)
    if deducted := method.deductions(report):
        yield deducted
    yield _level(report)
    for gate in report.decision.blocking:
        yield gettext("blocks the next level: {gate}").format(gate=_gate(gate))
    if report.earlier:
        yield ""
        yield from _moved(report, report.change)


def _total(report: Report) -> Iterator[str]:
    total = report.scorecard.total
    yield gettext("claimed {claimed}, backed by evidence {evidenced}, of {maximum}").format(
        claimed=points(total.claimed),
        evidenced=points(total.evidenced),
        maximum=points(total.maximum),
    )
    if total.completeness < 1:
        yield gettext("{share} answered; between {low} and {high}").format(
            share=percent(total.completeness), low=points(total.low), high=points(total.high)
        )


def _level(report: Report) -> str:
    decision = report.decision
    if not decision.rated:
        return gettext("no level can be given yet")
    if decision.level is None:
        return gettext("below level 1")
    name = text(decision.level.name)
    return gettext("level {number}: {name}").format(number=decision.number, name=name)


def _gate(gate: Gate) -> str:
    """What a gate is about, its value and its threshold."""
    name = wording.gate_name(gate)
    now, needed = (wording.gate_number(gate, value) for value in (gate.value, gate.threshold))
    if gate.item is None:
        said = gettext("{title}: {now}, needs {needed}")
        return said.format(title=name, now=now, needed=needed)
    said = gettext("{title} ({id}): {now}, needs {needed}")
    return said.format(title=name, id=gate.item.id, now=now, needed=needed)


def _moved(report: Report, change: Change | None) -> Iterator[str]:
    """From where the total came, and the items that moved it most."""
    if change is None:
        yield gettext("what moved cannot be told: one of the two assessments has no total yet")
        return
    yield sentences.moved(report, change)
    for move in change.moves[:MOST_MOVES]:
        yield f"{difference(move.effect):>6}  {move.item.id} {text(move.item.title)}"
    if (left := len(change.moves) - MOST_MOVES) > 0:
        more = ngettext("and {number} more item", "and {number} more items", left)
        yield more.format(number=left)
