"""The result of an assessment as one plain object for machines, documented and stable.

Numbers are decimal strings: points with one decimal, scores (0 to 1) with six, both
rounded half up from exact values.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from assess.core.deductions import deducted
from assess.core.maturity import Gate
from assess.core.numbers import decimal_string, shortest
from assess.core.recommendations import Recommendation
from assess.core.scorecard import DimensionScore, ItemScore, StageScore

if TYPE_CHECKING:
    from assess.core.report import Report

SCHEMA = "assess/result@1"
SCORE_PLACES = 6

Json = Mapping[str, object]


def result_of(report: Report) -> dict[str, object]:
    """The result: questionnaire, total, level, next level's gates, dimensions, items, advice."""
    questionnaire, scorecard = report.questionnaire, report.scorecard
    total, decision = scorecard.total, report.decision
    return {
        "schema": SCHEMA,
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "sha256": questionnaire.sha256,
        },
        "purpose": scorecard.purpose,
        "form": scorecard.form.id,
        "profile": scorecard.profile.id,
        "screening": scorecard.form.screening,
        "total": {
            "claimed": _points(report, total.claimed),
            "evidenced": _points(report, total.evidenced),
            "low": _points(report, total.low),
            "high": _points(report, total.high),
            "maximum": _points(report, total.maximum),
            "completeness": _score(total.completeness),
            **_deductions(report),
        },
        "level": decision.number if decision.rated else None,
        "next_level": {
            "level": decision.next_level.level if decision.next_level else None,
            "gates": [_gate(report, gate) for gate in decision.gates],
            "left_out": list(decision.left_out),
        },
        "dimensions": [_dimension(report, dimension) for dimension in scorecard.dimensions],
        "items": [_item(report, score) for score in scorecard.items],
        "recommendations": [_recommendation(report, r) for r in report.recommendations],
        "sensitivity": _sensitivity(report),
        "change": _change(report),
        "seal": report.seal,
    }


def _sensitivity(report: Report) -> Json | None:
    found = report.sensitivity
    if found is None:
        return None
    return {
        "trials": found.trials,
        "level_unchanged": found.unchanged,
        "lowest": _points(report, found.lowest),
        "highest": _points(report, found.highest),
        "profiles": [
            {"id": o.profile.id, "total": _points(report, o.total), "level": o.level}
            for o in found.others
        ],
    }


def _change(report: Report) -> Json | None:
    found = report.change
    if found is None:
        return None
    return {
        "assessed_on": found.assessed_on.isoformat(),
        "before": _points(report, found.total_before),
        "after": _points(report, found.total_after),
        "difference": _points(report, found.difference),
        "by_scope": _points(report, found.by_scope),
        **({"by_rules": _points(report, found.by_rules)} if found.by_rules else {}),
        "level_before": found.decision_before.number,
        "dimensions": [
            {
                "id": move.dimension.id,
                "before": _score(move.before),
                "after": _score(move.after),
                "effect": _points(report, move.effect),
            }
            for move in found.dimensions
        ],
        "items": [
            {
                "id": move.item.id,
                "before": _score(move.before),
                "after": _score(move.after),
                "by_answer": decimal_string(move.by_answer, 2),
                "by_scope": decimal_string(move.by_scope, 2),
            }
            for move in found.moves
        ],
    }


def _points(report: Report, value: Fraction | None) -> str | None:
    if value is None:
        return None
    rounding = report.questionnaire.scoring.rounding
    return decimal_string(value, rounding.points, rounding.mode)


def _score(value: Fraction | None) -> str | None:
    return None if value is None else decimal_string(value, SCORE_PLACES)


def _gate(report: Report, gate: Gate) -> Json:
    def printed(value: Fraction | None) -> str | None:
        if value is None:
            return None
        return _points(report, value) if gate.kind == "total" else shortest(value)

    return {
        "name": gate.name,
        "value": printed(gate.value),
        "threshold": printed(gate.threshold),
        "met": gate.met,
    }


def _deductions(report: Report) -> Json:
    """What was deducted, where the questionnaire knows of any."""
    scorecard = report.scorecard
    if not report.questionnaire.deductions:
        return {}
    return {
        "before_deductions": _points(report, scorecard.total.gross),
        "deductions": [
            {"id": each.deduction.id, "times": each.times, "points": _points(report, each.points)}
            for each in deducted(scorecard)
        ],
    }


def _dimension(report: Report, score: DimensionScore) -> Json:
    stages = [_stage(stage) for stage in score.stages] if score.staged else None
    return {
        "id": score.dimension.id,
        "score": _score(score.claimed),
        "points": _points(report, score.points),
        "maximum": _points(report, score.maximum),
        "coverage": _score(score.mean.coverage),
        "claimed": _score(score.claimed),
        "evidenced": _score(score.evidenced),
        "low": _score(score.mean.low),
        "high": _score(score.mean.high),
        "unrated": score.unrated.value if score.unrated else None,
        **({} if stages is None else {"stages": stages}),
    }


def _stage(score: StageScore) -> Json:
    """A stage that makes the score of its dimension, not one that is only a view."""
    return {
        "id": score.stage.id,
        "claimed": _score(score.mean.claimed),
        "evidenced": _score(score.mean.evidenced),
        "low": _score(score.mean.low),
        "high": _score(score.mean.high),
    }


def _item(report: Report, score: ItemScore) -> Json:
    bands = report.questionnaire.scoring.bands
    band = None if score.claimed is None else report.questionnaire.scoring.band(score.claimed)
    return {
        "id": score.item.id,
        "type": score.item.type,
        "score": _score(score.claimed),
        "points": None if score.points is None else decimal_string(score.points, 2),
        "claimed": _score(score.claimed),
        "evidenced": _score(score.evidenced),
        "status": score.status.value,
        **({"band": band.id if band else None} if bands else {}),
    }


def _recommendation(report: Report, recommendation: Recommendation) -> Json:
    urgency = recommendation.urgency
    return {
        "item": recommendation.item.id,
        "to": recommendation.step.to,
        "reason": {
            "knock_out_below_gate": urgency.knock_out,
            "blocks_next_level": urgency.blocks,
            "weakest_dimension": urgency.weakest,
            "gates": [gate.name for gate in recommendation.gates],
            "score": _score(recommendation.score.claimed),
            "urgency": shortest(urgency.factor),
            "client_priority": shortest(recommendation.client_priority),
            "confidence": shortest(recommendation.confidence),
            "open_needs": [item.id for item in recommendation.open_needs],
            "priority": _score(recommendation.priority),
        },
        "class": recommendation.kind.value,
        "effort": shortest(recommendation.step.effort),
        "weeks": recommendation.step.weeks,
        "points_gained": _points(report, recommendation.points_gained),
    }
