"""Is a report what it says?  Everything in it is worked out again from the answers it carries.

A file is genuine when it is, byte for byte, what these answers give.  Otherwise it is told what
differs: the bytes as the file itself sums them up, the result, the seal, the words of a page.
Behind it there may be a signature, checked byte for byte too, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from assess.core.assessment import Assessment
from assess.core.benchmark import Benchmark
from assess.core.differences import differences
from assess.core.questionnaire import Questionnaire
from assess.core.record import InvalidRecord, assessment_of
from assess.core.report import Report, compile_report
from assess.core.result import result_of
from assess.core.seal import canonical
from assess.rendering import conformance, signing
from assess.rendering.doubts import Doubt, Finding, sentence
from assess.rendering.fonts import MissingFont
from assess.rendering.pdf import (
    ANSWERS_FILE,
    RECORD_SCHEMA,
    RESULT_FILE,
    MissingLibrary,
    PrintingFailed,
    render_report,
)
from assess.rendering.places import TextTooLong
from assess.rendering.presentation import Presentation, presentation_of
from assess.rendering.reading import IN_CHILD, Reader, Unreadable
from assess.rendering.revisions import split
from assess.rendering.signing import Signature, SigningUnavailable, is_signed, signature_of

MOST_BYTES = 40_000_000
"""Of a file that is looked at; no report comes near it."""
MOST_DIFFERENCES = 20
AROUND = 24
"""Characters shown on either side of where a page begins to differ."""

FindQuestionnaire = Callable[[str, str], Questionnaire | None]
Reprint = Callable[[Report, Presentation], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found; `report` is what the answers in the file really give, if they can be read.

    `notes` are worth telling without making a file less genuine; `signature` is one that holds.
    """

    findings: tuple[Finding, ...]
    report: Report | None = None
    notes: tuple[Finding, ...] = ()
    signature: Signature | None = None

    @property
    def genuine(self) -> bool:
        """Whether the file is exactly what its answers give."""
        return not self.findings


def told(verdict: Verdict) -> list[str]:
    """All that was found, for a reader: what differs, what is worth knowing, who signed."""
    said = [sentence(finding) for finding in (*verdict.findings, *verdict.notes)]
    return [*said, signing.told(verdict.signature)] if verdict.signature else said


def verify(
    pdf: bytes,
    find: FindQuestionnaire,
    benchmark: Benchmark | None,
    *,
    engine: str,
    roots: Sequence[Path] = (),
    reader: Reader = IN_CHILD,
    reprint: Reprint = render_report,
) -> Verdict:
    """Judge a PDF; `find` knows questionnaires by id and digest, `engine` is our own version.

    With `roots`, files of certificates, only a report is genuine whose signer one of them
    vouches for.
    """
    body, behind = split(pdf)
    signed = is_signed(pdf)
    # Anything else behind a report may change what a reader sees: then all of it is looked at.
    verdict = _judged(
        body if signed else pdf,
        find,
        benchmark,
        doubts=(Finding(Doubt.APPENDED),) if behind and not signed else (),
        engine=engine,
        reader=reader,
        reprint=reprint,
    )
    if signed:
        return _with_signature(verdict, pdf, roots)
    return _doubted(verdict, Finding(Doubt.UNSIGNED)) if roots else verdict


def _with_signature(verdict: Verdict, pdf: bytes, roots: Sequence[Path]) -> Verdict:
    """The verdict on a report, and what its signature is worth."""
    try:
        signature = signature_of(pdf, roots)
    except SigningUnavailable:
        unchecked = Finding(Doubt.SIGNATURE_UNCHECKED)
        return (
            _doubted(verdict, unchecked)
            if roots
            else replace(verdict, notes=(*verdict.notes, unchecked))
        )
    if signature is None or not signature.intact:
        return _doubted(verdict, Finding(Doubt.SIGNATURE))
    if roots and not signature.trusted:
        return _doubted(verdict, Finding(Doubt.UNTRUSTED, "", signature.signer))
    return replace(verdict, signature=signature)


def _doubted(verdict: Verdict, finding: Finding) -> Verdict:
    return replace(verdict, findings=(*verdict.findings, finding))


def _judged(
    pdf: bytes,
    find: FindQuestionnaire,
    benchmark: Benchmark | None,
    *,
    doubts: Iterable[Finding],
    engine: str,
    reader: Reader,
    reprint: Reprint,
) -> Verdict:
    """The verdict on a report without regard to a signature."""
    named = conformance.identifiers(pdf)
    if named is None:
        return Verdict(findings=(Finding(Doubt.NO_REPORT),))
    findings = list(doubts)
    seal, digest = named
    if digest != (actual := conformance.digest_of(pdf)):
        findings.append(Finding(Doubt.BYTES, "", digest, actual))
    try:
        carried = _Carried(reader.files(pdf))
        report = carried.report(find, benchmark)
    except Unreadable as fault:
        return Verdict(findings=(*findings, Finding(Doubt.UNREADABLE, str(fault))))
    except _Doubtful as doubt:
        return Verdict(findings=(*findings, doubt.finding))
    findings += _result(carried, report, seal)
    older = carried.engine != engine
    notes = (Finding(Doubt.ENGINE, "", carried.engine, engine),) if older else ()
    try:
        expected = reprint(report, carried.presentation)
        # What is the same to the last byte says the same: its words need not be read.
        if pdf != expected:
            findings += _pages(reader.words(pdf), reader.words(expected), bool(findings))
    except MissingLibrary:
        # That is the fault of this machine and not of the file.
        raise
    except Unreadable as fault:
        findings.append(Finding(Doubt.UNREADABLE, str(fault)))
    except (MissingFont, PrintingFailed, TextTooLong) as fault:
        findings.append(Finding(Doubt.UNPRINTABLE, "", str(fault)))
    return Verdict(findings=tuple(findings[:MOST_DIFFERENCES]), report=report, notes=notes)


class _Doubtful(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


class _Carried:
    """The files of a report, read."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.record = _object(files, ANSWERS_FILE)
        self.result = _object(files, RESULT_FILE)
        self.engine = str(self.record.get("engine"))
        if self.record.get("schema") != RECORD_SCHEMA:
            raise _Doubtful(Finding(Doubt.RECORD, f"{ANSWERS_FILE}: schema"))
        shown = presentation_of(self.record.get("presentation"))
        if shown is None:
            raise _Doubtful(Finding(Doubt.RECORD, f"{ANSWERS_FILE}: presentation"))
        self.presentation = shown

    def report(self, find: FindQuestionnaire, benchmark: Benchmark | None) -> Report:
        """What the answers give, by the rules of the version that was used."""
        known = _assessment(self.record.get("assessment"), "assessment", find)
        earlier = self.record.get("earlier")
        before = None if earlier is None else _assessment(earlier, "earlier", find)
        ours = benchmark.sha256 if benchmark else ""
        if self.record.get("benchmark") not in {"", ours}:
            raise _Doubtful(Finding(Doubt.BENCHMARK, "", str(self.record.get("benchmark")), ours))
        used = benchmark if self.record.get("benchmark") else None
        return compile_report(*known, used, engine=self.engine, earlier=before)


def _assessment(
    record: object, key: str, find: FindQuestionnaire
) -> tuple[Questionnaire, Assessment]:
    """An assessment with the questionnaire it was answered with."""
    if not isinstance(record, dict):
        raise _Doubtful(Finding(Doubt.RECORD, f"{ANSWERS_FILE}: {key}"))
    id, digest = str(record.get("questionnaire")), str(record.get("sha256"))
    questionnaire = find(id, digest)
    if questionnaire is None:
        raise _Doubtful(Finding(Doubt.QUESTIONNAIRE, "", f"{id} {digest}"))
    try:
        return questionnaire, assessment_of(record, questionnaire)
    except InvalidRecord as fault:
        raise _Doubtful(Finding(Doubt.RECORD, f"{ANSWERS_FILE}: {fault.key}")) from fault


def _object(files: Mapping[str, str], name: str) -> dict[str, object]:
    try:
        found = json.loads(files[name])
        # JSON can hold half a character, which no seal was ever made of.
        canonical(found)
    except (KeyError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _Doubtful(Finding(Doubt.RECORD, name))
    return found


def _result(carried: _Carried, report: Report, seal: str) -> Iterator[Finding]:
    for place, found in (("", seal), (ANSWERS_FILE, str(carried.record.get("seal")))):
        if found != report.seal:
            yield Finding(Doubt.SEAL, place, found, report.seal)
    for difference in differences(carried.result, result_of(report)):
        yield Finding(Doubt.RESULT, difference.place, difference.found, difference.expected)


def _pages(said: Sequence[str], should: Sequence[str], doubtful: bool) -> Iterator[Finding]:
    """How the words of pages differ from what they should be; the drawing only if no word does."""
    if len(said) != len(should):
        yield Finding(Doubt.PAGES, "", str(len(said)), str(len(should)))
    differing = False
    for number, (found, wanted) in enumerate(zip_longest(said, should, fillvalue=""), 1):
        if found != wanted:
            differing = True
            at = _first_difference(found, wanted)
            near = slice(max(at - AROUND, 0), at + AROUND)
            yield Finding(Doubt.WORDS, str(number), found[near], wanted[near])
    if not differing and not doubtful:
        yield Finding(Doubt.DRAWING)


def _first_difference(found: str, wanted: str) -> int:
    pairs = enumerate(zip_longest(found, wanted))
    return next(number for number, (one, other) in pairs if one != other)
