"""The program's words for what the core knows by code."""

import re
from dataclasses import replace
from fractions import Fraction
from unittest.mock import Mock

import pytest

from assess.core.answers import CoverageAnswer, KpiAnswer, MaturityAnswer
from assess.core.benchmark import Publication, Reference
from assess.core.findings import Rated
from assess.core.maturity import Gate
from assess.core.recommendations import Kind
from assess.core.scorecard import Status, Unrated
from assess.core.text import Text
from assess.language import gettext, languages, speaking
from assess.rendering import wording
from tests.rendering.cases import CASES, compiled

pytestmark = pytest.mark.usefixtures("language")
WORDS = Text({"en": "All sectors", "zh-Hans": "全行业"})


@pytest.fixture(scope="module")
def report():
    return compiled(CASES["harbour"])


def reference(**more: object) -> Reference:
    given = {
        "key": "all",
        "label": WORDS,
        "value": Fraction(35),
        "unit": Text({"en": "%", "zh-Hans": "%"}),
        "population": WORDS,
        "n": 1650,
        "year": 2010,
        "source": Publication(title="A study"),
        "compares_with": "total",
        "meaning": WORDS,
        **more,
    }
    return Reference(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("table", "codes"),
    [(wording.STATUSES, Status), (wording.KINDS, Kind), (wording.UNRATED, Unrated)],
)
def test_every_code_has_words(table, codes, language):
    assert set(table) == set(codes)
    for words in table.values():
        assert gettext(words)
        assert (gettext(words) == words) == (language == "en")


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ({}, "Nothing is answered yet."),
        ({"L4": 5}, "Nothing: what is answered stands at its best."),
        ({"L4": 4}, "Nothing else is answered yet."),
        ({"L4": 1}, "Nothing else is answered yet."),
    ],
)
def test_an_empty_list_of_strengths_or_gaps_says_why(steps, said):
    answers = {id: MaturityAnswer(intention=n, reality=n) for id, n in steps.items()}

    assert wording.no_extremes(compiled(replace(CASES["harbour"], answers=answers))) == gettext(
        said
    )


def test_every_gate_of_a_report_has_a_name_for_readers(report):
    names = [wording.gate_name(gate) for gate in report.decision.gates]

    assert all(names)
    assert not [name for name in names if "[en]" in name or re.search(r"\w:\w|\w\(", name)]


def test_a_gate_is_told_in_its_own_unit(language):
    gate = Gate(
        kind="total", name="total", value=Fraction("449.9"), threshold=Fraction(450), met=False
    )
    share = replace(gate, kind="dimension", value=Fraction("0.35"), threshold=Fraction("0.4"))
    periods = replace(
        gate,
        kind="require",
        name='trend_periods("results")',
        value=Fraction(1),
        threshold=Fraction(3),
    )
    sign = "%" if language == "zh-Hans" else "\u00a0%"

    assert wording.gate_number(gate, gate.value) == "449.9"
    assert wording.gate_number(share, share.value) == f"35{sign}"
    assert wording.gate_number(periods, periods.threshold) == "3"
    assert wording.shortfall(gate) == "0.1"
    assert wording.shortfall(share) == f"5{sign}"
    assert wording.shortfall(periods) == "2"
    assert wording.shortfall(replace(gate, met=True)) == "–"
    assert wording.shortfall(replace(gate, value=None)) == gettext("no value yet")


def test_every_recommendation_has_a_reason_with_its_numbers(report):
    for recommendation in report.recommendations:
        told = wording.reason(recommendation)
        assert "{" not in told
        assert any(character.isdigit() for character in told)


def test_a_knock_out_item_is_told_with_its_own_gate_not_with_that_of_its_dimension(report):
    recommendation = report.recommendations[0]
    of_dimension = Gate(
        kind="dimension",
        name="dimension:leadership",
        value=Fraction("0.53"),
        threshold=Fraction("0.6"),
        met=False,
    )
    own = replace(of_dimension, kind="knock_out", name="knock_out:L1", value=Fraction("0.4"))
    told = wording.reason(
        replace(
            recommendation,
            gates=(of_dimension, own),
            urgency=replace(recommendation.urgency, knock_out=True),
        )
    )

    assert "40" in told
    assert "53" not in told


@pytest.mark.parametrize(
    ("more", "printed"),
    [
        ({}, "n = 1,650"),
        ({"n_is": "more than"}, "n > 1,650"),
        ({"n": None, "n_note": Text({"en": "n unknown"})}, "n unknown"),
    ],
)
def test_a_sample_size_says_how_exact_it_is(more, printed):
    with speaking("en"):
        assert wording.sample_size(reference(**more)) == printed


@pytest.mark.parametrize(
    ("more", "printed"),
    [({}, "2010"), ({"year_from": 2008}, "2008–2010"), ({"year_is": "about"}, "c. 2010")],
)
def test_years_say_how_exact_they_are(more, printed):
    with speaking("en"):
        assert wording.years(reference(**more)) == printed


def test_a_citation_names_whose_figure_how_many_and_when():
    with speaking("en"):
        told = wording.citation(reference(), historic=True)
        assert told == "All sectors 35\u00a0% (n = 1,650, 2010, historic)"
        assert "historic" not in wording.citation(reference(), historic=False)


def test_every_answer_of_the_examples_is_told_in_one_line():
    for case in CASES.values():
        made = compiled(case)
        for score in made.scorecard.items:
            told = wording.given(made, score)
            assert told
            assert "{" not in told
            assert "[en]" not in told


def test_half_an_answer_is_told_by_its_status(report):
    coverage = next(s for s in report.scorecard.items if s.item.type == "coverage")
    kpi = next(s for s in report.scorecard.items if s.item.type == "kpi")

    for score, answer in (
        (coverage, CoverageAnswer(numerator=Fraction(3))),
        (kpi, KpiAnswer(segments=True)),
    ):
        half = replace(score, answer=answer, status=Status.PARTLY)
        assert wording.given(report, half) == gettext("partly answered")


def test_every_line_of_the_trace_has_a_subject_for_readers():
    for name in ("harbour", "half", "empty"):
        made = compiled(CASES[name])
        for explanation in made.trace:
            told = wording.subject(made, explanation)
            assert gettext("claimed") in told or explanation.subject.split()[1] != "claimed"
            assert "{" not in told + wording.exclusions(explanation)


def test_a_dimension_in_the_trace_bears_its_title():
    made = compiled(CASES["harbour"])
    claimed = next(e for e in made.trace if e.subject == "results claimed")

    with speaking("en"):
        assert wording.subject(made, claimed) == "Results: claimed"
    with speaking("zh-Hans"):
        assert wording.subject(made, claimed) == "客户管理绩效：自评"


def test_what_is_left_out_is_told_with_its_reason():
    made = compiled(CASES["half"])
    left_out = next(e for e in made.trace if e.excluded)

    with speaking("en"):
        assert "(not answered)" in wording.exclusions(left_out)


def test_english_and_simplified_chinese_are_spoken():
    assert {"en", "zh-Hans"} <= set(languages())


@pytest.mark.parametrize(
    ("value", "below", "above", "told"),
    [
        (7, 7, 7, "often"),
        (5, 2, 7, "between 2, “seldom” and 7, “often”"),
        (1, None, 2, "below 2, “seldom”"),
        (9, 7, None, "above 7, “often”"),
    ],
)
def test_a_value_without_words_is_told_by_its_neighbours(value, below, above, told):
    anchors = {Fraction(2): Text({"en": "seldom"}), Fraction(7): Text({"en": "often"})}
    item = Mock(spec=["anchors"], anchors=anchors)
    found = Rated(
        item=item,
        value=Fraction(value),
        below=None if below is None else Fraction(below),
        above=None if above is None else Fraction(above),
    )

    with speaking("en"):
        assert wording.rated_words(found) == told
        assert (
            wording.rated_words(replace(found, item=Mock(anchors={}), below=None, above=None)) == ""
        )
