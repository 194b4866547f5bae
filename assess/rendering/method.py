"""How this questionnaire makes a score, in sentences: what a reader must know to trust a number.

Every format says the same; where a questionnaire keeps to the usual rules, the usual words.
"""

from __future__ import annotations

from collections.abc import Iterator

from assess.core.change import Change
from assess.core.deductions import Deducted, deducted
from assess.core.faults import N_
from assess.core.items import TOP, Combine, MaturityItem
from assess.core.questionnaire import Questionnaire
from assess.core.report import BOTH_AXES, Report
from assess.core.roadmap import REALISTIC_SHARE_A_YEAR, USUAL_SHARE_A_YEAR
from assess.core.scoring_rules import Rollup, ScoringRules
from assess.language import gettext, ngettext
from assess.rendering import wording
from assess.rendering.filters import difference, number, points, text

ROLLUPS: dict[Rollup, str] = {
    "weighted-mean": N_("the mean of its parts by weight"),
    "mean": N_("the plain mean of its parts"),
    "sum": N_("the points obtained of all that are attainable"),
    "minimum": N_("as high as the lowest of its parts"),
    "cumulative": N_("the highest rung reached: all rungs under it must hold"),
}
_COMBINED: dict[Combine, str] = {
    "capped": N_(
        "Intention is what has been decided and written, reality what is done. Practice may run "
        "one step ahead of the plan, not more; a plan without practice scores nothing beyond the "
        "practice."
    ),
    "mean": N_("Each item is judged twice; its score is the mean of both judgements."),
    "minimum": N_("Each item is judged twice; the lower judgement is its score."),
}


def is_usual(questionnaire: Questionnaire) -> bool:
    """Whether every score is a weighted mean of items, and so is the total."""
    means = all(
        questionnaire.rollup(dimension) == "weighted-mean"
        and not questionnaire.is_staged(dimension)
        for dimension in questionnaire.dimensions
    )
    return means and questionnaire.scoring.total == "weighted-mean"


def model(report: Report) -> str:
    """What is judged, and how dimensions and total come about."""
    asked, maximum = report.questionnaire, number(report.scorecard.total.maximum)
    if is_usual(asked):
        return ngettext(
            "“{title}” is judged in {number} dimension. Each item scores 0 to 100 %; the dimension "
            "is the mean of its items by weight, and the total is out of {maximum} points.",
            "“{title}” is judged in {number} dimensions. Each item scores 0 to 100 %; a dimension "
            "is the mean of its items by weight, and the total is out of {maximum} points.",
            len(asked.dimensions),
        ).format(title=text(asked.title), number=len(asked.dimensions), maximum=maximum)
    rules = {asked.rollup(dimension) for dimension in asked.dimensions}
    told = [
        gettext("Each item scores 0 to 100 %."),
        *(
            gettext("{dimension} is {rule}.").format(
                dimension=gettext("Each dimension") if len(rules) == 1 else text(dimension.title),
                rule=gettext(ROLLUPS[asked.rollup(dimension)]),
            )
            for dimension in (asked.dimensions[:1] if len(rules) == 1 else asked.dimensions)
        ),
        gettext("The total is {rule}, out of {maximum} points.").format(
            rule=gettext(ROLLUPS[asked.scoring.total]), maximum=maximum
        ),
    ]
    return " ".join(told)


def axes(questionnaire: Questionnaire) -> tuple[str, str] | None:
    """What the two axes are and how they make one score, None where no item has both."""
    two = [i for i in questionnaire.items() if isinstance(i, MaturityItem) and i.axes == BOTH_AXES]
    combined = sorted({item.combine for item in two})
    if not combined:
        return None
    if combined == ["capped"] and not questionnaire.axes:
        head = gettext("Intention and reality")
    else:
        head = gettext("{first} and {second}").format(
            first=wording.axis(questionnaire, "intention"),
            second=wording.axis(questionnaire, "reality"),
        )
    return head, " ".join(gettext(_COMBINED[each]) for each in combined)


def evidence(questionnaire: Questionnaire) -> str:
    """What the evidence grades do to a claim."""
    ceiling = questionnaire.scoring.evidence_ceiling
    if ceiling == ScoringRules().evidence_ceiling:
        return gettext(
            "Claimed is what was said. The evidence grade sets a ceiling: without evidence "
            "one step of five, with a document seen three, with results data five. The "
            "distance between both is a finding of its own."
        )
    if set(ceiling.values()) == {TOP}:
        return gettext("Claimed is what was said. The evidence grade is noted beside it.")
    steps = wording.listed(*(str(step) for _, step in sorted(ceiling.items())))
    return gettext(
        "Claimed is what was said. The evidence grades 0 to 4 set a ceiling of {steps} steps of "
        "five. The distance between both is a finding of its own."
    ).format(steps=steps)


def legend(questionnaire: Questionnaire) -> str:
    """What the letters of formulas stand for; some are only those of unusual rules."""
    usual = gettext(
        "w weight in points, s score claimed, e score backed by evidence, I {first}, R {second}, "
        "v weight and a answer of a practice, n of d counted, L level on the curve, T trend, "
        "C comparison, G segments, W points of a dimension, S its score. Numbers are exact; … "
        "marks those cut after six decimals. A star marks a mandatory practice."
    ).format(
        first=wording.axis_head(questionnaire, "intention"),
        second=wording.axis_head(questionnaire, "reality"),
    )
    plain = is_usual(questionnaire) and not questionnaire.deductions
    if plain and not questionnaire.scoring.bands:
        return usual
    more = gettext(
        "x a value on a scale, g score of a stage, n the number of parts, c and C the points "
        "counted of a stage and of a dimension, M the best attainable total, k the highest rung "
        "reached, G the total before deductions, D the deductions."
    )
    return f"{usual} {more}"


def deductions(report: Report) -> str:
    """What was deducted and for what; "" when nothing was."""
    found = list(deducted(report.scorecard))
    if not found:
        return ""
    points_off = sum((each.points for each in found), start=found[0].points * 0)
    return gettext("{points} points are deducted: {reasons}.").format(
        points=points(points_off), reasons=gettext("; ").join(map(deduction, found))
    )


def deduction(found: Deducted) -> str:
    """One deduction, with how often it was found where that was more than once."""
    said = text(found.deduction.text)
    if found.times == 1:
        return said
    return gettext("{said} (× {times})").format(said=said, times=found.times)


def unexplained(change: Change) -> Iterator[str]:
    """The parts of a change that no item accounts for."""
    if change.by_scope:
        yield gettext(
            "Of this, {points} points come from what applies or is answered now and was not before."
        ).format(points=difference(change.by_scope))
    if change.by_rules:
        yield gettext(
            "Of this, {points} points come from deductions, or from a total that is no sum of its "
            "dimensions."
        ).format(points=difference(change.by_rules))


def ambition(report: Report) -> str:
    """How much a plan of more than is usual would bring."""
    maximum = report.scorecard.total.maximum
    return gettext(
        "This plan would bring {points} points in the first year. Members of a benchmarking club "
        "gained about {usual} a year (New Zealand, 2000–2004); a plan above {limit} counts as "
        "ambitious here."
    ).format(
        points=points(report.roadmap.points_first_year),
        usual=number(USUAL_SHARE_A_YEAR * maximum),
        limit=number(REALISTIC_SHARE_A_YEAR * maximum),
    )
