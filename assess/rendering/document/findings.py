"""What was found at one item, in the words of the questionnaire."""

from __future__ import annotations

from assess.core.answers import CoverageAnswer, KpiAnswer
from assess.core.findings import Anchored, Finding
from assess.core.items import CoverageItem, KpiItem
from assess.core.report import Report
from assess.core.scorecard import ItemScore, Status
from assess.language import gettext
from assess.rendering import wording
from assess.rendering.document.look import ACROSS
from assess.rendering.document.manuscript import Column, Manuscript
from assess.rendering.document.markup import Line, Words, muted, strong
from assess.rendering.filters import number, percent, text, value_with_unit
from assess.rendering.tables.table import Kind, printed


def finding(found: Finding, report: Report, written: Manuscript) -> None:
    """One item: its score, the words of what was chosen, evidence and note."""
    score = found.score
    item, answer = score.item, score.answer
    written.section(muted(f"{item.id}  "), text(item.title))
    written.say(_score(found), "Score Line")
    for anchored in found.anchored:
        _anchor(anchored, report, written)
    if found.practised:
        _practices(found, written)
    if found.chosen:
        written.say(text(found.chosen))
    if found.rated:
        said = wording.rated(found.rated.item, found.rated.value)
        written.say((strong(f"{said}  "), wording.rated_words(found.rated)))
    if isinstance(item, CoverageItem) and isinstance(answer, CoverageAnswer):
        _share(item, answer, written)
    if isinstance(item, KpiItem) and isinstance(answer, KpiAnswer):
        _measure(item, answer, report, written)
    if answer and answer.not_applicable:
        written.say(wording.labelled(gettext("Not applicable"), answer.not_applicable))
    if score.claimed is not None:
        written.note(_evidence(score, report))
    if answer and answer.note:
        written.note(wording.labelled(gettext("Note"), answer.note))


def _score(found: Finding) -> Line:
    score = found.score
    mark = gettext("knock-out item") if score.item.knock_out else ""
    status = gettext(wording.STATUSES[score.status])
    if score.claimed is None:
        return muted(wording.listed(status, mark))
    rest = gettext("claimed; {evidenced} backed by evidence; {points} of {maximum} points").format(
        evidenced=percent(score.evidenced),
        points=printed(score.points, Kind.ITEM_POINTS),
        maximum=number(score.item.points),
    )
    partly = status if score.status is Status.PARTLY else ""
    band = text(found.band.text) if found.band else ""
    said = wording.listed(band, rest, partly, mark)
    return (strong(percent(score.claimed)), muted(f" {said}"))


def _anchor(anchored: Anchored, report: Report, written: Manuscript) -> None:
    words = text(anchored.words)
    beyond = gettext("More than this, but short of the next step described.")
    more = beyond if anchored.between else ""
    axis = f"{wording.axis(report.questionnaire, anchored.axis)} {anchored.step}  "
    written.say((strong(axis), words, muted(f" {more}" if more else "")))
    if anchored.next_words:
        ahead = gettext("Next, step {number}").format(number=anchored.next_step)
        written.say(wording.labelled(ahead, text(anchored.next_words)), "Next Words")


def _practices(found: Finding, written: Manuscript) -> None:
    rows: list[tuple[Line, Line]] = []
    for practised in found.practised:
        practice = text(practised.practice.text)
        mandatory = f"\n{gettext('mandatory')}" if practised.practice.mandatory else ""
        said = gettext("not answered") if practised.value is None else text(practised.words)
        rows.append(((practice, Words(mandatory, "Small")), said))
    written.table(
        gettext("Practices of {item}").format(item=found.score.item.id),
        (Column(gettext("Practice"), ACROSS - 45), Column(gettext("in place"), 45)),
        rows,
        bare=True,
    )


def _share(item: CoverageItem, answer: CoverageAnswer, written: Manuscript) -> None:
    if answer.numerator is None or answer.denominator is None:
        return
    counted = gettext("{numerator} of {denominator}").format(
        numerator=number(answer.numerator), denominator=number(answer.denominator)
    )
    sample = (
        gettext("sample of {number}").format(number=answer.sample)
        if answer.sample is not None
        else ""
    )
    written.say(wording.listed(counted, answer.period, sample))
    above = wording.labelled(gettext("Counted"), text(item.numerator))
    below = wording.labelled(gettext("Out of"), text(item.denominator))
    written.note(f"{above}\n{below}")


def _measure(item: KpiItem, answer: KpiAnswer, report: Report, written: Manuscript) -> None:
    if answer.value is None:
        return
    periods = " → ".join(number(period) for period in answer.periods)
    segments = gettext("split by segment") if answer.segments else gettext("not split by segment")
    written.say(strong(value_with_unit(answer.value, item.unit)))
    written.say(
        wording.listed(
            wording.labelled(gettext("periods"), periods) if periods else "",
            gettext(wording.COMPARISONS[answer.comparison]),
            segments,
        )
    )
    written.note(text(item.measure))
    for gap in report.comparison.kpis:
        if gap.item is not None and gap.item.id == item.id:
            cited = wording.citation(gap.reference, gap.historic)
            beside = wording.labelled(gettext("Beside it"), cited)
            written.note(f"{beside}\n{text(gap.reference.meaning)}")
    if item.curve_is_clients:
        written.note(_curve(answer))


def _curve(answer: KpiAnswer) -> str:
    if answer.targets:
        return gettext("Judged by the targets that the organization set.")
    return gettext("Judged by a starting curve; no targets of the organization’s own are set.")


def _evidence(score: ItemScore, report: Report) -> str:
    grade = (
        text(report.questionnaire.evidence_grades[score.answer.evidence or 0])
        if score.answer
        else gettext("none")
    )
    backed = (
        gettext("which backs {share}").format(share=percent(score.evidenced))
        if score.evidenced != score.claimed
        else ""
    )
    return wording.labelled(gettext("Evidence"), wording.listed(grade, backed))
