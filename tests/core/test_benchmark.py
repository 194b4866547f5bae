from dataclasses import replace
from fractions import Fraction

import pytest

from assess.core.benchmark import Benchmark, Publication, Reference, compare
from tests.core.factory import (
    More,
    at,
    card,
    dimension,
    kpi,
    maturity,
    measured,
    questionnaire,
    words,
)

F = Fraction


def reference(key, value, compares_with="total", **more: More):
    given = {"year": 2024, "n": 100, **more}
    return Reference(
        key=key,
        label=words(key),
        value=F(value),
        unit=words("%"),
        population=words(),
        source=Publication(title="A study"),
        compares_with=compares_with,
        meaning=words(),
        **given,
    )


def benchmark(*references: Reference):
    return Benchmark(
        id="set", kind="published-references", title=words(), about=words(), references=references
    )


ASKED = questionnaire(dimension("only", kpi(points=1), maturity(points=9)))


def compared(*references: Reference, answers=None, facts=None, year=2026):
    answers = {"K1": measured(76), "M1": at(2)} if answers is None else answers
    return compare(card(ASKED, answers), benchmark(*references), facts=facts or {}, year=year)


def test_without_a_benchmark_there_is_nothing_to_compare():
    found = compare(card(ASKED, {}), None, facts={}, year=2026)

    assert (found.benchmark, found.headline, found.totals, found.of_sector) == (
        None,
        None,
        (),
        False,
    )


def test_figures_about_another_questionnaire_are_not_compared():
    about = benchmark(reference("all", 50))
    ours = card(ASKED, {"M1": at(2)})
    asked = (ASKED.id, "another", "")

    compared_as = [
        compare(ours, replace(about, questionnaires=(id,) if id else ()), facts={}, year=2026)
        for id in asked
    ]

    assert [found.headline is None for found in compared_as] == [False, True, False]


def test_the_total_is_compared_as_a_share_of_the_best_result():
    found = compared(reference("all", 35))

    # K1: L = 0.64 but alone at most 0.6; (1·0.6 + 9·0.4) / 10 = 0.42
    assert found.headline is not None
    assert (found.headline.ours, found.headline.theirs) == (F(42, 100), F(35, 100))
    assert found.headline.difference == F(7, 100)
    assert not found.of_sector


def test_the_own_sector_comes_before_all_sectors():
    found = compared(
        reference("all", 35), reference("shops", 40, sector="retail"), facts={"sector": "retail"}
    )

    assert [gap.reference.key for gap in found.totals] == ["all", "shops"]
    assert found.headline is not None
    assert found.headline.reference.key == "shops"
    assert found.of_sector


@pytest.mark.parametrize("facts", [{"sector": "banking"}, {}])
def test_other_sectors_do_not_count(facts):
    found = compared(
        reference("shops", 40, sector="retail"),
        reference("shop news", 1, "context", sector="retail"),
        facts=facts,
    )

    assert (found.headline, found.totals, found.context) == (None, (), ())


def test_a_kpi_is_compared_in_its_own_unit():
    found = compared(reference("index", "76.5", "kpi:K1"))

    (gap,) = found.kpis
    assert (gap.ours, gap.theirs, gap.difference) == (76, F("76.5"), F(-1, 2))
    assert gap.item is not None
    assert gap.item.id == "K1"
    assert found.headline is None


def test_a_kpi_that_is_not_answered_has_no_gap():
    (gap,) = compared(reference("index", 76, "kpi:K1"), answers={"M1": at(2)}).kpis

    assert (gap.ours, gap.difference) == (None, None)


@pytest.mark.parametrize("target", ["kpi:gone", "kpi:M1"])
def test_references_to_what_is_no_kpi_of_the_form_are_left_out(target):
    assert compared(reference("index", 76, target)).kpis == ()


def test_context_is_worth_reading_not_comparing():
    found = compared(reference("news", 5, "context"))

    assert [each.key for each in found.context] == ["news"]
    assert (found.totals, found.kpis, found.headline) == ((), (), None)


def test_without_a_total_there_is_no_gap():
    found = compared(reference("all", 35), answers={})

    assert found.headline is not None
    assert (found.headline.ours, found.headline.difference) == (None, None)


@pytest.mark.parametrize(("year", "historic"), [(2021, False), (2020, True), (2010, True)])
def test_figures_older_than_five_years_are_historic(year, historic):
    found = compared(reference("all", 35, year=year))

    assert found.totals[0].historic is historic
