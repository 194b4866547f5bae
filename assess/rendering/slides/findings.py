"""The sentence that titles each slide: what it finds."""

from __future__ import annotations

from assess.core.maturity import Gate
from assess.core.report import Report
from assess.core.scorecard import DimensionScore, StageScore
from assess.language import gettext, ngettext
from assess.rendering import wording
from assess.rendering.filters import NBSP, percent, points, text


def of_cover(report: Report) -> str:
    """Who has reached which level."""
    name, decision = text(report.assessment.organization.name), report.decision
    if not decision.rated:
        return wording.labelled(name, gettext("no level can be given yet"))
    if decision.level is None:
        return gettext("{organization} has not reached level 1 yet").format(organization=name)
    return gettext("{organization} has reached level {level}, {name}").format(
        organization=name,
        level=decision.number,
        name=text(decision.level.name).replace(" ", NBSP),
    )


def of_result(report: Report) -> str:
    """The level, and how many gates stand before the next."""
    decision = report.decision
    if not decision.rated:
        return gettext("No level can be given yet")
    reached = (
        gettext("Level {number}").format(number=decision.number)
        if decision.level
        else gettext("Below level 1")
    )
    if decision.next_level is None:
        return wording.labelled(reached, gettext("every gate of the highest level holds"))
    before = ngettext(
        "one gate stands before level {next}",
        "{number} gates stand before level {next}",
        len(decision.blocking),
    )
    return wording.labelled(
        reached, before.format(number=len(decision.blocking), next=decision.next_level.level)
    )


def of_radar(report: Report) -> str:
    """Which dimensions stand highest and lowest."""
    best, weakest = strongest_dimension(report), weakest_dimension(report)
    if best is None or weakest is None:
        return gettext("No dimension is rated yet")
    high, low = percent(best.claimed), percent(weakest.claimed)
    if high == low:
        return gettext("Every dimension that is rated stands at {share}").format(share=high)
    return gettext("{best} stands highest at {high}, {weakest} lowest at {low}").format(
        best=text(best.dimension.title), high=high, weakest=text(weakest.dimension.title), low=low
    )


def strongest_dimension(report: Report) -> DimensionScore | None:
    """The first of the dimensions with the highest claim, None while none is rated."""
    rated = [d for d in report.scorecard.dimensions if d.claimed is not None]
    return max(rated, key=lambda d: d.claimed or 0, default=None)


def weakest_dimension(report: Report) -> DimensionScore | None:
    """The first of the dimensions with the lowest claim, None while none is rated."""
    rated = [d for d in report.scorecard.dimensions if d.claimed is not None]
    return min(rated, key=lambda d: d.claimed or 0, default=None)


def of_columns(report: Report) -> str:
    """How much of the claim evidence backs."""
    total = report.scorecard.total
    if total.claimed is not None:
        return gettext("Evidence backs {evidenced} of the {claimed} points claimed").format(
            evidenced=points(total.evidenced), claimed=points(total.claimed)
        )
    if total.low is None:
        return gettext("Nothing can be set against evidence yet")
    return gettext("What is open leaves the total between {low} and {high} points").format(
        low=points(total.low), high=points(total.high)
    )


def of_extremes(report: Report) -> str:
    """What carries the result, and what holds it back."""
    if not report.strengths:
        return gettext("No strength and no gap shows before something is answered")
    strength = report.strengths[0].item
    if not report.gaps:
        return gettext("{strength} carries most; what is answered stands at its best").format(
            strength=text(strength.title)
        )
    gap = report.gaps[0].item
    if strength.id == gap.id:
        return gettext("{item} is the strength and the gap seen so far").format(
            item=text(strength.title)
        )
    return gettext("{strength} carries most, {gap} holds back most").format(
        strength=text(strength.title), gap=text(gap.title)
    )


def of_gates(report: Report) -> str:
    """What blocks the next level."""
    decision, gates = report.decision, report.decision.gates
    if not decision.rated:
        return gettext("No gate can be judged before every dimension is rated")
    if decision.next_level is None:
        return gettext("All {total} gates of the highest level hold").format(total=len(gates))
    if len(decision.blocking) == 1:
        return _only(decision.blocking[0], decision.next_level.level)
    return gettext("{number} of the {total} gates of level {level} do not hold yet").format(
        number=len(decision.blocking), total=len(gates), level=decision.next_level.level
    )


def _only(gate: Gate, level: int) -> str:
    return gettext("Only one gate blocks level {level}: {gate}").format(
        level=level, gate=wording.gate_name(gate)
    )


def of_stages(dimension: DimensionScore) -> str:
    """Which stage of a dimension is weakest."""
    title = text(dimension.dimension.title)
    stage = weakest_stage(dimension)
    if stage is None:
        return gettext("{dimension}: its stages cannot be compared yet").format(dimension=title)
    share = percent(stage.mean.claimed)
    if {percent(each.mean.claimed) for each in dimension.stages} == {share}:
        return gettext("{dimension}: every stage stands at {share}").format(
            dimension=title, share=share
        )
    return gettext("{dimension}: the stage “{stage}” is weakest, at {share}").format(
        dimension=title, stage=text(stage.stage.title), share=share
    )


def weakest_stage(dimension: DimensionScore) -> StageScore | None:
    """The first of the stages with the lowest claim, None while none has a score."""
    scored = [stage for stage in dimension.stages if stage.mean.claimed is not None]
    return min(scored, key=lambda stage: stage.mean.claimed or 0, default=None)


def of_weakest(dimension: DimensionScore | None) -> str:
    """How weak the weakest dimension is."""
    if dimension is None:
        return gettext("Which dimension is weakest cannot be said yet")
    return gettext(
        "{dimension} is the weakest dimension: {claimed} claimed, {evidenced} backed by evidence"
    ).format(
        dimension=text(dimension.dimension.title),
        claimed=percent(dimension.claimed),
        evidenced=percent(dimension.evidenced),
    )


def of_moves(report: Report) -> str:
    """Where the first moves lead."""
    moves, outlook = report.first_moves, report.first_moves_projection
    if not moves:
        return _no_moves(report)
    if outlook is None:
        return gettext("The first move: {move}").format(move=text(moves[0].step.do).rstrip(".。"))
    return (
        ngettext(
            "The first move leads to {low} to {high} points, {level}",
            "The first {number} moves lead to {low} to {high} points, {level}",
            len(moves),
        )
    ).format(
        number=len(moves),
        low=points(outlook.low),
        high=points(outlook.high),
        level=wording.level_words(outlook.decision.number),
    )


def _no_moves(report: Report) -> str:
    if report.quality.answered:
        return gettext("No move is left to advise: what is answered stands at its best")
    return gettext("No move can be advised before something is answered")


def of_waves(report: Report) -> str:
    """Where the whole plan leads."""
    if not report.recommendations:
        return gettext("The plan is empty as long as there are no moves")
    outlook = report.roadmap.waves[-1].projection
    if outlook is None:
        return gettext("The plan has three waves; where they lead cannot be said yet")
    return gettext("Two years of the plan lead to {low} to {high} points, {level}").format(
        low=points(outlook.low),
        high=points(outlook.high),
        level=wording.level_words(outlook.decision.number),
    )


def of_basis(report: Report) -> str:
    """What the result rests on."""
    quality = report.quality
    return gettext("This result rests on {answered} of {asked} items: {purpose}").format(
        answered=quality.answered,
        asked=quality.asked,
        purpose=wording.purpose(report.assessment.purpose, report.questionnaire),
    )
