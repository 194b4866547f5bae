"""Everything a report says, compiled once; whoever renders it computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assess.core.answers import KpiAnswer, MaturityAnswer
from assess.core.assessment import Assessment
from assess.core.benchmark import Benchmark, Comparison, compare
from assess.core.change import Change, change_of
from assess.core.explaining.explanation import Explanation
from assess.core.explaining.totals import trace
from assess.core.findings import Finding, finding_of
from assess.core.items import Axis, KpiItem, MaturityItem
from assess.core.maturity import LevelDecision, level_of
from assess.core.questionnaire import Form, Questionnaire
from assess.core.recommendations import Recommendation, recommend
from assess.core.result import result_of
from assess.core.roadmap import Projection, Roadmap, after, plan
from assess.core.rollups import weighted_mean
from assess.core.scorecard import DimensionScore, ItemScore, Scorecard, Status
from assess.core.scoring import score_assessment
from assess.core.seal import seal_of
from assess.core.sensitivity import Sensitivity, sensitivity

SUMMARY_STRENGTHS = 3
SUMMARY_MOVES = 5
BOTH_AXES: tuple[Axis, ...] = ("intention", "reality")
STRONG = Fraction(3, 5)
WEAK_KNOCK_OUT = Fraction(2, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """A dimension's plan beside its practice: weighted means of intention and reality, 0 to 5."""

    intention: Fraction
    reality: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What a report says about one dimension."""

    score: DimensionScore
    axes: Axes | None
    findings: tuple[Finding, ...]
    strengths: tuple[ItemScore, ...]
    opportunities: tuple[Recommendation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How much the result can be relied on, as counts of the form's items."""

    asked: int
    answered: int
    partly: int
    unanswered: int
    not_applicable: int
    hidden: int
    evidence: tuple[tuple[int, int], ...]
    with_note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A compiled report.

    `evidence_decision` is the level that evidence alone would give; `change` is what moved
    since the `earlier` assessment; `seal` is 64 hexadecimal digits, see assess.core.seal.
    """

    assessment: Assessment
    questionnaire: Questionnaire
    form: Form
    engine: str
    scorecard: Scorecard
    decision: LevelDecision
    evidence_decision: LevelDecision
    comparison: Comparison
    recommendations: tuple[Recommendation, ...]
    roadmap: Roadmap
    chapters: tuple[Chapter, ...]
    strengths: tuple[ItemScore, ...]
    gaps: tuple[ItemScore, ...]
    first_moves: tuple[Recommendation, ...]
    first_moves_projection: Projection | None
    trace: tuple[Explanation, ...]
    quality: Quality
    sensitivity: Sensitivity | None
    earlier: Assessment | None = None
    change: Change | None = None
    seal: str = ""

    @property
    def measures(self) -> tuple[ItemScore, ...]:
        """The KPI items that have a score."""
        return tuple(
            score
            for score in self.scorecard.items
            if isinstance(score.item, KpiItem)
            and isinstance(score.answer, KpiAnswer)
            and score.answer.value is not None
            and score.claimed is not None
        )


def compile_report(
    questionnaire: Questionnaire,
    assessment: Assessment,
    benchmark: Benchmark | None,
    *,
    engine: str,
    earlier: tuple[Questionnaire, Assessment] | None = None,
) -> Report:
    """Score, level, compare, advise and plan an assessment, and seal the result.

    `earlier` is another assessment of the same organization, to tell what moved since.
    """
    facts = assessment.organization.facts
    scorecard = score_assessment(questionnaire, assessment)
    decision = level_of(scorecard)
    recommendations = recommend(scorecard, decision, assessment.priorities)
    first = recommendations[:SUMMARY_MOVES]
    strengths, gaps = _extremes(scorecard)
    report = Report(
        assessment=assessment,
        questionnaire=questionnaire,
        form=scorecard.form,
        engine=engine,
        scorecard=scorecard,
        decision=decision,
        evidence_decision=level_of(_on_evidence(scorecard)),
        comparison=compare(scorecard, benchmark, facts=facts, year=assessment.assessed_on.year),
        recommendations=recommendations,
        roadmap=plan(recommendations, assessment.capacity, scorecard),
        chapters=tuple(_chapter(questionnaire, d, recommendations) for d in scorecard.dimensions),
        strengths=strengths,
        gaps=gaps,
        first_moves=first,
        first_moves_projection=after(scorecard, first),
        trace=tuple(trace(scorecard)),
        quality=_quality(scorecard),
        sensitivity=sensitivity(scorecard),
        earlier=earlier[1] if earlier else None,
        change=change_of(earlier[1], score_assessment(*earlier), scorecard) if earlier else None,
    )
    return replace(report, seal=_seal(report))


def _seal(report: Report) -> str:
    result = {key: value for key, value in result_of(report).items() if key != "seal"}
    benchmark = report.comparison.benchmark
    return seal_of(
        engine=report.engine,
        questionnaire_sha256=report.questionnaire.sha256,
        benchmark_sha256=benchmark.sha256 if benchmark else "",
        assessment=report.assessment,
        earlier=report.earlier,
        result=result,
    )


def _on_evidence(scorecard: Scorecard) -> Scorecard:
    """The same scorecard, decided on what evidence backs."""
    return replace(scorecard, purpose="certification")


def _extremes(scorecard: Scorecard) -> tuple[tuple[ItemScore, ...], tuple[ItemScore, ...]]:
    """What carries most, and what holds back most: where few are answered, none is both."""
    answered = [score for score in scorecard.items if score.status is Status.ANSWERED]
    best = sorted(answered, key=_best_first)
    worst = sorted(filter(_short, answered), key=_worst_first)
    weak = {score.item.id for score in worst[:SUMMARY_STRENGTHS] if (score.claimed or 0) < STRONG}
    strengths = [score for score in best if score.item.id not in weak][:SUMMARY_STRENGTHS]
    return tuple(strengths), tuple(s for s in worst if s not in strengths)[:SUMMARY_STRENGTHS]


def _best_first(score: ItemScore) -> tuple[Fraction, Fraction, str]:
    claimed, evidenced = score.claimed or Fraction(0), score.evidenced or Fraction(0)
    return -evidenced, -claimed, score.item.id


def _short(score: ItemScore) -> bool:
    """Whether there is anything left to reach."""
    return score.claimed is not None and score.claimed < 1


def _worst_first(score: ItemScore) -> tuple[bool, Fraction, Fraction, str]:
    """Weak knock-outs first, then what scores least and weighs most."""
    claimed = score.claimed or Fraction(0)
    spared = not score.item.knock_out or claimed > WEAK_KNOCK_OUT
    return spared, claimed, -score.item.points, score.item.id


def _chapter(
    questionnaire: Questionnaire, dimension: DimensionScore, advice: Sequence[Recommendation]
) -> Chapter:
    answered = [s for s in dimension.items if s.status is Status.ANSWERED]
    strong = [s for s in answered if (s.claimed or 0) >= STRONG]
    return Chapter(
        score=dimension,
        axes=_axes(dimension),
        findings=tuple(finding_of(questionnaire, score) for score in dimension.items),
        strengths=tuple(sorted(strong, key=_best_first)[:SUMMARY_STRENGTHS]),
        opportunities=tuple(r for r in advice if r.dimension.id == dimension.dimension.id),
    )


def _axes(dimension: DimensionScore) -> Axes | None:
    judged = [
        (score.item.points, score.answer)
        for score in dimension.items
        if score.status is Status.ANSWERED
        and isinstance(score.item, MaturityItem)
        and isinstance(score.answer, MaturityAnswer)
        and score.item.axes == BOTH_AXES
    ]
    intention = weighted_mean((w, Fraction(answer.intention or 0)) for w, answer in judged)
    reality = weighted_mean((w, Fraction(answer.reality or 0)) for w, answer in judged)
    if intention is None or reality is None:
        return None
    return Axes(intention=intention, reality=reality)


def _quality(scorecard: Scorecard) -> Quality:
    items = scorecard.items

    def count(status: Status) -> int:
        return sum(score.status is status for score in items)

    grades = [
        score.answer.evidence or 0 for score in items if score.claimed is not None and score.answer
    ]
    return Quality(
        asked=len(items),
        answered=count(Status.ANSWERED),
        partly=count(Status.PARTLY),
        unanswered=count(Status.UNANSWERED),
        not_applicable=count(Status.NOT_APPLICABLE),
        hidden=count(Status.HIDDEN),
        evidence=tuple((grade, grades.count(grade)) for grade in range(5)),
        with_note=sum(bool(score.answer and score.answer.note) for score in items),
    )
