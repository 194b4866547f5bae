"""What moved since the earlier assessment, and which answers moved it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from assess.core.change import Change
from assess.core.report import Report
from assess.language import gettext, ngettext
from assess.rendering import method, sentences
from assess.rendering.document.look import ACROSS
from assess.rendering.document.manuscript import Column, Manuscript
from assess.rendering.document.markup import Line, muted, strong
from assess.rendering.filters import difference, percent, prose, text

NUMBER = 24.0
"""Millimetres of a column of numbers."""


def moved(report: Report, written: Manuscript) -> None:
    """The change of the total, then of the dimensions and of the items behind it."""
    change = report.change
    if change is None:
        return
    written.say(prose(" ".join(_sentences(report, change))))
    _dimensions(change, written)
    if change.moves:
        written.section(gettext("What moved it"))
        _items(change, written)


def _sentences(report: Report, change: Change) -> Iterator[str]:
    yield sentences.moved(report, change)
    yield from method.unexplained(change)


def _columns(subject: str) -> tuple[Column, ...]:
    return (
        Column(subject, ACROSS - 3 * NUMBER),
        *(
            Column(title, NUMBER, numeric=True)
            for title in (gettext("before"), gettext("now"), gettext("points"))
        ),
    )


def _row(
    name: Line, before: Fraction | None, after: Fraction | None, effect: Fraction
) -> tuple[Line, ...]:
    return name, percent(before), percent(after), strong(difference(effect))


def _dimensions(change: Change, written: Manuscript) -> None:
    rows = [
        _row(text(move.dimension.title), move.before, move.after, move.effect)
        for move in change.dimensions
    ]
    sum_row = (gettext("Total"), "", "", difference(change.difference))
    written.table(
        gettext("The dimensions before and now; what they added to the change"),
        _columns(gettext("Dimension")),
        [*rows, sum_row],
        total=True,
    )


def _items(change: Change, written: Manuscript) -> None:
    caption = ngettext(
        "{number} item moved the total; the effects add up to the change",
        "{number} items moved the total; the effects add up to the change",
        len(change.moves),
    ).format(number=len(change.moves))
    rows = [
        _row(
            (muted(f"{move.item.id} "), text(move.item.title)),
            move.before,
            move.after,
            move.effect,
        )
        for move in change.moves
    ]
    written.table(caption, _columns(gettext("Item")), rows)
