"""How the scores of an item explain themselves, by the rule of its type."""

from __future__ import annotations

from fractions import Fraction

from assess.core.answers import (
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
    RatingAnswer,
)
from assess.core.explaining.explanation import Explanation, exact, in_short
from assess.core.items import TOP, ChecklistItem, KpiItem, MaturityItem, RatingItem
from assess.core.numbers import shortest
from assess.core.rules import SMALL_SAMPLE, kpi_parts
from assess.core.scorecard import ItemScore, Scorecard

_Rule = tuple[str, tuple[tuple[str, str], ...], str]
"""A formula, its inputs by name, and the formula with the inputs put in."""

_COMBINED = {
    "capped": ("s = min(R, I + 1) / 5", "min({R}, {I} + 1) / 5"),
    "mean": ("s = (I + R) / 2 / 5", "({I} + {R}) / 2 / 5"),
    "minimum": ("s = min(I, R) / 5", "min({I}, {R}) / 5"),
}


def explain_item(scorecard: Scorecard, score: ItemScore) -> tuple[Explanation, ...]:
    """How an item's claimed and evidenced scores and its points come about."""
    if score.claimed is None or score.evidenced is None or score.answer is None:
        return (_open(score),)
    return (
        _claimed(scorecard, score),
        _evidenced(scorecard, score),
        Explanation(
            subject=f"{score.item.id} points",
            formula="p = w · s",
            inputs=(("w", shortest(score.item.points)), ("s", exact(score.claimed))),
            worked=f"{shortest(score.item.points)} · {in_short(score.claimed)}",
            result=exact(score.points),
        ),
    )


def _open(score: ItemScore) -> Explanation:
    return Explanation(
        subject=f"{score.item.id} claimed",
        formula="s ∈ [low, high]" if score.applicable else "–",
        inputs=(("status", score.status.value),),
        worked=f"[{exact(score.low)}, {exact(score.high)}]" if score.applicable else "–",
        result="–",
    )


def _claimed(scorecard: Scorecard, score: ItemScore) -> Explanation:
    formula, inputs, worked = _rule(scorecard, score)
    band = scorecard.questionnaire.scoring.band(score.claimed or Fraction(0))
    inputs = (*inputs, ("band", band.id)) if band else inputs
    return Explanation(
        subject=f"{score.item.id} claimed",
        formula=formula,
        inputs=inputs,
        worked=worked,
        result=exact(score.claimed),
    )


def _evidenced(scorecard: Scorecard, score: ItemScore) -> Explanation:
    assert score.answer is not None
    ceiling = scorecard.questionnaire.scoring.evidence_ceiling
    grade = score.answer.evidence or 0
    given = not score.answer.not_applicable
    return Explanation(
        subject=f"{score.item.id} evidenced",
        formula="e = min(s, ceiling(grade) / 5)" if given else "e = s",
        inputs=(("s", exact(score.claimed)), *([("grade", str(grade))] if given else [])),
        worked=f"min({in_short(score.claimed)}, {ceiling[grade]} / {TOP})"
        if given
        else in_short(score.claimed),
        result=exact(score.evidenced),
    )


def _rule(scorecard: Scorecard, score: ItemScore) -> _Rule:
    item, answer = score.item, score.answer
    if answer is not None and answer.not_applicable:
        policy = scorecard.questionnaire.scoring.not_applicable.policy
        return f"s = {policy}", (("status", "not applicable"),), exact(score.claimed)
    match answer:
        case MaturityAnswer():
            assert isinstance(item, MaturityItem)
            return _maturity_rule(item, answer)
        case ChecklistAnswer():
            assert isinstance(item, ChecklistItem)
            return _checklist_rule(scorecard, item, answer)
        case CoverageAnswer():
            return _coverage_rule(scorecard, answer)
        case KpiAnswer() if answer.value is not None:
            assert isinstance(item, KpiItem)
            return _kpi_rule(item, answer)
        case ChoiceAnswer():
            return "s = score(option)", (("option", answer.chosen or "–"),), exact(score.claimed)
        case RatingAnswer() if answer.value is not None:
            assert isinstance(item, RatingItem)
            return _rating_rule(item, answer.value)
    return "s = 0", (("status", score.status.value),), "0"


def _maturity_rule(item: MaturityItem, answer: MaturityAnswer) -> _Rule:
    if len(item.axes) == 1:
        step = str(getattr(answer, item.axes[0]) or 0)
        return "s = m / 5", (("m", step),), f"{step} / {TOP}"
    steps = {"I": str(answer.intention or 0), "R": str(answer.reality or 0)}
    formula, worked = _COMBINED[item.combine]
    return formula, tuple(steps.items()), worked.format(**steps)


def _rating_rule(item: RatingItem, value: Fraction) -> _Rule:
    given, low, high = (shortest(number) for number in (value, item.lowest, item.highest))
    return (
        "s = (x − lowest) / (highest − lowest)",
        (("x", given), ("lowest", low), ("highest", high)),
        f"({given} − {low}) / ({high} − {low})",
    )


def _checklist_rule(scorecard: Scorecard, item: ChecklistItem, answer: ChecklistAnswer) -> _Rule:
    # An open practice leaves the mean; where what is open counts as nothing, it is 0.
    zero = scorecard.questionnaire.scoring.open_is_zero(scorecard.purpose)
    rest = Fraction(0) if zero else None
    asked = [(p, answer.practices.get(p.id, rest)) for p in item.practices]
    values = [(p, value) for p, value in asked if value is not None]
    inputs = tuple(
        (f"{p.id}{' *' if p.mandatory else ''}", f"{shortest(p.weight)} × {shortest(value)}")
        for p, value in values
    )
    above = " + ".join(f"{shortest(p.weight)}·{shortest(value)}" for p, value in values)
    below = shortest(sum((p.weight for p, _ in values), Fraction(0)))
    cap = scorecard.questionnaire.scoring.mandatory_cap
    if any(p.mandatory and value == 0 for p, value in values):
        return (
            "s = min(Σ v·a / Σ v, cap)   (* = 0)",
            inputs,
            f"min(({above}) / {below}, {shortest(cap)})",
        )
    return "s = Σ v·a / Σ v", inputs, f"({above}) / {below}"


def _coverage_rule(scorecard: Scorecard, answer: CoverageAnswer) -> _Rule:
    if answer.numerator is None or answer.denominator is None:
        return "s = 0", (), "0"
    parts = (shortest(answer.numerator), shortest(answer.denominator))
    inputs = (("n", parts[0]), ("d", parts[1]))
    small = answer.sample is not None and answer.sample < SMALL_SAMPLE
    if scorecard.purpose == "certification" and small:
        sample = str(answer.sample)
        return (
            "s = Wilson₉₅ lower(n / d, sample)",
            (*inputs, ("sample", sample)),
            f"Wilson({parts[0]} / {parts[1]}, {sample})",
        )
    return "s = clip(n / d, 0, 1)", inputs, f"{parts[0]} / {parts[1]}"


def _kpi_rule(item: KpiItem, answer: KpiAnswer) -> _Rule:
    assert answer.value is not None
    parts = kpi_parts(item, answer)
    curve = ", ".join(f"{shortest(p.at)}→{shortest(p.score)}" for p in answer.curve(item))
    names = [
        in_short(value) for value in (parts.level, parts.trend, parts.comparison, parts.segments)
    ]
    level, trend, comparison, segments = names
    return (
        "s = max(min(L, 3/5), L/2 + T/5 + C/5 + G/10)",
        (
            ("value", shortest(answer.value)),
            ("curve", curve),
            ("L", level),
            ("T", trend),
            ("C", comparison),
            ("G", segments),
        ),
        f"max(min({level}, 0.6), {level}/2 + {trend}/5 + {comparison}/5 + {segments}/10)",
    )
