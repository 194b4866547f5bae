from fractions import Fraction

import pytest

from assess.core.explaining.explanation import exact
from assess.core.explaining.items import explain_item
from assess.core.explaining.totals import trace
from tests.core.factory import (
    More,
    at,
    card,
    checklist,
    choice,
    chosen,
    counted,
    coverage,
    dimension,
    kpi,
    maturity,
    measured,
    practice,
    profile,
    questionnaire,
    rules,
    steps_are,
    ticked,
    without,
)

F = Fraction


def explained(item, answer, **how: More):
    found = card(
        questionnaire(dimension("only", item)), {} if answer is None else {item.id: answer}, **how
    )
    return explain_item(found, found.items[0])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (F(3, 5), "0.6"),
        (F(612), "612"),
        (F(1, 3), "1/3 = 0.333333…"),
        (F(123456789, 987654321), "0.124999…"),
    ],
)
def test_numbers_are_exact_where_that_is_short(value, text):
    assert exact(value) == text


def test_first_decimals_are_cut_not_rounded():
    assert exact(F(2, 3)) == "2/3 = 0.666666…"


@pytest.mark.parametrize(
    ("item", "answer", "formula", "worked", "result"),
    [
        (maturity(), steps_are(3, 2), "s = min(R, I + 1) / 5", "min(2, 3 + 1) / 5", "0.4"),
        (maturity(axes=("reality",)), at(3), "s = m / 5", "3 / 5", "0.6"),
        (
            checklist(practice("a", 2), practice("b")),
            ticked({"a": 1, "b": "0.5"}),
            "s = Σ v·a / Σ v",
            "(2·1 + 1·0.5) / 3",
            "5/6 = 0.833333…",
        ),
        (
            checklist(practice("a", mandatory=True), practice("b")),
            ticked({"a": 0, "b": 1}),
            "s = min(Σ v·a / Σ v, cap)   (* = 0)",
            "min((1·0 + 1·1) / 2, 0.4)",
            "0.4",
        ),
        (coverage(), counted(12, 20), "s = clip(n / d, 0, 1)", "12 / 20", "0.6"),
        (
            kpi(),
            measured(80, 76, 78, 80, comparison="above", segments=True),
            "s = max(min(L, 3/5), L/2 + T/5 + C/5 + G/10)",
            "max(min(0.8, 0.6), 0.8/2 + 1/5 + 1/5 + 1/10)",
            "0.9",
        ),
        (choice(), chosen("partly"), "s = score(option)", "0.4", "0.4"),
    ],
)
def test_a_score_shows_its_formula_with_the_inputs_put_in(item, answer, formula, worked, result):
    claimed, evidenced, points = explained(item, answer)

    assert claimed.subject == f"{item.id} claimed"
    assert (claimed.formula, claimed.worked, claimed.result) == (formula, worked, result)
    assert evidenced.result == "0.2"
    assert points.formula == "p = w · s"


def test_inputs_are_named():
    claimed, evidenced, points = explained(maturity(), steps_are(3, 2, evidence=1))

    assert claimed.inputs == (("I", "3"), ("R", "2"))
    assert evidenced.inputs == (("s", "0.4"), ("grade", "1"))
    assert evidenced.worked == "min(0.4, 2 / 5)"
    assert (points.inputs, points.worked, points.result) == (
        (("w", "10"), ("s", "0.4")),
        "10 · 0.4",
        "4",
    )


def test_a_kpi_shows_its_curve_and_parts():
    claimed, *_ = explained(kpi(), measured(80, 76, 78, 80, comparison="at"))

    assert dict(claimed.inputs) == {
        "value": "80",
        "curve": "60→0, 80→0.8, 90→1",
        "L": "0.8",
        "T": "1",
        "C": "0.5",
        "G": "0",
    }


def test_mandatory_practices_are_marked():
    claimed, *_ = explained(
        checklist(practice("a", mandatory=True), practice("b", 3)), ticked({"a": 1, "b": 0})
    )

    assert claimed.inputs == (("a *", "1 × 1"), ("b", "3 × 0"))


def test_a_small_sample_names_wilson():
    claimed, *_ = explained(coverage(), counted(6, 10, sample=10), purpose="certification")

    assert claimed.formula == "s = Wilson₉₅ lower(n / d, sample)"
    assert claimed.worked == "Wilson(6 / 10, 10)"
    assert claimed.result.startswith("0.31267")


def test_open_practices_are_not_in_the_mean_of_a_claim_but_in_that_of_a_certification():
    claimed, *_ = explained(checklist(), ticked({"a": "0.5"}))
    certified, *_ = explained(checklist(), ticked({"a": "0.5"}), purpose="certification")

    assert (claimed.worked, claimed.result) == ("(1·0.5) / 1", "0.5")
    assert (certified.worked, certified.result) == ("(1·0.5 + 1·0) / 2", "0.25")


def test_what_is_open_shows_its_interval():
    (partly,) = explained(maturity(), steps_are(2, None))
    (nothing,) = explained(maturity(), None)
    (excluded,) = explained(maturity(), without())

    assert (partly.formula, partly.worked, partly.result) == ("s ∈ [low, high]", "[0, 0.6]", "–")
    assert nothing.inputs == (("status", "unanswered"),)
    assert (excluded.worked, excluded.inputs) == ("–", (("status", "not applicable"),))


@pytest.mark.parametrize(
    ("item", "answer"),
    [
        (maturity(), steps_are(None, None, note="later")),
        (maturity(), steps_are(3, None)),
        (maturity(axes=("reality",)), steps_are(None, None, note="later")),
        (checklist(), ticked({}, note="later")),
        (coverage(), counted(3, None)),
        (coverage(), counted(3, 0)),
        (kpi(), measured(None, 70, 71)),
        (choice(), chosen(None, note="later")),
    ],
)
def test_whatever_is_open_in_a_certification_is_explained_as_its_low_end(item, answer):
    claimed, _, points = explained(item, answer, purpose="certification")

    assert claimed.result == "0"
    assert points.result == "0"


def test_not_applicable_as_nothing_is_explained():
    strict = questionnaire(dimension("only", kpi(), maturity()), scoring=rules(na="zero"))
    found = card(strict, {"K1": without(type(measured(1))), "M1": at(1)})

    assert explain_item(found, found.items[0])[0].worked == "0"


def the_whole():
    asked = questionnaire(
        dimension("ways", maturity("M1", 30), maturity("M2", 10)),
        dimension("results", maturity("V1"), maturity("V2", 3)),
        profiles=(profile("capability", ways=780, results=220),),
    )
    return card(asked, {"M1": at(4), "M2": at(1), "V1": at(2), "V2": without()})


def test_the_trace_goes_from_the_total_to_every_item():
    subjects = [each.subject for each in trace(the_whole())]

    assert subjects == [
        "total claimed",
        "total interval",
        "total evidenced",
        "ways claimed",
        "ways points",
        *["M1 claimed", "M1 evidenced", "M1 points", "M2 claimed", "M2 evidenced", "M2 points"],
        "results claimed",
        "results points",
        *["V1 claimed", "V1 evidenced", "V1 points"],
        "V2 claimed",
    ]


def test_dimensions_and_total_show_their_sums():
    told = {each.subject: each for each in trace(the_whole())}

    assert told["ways claimed"].worked == "(30·0.8 + 10·0.2) / 40"
    assert told["ways claimed"].result == "0.65"
    assert told["ways points"].result == "507"
    assert told["results claimed"].excluded == (("V2", "not applicable"),)
    assert told["total claimed"].worked == "780·0.65 + 220·0.4"
    assert told["total claimed"].result == "595"
    assert told["total evidenced"].result == "200"
    assert told["total interval"].result == "[595, 595]"
    assert told["total claimed"].rounding == "half up, one decimal, from unrounded values"


def test_what_is_not_rated_is_named():
    asked = questionnaire(dimension("a", maturity("M1")), dimension("b", maturity("M2")))
    told = {each.subject: each for each in trace(card(asked, {"M1": at(5)}))}

    assert told["total claimed"].excluded == (("b", "nothing answered"),)
    assert told["total claimed"].result == "–"
    assert told["b claimed"].worked == "–"
    assert told["total interval"].result == "[500, 1000]"
