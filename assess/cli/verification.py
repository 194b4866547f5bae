"""The command that tells whether printed reports are genuine."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from assess import __version__
from assess.cli.definitions import ELSEWHERE, folder_of, library_of
from assess.cli.status import DONE, PROBLEMS
from assess.definitions.library import Library
from assess.language import gettext
from assess.rendering.doubts import Doubt, Finding
from assess.rendering.signing import Signature, require_roots
from assess.rendering.verification import MOST_BYTES, Verdict, told
from assess.rendering.verification import verify as verify_pdf
from assess.rendering.wording import labelled


def verify(options: argparse.Namespace) -> int:
    """Judge every file; exit 1 when one of them is not genuine."""
    if options.trust:
        require_roots(options.trust)
    library = library_of(options)
    verdicts = {path: _verdict(path, library, options.trust) for path in options.files}
    found = [each.doubt for verdict in verdicts.values() for each in verdict.findings]
    if options.json:
        print(
            json.dumps(
                [_json(path, of) for path, of in verdicts.items()], ensure_ascii=False, indent=1
            )
        )
    else:
        for path, verdict in verdicts.items():
            print("\n".join(_lines(path, verdict)))
        if Doubt.QUESTIONNAIRE in found and folder_of(options) is None:
            print(f"assess: {gettext(ELSEWHERE)}", file=sys.stderr)
    return DONE if all(verdict.genuine for verdict in verdicts.values()) else PROBLEMS


def _verdict(path: Path, library: Library, roots: Sequence[Path]) -> Verdict:
    with path.open("rb") as file:
        pdf = file.read(MOST_BYTES)
    return verify_pdf(pdf, library.of_digest, library.benchmark, engine=__version__, roots=roots)


def _lines(path: Path, verdict: Verdict) -> list[str]:
    said = gettext("genuine") if verdict.genuine else gettext("not genuine")
    return [labelled(str(path), said), *(f"  {line}" for line in told(verdict))]


def _json(path: Path, verdict: Verdict) -> dict[str, object]:
    return {
        "file": str(path),
        "genuine": verdict.genuine,
        "seal": verdict.report.seal if verdict.report else None,
        "findings": [_finding(each) for each in verdict.findings],
        "notes": [_finding(each) for each in verdict.notes],
        "signature": _signature(verdict.signature) if verdict.signature else None,
    }


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "doubt": finding.doubt,
        "place": finding.place,
        "found": finding.found,
        "expected": finding.expected,
    }


def _signature(signature: Signature) -> dict[str, object]:
    return {
        "signer": signature.signer,
        "at": signature.at.isoformat(),
        "reason": signature.reason,
        "trusted": signature.trusted,
    }
