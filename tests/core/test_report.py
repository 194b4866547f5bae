from fractions import Fraction

import pytest

from assess.core.maturity import level_of
from assess.core.recommendations import Kind
from assess.core.report import Axes, compile_report
from tests.core.factory import (
    More,
    assessment,
    at,
    card,
    checklist,
    counted,
    coverage,
    dimension,
    level,
    maturity,
    questionnaire,
    steps_are,
    ticked,
    without,
)

F = Fraction
ASKED = questionnaire(
    dimension(
        "a",
        maturity("M1", 30),
        maturity("M2", 10),
        maturity("M3", 10, axes=("reality",)),
        checklist(points=50),
    ),
    dimension("b", coverage("P1", 30), maturity("K1", 10, knock_out=True)),
    levels=(level(1, 300, knock_out="0.4"), level(2, 600, knock_out="0.4")),
)
ANSWERS = {
    "M1": steps_are(4, 3, evidence=2),
    "M2": steps_are(2, 1),
    "M3": at(5),
    "C1": ticked({"a": 1, "b": "0.5"}, evidence=4, note="seen"),
    "P1": counted(3, 4, evidence=1),
    "K1": at(1),
}


def compiled(answers=ANSWERS, asked=ASKED, **more: More):
    return compile_report(asked, assessment(answers, **more), None, engine="1.0.0")


def ids(scores):
    return [each.item.id for each in scores]


def test_a_report_carries_score_level_and_seal():
    report = compiled()

    assert report.scorecard == card(ASKED, ANSWERS)
    assert report.decision == level_of(report.scorecard)
    assert len(report.seal) == 64
    assert report.seal == compiled().seal
    assert report.seal != compiled({**ANSWERS, "K1": at(2)}).seal
    assert report.comparison.benchmark is None


def test_the_dimension_means_stand_beside_each_other():
    a, b = compiled().chapters

    # M1 and M2 have both axes: (30·4 + 10·2) / 40 and (30·3 + 10·1) / 40
    assert a.axes == Axes(intention=F(7, 2), reality=F(5, 2))
    assert b.axes == Axes(intention=F(1), reality=F(1))


def test_a_dimension_without_two_axes_has_no_such_means():
    asked = questionnaire(dimension("a", coverage("P1")))

    assert compiled({"P1": counted(1, 2)}, asked).chapters[0].axes is None


def test_a_chapter_tells_every_item_and_the_advice_of_its_dimension():
    a, b = compiled().chapters

    assert ids(finding.score for finding in a.findings) == ["M1", "M2", "M3", "C1"]
    assert {r.item.id for r in a.opportunities} == {"M1", "M2", "C1"}
    assert [r.item.id for r in b.opportunities] == ["K1", "P1"]


def test_strengths_are_what_is_best_proved():
    report = compiled()

    # evidenced: C1 0.75, M1 0.6, P1 0.4, M3 0.2 (claimed 1), M2 0.2, K1 0.2
    assert ids(report.strengths) == ["C1", "M1", "P1"]
    assert ids(report.chapters[0].strengths) == ["C1", "M1", "M3"]
    assert ids(report.chapters[1].strengths) == ["P1"]  # K1 is below three fifths


def test_gaps_begin_with_weak_knock_outs_and_then_the_lowest():
    # K1 is a knock-out at 0.2; M2 0.2; all others that are not complete are strengths
    assert ids(compiled().gaps) == ["K1", "M2"]


@pytest.mark.parametrize(
    ("steps", "strengths", "gaps"),
    [
        ({"M1": 1}, [], ["M1"]),
        ({"M1": 3}, ["M1"], []),
        ({"M1": 4, "M2": 1}, ["M1"], ["M2"]),
        ({"M1": 4, "M2": 3, "K1": 4}, ["K1", "M1", "M2"], []),
        ({"M1": 1, "M2": 1, "K1": 2}, [], ["K1", "M1", "M2"]),
        ({"M1": 5, "M2": 2, "K1": 1}, ["M1"], ["K1", "M2"]),
    ],
)
def test_where_few_are_answered_none_is_both_a_strength_and_a_gap(steps, strengths, gaps):
    report = compiled({id: at(step, evidence=4) for id, step in steps.items()})

    assert (ids(report.strengths), ids(report.gaps)) == (strengths, gaps)


def test_what_is_complete_is_no_gap():
    full = {**ANSWERS, **{id: at(5, evidence=4) for id in ("K1", "M1", "M2")}}

    assert ids(compiled(full).gaps) == ["C1", "P1"]


def test_the_first_moves_are_the_first_five_and_where_they_lead():
    report = compiled()

    assert report.first_moves == report.recommendations[:5]
    assert [r.item.id for r in report.recommendations if r.kind is Kind.MUST_FIX] == ["K1"]
    assert report.first_moves_projection is not None
    assert report.first_moves_projection.high > (report.scorecard.total.claimed or 0)


def test_quality_counts_what_the_result_rests_on():
    answers = {
        "M1": at(4, evidence=2, note="seen"),
        "M2": without(),
        "C1": ticked({"a": 1}, evidence=3),
        "P1": counted(3, 4, evidence=2),
    }
    quality = compiled(answers).quality

    assert (quality.asked, quality.answered, quality.partly) == (6, 2, 1)
    assert (quality.unanswered, quality.not_applicable, quality.hidden) == (2, 1, 0)
    assert quality.evidence == ((0, 0), (1, 0), (2, 2), (3, 1), (4, 0))
    assert quality.with_note == 1


def test_the_evidence_level_is_that_of_a_certification():
    complete = {**ANSWERS, "K1": at(5, evidence=4)}
    report = compiled(complete)
    certified = card(ASKED, complete, purpose="certification")

    assert report.decision.number == 2
    assert report.evidence_decision == level_of(certified)
    assert report.evidence_decision.number == 1


def test_the_evidence_level_never_exceeds_the_level():
    asked = questionnaire(dimension("a", maturity("M1", 10), maturity("M2", 90)))
    report = compiled({"M1": at(5, evidence=4)}, asked)

    assert report.decision.number == 0  # low: 100 points
    assert report.evidence_decision.number <= report.decision.number


def test_an_empty_assessment_still_makes_a_report():
    report = compiled({})

    assert not report.decision.rated
    assert (report.recommendations, report.strengths, report.gaps) == ((), (), ())
    assert report.first_moves_projection is None
    assert report.quality.unanswered == 6


def test_a_certification_reports_on_evidence():
    report = compiled(ANSWERS, purpose="certification")

    assert report.decision == report.evidence_decision
    assert report.scorecard.purpose == "certification"


def test_the_trace_begins_with_the_total():
    assert compiled().trace[0].subject == "total claimed"
