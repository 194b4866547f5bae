"""The seal of a result: one digest over everything it follows from.

sha256 over the canonical JSON (sorted keys, no spaces, UTF-8) of questionnaire digest,
benchmark digest, engine version, the assessment with its answers as typed, and the result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction

from assess.core.answers import slots_from
from assess.core.assessment import Assessment
from assess.core.numbers import shortest


def canonical(value: object) -> bytes:
    """The one way to write a value as JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def assessment_record(assessment: Assessment) -> dict[str, object]:
    """An assessment as plain data, with each answer as the slots that read back as it."""
    return {
        "questionnaire": assessment.questionnaire,
        "version": assessment.version,
        "purpose": assessment.purpose,
        "form": assessment.form,
        "profile": assessment.profile,
        "organization": {
            "name": dict(assessment.organization.name.translations),
            "facts": {
                id: shortest(value) if isinstance(value, Fraction) else value
                for id, value in assessment.organization.facts.items()
            },
        },
        "assessed_on": assessment.assessed_on.isoformat(),
        "priorities": dict(assessment.priorities),
        "capacity": shortest(assessment.capacity),
        "answers": {id: slots_from(answer) for id, answer in assessment.answers.items()},
    }


def seal_of(
    *,
    engine: str,
    questionnaire_sha256: str,
    benchmark_sha256: str,
    assessment: Assessment,
    result: Mapping[str, object],
) -> str:
    """The seal as 64 hexadecimal digits; `result` must not contain the seal itself."""
    sealed = {
        "engine": engine,
        "questionnaire": questionnaire_sha256,
        "benchmark": benchmark_sha256,
        "assessment": assessment_record(assessment),
        "result": result,
    }
    return hashlib.sha256(canonical(sealed)).hexdigest()
