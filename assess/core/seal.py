"""The seal of a result: one digest over everything it follows from.

sha256 over the canonical JSON (sorted keys, no spaces, UTF-8) of questionnaire digest,
benchmark digest, engine version, the assessment with its answers as typed, and the result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from assess.core.assessment import Assessment
from assess.core.record import assessment_record


def canonical(value: object) -> bytes:
    """The one way to write a value as JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def seal_of(
    *,
    engine: str,
    questionnaire_sha256: str,
    benchmark_sha256: str,
    assessment: Assessment,
    result: Mapping[str, object],
    earlier: Assessment | None = None,
) -> str:
    """The seal as 64 hexadecimal digits; `result` must not contain the seal itself."""
    sealed = {
        "engine": engine,
        "questionnaire": questionnaire_sha256,
        "benchmark": benchmark_sha256,
        "assessment": assessment_record(assessment),
        "result": result,
    }
    if earlier is not None:
        sealed["earlier"] = assessment_record(earlier)
    return hashlib.sha256(canonical(sealed)).hexdigest()
