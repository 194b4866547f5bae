"""Every number explains itself: formula, inputs, weights, exclusions, rounding.

An explanation is built of formulas and ids, so it reads the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assess.core.answers import (
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
)
from assess.core.numbers import decimal_string, shortest
from assess.core.questionnaire import TOP, ChecklistItem, KpiItem, MaturityItem
from assess.core.rules import SMALL_SAMPLE, kpi_parts
from assess.core.scorecard import DimensionScore, ItemScore, Scorecard, Status

LONGEST_EXACT = 9
"""Characters of a number that is printed exactly; longer ones are cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One number: what it is of, its rule, the rule with its inputs put in, and what it gives.

    `inputs` are (name, value) pairs as text; `excluded` are (id, reason) pairs.
    """

    subject: str
    formula: str
    inputs: tuple[tuple[str, str], ...]
    worked: str
    result: str
    excluded: tuple[tuple[str, str], ...] = ()
    rounding: str = ""


def exact(value: Fraction | None) -> str:
    """A number exactly where that is short, else with its first six decimals."""
    if value is None:
        return "–"
    short = shortest(value)
    cut = f"{decimal_string(value, 6, 'down')}…"
    if len(short) > LONGEST_EXACT:
        return cut
    return f"{short} = {cut}" if "/" in short else short


def _short(value: Fraction | None) -> str:
    """A number inside a formula: one writing only."""
    return exact(value).split(" = ")[-1]


def explain_item(scorecard: Scorecard, score: ItemScore) -> tuple[Explanation, ...]:
    """How an item's claimed and evidenced scores and its points come about."""
    if score.claimed is None or score.evidenced is None or score.answer is None:
        return (_open(score),)
    ceiling = scorecard.questionnaire.scoring.evidence_ceiling
    grade = score.answer.evidence or 0
    return (
        _claimed(scorecard, score),
        Explanation(
            subject=f"{score.item.id} evidenced",
            formula="e = min(s, ceiling(grade) / 5)",
            inputs=(("s", exact(score.claimed)), ("grade", str(grade))),
            worked=f"min({_short(score.claimed)}, {ceiling[grade]} / {TOP})",
            result=exact(score.evidenced),
        ),
        Explanation(
            subject=f"{score.item.id} points",
            formula="p = w · s",
            inputs=(("w", shortest(score.item.points)), ("s", exact(score.claimed))),
            worked=f"{shortest(score.item.points)} · {_short(score.claimed)}",
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
    return Explanation(
        subject=f"{score.item.id} claimed",
        formula=formula,
        inputs=inputs,
        worked=worked,
        result=exact(score.claimed),
    )


def _rule(scorecard: Scorecard, score: ItemScore) -> tuple[str, tuple[tuple[str, str], ...], str]:
    item, answer = score.item, score.answer
    match answer:
        case MaturityAnswer():
            assert isinstance(item, MaturityItem)
            if len(item.axes) == 1:
                step = str(getattr(answer, item.axes[0]) or 0)
                return "s = m / 5", (("m", step),), f"{step} / {TOP}"
            steps = (answer.intention or 0, answer.reality or 0)
            inputs = (("I", str(steps[0])), ("R", str(steps[1])))
            return "s = min(R, I + 1) / 5", inputs, f"min({steps[1]}, {steps[0]} + 1) / {TOP}"
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
    return "s = 0", (("status", score.status.value),), "0"


def _checklist_rule(
    scorecard: Scorecard, item: ChecklistItem, answer: ChecklistAnswer
) -> tuple[str, tuple[tuple[str, str], ...], str]:
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


def _coverage_rule(
    scorecard: Scorecard, answer: CoverageAnswer
) -> tuple[str, tuple[tuple[str, str], ...], str]:
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


def _kpi_rule(item: KpiItem, answer: KpiAnswer) -> tuple[str, tuple[tuple[str, str], ...], str]:
    assert answer.value is not None
    parts = kpi_parts(item, answer)
    curve = ", ".join(f"{shortest(p.at)}→{shortest(p.score)}" for p in answer.curve(item))
    names = [
        exact(value).split(" = ")[-1]
        for value in (parts.level, parts.trend, parts.comparison, parts.segments)
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


def explain_dimension(scorecard: Scorecard, dimension: DimensionScore) -> tuple[Explanation, ...]:
    """How a dimension's score and points come about."""
    counted = [score for score in dimension.items if score.claimed is not None]
    above = " + ".join(
        f"{shortest(score.item.points)}·{_short(score.claimed)}" for score in counted
    )
    below = shortest(sum((score.item.points for score in counted), Fraction(0)))
    excluded = tuple(
        (score.item.id, score.status.value)
        for score in dimension.items
        if score.status is not Status.ANSWERED
    )
    mean = Explanation(
        subject=f"{dimension.dimension.id} claimed",
        formula="S = Σ w·s / Σ w",
        inputs=tuple((score.item.id, exact(score.claimed)) for score in counted),
        worked=f"({above}) / {below}" if counted else "–",
        result=exact(dimension.claimed),
        excluded=excluded,
        rounding="half up, whole %",
    )
    points = Explanation(
        subject=f"{dimension.dimension.id} points",
        formula="P = W · S",
        inputs=(("W", shortest(dimension.maximum)), ("S", exact(dimension.claimed))),
        worked=f"{shortest(dimension.maximum)} · {_short(dimension.claimed)}",
        result=exact(dimension.points),
    )
    return mean, points


def explain_total(scorecard: Scorecard) -> tuple[Explanation, ...]:
    """How the total comes about."""
    total = scorecard.total
    parts = " + ".join(f"{shortest(d.maximum)}·{_short(d.claimed)}" for d in scorecard.dimensions)
    return (
        Explanation(
            subject="total claimed",
            formula="T = Σ W·S",
            inputs=tuple((d.dimension.id, exact(d.claimed)) for d in scorecard.dimensions),
            worked=parts,
            result=exact(total.claimed),
            excluded=tuple(
                (d.dimension.id, d.unrated.value) for d in scorecard.dimensions if d.unrated
            ),
            rounding="half up, one decimal, from unrounded values",
        ),
        Explanation(
            subject="total interval",
            formula="[Σ W·S(open = 0), Σ W·S(open = 1)]",
            inputs=(("completeness", exact(total.completeness)),),
            worked=f"[{_short(total.low)}, {_short(total.high)}]",
            result=f"[{exact(total.low)}, {exact(total.high)}]",
        ),
        Explanation(
            subject="total evidenced",
            formula="E = Σ W·e",
            inputs=tuple((d.dimension.id, exact(d.evidenced)) for d in scorecard.dimensions),
            worked=" + ".join(
                f"{shortest(d.maximum)}·{_short(d.evidenced)}" for d in scorecard.dimensions
            ),
            result=exact(total.evidenced),
        ),
    )


def trace(scorecard: Scorecard) -> Iterator[Explanation]:
    """The whole score trace: total, then every dimension with its items."""
    yield from explain_total(scorecard)
    for dimension in scorecard.dimensions:
        yield from explain_dimension(scorecard, dimension)
        for score in dimension.items:
            yield from explain_item(scorecard, score)
