"""Every number explains itself: formula, inputs, weights, exclusions, rounding.

An explanation is built of formulas and ids, so it reads the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from assess.core.deductions import Deducted, deducted
from assess.core.explaining.explanation import (
    Explanation,
    exact,
    in_short,
    percent_rounding,
    points_rounding,
)
from assess.core.explaining.formulas import (
    Operand,
    formula_of,
    item_operands,
    products,
    stage_operands,
    worked_of,
)
from assess.core.explaining.items import explain_item
from assess.core.numbers import shortest
from assess.core.scorecard import DimensionScore, ItemScore, Scorecard, StageScore, Status
from assess.core.tree import dimension_parts


def explain_dimension(scorecard: Scorecard, dimension: DimensionScore) -> tuple[Explanation, ...]:
    """How a dimension's score and points come about, and before them those of its stages."""
    rules, rollup = scorecard.questionnaire.scoring, dimension.rollup
    stages = dimension.stages if dimension.staged else ()
    operands = stage_operands(dimension) if stages else item_operands(dimension.items)
    weight = "c" if stages and rollup == "sum" else "w"
    formula = formula_of(rollup, rules, weight=weight, score="g" if stages else "s")
    mean = Explanation(
        subject=f"{dimension.dimension.id} claimed",
        formula=f"S = {formula}",
        inputs=_scores(operands),
        worked=worked_of(rollup, rules, operands),
        result=exact(dimension.claimed),
        excluded=_excluded(dimension.items),
        rounding=percent_rounding(rules.rounding),
    )
    points = Explanation(
        subject=f"{dimension.dimension.id} points",
        formula="P = W · S",
        inputs=(("W", shortest(dimension.maximum)), ("S", exact(dimension.claimed))),
        worked=f"{shortest(dimension.maximum)} · {in_short(dimension.claimed)}",
        result=exact(dimension.points),
    )
    return (*(_stage(scorecard, dimension, stage) for stage in stages), mean, points)


def _stage(scorecard: Scorecard, dimension: DimensionScore, stage: StageScore) -> Explanation:
    """How the score of a stage comes about, where it makes that of its dimension."""
    rules, operands = scorecard.questionnaire.scoring, item_operands(stage.items)
    return Explanation(
        subject=f"{dimension.dimension.id}.{stage.stage.id} claimed",
        formula=f"g = {formula_of(stage.rollup, rules, weight='w', score='s')}",
        inputs=_scores(operands),
        worked=worked_of(stage.rollup, rules, operands),
        result=exact(stage.mean.claimed),
        excluded=_excluded(stage.items),
    )


def _scores(operands: Sequence[Operand]) -> tuple[tuple[str, str], ...]:
    return tuple((o.id, exact(o.part.score)) for o in operands if o.part.score is not None)


def _excluded(items: Sequence[ItemScore]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (score.item.id, score.status.value)
        for score in items
        if score.status is not Status.ANSWERED
    )


def explain_total(scorecard: Scorecard) -> tuple[Explanation, ...]:
    """How the total comes about."""
    total, rounding = scorecard.total, scorecard.questionnaire.scoring.rounding
    found = any(scorecard.deductions.values())
    less = " − D" if found else ""
    interval = ", ".join(f"{_total_formula(scorecard, f'S(open = {n})')}{less}" for n in (0, 1))
    claimed = Explanation(
        subject="total gross" if found else "total claimed",
        formula=f"{'G' if found else 'T'} = {_total_formula(scorecard, 'S')}",
        inputs=tuple((d.dimension.id, exact(d.claimed)) for d in scorecard.dimensions),
        worked=_total_worked(scorecard, "claimed"),
        result=exact(total.gross),
        excluded=tuple(
            (d.dimension.id, d.unrated.value) for d in scorecard.dimensions if d.unrated
        ),
        rounding="" if found else points_rounding(rounding),
    )
    return (
        claimed,
        *([_after_deductions(scorecard)] if found else []),
        Explanation(
            subject="total interval",
            formula=f"[{interval}]",
            inputs=(("completeness", exact(total.completeness)),),
            worked=f"[{in_short(total.low)}, {in_short(total.high)}]",
            result=f"[{exact(total.low)}, {exact(total.high)}]",
        ),
        Explanation(
            subject="total evidenced",
            formula=f"E = {_total_formula(scorecard, 'e')}{less}",
            inputs=tuple((d.dimension.id, exact(d.evidenced)) for d in scorecard.dimensions),
            worked=f"{_total_worked(scorecard, 'evidenced')}{less}",
            result=exact(total.evidenced),
        ),
    )


def _total_formula(scorecard: Scorecard, score: str) -> str:
    rules = scorecard.questionnaire.scoring
    if rules.total == "weighted-mean":
        return f"Σ W·{score}"
    return f"M · {formula_of(rules.total, rules, weight='C', score=score)}"


def _total_worked(scorecard: Scorecard, kind: str) -> str:
    rules = scorecard.questionnaire.scoring
    operands = [
        Operand(d.dimension.id, replace(part, score=getattr(d, kind)))
        for d, part in zip(
            scorecard.dimensions, dimension_parts(scorecard.dimensions, kind), strict=True
        )
    ]
    if rules.total == "weighted-mean":
        return products(operands)
    return f"{shortest(rules.maximum)} · {worked_of(rules.total, rules, operands)}"


def _after_deductions(scorecard: Scorecard) -> Explanation:
    """What of the total is left when everything that was found is deducted."""
    total, found = scorecard.total, list(deducted(scorecard))
    costs = " + ".join(in_short(each.points) for each in found)
    return Explanation(
        subject="total claimed",
        formula="T = max(G − D, 0)",
        inputs=(("G", exact(total.gross)), *((e.deduction.id, _price(e)) for e in found)),
        worked=f"max({in_short(total.gross)} − ({costs}), 0)",
        result=exact(total.claimed),
        rounding=points_rounding(scorecard.questionnaire.scoring.rounding),
    )


def _price(found: Deducted) -> str:
    """How often something was found and what it costs each time: "2 × 1 % · G"."""
    deduction = found.deduction
    if deduction.percent is not None:
        return f"{found.times} × {shortest(deduction.percent * 100)} % · G"
    return f"{found.times} × {shortest(deduction.points or Fraction(0))}"


def trace(scorecard: Scorecard) -> Iterator[Explanation]:
    """The whole score trace: total, then every dimension with its items."""
    yield from explain_total(scorecard)
    for dimension in scorecard.dimensions:
        yield from explain_dimension(scorecard, dimension)
        for score in dimension.items:
            yield from explain_item(scorecard, score)
