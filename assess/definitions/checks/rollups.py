"""Can the parts be put together to a score?  Checks of rollups, bands, ladders and deductions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import pairwise

from assess.core.faults import N_, Fault
from assess.core.numbers import shortest
from assess.core.questionnaire import Dimension, Questionnaire
from assess.core.scoring_rules import WITHOUT_WEIGHTS, Deduction
from assess.definitions.checks.scoreable import Q506, Found, outside

Q521 = partial(
    Fault,
    "Q521",
    N_("stage '{id}' has no rollup, but others of this dimension have one"),
    N_("give each of its stages a rollup, or none"),
)
Q522 = partial(
    Fault,
    "Q522",
    N_("{id} stands in no stage, but this dimension makes its score of its stages"),
    N_("say under “stage” where it belongs"),
)
Q523 = partial(
    Fault,
    "Q523",
    N_("a cumulative score has no rungs to reach"),
    N_("add “bands” to the scoring rules, and “cumulative” with the bands to reach"),
)
Q524 = partial(
    Fault,
    "Q524",
    N_("no score can stand in band '{id}', which ends at {to}"),
    N_("let each band end above the one before it"),
)
Q525 = partial(
    Fault, "Q525", N_("scores above {to} stand in no band"), N_("let the last band end at 100%")
)
Q526 = partial(
    Fault,
    "Q526",
    N_("a rung would ask less of those under it ('{below}') than of itself ('{reached}')"),
    N_("name under “below” the same band or a higher one"),
)
Q527 = partial(Fault, "Q527", N_("no band '{id}' in the scoring rules"), N_("known are {known}"))
Q528 = partial(
    Fault,
    "Q528",
    N_("profile '{id}' shares out points, but a total by {total} takes all dimensions alike"),
    N_("remove its points, or let the total be a weighted-mean or a sum"),
)
Q529 = partial(
    Fault,
    "Q529",
    N_("profile '{id}' gives {given} points to '{dimension}', whose items sum to {sum}"),
    N_("remove the points: in a sum they are those of the items"),
)
Q530 = partial(Fault, "Q530", N_("level {level} has no gate"), N_("say what must hold to reach it"))
Q531 = partial(
    Fault,
    "Q531",
    N_("deduction '{id}' must cost either points or a share of the total"),
    N_("give it “points” or “percent”, not both"),
)
Q532 = partial(
    Fault,
    "Q532",
    N_("a target is given where the policy is {policy}"),
    N_("give a target exactly where the policy is “target”"),
)
Q533 = partial(
    Fault,
    "Q533",
    N_("the policy is target, but no target is given"),
    N_("add the score that an item counts with, for example “target: 60%”"),
)

MOST_TIMES = 1000


def checks(questionnaire: Questionnaire) -> Iterator[Found]:
    """What keeps parts from making a whole; each check looks at something of its own."""
    for dimension in questionnaire.dimensions:
        yield _stages(dimension)
        yield _staged_items(questionnaire, dimension)
        yield _rungs(questionnaire, dimension)
    for check in (_maximum, _ladder, _bands, _not_applicable, _shared_out, _gates, _deductions):
        yield check(questionnaire)


def _stages(dimension: Dimension) -> Found:
    if any(stage.rollup for stage in dimension.stages):
        for stage in dimension.stages:
            if stage.rollup is None:
                yield stage, "", Q521(details={"id": stage.id})


def _staged_items(questionnaire: Questionnaire, dimension: Dimension) -> Found:
    if questionnaire.is_staged(dimension):
        for item in dimension.items:
            if item.stage is None and not item.retired:
                yield item, "", Q522(details={"id": item.id})


def _rungs(questionnaire: Questionnaire, dimension: Dimension) -> Found:
    rules = questionnaire.scoring
    rollups = [questionnaire.rollup(dimension), *(stage.rollup for stage in dimension.stages)]
    if "cumulative" in rollups and not (rules.bands and rules.cumulative):
        yield dimension, "rollup", Q523()


def _maximum(questionnaire: Questionnaire) -> Found:
    rules = questionnaire.scoring
    if rules.maximum <= 0:
        yield rules, "maximum", Q506(details={"what": "maximum", "given": rules.maximum})


def _ladder(questionnaire: Questionnaire) -> Found:
    rules = questionnaire.scoring
    ladder, known = rules.cumulative, [band.id for band in rules.bands]
    if rules.total == "cumulative" and not (ladder and known):
        yield rules, "total", Q523()
    if ladder is None:
        return
    unknown = False
    for key in ("reached", "below"):
        if (id := getattr(ladder, key)) not in known:
            unknown = True
            yield ladder, key, Q527(details={"id": id, "known": ", ".join(known) or "–"})
    if not unknown and known.index(ladder.below) < known.index(ladder.reached):
        yield ladder, "below", Q526(details={"reached": ladder.reached, "below": ladder.below})


def _bands(questionnaire: Questionnaire) -> Found:
    bands = questionnaire.scoring.bands
    for band in bands:
        if not 0 <= band.to <= 1:
            yield band, "to", outside("to", band.to, 0, 1)
    for before, band in pairwise(bands):
        if band.to <= before.to:
            yield band, "to", Q524(details={"id": band.id, "to": _percent(band.to)})
    if bands and bands[-1].to < 1:
        yield bands[-1], "to", Q525(details={"to": _percent(bands[-1].to)})


def _percent(share: Fraction) -> str:
    return f"{shortest(share * 100)}%"


def _shared_out(questionnaire: Questionnaire) -> Found:
    """Points of dimensions where they count for nothing, or contradict those of the items."""
    total = questionnaire.scoring.total
    points = {}
    if total == "sum":
        points = {dimension.id: dimension.points for dimension in questionnaire.dimensions}
    for profile in questionnaire.profiles:
        if profile.points and total in WITHOUT_WEIGHTS:
            yield profile, "points", Q528(details={"id": profile.id, "total": total})
        for id, given in profile.points.items():
            if id in points and given != points[id]:
                told = {"given": shortest(given), "sum": shortest(points[id])}
                yield profile.points, id, Q529(details={"id": profile.id, "dimension": id, **told})


def _not_applicable(questionnaire: Questionnaire) -> Found:
    rule = questionnaire.scoring.not_applicable
    if rule.policy == "target" and rule.target is None:
        yield rule, "policy", Q533()
    if rule.policy != "target" and rule.target is not None:
        yield rule, "target", Q532(details={"policy": rule.policy})
    if rule.target is not None and not 0 <= rule.target <= 1:
        yield rule, "target", outside("target", rule.target, 0, 1)


def _gates(questionnaire: Questionnaire) -> Found:
    maximum = questionnaire.scoring.maximum
    for level in questionnaire.levels:
        if not level.is_gated:
            yield level, "", Q530(details={"level": level.level})
        if level.total is not None and not 0 <= level.total <= maximum:
            yield level, "total", outside("total", level.total, 0, maximum)
        for key in ("each_dimension", "knock_out"):
            given: Fraction | None = getattr(level, key)
            if given is not None and not 0 <= given <= 1:
                yield level, key, outside(key, given, 0, 1)


def _deductions(questionnaire: Questionnaire) -> Found:
    for deduction in questionnaire.deductions:
        yield from _deduction(deduction)


def _deduction(deduction: Deduction) -> Found:
    if (deduction.points is None) is (deduction.percent is None):
        yield deduction, "", Q531(details={"id": deduction.id})
    if deduction.percent is not None and not 0 < deduction.percent <= 1:
        yield deduction, "percent", outside("percent", deduction.percent, 0, 1)
    if deduction.points is not None and deduction.points <= 0:
        yield deduction, "points", Q506(details={"what": "points", "given": deduction.points})
    if deduction.most is not None and not 1 <= deduction.most <= MOST_TIMES:
        yield deduction, "most", outside("most", deduction.most, 1, MOST_TIMES)
