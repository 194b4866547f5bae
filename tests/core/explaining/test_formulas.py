"""How scores that are made otherwise than by a weighted mean explain themselves."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assess.core.explaining.explanation import percent_rounding, points_rounding
from assess.core.explaining.items import explain_item
from assess.core.explaining.totals import explain_dimension, explain_total, trace
from assess.core.scoring_rules import Rounding
from tests.core.factory import (
    NPLF,
    card,
    dimension,
    maturity,
    profile,
    questionnaire,
    rated,
    rating,
    rules,
    steps_are,
    without,
)

F = Fraction
ANSWERS = {"A": rated(9), "B": rated(6), "C": rated(3)}


def three(rollup, **stages: str | None):
    """Items at 0.9, 0.6 and 0.3 weighing 1, 2 and 3; the first two stand in the first stage."""
    return questionnaire(
        dimension(
            "only",
            rating("A", 1, stage="one"),
            rating("B", 2, stage="one"),
            rating("C", 3, stage="two"),
            stages=stages,  # type: ignore[arg-type]  # words of rollups
            rollup=rollup,
        ),
        scoring=rules(**NPLF),
    )


def explained(asked, answers=None):
    found = card(asked, ANSWERS if answers is None else answers)
    return explain_dimension(found, found.dimensions[0])


@pytest.mark.parametrize(
    ("rollup", "formula", "worked", "result"),
    [
        ("weighted-mean", "S = Σ w·s / Σ w", "(1·0.9 + 2·0.6 + 3·0.3) / 6", "0.5"),
        ("sum", "S = Σ w·s / Σ w", "(1·0.9 + 2·0.6 + 3·0.3) / 6", "0.5"),
        ("mean", "S = Σ s / n", "(0.9 + 0.6 + 0.3) / 3", "0.6"),
        ("minimum", "S = min s", "min(0.9, 0.6, 0.3)", "0.3"),
        (
            "cumulative",
            "S = k / n   (s of k ≥ L, s of 1…k−1 ≥ F)",
            "2 / 3   (A F, B L, C P)",
            "2/3 = 0.666666…",
        ),
    ],
)
def test_each_rollup_of_items_explains_itself(rollup, formula, worked, result):
    mean, points = explained(three(rollup))

    assert (mean.subject, mean.formula) == ("only claimed", formula)
    assert (mean.worked, mean.result) == (worked, result)
    assert mean.inputs == (("A", "0.9"), ("B", "0.6"), ("C", "0.3"))
    assert points.formula == "P = W · S"


@pytest.mark.parametrize(
    ("rollup", "formula", "worked"),
    [
        ("weighted-mean", "S = Σ w·g / Σ w", "(3·0.75 + 3·0.3) / 6"),
        ("sum", "S = Σ c·g / Σ c", "(3·0.75 + 3·0.3) / 6"),
        ("mean", "S = Σ g / n", "(0.75 + 0.3) / 2"),
        ("minimum", "S = min g", "min(0.75, 0.3)"),
        ("cumulative", "S = k / n   (g of k ≥ L, g of 1…k−1 ≥ F)", "1 / 2   (one L, two P)"),
    ],
)
def test_each_rollup_of_stages_explains_itself_after_them(rollup, formula, worked):
    one, two, mean, _ = explained(three(rollup, one="mean", two="minimum"))

    assert (one.subject, one.formula) == ("only.one claimed", "g = Σ s / n")
    assert (one.worked, one.result) == ("(0.9 + 0.6) / 2", "0.75")
    assert (two.subject, two.formula, two.worked) == (
        "only.two claimed",
        "g = min s",
        "min(0.3)",
    )
    assert (mean.formula, mean.worked) == (formula, worked)
    assert mean.inputs == (("one", "0.75"), ("two", "0.3"))


def test_what_is_left_out_of_a_stage_is_named():
    answers = {"A": rated(9), "B": without(), "C": rated(3)}
    one, two, mean, _ = explained(three("sum", one="sum", two="sum"), answers)

    assert one.excluded == mean.excluded == (("B", "not applicable"),)
    assert two.excluded == ()
    assert mean.worked == "(1·0.9 + 3·0.3) / 4"


def test_a_rung_that_is_open_or_does_not_apply_is_marked():
    asked = three("cumulative", one=None, two=None)
    open_ones = {"A": rated(9), "B": rated(9)}

    assert explained(asked, open_ones)[2].worked == "1 / 2   (one F, two ?)"
    assert explained(asked, {**open_ones, "C": without()})[2].worked == "1 / 2   (one F, two –)"


def test_a_stage_that_nothing_is_asked_of_is_still_a_rung():
    asked = three("cumulative", one=None, middle=None, two=None)
    found = explained(asked, {"A": rated(9), "B": rated(9), "C": rated(9)})

    assert [each.subject for each in found[:-2]] == ["only.one claimed", "only.two claimed"]
    assert found[-2].worked == "3 / 3   (one F, middle –, two F)"


@pytest.mark.parametrize(
    ("total", "formula", "worked", "interval"),
    [
        (
            "sum",
            "T = M · Σ C·S / Σ C",
            "100 · (60·0.8 + 30·0.4) / 90",
            "[M · Σ C·S(open = 0) / Σ C, M · Σ C·S(open = 1) / Σ C]",
        ),
        (
            "mean",
            "T = M · Σ S / n",
            "100 · (0.8 + 0.4) / 2",
            "[M · Σ S(open = 0) / n, M · Σ S(open = 1) / n]",
        ),
        (
            "minimum",
            "T = M · min S",
            "100 · min(0.8, 0.4)",
            "[M · min S(open = 0), M · min S(open = 1)]",
        ),
    ],
)
def test_each_total_explains_itself(total, formula, worked, interval):
    asked = questionnaire(
        dimension("a", rating("A", 60)),
        dimension("b", rating("B", 30), rating("N", 10)),
        scoring=rules(total=total, maximum=F(100)),
        profiles=(profile("plain"),),
    )
    claimed, between, evidenced = explain_total(
        card(asked, {"A": rated(8), "B": rated(4), "N": without()})
    )

    assert (claimed.formula, claimed.worked) == (formula, worked)
    assert between.formula == interval
    assert evidenced.formula == formula.replace("T =", "E =").replace("S", "e")


@pytest.mark.parametrize(
    ("combine", "formula", "worked", "result"),
    [
        ("capped", "s = min(R, I + 1) / 5", "min(4, 1 + 1) / 5", "0.4"),
        ("mean", "s = (I + R) / 2 / 5", "(1 + 4) / 2 / 5", "0.5"),
        ("minimum", "s = min(I, R) / 5", "min(1, 4) / 5", "0.2"),
    ],
)
def test_two_axes_explain_how_they_are_combined(combine, formula, worked, result):
    found = card(
        questionnaire(dimension("only", maturity(combine=combine))), {"M1": steps_are(1, 4)}
    )
    claimed, *_ = explain_item(found, found.items[0])

    assert (claimed.formula, claimed.worked, claimed.result) == (formula, worked, result)
    assert claimed.inputs == (("I", "1"), ("R", "4"))


@pytest.mark.parametrize(
    ("policy", "target", "result"), [("zero", None, "0"), ("target", "0.6", "0.6")]
)
def test_what_does_not_apply_but_counts_explains_itself(policy, target, result):
    asked = questionnaire(dimension("only", maturity()), scoring=rules(na=policy, target=target))
    found = card(asked, {"M1": without()})
    claimed, evidenced, points = explain_item(found, found.items[0])

    assert (claimed.formula, claimed.result) == (f"s = {policy}", result)
    assert (evidenced.formula, evidenced.result) == ("e = s", result)
    assert F(points.result) == 10 * F(result)


@pytest.mark.parametrize(
    ("rounding", "percent", "points"),
    [
        (Rounding(), "half up, whole %", "half up, one decimal, from unrounded values"),
        (
            Rounding(mode="down", points=0, percent=1),
            "down, % with one decimal",
            "down, whole points, from unrounded values",
        ),
        (
            Rounding(mode="half-even", points=3, percent=2),
            "half to even, % with 2 decimals",
            "half to even, 3 decimals, from unrounded values",
        ),
        (
            Rounding(mode="none"),
            "not rounded, whole %",
            "not rounded, one decimal, from unrounded values",
        ),
    ],
)
def test_an_explanation_says_how_its_number_is_rounded(rounding, percent, points):
    asked = three("mean")
    found = card(replace(asked, scoring=replace(asked.scoring, rounding=rounding)), ANSWERS)

    assert (percent_rounding(rounding), points_rounding(rounding)) == (percent, points)
    assert explain_total(found)[0].rounding == points
    assert explain_dimension(found, found.dimensions[0])[0].rounding == percent


def test_a_whole_trace_tells_each_number_once():
    found = card(three("mean", one="mean", two="mean"), ANSWERS)
    subjects = [each.subject for each in trace(found)]

    assert len(set(subjects)) == len(subjects)
    assert {"only.one claimed", "only claimed", "A claimed", "total claimed"} <= set(subjects)
