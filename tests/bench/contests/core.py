"""S3: score, level, compare and advise; and all that a report needs besides."""

from __future__ import annotations

import json
from collections.abc import Iterator

from assess.core.benchmark import compare as compare_with_others
from assess.core.maturity import level_of
from assess.core.recommendations import Recommendation, recommend
from assess.core.report import compile_report
from assess.core.result import result_of
from assess.core.scoring import score
from tests.bench.documents import FULL, SHORT, Document, example, library
from tests.bench.measure import ROUNDS, Contender, Row, Scope, compare


def one_assessment(scope: Scope) -> Iterator[Row]:
    """From answers to advice, and to a compiled report."""
    documents = [example(name, "en") for name in (SHORT, FULL)]
    result = result_of(documents[0].report)
    contenders: dict[str, Contender] = {}
    for document in documents:
        items = f"{len(document.assessment.answers)} items"
        contenders[f"score to advice, {items}"] = _advising(document)
        contenders[f"compile_report, {items}"] = _compiling(document)
    yield from compare(
        "S3",
        contenders,
        ("json.dumps of the result", lambda: json.dumps(result)),
        calls=5,
        yardstick_calls=200,
        rounds=scope.turns(ROUNDS),
    )


def _compiling(document: Document) -> Contender:
    return lambda: compile_report(
        document.questionnaire, document.assessment, library().benchmark, engine="bench"
    )


def _advising(document: Document) -> Contender:
    return lambda: _advised(document)


def _advised(document: Document) -> tuple[Recommendation, ...]:
    """Steps 5 to 8 of the path of data."""
    questionnaire, assessment = document.questionnaire, document.assessment
    facts = assessment.organization.facts
    scorecard = score(
        questionnaire,
        assessment.answers,
        purpose=assessment.purpose,
        form=questionnaire.form(assessment.form),
        profile=questionnaire.profile(assessment.profile),
        facts=facts,
    )
    decision = level_of(scorecard)
    year = assessment.assessed_on.year
    compare_with_others(scorecard, library().benchmark, facts=facts, year=year)
    return recommend(scorecard, decision, assessment.priorities)
