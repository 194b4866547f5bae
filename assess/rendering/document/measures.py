"""Every measure that has a value: its periods, its score, what stands beside it."""

from __future__ import annotations

from assess.core.answers import KpiAnswer
from assess.core.items import KpiItem
from assess.core.report import Report
from assess.core.scorecard import ItemScore
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.document.look import ACROSS
from assess.rendering.document.manuscript import Column, Manuscript
from assess.rendering.document.markup import Line, Words, muted, strong
from assess.rendering.filters import number, percent, text, value_with_unit


def measures(report: Report, written: Manuscript) -> None:
    """All measures in one table."""
    columns = (
        Column(gettext("Measure"), 45),
        Column(gettext("Value"), 22),
        Column(gettext("periods"), 32),
        Column(gettext("Compared with others"), ACROSS - 117),
        Column(gettext("claimed"), 18, numeric=True),
    )
    written.table(
        gettext("Measures with periods, score and comparison"),
        columns,
        [_measure(score, report) for score in report.measures],
    )
    written.note(
        gettext(
            "The curve gives the level of a value. Trend, comparison and split by segment add to "
            "it, as annex B shows."
        )
    )


def _measure(score: ItemScore, report: Report) -> tuple[Line, ...]:
    item, answer = score.item, score.answer
    assert isinstance(item, KpiItem)
    assert isinstance(answer, KpiAnswer)
    return (
        (strong(text(item.title)), Words(f"\n{item.id}", "Small")),
        strong(value_with_unit(answer.value, item.unit)),
        _trend(answer),
        _beside(item, answer, report),
        percent(score.claimed),
    )


def _trend(answer: KpiAnswer) -> Line:
    """The earlier periods and the last; arrows lead from one to the next."""
    if len(answer.periods) > 1:
        return " → ".join(number(period) for period in answer.periods)
    return muted(gettext("one period only"))


def _beside(item: KpiItem, answer: KpiAnswer, report: Report) -> Line:
    """The comparison as answered, and the published figures with their citation."""
    segments = gettext("split by segment") if answer.segments else gettext("not split by segment")
    cited = (
        wording.citation(gap.reference, gap.historic)
        for gap in report.comparison.kpis
        if gap.item is not None and gap.item.id == item.id
    )
    small = "".join(f"\n{said}" for said in (segments, *cited))
    return gettext(wording.COMPARISONS[answer.comparison]), Words(small, "Small")
