"""How the scores of parts make the score of a whole, on every layer of the tree.

    total › dimension › (stage ›) item

    weighted-mean   Σ w·s / Σ w   a part keeps its weight whatever in it does not apply
    mean            Σ s / n       every part alike
    sum             Σ c·s / Σ c   points obtained of points attainable: c is the weight of
                                  what applies in a part, down to its items
    minimum         min s         as high as the lowest part
    cumulative      k / n         parts are rungs; k is the highest that is reached

What has no score is left out; only of a rung it is not known then whether it is reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.scoring_rules import Rollup, ScoringRules


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole: its weight, how much of that applies, and its score if it has one."""

    weight: Fraction
    counted: Fraction
    score: Fraction | None
    applies: bool


def rolled(rollup: Rollup, parts: Sequence[Part], rules: ScoringRules) -> Fraction | None:
    """The score of a whole, None when none of its parts has a score."""
    scored = [(part, part.score) for part in parts if part.score is not None]
    if rollup == "cumulative":
        return Fraction(rungs_reached(parts, rules), len(parts)) if scored else None
    if rollup == "minimum":
        return min((score for _, score in scored), default=None)
    return weighted_mean((_weight(rollup, part), score) for part, score in scored)


def shares(rollup: Rollup, parts: Sequence[Part]) -> list[Fraction] | None:
    """What each part adds to the whole for each unit of its score.

    None where the whole is no sum of its parts: a minimum, or a ladder.
    """
    if rollup in {"minimum", "cumulative"}:
        return None
    weights = [Fraction(0) if p.score is None else _weight(rollup, p) for p in parts]
    every = sum(weights, Fraction(0))
    return [weight / every if every else every for weight in weights]


def rungs_reached(parts: Sequence[Part], rules: ScoringRules) -> int:
    """The number of the highest rung reached, from 1; 0 when the first is not.

    A rung is reached in the band `reached`, if all rungs under it stand in the band `below`.
    One of which nothing applies is passed over, but not reached.
    """
    ladder = rules.cumulative
    assert ladder is not None
    order = {band.id: number for number, band in enumerate(rules.bands)}
    highest = 0
    for number, part in enumerate(parts, start=1):
        if not part.applies:
            continue
        band = None if part.score is None else rules.band(part.score)
        if band is None or order[band.id] < order[ladder.reached]:
            break
        highest = number
        if order[band.id] < order[ladder.below]:
            break
    return highest


def weighted_mean(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """The mean of (weight, value) pairs, or None when nothing weighs."""
    # Plain integers, reduced once at the end: ten times as fast as adding fractions.
    weight_above, above, below = 0, 0, 1
    for weight, value in pairs:
        heavy, per_weight = weight.as_integer_ratio()
        much, per_value = value.as_integer_ratio()
        scale = per_weight * per_value
        above = above * scale + heavy * much * below
        weight_above = weight_above * scale + heavy * per_value * below
        below *= scale
    return Fraction(above, weight_above) if weight_above else None


def _weight(rollup: Rollup, part: Part) -> Fraction:
    if rollup == "mean":
        return Fraction(1)
    return part.counted if rollup == "sum" else part.weight
