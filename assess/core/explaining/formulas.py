"""How a rollup reads as a formula, and the same with its numbers put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.explaining.explanation import in_short
from assess.core.numbers import shortest
from assess.core.rollups import Part, rungs_reached
from assess.core.scorecard import DimensionScore, ItemScore, Mean
from assess.core.scoring_rules import Rollup, ScoringRules

_NO_PART = Part(Fraction(0), Fraction(0), None, applies=False)


@dataclass(frozen=True, slots=True)
class Operand:
    """A part with the id it is named by."""

    id: str
    part: Part


def item_operands(items: Sequence[ItemScore]) -> list[Operand]:
    """Items by their claimed scores."""
    return [
        Operand(s.item.id, Part(s.item.points, s.item.points, s.claimed, s.applicable))
        for s in items
    ]


def stage_operands(dimension: DimensionScore) -> list[Operand]:
    """The stages of a dimension by their claimed scores, with those that nothing is asked of."""
    means = {score.stage.id: score.mean for score in dimension.stages}
    return [
        Operand(stage.id, _of_mean(means[stage.id]) if stage.id in means else _NO_PART)
        for stage in dimension.dimension.stages
    ]


def _of_mean(mean: Mean) -> Part:
    return Part(mean.asked, mean.applicable, mean.claimed, applies=bool(mean.applicable))


def formula_of(rollup: Rollup, rules: ScoringRules, *, weight: str, score: str) -> str:
    """The rule by the names of a weight and a score: "Σ w·s / Σ w"."""
    if rollup == "mean":
        return f"Σ {score} / n"
    if rollup == "minimum":
        return f"min {score}"
    if rollup == "cumulative":
        assert rules.cumulative is not None
        reached, below = rules.cumulative.reached, rules.cumulative.below
        return f"k / n   ({score} of k ≥ {reached}, {score} of 1…k−1 ≥ {below})"
    return f"Σ {weight}·{score} / Σ {weight}"


def worked_of(rollup: Rollup, rules: ScoringRules, operands: Sequence[Operand]) -> str:
    """The rule with its numbers; "–" while there are none."""
    parts = [operand.part for operand in operands]
    scored = [part for part in parts if part.score is not None]
    if not scored:
        return "–"
    if rollup == "cumulative":
        bands = ", ".join(f"{operand.id} {_band(operand.part, rules)}" for operand in operands)
        return f"{rungs_reached(parts, rules)} / {len(parts)}   ({bands})"
    scores = [in_short(part.score) for part in scored]
    if rollup == "minimum":
        return f"min({', '.join(scores)})"
    if rollup == "mean":
        return f"({' + '.join(scores)}) / {len(scored)}"
    weights = [part.counted if rollup == "sum" else part.weight for part in scored]
    above = " + ".join(f"{shortest(w)}·{s}" for w, s in zip(weights, scores, strict=True))
    return f"({above}) / {shortest(sum(weights, Fraction(0)))}"


def products(operands: Sequence[Operand]) -> str:
    """The weights by the scores, added up: "100·0.5 + 200·–"."""
    return " + ".join(f"{shortest(o.part.weight)}·{in_short(o.part.score)}" for o in operands)


def _band(part: Part, rules: ScoringRules) -> str:
    """The band a rung stands in: "?" while it has no score, "–" where nothing of it applies."""
    if not part.applies:
        return "–"
    band = None if part.score is None else rules.band(part.score)
    return "?" if band is None else band.id
